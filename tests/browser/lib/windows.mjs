// One browser for the stories of a file, each with windows of its own, as private ones: a start takes longer than
// many a story. What must quit, kill or look at a disk launches its own.
import { setTimeout as later } from 'node:timers';
import { launch } from './browser.mjs';

/** Milliseconds without a story after which it ends; the next story of a file begins at once. */
const IDLE = 1000;
const running = new Map();

/** A browser, started with these flags or already there. What this story opens in it ends with the story. */
export async function windows(t, flags = []) {
  const name = flags.join(' ');
  if (!running.has(name)) {
    const ends = [];
    const browser = launch({ after: end => ends.push(end) }, { flags });
    running.set(name, { browser, users: 0, end: () => Promise.all(ends.map(end => end())) });
  }
  const shared = running.get(name);
  clearTimeout(shared.over);
  shared.users++;
  const contexts = [];
  t.after(async () => {
    // A window that is stuck must not keep the next story from beginning.
    await Promise.all(contexts.map(c => c.close().catch(() => {})));
    if (--shared.users > 0) return;
    shared.over = later(() => {
      running.delete(name);
      shared.end();
    }, IDLE);
  });
  const { browser } = await shared.browser;
  const newContext = async options => {
    const context = await browser.newContext(options);
    contexts.push(context);
    return context;
  };
  return { browser: { newContext } };
}
