// The form on the screen, as a respondent meets it. All of it stands in one open shadow root.

/** Runs in the page: waits until another screen than the marked one is there, and says which. */
const settled = async limit => {
  const end = performance.now() + limit;
  for (;;) {
    const root = document.querySelector('kindstem-form')?.shadowRoot;
    const page = root?.querySelector('.page, .veil, [role=alert].load');
    const busy = root?.querySelector('.next[aria-busy=true]');
    const gentle = root?.querySelector('.gentle');
    const h1 = page?.querySelector('h1')?.textContent ?? null;
    // Another screen may be drawn into the same element.
    const other = page !== root?.seen || h1 !== root?.heading;
    if (page && !busy && (other || (gentle && gentle !== root.gentle))) {
      const warned = !other;
      [root.seen, root.heading, root.gentle] = [page, h1, gentle];
      const questions = [...page.querySelectorAll('.q')].map(
        q => q.querySelector('legend, .legend')?.textContent ?? null,
      );
      return {
        warned,
        h1,
        text: page.innerText,
        questions,
        ended: page.classList.contains('end'),
        // Screens beside the questions: a talk after a no, something calm before the ending.
        beside: page.classList.contains('talks') || !!root.querySelector('.breath'),
        count: root.querySelector('.count')?.textContent ?? null,
      };
    }
    if (performance.now() > end) throw new Error(`no new screen; it shows: ${root?.querySelector('.app')?.innerText}`);
    await new Promise(ok => setTimeout(ok, 10));
  }
};

export class Form {
  constructor(page, hand) {
    this.page = page;
    this.hand = hand;
    this.box = page.locator('kindstem-form');
  }

  /** Opens a link and waits for the first screen. */
  async open(url) {
    await this.page.goto(url);
    return this.settle();
  }

  /** The next screen that is new. */
  async settle(limit = 30_000) {
    this.screen = await this.page.evaluate(settled, limit);
    return this.screen;
  }

  question(n) {
    return this.box.locator('.q').nth(n);
  }
  button(name) {
    return this.box.locator(`.${name}`);
  }

  /** *Verder*, and what it brings; screens beside the questions are passed by. */
  async next() {
    await this.step();
    while (this.screen.beside) await this.step();
    return this.screen;
  }

  /** *Verder*, and the very next screen. */
  async step() {
    await this.hand.press(this.button('next'));
    return this.settle();
  }

  async back() {
    await this.hand.press(this.button('back'));
    return this.settle();
  }

  /** Help or pause, by its place. */
  async overlay(n) {
    await this.hand.press(this.box.locator('.bar button').nth(n));
    return this.settle();
  }

  /** Another language; the screen stays, its words change. */
  async speak(lang) {
    await this.hand.press(this.box.locator(`.lang[lang=${lang}]`));
    await this.box.locator(`.lang[lang=${lang}][aria-pressed=true]`).waitFor();
    return this.look();
  }

  /** The ending, when the intake has everything. */
  async sent(limit = 30_000) {
    await this.box.locator('.end [role=status]').waitFor({ state: 'detached', timeout: limit });
    return this.look();
  }

  /** The screen that is there, once more. */
  async look() {
    await this.page.evaluate(() => {
      document.querySelector('kindstem-form').shadowRoot.seen = null;
    });
    return this.settle();
  }

  /** Codes of several options in the order on the screen. */
  async order(n, structure, item) {
    const places = await this.question(n)
      .locator('input[type=checkbox]')
      .evaluateAll(boxes => boxes.map(b => Number(b.value)));
    return places.map(place => structure.options[item.options][place].code);
  }

  /** Opens a door. */
  async enter(n) {
    await this.hand.press(this.box.locator('.door').nth(n));
    return this.settle();
  }

  /** Gives one answer: a code, codes, a number, words, or a way not to answer. */
  async answer(n, structure, item, say, offered) {
    const q = this.question(n);
    if (say?.escape !== undefined) {
      const more = q.locator('.more');
      if ((await more.count()) && (await more.getAttribute('aria-expanded')) === 'false') await this.hand.press(more);
      return this.hand.press(q.locator('.escape').nth(say.escape));
    }
    const all = offered ?? structure.options?.[item.options]?.map(c => c.code);
    switch (item.kind) {
      case 'choice':
        return this.hand.choose(q.locator('input[type=radio]'), all.indexOf(say));
      case 'choices':
        for (const code of say) await this.hand.press(q.locator(`input[type=checkbox][value="${all.indexOf(code)}"]`));
        return undefined;
      case 'rank':
        for (const [n, code] of say.entries()) {
          const rest = all.filter(c => !say.slice(0, n).includes(c));
          await this.hand.press(q.locator('.add').nth(rest.indexOf(code)));
          await q.locator('.place').nth(n).waitFor();
        }
        return undefined;
      default:
        return this.hand.type(q.locator('input[type=text], textarea'), String(say));
    }
  }
}
