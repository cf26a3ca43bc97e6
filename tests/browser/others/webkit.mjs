// WebKitGTK's small browser, driven by Debian's WebKitWebDriver as the WebDriver standard has it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Page } from './driven.mjs';

const MINI = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'].map(lib => `${lib}/webkit2gtk-4.1/MiniBrowser`);

/** Starts driver and browser; everything that they write goes below `profile`. */
export async function webkit(t, profile) {
  await mkdir(profile, { recursive: true });
  const dirs = { HOME: profile, XDG_DATA_HOME: join(profile, 'data'), XDG_CACHE_HOME: join(profile, 'cache'), XDG_CONFIG_HOME: join(profile, 'config') };
  const port = 4_000 + Math.floor(Math.random() * 20_000);
  const child = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    // Neither a sandbox nor a graphics card on a machine for tests.
    env: { ...process.env, ...dirs, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  const gone = new Promise(ok => child.once('exit', ok));
  const kill = async () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      /* gone already */
    }
    await gone;
  };
  t.after(kill);
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; !(await ask('GET', '/status').catch(() => undefined)); tries++) {
    if (tries > 200) throw new Error('no WebKitWebDriver: apt-get install webkit2gtk-driver xvfb');
    await sleep(50);
  }
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary: MINI.find(existsSync), args: ['--automation'] } },
  };
  const { sessionId, capabilities: got } = await ask('POST', '/session', { capabilities });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  const open = async () => page(session);
  const quit = async () => {
    await session('DELETE', '');
    await sleep(1_000);
    await kill();
  };
  return { name: 'WebKitGTK', version: got.browserVersion, open, quit, kill };
}

function page(session) {
  const keys = text => [...text].flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
  const driver = {
    goto: url => session('POST', '/url', { url }),
    // A promise is waited for.
    run: async source => {
      const script = `const done = arguments[0]; Promise.resolve().then(() => (${source})).then(v => done({v}), e => done({e: String(e)}))`;
      const { v, e } = await session('POST', '/execute/async', { script, args: [] });
      if (e) throw new Error(e);
      return v;
    },
    type: text => session('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: keys(text) }] }),
  };
  return Object.assign(new Page(driver), {
    back: () => session('POST', '/back', {}),
    forward: () => session('POST', '/forward', {}),
  });
}
