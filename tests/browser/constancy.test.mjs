// T-13: Help and the ending tell nothing of what was said; they are the same, to the letter, for everybody of a set.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { answers, certain, everything, nothing } from './lib/answers.mjs';
import { folder, invite } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Everything in the shadow root, as a hash. */
const hash = async form => {
  const html = await form.page.evaluate(() => document.querySelector('kindstem-form').shadowRoot.innerHTML);
  return createHash('sha256').update(html).digest('hex');
};

const no = (_, item) => (item.flow?.gate === undefined ? certain(item) : 0);
const ways = { 'the first of all': answers(), everything, nothing, no };

/** The ending of somebody who did not understand three times. */
async function notUnderstood(t, s, person) {
  const form = await s.open(person, { link: (await invite(await folder(t)))[person] });
  const parts = await plan(person);
  let item;
  const at = ({ page, items }) => {
    [item] = items;
    return page.id === 'may_stop' ? 'stop' : undefined;
  };
  await walk(form, parts, answers(), { at });
  for (let n = 0; n < 3; n++) {
    await form.answer(0, parts[0].structure, item, 1 - item.flow.correct_code);
    await form.hand.press(form.button('next'));
    await form.page.waitForTimeout(200);
  }
  await form.look();
  assert.match(form.screen.h1, /Vraag het aan/);
  await form.next();
  assert.ok(form.screen.ended);
  await form.sent();
  const ending = await hash(form);
  await form.page.context().close();
  return ending;
}

for (const person of ['child', 'young', 'parent']) {
  test(`T-13 ${person}: one Help on every page, one ending for every way to get there`, async t => {
    const s = await scene(t, { family: false });
    const [helps, endings, pages] = [new Set(), new Set(), new Set()];
    let looked = 0;
    for (const say of Object.values(ways)) {
      const form = await s.open(person, { link: (await invite(await folder(t)))[person] });
      // On every page of one way, and of the others where a part begins; the ending of all.
      const at = async ({ part, page }) => {
        if (say !== ways['the first of all'] && page !== part.structure.blocks[0].pages[0]) return;
        pages.add(await hash(form));
        await form.overlay(0);
        helps.add(await hash(form));
        looked += 1;
        await form.next();
      };
      await walk(form, await plan(person), say, { at });
      await form.sent();
      endings.add(await hash(form));
      await form.overlay(0);
      assert.ok(form.screen.text.includes('112'));
      await form.page.context().close();
    }
    if (person !== 'parent') endings.add(await notUnderstood(t, s, person));
    assert.ok(looked > 40 && pages.size > 20, 'the hash sees a difference');
    assert.equal(helps.size, 1, 'Help');
    assert.equal(endings.size, 1, 'the ending');
  });
}
