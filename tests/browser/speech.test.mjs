// T-14 read aloud: only a voice of this device, only what the study wrote, and silent as soon as somebody goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage } from './lib/browser.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Runs in the page before anything else: voices that speak into a list. */
const speaks = voices => {
  const said = [];
  let busy = false;
  const synthesis = {
    getVoices: () => voices,
    speak: u => {
      busy = true;
      said.push({ text: u.text, local: u.voice?.localService });
    },
    cancel: () => {
      busy = false;
      said.push('silence');
    },
    get speaking() {
      return busy;
    },
    pending: false,
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  window.said = said;
};
const REMOTE = { lang: 'nl-NL', localService: false, name: 'far' };
const LOCAL = { lang: 'nl-NL', localService: true, name: 'near' };

async function child(t, voices) {
  const s = await scene(t);
  const page = await freshPage(s.browser);
  await page.addInitScript(speaks, voices);
  return { s, page, form: await s.open('child', { page }) };
}
const said = page => page.evaluate(() => window.said.splice(0));

test('T-14 a question, its options and its buttons are read, by a voice of this device, and no typed word', async t => {
  const { s, page, form } = await child(t, [REMOTE, LOCAL]);
  const seen = {};
  const at = async ({ page: here }) => {
    if (here.id !== 'calm') return;
    await said(page);
    await form.hand.press(form.button('read'));
    const calm = await said(page);
    assert.deepEqual(new Set(calm.map(l => l.local)), new Set([true]));
    const text = calm.map(l => l.text).join('\n');
    for (const words of ['De afgelopen week was ik rustig.', 'Nooit', 'Altijd', 'Sla over', 'Verder'])
      assert.ok(text.includes(words), words);
    assert.equal(await form.button('read').getAttribute('aria-pressed'), 'true');
    seen.calm = true;
  };
  const answered = async ({ page: here }) => {
    if (here.id !== 'words') return;
    await said(page);
    await form.hand.press(form.button('read'));
    const lines = await said(page);
    assert.ok(lines.length > 3 && !JSON.stringify(lines).includes('a secret word'));
    seen.words = true;
  };
  await walk(form, await plan('child'), answers({ words: () => 'a secret word' }), { at, answered });
  assert.deepEqual(seen, { calm: true, words: true });
  await form.sent();
  const { records } = await unseal(s.dir);
  const modes = records.flatMap(r => r.parts.flatMap(p => p.modes));
  const aloud = modes.filter(m => m.mode.read_aloud).map(m => m.page);
  assert.deepEqual(aloud.sort(), ['calm', 'words'], 'each entry says whether its page was read aloud');
});

test('T-14 going on, leaving and looking away make it silent', async t => {
  const { page, form } = await child(t, [LOCAL]);
  await walk(form, await plan('child'), answers(), { at: here => (here.page.id === 'readers' ? 'stop' : undefined) });
  await form.hand.press(form.button('read'));
  await said(page);
  await form.next();
  assert.ok((await said(page)).includes('silence'), 'another page');
  await form.hand.press(form.button('read'));
  await form.hand.press(form.button('read'));
  assert.equal((await said(page)).at(-1), 'silence', 'pressed once more');
  await form.hand.press(form.button('read'));
  await said(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.ok((await said(page)).includes('silence'), 'the page is hidden');
});

test('somebody is near: nothing is read aloud in this visit', async t => {
  const { form } = await child(t, [LOCAL]);
  assert.equal(await form.button('read').count(), 1);
  const near = (part, item) => (item.id === 'alone_start' ? 2 : answers()(part, item));
  await walk(form, await plan('child'), near, { at: ({ page }) => (page.id === 'calm' ? 'stop' : undefined) });
  assert.equal(await form.button('read').count(), 0);
});

test('T-14 no voice of this device, no button', async t => {
  const { form } = await child(t, [REMOTE]);
  assert.equal(await form.button('read').count(), 0);
});
