// The element in somebody's page: it changes nothing there, and a child's form does not run in a stranger's frame.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage } from './lib/browser.mjs';
import { SITE } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { held } from './lib/storage.mjs';
import { walk } from './lib/walk.mjs';
import { wire } from './lib/wire.mjs';

const KINDS = [
  'html',
  'body',
  'h1',
  'h2',
  'p',
  'a',
  'ul',
  'li',
  'table',
  'td',
  'img',
  'button',
  'input[type=text]',
  'input[type=radio]',
  'label',
  'fieldset',
  'legend',
];

/** A page of its own making; the form stands where it cannot push anything aside. */
const host = inside => `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Host</title>
<style>html { overflow: hidden } .aside { position: absolute; top: 3000px; width: 400px }</style>
<body><h1>h</h1><h2>h</h2><p>p <a href="#x">a</a></p><ul><li>li</li></ul><table><tr><td>td</td></tr></table>
<img alt="" width="9" height="9"><button>b</button><input type="text"><input type="radio"><label>l</label>
<fieldset><legend>l</legend></fieldset><div class="aside">${inside}</div></body></html>`;

/** Every property of one element of each kind, outside the form. */
const computed = page =>
  page.evaluate(
    kinds =>
      kinds.map(kind => {
        const style = getComputedStyle(document.querySelector(kind));
        return Object.fromEntries([...style].map(name => [name, style.getPropertyValue(name)]));
      }),
    KINDS,
  );

const changed = (a, b) => KINDS.filter((_, n) => JSON.stringify(a[n]) !== JSON.stringify(b[n]));

test('style leak 0 of 17: a page with the form computes the same styles as without', async t => {
  const s = await scene(t);
  const integrity = (await readFile(join(SITE, 'index.html'), 'utf8')).match(/page\.json" integrity="([^"]+)"/)[1];
  const form = `<kindstem-form study="page.json" integrity="${integrity}" invite="${s.links.parent.slice(1)}" lang="nl">`;
  s.net.own['/without'] = { body: host('') };
  s.net.own['/with'] = { body: host(`${form}</kindstem-form><script type="module" src="element.js"></script>`) };
  const page = await freshPage(s.browser);
  await page.goto(`${s.net.origin}/without`);
  const without = await computed(page);
  assert.ok(Object.keys(without[0]).length > 300);
  // The measure itself: one careless rule is seen.
  await page.addStyleTag({ content: 'p { color: #123456 }' });
  assert.deepEqual(changed(without, await computed(page)), ['p']);

  await page.goto(`${s.net.origin}/with`);
  await new Form(page, new Quick(page)).settle();
  assert.deepEqual(changed(without, await computed(page)), []);
  assert.equal(await page.title(), 'Host');
  const grown = await page.evaluate(() => ({
    globals: document.adoptedStyleSheets.length,
    body: [...document.body.children].map(e => e.localName),
    classes: document.documentElement.className + document.body.className,
  }));
  assert.equal(grown.globals, 0);
  assert.equal(grown.classes, '');
  assert.equal(grown.body.at(-1), 'div', 'nothing is added to the body');
});

test('a child in a stranger’s frame: the browser shows nothing, and where it would, the form refuses', async t => {
  const s = await scene(t);
  const stranger = await wire(t, s.net.origin);
  const frame = `<iframe src="${s.net.origin}/${s.links.child}" width="380" height="700"></iframe>`;
  stranger.own['/frame'] = { body: `<!doctype html>${frame}` };
  const page = await freshPage(s.browser);
  await page.goto(`${stranger.origin}/frame`);
  await page.waitForTimeout(1000);
  assert.ok(!page.frames().some(f => f.url().startsWith(s.net.origin)), 'frame-ancestors of the server');

  // A host that leaves the header out: the form asks nothing all the same, nor in a frame of its own origin.
  s.net.bare = true;
  s.net.own['/frame'] = stranger.own['/frame'];
  for (const host of [stranger, s.net]) {
    await page.goto(`${host.origin}/frame`);
    const refused = page.frameLocator('iframe').locator('kindstem-form');
    await refused.locator('h1').waitFor();
    assert.match(await refused.locator('.app').innerText(), /Deze vragen horen op een eigen pagina/);
    assert.equal(await refused.locator('input, textarea, .next').count(), 0);
  }
  assert.equal(s.net.puts().length, 0);
});

test('T-19 who opens a child’s page gets no hold of it, nor the page of who opened it', async t => {
  const s = await scene(t, { people: ['child'] });
  const stranger = await wire(t, s.net.origin);
  const opener = `<!doctype html><button onclick="w = window.open('${s.net.origin}/${s.links.child}')">open</button>`;
  s.net.own['/opener'] = stranger.own['/opener'] = { body: opener };
  for (const host of [stranger, s.net]) {
    const page = await freshPage(s.browser);
    await page.goto(`${host.origin}/opener`);
    const [opened] = await Promise.all([page.waitForEvent('popup'), page.locator('button').click()]);
    await opened.locator('kindstem-form h1').waitFor();
    assert.equal(await opened.evaluate(() => window.opener), null);
    assert.equal(await page.evaluate(() => w.closed), true, 'as if it were gone');
    await page.context().close();
  }
});

/** A page that posts envelopes itself: it collects what it is told. `acknowledge` is that of the element. */
const collecting = `<script>
  told = [];
  hex = bytes => [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('');
  for (const name of ['sealed', 'discarded']) document.addEventListener(name, async ({ detail }) => {
    const one = { name, eid: detail.eid, slot: detail.slot, kset: detail.kset, secret: detail.secret };
    const sha256 = detail.ciphertext && hex(await crypto.subtle.digest('SHA-256', detail.ciphertext));
    told.push({ ...one, answer: sha256 ?? 'gone ' + detail.eid });
  });
  acknowledge = (...args) => document.querySelector('kindstem-form').acknowledge(...args);
</script>`;

/** The same, and it says that something is gone as soon as it hears of it, in the middle of what the form does. */
const deleting = `<script>
  answered = [];
  document.addEventListener('discarded', e => answered.push(acknowledge(e.detail.eid, 'gone ' + e.detail.eid)));
</script>`;

const told = page => page.evaluate(() => window.told);
const eids = list => [...new Set(list.map(one => one.eid))].sort();

/** A study without an intake, in a host page of its own; `open()` opens the link there, in the same browser each time. */
async function withoutIntake(t, person) {
  const s = await scene(t, { people: [person], study: study => delete study.intake });
  const integrity = (await readFile(join(s.site, 'index.html'), 'utf8')).match(/page\.json" integrity="([^"]+)"/)[1];
  const element = `<kindstem-form study="page.json" integrity="${integrity}" invite="${s.links[person].slice(1)}" lang="nl">`;
  const script = '<script type="module" src="element.js"></script>';
  const page = more => ({ body: `<!doctype html><html lang="nl">${collecting}${more}${element}</kindstem-form>${script}` });
  [s.net.own['/host'], s.net.own['/deleting']] = [page(''), page(deleting)];
  const context = (await freshPage(s.browser)).context();
  const open = async (path = 'host') => {
    const page = await context.newPage();
    const form = new Form(page, new Quick(page));
    await form.open(`${s.net.origin}/${path}`);
    return form;
  };
  return { s, open };
}

/** Every way in which a host page can say that it has an envelope, and has not said it right. */
const wrong = ({ eid, answer }, other) => [
  [eid, other.answer],
  [other.eid, answer],
  [eid, answer.toUpperCase()],
  [eid.toUpperCase(), answer],
  [eid, `${answer}\n`],
  [eid, ` ${answer}`],
  [eid, answer.slice(1)],
  [eid, ''],
  ['', answer],
  ['f'.repeat(32), answer],
  [eid, `gone ${eid}`],
  [eid],
  [],
  [null, null],
  [eid, null],
  [[eid], [answer]],
  [{}, answer],
  [1, 2],
];

test('without an intake an envelope stays, counted and told again, until the host page acknowledges its bytes', async t => {
  const { s, open } = await withoutIntake(t, 'child');
  const parts = await plan('child');
  const first = await open();
  const early = async ({ page: { id } }) => {
    if (id === 'taking_part') assert.deepEqual(await told(first.page), [], 'nothing before taking part');
    return id === 'angry' ? 'stop' : undefined;
  };
  await walk(first, parts, answers(), { at: early });
  await first.overlay(1);
  await first.hand.press(first.box.locator('.escape').first());
  await first.settle();
  await first.next();
  assert.match(first.screen.text, /Nog niet alles is verstuurd/);
  const { log } = await held(first.page);
  assert.ok(log.length > 15);
  await first.page.waitForFunction(n => new Set(window.told.map(x => x.eid)).size >= n, log.length);
  const all = await told(first.page);
  assert.deepEqual(all.map(one => one.eid).sort(), [...log].sort(), 'each once');

  const said = await first.page.evaluate(cases => Promise.all(cases.map(c => acknowledge(...c))), wrong(all[0], all[1]));
  assert.deepEqual(said.filter(x => x !== false), []);
  const odd = await first.page.evaluate(async ({ eid, answer }) => {
    const objects = [new String(eid), { toString: () => eid }, Symbol('x'), 1n];
    return Promise.all([...objects.map(o => acknowledge(o, answer)), ...objects.map(o => acknowledge(eid, o))]);
  }, all[0]);
  assert.deepEqual(odd.filter(x => x !== false), []);
  assert.deepEqual((await held(first.page)).log, log, 'none of that took anything off the device');

  const twice = await first.page.evaluate(({ eid, answer }) => Promise.all([acknowledge(eid, answer), acknowledge(eid, answer)]), all[0]);
  assert.deepEqual(twice, [true, false]);
  assert.equal(await first.page.evaluate(({ eid, answer }) => acknowledge(eid, answer), all[0]), false, 'once is enough');
  assert.deepEqual((await held(first.page)).log, log.filter(eid => eid !== all[0].eid));

  // Online again: told again.
  await first.page.evaluate(() => {
    window.told = [];
    dispatchEvent(new Event('online'));
  });
  await first.page.waitForFunction(n => new Set(window.told.map(x => x.eid)).size >= n, log.length - 1);
  assert.deepEqual(eids(await told(first.page)), eids(all.slice(1)));
  await first.page.close();

  // The next visit tells them too, once the link goes on; a host that acknowledges at once is heard.
  const second = await open();
  assert.equal(second.screen.h1, 'Welkom terug');
  await second.page.waitForFunction(n => new Set(window.told.map(x => x.eid)).size >= n, log.length - 1);
  const again = await told(second.page);
  assert.ok(eids(all.slice(1)).every(eid => eids(again).includes(eid)));
  await second.page.evaluate(async () => {
    for (const { eid, answer } of window.told) await acknowledge(eid, answer);
  });
  assert.deepEqual((await held(second.page)).log, []);
  assert.equal(s.net.log.filter(r => r.url.includes('/v1/')).length, 0, 'the page itself sends nothing');
  assert.deepEqual(s.noise, []);
});

test('without an intake the ending counts what is not acknowledged, and a host that acknowledges in the middle of an event is heard', async t => {
  const { open } = await withoutIntake(t, 'child');
  const form = await open();
  // In the middle of what the form does: in handlers of its own events.
  await form.page.evaluate(() => {
    window.said = [];
    const store = () => window.told.splice(0).forEach(({ eid, answer }) => window.said.push(acknowledge(eid, answer)));
    for (const name of ['progress', 'finished']) document.addEventListener(name, store);
    window.store = store;
  });
  await walk(form, await plan('child'), answers());
  assert.ok(form.screen.ended);
  assert.ok((await form.page.evaluate(() => window.said.length)) > 50);
  assert.match(form.screen.text, /Nog niet alles is verstuurd/, 'what was sealed last is not acknowledged yet');
  await form.page.evaluate(() => window.store());
  await form.sent();
  const said = await form.page.evaluate(() => Promise.all(window.said));
  assert.deepEqual(said.filter(x => x !== true), []);
  const { log, gone, links } = await held(form.page);
  assert.deepEqual({ log, gone, links }, { log: [], gone: [], links: 1 });
});

test('without an intake the host page is told what was thrown away, until it says that it is gone', async t => {
  const { open } = await withoutIntake(t, 'child');
  const first = await open();
  await walk(first, await plan('child'), answers(), { at: ({ page: { id } }) => (id === 'angry' ? 'stop' : undefined) });
  const before = await told(first.page);
  assert.ok(before.every(one => one.name === 'sealed' && one.secret === undefined), 'no right to delete before it is asked');
  await first.overlay(1);
  await first.hand.press(first.box.locator('.escape').first());
  await first.settle();
  await first.hand.press(first.box.locator('.escape').first());
  assert.equal((await first.settle()).h1, 'Antwoorden weggooien?');
  await first.next();
  const { gone } = await held(first.page);
  assert.ok(gone.length > 10);
  const discarded = (await told(first.page)).filter(one => one.name === 'discarded');
  assert.deepEqual(eids(discarded), [...gone].sort());
  for (const { eid, secret } of discarded)
    assert.equal(createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex').slice(0, 32), eid, 'its secret');
  const bytes = before.find(one => one.eid === discarded[0].eid);
  const cases = [[bytes.eid, bytes.answer], [discarded[0].eid, discarded[1].answer], [discarded[0].eid, 'gone']];
  assert.deepEqual(await first.page.evaluate(c => Promise.all(c.map(one => acknowledge(...one))), cases), [false, false, false]);
  assert.deepEqual((await held(first.page)).gone, gone);
  await first.page.close();
  const second = await open('deleting');
  await second.page.waitForFunction(n => window.answered.length >= n, gone.length);
  const said = await second.page.evaluate(() => Promise.all(window.answered));
  assert.deepEqual(said, gone.map(() => true));
  assert.deepEqual((await held(second.page)).gone, []);
  await second.step();
  assert.ok(second.screen.h1, 'the form goes on');
});

test('acknowledge before the form is there, after it was left, and where there is an intake: false, and nothing happens', async t => {
  const s = await scene(t, { people: ['child'] });
  const integrity = (await readFile(join(SITE, 'index.html'), 'utf8')).match(/page\.json" integrity="([^"]+)"/)[1];
  const element = `<kindstem-form study="page.json" integrity="${integrity}" invite="${s.links.child.slice(1)}" lang="nl">`;
  const early = `<script type="module">import './element.js'; window.early = await acknowledge('${'a'.repeat(32)}', '${'b'.repeat(64)}')</script>`;
  s.net.own['/host'] = { body: `<!doctype html><html lang="nl">${collecting}${element}</kindstem-form>${early}` };
  s.net.fault = ask => (ask.method === 'PUT' ? 'refused' : undefined);
  const page = await freshPage(s.browser);
  const form = new Form(page, new Quick(page));
  await form.open(`${s.net.origin}/host`);
  assert.equal(await page.evaluate(() => window.early), false);
  await walk(form, await plan('child'), answers(), { at: ({ page: { id } }) => (id === 'calm' ? 'stop' : undefined) });
  const { log } = await held(page);
  assert.ok(log.length > 5);
  const said = await page.evaluate(() => Promise.all(window.told.map(({ eid, answer }) => acknowledge(eid, answer))));
  assert.deepEqual(said.filter(x => x !== false), [], 'only the intake can say what it has');
  assert.deepEqual((await held(page)).log, log);
  const left = await page.evaluate(async () => {
    const element = document.querySelector('kindstem-form');
    element.remove();
    return element.acknowledge(window.told[0].eid, window.told[0].answer);
  });
  assert.equal(left, false);
});

/** Runs in the page: a thousand messages of every kind, also such as the form could take for its own. */
const flood = async seed => {
  let state = seed;
  const random = n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % n;
  };
  const words = ['leave', 'forget', 'Next', 'sealed', 'finished', 'answer', 'study', 'invite', 'eid', '__proto__', 'constructor'];
  const word = () => words[random(words.length)];
  const kinds = [
    () => word(),
    () => random(1e9),
    () => null,
    () => ({ [word()]: word(), type: word(), detail: { code: random(99) } }),
    () => JSON.stringify({ type: word(), value: random(99) }),
    () => Array.from({ length: random(9) }, word),
    () => new Uint8Array(random(99)),
    () => new Map([[word(), new Date(random(1e9))]]),
    () => `<img src=x onerror="heard('${word()}')">`,
  ];
  for (let n = 0; n < 1000; n++) {
    const message = kinds[random(kinds.length)]();
    if (n % 3) window.postMessage(message, '*');
    else window.dispatchEvent(new MessageEvent('message', { data: message, origin: 'https://e.example' }));
  }
  // Behind all of them.
  await new Promise(ok => setTimeout(ok, 300));
};

test('T-19 a thousand messages change nothing, because nobody listens', async t => {
  const s = await scene(t, { people: ['child'] });
  const form = await s.open('child');
  // The progress is shown once the other instruments have come; nothing changes by itself after that.
  await form.box.evaluate(async e => {
    while (!e.shadowRoot.querySelector('.stones .row')) await new Promise(ok => setTimeout(ok, 50));
  });
  const shown = () => form.box.evaluate(e => e.shadowRoot.innerHTML + document.documentElement.outerHTML + location.href);
  const before = [await shown(), s.net.log.length];
  await form.page.evaluate(flood, 19);
  assert.deepEqual([await shown(), s.net.log.length], before);
  assert.deepEqual(s.noise, []);
  const cdp = await form.page.context().newCDPSession(form.page);
  const listening = async target => {
    const { result } = await cdp.send('Runtime.evaluate', { expression: target });
    const { listeners } = await cdp.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    return listeners.map(l => l.type);
  };
  const found = await listening('window');
  assert.ok(found.includes('keyup'), 'the search sees what listens');
  for (const target of ['window', 'document', 'document.querySelector("kindstem-form")'])
    assert.ok(!(await listening(target)).some(type => /message/.test(type)), target);
  // Still the same form: the page goes on.
  await form.next();
  assert.ok(form.screen.warned || form.screen.h1);
});
