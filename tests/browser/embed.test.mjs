// The element in somebody's page: it changes nothing there, and a child's form does not run in a stranger's frame.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { freshPage } from './lib/browser.mjs';
import { SITE } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { scene } from './lib/scene.mjs';
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
