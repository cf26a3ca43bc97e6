// A talk that is asked for beside the questions: on a pause and after a no; and something calm before the ending.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { inject, inspect } from './lib/axe.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { canary } from './lib/scan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

async function childAt(t, id) {
  const s = await scene(t);
  const form = await s.open('child');
  const parts = await plan('child');
  let item;
  const at = ({ page, items }) => {
    if (page.id !== id) return undefined;
    [item] = items;
    return 'stop';
  };
  await walk(form, parts, answers(), { at });
  await inject(form.page);
  return { s, form, say: code => form.answer(0, parts[0].structure, item, code) };
}

/** Everybody reads it where a talk is asked about. */
const SENTENCE =
  /(Heb je|Hebt u) eerder iets anders gekozen\? Dan kan Onderzoeker 1 (je|u) toch vragen wat (je|u) wil[t]?\./;

const yes = form => form.hand.press(form.box.locator('.ways button').first());

/** The sizes that arrived once nothing more comes: what was confirmed before is sent beside the next screen. */
async function arrived(s, page) {
  let count;
  do {
    count = s.net.puts().length;
    await page.waitForTimeout(1_000);
  } while (count !== s.net.puts().length);
  return s.net.puts().map(r => r.body.length);
}

/** What the intake got because of what was done. */
async function sends(s, form, act) {
  const before = await arrived(s, form.page);
  await act();
  return (await arrived(s, form.page)).slice(before.length);
}

test('on a pause: Help ends it as Verder does, and it sends as much whether a talk is wanted or not', async t => {
  const asks = await childAt(t, 'mood_pre');
  const word = canary();
  const found = [];
  const asked = await sends(asks.s, asks.form, async () => {
    await asks.form.overlay(1);
    await yes(asks.form);
    await inspect(asks.form, 'pause, a talk', found);
    await asks.form.hand.type(asks.form.box.locator('.talk textarea'), word);
    await asks.form.overlay(0);
  });
  const silent = await childAt(t, 'mood_pre');
  const quiet = await sends(silent.s, silent.form, async () => {
    await silent.form.overlay(1);
    await silent.form.next();
  });
  assert.equal(asked.length, 1);
  assert.equal(quiet.length, 1);
  assert.ok(Math.abs(asked[0] - quiet[0]) <= 300, `${asked} and ${quiet}`);
  const { contacts } = await unseal(asks.s.dir);
  assert.deepEqual(contacts.map(c => [c.wants, c.where]), [['yes', word]]);
  assert.deepEqual(found, []);
  assert.deepEqual(asks.s.noise, []);
});

/** What a panel shows, without which answer is pressed. */
const look = form =>
  form.box.locator('.talk, .talks').evaluate(el => el.outerHTML.replace(/aria-pressed="\w+"/g, '').replace(/ name="\w+"/, ''));

test('T-13 the panel is the same whatever was chosen on it, and empty when it opens again', async t => {
  const { s, form } = await childAt(t, 'mood_pre');
  const answer = n => form.hand.press(form.box.locator('.ways button').nth(n));
  const field = () => form.box.locator('.talk textarea');
  await form.overlay(1);
  const before = await look(form);
  assert.match(form.screen.text + (await form.box.locator('.talk').innerText()), SENTENCE);
  for (const n of [0, 1, 2, 1]) {
    await answer(n);
    assert.equal(await look(form), before, `answer ${n}`);
  }
  await form.hand.type(field(), 'bij de schommel');
  await answer(1);
  await answer(0);
  assert.equal(await field().inputValue(), 'bij de schommel', 'a no by mistake loses nothing');
  // Stopping asks on the same panel, and so does the screen behind it.
  await form.hand.press(form.box.locator('.escape').first());
  await form.settle();
  assert.equal(await look(form), before);
  assert.equal(await field().inputValue(), 'bij de schommel');
  await form.hand.press(form.box.locator('.escape').last());
  await form.settle();
  await form.overlay(1);
  assert.equal(await look(form), before);
  assert.equal(await form.box.locator('.ways [aria-pressed=true]').count(), 0, 'nobody reads what was wished before');
  assert.equal(await field().inputValue(), '');
  await form.next();
  await form.page.waitForTimeout(1_500);
  const { contacts } = await unseal(s.dir);
  assert.deepEqual(contacts.map(c => [c.wants, c.where]), [['yes', 'bij de schommel']], 'and it stays');
});

for (const person of ['child', 'young', 'easy', 'parent']) {
  test(`${person}: what is asked after the wish, and the sentence beside it, is the same for everybody`, async t => {
    const screens = async wish => {
      const s = await scene(t);
      const form = await s.open(person);
      const seen = [];
      const say = (part, item) => {
        if (item.destination === 'contact_wants') return wish;
        if (item.destination) return undefined;
        return answers()(part, item);
      };
      const at = ({ items }) => {
        if (items.some(i => i.destination?.startsWith('contact'))) seen.push(form.screen.text);
        return seen.length && !items.some(i => i.destination?.startsWith('contact')) ? 'stop' : undefined;
      };
      await walk(form, await plan(person), say, { at });
      assert.deepEqual(s.noise, []);
      return seen;
    };
    const yes = await screens(1);
    assert.equal(yes.length, person === 'parent' ? 1 : 3);
    assert.match(yes[0], SENTENCE);
    for (const other of [0, 2, undefined]) assert.deepEqual(await screens(other), yes);
  });
}

test('after a no: a talk can be asked for, then something calm, then the ending', async t => {
  const { s, form, say } = await childAt(t, 'taking_part');
  const found = [];
  await say(0);
  await form.step();
  assert.match(form.screen.text, /met je praat/);
  assert.match(form.screen.text, SENTENCE);
  const before = await look(form);
  await yes(form);
  assert.equal(await look(form), before, 'the same whatever is chosen');
  await inspect(form, 'after a no', found);
  await form.step();
  assert.match(form.screen.h1, /rustig ademen/);
  await inspect(form, 'calm', found);
  await form.step();
  assert.ok(form.screen.ended);
  await form.sent();
  const { contacts } = await unseal(s.dir);
  assert.deepEqual(contacts.map(c => c.wants), ['yes']);
  assert.deepEqual(found, []);
});
