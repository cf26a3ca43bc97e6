// T-12: Shift three times is Snel weg; writing is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { folder, invite } from './lib/desk.mjs';
import { isAt } from './lib/look.mjs';
import { scene } from './lib/scene.mjs';
import { typing } from './lib/typing.mjs';

test('T-12 Shift three times leaves; capitals, waiting, composing and a keyboard on the screen do not', async t => {
  const s = { t, ...(await scene(t, { exit: true, family: false })) };
  const { form } = await typing(s);
  const { page } = form;
  const stays = async what => {
    await sleep(300);
    assert.ok(page.url().startsWith(s.net.origin) && (await form.box.locator('textarea').count()), what);
  };
  const shift = async side => {
    await page.keyboard.down(side);
    await page.keyboard.up(side);
  };
  const event = async init => {
    await page.evaluate(
      e =>
        document
          .querySelector('kindstem-form')
          .shadowRoot.querySelector('textarea')
          .dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift', bubbles: true, composed: true, ...e })),
      init,
    );
  };
  const thrice = async f => {
    for (let n = 0; n < 3; n++) await f();
  };
  await form.box.locator('textarea').focus();
  for (const letter of 'ABCDE') {
    await page.keyboard.down('ShiftLeft');
    await page.keyboard.press(letter);
    await page.keyboard.up('ShiftLeft');
  }
  await stays('capitals');
  await shift('ShiftLeft');
  await shift('ShiftLeft');
  await page.keyboard.press('a');
  await shift('ShiftLeft');
  await stays('another key between');
  await sleep(5_200);
  await shift('ShiftLeft');
  await shift('ShiftRight');
  await sleep(5_200);
  await shift('ShiftLeft');
  await stays('five seconds between');
  await sleep(5_200);
  await thrice(() => event({ code: 'ShiftLeft', isComposing: true }));
  await stays('an input method');
  await thrice(() => event({ code: '' }));
  await stays('a keyboard on the screen');
  await thrice(() => event({ code: 'ShiftLeft', repeat: true }));
  await stays('a key that is held');
  await thrice(() => event({ code: 'ShiftLeft' }));
  await isAt(page, s.exit);
});

for (const [name, keys] of Object.entries({
  left: ['ShiftLeft', 'ShiftLeft', 'ShiftLeft'],
  right: ['ShiftRight', 'ShiftRight', 'ShiftRight'],
  both: ['ShiftLeft', 'ShiftRight', 'ShiftLeft'],
})) {
  test(`T-12 Shift three times, ${name}`, async t => {
    const s = { t, ...(await scene(t, { exit: true, family: false })) };
    const { young } = await invite(await folder(t), { site: s.site });
    const { page } = await s.open('young', { link: young });
    for (const key of keys) {
      await page.keyboard.down(key);
      await page.keyboard.up(key);
    }
    await isAt(page, s.exit);
  });
}
