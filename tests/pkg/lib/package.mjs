// The package under test, where npm would put it, and the vectors that it has to agree with.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** `cargo xtask pkg` fills its `dist/`. */
export const PKG = join(ROOT, 'pkg');
export const ran = promisify(execFile);
export const json = async path => JSON.parse(await readFile(path, 'utf8'));

/** The package as its users import it, loaded. */
export async function loaded() {
  const kindstem = await import('../../../pkg/node.mjs');
  await kindstem.load();
  return kindstem;
}

/** A structure of the library: its text, and what it says. */
export async function library(id) {
  const text = await readFile(join(PKG, 'dist/instruments', `${id}.json`), 'utf8');
  return { text, structure: JSON.parse(text) };
}

/** Every case of `tests/vectors/`, with the structure that it is about. */
export async function vectors() {
  const out = [];
  for (const folder of ['tests/vectors', 'tests/vectors/rules']) {
    for (const name of (await readdir(join(ROOT, folder))).filter(n => n.endsWith('.json')).sort()) {
      const file = await json(join(ROOT, folder, name));
      const own = file.structure && { text: JSON.stringify(file.structure), structure: file.structure };
      const of = own ?? (await library(file.instrument));
      out.push(...file.cases.map(c => ({ at: `${folder}/${name}, ${c.name}`, own: Boolean(own), ...of, ...c })));
    }
  }
  return out;
}

/** The form of RFC 8785, written apart from the code under test. */
const canonical = value => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
};

/** The text that scoring a case has to give. */
export const expected = c =>
  canonical({ instrument: c.structure.id, version: c.structure.version, scores: c.scores });

/** A folder of a test's own, gone when the test ends. */
export async function folder(t) {
  const dir = await mkdtemp(join(tmpdir(), 'kindstem-pkg-'));
  t.after(() => rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return dir;
}

/** A project that has installed what npm would publish; gives its folder and the files of the package. */
export async function installed(t) {
  const dir = await folder(t);
  const packed = await ran('npm', ['pack', PKG, '--json', '--ignore-scripts', '--pack-destination', dir]);
  const [{ filename, files }] = JSON.parse(packed.stdout);
  const home = join(dir, 'node_modules/kindstem');
  await mkdir(home, { recursive: true });
  await ran('tar', ['-xzf', join(dir, filename), '--strip-components=1', '-C', home]);
  await writeFile(join(dir, 'package.json'), '{"private":true,"type":"module"}');
  return { dir, home, files: files.map(f => f.path).sort() };
}

/** Runs a script of a few lines in a process of its own, and gives what it printed as JSON. */
export async function script(text, cwd = ROOT) {
  const { stdout } = await ran(process.execPath, ['--input-type=module', '--eval', text], { cwd });
  return JSON.parse(stdout);
}
