// WebKitGTK in a window of our own (`webkit.py`), on a screen that nobody sees, driven by Debian's WebKitWebDriver.
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Page, keys } from './driven.mjs';
import { isAt } from './stage.mjs';

const PROGRAM = fileURLToPath(new URL('webkit.py', import.meta.url));

/** Milliseconds for one answer of the driver's. */
const LIMIT = 60_000;

/** Starts a program that ends with the test. */
function program(t, name, args, options) {
  const child = spawn(name, args, options);
  const gone = new Promise(ok => child.once('exit', ok).once('error', ok));
  t.after(async () => {
    child.kill();
    await gone;
  });
  return child;
}

/** A port that nobody has. */
const free = () =>
  new Promise(ok => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => ok(port));
    });
  });

/** Starts screen, driver and browser; `quit` closes the window, `kill` ends all processes of the browser at once. */
export async function webkit(t, profile) {
  const tmp = join(profile, 'tmp');
  await mkdir(tmp, { recursive: true });
  const log = `${profile}.log`;
  const screen = program(t, 'Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1024x1024x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((ok, no) => {
    screen.stdio[3].once('data', number => ok(`:${String(number).trim()}`));
    screen.once('error', no).once('exit', () => no(new Error('Xvfb ended')));
  });
  const port = await free();
  // Whatever it writes elsewhere is searched too. A machine for tests has neither a sandbox nor a graphics card.
  const env = {
    ...process.env,
    DISPLAY: display,
    HOME: profile,
    TMPDIR: tmp,
    XDG_DATA_HOME: join(profile, 'share'),
    XDG_CACHE_HOME: join(profile, 'caches'),
    XDG_CONFIG_HOME: join(profile, 'config'),
    KINDSTEM_WEBKIT_PROFILE: profile,
    KINDSTEM_WEBKIT_LOG: log,
    NO_AT_BRIDGE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
  program(t, 'WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  const ask = async (method, path, body) => {
    const signal = AbortSignal.timeout(LIMIT);
    const init = { method, body: body && JSON.stringify(body), signal };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; !(await ask('GET', '/status').catch(() => undefined)); tries++) {
    if (tries > 200) throw new Error('no WebKitWebDriver');
    await sleep(50);
  }
  const alwaysMatch = {
    'webkitgtk:browserOptions': { binary: PROGRAM, args: ['--automation'] },
    // Back to a page with Cross-Origin-Opener-Policy counts as loading for ever, though it is loaded.
    pageLoadStrategy: 'none',
  };
  const { sessionId, capabilities } = await ask('POST', '/session', { capabilities: { alwaysMatch } });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/timeouts', { script: LIMIT });

  const lines = async () => (await readFile(log, 'utf8')).split('\n').filter(Boolean).map(line => line.split(' '));
  const pid = Number((await lines()).filter(([what]) => what === 'PID').at(-1)[1]);
  const alive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const ended = async () => {
    for (let tries = 0; alive(); tries++) {
      if (tries > 400) throw new Error('WebKit does not quit');
      await sleep(50);
    }
  };
  const quit = async () => {
    process.kill(pid, 'SIGTERM');
    await ended();
    // Its process for what is stored goes by itself once the window is gone.
    await sleep(1_000);
  };
  const kill = async () => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      /* gone already */
    }
    await ended();
  };
  t.after(kill);
  const requests = async () =>
    (await lines()).filter(([what]) => what !== 'PID').map(([method, url]) => ({ method, url }));
  const open = async () => page(session, requests);
  const tabs = async () => [await open()];
  return { name: 'WebKitGTK', version: capabilities.browserVersion, open, tabs, quit, kill };
}

/** The one page that there is. */
function page(session, requests) {
  const driver = {
    goto: async url => {
      await session('POST', '/url', { url });
      await isAt(driven, url);
    },
    run: async source => {
      const script = `const [done] = arguments;
        Promise.resolve().then(() => ${source}).then(v => done({ v }), e => done({ e: String(e) }))`;
      const { v, e } = await session('POST', '/execute/async', { script, args: [] });
      if (e) throw new Error(e);
      return v ?? undefined;
    },
    type: text => session('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: keys(text) }] }),
  };
  const driven = Object.assign(new Page(driver), {
    back: () => session('POST', '/back', {}),
    forward: () => session('POST', '/forward', {}),
    requests,
  });
  return driven;
}
