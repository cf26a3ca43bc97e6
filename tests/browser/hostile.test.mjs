// T-26: words of a study and of its instruments that try to be something else are words on the screen, and nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { everythingIn, isAt } from './lib/look.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const TAG = '<img src=x onerror="heard(1)">';
/** Markup, an address that runs, templates of several kinds, words from right to left, signs that nobody sees. */
const HOSTILE = `${TAG}<script>heard(2)</script><a href="javascript:heard(3)">a</a> javascript:heard(4) {{7*7}} {} \${heard(5)} %3Cimg%3E &lt; \u202Eevil\u202C \u200B\u200D\uFEFF`;
/** The same on the screen: a name in braces that the page does not know stands for nothing. */
const SHOWN = HOSTILE.replace(/\{[^}]*\}/g, '');
const hostile = text => `${text} ${HOSTILE}`;
const each = (object, f) => object && Object.fromEntries(Object.entries(object).map(([k, v]) => [k, f(v)]));

/** Every text of a pack, with more behind it. Names of files and of languages are no texts. */
const pack = (words, more = HOSTILE) => {
  const longer = text => `${text} ${more}`;
  return {
    ...words,
    notice: longer(words.notice ?? ''),
    blocks: each(words.blocks, b => each(b, longer)),
    items: each(words.items, i => each(i, longer)),
    options: each(words.options, list => each(list, longer)),
  };
};

/** Every text of a study: by language, names, numbers to call. */
function speaks(value, key, languages) {
  if (Array.isArray(value)) return value.map(v => speaks(v, key, languages));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, speaks(v, k, languages)]));
  return typeof value === 'string' && ['name', 'phone', ...languages].includes(key) ? hostile(value) : value;
}

/** A file of a battery, and those that follow, with such words; gives its new name. */
async function rewritten(site, name) {
  const served = JSON.parse(await readFile(join(site, 'batteries', `${name}.json`), 'utf8'));
  served.wordings = served.wordings.map(w => pack(w));
  if (served.rest) served.rest = await rewritten(site, served.rest);
  const bytes = JSON.stringify(served);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(join(site, 'batteries', `${sha256}.json`), bytes);
  return sha256;
}

async function change(study, site) {
  for (const field of ['recipients', 'contact_recipients', 'protocol', 'help', 'waves', 'worker'])
    study[field] = speaks(study[field], field, study.languages);
  for (const { files } of study.batteries.filter(b => b.files && b.set === '8-11'))
    for (const lang of Object.keys(files)) files[lang] = await rewritten(site, files[lang]);
}

/** Elements of the form that no text may bring, and attributes that run. */
const strange = page =>
  page.evaluate(() => {
    const all = [...document.querySelector('kindstem-form').shadowRoot.querySelectorAll('*')];
    const runs = a => a.name.startsWith('on') || (/^(href|src|action|formaction)$/.test(a.name) && /^\s*javascript:/i.test(a.value));
    const bad = e => /^(img|script|iframe|object|embed|base|meta)$/.test(e.localName) || e.matches('a:not(.leave), form:not(.page)');
    return all.filter(e => bad(e) || [...e.attributes].some(runs)).map(e => e.outerHTML);
  });

test('T-26 every text of study and instruments with markup in it is text, on every screen', async t => {
  const s = await scene(t, { study: change, people: ['child'] });
  const form = await s.open('child');
  const parts = (await plan('child')).map(p => ({ ...p, words: each(p.words, w => pack(w, SHOWN)) }));
  let screens = 0;
  const look = async () => {
    const shown = await form.box.evaluate(e => e.shadowRoot.textContent);
    assert.ok(shown.includes(TAG), 'as it was written');
    assert.deepEqual(await strange(form.page), []);
    screens += 1;
  };
  await look();
  await form.overlay(0);
  await look();
  await form.next();
  await walk(form, parts, answers(), { at: look });
  assert.ok(screens > 30, String(screens));
  await form.sent();
  assert.deepEqual(s.noise, [], 'nothing ran, no rule of the policy was needed');
  const asked = s.net.log.filter(r => !/^\/($|v1\/|batteries\/|styles\/|text\/|[\w.]+\.(js|json|wasm|svg)$)/.test(r.url));
  assert.deepEqual(asked.map(r => r.url), []);
  // The measure: where it is markup, it is seen.
  await form.page.evaluate(html => {
    document.querySelector('kindstem-form').shadowRoot.append(Object.assign(document.createElement('img'), { title: html }));
  }, TAG);
  assert.equal((await strange(form.page)).length, 1);
});

test('T-26 a way out that runs something leads to an empty page', async t => {
  const way = study => {
    study.exit = each(study.exit, () => "javascript:document.body.append('ran')");
  };
  const s = await scene(t, { study: way, people: ['child'] });
  const form = await s.open('child');
  assert.equal(await form.button('leave').getAttribute('href'), 'about:blank');
  await form.button('leave').click();
  await isAt(form.page, 'about:blank');
  assert.ok(!(await everythingIn(form.page)).includes('ran'));
  assert.deepEqual(s.noise, []);
});
