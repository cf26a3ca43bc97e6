// In a browser, under a strict policy: the package loads from a server, scores, and says what goes wrong.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { freshPage, launch } from '../browser/lib/browser.mjs';
import { PKG, expected, vectors } from './lib/package.mjs';

const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** A server of the package's files and of one empty page. */
async function serve(t) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    const page = path === '/' && '<!doctype html><title>Host</title>';
    const body = page || (await readFile(join(PKG, path)).catch(() => null));
    const type = TYPES[extname(path)] ?? 'text/html';
    response.writeHead(body === null ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(body ?? '');
  });
  await new Promise(ok => server.listen(0, '127.0.0.1', ok));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test('a page scores as Node does, and leaves no trace', { timeout: 120_000 }, async t => {
  const origin = await serve(t);
  const page = await freshPage(await launch(t));
  const noise = [];
  page.on('console', m => noise.push(m.text()));
  page.on('pageerror', e => noise.push(e.message));
  await page.goto(`${origin}/`);
  const all = await vectors();
  const cases = all.map(({ text, answers, period }) => [text, JSON.stringify(answers), period && { period }]);
  const ran = await page.evaluate(async cases => {
    const before = Object.getOwnPropertyNames(globalThis).join();
    const k = await import('/index.mjs');
    let early;
    try {
      k.score({}, {});
    } catch (e) {
      early = e.message;
    }
    const missing = await k.load('/nowhere.wasm').catch(e => [e.code, e.message]);
    await k.load();
    let odd;
    try {
      k.scoreText(cases[0][0], '{"nobody":1}');
    } catch (e) {
      odd = [e instanceof Error, e.name, e.code, e.findings[0].path];
    }
    const after = Object.getOwnPropertyNames(globalThis).join();
    return { early, missing, odd, same: before === after, scored: cases.map(c => k.scoreText(...c)) };
  }, cases);
  assert.match(ran.early, /before it was loaded/);
  assert.equal(ran.missing[0], 'load_failed');
  assert.match(ran.missing[1], /\/nowhere\.wasm answered 404/);
  assert.deepEqual(ran.odd, [true, 'KindstemError', 'unknown_item', '$.nobody']);
  assert.ok(ran.same, 'no global is new');
  assert.deepEqual(ran.scored, all.map(expected));
  // The browser itself says that a file was not found.
  assert.deepEqual(noise.filter(n => !n.includes('404')), []);
});
