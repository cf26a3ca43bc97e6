// Own words that are drawn: with a finger, a mouse or keys; sealed as strokes, a picture only at the desk.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inject, layout, violations } from './lib/axe.mjs';
import { unseal } from './lib/desk.mjs';
import { everythingIn } from './lib/look.mjs';
import { line, openSheet, OWN, toMoreOwnWords, toOwnWords, toTheEnd } from './lib/own-words.mjs';
import { scene } from './lib/scene.mjs';

/** A child on the page with own words, with the sheet open. */
async function drawing(t, options) {
  const s = await scene(t);
  const form = await s.open('child', options);
  await toOwnWords(form);
  return { s, form, sheet: await openSheet(form), page: form.page };
}

/** What the desk finds. */
async function found(s) {
  const opened = await unseal(s.dir);
  const part = opened.records.flatMap(r => r.parts).find(p => p.own_words?.length);
  if (!part) return undefined;
  const [own] = part.own_words;
  const file = name => readFile(join(opened.out, 'words', name), 'utf8');
  return { part, own, drawing: JSON.parse(await file(own.file)), svg: await file(own.file.replace('.json', '.svg')) };
}

/** How much of the sheet is covered. */
const covered = sheet =>
  sheet.evaluate(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, n) => n % 4 === 3 && v).length);

test('a child who only draws: the desk finds strokes and a picture of them', async t => {
  const { s, form, sheet, page } = await drawing(t);
  await line(page, sheet, [0.2, 0.2], [0.8, 0.2], [0.8, 0.8]);
  await form.box.locator('.colours button').nth(1).click();
  await form.box.locator('.widths button').nth(2).click();
  await line(page, sheet, [0.5, 0.5], [0.5, 0.5]);
  await line(page, sheet, [0.1, 0.9], [0.9, 0.9]);
  assert.ok((await covered(sheet)) > 2000);
  await form.box.locator('.tool .way').first().click();
  await form.next();
  await toTheEnd(form);
  const { part, own, drawing: { strokes, v }, svg } = await found(s);
  assert.deepEqual([own.item, own.media, v], [OWN, 'strokes', 1]);
  assert.equal(part.answers[OWN], '');
  assert.equal(part.modes.find(m => m.page === own.page).mode.input, 'drawn');
  assert.deepEqual(strokes.map(x => [x.c, x.w, x.p.length > 2]), [[0, 1, true], [1, 2, false]], 'the last line was taken away');
  assert.match(svg, /<path stroke="#1d2733" stroke-width="11" d="M200 1\d\dl/);
  assert.match(svg, /<path stroke="#b3261e" stroke-width="24" d="M\d+ \d+l0 0"/);
  assert.deepEqual(s.noise, []);
});

test('with keys alone: arrows move the pen, space puts it down', async t => {
  const { s, form, sheet, page } = await drawing(t);
  await sheet.focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Space', 'ArrowUp', 'ArrowUp', 'ArrowRight', 'Space', 'ArrowDown'])
    await page.keyboard.press(key);
  await page.keyboard.press('Tab');
  assert.equal(await form.box.locator('.colours button').first().evaluate(el => el.getRootNode().activeElement === el), true, 'Tab leads on');
  await form.next();
  await toTheEnd(form);
  const { drawing: made } = await found(s);
  assert.deepEqual(made, { strokes: [{ c: 0, p: [470, 375, 0, -15, 0, -15, 15, 0], w: 1 }], v: 1 });
});

test('wiped, it is no answer; left, nothing of it is there', async t => {
  const { s, form, sheet, page } = await drawing(t);
  await line(page, sheet, [0.2, 0.2], [0.8, 0.8]);
  await form.overlay(0);
  assert.equal(await form.box.locator('.sheet').count(), 0, 'Help stands alone');
  await form.next();
  assert.match(await form.box.locator('.ready').innerText(), /staat klaar/);
  await form.box.locator('[data-way=draw]').click();
  await sheet.waitFor();
  assert.ok((await covered(sheet)) > 1000, 'it is there again');
  await form.box.locator('.tool .way').nth(1).click();
  await page.waitForFunction(() => {
    const c = document.querySelector('kindstem-form').shadowRoot.querySelector('.sheet');
    return !c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean);
  });
  await form.next();
  assert.ok(form.screen.warned);
  await form.next();
  await toTheEnd(form);
  assert.equal(await found(s), undefined);
});

test('taken back after it was confirmed', async t => {
  const { s, form, sheet, page } = await drawing(t);
  await form.box.locator('[data-way=draw]').click();
  // The first pages with own words close with *Verder*; the third, the last of its block, can be come back to.
  for (let own = 0; own < 2; own++) await toMoreOwnWords(form);
  await form.box.locator('[data-way=draw]').click();
  await line(page, sheet, [0.2, 0.2], [0.8, 0.8]);
  await form.back();
  await form.next();
  if (form.screen.warned) await form.next();
  assert.match(await form.box.locator('.ready').innerText(), /staat klaar/, 'not confirmed, and still here');
  await form.next();
  await toTheEnd(form);
  assert.equal((await found(s)).own.item, 'words');
});

test('the sheet can be seen and reached, on a phone and a large screen, light and dark', async t => {
  const { form, page } = await drawing(t);
  await inject(page);
  for (const [width, height] of [[320, 640], [390, 844], [1024, 768]]) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
      assert.deepEqual(await layout(page), [], `${width} ${colorScheme}`);
    }
  }
  await form.button('leave').evaluate(el => el.getRootNode().host.leave());
  assert.ok(!(await everythingIn(page).catch(() => '')).includes('Tekenblad'));
});
