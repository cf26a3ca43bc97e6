// A whole questionnaire, page by page: what is on the screen must be what the study says, and what is said is kept
// beside it to be compared with what the researcher gets.
import assert from 'node:assert/strict';
import { ESCAPES, asked, asks, choices, doors, offered, shown } from './plan.mjs';

/** What an answer will be once it was sealed. */
function becomes(structure, item, say) {
  if (say === undefined) return item.default ?? { missing: 'no_choice' };
  if (say.escape !== undefined) return { missing: ESCAPES[say.escape] };
  if (item.kind === 'choice') {
    const { missing } = choices(structure, item).find(c => c.code === say);
    return missing ? { missing } : say;
  }
  // Checkboxes stand in the order of the list, whatever order they were touched in.
  if (item.kind === 'choices')
    return choices(structure, item)
      .map(c => c.code)
      .filter(c => say.includes(c));
  return say;
}

/** A text with placeholders, as a pattern. */
function pattern(text) {
  const plain = text.split(/\{\w+\}/).map(s => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${plain.join('.+')}$`, 'is');
}

function sees(screen, part, lang, block, items, door) {
  const words = part.words[lang];
  const questions = items.filter(asks);
  const where = `${part.structure.id} ${part.about}, page of ${items.map(i => i.id)}`;
  assert.equal(screen.questions.length, questions.length, `${where}: number of questions`);
  const list = door && part.words[lang].options[door.options];
  const title = list ? list[items[0].parent_option] : questions.length > 1 ? words.blocks[block.id].title : words.items[(questions[0] ?? items[0]).id].text;
  assert.match(screen.h1, pattern(title), `${where}: heading`);
  if (questions.length > 1) {
    questions.forEach((q, n) =>
      assert.match(screen.questions[n], pattern(words.items[q.id].text), `${where}: ${q.id}`),
    );
  }
}

/**
 * Answers everything from the screen that is there to the ending. `say(part, item)` gives the answer. `at(here)` is
 * called on each screen before anything is answered, `answered(here)` before *Verder*; both may give `'stop'`, and `at`
 * the language that it switched to. Gives what was said: per part item → answer, and page → language.
 */
export async function walk(form, parts, say, { at, answered, lang = 'nl' } = {}) {
  const all = [];
  for (const part of parts) {
    const said = {};
    const langs = {};
    all.push({ part, said, langs });
    for (const block of part.structure.blocks) {
      for (const page of block.pages) {
        const items = shown(block, page, said, part.wave).filter(i => !i.shuffled && i.parent_option === undefined);
        if (!items.length) continue;
        sees(form.screen, part, lang, block, items);
        const here = { form, part, block, page, items, said, lang };
        const told = await at?.(here);
        if (told === 'stop') return all;
        lang = told ?? lang;
        langs[page.id] = lang;
        if (doors(page)) {
          if ((await houses(here, say, { at, answered })) === 'stop') return all;
          await form.next();
          continue;
        }
        const open = await fillIn({ form, part, block, page, said, say, all });
        if ((await answered?.(here)) === 'stop') return all;
        await form.next();
        assert.equal(form.screen.warned, open, 'one gentle line where something is open, none where nothing is');
        if (open) await form.next();
      }
      for (const item of block.pages.flatMap(p => p.items).filter(asks)) {
        said[item.id] ??= { missing: asked(item, part.wave) ? 'not_shown' : 'not_in_version' };
      }
      if (form.screen.ended) return all;
    }
  }
  throw new Error('everything was asked, and there is no ending');
}

/** Of several codes those that are on offer, or the first that is. */
function fitting(answer, codes) {
  if (!codes || !Array.isArray(answer)) return answer;
  const these = answer.filter(c => codes.includes(c));
  return these.length ? these : codes.slice(0, 1);
}

/** Opens every door, the first one last, and answers what is behind it. */
async function houses(here, say, { at, answered }) {
  const { form, part, block, page, said, lang } = here;
  const list = doors(page);
  const all = choices(part.structure, list).map(c => c.code);
  const order = [...all.slice(1), all[0]];
  for (const within of order) {
    await form.enter(all.indexOf(within));
    const items = page.items.filter(i => i.parent_option === within);
    sees(form.screen, part, lang, block, items, list);
    if ((await at?.({ ...here, items, within })) === 'stop') return 'stop';
    for (const drawn of page.items.filter(i => i.shuffled)) {
      const n = items.findIndex(i => i.options === drawn.options);
      const now = await form.order(n, part.structure, drawn);
      assert.deepEqual(now, said[drawn.id] ?? now, 'one order behind every door');
      said[drawn.id] = now;
    }
    const open = await fillIn({ form, part, block, page, within, said, say, all: [] });
    if ((await answered?.({ ...here, items, within })) === 'stop') return 'stop';
    await form.next();
    assert.equal(form.screen.warned, open, 'one gentle line where something is open, none where nothing is');
    if (open) await form.next();
  }
  said[list.id] = order;
  return undefined;
}

/** Answers one page; `true` where something stays open. What an answer brings up or hides is counted anew. */
async function fillIn({ form, part, block, page, within, said, say, all }) {
  let open = false;
  for (;;) {
    const questions = shown(block, page, said, part.wave).filter(i => asks(i) && i.parent_option === within);
    const n = questions.findIndex(i => !(i.id in said));
    if (n < 0) return open;
    const codes = questions[n].options_from && offered(part.structure, questions[n], all);
    const answer = fitting(say(part, questions[n]), codes);
    if (answer === undefined) open = true;
    else await form.answer(n, part.structure, questions[n], answer, codes);
    said[questions[n].id] = becomes(part.structure, questions[n], answer);
  }
}
