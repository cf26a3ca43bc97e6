// Pictures of a screen in every look, and contact sheets of them.
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freshPage } from '../lib/browser.mjs';

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

/** A bar to scroll would be cut off the picture, and the margin beside it. */
export const WHOLE = ['--hide-scrollbars'];

/** A folder of pictures; `take(page, what)` adds one in every look. */
export async function album(dir) {
  await mkdir(dir, { recursive: true });
  const here = { count: 0, dir };
  here.take = async (page, what) => {
    here.count += 1;
    // A tab behind another one draws nothing.
    await page.bringToFront();
    for (const [width, height, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const path = join(dir, `${width}-${colorScheme}-${String(here.count).padStart(3, '0')}-${what}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  };
  return here;
}

/** Contact sheets of a folder's pictures, one look after the other. */
export async function sheets(browser, dir) {
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
