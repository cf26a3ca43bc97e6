// What package.json lists is what there is, and what npm would publish; nothing needs anything else.
import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PKG, ROOT, installed, json, ran } from './lib/package.mjs';

const manifest = await json(join(PKG, 'package.json'));

/** Every file below a folder, relative to it. */
async function below(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const full = entries.filter(e => e.isFile()).map(e => join(e.parentPath ?? e.path, e.name));
  return full.map(f => f.slice(dir.length + 1)).sort();
}

test('each entry of the list is there, and each file is in the list', async () => {
  const listed = [];
  for (const entry of manifest.files) {
    const at = await stat(join(PKG, entry)).catch(() => assert.fail(`pkg/${entry} is listed and not there`));
    listed.push(...(at.isDirectory() ? (await below(join(PKG, entry))).map(f => join(entry, f)) : [entry]));
  }
  assert.equal(new Set(listed).size, listed.length, 'nothing is listed twice');
  assert.deepEqual((await below(PKG)).filter(f => f !== 'package.json'), listed.sort());
});

test('npm publishes exactly these', async t => {
  const { files } = await installed(t);
  assert.deepEqual(files, await below(PKG));
});

test('every export leads to a file, and every module below it stays in the package', async () => {
  const targets = Object.values(manifest.exports).flatMap(e => (typeof e === 'string' ? [e] : Object.values(e)));
  for (const target of targets) assert.ok(await stat(join(PKG, target.replace('/*', ''))), target);
  const modules = (await below(PKG)).filter(f => /\.(mjs|d\.c?ts)$/.test(f) || f === 'dist/core.js');
  for (const name of modules) {
    const text = await readFile(join(PKG, name), 'utf8');
    for (const [, from] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom ?['"]([^'"]+)['"]/gm)) {
      if (from === 'node:fs/promises') assert.equal(name, 'node.mjs', `${name} needs Node`);
      else assert.ok(await stat(join(PKG, from)), `${name}: ${from}`);
    }
  }
});

test('it depends on nothing, runs nothing when it is installed, and has the version of the crate', async () => {
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts', 'bin'])
    assert.equal(manifest[field], undefined, field);
  const cargo = await readFile(join(ROOT, 'Cargo.toml'), 'utf8');
  assert.equal(manifest.version, cargo.match(/^version = "(.+)"$/m)[1]);
});

test('structures are the files of the library, byte for byte', async () => {
  const slots = join(ROOT, 'src/instrument/library/published');
  const names = (await readdir(slots)).filter(n => n.endsWith('.json'));
  for (const name of names) {
    const ours = await readFile(join(PKG, 'dist/instruments', name));
    assert.ok(ours.equals(await readFile(join(slots, name))), name);
  }
});

test('no path of the machine is in what is published', async () => {
  for (const name of ['dist/core.js', 'dist/core_bg.wasm']) {
    const text = await readFile(join(PKG, name), 'latin1');
    assert.doesNotMatch(text, /\/(root|home|Users|tmp|work)\//, name);
  }
});

test('a bundler keeps the address of the wasm', async t => {
  const tools = process.env.KINDSTEM_TOOLS ?? join(ROOT, 'target/tools/node_modules');
  const { dir } = await installed(t);
  const line = "import { load, score } from 'kindstem'; export const run = () => load().then(() => score({}, {}));";
  const flags = ['--bundle', '--format=esm', '--platform=browser', '--sourcefile=app.mjs', '--log-level=error'];
  const bundle = ran(join(tools, '.bin/esbuild'), flags, { cwd: dir });
  bundle.child.stdin.end(line);
  const { stdout } = await bundle;
  assert.match(stdout, /new URL\("\.\/dist\/core_bg\.wasm", import\.meta\.url\)/);
  assert.doesNotMatch(stdout, /node:/, 'and nothing of Node');
  const unused = ran(join(tools, '.bin/esbuild'), flags, { cwd: dir });
  unused.child.stdin.end("import 'kindstem';");
  assert.equal((await unused).stdout.trim().replace(/^\/\/.*$/gm, '').trim(), '', 'and what nobody uses is left out');
});
