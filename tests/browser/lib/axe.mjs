// axe-core in the page, through the debugger, so that the page's own policy stays as it is; and what axe cannot see.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const SOURCE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// `target-size` is the one rule of WCAG 2.2 and off by default; the other says that a visible text is the name.
const RULES = { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } };

/** Puts axe into the page, once per document. */
export const inject = page => page.evaluate(SOURCE);

/** Violations on the screen as lines; with `rules`, of these only. */
export async function violations(page, rules) {
  const options = { resultTypes: ['violations'], rules: RULES, runOnly: { type: 'tag', values: TAGS } };
  if (rules) options.runOnly = { type: 'rule', values: rules };
  const found = await page.evaluate(o => globalThis.axe.run(document, o), options);
  return found.violations.flatMap(v =>
    v.nodes.map(n => `${v.id}: ${n.target.flat().join(' ')} ${n.html.slice(0, 120)}`),
  );
}

/** Targets under 44 by 44 pixels, and anything that makes the page scroll sideways. */
export const layout = page =>
  page.evaluate(() => {
    const root = document.querySelector('kindstem-form')?.shadowRoot ?? document.body;
    const faults = [];
    const named = el => `${el.localName}.${el.className} ${el.textContent.slice(0, 30)}`;
    for (const el of root.querySelectorAll('a[href], button, textarea, input, select')) {
      // A radio's row is what is touched.
      const target = el.closest('label') ?? el;
      const { width, height } = target.getBoundingClientRect();
      if (width < 44 || height < 44) faults.push(`small target, ${width} x ${height}: ${named(target)}`);
    }
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide)
      faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} in ${wide}`);
    for (const el of root.querySelectorAll('*')) {
      // Tables and figures scroll in boxes of their own.
      if (el.closest('.sheet, .sideways')?.contains(el.parentElement)) continue;
      const { left, right, width } = el.getBoundingClientRect();
      if (width && (right > wide + 0.5 || left < -0.5))
        faults.push(`outside the screen, ${left} to ${right}: ${named(el)}`);
    }
    return faults;
  });

const LOOKS = [
  [320, 'light'],
  [320, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
];

/** Half of the looks, with both widths and both schemes: one half on even screens, the other on odd ones. All with
 * `KINDSTEM_LOOKS`. */
export const half = screen =>
  LOOKS.filter((_, n) => process.env.KINDSTEM_LOOKS || (n === 0 || n === 3) === (screen % 2 === 0));

/** Looks at the screen in every way; findings as lines that say where. */
export async function inspect(form, where, found, looks = LOOKS) {
  for (const [width, colorScheme] of looks) {
    await form.page.setViewportSize({ width, height: 800 });
    await form.page.emulateMedia({ colorScheme });
    const all = [...(await violations(form.page)), ...(await layout(form.page))];
    found.push(...all.map(f => `${where}, ${width}, ${colorScheme}: ${f}`));
  }
}
