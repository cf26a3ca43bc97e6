// Words that were typed and taken back again are in no draft: a later visit would send it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { canary } from './lib/scan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** The id of the draft on the device; none where there is none. */
const draft = form =>
  form.page.evaluate(async () => {
    const done = request =>
      new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: no }));
    const db = await done(indexedDB.open('v'));
    const [one] = await done(db.transaction('draft').objectStore('draft').getAll());
    db.close();
    return one?.eid;
  });

/** The draft as soon as it is another one than `before`. */
async function next(form, before) {
  for (let tries = 0; tries < 80; tries++) {
    const now = await draft(form);
    if (now !== before) return now;
    await form.page.waitForTimeout(100);
  }
  throw new Error(`the draft is still ${before}`);
}

/** A child on a page, of a study that reads drafts. */
async function at(t, id) {
  const study = x => {
    x.protocol.use_unconfirmed = true;
  };
  const s = await scene(t, { study });
  const form = await s.open('child');
  let here;
  const stop = now => {
    if (now.page.id !== id) return undefined;
    here = now;
    return 'stop';
  };
  await walk(form, await plan('child'), answers(), { at: stop });
  return { s, form, here };
}

/** Opens the link once more, which sends the draft; gives everything that the researcher reads then. */
async function later(s, form, eid) {
  await form.page.reload();
  await form.settle();
  for (let n = 0; n < 100 && !s.net.puts().some(r => r.url.includes(eid)); n++) await form.page.waitForTimeout(100);
  assert.ok(s.net.puts().some(r => r.url.includes(eid)), 'the draft was sent');
  await form.page.waitForTimeout(500);
  return JSON.stringify(await unseal(s.dir, { site: s.site }));
}

test('without taking them back a later visit sends them', async t => {
  const word = canary();
  const { s, form, here } = await at(t, 'houses');
  await form.enter(1);
  await form.answer(0, here.part.structure, { kind: 'own_words' }, word);
  const eid = await next(form);
  assert.ok((await later(s, form, eid)).includes(word), 'the test sees a draft that is read');
});

const WAYS = {
  'out of the house by the arrow': form => form.back(),
  'emptied by hand': form => form.box.locator('textarea').first().fill(''),
  'left on purpose': form => form.hand.press(form.question(0).locator('.escape').nth(2)),
};

for (const [way, act] of Object.entries(WAYS)) {
  test(`T-30 ${way}: the draft is replaced at once, and nobody ever reads the words`, async t => {
    const word = canary();
    const { s, form, here } = await at(t, 'houses');
    await form.enter(2);
    await form.answer(0, here.part.structure, { kind: 'own_words' }, 'een hond');
    await form.next();
    if (form.screen.warned) await form.next();
    await form.enter(1);
    await form.answer(0, here.part.structure, { kind: 'own_words' }, word);
    const [first, began] = [await next(form), Date.now()];
    await act(form);
    const eid = await next(form, first);
    assert.ok(Date.now() - began < 6_000);
    const read = await later(s, form, eid);
    assert.ok(!read.includes(word), 'what was taken back is gone');
    assert.ok(read.includes('een hond'), 'what was done stays');
  });
}
