// The study's own tablet: the interviewer's screen, handing over, and a device that is empty once everything arrived.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage } from './lib/browser.mjs';
import { unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { held, stored } from './lib/storage.mjs';
import { walk } from './lib/walk.mjs';

/** An interviewer opens the child's link and hands the device over. */
async function handedOver(s) {
  const page = await freshPage(s.browser);
  const form = new Form(page, new Quick(page));
  await page.goto(`${s.net.origin}/interviewer.html${s.links.child}`);
  await page.locator('#code').fill('INT-7');
  for (const [name, value] of Object.entries({ place: 'school', how: 'reads', near: 'parent' }))
    await page.locator(`input[name=${name}][value=${value}]`).check();
  await page.locator('main > form button').click();
  await form.settle();
  assert.equal(form.screen.h1, 'Nu ben jij aan de beurt');
  assert.match(form.screen.text, /Ik kijk niet mee\. Je mag ook wijzen/);
  await form.next();
  return form;
}

const kept = async page => Object.values((await stored(page)).databases).flat();

test('how it came about is sealed with every page, and the device is empty once everything arrived', async t => {
  const s = await scene(t);
  const form = await handedOver(s);
  // The server takes nothing for now: what is not there yet must stay here.
  await form.page.route(/\/v1\/s\//, route => route.abort());
  await walk(form, await plan('child'), answers());
  assert.ok(form.screen.ended);
  assert.match(form.screen.text, /Nog niet alles is verstuurd/, 'it says so calmly');
  assert.ok((await kept(form.page)).length > 20, 'nothing is wiped before the intake has it');
  await form.page.unroute(/\/v1\/s\//);
  await form.page.evaluate(() => dispatchEvent(new Event('online')));
  await form.page.waitForFunction(
    () => document.querySelector('kindstem-form').shadowRoot.querySelector('.end')?.innerText.includes('Van dit apparaat is alles gewist'),
    undefined,
    { timeout: 60_000 },
  );
  assert.deepEqual(await kept(form.page), [], 'no entry, no cursor, no draft');
  await form.page.reload();
  assert.equal(await form.page.locator('#code').inputValue(), '', 'no way back');
  const { records } = await unseal(s.dir);
  const modes = records.flatMap(r => r.parts).flatMap(p => p.modes.map(m => m.mode));
  assert.ok(modes.length > 20);
  for (const m of modes)
    assert.deepEqual([m.how, m.place, m.interviewer, m.near], ['interviewer_reads', 'school', 'INT-7', 'parent']);
});

test('a respondent alone: what has arrived is off the device, the link stays, and there is no interviewer in it', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  await walk(form, await plan('child'), answers());
  await form.sent();
  assert.doesNotMatch(form.screen.text, /gewist/, 'the same ending for everybody without an interviewer');
  const { log, gone, links } = await held(form.page);
  assert.deepEqual({ log, gone, links }, { log: [], gone: [], links: 1 });
  const { records } = await unseal(s.dir);
  for (const m of records.flatMap(r => r.parts).flatMap(p => p.modes))
    assert.deepEqual([m.mode.how, m.mode.interviewer, m.mode.near], ['self', undefined, undefined]);
});

test('Snel weg leads to a quiet page beside it', async t => {
  const s = await scene(t);
  const form = await handedOver(s);
  await form.box.locator('.leave').click();
  await form.page.waitForURL(/\/quiet\.html$/);
  assert.equal(await form.page.locator('kindstem-form').count(), 0);
});

test('the interviewer must say who asks before anything is shown', async t => {
  const s = await scene(t);
  const page = await freshPage(s.browser);
  await page.goto(`${s.net.origin}/interviewer.html${s.links.child}`);
  await page.locator('main > form button').click();
  assert.equal(await page.locator('kindstem-form').count(), 0);
});
