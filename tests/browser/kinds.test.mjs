// A slider and a date in an instrument of the test's own: nothing is preset, keys and touch work, a day that does not exist
// is told calmly, and the desk opens what was answered.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inject, layout, violations } from './lib/axe.mjs';
import { PHONE, freshPage, launch } from './lib/browser.mjs';
import { SITE, desk, folder, invite, key, study } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { serve } from './lib/server.mjs';
import { wire } from './lib/wire.mjs';

const STRUCTURE = {
  format: 1,
  id: 'two-kinds',
  version: '1.0.0',
  status: 'own_not_validated',
  name: 'Two kinds, a test',
  construct: 'nothing',
  topic: 'other',
  licence: { name: '-', holder: '-', permission: 'free', how: '-', source: 'written for a test', checked: true },
  for: { roles: ['parent'], about: 'myself' },
  options: { ends: [{ code: 0 }, { code: 10 }] },
  blocks: [
    {
      id: 'all',
      pages: [
        { id: 'one', items: [{ id: 'rest', kind: 'slider', options: 'ends' }] },
        {
          id: 'two',
          items: [{ id: 'moved', kind: 'date', precision: 'day', first_year: 1990, last_year: 2026 }],
        },
        {
          id: 'three',
          items: [
            { id: 'again', kind: 'slider', options: 'ends' },
            { id: 'since', kind: 'date', precision: 'month', first_year: 1990, last_year: 2026 },
          ],
        },
      ],
    },
  ],
};
const WORDS = {
  nl: [['Hoe rustig is het thuis?', 'Wanneer bent u verhuisd?', 'En vorige week?', 'Sinds wanneer?'], ['heel onrustig', 'heel rustig']],
  en: [['How calm is it at home?', 'When did you move?', 'And last week?', 'Since when?'], ['not at all', 'very']],
};

/** A copy of the site in which a parent is asked these items and nothing else. */
async function site(dir) {
  const own = join(dir, 'own');
  await mkdir(own);
  await writeFile(join(own, 'two-kinds.json'), JSON.stringify(STRUCTURE));
  for (const [lang, [texts, ends]] of Object.entries(WORDS)) {
    const items = Object.fromEntries(['rest', 'moved', 'again', 'since'].map((id, n) => [id, { text: texts[n] }]));
    const pack = {
      format: 1,
      instrument: 'two-kinds',
      version: '1.0.0',
      lang,
      licence: '-',
      source: 'written for a test',
      brought_by: 'this test',
      title: 'Two kinds',
      blocks: { all: { title: 'Two kinds' } },
      items,
      options: { ends: { 0: ends[0], 10: ends[1] } },
    };
    await writeFile(join(own, `two-kinds.${lang}.json`), JSON.stringify(pack));
  }
  const s = await study();
  const parent = s.batteries.find(b => b.role === 'parent' && b.waves.includes('T0'));
  parent.parts = [{ instrument: 'two-kinds', target: 'self' }];
  const to = join(dir, 'site');
  await cp(SITE, to, { recursive: true });
  const template = join(dir, 'template.json');
  await writeFile(template, JSON.stringify({ ...s, pins: [] }));
  await desk(['study', 'pin', template, '--out', join(to, 'study.json'), '--site', to, '--instruments', own]);
  const html = await readFile(join(to, 'index.html'), 'utf8');
  const hash = createHash('sha256').update(await readFile(join(to, 'page.json'))).digest('base64');
  await writeFile(join(to, 'index.html'), html.replace(/(page\.json" integrity=")[^"]+/, `$1sha256-${hash}`));
  return to;
}

async function parent(t) {
  const dir = await folder(t);
  const made = await site(dir);
  const links = await invite(dir, { site: made, people: ['parent'] });
  const net = await wire(t, (await serve(t, dir, { site: made })).origin);
  const page = await freshPage(await launch(t), { viewport: PHONE });
  const noise = [];
  page.on('console', m => noise.push(m.text()));
  const form = new Form(page, new Quick(page));
  await form.open(`${net.origin}/${links.parent}`);
  return { dir, site: made, page, form, noise };
}

/** The day, month and year of a date on the screen. */
async function choose(form, { day, month, year }) {
  const selects = form.box.locator('.date select');
  const [first, second] = day ? [0, 1] : [undefined, 0];
  if (day) await selects.nth(first).selectOption(day);
  await selects.nth(second).selectOption(month);
  await form.box.locator('.date input').fill(year);
}

test('a line and a date are answered by keys and touch, and the desk opens what was answered', async t => {
  const { dir, site: made, page, form, noise } = await parent(t);
  const line = form.box.locator('input[type=range]');
  assert.equal(await form.box.locator('.slider.untouched').count(), 1, 'no preset value');
  assert.match(await line.getAttribute('aria-valuetext'), /antwoord/, 'a screen reader hears that there is no answer');
  await inject(page);
  assert.deepEqual([await violations(page), await layout(page)], [[], []]);
  await line.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await line.inputValue(), '9');
  await form.box.locator('.slider:not(.untouched)').waitFor();
  await form.next();

  assert.deepEqual([await violations(page), await layout(page)], [[], []]);
  await choose(form, { day: '31', month: '02', year: '2020' });
  await form.box.locator('.wrong').waitFor();
  await choose(form, { day: '29', month: '02', year: '2020' });
  await form.box.locator('.wrong').waitFor({ state: 'detached' });
  await form.next();

  // Nobody touches this line, and the month has no day.
  assert.equal(await form.box.locator('.date select').count(), 1, 'no finer than asked');
  await choose(form, { month: '07', year: '2024' });
  await form.next();
  if (form.screen.warned) await form.next();
  await form.sent();
  assert.deepEqual(noise, []);

  const out = join(dir, 'opened');
  const keys = ['answers-1', 'contact-1'].flatMap(k => ['--identity', key(k)]);
  const from = ['--study', join(made, 'study.json'), '--instruments', join(made, 'instruments')];
  from.push('--register', join(dir, 'register.age'));
  await desk(['unseal', ...keys, '--out', out, ...from, join(dir, 'intake')], [0, 1]);
  const records = (await readFile(join(out, 'records.jsonl'), 'utf8')).trim().split('\n').map(line => JSON.parse(line));
  const { answers } = records.flatMap(r => r.parts).find(p => p.instrument.id === 'two-kinds');
  assert.deepEqual(answers, { rest: 9, moved: '2020-02-29', again: { missing: 'no_choice' }, since: '2024-07' });
});

test('the line and the date follow a language that is written from right to left', async t => {
  const { page, form } = await parent(t);
  await page.evaluate(() => {
    document.querySelector('kindstem-form').shadowRoot.querySelector('.form').dir = 'rtl';
  });
  const [low, high] = await form.box.locator('.ends span').evaluateAll(all => all.map(e => e.getBoundingClientRect().x));
  assert.ok(low > high, 'the low end is on the right');
  await form.box.locator('input[type=range]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  assert.equal(await form.box.locator('input[type=range]').inputValue(), '9', 'to the right is less');
});
