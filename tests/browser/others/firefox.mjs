// Firefox with a profile on disk, started by hand and driven by WebDriver BiDi.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bidi } from './bidi.mjs';
import { Page, keys } from './driven.mjs';

const PROGRAM = process.env.KINDSTEM_FIREFOX ?? '/usr/bin/firefox-esr';
const PREFERENCES = {
  // As in a family's browser, and sooner: keeps its tabs every second and brings them all back.
  'browser.sessionstore.interval': 1000,
  'browser.sessionstore.resume_from_crash': true,
  'browser.sessionstore.restore_on_demand': false,
  'browser.startup.page': 3,
  // What tests of websites would have otherwise, such as less kept and no crash recovery.
  'remote.prefs.recommended': false,
  // Nothing stands before the page, and nothing is fetched that has to do with Firefox alone.
  'browser.aboutwelcome.enabled': false,
  'browser.preonboarding.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
};

/** Starts it; `quit` ends it as a person does, `kill` at once. */
export async function firefox(t, profile) {
  const tmp = join(profile, 'tmp');
  await mkdir(tmp, { recursive: true });
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(PROGRAM, ['--headless', '--remote-debugging-port=0', '--no-remote', '--profile', profile], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    // Whatever it writes elsewhere is searched too.
    env: { ...process.env, HOME: profile, TMPDIR: tmp, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const gone = new Promise(ok => child.once('exit', ok));
  const kill = async () => {
    // The whole group: processes of pages and all.
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
      const found = said.match(/WebDriver BiDi listening on (ws:\/\/\S+)/);
      if (found) ok(found[1]);
    });
    child.once('error', no);
    gone.then(() => no(new Error(`${PROGRAM} ended: ${said}`)));
  });
  const driver = await bidi(`${endpoint}/session`);
  const requests = [];
  await driver.on('network.beforeRequestSent', ({ context, request }) => {
    if (context) requests.push({ tab: context, method: request.method, url: request.url });
  });
  const quit = async () => {
    await driver.ask('browser.close');
    const late = sleep(20_000, 'late', { ref: false });
    if ((await Promise.race([gone, late])) === 'late') throw new Error('Firefox does not quit');
  };
  const tab = context => page(driver, context, requests);
  const open = async () => tab((await driver.ask('browsingContext.create', { type: 'tab' })).context);
  /** The tabs that are there, such as those of last time. */
  const tabs = async () => {
    const { contexts } = await driver.ask('browsingContext.getTree', { maxDepth: 0 });
    return contexts.map(c => tab(c.context));
  };
  return { name: 'Firefox', version: driver.version, open, tabs, quit, kill };
}

function page({ ask }, context, requests) {
  const move = delta => ask('browsingContext.traverseHistory', { context, delta });
  const driver = {
    goto: url => ask('browsingContext.navigate', { context, url, wait: 'complete' }),
    run: async source => {
      const expression = `Promise.resolve(${source}).then(v => JSON.stringify(v))`;
      const told = await ask('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (told.exceptionDetails) throw new Error(told.exceptionDetails.text);
      return told.result.type === 'undefined' ? undefined : JSON.parse(told.result.value);
    },
    type: async text => {
      const actions = [{ type: 'key', id: 'keyboard', actions: keys(text) }];
      await ask('input.performActions', { context, actions });
    },
  };
  return Object.assign(new Page(driver), {
    back: () => move(-1),
    forward: () => move(1),
    requests: () => requests.filter(r => r.tab === context),
  });
}
