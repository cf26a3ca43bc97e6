// Where the form cannot keep what is said, cannot seal it or is not what the study pinned, it says so first and asks
// nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage } from './lib/browser.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';

/** Opens the child's link in a browser with something broken; what it says, and that nothing was asked or sent. */
async function refuses(t, { broken, link, before, says }) {
  const s = await scene(t);
  const page = await freshPage(s.browser);
  if (broken) await page.addInitScript(broken);
  await before?.(s, page);
  const form = new Form(page, new Quick(page));
  await form.open(`${s.net.origin}/${link ? link(s.links.child) : s.links.child}`);
  assert.match(form.screen.text, says);
  assert.equal(await form.box.locator('input, textarea, .next, .foot button').count(), 0, 'nothing is asked');
  assert.equal(s.net.puts().length, 0, 'nothing is sent');
  assert.equal(await form.button('leave').count(), 1, 'Snel weg is there');
  await page.waitForTimeout(300);
  assert.match((await form.look()).text, says, 'and stays so');
  return form;
}

const HERE_NOT = /Deze pagina werkt hier niet\. Er is niets verstuurd\./;
const NOT_COMPLETE = /De link is niet compleet/;

test('storage that is denied', t =>
  refuses(t, {
    says: /Deze browser bewaart niets/,
    // As a browser does that keeps no site data: the request comes back with an error.
    broken: () => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function denied() {
        const request = open.call(this, 'denied', 1);
        request.onupgradeneeded = () => request.transaction.abort();
        Object.defineProperty(request, 'onupgradeneeded', { set() {} });
        return request;
      };
    },
  }));
test('storage that throws', t =>
  refuses(t, {
    says: /Deze browser bewaart niets/,
    broken: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    },
  }));
test('storage that opens and keeps nothing', t =>
  refuses(t, {
    says: /Deze browser bewaart niets/,
    broken: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  }));
test('no randomness', t =>
  refuses(t, {
    says: HERE_NOT,
    broken: () => {
      Object.defineProperty(Crypto.prototype, 'getRandomValues', { value: undefined });
    },
  }));
test('randomness that fails', t =>
  refuses(t, {
    says: /Deze browser kan de antwoorden niet op slot doen/,
    broken: () => {
      Crypto.prototype.getRandomValues = () => {
        throw new Error('none');
      };
    },
  }));
test('no WebAssembly', t =>
  refuses(t, {
    says: HERE_NOT,
    broken: () => {
      delete globalThis.WebAssembly;
    },
  }));
test('a link that lost its end', t => refuses(t, { says: NOT_COMPLETE, link: l => l.slice(0, -6) }));
test('a link with one other letter', t =>
  refuses(t, {
    says: NOT_COMPLETE,
    // Somewhere in the slot: the check of the whole must notice.
    link: l => l.slice(0, 12) + (l[12] === 'A' ? 'B' : 'A') + l.slice(13),
  }));
test('no link at all', t => refuses(t, { says: NOT_COMPLETE, link: () => '' }));
test('a study that was changed', t =>
  refuses(t, {
    says: HERE_NOT,
    before: s => {
      s.net.alter['/page.json'] = bytes => Buffer.from(bytes.toString().replace('Onderzoeker 1', 'Onderzoeker 9'));
    },
  }));
test('code that was changed', t =>
  refuses(t, {
    says: HERE_NOT,
    before: s => {
      s.net.alter['/respond.js'] = bytes => Buffer.concat([bytes, Buffer.from('\n//')]);
    },
  }));
/** One byte in the middle is another one. */
const flipped = bytes => {
  const other = Buffer.from(bytes);
  other[other.length >> 1] ^= 1;
  return other;
};
for (const file of ['respond_bg.wasm', 'styles/form.css', 'text/nl.json', 'page.json'])
  test(`T-28 one byte of ${file} that was changed`, t =>
    refuses(t, {
      says: HERE_NOT,
      before: s => {
        s.net.alter[`/${file}`] = flipped;
      },
    }));
test('T-28 a page that pins no study', t =>
  refuses(t, {
    says: HERE_NOT,
    before: s => {
      s.net.alter['/'] = bytes => Buffer.from(bytes.toString().replace(/(page\.json") integrity="[^"]+"/, '$1'));
    },
  }));
test('T-28 a shell that was changed is no form at all', async t => {
  const s = await scene(t, { people: ['child'] });
  s.net.alter['/element.js'] = bytes => Buffer.concat([bytes, Buffer.from(' ')]);
  const page = await freshPage(s.browser);
  await page.goto(`${s.net.origin}/${s.links.child}`);
  await page.waitForTimeout(1000);
  assert.equal(await page.evaluate(() => customElements.get('kindstem-form') === undefined), true);
  assert.equal(await page.evaluate(() => document.querySelector('kindstem-form').shadowRoot), null);
});
test('T-28 code for sealing that was changed: the first page waits, and nothing is lost or sent', async t => {
  const s = await scene(t, { people: ['child'] });
  s.net.alter['/seal_bg.wasm'] = flipped;
  const form = await s.open('child');
  const first = form.screen.h1;
  const [part] = await plan('child');
  const [item] = part.structure.blocks[0].pages[0].items.filter(i => i.kind === 'choice');
  await form.answer(0, part.structure, item, answers()(part, item));
  await form.button('next').evaluate(e => e.click());
  const said = form.box.locator('.gentle[role=alert]');
  await said.waitFor();
  assert.match(await said.innerText(), /Het bewaren lukt nu niet/);
  assert.equal(await form.box.locator('h1').textContent(), first);
  assert.equal(s.net.puts().length, 0);
  // The right file is there again: it goes on by itself.
  s.net.alter = {};
  await said.waitFor({ state: 'detached', timeout: 15_000 });
  assert.notEqual((await form.settle()).h1, first);
});
test('questions that were changed', t =>
  refuses(t, {
    says: /De vragen konden niet goed worden geladen/,
    before: s => {
      s.net.alter = new Proxy(
        {},
        {
          get: (_, path) =>
            path.startsWith('/batteries/')
              ? b => Buffer.from(b.toString().replace('"kind": "choice"', '"kind":  "choice"'))
              : undefined,
        },
      );
    },
  }));
