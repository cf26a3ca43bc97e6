// A child's last page with a word half-typed: where leaving matters most.
import assert from 'node:assert/strict';
import { answers } from './answers.mjs';
import { folder, invite } from './desk.mjs';
import { everythingIn } from './look.mjs';
import { plan } from './plan.mjs';
import { canary } from './scan.mjs';
import { walk } from './walk.mjs';

/** Brings a child of a new family there, in `page` or a window of its own. */
export async function typing(s, page) {
  const { child } = await invite(await folder(s.t), { site: s.site });
  const form = await s.open('child', { page, link: child });
  const word = canary();
  const answered = async ({ page }) => (page.id === 'words' ? 'stop' : undefined);
  await walk(form, await plan('child'), answers({ words: () => word }), { answered });
  assert.ok((await everythingIn(form.page)).includes(word), 'the search sees what is typed');
  return { form, word };
}
