// Ways to give own words beside typing them, under the field. One of them at a time; what is there is thrown away before
// something else takes its place. `given`: texts, `spoken` and `drawn` (what the study offers), `kept` bytes, `locked`
// (an envelope has some already), `limit`, `took`; the form may call what is put there: `stop`, `close`.
import { open as draw } from './draw.js';
import { open as speak } from './speak.js';

const TOOLS = { speak, draw };
const ICONS = {
  speak: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4',
  draw: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
};
const BRACE = 123;

export const open = (place, given) => {
  const text = key => given[`own.${key}`];
  let { kept, locked } = given;
  let inner, name;

  const el = (tag, cls, words) => Object.assign(document.createElement(tag), { className: cls, textContent: words ?? '' });
  const button = (cls, words, act) => Object.assign(el('button', cls, words), { type: 'button', onclick: act });
  const icon = d => {
    const svg = (tag, all) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of Object.entries(all)) made.setAttribute(key, value);
      return made;
    };
    const made = svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' });
    made.append(svg('path', { d }));
    return made;
  };

  const row = el('div', 'ways');
  const box = el('div', 'tool');
  const said = el('p', 'ready');
  said.setAttribute('role', 'status');
  const throwAway = button('escape', text('speak.throw'), () => {
    [kept, locked] = [undefined, false];
    given.took?.();
    show();
    row.firstChild?.focus();
  });
  const ways = Object.keys(TOOLS).filter(way => given[way === 'speak' ? 'spoken' : 'drawn']).map(way => {
    const made = button('way', text(way), () => (name === way ? (shut(), show()) : begin(way)));
    made.prepend(icon(ICONS[way]));
    made.dataset.way = way;
    return made;
  });

  const show = () => {
    const drawn = kept && kept[0] === BRACE;
    for (const way of ways) {
      if (kept && (way.dataset.way === 'draw') !== drawn) way.remove();
      else if (!way.isConnected) row.append(way);
      way.setAttribute('aria-expanded', name === way.dataset.way);
    }
    box.hidden = !name;
    const has = !name && (kept || locked);
    said.textContent = has ? text(kept ? 'has' : 'locked') : '';
    has ? box.after(said, throwAway) : (said.remove(), throwAway.remove());
  };
  const shut = () => {
    const last = inner;
    [inner, name] = [];
    last?.close?.();
  };
  const begin = way => {
    shut();
    name = way;
    const took = what => {
      if (what !== true) [kept, locked] = [what?.slice(), false];
      given.took?.(what);
      show();
    };
    inner = Object.assign(Object.create(given), { kept: kept?.slice(), took, stop: undefined, close: undefined });
    TOOLS[way](box, inner);
    show();
  };
  place.replaceChildren(row, box);
  show();

  given.stop = () => inner?.stop?.();
  given.close = () => {
    shut();
    kept?.fill(0);
    kept = undefined;
    place.replaceChildren();
  };
};
