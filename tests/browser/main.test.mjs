// The main job: a parent by keyboard, a child by touch and a young person fill in T0; the researcher gets exactly
// what they said, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPage, launch } from './lib/browser.mjs';
import { folder, invite, scoreAndExport, unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Keys, Quick, Touch } from './lib/hands.mjs';
import { certain } from './lib/answers.mjs';
import { cells, choices, kept, plan } from './lib/plan.mjs';
import { serve } from './lib/server.mjs';
import { walk } from './lib/walk.mjs';

const WORDS = 'Wörds with "quotes", commas; =and+ an ümlaut 🙂 ';

/** Answers of every kind, each of the three ways not to answer, and nothing at all, in turns. */
function varied() {
  let nth = 0;
  return (part, item) => {
    nth += 1;
    if (certain(item) !== undefined) return certain(item);
    if (FIXED[item.id] !== undefined) return FIXED[item.id];
    // The second child does not live with the parent: everything behind that question is hidden.
    if (item.id === 'living') return part.about === 'k2' ? 0 : 2;
    switch (nth % 9) {
      case 2:
        return { escape: 0 };
      case 4:
        return { escape: 1 };
      case 6:
        return { escape: 2 };
      case 8:
        return undefined;
    }
    const codes =
      item.options &&
      choices(part.structure, item)
        .filter(c => !c.missing && !c.exclusive)
        .map(c => c.code);
    switch (item.kind) {
      case 'choice':
        return codes[nth % codes.length];
      case 'choices':
        return [codes[2], codes[0]];
      case 'rank':
        return [codes[3], codes[0], codes[1]];
      case 'number':
        return item.max;
      default:
        return WORDS + part.structure.id;
    }
  };
}
// One of each kind for sure, a number beyond a branch, an option that stands for a missing code.
const FIXED = {
  household_size: 3,
  household_children: 2,
  work: 0,
  authority: 0,
  topics: [7, 4, 3],
  safe_words: WORDS,
  words: WORDS,
};

test('a parent by keys, a child by touch and a young person: the researcher gets what was typed', async t => {
  const dir = await folder(t);
  const [links, { origin }, browser] = [await invite(dir), await serve(t, dir), await launch(t)];
  const open = async (person, Hand, options) => {
    const page = await freshPage(browser, options);
    const form = new Form(page, new Hand(page));
    await form.open(`${origin}/${links[person]}`);
    return form;
  };
  const said = {};
  await t.test('parent, keys only', async () => {
    const form = await open('parent', Keys);
    // Half-way in English, and on in Dutch.
    const at = async ({ part, page }) => {
      const to = { 'kindstem-wellbeing-parent strain': 'en', 'kindstem-safety-adult-parent words_by_adult': 'nl' }[
        `${part.structure.id} ${page.id}`
      ];
      if (!to) return undefined;
      await form.speak(to);
      return to;
    };
    said.parent = await walk(form, await plan('parent'), varied(), { at });
    assert.match((await form.sent()).text, /Dank u wel/);
  });
  await t.test('child, taps only, once back', async () => {
    const form = await open('child', Touch, { hasTouch: true, isMobile: true });
    // Back within the block: what was said is still there, and may be changed.
    const at = async ({ part, block, page, said }) => {
      if (page.id !== 'afraid') return;
      await form.back();
      const sad = block.pages.find(p => p.id === 'sad').items[0];
      assert.equal(said.sad, 1);
      assert.equal(await form.question(0).locator('input').nth(1).isChecked(), true);
      await form.answer(0, part.structure, sad, 3);
      said.sad = 3;
      await form.next();
    };
    const answers = varied();
    const say = (part, item) => (item.id === 'sad' ? 1 : answers(part, item));
    said.child = await walk(form, await plan('child'), say, { at });
    await form.sent();
  });
  await t.test('young person, in English', async () => {
    const form = await open('young', Quick);
    await form.speak('en');
    said.young = await walk(form, await plan('young'), varied(), { lang: 'en' });
    assert.match((await form.sent()).text, /Thank you/);
  });

  const opened = await unseal(dir);
  const tables = await scoreAndExport(opened, dir);
  for (const [person, parts] of Object.entries(said)) {
    await t.test(`${person}: records and tables`, () => parts.forEach(p => compare(person, p, opened, tables)));
  }
  await t.test('every missing code was on the way', () => {
    const codes = new Set(
      Object.values(said)
        .flat()
        .flatMap(p => Object.values(p.said).map(a => a.missing)),
    );
    for (const code of ['skipped', 'dont_know', 'refused', 'no_choice', 'not_shown', 'not_applicable']) {
      assert.ok(codes.has(code), code);
    }
  });
  await t.test('scores of the page are those of the desk', () => {
    assert.deepEqual(tables.scored.differences, []);
    assert.equal(tables.scored.with_page_scores, tables.scored.parts);
    const scored = opened.records.flatMap(r => r.parts).filter(p => p.scores.scores.length);
    assert.ok(scored.length >= 3);
    assert.ok(
      scored.some(p => p.scores.scores.some(s => 'value' in s)) &&
        scored.some(p => p.scores.scores.some(s => 'empty' in s)),
    );
    for (const p of scored) assert.deepEqual(p.scores_page, p.scores);
  });
  await t.test('three complete sessions, and a contact envelope of each', () => {
    assert.equal(opened.report.integrity.slots.length, 3);
    for (const slot of opened.report.integrity.slots) assert.deepEqual(slot.findings, []);
    assert.deepEqual(opened.contacts.map(c => c.role).sort(), ['child', 'parent', 'young']);
  });
});

/** One part: the record, its row in the long table, the words that were typed. */
function compare(person, { part, said, langs }, { records }, { long, words }) {
  const items = part.structure.blocks
    .flatMap(b => b.pages)
    .flatMap(p => p.items)
    .filter(kept);
  const where = `${person}, ${part.structure.id}, ${part.about}`;
  const record = records.find(r => r.role === person && Object.values(r.about).includes(part.about));
  const got = record.parts.find(p => p.instrument.id === part.structure.id);
  assert.deepEqual(got.answers, Object.fromEntries(items.map(i => [i.id, said[i.id]])), where);
  assert.ok(got.complete, where);
  assert.equal(got.instrument.sha256, part.pin.structure);
  assert.deepEqual(got.period, part.period ?? part.structure.period ?? null, where);
  const kind = { a: 'adult', k: 'child', h: 'home' }[part.about[0]];
  assert.deepEqual(record.about, { adult: null, child: null, home: null, [kind]: part.about }, where);
  for (const page of part.structure.blocks.flatMap(b => b.pages).filter(p => p.items.some(kept))) {
    const { mode, text } = got.modes.find(m => m.page === page.id);
    assert.deepEqual(
      mode,
      {
        device: 'phone',
        faces: page.items.some(i => i.faces ?? false),
        how: 'self',
        input: 'typed',
        place: null,
        read_aloud: false,
      },
      `${where}, ${page.id}`,
    );
    if (langs[page.id]) {
      const lang = langs[page.id];
      assert.deepEqual(
        text,
        { lang, pack: `${part.pin.instrument}@${part.pin.version}`, sha256: part.pin.wording[lang] },
        `${where}, ${page.id}`,
      );
    }
  }
  const row = long.find(r => r.person_id === person && r[`about_${kind}`] === part.about);
  for (const item of items) {
    const expected = cells(part.structure, item, said[item.id]);
    for (const [column, value] of Object.entries(expected)) assert.equal(row[column], value, `${where}: ${column}`);
    if (typeof said[item.id] === 'string') {
      const own = words.find(w => w.person_id === person && w.instrument === part.structure.id && w.item === item.id);
      assert.equal(own.words, said[item.id]);
    }
  }
}
