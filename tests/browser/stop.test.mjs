// Stopping: what was confirmed is kept and the link goes on there, or everything is thrown away, here and at the intake.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { held } from './lib/storage.mjs';
import { walk } from './lib/walk.mjs';

/** Names of what lies in the intake. */
async function stored(s) {
  const all = await readdir(join(s.dir, 'intake'), { recursive: true, withFileTypes: true });
  return all.filter(f => f.isFile() && f.name.endsWith('.age')).map(f => f.name);
}

/** A child half-way, on the screen that asks whether to stop. */
async function stops(t, before) {
  const s = await scene(t);
  const form = await s.open('child');
  await walk(form, await plan('child'), answers(), { at: ({ page }) => (page.id === 'angry' ? 'stop' : undefined) });
  await before?.(form);
  await form.overlay(1);
  await form.hand.press(form.box.locator('.escape').first());
  assert.equal((await form.settle()).h1, 'Wil je stoppen?');
  return { s, form };
}

async function throwsAway(form) {
  await form.hand.press(form.box.locator('.escape').first());
  const asked = await form.settle();
  assert.equal(asked.h1, 'Antwoorden weggooien?');
  assert.match(asked.text, /Dan leest niemand je antwoorden van nu\./);
  assert.match(asked.text, /Vroeg je om te praten\? Dat leest Onderzoeker 1 nog wel\./, 'for everybody');
  await form.next();
  assert.ok(form.screen.ended, 'the one ending');
}

test('a child stops and keeps: the same ending, and another time it goes on there', async t => {
  const { s, form } = await stops(t);
  await form.next();
  assert.ok(form.screen.ended);
  await form.sent();
  await form.page.reload();
  assert.equal((await form.settle()).h1, 'Welkom terug');
  const { records } = await unseal(s.dir);
  assert.equal(records[0].parts.find(p => p.instrument.id === 'kindstem-wellbeing-child').answers.calm, 0);
});

test('T-30 a child throws everything away: nothing of it is left on the device or at the intake', async t => {
  const { s, form } = await stops(t);
  // Some of it has arrived already.
  for (let n = 0; n < 100 && (await stored(s)).length < 6; n++) await form.page.waitForTimeout(100);
  assert.ok((await stored(s)).length >= 6);
  await throwsAway(form);
  await form.sent();
  const left = await stored(s);
  assert.equal(left.length, 3, 'the mark, and the contact envelopes that everybody sends');
  assert.deepEqual(await held(form.page), { log: [], gone: [], draft: [], links: 1 }, 'nothing of it is on the device');
  const { records, report } = await unseal(s.dir);
  assert.deepEqual(records, []);
  assert.ok(JSON.stringify(report.integrity).includes('erased'), 'the desk says that a session was thrown away');
  await form.page.reload();
  assert.notEqual((await form.settle()).h1, 'Welkom terug', 'the link begins anew');
});

test('a wish for a talk stays when the answers are thrown away, and the screen says so', async t => {
  const { s, form } = await stops(t);
  await form.hand.press(form.box.locator('.talk .way').first());
  await form.hand.type(form.box.locator('.talk textarea'), 'bij juf Anna op school');
  await throwsAway(form);
  await form.sent();
  const { contacts, records } = await unseal(s.dir);
  assert.deepEqual(records, []);
  assert.deepEqual(contacts.map(c => [c.wants, c.where]), [['yes', 'bij juf Anna op school']]);
});

test('thrown away without a network: nothing is sent but the mark and the contact, once it is back', async t => {
  const { s, form } = await stops(t, f => f.page.context().setOffline(true));
  await throwsAway(form);
  assert.match(form.screen.text, /Nog niet alles is verstuurd/);
  await form.page.context().setOffline(false);
  await form.sent();
  assert.equal((await stored(s)).length, 3);
  assert.deepEqual((await unseal(s.dir)).records, []);
});
