// The researcher's side: the desk's program, the site that it serves, and what comes out of unsealing.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The page that `cargo xtask` built. */
export const SITE = process.env.KINDSTEM_SITE ?? join(ROOT, 'target/serve');
/** The desk's program. */
export const DESK = process.env.KINDSTEM_DESK ?? join(ROOT, 'target/debug/kindstem');
/** Secret keys of test studies. */
export const key = name => join(ROOT, 'tests/keys', `test-key-${name}.txt`);

/**
 * A mother, a child of 9 and a young person of 14, whose parents live apart: as the demo's family; their worker; and,
 * in another family, a young person of 15 who reads easy words.
 */
export const FAMILY = {
  parent: { roster: 'a1', role: 'parent', set: 'adult', consent: 'own', via: 'interviewer', adults: 'a2:ex_partner' },
  child: { roster: 'k1', role: 'child', set: '8-11', consent: 'under12', via: 'school', adults: 'a1:mother+a2:father' },
  young: {
    roster: 'k2',
    role: 'young',
    set: '12-17',
    consent: 'from12',
    via: 'own phone',
    adults: 'a1:mother+a2:father',
  },
  professional: { roster: '', role: 'professional', set: 'adult', consent: 'own', via: 'e-mail', adults: 'a1:mother+a2:father' },
  easy: {
    family: 'F2',
    roster: 'k1',
    role: 'young',
    set: 'easy',
    consent: 'from12',
    via: 'school',
    adults: 'a1:mother+a2:father',
    children: 'k1:15',
  },
};
const HEAD = 'family_id,person_id,roster,role,set,wave,lang,consent,delivered_via,adults,children,homes';
export const CHILDREN = 'k1:9+k2:14';
export const HOMES = 'h1:a1+h2:a2';
/** The wave that links are for, where nothing else is said. */
export const WAVE = 'T0';

/** Runs the desk's program; a `code` other than those of `fine` is a failure with its own words. */
export function desk(args, fine = [0], env = {}) {
  return new Promise((ok, no) => {
    execFile(DESK, args, { maxBuffer: 1 << 26, env: { ...process.env, ...env } }, (error, out, err) => {
      const code = error ? error.code : 0;
      if (fine.includes(code)) ok({ code, out, err });
      else no(new Error(`kindstem ${args.join(' ')}\nexit ${code}\n${err}${out}`));
    });
  });
}

/** A folder of a test's own, gone when the test ends. */
export async function folder(t) {
  const dir = await mkdtemp(join(tmpdir(), 'kindstem-story-'));
  t.after(() => rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return dir;
}

/** The study that the page shows. */
export const study = async () => JSON.parse(await readFile(join(SITE, 'study.json'), 'utf8'));

/** A file of the study by its hash. */
export const pinned = async sha256 => JSON.parse(await readFile(join(SITE, 'instruments', `${sha256}.json`), 'utf8'));

/** Links for a family that nobody had before, by person; `langs` says who reads what (else Dutch). */
export async function invite(dir, { langs = {}, wave = WAVE, site = SITE, people = Object.keys(FAMILY) } = {}) {
  const row = ([id, p]) =>
    [
      p.family ?? 'F1',
      id,
      p.roster,
      p.role,
      p.set,
      wave,
      langs[id] ?? 'nl',
      p.consent,
      p.via,
      p.adults,
      p.children ?? CHILDREN,
      HOMES,
    ].join(',');
  await writeFile(join(dir, 'families.csv'), [HEAD, ...people.map(id => row([id, FAMILY[id]])), ''].join('\n'));
  const at = name => join(dir, name);
  await desk([
    'study',
    'invite',
    join(site, 'study.json'),
    '--families',
    at('families.csv'),
    '--out',
    at('links.csv'),
    '--register',
    at('register.age'),
  ]);
  const rows = table(await readFile(at('links.csv'), 'utf8'));
  return Object.fromEntries(rows.map(r => [r.person_id, r.link]));
}

/** Contacts are in the order of slots, visits and numbers: what each visit said last. */
const lastOfEachVisit = contacts =>
  contacts.filter((c, n) => contacts[n + 1]?.session !== c.session || contacts[n + 1]?.slot !== c.slot);

/** Opens every envelope, with `env` in the program's environment; `report` is the desk's, records are as written, and of each visit there is the last contact. */
export async function unseal(
  dir,
  { code = 0, keys = ['answers-1', 'contact-1'], site = SITE, env = {}, register = join(dir, 'register.age') } = {},
) {
  const out = join(dir, `open-${Math.random().toString(36).slice(2)}`);
  const identities = keys.flatMap(k => ['--identity', key(k)]);
  // Readers of contacts alone do not open it.
  const links = keys.some(k => k.startsWith('answers')) ? ['--register', register] : [];
  const ran = await desk(
    [
      'unseal',
      ...identities,
      ...links,
      '--out',
      out,
      '--study',
      join(site, 'study.json'),
      '--instruments',
      join(SITE, 'instruments'),
      '--json',
      join(dir, 'intake'),
    ],
    [0, 1],
    env,
  );
  if (ran.code !== code)
    throw new Error(`unseal ended with ${ran.code}:\n${await readFile(join(out, 'report.txt'), 'utf8')}`);
  const lines = async name =>
    (await readFile(join(out, name), 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map(l => JSON.parse(l));
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  const contacts = lastOfEachVisit(await lines('contacts.jsonl'));
  return { out, report, contacts, records: await lines('records.jsonl'), letters: await lines('letters.jsonl') };
}

/** Scores what was opened once more, and writes the tables. */
export async function scoreAndExport(opened, dir) {
  const scored = JSON.parse((await desk(['score', opened.out, '--json'], [0, 1])).out);
  const out = join(opened.out, 'tables');
  await desk([
    'export',
    'csv',
    opened.out,
    '--out',
    out,
    '--study',
    join(SITE, 'study.json'),
    '--register',
    join(dir, 'register.age'),
    '--identity',
    key('answers-2'),
    '--restricted',
    join(opened.out, 'words.csv'),
  ]);
  const read = async file => table(await readFile(file, 'utf8'));
  const [long, wide, parts, scores] = await Promise.all(
    ['long', 'wide', 'parts', 'scores'].map(n => read(join(out, `${n}.csv`))),
  );
  return { scored, long, wide, parts, scores, words: await read(join(opened.out, 'words.csv')) };
}

/** Rows of a CSV file (RFC 4180) as objects of text. */
export function table(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [head, ...body] = rows.filter(r => r.length > 1 || r[0]);
  return body.map(r => Object.fromEntries(head.map((h, n) => [h, r[n]])));
}
