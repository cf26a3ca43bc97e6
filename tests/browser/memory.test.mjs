// T-16: what was typed is not in the memory of the wasm any more once the form was left or taken off the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPage } from './lib/browser.mjs';
import { scene } from './lib/scene.mjs';
import { typing } from './lib/typing.mjs';

/** Keeps hold of the memory of every wasm that the page starts. */
const hold = () => {
  globalThis.held = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const out = await real.apply(WebAssembly, args);
      globalThis.held.push((out.instance ?? out).exports.memory);
      return out;
    };
  }
};

/** In how many places of these memories a word stands. */
const places = (page, word) =>
  page.evaluate(w => {
    const bytes = [...new TextEncoder().encode(w)];
    let found = 0;
    for (const { buffer } of globalThis.held) {
      const all = new Uint8Array(buffer);
      for (let at = all.indexOf(bytes[0]); at >= 0; at = all.indexOf(bytes[0], at + 1)) {
        if (bytes.every((b, n) => all[at + n] === b)) found += 1;
      }
    }
    return { memories: globalThis.held.length, found };
  }, word);

for (const [how, leave] of Object.entries({
  'it was confirmed': form => form.next(),
  'nobody was there for fifteen minutes': async form => {
    await form.page.clock.fastForward('03:01');
    assert.match((await form.settle()).text, /Even weg/);
    await form.page.clock.fastForward('12:01');
    assert.match((await form.settle()).h1, /Je was even weg/);
  },
  'the element is taken off': form => form.page.evaluate(() => document.querySelector('kindstem-form').remove()),
})) {
  test(`T-16 no typed word in wasm memory once ${how}`, async t => {
    const s = { t, ...(await scene(t, { family: false })) };
    const page = await freshPage(s.browser);
    await page.addInitScript(hold);
    if (how.includes('minutes')) await page.clock.install();
    const { form, word } = await typing(s, page);
    assert.ok((await places(page, word)).found > 0, 'the search sees what is typed');
    await leave(form);
    await page.waitForTimeout(500);
    const { memories, found } = await places(page, word);
    assert.equal(memories, 2, 'both doors were open');
    assert.equal(found, 0);
  });
}
