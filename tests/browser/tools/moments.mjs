// Screens around the questions: one function each, which brings a form there and has pictures taken.
import { answers } from '../lib/answers.mjs';
import { freshPage } from '../lib/browser.mjs';
import { Form } from '../lib/form.mjs';
import { Quick } from '../lib/hands.mjs';
import { plan } from '../lib/plan.mjs';
import { scene } from '../lib/scene.mjs';
import { walk } from '../lib/walk.mjs';
import { WHOLE } from './pictures.mjs';

const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--mute-audio'];
const STILL = { reducedMotion: 'reduce' };

/** A person's form on the page that `there` names; `say(code)` answers its first question. */
async function at({ t, lang }, person, there, more = {}) {
  const s = await scene(t, { langs: { [person]: lang }, ...more, flags: [...WHOLE, ...(more.flags ?? [])] });
  const form = await s.open(person, STILL);
  const parts = await plan(person);
  let here;
  const stop = now => {
    if (now.page.id !== there && !now.items.some(i => i.id === there)) return undefined;
    here = now;
    return 'stop';
  };
  await walk(form, parts, answers(), { at: stop, lang });
  const say = code => form.answer(0, here.part.structure, here.items[0], code);
  return { s, form, say };
}

const press = (form, css) => form.hand.press(form.box.locator(css).first());

export const MOMENTS = {
  async stopping(m) {
    const { form } = await at(m, 'child', 'angry');
    await form.overlay(1);
    await m.take(form.page, 'pause');
    await press(form, '.ways button');
    await m.take(form.page, 'pause-talk');
    await press(form, '.escape');
    await form.settle();
    await m.take(form.page, 'stop');
    await press(form, '.escape');
    await form.settle();
    await m.take(form.page, 'throw-away');
  },
  async another_time(m) {
    const { form, say } = await at(m, 'child', 'alone_start');
    await say(0);
    await form.next();
    await m.take(form.page);
  },
  async practice(m) {
    const { form } = await at(m, 'child', 'practice');
    await form.button('leave').click();
    await form.box.locator('.cover').waitFor();
    await m.take(form.page, 'covered');
    await form.box.locator('.cover').waitFor({ state: 'detached' });
    await m.take(form.page, 'explained');
  },
  async understood(m) {
    const { form, say } = await at(m, 'child', 'may_stop');
    await m.take(form.page, 'asked');
    await form.next();
    await m.take(form.page, 'blank');
    await form.look();
    for (const what of ['wrong', 'wrong-again', 'whom-to-ask']) {
      await say(0);
      await press(form, '.next');
      await form.page.waitForTimeout(200);
      await m.take(form.page, what);
    }
  },
  async a_house(m) {
    const { form } = await at(m, 'child', 'houses');
    const door = n => form.hand.press(form.box.locator('.door').nth(n));
    await door(0);
    await form.settle();
    await form.next();
    if (form.screen.warned) await form.next();
    await door(1);
    await form.settle();
    await form.hand.type(form.box.locator('textarea'), 'Dat mama weggaat.');
    await m.take(form.page, 'open');
    await form.back();
    await m.take(form.page, 'left-by-the-arrow');
  },
  async wish(m) {
    for (const person of ['child', 'parent']) {
      const { form } = await at(m, person, 'wants');
      await m.take(form.page, person);
      if (person === 'parent') continue;
      await form.next();
      if (form.screen.warned) await form.next();
      await m.take(form.page, 'where');
    }
  },
  async a_no(m) {
    const { form, say } = await at(m, 'child', 'taking_part');
    await form.next();
    await m.take(form.page, 'gentle-line');
    await form.look();
    await say(2);
    await form.next();
    await m.take(form.page, 'ask-first');
    await form.look();
    await say(0);
    await form.step();
    await m.take(form.page, 'talk');
    await form.step();
    await m.take(form.page, 'calm');
  },
  async a_number_that_is_none(m) {
    const { form } = await at(m, 'parent', 'household_1');
    await form.question(1).locator('input').fill('hundred');
    await form.box.locator('.wrong').first().waitFor();
    await m.take(form.page);
  },
  async visits(m) {
    const { s, form } = await at(m, 'parent', 'household_1');
    const other = await s.open('parent', { page: await form.page.context().newPage() });
    await m.take(other.page, 'open-elsewhere');
    await other.next();
    await form.settle();
    await m.take(form.page, 'taken-over');
    await form.page.close();
    await other.page.reload();
    await other.settle();
    await m.take(other.page, 'again');
  },
  async nobody_there(m) {
    const { form } = await at(m, 'child', 'mood_pre');
    await form.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await form.settle();
    await m.take(form.page);
  },
  async refused(m) {
    const s = await scene(m.t, { langs: { child: m.lang } });
    const cut = await s.open('child', { ...STILL, link: s.links.child.slice(0, -4) });
    await m.take(cut.page, 'link');
    const page = await freshPage(s.browser, STILL);
    await page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await s.open('child', { page });
    await m.take(page, 'storage');
  },
  async not_sent_yet(m) {
    const { form } = await at(m, 'child', 'angry');
    await form.page.context().setOffline(true);
    await form.overlay(1);
    await press(form, '.escape');
    await form.settle();
    await form.next();
    await m.take(form.page);
  },
  async spoken(m) {
    const { form } = await at(m, 'child', 'safe_helps', { flags: MICROPHONE });
    const button = n => form.box.locator('.tool .ways .way').nth(n);
    await form.box.locator('[data-way=speak]').click();
    await button(0).waitFor();
    await m.take(form.page, 'before');
    await button(0).click();
    await form.page.waitForTimeout(1500);
    await m.take(form.page, 'recording');
    await button(0).click();
    await form.page.waitForTimeout(500);
    await m.take(form.page, 'ready');
  },
  async drawn(m) {
    const { form } = await at(m, 'child', 'safe_helps');
    await form.box.locator('[data-way=draw]').click();
    const sheet = form.box.locator('.sheet');
    await sheet.scrollIntoViewIfNeeded();
    const box = await sheet.boundingBox();
    const point = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
    const line = async points => {
      await form.page.mouse.move(...point(points[0]));
      await form.page.mouse.down();
      for (const p of points) await form.page.mouse.move(...point(p), { steps: 6 });
      await form.page.mouse.up();
    };
    await line([[0.2, 0.8], [0.2, 0.45], [0.5, 0.2], [0.8, 0.45], [0.8, 0.8], [0.2, 0.8]]);
    await press(form, '.colours button:nth-child(3)');
    await line([[0.45, 0.8], [0.45, 0.6], [0.6, 0.6], [0.6, 0.8]]);
    await m.take(form.page);
  },
  async letterbox_closed(m) {
    const people = ['child'];
    const study = x => (x.protocol.letterbox.closed = [{ from: '2000-01-01', to: '2099-12-31' }]);
    const s = await scene(m.t, { langs: { child: m.lang }, wave: 'letterbox', people, study });
    const form = await s.open('child', STILL);
    await m.take(form.page);
  },
  async interviewer(m) {
    const s = await scene(m.t, { langs: { child: m.lang } });
    const page = await freshPage(s.browser, STILL);
    const form = new Form(page, new Quick(page));
    await page.goto(`${s.net.origin}/interviewer.html${s.links.child}`);
    await page.locator('#code').fill('INT-7');
    for (const [name, value] of Object.entries({ place: 'school', how: 'reads', near: 'parent' }))
      await page.locator(`input[name=${name}][value=${value}]`).check();
    await m.take(page);
    await page.locator('main > form button').click();
    await form.settle();
    await m.take(page, 'handed-over');
    await form.next();
    await form.button('leave').click();
    await page.waitForURL(/\/quiet\.html$/);
    await m.take(page, 'quiet');
  },
  async results(m) {
    const study = s => {
      s.results = { from: '2000-01-01', texts: [{ sets: ['8-11'], children: 12, text: { nl: 'Dit vonden we: kinderen willen vaker vertellen wat zij nodig hebben.', en: 'We found this: children want to say more often what they need.' } }] };
    };
    const s = await scene(m.t, { langs: { child: m.lang }, wave: 'T2', study });
    const form = await s.open('child', STILL);
    const no = (part, item) => (item.flow?.gate === undefined ? answers()(part, item) : 0);
    await walk(form, await plan('child', 'T2'), no, { lang: m.lang });
    await form.sent();
    await form.page.reload();
    await form.settle();
    await m.take(form.page);
  },
};
