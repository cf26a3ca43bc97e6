// Before taking part: alone or another time, understood or explained, asking first. Afterwards: whom to talk with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, certain } from './lib/answers.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** A child on a page of the beginning. */
async function at(t, id) {
  const s = await scene(t);
  const form = await s.open('child');
  let item;
  const stop = ({ page, items }) => {
    if (page.id !== id) return undefined;
    [item] = items;
    return 'stop';
  };
  const parts = await plan('child');
  await walk(form, parts, answers(), { at: stop });
  const say = async code => {
    await form.answer(0, parts[0].structure, item, code);
    return form.next();
  };
  return { s, form, say };
}

test('a child that is not alone is told that another time is fine', async t => {
  const { s, form, say } = await at(t, 'alone_start');
  await say(0);
  assert.equal(form.screen.h1, 'Dat geeft niet');
  assert.equal(s.net.puts().length, 0, 'nothing is sent before taking part');
  await form.hand.press(form.box.locator('.escape'));
  assert.equal((await form.settle()).h1, 'Oefen Snel weg', 'it may go on after all');
});

test('a wrong answer is explained and asked once more; the second one ends as for everybody', async t => {
  const { s, form, say } = await at(t, 'may_stop');
  const { h1 } = form.screen;
  await say(0);
  assert.ok(form.screen.warned && form.screen.h1 === h1, 'the same question');
  assert.match(form.screen.text, /Ja, dat mag altijd/);
  await form.look();
  await say(0);
  assert.ok(form.screen.ended);
  await form.sent();
  const { records, report } = await unseal(s.dir);
  const begin = records.flatMap(r => r.parts).find(p => p.instrument.id === 'kindstem-begin-child');
  assert.equal(begin.answers.may_stop, 0, 'the researcher sees that it was not understood');
  assert.deepEqual(begin.answers.take_part, { missing: 'not_reached' });
  assert.deepEqual(
    report.integrity.slots.map(x => x.findings),
    [[]],
  );
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
    if (item.goes === 'contact_where') return 'bij juf Anna op school';
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
