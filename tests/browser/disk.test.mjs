// T-01 to T-08: what is left on the device. Canaries are typed into every free text; then the whole profile is
// searched. A careless page in the same profile shows each time that the search finds what is there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './lib/answers.mjs';
import { freshPage, launch, pageOnDisk } from './lib/browser.mjs';
import { careless, control } from './lib/control.mjs';
import { folder, invite, unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { canary, scan } from './lib/scan.mjs';
import { serve } from './lib/server.mjs';
import { entropy, held, stored } from './lib/storage.mjs';
import { walk } from './lib/walk.mjs';

/** A browser writes its session file some seconds after typing. */
const BATCH = 4_000;

/** Words go in key by key, as a person types. */
class Typing extends Quick {
  async type(locator, text) {
    await locator.focus();
    await this.page.keyboard.type(text);
  }
}

/** Answers with a new canary in every free text; `words` collects them by item. */
const withCanaries = (words, pick = 0) => answers({ pick, words: key => (words[key] = canary()) });

/** A family, its server, and a browser that logs the console, with a careless page open in it. */
async function careful(t) {
  const dir = await folder(t);
  const [links, server] = [await invite(dir), await serve(t, dir)];
  const profile = join(dir, 'profile');
  const flags = ['--enable-logging', `--log-file=${join(profile, 'console.log')}`];
  const browser = await launch(t, { profile, flags });
  const found = await careless(await pageOnDisk(browser), await control(t));
  return { dir, links, server, profile, flags, browser, found };
}

/** The careless page's words are found, all; the form's words are not, none. */
async function onlyControl({ profile, found }, words, what) {
  assert.ok(Object.keys(words).length, 'something was typed');
  const control = await scan(profile, found);
  for (const name of Object.keys(found)) {
    assert.ok(
      control.some(f => f.startsWith(`${name}:`)),
      `${what}: the scan misses the careless page’s ${name}`,
    );
  }
  assert.deepEqual(await scan(profile, words), [], what);
}

async function begin(browser, url) {
  const page = await pageOnDisk(browser);
  const form = new Form(page, new Typing(page));
  await form.open(url);
  return form;
}

test('T-01 T-06 T-07 a child, a clean quit: nothing on disk, only ciphertext stored, a neutral history', async t => {
  const s = await careful(t);
  const form = await begin(s.browser, `${s.server.origin}/${s.links.child}`);
  const length = await form.page.evaluate(() => history.length);
  const words = {};
  // What has arrived leaves the device, so for the look at it the intake is not there yet.
  await form.page.route(/\/v1\/s\//, route => route.abort());
  await walk(form, await plan('child'), withCanaries(words));
  assert.equal(await form.page.evaluate(() => history.length), length, 'one history entry for the whole session');
  await t.test('T-06 storage', async () => auditStorage(await stored(form.page)));
  await form.page.unroute(/\/v1\/s\//);
  await form.page.evaluate(() => dispatchEvent(new Event('online')));
  await form.sent();
  await t.test('T-06 storage, once everything has arrived', async () => {
    const { log, gone, links } = await held(form.page);
    assert.deepEqual({ log, gone, links }, { log: [], gone: [], links: 1 });
  });
  await sleep(BATCH);
  await s.browser.quit();
  await onlyControl(s, words, 'after a clean quit');
  await t.test('T-07 history', () => {
    const read = `import json,sqlite3,sys;print(json.dumps(sqlite3.connect(sys.argv[1]).execute('select url,title from urls').fetchall()))`;
    const rows = JSON.parse(
      execFileSync('python3', ['-c', read, join(s.profile, 'Default/History')], { encoding: 'utf8' }),
    );
    const own = rows.filter(([url]) => url.startsWith(s.server.origin));
    // The invite stands in the address on purpose: it gives the right to add, never to read.
    assert.deepEqual(own, [[`${s.server.origin}/${s.links.child}`, 'Vragen']]);
    assert.ok(
      rows.some(([, title]) => title === 'control'),
      'the control page stands in the history',
    );
  });
});

function auditStorage({ databases, ...rest }) {
  assert.deepEqual(rest, { files: [], local: [], session: [], cookies: '', caches: [], workers: 0 });
  const counts = [];
  for (const [store, values] of Object.entries(databases)) {
    for (const value of values) {
      const { ct, ...keys } = value;
      if (ct) {
        assert.deepEqual(Object.keys(keys).sort(), ['eid', 'kset', 'slot'], store);
        assert.equal(ct.begins, 'age-encryption.org/v1\n', store);
        counts.push(ct.counts);
      } else {
        assert.ok(
          Object.keys(keys).every(k => ['slot', 'next', 'opened', 'last'].includes(k)),
          `${store} holds ${Object.keys(keys)}`,
        );
        assert.match(store, /cur$/);
        assert.match(keys.last ?? '', /^([0-9a-f]{64})?$/, 'the hash of a ciphertext');
      }
    }
  }
  assert.ok(counts.length > 20, `${counts.length} envelopes`);
  assert.ok(entropy(counts) > 7.99, `envelopes look random: ${entropy(counts)} bits a byte`);
}

test('T-02 killed in the middle of a word, offline: nothing to read on disk, every confirmed page opens', async t => {
  const s = await careful(t);
  const parts = await plan('parent');
  const form = await begin(s.browser, `${s.server.origin}/${s.links.parent}`);
  const words = {};
  const say = withCanaries(words);
  const half = canary();
  // No intake from the first question on: what survives is what this device kept.
  const at = async ({ part, page }) => {
    if (page.id === 'household_1') await s.server.stop();
    if (part.structure.id !== 'kindstem-top3-parent' || page.id !== 'words') return undefined;
    await form.question(0).locator('textarea').focus();
    await form.page.keyboard.type(half);
    return 'stop';
  };
  const said = await walk(form, parts, say, { at });
  await sleep(BATCH);
  await s.browser.kill();
  await onlyControl(s, { ...words, half }, 'after kill -9');

  const server = await serve(t, s.dir, { port: s.server.port });
  const again = await launch(t, { profile: s.profile, flags: s.flags });
  // The log of the console begins anew with the browser.
  s.found = await careless(await pageOnDisk(again), await control(t));
  const back = await begin(again, `${server.origin}/${s.links.parent}`);
  assert.match(back.screen.h1, /Welkom terug/);
  await back.next();
  const open = parts.findIndex(p => p.structure.id === 'kindstem-top3-parent');
  assert.ok(back.screen.h1.includes(parts[open].words.nl.items.topics.text), 'the open block begins anew');
  const last = await walk(back, parts.slice(open), withCanaries(words, -1));
  await back.sent();
  await sleep(BATCH);
  await again.quit();
  await onlyControl(s, { ...words, half }, 'after the second visit');

  const opened = await unseal(s.dir);
  for (const { part, said: answers } of said.slice(0, -1)) {
    const got = opened.records.flatMap(r => r.parts).find(p => p.part === part.n);
    assert.deepEqual(got.answers, answers, `${part.structure.id} ${part.about}`);
  }
  const top3 = opened.records.flatMap(r => r.parts).find(p => p.instrument.id === 'kindstem-top3-parent');
  assert.deepEqual(top3.answers.words, last[0].said.words);
});

test('T-03 a child leaves by Snel weg: nothing on disk', async t => {
  const s = await careful(t);
  const form = await begin(s.browser, `${s.server.origin}/${s.links.child}`);
  await form.page
    .context()
    .route('https://wikikids.nl/**', r => r.fulfill({ contentType: 'text/html', body: '<title>w</title>w' }));
  const words = {};
  const answered = async ({ page }) => {
    if (page.id !== 'words') return undefined;
    await sleep(BATCH);
    await form.button('leave').click();
    await form.page.waitForURL('https://wikikids.nl/');
    return 'stop';
  };
  await walk(form, await plan('child'), withCanaries(words), { answered });
  await sleep(BATCH);
  await s.browser.quit();
  await onlyControl(s, words, 'after Snel weg');
});

test('T-08 the screen of a second visit tells nothing: the same for opposite answers', async t => {
  const dir = await folder(t);
  const [server, browser] = [await serve(t, dir), await launch(t)];
  const screens = [];
  for (const pick of [0, -1]) {
    const own = await folder(t);
    const { child } = await invite(own);
    const page = await freshPage(browser);
    const form = new Form(page, new Quick(page));
    await form.open(`${server.origin}/${child}`);
    const at = ({ page: p }) => (p.id === 'mean_words' ? 'stop' : undefined);
    await walk(form, await plan('child'), withCanaries({}, pick), { at });
    await page.reload();
    await form.settle();
    assert.match(form.screen.h1, /Welkom terug/);
    screens.push(await page.evaluate(() => document.querySelector('kindstem-form').shadowRoot.innerHTML));
    await form.next();
    assert.equal(await form.box.locator(':checked').count(), 0);
  }
  assert.equal(screens[0], screens[1]);
});
