// What was confirmed on the screen, held against what lies sealed in the intake; age's own program opens that.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { key } from './desk.mjs';
import { kept } from './plan.mjs';

/** Follows a walk: `pages` are those whose successor was shown, each with what was said. */
export function follow({ at: onAt, answered: onAnswered } = {}) {
  let last;
  const self = {
    pages: [],
    /** The ending, or any other screen behind the last page, is its successor too. */
    passed() {
      if (!last) return;
      const { part, page, said } = last;
      const items = page.items.filter(i => kept(i) && i.id in said);
      self.pages.push({ part: part.n, page: page.id, said: Object.fromEntries(items.map(i => [i.id, said[i.id]])) });
      last = undefined;
    },
    at: async here => {
      // A room behind a door is no page of its own.
      if (here.within === undefined) self.passed();
      return onAt?.(here);
    },
    answered: async here => {
      last = { part: here.part, page: here.page, said: here.said };
      return onAnswered?.(here);
    },
  };
  return self;
}

/** One envelope in plain: what the page wrote, or only that it is something said or drawn. */
function open(file) {
  const keys = ['answers-1', 'contact-1'].flatMap(k => ['-i', key(k)]);
  return new Promise((ok, no) => {
    execFile('age', ['-d', ...keys, file], { encoding: 'buffer', maxBuffer: 1 << 24 }, (error, out, err) => {
      if (error) return void no(new Error(`age does not open ${file}: ${err}`));
      // The length, then key set and entry id, then what the page wrote.
      const plain = out.subarray(4 + 24, 4 + out.readUInt32BE(0));
      ok(plain[0] === '{'.charCodeAt(0) ? JSON.parse(plain) : { kind: 'attachment' });
    });
  });
}

/** Everything that lies in an intake's folder, opened; something in quarantine or half-written is a failure. */
export async function openAll(dir) {
  const all = await readdir(join(dir, 'intake'), { recursive: true, withFileTypes: true });
  const files = all.filter(f => f.isFile()).map(f => join(f.parentPath ?? f.path, f.name));
  assert.deepEqual(files.filter(f => !/\/[0-9a-f]{16}\/[0-9a-f]{32}\/[0-9a-f]{32}\.age$/.test(f)), [], 'only envelopes');
  const out = [];
  for (let n = 0; n < files.length; n += 8) out.push(...(await Promise.all(files.slice(n, n + 8).map(open))));
  return out;
}

/** Opened pages by session, in the order in which the device began them. */
export function sessions(opened) {
  const pages = opened.filter(e => e.kind === 'page' && e.state === 'confirmed');
  const names = [...new Set(pages.map(e => e.session))];
  const by = names.map(name => pages.filter(e => e.session === name));
  return by.sort((a, b) => a[0].opened - b[0].opened);
}

/** Confirmed pages that one session does not hold exactly once as they were said, in words. */
export function missing(pages, session) {
  return pages.flatMap(({ part, page, said }) => {
    const there = session.filter(e => e.part === part && e.page === page);
    const as = there.filter(e => Object.entries(said).every(([item, value]) => holds(e, item, value)));
    return there.length === 1 && as.length === 1
      ? []
      : [`part ${part}, ${page}: ${there.length} times, ${as.length} as it was said`];
  });
}

function holds(entry, item, value) {
  const found = entry.answers.find(a => a.item === item);
  if (!found) return false;
  const got = found.missing ? { missing: found.missing } : found.value;
  return JSON.stringify(got) === JSON.stringify(value);
}
