// Pictures of every screen, and contact sheets of them: `cargo xtask screens` calls it with the folder to write to.
//   node screens.mjs OUT [PERSON …]      PERSON is one of tests/browser/lib/desk.mjs' family, as parent or child@T1
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers } from '../lib/answers.mjs';
import { freshPage } from '../lib/browser.mjs';
import { plan } from '../lib/plan.mjs';
import { scene } from '../lib/scene.mjs';
import { walk } from '../lib/walk.mjs';

const [out, ...wanted] = process.argv.slice(2);
const PEOPLE = wanted.length ? wanted : ['parent', 'child', 'young', 'easy', 'professional', 'parent@T1', 'child@T1', 'young@T1'];
const LANGS = ['nl', 'en'];
/** Width, height, look. */
const LOOKS = [
  [390, 844, 'light'],
  [390, 844, 'dark'],
  [1024, 768, 'light'],
  [1024, 768, 'dark'],
];
/** Pictures in a row of a contact sheet, and on one sheet. */
const ROW = { 390: 6, 1024: 3 };
const SHEET = { 390: 18, 1024: 12 };

/** What a scene wants of a test. */
const after = [];
const t = { after: f => after.push(f) };

/** One person in one language: every screen once, in every look. */
async function session(name, lang) {
  const [person, wave = 'T0'] = name.split('@');
  const s = await scene(t, { langs: { [person]: lang }, wave });
  const form = await s.open(person, { reducedMotion: 'reduce' });
  const dir = join(out, `${name.replace('@', '-')}-${lang}`);
  await mkdir(dir, { recursive: true });
  const seen = new Set();
  let nth = 0;
  const take = async what => {
    nth += 1;
    for (const [width, height, colorScheme] of LOOKS) {
      await form.page.setViewportSize({ width, height });
      await form.page.emulateMedia({ colorScheme });
      const path = join(dir, `${width}-${colorScheme}-${String(nth).padStart(3, '0')}-${what}.png`);
      await form.page.screenshot({ path, fullPage: true });
    }
  };
  const at = async () => {
    if (nth) return;
    for (const [n, what] of ['help', 'pause'].entries()) {
      await form.overlay(n);
      await take(what);
      await form.next();
    }
  };
  const answered = async ({ part, page }) => {
    const what = `${part.structure.id.replace('kindstem-', '')}-${page.id}`;
    if (seen.has(what)) return;
    seen.add(what);
    await take(what);
  };
  await walk(form, await plan(person, wave), answers({ pick: 1, several: 3 }), { at, answered, lang });
  await take('end');
  await sheets(s.browser, dir);
  return nth;
}

/** Contact sheets of a folder's pictures, one look after the other. */
async function sheets(browser, dir) {
  const page = await freshPage(browser, { viewport: { width: 1600, height: 900 } });
  const all = (await readdir(dir)).filter(f => f.endsWith('.png') && !f.startsWith('sheet')).sort();
  for (const [width, , look] of LOOKS) {
    const mine = all.filter(f => f.startsWith(`${width}-${look}-`));
    for (let from = 0; from < mine.length; from += SHEET[width]) {
      const cells = await Promise.all(
        mine.slice(from, from + SHEET[width]).map(async f => {
          const data = (await readFile(join(dir, f))).toString('base64');
          return `<figure><img src="data:image/png;base64,${data}"><figcaption>${f.slice(0, -4)}</figcaption></figure>`;
        }),
      );
      await page.setContent(`<style>
        body { margin: 12px; background: #888; display: grid; grid-template-columns: repeat(${ROW[width]}, 1fr); gap: 12px; align-items: start; font: 13px sans-serif }
        figure { margin: 0 } img { width: 100%; display: block }
      </style>${cells.join('')}`);
      await page.screenshot({ path: join(dir, `sheet-${width}-${look}-${from / SHEET[width] + 1}.png`), fullPage: true });
    }
  }
  await page.close();
}

const table = [];
for (const name of PEOPLE) for (const lang of LANGS) table.push(`${name} ${lang}: ${await session(name, lang)} screens`);
await writeFile(join(out, 'INDEX.txt'), `${table.join('\n')}\n`);
console.log(table.join('\n'));
for (const f of after.reverse()) await f();
