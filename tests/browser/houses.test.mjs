// Three houses: free order, the same words in one random order, afterwards only that somebody was there. The top 3 is
// made of what was chosen in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { unseal } from './lib/desk.mjs';
import { everythingIn } from './lib/look.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Walks to a page and stops there; gives the part. */
async function reach(form, parts, id, say = answers()) {
  let there;
  const at = ({ part, page }) => {
    if (page.id !== id) return undefined;
    there = part;
    return 'stop';
  };
  await walk(form, parts, say, { at });
  return there;
}

for (const person of ['child', 'young']) {
  test(`${person}: a house opens once, and then only says that somebody was there`, async t => {
    const s = await scene(t);
    const form = await s.open(person);
    const part = await reach(form, await plan(person), 'houses');
    const words = part.words.nl;
    const door = n => form.box.locator('.door').nth(n);
    assert.equal(await form.box.locator('.door').count(), 3);
    assert.equal(await form.box.locator('.escape').count(), 0, 'going on is passing');

    await form.enter(1);
    assert.equal(form.screen.h1, words.options.houses['2']);
    await form.back();
    assert.equal(await door(1).getAttribute('aria-disabled'), null, 'opened by mistake: open again');

    // What was typed and chosen there and left by the arrow is gone, and the house is as if nobody had been there.
    const untouched = await form.box.locator('.doors').innerHTML();
    await form.enter(1);
    await form.answer(0, part.structure, { kind: 'own_words' }, 'geheim');
    await form.answer(1, part.structure, { kind: 'choices', options: 'chips' }, [9]);
    await form.back();
    assert.equal(form.screen.h1, words.items.houses.text);
    assert.equal(await form.box.locator('.doors').innerHTML(), untouched);
    assert.ok(!(await everythingIn(form.page)).includes('geheim'));
    await form.enter(1);
    assert.equal(await form.box.locator('textarea').inputValue(), '');
    assert.equal(await form.box.locator('input:checked').count(), 0);
    await form.back();

    await form.enter(1);
    await form.answer(0, part.structure, { kind: 'own_words' }, 'vogelnest');
    await form.answer(1, part.structure, { kind: 'choices', options: 'chips' }, [7, 23]);
    await form.next();
    assert.equal(form.screen.h1, words.items.houses.text);
    assert.equal(await door(1).getAttribute('aria-disabled'), 'true');
    assert.match(await door(1).innerText(), /Gedaan/);
    assert.ok(!(await everythingIn(form.page)).includes('vogelnest'), 'what was written is nowhere on the page');
    await form.hand.press(door(1));
    assert.equal((await form.look()).h1, words.items.houses.text, 'and does not open');

    await form.enter(0);
    await form.next();
    assert.ok(form.screen.warned);
    await form.next();
    assert.match(await door(0).innerText(), /Gedaan/, 'passed or filled, it looks the same');
    assert.equal(await door(2).getAttribute('aria-disabled'), null);

    await form.next();
    const label = code => words.options.chips[code];
    await reachTop3(form);
    const offered = await form.box.locator('.add').allInnerTexts();
    const own = (await plan(person)).find(p => p.structure.id.includes('top3')).words.nl.options.topics['30'];
    assert.deepEqual(
      offered.map(o => o.trim()),
      [label(7), label(23), own],
      'what was chosen, and that something was written',
    );
    const sent = s.net.puts().length;
    for (let n = 0; n < 50 && s.net.puts().length === sent; n++) await form.page.waitForTimeout(100);
    await form.page.waitForTimeout(1_000);
    const { records } = await unseal(s.dir);
    const { answers: said } = records.flatMap(r => r.parts).find(p => p.answers.houses);
    assert.deepEqual(said.houses, [2, 1], 'the order in which they were done');
    assert.deepEqual(said.worries_chips, [7, 23]);
    assert.ok(!JSON.stringify(records).includes('geheim'), 'it was never sealed');
  });
}

test('who stops in an open house keeps what is done, and nothing of the open one', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  const part = await reach(form, await plan('child'), 'houses');
  await form.enter(2);
  await form.answer(0, part.structure, { kind: 'own_words' }, 'een hond');
  await form.next();
  if (form.screen.warned) await form.next();
  await form.enter(1);
  await form.answer(0, part.structure, { kind: 'own_words' }, 'geheim');
  await form.overlay(1);
  await form.hand.press(form.box.locator('.escape').first());
  await form.settle();
  await form.next();
  assert.ok(form.screen.ended);
  await form.sent();
  const { records } = await unseal(s.dir);
  const { answers: said } = records.flatMap(r => r.parts).find(p => p.answers.houses);
  assert.deepEqual(said.houses, [3]);
  const all = JSON.stringify(records);
  assert.ok(all.includes('een hond') && !all.includes('geheim'));
});

/** Passes everything up to the ranking. */
async function reachTop3(form) {
  for (let pages = 0; pages < 40; pages++) {
    if (await form.box.locator('.add').count()) return;
    await form.next();
  }
  assert.fail('no top 3');
}
