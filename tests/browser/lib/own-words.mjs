// Own words at a child's form: how a test speaks, draws, and goes on from there.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './answers.mjs';
import { plan } from './plan.mjs';
import { walk } from './walk.mjs';

/** A microphone that hums, and nobody who has to say that it may. */
export const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--mute-audio'];
/** The first item with own words in a child's plan. */
export const OWN = 'safe_helps';

/** Walks to the first page with own words. */
export async function toOwnWords(form) {
  await walk(form, await plan('child'), answers(), { at: ({ page }) => (page.items.some(i => i.id === OWN) ? 'stop' : undefined) });
}

/** Confirms this page, empty or not, and goes on to the next one with own words. */
export async function toMoreOwnWords(form) {
  do {
    await form.next();
    if (form.screen.warned) await form.next();
  } while (!(await form.box.locator('.own').count()));
}

/** Goes on from there to the ending. */
export async function toTheEnd(form) {
  for (let pages = 0; !form.screen.ended; pages++) {
    assert.ok(pages < 400, 'there is an ending');
    await form.next();
  }
  await form.sent();
}

/** Presses a button of the tool by its text. */
export const tap = (form, name) => form.box.locator('.tool button', { hasText: name }).first().click();
export const says = (form, words) => form.box.locator('.tool [role=status]', { hasText: words }).waitFor();

/** Speaks for a moment, and leaves it standing there. */
export async function speak(form, ms = 1500) {
  await form.box.locator('[data-way=speak]').click();
  await says(form, 'oortjes');
  await tap(form, 'Begin');
  await says(form, 'microfoon is aan');
  await sleep(ms);
  await tap(form, 'Stop');
  await says(form, 'Dit staat klaar');
}

/** Opens the sheet. */
export async function openSheet(form) {
  await form.box.locator('[data-way=draw]').click();
  const sheet = form.box.locator('.sheet');
  await sheet.waitFor();
  return sheet;
}

/** Draws a line through points of the sheet, each from 0 to 1. */
export async function line(page, sheet, ...points) {
  const box = await sheet.boundingBox();
  const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 6 });
  await page.mouse.up();
}
