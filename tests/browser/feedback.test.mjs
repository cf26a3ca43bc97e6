// What was done with what was said: in front of the questions of a later wave, and after the last one what was found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

for (const [person, said] of [
  ['child', /er mag meer met ons worden gepraat/],
  ['parent', /wij wachten te lang op hulp/],
]) {
  test(`${person}: right after taking part, in words of its own`, async t => {
    const s = await scene(t, { wave: 'T1' });
    const form = await s.open(person);
    let before;
    const at = ({ part, form: f }) => {
      if (part.structure.id.startsWith('kindstem-feedback-')) {
        assert.match(before, /kindstem-begin-/, 'the first thing behind the beginning');
        assert.equal(f.screen.h1, 'Wat is er gedaan?');
        assert.match(f.screen.text, said);
        return 'stop';
      }
      before = part.structure.id;
      return undefined;
    };
    await walk(form, await plan(person, 'T1'), answers(), { at });
    assert.equal(form.screen.h1, 'Wat is er gedaan?');
  });
}

test('a finished link of the last wave tells what was found, from its day on', async t => {
  const study = from => s => {
    s.results = { from, texts: [{ sets: ['8-11'], children: 12, text: { nl: 'Dit vonden we.', en: 'We found this.' } }] };
  };
  const shows = async from => {
    const s = await scene(t, { wave: 'T2', study: study(from) });
    const form = await s.open('child');
    await walk(form, await plan('child', 'T2'), (part, item) => (item.flow?.gate === undefined ? answers()(part, item) : 0));
    assert.ok(form.screen.ended, 'who does not take part reads it too');
    await form.sent();
    await form.page.reload();
    await form.settle();
    assert.ok(form.screen.ended, form.screen.text);
    return form.screen.text.includes('Dit vonden we.');
  };
  assert.equal(await shows('2000-01-01'), true);
  assert.equal(await shows('2099-01-01'), false);
});
