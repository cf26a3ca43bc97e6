// The shell around the research page: it loads the program, and lists, draws, plays, saves and locks for it.
import { chosen, dropped } from './files.js';
import { draw, erase, picture, table } from './figures.js';
import { hush, listen } from './sound.js';

// Secret keys are opened here, so the page works only where nobody else can change it: on the researcher's own machine.
const HOME = ['localhost', '127.0.0.1', '[::1]'];
const AWAY = 'This page opens secret keys and works on your own machine only: run kindstem serve there, and open it at http://127.0.0.1.';
const BROKEN = 'Something went wrong, and everything that was open is forgotten. Reload the page to begin anew.';
const QUIET_MINUTES = 15;

const root = document.querySelector('#page');
const locked = location.hash === '#locked';
let page;
let timer;

const say = text => {
  const p = Object.assign(document.createElement('p'), { className: 'load', textContent: text });
  p.setAttribute('role', 'alert');
  root.replaceChildren(p);
};
const forget = () => {
  try {
    page?.forget();
  } catch {
    /* a dead program has nothing to forget */
  }
  page = undefined;
};
// A new document has none of the old one's memory.
const lock = () => {
  document.body.replaceChildren();
  forget();
  history.replaceState(null, '', '#locked');
  location.reload();
};
const used = () => {
  clearTimeout(timer);
  timer = setTimeout(lock, QUIET_MINUTES * 60_000);
};

for (const name of ['pointerdown', 'keydown', 'wheel', 'change'])
  addEventListener(name, used, { capture: true, passive: true });
addEventListener('pagehide', forget);
addEventListener('pageshow', event => event.persisted && location.reload());
addEventListener('error', event => {
  if (!(event.error instanceof WebAssembly.RuntimeError)) return;
  forget();
  say(BROKEN);
});
// A file that misses its place must not take the page away.
for (const name of ['dragover', 'drop']) addEventListener(name, event => event.preventDefault());

if (HOME.includes(location.hostname)) {
  const door = await import('./research.js');
  await door.default({ module_or_path: fetch(new URL('research_bg.wasm', import.meta.url)) });
  root.replaceChildren();
  // A lock that is pressed inside the program waits until the program has returned.
  const host = { chosen, dropped, draw, erase, hush, listen, picture, table, lock: () => setTimeout(lock), locked };
  page = door.mount(root, host);
  used();
} else {
  say(AWAY);
}
