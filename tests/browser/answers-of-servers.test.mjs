// An envelope is sent, and a deletion done, only when the answer proves it. Until then it stays on the device, whatever
// else a server says, and is sent again: in this visit, and in the next one.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage, launch, pageOnDisk } from './lib/browser.mjs';
import { follow, missing, openAll, sessions } from './lib/confirmed.mjs';
import { unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { held } from './lib/storage.mjs';
import { strangers, toDelete, toPut } from './lib/strangers.mjs';
import { walk } from './lib/walk.mjs';

/** Timers from a second to a minute run as many times faster: the page waits ever longer for its next try. */
const FASTER = 200;
const hurry = faster => {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (what, ms, ...rest) => real(what, ms >= 1000 && ms <= 60_000 ? ms / faster : ms, ...rest);
};

/** Names of the envelopes at the intake. */
async function stored(s) {
  const all = await readdir(join(s.dir, 'intake'), { recursive: true, withFileTypes: true });
  return all.filter(f => f.isFile() && f.name.endsWith('.age')).map(f => f.name.slice(0, -4));
}

/** Waits until something holds, for half a minute at most. */
async function until(what, holds) {
  for (let n = 0; n < 300; n++) {
    if (await holds()) return;
    await new Promise(ok => setTimeout(ok, 100));
  }
  assert.fail(`not within half a minute: ${what}`);
}

/** A page in a context of its own whose timers run faster. */
async function fast(s, context) {
  const page = context ? await context.newPage() : await freshPage(s.browser);
  await page.addInitScript(hurry, FASTER);
  return page;
}

/** A child half-way; `overlay` 1 is the pause, from which the form is stopped. */
async function halfway(s, page) {
  const form = await s.open('child', { page });
  const walked = follow({ at: ({ page: { id } }) => (id === 'angry' ? 'stop' : undefined) });
  await walk(form, await plan('child'), answers(), walked);
  return { form, walked };
}

async function toStop(form) {
  await form.overlay(1);
  await form.hand.press(form.box.locator('.escape').first());
  assert.equal((await form.settle()).h1, 'Wil je stoppen?');
}

async function throwAway(form) {
  await toStop(form);
  await form.hand.press(form.box.locator('.escape').first());
  assert.equal((await form.settle()).h1, 'Antwoorden weggooien?');
  await form.next();
  assert.ok(form.screen.ended);
}

const eids = requests => new Set(requests.map(r => r.url.split('/').at(-1)));
const deletes = net => net.log.filter(r => r.method === 'DELETE');
const everyUsed = stranger => Object.values(stranger.used).every(n => n > 0);

test('T-24 no answer but the hash of the bytes takes an envelope off the device, in this visit and in the next', async t => {
  const s = await scene(t);
  const stranger = strangers(s.net, 'PUT', toPut);
  const page = await fast(s);
  const { form, walked } = await halfway(s, page);
  await toStop(form);
  await form.next();
  walked.passed();
  assert.ok(form.screen.ended);
  assert.match(form.screen.text, /Nog niet alles is verstuurd/, 'it says so calmly');
  const sealed = (await held(page)).log;
  const all = new Set([...sealed, ...eids(s.net.puts())]);
  assert.ok(all.size > 15);
  const nothingIsLost = async () => {
    const { log } = await held(page);
    const lost = [...all].filter(eid => !log.includes(eid)).map(eid => stranger.last[eid]);
    assert.deepEqual(lost, [], 'taken for a proof');
  };
  await until('every answer was given', () => everyUsed(stranger));
  await nothingIsLost();
  assert.match((await form.look()).text, /Nog niet alles is verstuurd/);

  // The next visit, from where the link goes on.
  for (const name of Object.keys(stranger.used)) stranger.used[name] = 0;
  await page.reload();
  assert.equal((await form.settle()).h1, 'Welkom terug');
  await until('every answer was given again', () => everyUsed(stranger));
  await nothingIsLost();
  assert.deepEqual(await stored(s), []);

  // And once more, with an intake.
  stranger.on = false;
  await page.reload();
  await form.settle();
  await until('everything has arrived', async () => (await held(page)).log.length === 0);
  // A draft of words goes out with a later visit as well.
  const sent = eids(s.net.puts());
  assert.deepEqual([...all].filter(eid => !sent.has(eid)), []);
  assert.deepEqual((await stored(s)).sort(), [...sent].sort());
  const [session] = sessions(await openAll(s.dir));
  assert.deepEqual(missing(walked.pages, session), []);
  assert.deepEqual(s.noise.filter(n => !/^console: Failed to load resource|^console: Access to fetch/.test(n)), []);
});

test('what is marked as sent by an earlier version of the page is sent once more, and then leaves the device', async t => {
  const s = await scene(t);
  s.net.fault = ask => (ask.method === 'PUT' ? 'refused' : undefined);
  const page = await fast(s);
  const { form } = await halfway(s, page);
  const all = (await held(page)).log;
  assert.ok(all.length > 15);
  await page.evaluate(async () => {
    const done = request =>
      new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: no }));
    const db = await done(indexedDB.open('v'));
    const log = db.transaction('log', 'readwrite').objectStore('log');
    for (const entry of await done(log.getAll())) await done(log.put({ ...entry, acked: true }));
    db.close();
  });
  s.net.fault = () => undefined;
  await page.reload();
  await form.settle();
  await until('everything has arrived', async () => (await held(page)).log.length === 0);
  const there = await stored(s);
  assert.deepEqual(all.filter(eid => !there.includes(eid)), []);
});

test('a database of the first version is taken over as it is, and a later version need not wait for this one', async t => {
  const s = await scene(t);
  const page = await fast(s);
  await page.goto(`${s.net.origin}/quiet.html`);
  const [eid, slot] = ['ab'.repeat(16), 'cd'.repeat(16)];
  await page.evaluate(
    async ([eid, slot]) => {
      const open = indexedDB.open('v', 1);
      open.onupgradeneeded = () =>
        ['log', 'cur', 'draft'].forEach((name, n) => open.result.createObjectStore(name, { keyPath: n ? 'slot' : 'eid' }));
      await new Promise((ok, no) => Object.assign(open, { onsuccess: ok, onerror: no }));
      const tx = open.result.transaction(['log', 'cur', 'draft'], 'readwrite');
      const ct = new TextEncoder().encode('a sealed entry of the first version');
      tx.objectStore('log').put({ eid, slot, kset: '0011223344556677', ct, acked: false });
      tx.objectStore('draft').put({ eid: slot, slot, kset: '0011223344556677', ct, acked: false });
      tx.objectStore('cur').put({ slot, next: 3, opened: 1 });
      await new Promise((ok, no) => Object.assign(tx, { oncomplete: ok, onabort: no }));
      open.result.close();
    },
    [eid, slot],
  );
  await s.open('parent', { page });
  // Another study's: this intake refuses it, so it stays.
  await until('it is sent', () => eids(s.net.puts()).has(eid));
  const { log, gone, draft, links } = await held(page);
  assert.deepEqual([log.includes(eid), gone, draft, links], [true, [], [slot], 2]);
  // And a version after this one does not wait until this tab is closed.
  const next = await page.context().newPage();
  await next.goto(`${s.net.origin}/quiet.html`);
  const opened = await next.evaluate(
    () =>
      new Promise(ok => {
        const open = indexedDB.open('v', 99);
        Object.assign(open, { onblocked: () => ok('blocked'), onerror: () => ok('error'), onsuccess: () => ok(open.result.version) });
      }),
  );
  assert.equal(opened, 99);
});

/** A child half-way on an interviewer's device. */
async function handedOver(s) {
  const page = await fast(s);
  const form = new Form(page, new Quick(page));
  await page.goto(`${s.net.origin}/interviewer.html${s.links.child}`);
  await page.locator('#code').fill('INT-7');
  for (const [name, value] of Object.entries({ place: 'school', how: 'present', near: 'nobody' }))
    await page.locator(`input[name=${name}][value=${value}]`).check();
  await page.locator('main > form button').click();
  await form.settle();
  await form.next();
  await walk(form, await plan('child'), answers(), { at: ({ page: { id } }) => (id === 'angry' ? 'stop' : undefined) });
  return { page, form };
}

const WIPED = /Alles is verstuurd/;

/** The device says that it is empty, and is. */
async function wiped(page) {
  const says = () => document.querySelector('kindstem-form').shadowRoot.querySelector('.end')?.innerText.includes('Alles is verstuurd');
  await page.waitForFunction(says, undefined, { timeout: 30_000 });
  assert.deepEqual(await held(page), { log: [], gone: [], draft: [], links: 0 });
}

const FEW = ['200 text/html', 204, '410 gone, as an intake says it', "another envelope's hash"];
for (const [what, all] of [['all of them', toPut], ...FEW.map(name => [name, { [name]: toPut[name] }])]) {
  test(`an interviewer’s device is not wiped, and does not say so, before arrival is proven: ${what}`, async t => {
    const s = await scene(t, { people: ['child'] });
    const stranger = strangers(s.net, 'PUT', all);
    const { page, form } = await handedOver(s);
    await toStop(form);
    await form.next();
    assert.ok(form.screen.ended);
    await until('every answer was given', () => everyUsed(stranger));
    await page.waitForTimeout(1000);
    assert.doesNotMatch((await form.look()).text, WIPED);
    assert.deepEqual(await stored(s), []);
    const { log, links } = await held(page);
    assert.ok(log.length > 15 && links === 1);
    stranger.on = false;
    await wiped(page);
    assert.deepEqual((await stored(s)).sort(), [...log].sort());
  });
}

test('thrown away on an interviewer’s device: not wiped before every deletion is proven', async t => {
  const s = await scene(t, { people: ['child'] });
  const { page, form } = await handedOver(s);
  const stranger = strangers(s.net, 'DELETE', toDelete);
  await throwAway(form);
  await until('every answer was given', () => everyUsed(stranger));
  assert.doesNotMatch((await form.look()).text, WIPED);
  assert.ok((await held(page)).gone.length > 10);
  stranger.on = false;
  await wiped(page);
  assert.equal((await stored(s)).length, 3);
});

test('T-30 no answer but the entry’s own id ends a deletion, in this visit and in the next one of any link', async t => {
  const s = await scene(t);
  const page = await fast(s);
  const { form } = await halfway(s, page);
  await until('some of it has arrived', async () => (await stored(s)).length > 15);
  const stranger = strangers(s.net, 'DELETE', toDelete);
  await throwAway(form);
  const thrown = new Set((await held(page)).gone);
  assert.ok(thrown.size > 10);
  const nothingIsDone = async () => {
    const { gone, log } = await held(page);
    const lost = [...thrown].filter(eid => !gone.includes(eid)).map(eid => stranger.last[eid]);
    assert.deepEqual(lost, [], 'taken for a proof');
    assert.deepEqual(log.filter(eid => thrown.has(eid)), [], 'its bytes are off the device');
  };
  await until('every answer was given', () => everyUsed(stranger));
  await nothingIsDone();
  assert.match((await form.look()).text, /Nog niet alles is verstuurd/);

  // A sister opens her link on the same device; the server still does not delete.
  for (const name of Object.keys(stranger.used)) stranger.used[name] = 0;
  await page.close();
  const later = await fast(s, page.context());
  const young = await s.open('young', { page: later });
  await until('every answer was given again', () => everyUsed(stranger));
  const { gone } = await held(later);
  assert.deepEqual(new Set(gone), thrown);
  stranger.on = false;
  await until('it is deleted', async () => (await held(later)).gone.length === 0);
  assert.deepEqual(eids(deletes(s.net)), thrown);
  assert.equal((await stored(s)).length, 3, 'the mark, and the contact envelopes that everybody sends');
  const { records, report } = await unseal(s.dir);
  assert.deepEqual(records, []);
  assert.ok(JSON.stringify(report.integrity).includes('erased'));
  assert.ok(young.screen.h1);
});

test('thrown away and killed at once: a visit with another link deletes what had arrived without an answer', async t => {
  const s = await scene(t, { own: true });
  const profile = join(s.dir, 'profile');
  const browser = await launch(t, { profile });
  const page = await fast(s, browser.browser.contexts()[0]);
  // The intake has each of them, and the page does not hear of it.
  s.net.fault = ask => (ask.method === 'PUT' ? 'lost' : ask.method === 'DELETE' ? 'refused' : undefined);
  const { form } = await halfway(s, page);
  await until('some of it has arrived', async () => (await stored(s)).length > 5);
  await throwAway(form);
  const { gone } = await held(page);
  await browser.kill();
  assert.ok(gone.length > 10);
  s.net.fault = () => undefined;
  const before = s.net.puts().length;
  const again = await launch(t, { profile });
  const later = await pageOnDisk(again);
  await s.open('parent', { page: later });
  await until('it is deleted', async () => (await held(later)).gone.length === 0);
  assert.deepEqual(new Set(gone), eids(deletes(s.net)));
  const left = await stored(s);
  assert.deepEqual(left.filter(eid => gone.includes(eid)), []);
  assert.deepEqual([...eids(s.net.puts().slice(before))].filter(eid => gone.includes(eid)), [], 'and not sent again');
});

test('two tabs: what is thrown away in one is not sent by the other, nor waited for', async t => {
  const s = await scene(t);
  s.net.fault = ask => (ask.url.includes('/v1/') ? 'refused' : undefined);
  const page = await fast(s);
  const { form } = await halfway(s, page);
  // The other tab takes over what the first has not sent.
  const other = await fast(s, page.context());
  const young = await s.open('young', { page: other });
  await throwAway(form);
  const { gone, log } = await held(page);
  await page.close();
  const before = s.net.puts().length;
  s.net.fault = () => undefined;
  await other.evaluate(() => dispatchEvent(new Event('online')));
  // The other tab does not know the mark; the next visit sends it, and deletes.
  await until('it has nothing more to send', async () => {
    const seen = s.net.log.length;
    await new Promise(ok => setTimeout(ok, 1500));
    return s.net.log.length === seen;
  });
  assert.deepEqual([...eids(s.net.puts().slice(before))].filter(eid => gone.includes(eid)), []);
  await other.reload();
  await young.settle();
  await until('everything is done', async () => {
    const now = await held(other);
    return now.gone.length === 0 && now.log.length === 0;
  });
  assert.deepEqual((await stored(s)).sort(), [...log].sort());
  assert.equal(log.length, 3);
});

test('at the ending nothing that has arrived is on the device, what has not stays, and it leaves as it arrives', async t => {
  const s = await scene(t);
  const page = await fast(s);
  let late = 0;
  s.net.fault = ask => (ask.method === 'PUT' && late ? 'refused' : undefined);
  const at = ({ page: { id } }) => {
    if (id === 'calm') late = 1;
    return id === 'angry' ? 'stop' : undefined;
  };
  const form = await s.open('child', { page });
  await walk(form, await plan('child'), answers(), { at });
  await toStop(form);
  await form.next();
  const { log, links } = await held(page);
  const there = await stored(s);
  assert.ok(log.length > 3 && there.length > 5);
  assert.deepEqual(log.filter(eid => there.includes(eid)), [], 'nothing that was confirmed');
  assert.equal(links, 1);
  late = 0;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await form.sent();
  const { log: left, gone, links: known } = await held(page);
  assert.deepEqual([left, gone, known], [[], [], 1]);
  assert.deepEqual((await stored(s)).sort(), [...there, ...log].sort());
});
