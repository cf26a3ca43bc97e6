// What was computed by hand is what the wasm computes, byte for byte, as it is natively (tests/core/vectors.rs).
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, expected, folder, loaded, ran, vectors } from './lib/package.mjs';

const kindstem = await loaded();
const cases = await vectors();
const period = c => (c.period ? { period: c.period } : undefined);

test('every vector scores as computed by hand, to the byte', () => {
  assert.ok(cases.length > 200, `${cases.length} cases only`);
  for (const c of cases) {
    const scored = kindstem.scoreText(c.text, JSON.stringify(c.answers), period(c));
    assert.equal(scored, expected(c), `${c.at}: ${c.because}`);
  }
});

test('objects score as their texts do, and are left as they were', () => {
  for (const c of cases) {
    const before = JSON.stringify([c.structure, c.answers]);
    const scored = kindstem.score(c.structure, c.answers, period(c));
    assert.equal(JSON.stringify(scored), kindstem.scoreText(c.text, JSON.stringify(c.answers), period(c)), c.at);
    assert.equal(Object.getPrototypeOf(scored), Object.prototype);
    assert.equal(JSON.stringify([c.structure, c.answers]), before);
  }
});

test('no vector has an answer that is worth a word', () => {
  for (const c of cases) assert.deepEqual(kindstem.checkAnswers(c.structure, c.answers, period(c)), [], c.at);
});

test('another period is another rate', () => {
  const other = cases.filter(c => c.period);
  assert.ok(other.length > 0, 'a vector has a period');
  const differs = c => kindstem.scoreText(c.text, JSON.stringify(c.answers)) !== expected(c);
  assert.ok(other.some(differs), 'and it matters somewhere');
});

test('the desk says the same, in the order in which people read it', async t => {
  const desk = process.env.KINDSTEM_DESK ?? join(ROOT, 'target/debug/kindstem');
  const dir = await folder(t);
  const seen = new Set();
  for (const c of cases.filter(c => !c.own && !c.period)) {
    if (seen.size >= 12 || seen.has(c.structure.id)) continue;
    seen.add(c.structure.id);
    const answers = join(dir, `${c.structure.id}.json`);
    await writeFile(answers, JSON.stringify(c.answers));
    const { stdout } = await ran(desk, ['score', '--instrument', c.structure.id, answers]);
    assert.deepEqual(JSON.parse(stdout), kindstem.score(c.structure, c.answers), c.at);
  }
  assert.equal(seen.size, 12);
});
