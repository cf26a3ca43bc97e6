// What was spoken, played from memory: no address that something else could fetch, no file.
let context;
let playing;
let turn = 0;

/** Ends what is being played. */
export function hush() {
  turn++;
  playing?.stop();
  playing = undefined;
}

/** Plays a recording to its end, or until it is hushed. */
export async function listen(bytes) {
  hush();
  const mine = turn;
  context ??= new AudioContext();
  await context.resume();
  const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(bytes.slice().buffer) });
  // Hushed meanwhile, it does not begin.
  if (turn !== mine) return;
  playing = source;
  source.connect(context.destination);
  source.start();
  await new Promise(ok => source.addEventListener('ended', ok, { once: true }));
  if (playing === source) playing = undefined;
}
