// Before taking part: alone or another time, understood or explained, asking first. Afterwards: whom to talk with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, certain } from './lib/answers.mjs';
import { inject, inspect } from './lib/axe.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Somebody on a page of the beginning. */
async function at(t, id, person = 'child') {
  const s = await scene(t);
  const form = await s.open(person);
  let item;
  const stop = ({ page, items }) => {
    if (page.id !== id) return undefined;
    [item] = items;
    return 'stop';
  };
  const parts = await plan(person);
  await walk(form, parts, answers(), { at: stop });
  const choose = code => form.answer(0, parts[0].structure, item, code);
  const say = async code => {
    await choose(code);
    return form.next();
  };
  return { s, form, parts, item, choose, say };
}

/** Presses *Verder* where nothing may change, and reads the screen. */
async function presses(form, times) {
  for (let n = 0; n < times; n++) await form.hand.press(form.button('next'));
  await form.page.waitForTimeout(200);
  return form.look();
}

const words = (part, id) => part.words.nl.items[id];

test('a child that is not alone is told that another time is fine', async t => {
  const { s, form, say } = await at(t, 'alone_start');
  await say(0);
  assert.equal(form.screen.h1, 'Dat geeft niet');
  assert.equal(s.net.puts().length, 0, 'nothing is sent before taking part');
  await form.hand.press(form.box.locator('.escape'));
  assert.equal((await form.settle()).h1, 'Oefen Snel weg', 'it may go on after all');
});

for (const person of ['child', 'young', 'easy']) {
  test(`${person}: Verder without an answer asks again and ends nothing, however often`, async t => {
    const { s, form, item, say } = await at(t, 'may_stop', person);
    const { h1 } = form.screen;
    const seen = [];
    for (const times of [1, 2, 5, 10]) seen.push(await presses(form, times));
    for (const screen of seen) {
      assert.equal(screen.h1, h1);
      assert.match(screen.text, /Kies ja of nee\. Weet je het niet\? Lees het nog eens\./);
      assert.doesNotMatch(screen.text, /Dat mag\./);
    }
    assert.equal(s.net.puts().length, 0);
    await form.hand.press(form.box.locator('.page .escape'));
    assert.match((await form.settle()).text, /Je mag elke vraag overslaan/, 'what is asked is explained there');
    await form.next();
    assert.equal(form.screen.h1, h1);
    await say(item.flow.correct_code);
    assert.notEqual(form.screen.h1, h1);
  });
}

test('a wrong answer is explained and asked again, in the language of then; blanks between do not count', async t => {
  const { form, parts, choose, say } = await at(t, 'must_answer');
  const { h1 } = form.screen;
  const { explain } = words(parts[0], 'must_answer');
  await say(1);
  assert.ok(form.screen.warned && form.screen.h1 === h1, 'the same question');
  assert.ok(form.screen.text.includes(explain));
  assert.equal(await form.box.locator('input:checked').count(), 0, 'asked again empty');
  const blank = await presses(form, 3);
  assert.ok(blank.h1 === h1 && blank.text.includes(explain) && blank.text.includes('Kies ja of nee'));
  await form.back();
  await form.next();
  assert.equal(form.screen.h1, h1);
  assert.ok(!form.screen.text.includes(explain));
  await form.speak('en');
  await say(1);
  assert.ok(form.screen.text.includes(parts[0].words.en.items.must_answer.explain));
  await choose(0);
  await form.next();
  assert.equal(form.screen.h1, parts[0].words.en.items.read_now.text);
});

test('after the third wrong answer: whom to ask, the ending of everybody, and the link begins anew', async t => {
  const { s, form, choose } = await at(t, 'read_now');
  const found = [];
  await inject(form.page);
  for (let n = 0; n < 3; n++) {
    await choose(1);
    await presses(form, 1);
  }
  assert.equal(form.screen.h1, 'Vraag het aan Onderzoeker 1');
  assert.match(form.screen.text, /000 000 00 00/);
  assert.match(form.screen.text, /Deze link blijft werken/);
  assert.equal(await form.box.locator('.talk .way').count(), 3, 'a talk can be asked for, as when stopping');
  assert.equal(s.net.puts().length, 0, 'nothing is sealed by it');
  await inspect(form, 'ask', found);
  // Help, and back again.
  await form.overlay(0);
  await form.next();
  assert.equal(form.screen.h1, 'Vraag het aan Onderzoeker 1');
  await form.hand.press(form.box.locator('.talk .way').first());
  await form.next();
  assert.ok(form.screen.ended);
  assert.match(form.screen.h1, /Klaar/);
  await form.sent();
  assert.deepEqual(found, []);
  assert.deepEqual(s.noise, []);

  const { contacts, records, report } = await unseal(s.dir);
  const begin = records.flatMap(r => r.parts).find(p => p.instrument.id === 'kindstem-begin-child');
  assert.deepEqual(begin.answers.read_now, { missing: 'dont_know' }, 'understood: unknown, never false');
  assert.equal(begin.answers.may_stop, 1);
  assert.deepEqual(begin.answers.take_part, { missing: 'not_reached' });
  const [slot] = report.integrity.slots;
  assert.deepEqual([slot.declined, slot.complete, slot.findings], [false, false, []]);
  assert.deepEqual(contacts.map(c => c.wants), ['yes']);

  await form.page.reload();
  const again = await form.settle();
  assert.equal(again.h1, 'Ben je nu even alleen?', 'from its beginning');
});

test('who stops at the third round sends as much as who stops on that page', async t => {
  const sizes = async act => {
    const { s, form, choose } = await at(t, 'pass_on');
    await act(form, choose);
    assert.ok(form.screen.ended);
    await form.sent();
    await form.page.waitForTimeout(1_000);
    return s.net.puts().map(r => r.body.length);
  };
  const third = await sizes(async (form, choose) => {
    for (let n = 0; n < 3; n++) {
      await choose(0);
      await presses(form, 1);
    }
    await form.next();
  });
  const stopped = await sizes(async form => {
    await form.overlay(1);
    await form.hand.press(form.box.locator('.escape').first());
    await form.settle();
    await form.next();
  });
  assert.equal(third.length, stopped.length, `${third} and ${stopped}`);
  third.forEach((size, n) => assert.ok(Math.abs(size - stopped[n]) <= 300, `${third} and ${stopped}`));
});

test('who wants to ask first reads whom, and does not take part by that', async t => {
  const { s, form, say } = await at(t, 'taking_part');
  const { h1 } = form.screen;
  await say(2);
  assert.equal(form.screen.h1, h1);
  assert.match(form.screen.text, /Vraag het aan Onderzoeker 1\. Bel 000 000 00 00/);
  assert.equal(s.net.puts().length, 0);
});

test('what a child says about contact is in the contact envelope, and in no record', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  const say = (part, item) => {
    if (item.id === 'wants') return 1;
    if (item.destination === 'contact_where') return 'bij juf Anna op school';
    return certain(item) ?? answers()(part, item);
  };
  await walk(form, await plan('child'), say);
  await form.sent();
  const { contacts, records } = await unseal(s.dir);
  assert.deepEqual(
    contacts.map(c => [c.role, c.wants, c.where, c.when]),
    [['child', 'yes', 'bij juf Anna op school', 'end']],
  );
  assert.ok(!JSON.stringify(records).includes('juf Anna'));
});
