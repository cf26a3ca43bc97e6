// Drawing and saving. The charting library comes with the first figure; colours are those of the style sheet.
let library;
const charts = () => (library ??= import('./charts.js'));
const live = new Map();
const sized = new ResizeObserver(all => all.forEach(({ target }) => live.get(target)?.chart.resize()));
/** Width of a saved picture, in CSS pixels; a PNG has twice as many. */
const WIDTH = 900;

// A string that begins with `--` is a property of the style sheet.
const read = (text, element) => {
  const style = getComputedStyle(element);
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' && value.startsWith('--') ? style.getPropertyValue(value).trim() : value,
  );
};

/** Draws a figure into an element, in the place of what was there. */
export async function draw(element, text) {
  const { init } = await charts();
  if (!element.isConnected) return;
  const { height, option } = read(text, element);
  element.style.height = `${height}px`;
  const chart = live.get(element)?.chart ?? init(element, null, { renderer: 'canvas' });
  live.set(element, { chart, text });
  chart.resize();
  chart.setOption(option, true);
  sized.observe(element);
  element.dataset.drawn = '';
}

/** Forgets what was drawn into an element. */
export function erase(element) {
  sized.unobserve(element);
  live.get(element)?.chart.dispose();
  live.delete(element);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
  live.forEach(({ text }, element) => draw(element, text)),
);

function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves a figure as `svg` or `png`: on white, in the light look, whatever the screen has. */
export async function picture(text, kind, name) {
  const { init } = await charts();
  const light = Object.assign(document.createElement('div'), { className: 'light', hidden: true });
  document.body.append(light);
  const { height, option } = read(text, light);
  light.remove();
  const size = { width: WIDTH, height };
  const on = kind === 'svg' ? null : document.createElement('canvas');
  const chart = init(on, null, kind === 'svg' ? { renderer: 'svg', ssr: true, ...size } : { devicePixelRatio: 2, ...size });
  chart.setOption({ ...option, backgroundColor: '#ffffff' });
  if (kind === 'svg') save(new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' }), name);
  else save(await new Promise(ok => chart.renderToCanvas({ pixelRatio: 2, backgroundColor: '#ffffff' }).toBlob(ok, 'image/png')), name);
  chart.dispose();
}

/** Saves a table. */
export const table = (csv, name) => save(new Blob([csv], { type: 'text/csv' }), name);
