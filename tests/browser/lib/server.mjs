// `kindstem serve` on a free port, with an intake folder of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { DESK, SITE } from './desk.mjs';

/** Starts the server; it ends with the test. Gives its origin, and `stop` for who wants it gone earlier. */
export async function serve(t, dir, { site = SITE, port = 0 } = {}) {
  const child = spawn(DESK, ['serve', site, '--intake', join(dir, 'intake'), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise(ok => child.once('exit', ok));
  const stop = async () => {
    child.kill();
    await gone;
  };
  t.after(stop);
  let said = '';
  child.stderr.on('data', d => {
    said += d;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = line.match(/http:\/\/[\d.]+:\d+/);
    if (found) return { origin: found[0], port: Number(found[0].split(':').at(-1)), stop };
  }
  throw new Error(`kindstem serve did not start: ${said}`);
}
