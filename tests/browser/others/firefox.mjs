// Firefox with a profile on disk, started by hand and driven by WebDriver BiDi.
import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { Page } from './driven.mjs';
import { findIn } from '../lib/scan.mjs';

const PROGRAM = process.env.KINDSTEM_FIREFOX ?? '/usr/bin/firefox-esr';
// What a family's browser does as well, and sooner: keeps its tabs every second, brings them back, keeps pages for Back.
const PREFERENCES = {
  'browser.sessionstore.interval': 1000,
  'browser.sessionstore.resume_from_crash': true,
  'browser.startup.page': 3,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.auto': false,
};

/** Starts it; `quit` ends it as a person does, `kill` at once. */
export async function firefox(t, profile) {
  await mkdir(profile, { recursive: true });
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(PROGRAM, ['--headless', '--remote-debugging-port=0', '--no-remote', '--profile', profile], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
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
  const endpoint = await new Promise((ok, no) => {
    let said = '';
    child.stderr.on('data', bytes => {
      said += bytes;
      const found = said.match(/listening on (ws:\/\/\S+)/);
      if (found) ok(found[1]);
    });
    gone.then(() => no(new Error(`${PROGRAM} ended: ${said}`)));
  });
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${endpoint}/session`,
    protocol: 'webDriverBiDi',
    defaultViewport: null,
  });
  const quit = async () => {
    await browser.close();
    await Promise.race([
      gone,
      sleep(20_000).then(() => {
        throw new Error('Firefox does not quit');
      }),
    ]);
  };
  const open = async () => page(await browser.newPage());
  const restored = async () => (await browser.pages()).map(page);
  return { name: 'Firefox', version: await browser.version(), open, restored, quit, kill };
}

function page(tab) {
  const driver = {
    goto: url => tab.goto(url),
    run: source => tab.evaluate(source),
    type: text => tab.keyboard.type(text),
  };
  return Object.assign(new Page(driver), {
    back: () => tab.goBack(),
    forward: () => tab.goForward(),
    close: () => tab.close(),
  });
}

/** Where words stand in what Firefox packs before it writes: sessions, above all. */
export async function packed(profile, words) {
  const found = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/lz4/.test(entry.name)) continue;
    const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name));
    found.push(...findIn(unpack(bytes), words).map(f => `${f} in ${entry.name}, unpacked`));
  }
  return found;
}

/** One block of LZ4 behind Mozilla's own heading of 8 and 4 bytes. */
function unpack(bytes) {
  if (bytes.subarray(0, 8).toString('latin1') !== 'mozLz40\0') return bytes;
  const out = Buffer.alloc(bytes.readUInt32LE(8));
  let [from, to] = [12, 0];
  const more = n => {
    if (n < 15) return n;
    let next;
    do {
      next = bytes[from++];
      n += next;
    } while (next === 255);
    return n;
  };
  while (from < bytes.length) {
    const token = bytes[from++];
    const literals = more(token >> 4);
    bytes.copy(out, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= bytes.length) break;
    const back = bytes.readUInt16LE(from);
    from += 2;
    for (let n = more(token & 15) + 4; n > 0; n--, to++) out[to] = out[to - back];
  }
  return out.subarray(0, to);
}
