// A made-up cohort as an intake leaves it, with a study of three waves that has scores, bands, classes and own words.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desk, key, study as demo } from './desk.mjs';

const SLOTS = fileURLToPath(new URL('../../../src/instrument/library/published/', import.meta.url));
/** Slots have no words of their own; these mean nothing. */
const BROUGHT = ['phq-9', 'cries-8', 'sdq', 'sdq-self'];
const PARENT = [
  ['kindstem-begin-parent', 'self'],
  ['kindstem-background-parent', 'self'],
  ['phq-9', 'self'],
  ['kindstem-safety-adult-parent', 'a1'],
  ['kindstem-safety-adult-parent', 'a2'],
  ['kindstem-safety-child-parent', 'k1'],
  ['sdq', 'k1'],
];
const CHILD = [
  ['kindstem-begin-child', 'self'],
  ['cries-8', 'self'],
  ['kindstem-top3-child', 'self'],
];
const YOUNG = [
  ['kindstem-begin-young', 'self'],
  ['cries-8', 'self'],
  ['sdq-self', 'self'],
  ['kindstem-top3-young', 'self'],
];

async function pack(id) {
  const x = JSON.parse(await readFile(join(SLOTS, `${id}.json`), 'utf8'));
  const each = (list, of) => Object.fromEntries(list.map(of));
  const items = x.blocks.flatMap(b => b.pages.flatMap(p => p.items));
  return {
    format: 1,
    instrument: id,
    version: x.version,
    lang: 'nl',
    licence: 'test',
    source: 'test',
    brought_by: 'test',
    title: 'test',
    items: each(items, i => [i.id, { text: 'test words' }]),
    options: each(Object.entries(x.options ?? {}), ([name, list]) => [name, each(list, o => [o.code, 'test'])]),
    blocks: each(x.blocks, b => [b.id, { title: 'test' }]),
  };
}

/**
 * Writes `made/` into a folder: envelopes, register, study, truth. Gives its path. `recipient` may read answers too.
 */
export async function cohort(dir, { families, seed, recipient }) {
  const study = await demo();
  study.recipients.push(recipient);
  study.languages = ['nl'];
  study.waves = study.waves.filter(w => !w.any_time);
  study.pins = [];
  delete study.protocol.letterbox;
  const battery = (role, set, parts) => ({
    role,
    set,
    waves: study.waves.map(w => w.id),
    parts: parts.map(([instrument, target]) => ({ instrument, target })),
  });
  study.batteries = [battery('parent', 'adult', PARENT), battery('child', '8-11', CHILD), battery('young', '12-17', YOUNG)];
  study.protocol.review = [{ instrument: 'phq-9', score: 'total', at_least: 10, within_days: 3 }];
  const at = name => join(dir, name);
  await mkdir(at('brought'));
  for (const id of BROUGHT) await writeFile(at(`brought/${id}.json`), JSON.stringify(await pack(id)));
  await writeFile(at('template.json'), JSON.stringify(study));
  // Nothing gets lost on the way, so that what arrived is what was made.
  const faults = { resumed: 0.1, gap: 0, duplicate: 0.05 };
  const parameters = { second_parent: 0.7, family_lost: 0.05, person_silent: 0.05, faults };
  await writeFile(at('parameters.json'), JSON.stringify(parameters));
  await desk(['study', 'pin', at('template.json'), '--out', at('study.json'), '--instruments', at('brought')]);
  const made = at('made');
  const how = ['--families', `${families}`, '--seed', `${seed}`, '--parameters', at('parameters.json')];
  await desk(['simulate', at('study.json'), ...how, '--out', made]);
  return made;
}

/** What the desk's `change` writes of the same cohort, by the name of the table, as text. */
export async function compared(dir, made) {
  const [open, tables] = ['open', 'tables'].map(name => join(dir, name));
  const held = ['--study', join(made, 'study.json'), '--register', join(made, 'register.age')];
  held.push('--identity', key('answers-1'));
  await desk(['unseal', '--out', open, join(made, 'envelopes'), ...held], [0, 1]);
  await desk(['change', open, '--out', tables, ...held]);
  return name => readFile(join(tables, `${name}.csv`), 'utf8');
}
