// What the stories of a browser share: opening a link, going to a page with words, and seeing everything of a page.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from '../lib/answers.mjs';
import { Form } from '../lib/form.mjs';
import { Quick } from '../lib/hands.mjs';
import { plan } from '../lib/plan.mjs';
import { canary } from '../lib/scan.mjs';
import { walk } from '../lib/walk.mjs';

/** Words go in key by key, as a person types. */
class Typing extends Quick {
  async type(locator, text) {
    await locator.focus();
    await this.page.keyboard.type(text);
  }
}

export const formOn = page => new Form(page, new Typing(page));

/** Runs in the page: all that it shows or holds. */
const everything = () => {
  const all = root =>
    [...root.querySelectorAll('*')]
      .flatMap(el => [el.value ?? '', ...(el.shadowRoot ? all(el.shadowRoot) : [])])
      .concat(root.textContent ?? '', root.body?.innerText ?? '');
  return [document.title, location.href, JSON.stringify(history.state), ...all(document)].join('\n');
};

export const everythingOn = page => page.evaluate(everything);

/** Until the page at one of these addresses is there; gives the address. While a page goes, there is none to ask. */
export async function isAt(page, ...urls) {
  let at;
  for (let tries = 0; tries < 200; tries++) {
    at = await page.evaluate(() => document.readyState === 'complete' && location.href).catch(() => undefined);
    if (urls.includes(at)) return at;
    await sleep(50);
  }
  return assert.fail(`${at}, not ${urls.join(' or ')}`);
}

/** Brings a person on a page to the screen where words are asked, and types one; gives form and word. */
export async function typing(page, url, person) {
  const form = formOn(page);
  await form.open(url);
  const word = canary();
  const answered = async here => (here.page.id === 'words' ? 'stop' : undefined);
  await walk(form, await plan(person), answers({ words: () => word }), { answered });
  assert.ok((await everythingOn(page)).includes(word), 'the search sees what is typed');
  return { form, word };
}
