// Practising Snel weg: the first press on its page covers it and comes back. Every other press leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './lib/answers.mjs';
import { folder, invite } from './lib/desk.mjs';
import { isAt } from './lib/look.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** A child on a page of the beginning. */
async function at(t, id) {
  const s = await scene(t, { exit: true, family: false });
  const { child } = await invite(await folder(t), { site: s.site });
  const form = await s.open('child', { link: child });
  await walk(form, await plan('child'), answers(), { at: ({ page }) => (page.id === id ? 'stop' : undefined) });
  const cover = form.box.locator('.cover');
  return { s, form, cover };
}

test('the first press covers the page and comes back; the next one leaves', async t => {
  const { s, form, cover } = await at(t, 'practice');
  await form.button('leave').click();
  await cover.waitFor();
  assert.match(await cover.innerText(), /Goed gedaan/);
  await cover.waitFor({ state: 'detached' });
  assert.match(await form.box.locator('.gentle').innerText(), /Dan ga je echt weg/);
  assert.equal(s.asked.length, 0, 'nobody left');
  await form.button('leave').click();
  await isAt(form.page, s.exit);
});

test('a second press under the cover leaves, and Shift is practised too', async t => {
  const { s, form, cover } = await at(t, 'practice');
  for (let n = 0; n < 3; n++) await form.page.keyboard.press('Shift');
  await cover.waitFor();
  await form.button('leave').click();
  await isAt(form.page, s.exit);
});

test('on the page before it, and where the code is dead, the first press leaves', async t => {
  const before = await at(t, 'alone_start');
  await before.form.button('leave').click();
  await isAt(before.form.page, before.s.exit);
  const { s, form } = await at(t, 'practice');
  await form.page.evaluate(() => {
    const make = Document.prototype.createElement;
    Document.prototype.createElement = () => {
      Document.prototype.createElement = make;
      throw new Error('no more');
    };
  });
  await form.box.locator('.bar button').first().click();
  await form.box.locator('[role=alert].load').waitFor();
  await form.button('leave').click();
  await isAt(form.page, s.exit);
});

test('practising is not needed, and no practice is left behind it', async t => {
  const { s, form } = await at(t, 'practice');
  await form.next();
  assert.equal(form.screen.h1, 'Wie leest dit?');
  await sleep(100);
  await form.button('leave').click();
  await isAt(form.page, s.exit);
});
