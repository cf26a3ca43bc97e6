// T-34: T-01, T-02, T-10 and T-11 in browsers that are not Chromium. `cargo xtask prove browsers` tells it and keeps
// the rows that it prints; by hand it takes the names of browsers, else all.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from '../lib/answers.mjs';
import { follow, missing, openAll, sessions } from '../lib/confirmed.mjs';
import { careless, control } from '../lib/control.mjs';
import { folder, invite } from '../lib/desk.mjs';
import { plan } from '../lib/plan.mjs';
import { canary, scan } from '../lib/scan.mjs';
import { serve } from '../lib/server.mjs';
import { siteWithExit } from '../lib/site.mjs';
import { walk } from '../lib/walk.mjs';
import { firefox } from './firefox.mjs';
import { leaving } from './leaving.mjs';
import { packed } from './packed.mjs';
import { everythingOn, formOn } from './stage.mjs';
import { webkit } from './webkit.mjs';

/** Milliseconds until a browser has written its session. */
const BATCH = 4_000;

/**
 * Each with what of a careless page it keeps on the disk, where the search must find it, and whether a tab of that page
 * comes back with its words.
 */
const BROWSERS = {
  firefox: { start: firefox, keeps: ['area', 'indexed', 'line', 'local', 'session'], tabs: true },
  webkit: { start: webkit, keeps: ['indexed', 'local'] },
};

async function tell({ start, keeps, tabs }, t) {
  const began = Date.now();
  const dir = await folder(t);
  const { site, exit } = await siteWithExit(t, dir);
  const links = await invite(dir, { site });
  let server = await serve(t, dir, { site });
  const at = person => `${server.origin}/${links[person]}`;
  const elsewhere = await control(t);
  const profile = join(dir, 'profile');
  const say = words => answers({ words: key => (words[key] = canary()) });
  const rows = [];

  /** The search finds the careless page's words that this browser keeps, and none of the form's. */
  const clean = async (what, kept, words) => {
    const where = async of => [...(await scan(profile, of)), ...(await packed(profile, of))];
    const found = [...new Set((await where(kept)).map(f => f.split(':')[0]))].sort();
    for (const name of keeps) assert.ok(found.includes(name), `${what}: the careless page’s ${name} is not found`);
    assert.deepEqual(await where(words), [], what);
    rows.push([what, `0 of ${Object.keys(words).length} words on the disk; of the careless page ${found.join(', ')}`]);
  };

  // T-01: a child, a clean quit.
  let browser = await start(t, profile);
  const { name, version } = browser;
  let kept = await careless(await browser.open(), elsewhere);
  let form = formOn(await browser.open());
  const before = (await form.page.requests()).length;
  await form.open(at('child'));
  let words = {};
  await walk(form, await plan('child'), say(words));
  await form.sent();
  const asked = (await form.page.requests()).slice(before);
  const sent = asked.filter(r => r.method === 'PUT').length;
  assert.ok(sent > 20, `${sent} envelopes were seen on their way`);
  assert.deepEqual(asked.filter(r => new URL(r.url).origin !== server.origin), [], 'own origin only');
  await sleep(BATCH);
  await browser.quit();
  await clean('T-01 a child, a clean quit', kept, words);
  rows.push(['T-01 requests', `${asked.length}, of them ${sent} envelopes, all to the page’s own origin`]);

  // T-02: killed in the middle of a word, and no intake from the first question on: what survives is on this device.
  browser = await start(t, profile);
  kept = await careless(await browser.open(), elsewhere);
  form = formOn(await browser.open());
  await form.open(at('parent'));
  words = {};
  const half = async ({ part, page }) => {
    if (page.id === 'household_1') await server.stop();
    if (part.structure.id !== 'kindstem-top3-parent' || page.id !== 'words') return undefined;
    await form.question(0).locator('textarea').focus();
    await form.page.keyboard.type((words.half = canary()));
    return 'stop';
  };
  const walked = follow({ at: half });
  await walk(form, await plan('parent'), say(words), walked);
  await sleep(BATCH);
  await browser.kill();
  await clean('T-02 a parent, killed in the middle of a word', kept, words);

  server = await serve(t, dir, { site, port: server.port });
  browser = await start(t, profile);
  rows.push(await restored(browser, { kept: tabs && kept, words, own: at('parent'), elsewhere }));
  rows.push(await arrived(dir, walked.pages));

  rows.push(...(await leaving(browser, { careless: elsewhere, young: at('young'), easy: at('easy'), exit })));
  await browser.quit();
  rows.push(['in all', `${Math.round((Date.now() - began) / 1000)} s`]);
  return rows.map(([what, result]) => `| ${name} ${version} | ${what} | ${result} |`);
}

/** T-10: what a browser opens again by itself after the kill. `kept`: words with which a careless page comes back. */
async function restored(browser, { kept, words, own, elsewhere }) {
  const has = (seen, address, words) => seen.split('\n').includes(address) && seen.includes(words);
  let seen = [];
  const careless = () => seen.some(s => has(s, elsewhere, kept.area));
  const form = () => seen.find(s => has(s, own, 'Welkom terug'));
  for (let tries = 0; !(form() && (!kept || careless())); tries++) {
    assert.ok(tries < 100, 'what was open before the kill is open again');
    await sleep(200);
    seen = await Promise.all((await browser.tabs()).map(tab => everythingOn(tab).catch(() => '')));
  }
  for (const [name, word] of Object.entries(words)) assert.ok(!form().includes(word), `${name} is there again`);
  const measure = kept ? '; the careless page with its words' : '';
  return ['T-10 opened again by itself after the kill', `the form, which says “Welkom terug” and no word${measure}`];
}

/** Every page whose successor was shown comes to the intake, once, and age's own program opens it as it was said. */
async function arrived(dir, pages) {
  let lost;
  for (let tries = 0; tries < 60; tries++) {
    const opened = await openAll(dir).catch(() => []);
    // Of the child's and the parent's session one has these pages.
    const all = sessions(opened).map(session => missing(pages, session));
    lost = all.sort((a, b) => a.length - b.length)[0] ?? ['nothing'];
    if (!lost.length) break;
    await sleep(500);
  }
  assert.deepEqual(lost, []);
  return ['T-02 what was confirmed', `${pages.length} of ${pages.length} pages arrive and open as they were said`];
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BROWSERS);
for (const name of wanted) {
  if (!BROWSERS[name]) throw new Error(`${name}: known are ${Object.keys(BROWSERS).join(', ')}`);
  const after = [];
  try {
    console.log((await tell(BROWSERS[name], { after: f => after.push(f) })).join('\n'));
  } finally {
    for (const f of after.reverse()) await f();
  }
}
