// `kindstem serve` on a free port, with an intake folder of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DESK, SITE } from './desk.mjs';

/** Starts the server; it ends with the test. Gives its origin, `stop` for who wants it gone earlier,
 * and everything that it `said`. */
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
  const origin = await new Promise((ok, no) => {
    child.stdout.on('data', d => {
      said += d;
      const found = said.match(/http:\/\/[\d.]+:\d+(?=\/)/);
      if (found) ok(found[0]);
    });
    child.stderr.on('data', d => {
      said += d;
    });
    child.once('exit', () => no(new Error(`kindstem serve did not start: ${said}`)));
  });
  return { origin, port: Number(origin.split(':').at(-1)), stop, said: () => said };
}
