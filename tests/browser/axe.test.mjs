// Every screen in both languages, narrow and wide, light and dark: axe-core finds nothing, every target is large, and
// nothing scrolls sideways. A questionnaire's screen is looked at in two of four ways, in Dutch, and in English for two
// people; with KINDSTEM_LOOKS=all in every way, in both languages, for everybody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { half, inject, inspect, layout, violations } from './lib/axe.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

async function everyScreen(t, person, lang, wave = 'T0') {
  const s = await scene(t, { langs: { [person]: lang }, wave });
  const form = await s.open(person);
  await inject(form.page);
  const found = [];
  // A later wave shows what the first did, and a few screens more: those.
  const early = wave === 'T0' ? [] : await plan(person);
  const seen = new Set(early.flatMap(p => p.structure.blocks.flatMap(b => b.pages.map(q => `${p.structure.id} ${q.id}`))));
  let screens = 0;
  const look = async where => {
    screens += 1;
    await inspect(form, where, found, half(screens + (lang === 'nl' ? 0 : 1)));
  };
  const at = async ({ part, page, block }) => {
    const begins = screens === 0;
    if (process.env.KINDSTEM_LOOKS && page === block.pages[0] && !seen.has(`${part.structure.id} ${page.id}`))
      await look(`${page.id}, nothing answered`);
    if (!begins) return;
    for (const [n, name] of ['help', 'pause'].entries()) {
      await form.overlay(n);
      await look(name);
      await form.next();
    }
  };
  const answered = async ({ part, page }) => {
    // The same questions about another child have the same screens.
    const screen = `${part.structure.id} ${page.id}`;
    if (seen.has(screen)) return;
    seen.add(screen);
    const closed = form.box.locator('.more[aria-expanded=false]');
    while (await closed.count()) await form.hand.press(closed.first());
    await look(`${page.id}, answered`);
  };
  await walk(form, await plan(person, wave), answers({ several: 3 }), { at, answered, lang });
  await look('the ending');
  assert.ok(screens > 4, `${screens} screens`);
  assert.deepEqual(found, []);
}

test('every instrument, filled in screen by screen', { concurrency: 2 }, async t => {
  const first = ['parent', 'child', 'young', 'easy', 'professional'].map(person => [person, 'T0']);
  const later = ['parent', 'child', 'young'].map(person => [person, 'T1']);
  const both = (person, wave) => process.env.KINDSTEM_LOOKS || (wave === 'T0' && ['parent', 'child'].includes(person));
  const langs = (person, wave) => (both(person, wave) ? ['nl', 'en'] : ['nl']);
  const all = [...first, ...later].flatMap(([person, wave]) => langs(person, wave).map(lang => [person, lang, wave]));
  await Promise.all(all.map(([p, lang, wave]) => t.test(`${p}, ${lang}, ${wave}`, u => everyScreen(u, p, lang, wave))));
});

test('every notice', async t => {
  const s = await scene(t);
  const found = [];
  const look = async (form, where, says) => {
    assert.match(form.screen.text, says);
    await inspect(form, where, found);
  };
  const refused = await s.open('child', { link: s.links.child.slice(0, -4) });
  await inject(refused.page);
  await look(refused, 'refused', /link is niet compleet/);

  const form = await s.open('parent');
  await inject(form.page);
  const at = async ({ page }) => {
    if (page.id === 'taking_part') {
      await form.next();
      await look(form, 'a gentle line', /Kies eerst/);
      await form.look();
    }
    if (page.id !== 'household_1') return undefined;
    await form.question(1).locator('input').fill('hundred');
    await look(form, 'a number that is none', /van 1 tot 20/);
    return 'stop';
  };
  await walk(form, await plan('parent'), answers(), { at });
  const other = await s.open('parent', { page: await form.page.context().newPage() });
  await inject(other.page);
  await look(other, 'open elsewhere', /zijn al open/);
  await other.page.close();
  await form.page.reload();
  await form.settle();
  await inject(form.page);
  await look(form, 'a second visit', /Welkom terug/);
  await form.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await form.settle();
  await look(form, 'nobody there', /Even weg/);
  // The veil is one button over everything; a heading would be one more thing to read.
  assert.deepEqual(
    found.filter(f => !/^nobody there.*page-has-heading-one/.test(f)),
    [],
  );
});

test('the measure: what is wrong is found', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  await inject(form.page);
  await form.page.setViewportSize({ width: 320, height: 800 });
  await form.page.evaluate(() => {
    const app = document.querySelector('kindstem-form').shadowRoot.querySelector('.page');
    const add = (tag, text, style) =>
      (Object.assign(app.appendChild(document.createElement(tag)), { textContent: text }).style.cssText = style);
    add('input', '', '');
    add('p', 'faint', 'color: #ddd; background: #fff');
    add('button', 'x', 'width: 20px; height: 20px; padding: 0');
    add('div', 'wide', 'width: 700px');
  });
  const found = [...(await violations(form.page)), ...(await layout(form.page))].map(f => f.split(/[:,]/)[0]);
  for (const rule of ['label', 'color-contrast', 'small target', 'scrolls sideways'])
    assert.ok(found.includes(rule), rule);
});
