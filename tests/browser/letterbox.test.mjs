// Between the waves: a letterbox that may be used any number of times, and that is closed when nobody empties it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { inject, layout, violations } from './lib/axe.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { canary } from './lib/scan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const BOX = { wave: 'letterbox', people: ['child', 'young', 'easy'] };

test('a child writes twice, each time from the fixed beginning, and both messages arrive', async t => {
  const s = await scene(t, BOX);
  const parts = await plan('child', 'letterbox');
  const written = [canary(), canary()];
  for (const words of written) {
    const form = await s.open('child');
    assert.equal(form.screen.h1, 'Dit is een brievenbus', 'always the same beginning');
    assert.match(form.screen.text, /Onderzoeker 1 en Onderzoeker 2 lezen hem elke maandag/);
    assert.match(form.screen.text, /Niemand leest dit nu/);
    await walk(form, parts, answers({ pick: 1, words: () => words }));
    assert.match(form.screen.text, /Klaar/);
    await form.sent();
  }
  const { letters, records, report } = await unseal(s.dir);
  assert.equal(letters.length, 2);
  const all = JSON.stringify(letters);
  for (const words of written) assert.ok(all.includes(words), 'none takes the place of the other');
  assert.deepEqual(records, [], 'a message is in no table');
  assert.deepEqual(
    report.integrity.slots.map(x => x.findings),
    [[]],
  );
});

test('on the same device a finished letterbox begins anew', async t => {
  const s = await scene(t, BOX);
  const parts = await plan('young', 'letterbox');
  const form = await s.open('young');
  await walk(form, parts, answers({ pick: 1 }));
  await form.sent();
  await form.page.reload();
  await form.settle();
  assert.equal(form.screen.h1, 'Dit is een brievenbus');
  await walk(form, parts, answers({ pick: 1 }));
  await form.sent();
  assert.equal((await unseal(s.dir)).letters.length, 2);
});

for (const [when, change] of [
  ['in a closed time', box => (box.closed = [{ from: '2000-01-01', to: '2099-12-31' }])],
  ['after its end', box => (box.ends = '2000-01-01')],
]) {
  test(`${when} it says so, shows help and asks nothing`, async t => {
    const s = await scene(t, { ...BOX, study: study => change(study.protocol.letterbox) });
    const form = await s.open('child');
    assert.equal(form.screen.h1, 'De brievenbus is dicht');
    assert.match(form.screen.text, /Kindertelefoon/);
    assert.equal(await form.box.locator('textarea, input').count(), 0);
    assert.equal(s.net.puts().length, 0);
    await inject(form.page);
    assert.deepEqual([...(await violations(form.page)), ...(await layout(form.page))], []);
  });
}
