// What goes wrong is an Error with a name, a code, the argument and every finding; nothing that was answered is in it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { ROOT, json, library, loaded } from './lib/package.mjs';

const kindstem = await loaded();
const { text, structure } = await library('phq-9');

function refused(call, code, argument, words = /./) {
  try {
    call();
  } catch (e) {
    assert.ok(e instanceof Error && e.name === 'KindstemError' && kindstem.isKindstemError(e), `${e}`);
    assert.equal(e.code, code, e.message);
    assert.equal(e.argument, argument);
    assert.match(e.message, words);
    assert.match(e.stack, /errors\.test\.mjs/);
    assert.equal(e.findings.find(f => f.severity === 'error').code, code);
    for (const f of e.findings) assert.deepEqual(Object.keys(f).sort(), ['advice', 'code', 'path', 'severity']);
    return e;
  }
  return assert.fail(`nothing was refused; ${code} was expected`);
}

test('everything that does not fit is found at once, and no answer is repeated', () => {
  const odd = { phq9_1: 77712, phq9_2: 'canary words', phq9_3: { missing: 'canary' }, phq9_4: [1] };
  const answers = { ...odd, x: 1, phq9_6: null };
  const e = refused(() => kindstem.score(structure, answers), 'unfit', 'answers', /\$\.phq9_1: .*are 0, 1, 2, 3/);
  assert.deepEqual(
    e.findings.map(f => `${f.path.slice(2)} ${f.code}`),
    ['phq9_1 unfit', 'phq9_2 unfit', 'phq9_3 no_answer', 'phq9_4 unfit', 'x unknown_item', 'phq9_6 no_answer'],
  );
  for (const said of ['canary', '77712']) assert.ok(!JSON.stringify([e.message, e.findings]).includes(said), said);
  assert.deepEqual(kindstem.checkAnswers(structure, answers), e.findings);
});

test('an unknown item has a code of its own', () => {
  refused(() => kindstem.score(structure, { phq9_11: 1 }), 'unknown_item', 'answers', /not in this instrument \(phq-9/);
  refused(() => kindstem.scoreText(text, '{"phq9_1":1,"phq9_1":2}'), 'duplicate', 'answers');
});

test('an absent answer was not reached; undefined is absent, and a reason is kept', () => {
  const empty = answers => kindstem.score(structure, answers).scores[0].empty;
  assert.equal(empty({}), '0 of 9 answered, 9 needed');
  assert.equal(empty({ phq9_1: 3, phq9_2: undefined, phq9_3: { missing: 'refused' } }), '1 of 9 answered, 9 needed');
});

test('what branching hides is a warning and counts as not shown', () => {
  const zeros = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(n => [`phq9_${n}`, 0]));
  assert.equal(kindstem.score(structure, zeros).scores[0].value, 0);
  const [only, ...more] = kindstem.checkAnswers(structure, zeros);
  assert.deepEqual([only.path, only.code, only.severity, more.length], ['$.phq9_10', 'not_asked', 'warning', 0]);
});

test('a wave leaves out what it does not ask', () => {
  const own = structuredClone(structure);
  own.blocks[0].pages[0].items[0].waves = ['T1'];
  const found = options => kindstem.checkAnswers(own, { phq9_1: 1 }, options).map(f => f.code);
  assert.deepEqual([found(), found({ wave: 'T1' }), found({ wave: 'T0' })], [[], [], ['not_asked']]);
});

test('a collection, a text, or an object that holds itself is said, and nothing breaks', () => {
  const circle = { ...structure };
  circle.self = circle;
  let deep = {};
  for (let n = 0; n < 100_000; n++) deep = { deep };
  const odd = [new Map(Object.entries({ phq9_1: 1 })), new Set(), null, 3, undefined, () => 1, 'x', [1]];
  for (const answers of odd) refused(() => kindstem.score(structure, answers), 'unreadable', 'answers');
  for (const x of [circle, deep, text, undefined]) refused(() => kindstem.score(x, {}), 'unreadable', 'structure');
  refused(() => kindstem.score(structure, { phq9_1: 1n }), 'unreadable', 'answers', /BigInt/);
  refused(() => kindstem.scoreText(structure, '{}'), 'unreadable', 'structure', /takes a string/);
  refused(() => kindstem.scoreText(text, `{"phq9_1":${'['.repeat(100_000)}`), 'unreadable', 'answers');
  refused(() => kindstem.score(structure, { phq9_1: NaN }), 'no_answer', 'answers');
  assert.equal(kindstem.score(structure, { phq9_1: 3, phq9_2: 3 }).scores[1].value, 6);
});

test('a place in a text has a line; a place in an object has a path alone', () => {
  refused(() => kindstem.scoreText(text, '{\n"phq9_1": }'), 'unreadable', 'answers', /line 2, column/);
  const own = structuredClone(structure);
  delete own.blocks[0].pages[0].id;
  const place = /^structure: \$\.blocks\[0\]\.pages\[0\]: missing field `id`/;
  const e = refused(() => kindstem.lint(own), 'unreadable', 'structure', place);
  assert.doesNotMatch(e.message, /line/);
});

test('an option that nobody knows is an error, and so is a period without length', () => {
  refused(() => kindstem.score(structure, {}, { perod: 1 }), 'unreadable', 'options', /perod/);
  refused(() => kindstem.score(structure, {}, { period: { anchor: 'fixed', length: 'P0W' } }), 'unreadable', 'options', /P1W for a week/);
});

test('lints name place, rule and what to do', () => {
  assert.deepEqual(kindstem.lint(structure), []);
  const own = structuredClone(structure);
  own.id = 'PHQ 9';
  const [found] = kindstem.lint(own);
  assert.deepEqual([found.path, found.code, found.severity], ['$.id', 'id_shape', 'error']);
  assert.match(found.advice, /lower-case/);
});

test('a text pack is held against its structure', async () => {
  const own = join(ROOT, 'src/instrument/library/own/kindstem-wellbeing-child');
  const [asked, words] = [await json(join(own, 'structure.json')), await json(join(own, 'nl.json'))];
  assert.deepEqual(kindstem.lintWording(asked, words), []);
  const [id] = Object.keys(words.items);
  delete words.items[id];
  const found = kindstem.lintWording(asked, words);
  assert.deepEqual(found.map(f => [f.path, f.code]), [[`$.items.${id}`, 'missing_text']]);
  refused(() => kindstem.lintWording(asked, {}), 'unreadable', 'wording');
});

test('a study is checked for a day, its instruments at hand', async () => {
  const study = { ...(await json(join(ROOT, 'tests/desk/study.template.json'))), pins: [] };
  const codes = (instruments, day = '2026-11-23') => kindstem.checkStudy(study, instruments, day).map(f => f.code);
  assert.ok(codes([]).includes('dangling'), 'it pins nothing yet');
  refused(() => codes([structure, structure]), 'duplicate_id', 'instruments', /\$\[1\]\.id/);
  refused(() => codes([structure], '2026-02-31'), 'unreadable', 'today', /2026-11-23/);
  refused(() => codes([structure], '23 November'), 'unreadable', 'today', /2026-11-23/);
  refused(() => codes([{}]), 'unreadable', 'instruments', /^instruments: \$\[0\]/);
});

test('identity is of bytes, from whichever realm they come', async () => {
  const file = await readFile(join(ROOT, 'src/instrument/library/published/phq-9.json'));
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', file)).toString('hex');
  assert.equal(kindstem.identity(file), hash);
  const wide = new Uint8Array(file.length + 8);
  wide.set(file, 5);
  assert.equal(kindstem.identity(wide.subarray(5, 5 + file.length)), hash);
  const elsewhere = runInContext('new Uint8Array(3)', createContext());
  assert.equal(kindstem.identity(elsewhere), kindstem.identity(new Uint8Array(3)));
  for (const x of ['abc', [1, 2], undefined, new Uint16Array(2), { length: 2 }])
    refused(() => kindstem.identity(x), 'unreadable', 'bytes', /Uint8Array/);
});
