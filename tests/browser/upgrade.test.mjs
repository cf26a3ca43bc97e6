// T-23, T-33: the code changes in the middle, or stops where it stands. What was confirmed is there, once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { follow, missing, openAll, sessions } from './lib/confirmed.mjs';
import { unseal } from './lib/desk.mjs';
import { everythingIn } from './lib/look.mjs';
import { plan } from './lib/plan.mjs';
import { cursor, from } from './lib/resume.mjs';
import { canary } from './lib/scan.mjs';
import { scene } from './lib/scene.mjs';
import { code, rebuild } from './lib/site.mjs';
import { walk } from './lib/walk.mjs';

const SAME = () => {};

/** Opens the child's link again in the same browser and answers the rest. */
async function again(s, form, parts) {
  const context = form.page.context();
  await form.page.close();
  const next = await s.open('child', { page: await context.newPage() });
  assert.equal(next.screen.h1, 'Welkom terug');
  const block = await cursor(next.page);
  await next.next();
  const walked = follow();
  await walk(next, from(parts, block), answers({ words: () => 'later' }), walked);
  walked.passed();
  await next.sent();
  return walked.pages;
}

/** Everything that was confirmed lies in the intake once, and the desk misses nothing; gives its report of the slot. */
async function whole(s, parts, ...visits) {
  const all = sessions(await openAll(s.dir));
  assert.equal(all.length, visits.length);
  visits.forEach((pages, n) => assert.deepEqual(missing(pages, all[n]), []));
  const { records, report } = await unseal(s.dir, { site: s.site });
  assert.equal(records.flatMap(r => r.parts).filter(p => p.complete).length, parts.length);
  const [slot] = report.integrity.slots;
  assert.deepEqual(slot.findings, [{ several_sessions: { n: visits.length } }], 'no gap, no fork, no duplicate');
  return slot;
}

test('T-23 another build in the middle of a session: nothing is lost, and the report names both', async t => {
  const s = await scene(t, { study: SAME, people: ['child'] });
  const a = await code(s.site);
  const form = await s.open('child');
  const parts = await plan('child');
  // The page that is open goes on with what it has; the next visit loads the other build.
  const walked = follow({
    at: async ({ page }) => {
      if (page.id === 'calm') await rebuild(s.site);
      return page.id === 'afraid' ? 'stop' : undefined;
    },
  });
  await walk(form, parts, answers(), walked);
  const b = await code(s.site);
  assert.notEqual(a, b);
  const later = await again(s, form, parts);
  const slot = await whole(s, parts, walked.pages, later);
  assert.deepEqual([...slot.apps].sort(), [a, b].sort());
  assert.deepEqual(s.noise, []);
});

/** Runs in the page: the sealing door traps as often as `traps` says, and the named export of another door once. */
const trapping = once => {
  // (module (func (export "f") unreachable))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { f: trap } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
  globalThis.traps = 0;
  const real = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const { module, instance } = await real.apply(WebAssembly, given);
    const exports = { ...instance.exports };
    if (exports[once]) exports[once] = trap;
    if (exports.seal) exports.seal = (...args) => (globalThis.traps-- > 0 ? trap() : instance.exports.seal(...args));
    return { module, instance: { exports } };
  };
};

/** A child's form in a browser of its own where `trapping(once)` is at work, up to the page with words. */
async function typed(t, once) {
  const s = await scene(t, { people: ['child'] });
  const page = await (await s.browser.browser.newContext()).newPage();
  await page.addInitScript(trapping, once);
  const form = await s.open('child', { page });
  const [parts, word] = [await plan('child'), canary()];
  const walked = follow({ answered: ({ page: { id } }) => (id === 'words' ? 'stop' : undefined) });
  if (!once) await walk(form, parts, answers({ words: () => word }), walked);
  return { s, form, parts, word, walked };
}

test('T-33 a trap while a page is sealed: it says so and tries again, and what was typed arrives', async t => {
  const { s, form, word, walked } = await typed(t);
  await form.page.evaluate(() => {
    globalThis.traps = 2;
  });
  await form.button('next').evaluate(e => e.click());
  const said = form.box.locator('.gentle[role=alert]');
  await said.waitFor();
  assert.match(await said.innerText(), /Het bewaren lukt nu niet\. Laat deze pagina open/);
  await said.waitFor({ state: 'detached' });
  assert.ok((await form.page.evaluate(() => globalThis.traps)) < 0, 'it stopped twice, and worked the third time');
  await form.settle();
  while (!form.screen.ended) await form.step();
  walked.passed();
  await form.sent();
  assert.deepEqual(s.noise, []);
  const [session] = sessions(await openAll(s.dir));
  assert.deepEqual(missing(walked.pages, session), []);
  assert.ok(JSON.stringify(session).includes(word));
});

test('T-33 a trap while study and questions are read: it says that nothing was sent', async t => {
  const { s, form } = await typed(t, 'mount');
  assert.match(form.screen.text, /Deze pagina werkt hier niet\. Er is niets verstuurd\./);
  assert.equal(await form.box.locator('input, textarea, .next').count(), 0);
  assert.equal(await form.button('leave').count(), 1);
  assert.deepEqual([s.noise, s.net.puts()], [[], []]);
});

test('T-33 a trap of the form: no word stands anywhere, and what was confirmed before is there', async t => {
  const { s, form, parts, word, walked } = await typed(t);
  // The next element cannot be made.
  await form.page.evaluate(() => {
    const make = Document.prototype.createElement;
    Document.prototype.createElement = () => {
      Document.prototype.createElement = make;
      throw new Error('no element');
    };
  });
  await form.box.locator('.bar button').first().click();
  await form.box.locator('[role=alert].load').waitFor();
  const seen = await everythingIn(form.page);
  assert.match(seen, /Er ging iets mis\. Wat u bevestigde, is bewaard/);
  assert.ok(!seen.includes(word) && !s.noise.join().includes(word));
  // The page with the word was not confirmed; every one before it was.
  const later = await again(s, form, parts);
  await whole(s, parts, walked.pages, later);
});
