// Pictures of every screen, and contact sheets of them: `cargo xtask screens` calls it with the folder to write to.
//   node screens.mjs OUT [WHO …]      WHO is one of tests/browser/lib/desk.mjs' family, as parent, child@T1 or
//                                     young@letterbox, in one language as child:ar; or `moments`
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers } from '../lib/answers.mjs';
import { launch } from '../lib/browser.mjs';
import { plan } from '../lib/plan.mjs';
import { scene } from '../lib/scene.mjs';
import { walk } from '../lib/walk.mjs';
import { MOMENTS } from './moments.mjs';
import { WHOLE, album, sheets } from './pictures.mjs';

const [out, ...wanted] = process.argv.slice(2);
const LANGS = ['nl', 'en'];
const FIRST = ['parent', 'child', 'young', 'easy', 'professional'];
const LATER = ['parent@T1', 'child@T1', 'young@T1', 'child@letterbox', 'young@letterbox', 'easy@letterbox'];
const WHO = wanted.length ? wanted : [...FIRST, ...LATER, 'parent:ar', 'child:ar', 'moments'];

/** Runs with what a scene wants of a test, and cleans up behind it. */
async function staged(act) {
  const after = [];
  try {
    return await act({ after: f => after.push(f) });
  } finally {
    for (const f of after.reverse()) await f();
  }
}

/** One person in one language: every screen once. */
async function session(t, name, lang) {
  const [person, wave = 'T0'] = name.split('@');
  const more = lang === 'ar' && (study => study.languages.push('ar'));
  const people = wave === 'letterbox' ? [person] : undefined;
  const s = await scene(t, { flags: WHOLE, langs: { [person]: lang }, wave, people, study: more || undefined });
  const form = await s.open(person, { reducedMotion: 'reduce' });
  const pictures = await album(join(out, `${name.replace('@', '-')}-${lang}`));
  const seen = new Set();
  const at = async () => {
    if (pictures.count) return;
    for (const [n, what] of ['help', 'pause'].entries()) {
      await form.overlay(n);
      await pictures.take(form.page, what);
      await form.next();
    }
  };
  const answered = async ({ part, page, within = '' }) => {
    const what = `${part.structure.id.replace('kindstem-', '')}-${page.id}${within}`;
    if (seen.has(what)) return;
    seen.add(what);
    await pictures.take(form.page, what);
  };
  const parts = await plan(person, wave);
  // Without words of their own the study's first language is read.
  for (const p of parts) p.words[lang] ??= p.words.nl;
  await walk(form, parts, answers({ pick: 1, several: 3 }), { at, answered, lang });
  await pictures.take(form.page, 'end');
  await sheets(s.browser, pictures.dir);
  return pictures.count;
}

/** What is not part of a questionnaire. */
async function moments(t, lang) {
  const pictures = await album(join(out, `moments-${lang}`));
  for (const [name, moment] of Object.entries(MOMENTS)) {
    const take = (page, what = '') => pictures.take(page, name + (what && `-${what}`));
    await staged(u => moment({ t: u, lang, take }));
  }
  await sheets(await launch(t), pictures.dir);
  return pictures.count;
}

const table = [];
for (const who of WHO) {
  const [name, only] = who.split(':');
  for (const lang of only ? [only] : LANGS) {
    const count = await staged(t => (name === 'moments' ? moments(t, lang) : session(t, name, lang)));
    table.push(`${name} ${lang}: ${count} screens`);
    console.log(table.at(-1));
  }
}
await writeFile(join(out, 'INDEX.txt'), `${table.join('\n')}\n`);
