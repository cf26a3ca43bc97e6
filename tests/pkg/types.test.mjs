// The types are those of the exports, of the JSON Schemas and of every file of the library.
import assert from 'node:assert/strict';
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PKG, ROOT, installed, json, loaded, ran } from './lib/package.mjs';

const TOOLS = process.env.KINDSTEM_TOOLS ?? join(ROOT, 'target/tools/node_modules');
const OWN = join(ROOT, 'src/instrument/library/own');
const declarations = name => readFile(join(PKG, name), 'utf8');

const NODE = { module: 'nodenext' };
const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' };

/** What the compiler says against the files of a project; nothing for good ones. */
async function complaints(dir, files, options = NODE) {
  const strict = { noEmit: true, strict: true, exactOptionalPropertyTypes: true };
  const compilerOptions = { ...strict, target: 'es2022', lib: ['es2022'], types: [], ...options };
  await writeFile(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  return ran(process.execPath, [join(TOOLS, 'typescript/bin/tsc'), '--project', dir]).then(
    () => '',
    e => e.stdout + e.stderr,
  );
}

test('a user compiles, in Node and behind a bundler, with the types of a browser and without', async t => {
  const { dir } = await installed(t);
  await copyFile(join(ROOT, 'tests/pkg/types/usage.ts'), join(dir, 'usage.ts'));
  for (const options of [NODE, BUNDLER, { ...BUNDLER, lib: ['es2022', 'dom'] }])
    assert.equal(await complaints(dir, ['usage.ts'], options), '', JSON.stringify(options));
});

test('every file of the library is of its type', async t => {
  const { dir, home } = await installed(t);
  const made = [];
  const hold = async (name, type, file) => {
    const head = `import type { ${type} } from 'kindstem';\nexport const file: ${type} = `;
    const text = head + JSON.stringify(await json(file));
    made.push(`${name}.ts`);
    await writeFile(join(dir, `${name}.ts`), text);
  };
  const structures = join(home, 'dist/instruments');
  for (const name of await readdir(structures)) await hold(name, 'Structure', join(structures, name));
  for (const id of await readdir(OWN))
    for (const pack of (await readdir(join(OWN, id))).filter(n => n !== 'structure.json'))
      await hold(`${id}-${pack}`, 'Wording', join(OWN, id, pack));
  assert.ok(made.length > 100, `${made.length} files only`);
  assert.equal(await complaints(dir, made), '');
  // The measure itself: a file with another shape is seen.
  const bad = "import type { Score } from 'kindstem';\nexport const s: Score = { id: 'a', rule: 'summ' };";
  await writeFile(join(dir, 'bad.ts'), bad);
  assert.match(await complaints(dir, ['bad.ts']), /bad\.ts.*"summ"/s);
});

/** Name of each interface → its fields, with `?` behind those that may be absent. */
function interfaces(text) {
  const found = text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms);
  const fields = body => [...body.matchAll(/^ {2}(\w+\??): /gm)].map(f => f[1]).sort();
  return Object.fromEntries([...found].map(([, name, body]) => [name, fields(body)]));
}

test('every interface has the fields of its schema, and needs those that it needs', async () => {
  // structure.d.ts is made from the schemas, and `cargo test --test schema` holds it to them.
  const sources = [['study', 'study.d.ts', 'Study']];
  const made = interfaces(await declarations('structure.d.ts'));
  const own = interfaces(await declarations('study.d.ts'));
  const typed = { ...made, ...own };
  const held = new Set();
  for (const [name, file, root] of sources) {
    const schema = await json(join(ROOT, 'schema', `${name}.schema.json`));
    const objects = Object.entries({ ...schema.$defs, [root]: schema }).filter(([, s]) => s.properties);
    for (const [of, { properties, required = [] }] of objects) {
      held.add(of);
      const fields = Object.keys(properties).map(f => (required.includes(f) ? f : `${f}?`));
      assert.deepEqual(typed[of], fields.sort(), `${of}: pkg/${file} is not as schema/${name}.schema.json`);
    }
  }
  assert.deepEqual(Object.keys(own).filter(t => !held.has(t)), [], 'a type that no schema has');
});

test('every name of an enumeration is in the types', async () => {
  const texts = (await declarations('structure.d.ts')) + (await declarations('study.d.ts'));
  for (const name of ['instrument', 'study']) {
    const { $defs } = await json(join(ROOT, 'schema', `${name}.schema.json`));
    for (const [of, s] of Object.entries($defs))
      for (const value of s.enum ?? (s.oneOf ?? []).filter(o => !o.properties).flatMap(o => o.enum ?? [o.const]))
        assert.ok(texts.includes(`'${value}'`), `${of}: '${value}' of schema/${name}.schema.json is in no type`);
  }
});

test('the functions that are declared are those that are there', async () => {
  const declared = [...(await declarations('index.d.ts')).matchAll(/^export function (\w+)/gm)].map(f => f[1]);
  assert.deepEqual(declared.sort(), Object.keys(await loaded()).sort());
});
