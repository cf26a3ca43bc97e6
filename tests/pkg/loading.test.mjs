// Loading: once, from wherever the file is; before it a sentence, and on the way no trace outside the package.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PKG, installed, script } from './lib/package.mjs';

const early = `
  const k = await import('kindstem');
  const said = [];
  for (const [name, call] of Object.entries(k).filter(([name]) => !['load', 'isKindstemError'].includes(name)))
    try { call({}, {}); } catch (e) { said.push([name, e instanceof Error, k.isKindstemError(e), e.code, e.message]); }
  console.log(JSON.stringify(said));`;

/** In every way that `load` takes, and wrong ones; each in a process of its own, since loading happens once. */
const ways = {
  nothing: 'await k.load()',
  'a path': 'await k.load(path)',
  'a file URL': 'await k.load(pathToFileURL(path))',
  bytes: 'await k.load(await readFile(path))',
  module: 'await k.load(await WebAssembly.compile(await readFile(path)))',
  'a Response that is on its way': 'await k.load(Promise.resolve(new Response(await readFile(path))))',
  'several at once': 'await Promise.all([k.load(), k.load(), k.load(path)])',
  'again after it failed': `await k.load('nowhere.wasm').catch(() => 0); await k.load()`,
};
const loads = way => `
  import { readFile } from 'node:fs/promises';
  import { pathToFileURL } from 'node:url';
  const path = 'node_modules/kindstem/dist/core_bg.wasm';
  const k = await import('kindstem');
  ${way};
  console.log(JSON.stringify(k.identity(new Uint8Array(0))));`;

const fails = wasm => `
  const k = await import('kindstem');
  const e = await k.load(${wasm}).catch(e => e);
  console.log(JSON.stringify([e instanceof Error, k.isKindstemError(e), e.code, e.message, Boolean(e.cause)]));`;

test('as it is installed', async t => {
  const { dir } = await installed(t);

  await t.test('a call before loading says what to do', async () => {
    const said = await script(early, dir);
    assert.equal(said.length, 7);
    for (const [call, isError, isOurs, code, message] of said) {
      assert.deepEqual([call, isError, isOurs, code], [call, true, true, 'not_loaded']);
      assert.match(message, /before it was loaded.*await load\(\)/);
    }
  });

  await t.test('what README.md shows runs as it stands there', async () => {
    const readme = await readFile(join(PKG, 'README.md'), 'utf8');
    // What listens to the element runs in a page only.
    const inPage = code => code.includes('addEventListener');
    const blocks = [...readme.matchAll(/^```js\n(.*?)^```/gms)].map(b => b[1]).filter(b => !inPage(b));
    const [, shown] = blocks[0].match(/^\/\/ (\{.*\})$/ms);
    const last = /^score\(.*\);$/m;
    assert.equal(blocks.length, 2);
    const scored = await script(
      `${blocks.join('\n').replace(last, line => `const scored = ${line}`)}
      console.log(JSON.stringify([scored, ${shown.replaceAll('//', '')}]));`,
      dir,
    );
    assert.deepEqual(scored[0], scored[1]);
  });

  for (const [name, way] of Object.entries(ways)) {
    await t.test(`loads from ${name}`, async () => {
      assert.match(await script(loads(way), dir), /^e3b0c44298fc1c149afb/);
    });
  }

  await t.test('what cannot be loaded is named', async () => {
    const wrong = ["'nowhere.wasm'", 'new Uint8Array([1, 2, 3])', "new Response('', { status: 404 })"];
    for (const wasm of wrong) {
      const [isError, isOurs, code, message, cause] = await script(fails(wasm), dir);
      assert.deepEqual([isError, isOurs, code, cause], [true, true, 'load_failed', true]);
      assert.match(message, /^core_bg\.wasm cannot be loaded: .+; is the file there/);
    }
  });

  await t.test('importing touches no global, loads nothing, and both entries are one', async () => {
    const traces = await script(
      `
      // Node puts these in place when somebody first asks for them.
      void [TextDecoder, TextEncoder, URL];
      const own = () => Reflect.ownKeys(globalThis).map(key => {
        const d = Object.getOwnPropertyDescriptor(globalThis, key);
        return [String(key), d.value, d.get, d.set];
      });
      globalThis.fetch = () => { throw new Error('fetched'); };
      WebAssembly.instantiate = WebAssembly.compile = () => { throw new Error('compiled'); };
      const before = own();
      const inner = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
      const node = await import('kindstem');
      const browser = await import('./node_modules/kindstem/index.mjs');
      const after = own();
      console.log(JSON.stringify({
        changed: after.filter((own, n) => own.some((x, m) => !Object.is(x, before[n]?.[m]))),
        gone: before.length - after.length,
        prototype: inner === JSON.stringify(Object.getOwnPropertyNames(Object.prototype)),
        one: node.score === browser.score && node.load !== browser.load,
        names: [Object.keys(node), Object.keys(browser)],
      }));`,
      dir,
    );
    assert.deepEqual([traces.changed, traces.gone, traces.prototype, traces.one], [[], 0, true, true]);
    assert.deepEqual(traces.names[0], traces.names[1]);
  });
});
