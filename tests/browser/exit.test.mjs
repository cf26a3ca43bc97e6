// T-10, T-11: Snel weg. One frame later nothing is there, nothing comes back, and it works when nothing else does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from './lib/browser.mjs';
import { canary } from './lib/scan.mjs';
import { everythingIn, inPage, isAt } from './lib/look.mjs';
import { scene } from './lib/scene.mjs';
import { typing } from './lib/typing.mjs';

const go = (page, way) =>
  inPage(
    page,
    // Behind the answer to this call, which a page that is gone would not give.
    w => {
      setTimeout(() => history[w]());
    },
    way,
  );

test('T-11 one frame later the page is empty, and the request that leaves says nothing', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  const { form, word } = await typing(s);
  const after = await form.page.evaluate(
    () =>
      new Promise(ok => {
        document.querySelector('kindstem-form').shadowRoot.querySelector('.leave').click();
        // Before the click is over, so before anything else can be drawn: faster than any clock.
        const atOnce = document.body.innerText === '' && !document.querySelector('kindstem-form');
        requestAnimationFrame(() =>
          ok({
            atOnce,
            body: document.body.innerText,
            elements: document.body.querySelectorAll('*').length,
            title: document.title,
            forms: document.querySelectorAll('kindstem-form').length,
          }),
        );
      }),
  );
  assert.deepEqual(after, { atOnce: true, body: '', elements: 0, title: '…', forms: 0 });
  await isAt(form.page, s.exit);
  assert.equal(s.asked.length, 1);
  for (const told of ['referer', 'cookie', s.net.origin, word.toLowerCase()])
    assert.ok(!s.asked[0].includes(told), told);
  assert.deepEqual(s.noise, []);
});

test('T-10 Back, Forward and a restored session bring nothing back', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  s.net.own['/before'] = { body: '<!doctype html><title>before</title><textarea></textarea>' };
  const before = `${s.net.origin}/before`;
  const onDisk = async () => s.browser.browser.contexts()[0].newPage();

  await t.test('the measure: a careless page comes back with its words', async () => {
    const page = await onDisk();
    await page.goto(before);
    const word = canary();
    await page.locator('textarea').fill(word);
    await page.goto(s.exit);
    await go(page, 'back');
    await isAt(page, before);
    assert.ok((await everythingIn(page)).includes(word));
    await page.close();
  });
  await t.test('after Snel weg', async () => {
    const page = await onDisk();
    await page.goto(before);
    const { form, word } = await typing(s, page);
    const length = await page.evaluate(() => history.length);
    await form.button('leave').click();
    await isAt(page, s.exit);
    assert.equal(await inPage(page, () => history.length), length, 'the form’s own entry was replaced');
    for (const [way, to] of [
      ['back', before],
      ['forward', s.exit],
    ]) {
      await go(page, way);
      await isAt(page, to);
      assert.ok(!(await everythingIn(page)).includes(word), way);
    }
    await page.close();
  });
  await t.test('after another address, and Back', async () => {
    const page = await onDisk();
    const { form, word } = await typing(s, page);
    const own = form.page.url();
    await page.goto(before);
    await go(page, 'back');
    // Kept in memory it leaves at once; loaded anew it says that it was here before. Neither shows a word.
    await isAt(page, s.exit, own);
    await sleep(1_500);
    const seen = await everythingIn(page);
    assert.ok(!seen.includes(word));
    assert.ok(seen.includes('Zon.') || seen.includes('Welkom terug'), seen.slice(0, 300));
    await page.close();
  });
});

test('T-10 a browser that restores its tabs shows no word', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  const page = await s.browser.browser.contexts()[0].newPage();
  const { word } = await typing(s, page);
  await sleep(4_000);
  await s.browser.quit();
  const again = await launch(t, { profile: s.browser.profile, flags: ['--restore-last-session'], start: [] });
  let own;
  for (let tries = 0; !own && tries < 50; tries++) {
    await sleep(200);
    own = again.browser
      .contexts()[0]
      .pages()
      .find(p => p.url().startsWith(s.net.origin));
  }
  assert.ok(own, 'the tab was restored');
  await own.locator('kindstem-form h1').waitFor();
  assert.ok(!(await everythingIn(own)).includes(word));
});

test('Snel weg works while the form is loading', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  s.net.silent.push('/respond_bg.wasm', '/styles/form.css');
  const page = await s.browser.browser.newPage();
  await page.goto(`${s.net.origin}/#x`, { waitUntil: 'commit' });
  await page.locator('kindstem-form .leave').click();
  // Where the study is not read yet, the way out is an empty page.
  await isAt(page, 'about:blank');
});

test('Snel weg works after a panic, which tells nobody what was typed', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  const { form, word } = await typing(s);
  // The next element cannot be made, and what is thrown even holds the words.
  await form.page.evaluate(() => {
    const make = Document.prototype.createElement;
    const words = document.querySelector('kindstem-form').shadowRoot.querySelector('textarea').value;
    Document.prototype.createElement = () => {
      Document.prototype.createElement = make;
      throw new Error(words);
    };
  });
  await form.box.locator('.bar button').first().click();
  await form.box.locator('[role=alert].load').waitFor();
  const seen = await everythingIn(form.page);
  assert.match(seen, /Er ging iets mis\. Wat u bevestigde, is bewaard/);
  assert.ok(!seen.includes(word));
  assert.ok(!s.noise.join().includes(word));
  await form.button('leave').click();
  await isAt(form.page, s.exit);
});
