// T-10 and T-11: Snel weg. The page is empty at once, and Back and Forward bring nothing back.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { canary } from '../lib/scan.mjs';
import { everythingOn, isAt, typing } from './stage.mjs';

/** Runs in the page: presses Snel weg, and says what is there before the click is over and one frame later. */
const leave = () =>
  new Promise(ok => {
    const seen = () => [document.body.innerText, document.body.querySelectorAll('*').length];
    document.querySelector('kindstem-form').shadowRoot.querySelector('.leave').click();
    const atOnce = seen();
    requestAnimationFrame(() => ok({ atOnce, later: seen(), title: document.title }));
  });

/** Tells it in a new tab; `urls`: the careless page, links of two young people, and the way out. Gives rows. */
export async function leaving(browser, { careless, young, easy, exit }) {
  const page = await browser.open();
  const go = async (way, ...to) => {
    await page[way]();
    return isAt(page, ...to);
  };

  // The measure: what a page that does not care brings back.
  await page.goto(careless);
  const measure = canary();
  await page.locator('#area').focus();
  await page.keyboard.type(measure);
  await page.goto(exit);
  await go('back', careless);
  assert.ok((await everythingOn(page)).includes(measure), 'the careless page comes back with its word');

  const { word } = await typing(page, young, 'young');
  const length = await page.evaluate(() => history.length);
  assert.deepEqual(await page.evaluate(leave), { atOnce: ['', 0], later: ['', 0], title: '…' });
  await isAt(page, exit);
  assert.equal(await page.evaluate(() => history.length), length, 'the form’s own entry was replaced');
  assert.ok((await page.requests()).some(r => r.url === exit), 'a request to somewhere else is seen');
  for (const [way, to] of [
    ['back', careless],
    ['forward', exit],
    ['back', careless],
  ]) {
    await go(way, to);
    await sleep(500);
    assert.ok(!(await everythingOn(page)).includes(word), `${way}: the word is there again`);
  }

  // Another address in place of Snel weg. A form kept in memory leaves at once; one that is loaded anew begins again.
  const other = await typing(page, easy, 'easy');
  const own = await page.evaluate(() => location.href);
  await page.goto(careless);
  await page.back();
  await isAt(page, exit, own);
  await sleep(1_500);
  const at = await isAt(page, exit, own);
  const seen = await everythingOn(page);
  assert.ok(!seen.includes(other.word), 'another address, then Back: the word is there again');
  assert.ok(at === exit || seen.includes('Welkom terug'), seen.slice(0, 300));
  return [
    ['T-11 Snel weg', 'the page is empty before the click is over, and one frame later'],
    ['T-10 then Back, Forward, Back', 'the word that was typed is on no page; the careless page’s word comes back'],
    [
      'T-10 another address, then Back',
      `the word that was typed is on no page; the form ${at === exit ? 'leaves at once' : 'is loaded anew'}`,
    ],
  ];
}
