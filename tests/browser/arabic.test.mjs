// From right to left: the screen's own texts in Arabic, an instrument's words in the study's first language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { inject, layout, violations } from './lib/axe.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const arabic = study => {
  study.languages.push('ar');
};

test('the form is mirrored, words that there are not in Arabic keep their own direction, and axe finds nothing', async t => {
  const s = await scene(t, { langs: { parent: 'ar', child: 'ar' }, study: arabic });
  const form = await s.open('parent');
  await inject(form.page);
  const style = (css, what) => form.box.locator(css).first().evaluate((el, w) => getComputedStyle(el)[w], what);
  assert.equal(await style('.form', 'direction'), 'rtl');
  assert.equal(await form.box.locator('.form').getAttribute('lang'), 'ar');
  assert.equal(await form.box.locator('.leave').textContent(), 'خروج سريع');
  const leave = await form.box.locator('.leave').boundingBox();
  const help = await form.box.locator('.bar button').first().boundingBox();
  assert.ok(leave.x < help.x, 'Snel weg at the end of the line, which is left');
  assert.equal(await style('form.page', 'direction'), 'ltr', 'Dutch questions');
  assert.equal(await form.box.locator('form.page').getAttribute('lang'), 'nl');
  assert.match(await form.box.locator('.lang[lang=ar]').textContent(), /قيد المراجعة/, 'its name says that it is under review');
  const found = [];
  const at = async ({ page, form: f }) => {
    for (const width of [320, 1024]) {
      await f.page.setViewportSize({ width, height: 800 });
      const all = [...(await violations(f.page)), ...(await layout(f.page))];
      found.push(...all.map(v => `${page.id}, ${width}: ${v}`));
    }
    if (page.id === 'household') return 'stop';
    return undefined;
  };
  // The oracle reads what the page falls back on.
  const parts = (await plan('parent')).slice(0, 2);
  for (const p of parts) p.words.ar = p.words.nl;
  await walk(form, parts, answers(), { at, lang: 'ar' }).catch(e => {
    if (!/there is no ending/.test(e.message)) throw e;
  });
  assert.deepEqual(found, []);
});

test('what an entry names as its words is what was read', async t => {
  const s = await scene(t, { langs: { child: 'ar' }, study: arabic });
  const form = await s.open('child');
  const parts = await plan('child');
  for (const p of parts) p.words.ar = p.words.nl;
  await walk(form, parts, answers(), { lang: 'ar' });
  assert.match(form.screen.h1, /شكرًا/);
  await form.sent();
  const { records } = await unseal(s.dir, { site: s.site });
  assert.deepEqual([...new Set(records.flatMap(r => r.parts).map(p => p.text.lang))], ['nl']);
});

test('nl-BE is read as nl', async t => {
  const s = await scene(t);
  const { origin } = s.net;
  const page = `${await (await fetch(`${origin}/index.html`)).text()}`.replace('languages="nl en" lang="nl"', 'lang="nl-BE"');
  assert.match(page, /<kindstem-form [^>]*lang="nl-BE"/);
  assert.doesNotMatch(page, / languages=/, 'the host page decides alone');
  s.net.own['/be'] = { body: page };
  const form = await s.open('child', { link: `be${s.links.child}` });
  assert.equal(form.screen.h1, 'Ben je nu even alleen?');
});
