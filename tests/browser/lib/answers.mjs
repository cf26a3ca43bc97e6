// What made-up people answer.
import { choices } from './plan.mjs';

/** Codes of an item that are answers: no missing ones, none that rules the others out. */
export const codes = (part, item) =>
  item.options
    ? choices(part.structure, item)
        .filter(c => !c.missing && !c.exclusive)
        .map(c => c.code)
    : [];

/** What somebody answers who is alone, understands and takes part. */
export const certain = ({ flow }) => flow?.gate ?? flow?.correct_code ?? (flow?.defer_code === undefined ? undefined : 1);

/**
 * Takes part and answers everything: the option in place `pick` of each list, counted from the end where it is
 * negative, `several` of those that may be several, and `words(key)` where words are asked.
 */
export const answers =
  ({ pick = 0, several = 1, words = () => 'some words' } = {}) =>
  (part, item) => {
    if (certain(item) !== undefined) return certain(item);
    const all = codes(part, item);
    switch (item.kind) {
      case 'choice':
        return all.at(pick);
      case 'choices':
      case 'rank':
        return [...all.slice(pick), ...all].slice(0, several);
      case 'number':
        return item.max;
      default:
        return words(`${part.structure.id} ${item.id}`);
    }
  };

/** Takes part and says nothing at all; where it can be said, that there is nobody. */
export const nothing = (_, item) => ({ living: 0, household_size: 1, work: 0 })[item.id] ?? certain(item);

/** Shows as much as can be shown: everything happened, very often, and words as long as they may be. */
export const everything = (part, item) => {
  if (item.kind === 'choice' && certain(item) === undefined) return Math.max(...codes(part, item));
  return answers({ several: item.at_most ?? 6, words: () => 'é'.repeat((item.max_bytes ?? 600) / 2) })(part, item);
};
