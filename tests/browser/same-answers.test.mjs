// A recorded visit: the same clicks of a child in the browser give the same opened answers as when
// `recorded/child.jsonl` was written. `KINDSTEM_RECORD=1 node --test same-answers.test.mjs` writes it anew.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { answers, certain } from './lib/answers.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const FILE = new URL('recorded/child.jsonl', import.meta.url);

/** Answers of every kind, each way not to answer, and nothing at all, in turns. */
function inTurns() {
  let nth = 0;
  const answer = answers({ pick: 1, several: 2, words: key => `words for ${key}` });
  return (part, item) => {
    if (certain(item) !== undefined) return certain(item);
    nth += 1;
    return [{ escape: 0 }, answer, { escape: 1 }, answer, { escape: 2 }, answer, undefined, answer]
      .map(way => (way === answer ? answer(part, item) : way))
      .at(nth % 8);
  };
}

/** What was answered, a line per part; nothing that is drawn or measured anew in each visit. */
const told = records =>
  records
    .flatMap(r => r.parts.map(p => ({ instrument: p.instrument.id, about: r.about, answers: fixed(p.answers) })))
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');

/** Without the order of words that the visit's random id decides. */
const fixed = ({ chips_order: _, ...answers }) => answers;

test('the same clicks give the same answers as recorded', async t => {
  const s = await scene(t, { people: ['child'] });
  const form = await s.open('child', { reducedMotion: 'reduce' });
  await walk(form, await plan('child'), inTurns());
  await form.sent();
  const { records } = await unseal(s.dir);
  const now = told(records);
  if (process.env.KINDSTEM_RECORD) await writeFile(FILE, now);
  assert.equal(now, await readFile(FILE, 'utf8'));
});
