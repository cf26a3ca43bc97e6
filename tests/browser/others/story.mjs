// T-01, T-02 and T-10 in browsers that are not Chromium: `cargo xtask prove browsers` tells it and keeps the rows that it
// prints. A browser that is driven may keep nothing at all; then the careless page's words are not found either, and the
// row says so in place of a clean disk.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from '../lib/answers.mjs';
import { careless, control } from '../lib/control.mjs';
import { folder, invite, unseal } from '../lib/desk.mjs';
import { Form } from '../lib/form.mjs';
import { Quick } from '../lib/hands.mjs';
import { plan } from '../lib/plan.mjs';
import { canary, scan } from '../lib/scan.mjs';
import { serve } from '../lib/server.mjs';
import { siteWithExit } from '../lib/site.mjs';
import { walk } from '../lib/walk.mjs';
import { firefox, packed } from './firefox.mjs';
import { webkit } from './webkit.mjs';

/** Milliseconds until a browser has written its session. */
const BATCH = 5_000;

class Typing extends Quick {
  async type(locator, text) {
    await locator.focus();
    await this.page.keyboard.type(text);
  }
}

/** Runs in the page: all that it shows or holds. */
const everything = () => {
  const all = root =>
    [...root.querySelectorAll('*')].flatMap(el => [el.value ?? '', ...(el.shadowRoot ? [el.shadowRoot.textContent, ...all(el.shadowRoot)] : [])]);
  return [document.title, location.href, document.documentElement.textContent, ...all(document)].join('\n');
};

async function begin(browser, url) {
  const page = await browser.open();
  const form = new Form(page, new Typing(page));
  await form.open(url);
  return form;
}

/** Where words stand on the disk, as they are or packed. */
const onDisk = async (profile, words) => [...(await scan(profile, words)), ...(await packed(profile, words))];

async function tell(start, t) {
  const dir = await folder(t);
  const { site, exit } = await siteWithExit(t, dir);
  const links = await invite(dir, { site });
  const server = await serve(t, dir, { site });
  const at = person => `${server.origin}/${links[person]}`;
  const profile = join(dir, 'profile');
  const words = {};
  const rows = [];
  /** The disk has none of the form's words, and of the careless page's those that a browser of its kind keeps. */
  const clean = async (what, kept) => {
    await sleep(500);
    const found = new Set((await onDisk(profile, kept)).map(f => f.split(':')[0]));
    assert.deepEqual(await onDisk(profile, words), [], what);
    const control = found.size ? `of the careless page ${[...found].sort().join(', ')}` : 'nor of the careless page: it keeps nothing';
    rows.push([what, `0 of ${Object.keys(words).length} words on the disk; ${control}`]);
  };

  // T-01: a child, a clean quit.
  let browser = await start(t, profile);
  const { name, version } = browser;
  let kept = await careless(await browser.open(), await control(t));
  let form = await begin(browser, at('child'));
  const say = key => (words[key] = canary());
  await walk(form, await plan('child'), answers({ words: say }));
  await form.sent();
  await sleep(BATCH);
  await browser.quit();
  await clean('T-01 a child, a clean quit', kept);

  // T-02: killed in the middle of a word.
  browser = await start(t, profile);
  kept = await careless(await browser.open(), await control(t));
  const parts = await plan('parent');
  form = await begin(browser, at('parent'));
  const half = async ({ part, page }) => {
    if (part.structure.id !== 'kindstem-top3-parent' || page.id !== 'words') return undefined;
    await form.question(0).locator('textarea').focus();
    await form.page.keyboard.type((words.half = canary()));
    return 'stop';
  };
  const said = await walk(form, parts, answers({ words: say }), { at: half });
  await sleep(BATCH);
  await browser.kill();
  await clean('T-02 a parent, killed in the middle of a word', kept);

  // What was confirmed is there: on the device, where it keeps something, and at the intake.
  browser = await start(t, profile);
  form = await begin(browser, at('parent'));
  const back = /Welkom terug/.test(form.screen.h1);
  const opened = await unseal(dir, { site });
  for (const { part, said: answered } of said.slice(0, -1)) {
    const got = opened.records.flatMap(r => r.parts).find(p => p.part === part.n);
    assert.deepEqual(got.answers, answered, `${part.structure.id} ${part.about}`);
  }
  rows.push(['T-02 afterwards', `every confirmed answer opens; the link ${back ? 'goes on at the open part' : 'begins anew'}`]);

  // T-10: Snel weg, then Back.
  form = await begin(browser, at('young'));
  const word = canary();
  const typing = async ({ page }) => (page.id === 'words' ? 'stop' : undefined);
  await walk(form, await plan('young'), answers({ words: () => word }), { answered: typing });
  assert.ok((await form.page.evaluate(everything)).includes(word), 'the search sees what is typed');
  await form.button('leave').click();
  const here = () => form.page.evaluate(() => location.href).catch(() => '');
  for (let tries = 0; (await here()) !== exit; tries++) {
    assert.ok(tries < 200, `${await here()}, not ${exit}`);
    await sleep(50);
  }
  for (const move of ['back', 'forward', 'back']) {
    await form.page[move]().catch(() => {});
    await sleep(500);
    assert.ok(!(await form.page.evaluate(everything)).includes(word), `${move}: a word is there again`);
  }
  rows.push(['T-10 Snel weg, then Back and Forward', 'the word that was typed is on no page']);
  await browser.quit();
  return rows.map(([what, result]) => `| ${name} ${version} | ${what} | ${result} |`);
}

for (const start of [firefox, webkit]) {
  const after = [];
  try {
    console.log((await tell(start, { after: f => after.push(f) })).join('\n'));
  } finally {
    for (const f of after.reverse()) await f();
  }
}
