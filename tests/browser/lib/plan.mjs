// What a respondent is asked, read from the study's files by code of its own: an oracle beside the page's Rust.
import { CHILDREN, FAMILY, HOMES, WAVE, pinned, study } from './desk.mjs';

/** Numbers that stand for a missing answer in tables. */
export const MISSING = {
  skipped: -91,
  dont_know: -92,
  refused: -93,
  no_choice: -94,
  not_applicable: -95,
  not_shown: -96,
  not_reached: -97,
  not_in_version: -98,
};
/** The three ways not to answer, in the order of their buttons. */
export const ESCAPES = ['skipped', 'dont_know', 'refused'];

/** Parts of a person's questionnaire in order, each with structure, words per language and about whom. */
export async function plan(person, wave = WAVE) {
  const who = FAMILY[person];
  const s = await study();
  const battery = s.batteries.find(b => b.role === who.role && b.set === who.set && b.waves.includes(wave));
  const codes = list => list.split('+').map(one => one.split(':')[0]);
  const targets = ['self', ...codes(who.adults), ...codes(who.children ?? CHILDREN), ...codes(HOMES)];
  const parts = battery.parts.filter(p => targets.includes(p.target));
  return Promise.all(
    parts.map(async (part, n) => {
      const pin = s.pins.find(p => p.instrument === part.instrument);
      // Easy words stand beside the others under a name of their own.
      const easy = lang => (who.set === 'easy' && pin.wording[`${lang}-x-easy`]) || pin.wording[lang];
      const words = s.languages.map(async lang => [lang, await pinned(easy(lang))]);
      const about = part.target === 'self' ? who.roster : part.target;
      return {
        n,
        about,
        pin,
        period: part.period,
        wave,
        structure: await pinned(pin.structure),
        words: Object.fromEntries(await Promise.all(words)),
      };
    }),
  );
}

/** Whether a wave asks an item. */
export const asked = (item, wave = WAVE) => !item.waves?.length || item.waves.includes(wave);

/** Items of a page that are on the screen in a wave, given what was said in this part. */
export function shown(block, page, said, wave = WAVE) {
  const items = block.pages.flatMap(p => p.items);
  const visible = item => {
    if (!asked(item, wave)) return false;
    if (!item.show_if) return true;
    const { all = [], any = [] } = item.show_if;
    return any.length ? any.some(holds) : all.every(holds);
  };
  const holds = ({ item, op, value }) => {
    const other = items.find(i => i.id === item);
    const answer = visible(other) ? said[item] : undefined;
    const there = answer !== undefined && !answer.missing;
    // Of several chosen options one is enough; for `ne` none may be it.
    const all = there ? [answer].flat().map(Number) : [];
    const compare = { eq: x => x === value, lt: x => x < value, le: x => x <= value, gt: x => x > value, ge: x => x >= value }[op];
    if (compare) return all.some(compare);
    switch (op) {
      case 'exists':
        return there;
      case 'missing':
        return !there;
      case 'ne':
        return there && all.every(x => x !== value);
      default:
        throw new Error(`the oracle does not know ${op}; teach it`);
    }
  };
  return page.items.filter(visible);
}

/** Whether an item asks for something. */
export const asks = item => item.kind !== 'info' && !item.shuffled;

/** Whether an answer stands in the page's entry. */
export const kept = item => item.kind !== 'info' && !item.destination;

/** The list of doors of a page: what its options lead to is asked behind them. */
export const doors = page =>
  page.items.some(i => i.parent_option !== undefined) && page.items.find(i => i.kind === 'rank' && asks(i) && i.parent_option === undefined);

/** Codes that an item offers, given what was said in every part. */
export function offered(structure, item, all) {
  const said = (item.options_from ?? []).flatMap(id => all.map(p => p.said[id])).filter(a => a !== undefined && !a.missing);
  const chosen = said.filter(Array.isArray).flat();
  const list = choices(structure, item);
  const some = list.some(c => chosen.includes(c.code));
  const is = c => (c.needs_text ? said.some(a => typeof a === 'string') : !some || chosen.includes(c.code));
  return list.filter(is).map(c => c.code);
}

/** The choices of an item. */
export const choices = (structure, item) => structure.options[item.options];

/** Columns of the long table that one answer fills, as text. */
export function cells(structure, item, answer) {
  const name = `${structure.id}_${item.id}`.replaceAll('-', '_');
  const codes = () =>
    choices(structure, item)
      .filter(c => !c.missing)
      .map(c => c.code);
  const missing = answer?.missing && String(MISSING[answer.missing]);
  const each = (keys, value) => Object.fromEntries(keys.map(k => [`${name}${k.suffix}`, missing ?? value(k.of)]));
  switch (item.kind) {
    case 'choice':
    case 'number':
      return { [name]: missing ?? String(answer) };
    case 'choices':
      return each(
        codes().map(c => ({ suffix: `_${c}`, of: c })),
        c => (answer.includes(c) ? '1' : '0'),
      );
    case 'rank': {
      const places = Array.from({ length: item.at_most ?? codes().length }, (_, n) => ({ suffix: `_place${n + 1}`, of: n }));
      return each(places, n => String(answer[n] ?? ''));
    }
    default:
      return { [`${name}_given`]: missing ?? '1' };
  }
}
