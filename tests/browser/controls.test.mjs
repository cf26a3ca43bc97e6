// T-04, T-05, T-14: every control of every screen keeps nothing, suggests nothing and submits nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything } from './lib/answers.mjs';
import { folder, invite } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Says what a browser, a keyboard or an extension must not do with typed words. */
const SILENT = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  translate: 'no',
  writingsuggestions: 'false',
  'data-gramm': 'false',
  'data-lt-active': 'false',
};

/** Attributes of every control in the form. */
const controls = form =>
  form.page.evaluate(() => {
    const root = document.querySelector('kindstem-form').shadowRoot;
    return [...root.querySelectorAll('input, textarea, select, form, [contenteditable]')].map(el => ({
      tag: el.localName,
      free: el.localName === 'textarea' || el.type === 'text',
      has: Object.fromEntries([...el.attributes].map(a => [a.name, a.value])),
    }));
  });

for (const person of ['parent', 'child', 'young']) {
  test(`T-04 T-05 T-14 ${person}: every control keeps and suggests nothing, and Enter in it leads nowhere`, async t => {
    const s = await scene(t);
    const form = await s.open(person);
    const { page } = form;
    const documents = [];
    page.on('framenavigated', f => documents.push(f.url()));
    const names = new Set();
    const seen = { input: 0, textarea: 0, form: 0 };

    const answered = async ({ items }) => {
      for (const { tag, free, has } of await controls(form)) {
        const where = `${tag} on the page of ${items.map(i => i.id)}`;
        seen[tag] += 1;
        assert.equal(has.autocomplete, 'off', where);
        if (free)
          for (const [name, value] of Object.entries(SILENT)) assert.equal(has[name], value, `${where}: ${name}`);
        for (const name of [has.name, has.id].filter(Boolean)) {
          assert.ok(!items.some(i => name.includes(i.id)), `${where}: ${name} tells which question it is`);
        }
        if (has.name) names.add(has.name);
        assert.ok(!('action' in has || 'style' in has), where);
      }
      // Enter goes on from a line of text, begins a new line in a larger field, and does nothing else anywhere.
      const fields = form.box.locator('input:not([type=text]), textarea');
      // The first and the last of a page: what lies between is made by the same code.
      const count = await fields.count();
      for (const n of new Set(count ? [0, count - 1] : [])) {
        const field = fields.nth(n);
        if (await field.isDisabled()) continue;
        await field.focus();
        await page.keyboard.press('Enter');
      }
      const line = form.box.locator('input[type=text]').first();
      if (await line.count()) {
        const h1 = form.screen.h1;
        await line.focus();
        await page.keyboard.press('Enter');
        await form.settle();
        if (form.screen.h1 === h1) assert.equal(await form.box.locator('input[type=text]').count(), 0, 'Enter went on');
        await form.back();
      }
    };
    await walk(form, await plan(person), everything, { answered });
    assert.deepEqual(documents, [], 'no navigation');
    assert.equal(new URL(page.url()).search, '', 'no native submit');
    assert.ok(seen.input > 50 && seen.textarea >= 1 && seen.form > 10, JSON.stringify(seen));
    await t.test('names are new at every load', async () => {
      const again = await invite(await folder(t));
      await page.goto('about:blank');
      await form.open(`${s.net.origin}/${again[person]}`);
      const at = async () => {
        for (const { has } of await controls(form)) assert.ok(!names.has(has.name));
      };
      const stop = ({ part }) => (part.n === 1 ? 'stop' : undefined);
      await walk(form, (await plan(person)).slice(0, 2), everything, { at, answered: stop });
    });
  });
}

test('the page itself asks for no translation and no checking of spelling', async t => {
  const { page } = await (await scene(t)).open('child');
  const html = await page.evaluate(() => [
    document.documentElement.translate,
    document.documentElement.spellcheck,
    document.querySelector('meta[name=google]').content,
  ]);
  assert.deepEqual(html, [false, false, 'notranslate']);
});
