// Chance that can be repeated: the same seed gives the same numbers (mulberry32).

/** A function that gives numbers from 0 to 1. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several names, each as often as its share says; the rest is `undefined`. */
export function pick(shares, random) {
  let left = random();
  return Object.entries(shares).find(([, share]) => (left -= share) < 0)?.[0];
}
