// Chromium with a profile on disk, started by hand: a test must be able to quit it cleanly, and to kill it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PROGRAM = process.env.KINDSTEM_BROWSER ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];
/** A phone that is held upright. */
export const PHONE = { width: 390, height: 844 };

/** Starts a browser; without `profile` in one of its own. It ends with the test. `start`: what it opens by itself. */
export async function launch(t, { profile, flags = [], start = ['about:blank'] } = {}) {
  const own = profile ?? (await mkdtemp(join(tmpdir(), 'kindstem-profile-')));
  // What an earlier, killed browser left; the lock too.
  await Promise.all(
    ['DevToolsActivePort', 'SingletonLock', 'SingletonCookie', 'SingletonSocket'].map(f =>
      rm(join(own, f), { force: true }),
    ),
  );
  const child = spawn(PROGRAM, [...FLAGS, ...flags, `--user-data-dir=${own}`, ...start], {
    stdio: 'ignore',
    detached: true,
  });
  const gone = new Promise(ok => child.once('exit', ok));
  const kill = async () => {
    // The whole group: renderers and all.
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      /* gone already */
    }
    await gone;
  };
  t.after(async () => {
    await kill();
    if (!profile) await rm(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  const browser = await connected(own);
  const quit = async () => {
    const cdp = await browser.newBrowserCDPSession();
    await cdp.send('Browser.close').catch(() => {
      /* it closes before it answers */
    });
    await Promise.race([
      gone,
      sleep(15_000).then(() => {
        throw new Error('the browser does not quit');
      }),
    ]);
  };
  return { browser, quit, kill, profile: own };
}

/** A browser that restores its tabs does not always answer the first time. */
async function connected(profile, tries = 3) {
  try {
    return await chromium.connectOverCDP(await endpoint(profile), { timeout: 20_000 });
  } catch (e) {
    if (tries < 2 || e.name !== 'TimeoutError') throw e;
    return connected(profile, tries - 1);
  }
}

async function endpoint(profile) {
  for (let tries = 0; tries < 600; tries++) {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, path] = text.split('\n');
    if (path) return `ws://127.0.0.1:${port}${path}`;
    await sleep(50);
  }
  throw new Error(`no browser: is ${PROGRAM} there? KINDSTEM_BROWSER names another one`);
}

/** A page in the profile on disk, at phone size. */
export async function pageOnDisk({ browser }, size = PHONE) {
  const context = browser.contexts()[0];
  const page = await context.newPage();
  await page.setViewportSize(size);
  return page;
}

/** A page in a context of its own, as a private window; for what the disk does not matter to. */
export async function freshPage({ browser }, options = {}) {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  return context.newPage();
}
