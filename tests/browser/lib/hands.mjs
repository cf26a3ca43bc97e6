// Three ways to work a form: keys only, fingers only, and a quick one for stories in which the hand does not matter.

const focused = el => el.getRootNode().activeElement === el;

/** Tab, arrows, space and Enter; never a pointer. */
export class Keys {
  constructor(page) {
    this.page = page;
    this.keys = page.keyboard;
  }

  async #reach(test) {
    for (let tabs = 0; tabs < 80; tabs++) {
      if (await test()) return;
      await this.keys.press('Tab');
    }
    throw new Error('Tab does not lead there');
  }

  async press(locator) {
    const el = await locator.elementHandle();
    await this.#reach(() => el.evaluate(focused));
    const enter = await el.evaluate(e => e.matches('.next'));
    await this.keys.press(enter ? 'Enter' : 'Space');
  }

  /** Tab leads to a group once; arrows go on within it. */
  async choose(radios, index) {
    const all = await radios.elementHandles();
    const at = () => radios.evaluateAll(rs => rs.findIndex(r => r.getRootNode().activeElement === r));
    await this.#reach(async () => (await at()) >= 0);
    const from = await at();
    for (let n = from; n !== index; n += Math.sign(index - from)) {
      await this.keys.press(index > from ? 'ArrowDown' : 'ArrowUp');
    }
    if (!(await all[index].isChecked())) await this.keys.press('Space');
    if (!(await all[index].isChecked())) throw new Error('the option that was chosen is not checked');
  }

  async type(locator, text) {
    const el = await locator.elementHandle();
    await this.#reach(() => el.evaluate(focused));
    await this.keys.type(text);
  }
}

/** Taps; words come from the keyboard on the screen. */
export class Touch {
  constructor(page) {
    this.page = page;
  }
  press(locator) {
    return locator.tap();
  }
  // The row is the target, not the circle in it.
  choose(radios, index) {
    return radios.nth(index).locator('xpath=..').tap();
  }
  async type(locator, text) {
    await locator.tap();
    await this.page.keyboard.type(text);
  }
}

/** Clicks without looking whether they could be made. */
export class Quick {
  constructor(page) {
    this.page = page;
  }
  press(locator) {
    return locator.evaluate(el => el.click());
  }
  choose(radios, index) {
    return radios.nth(index).evaluate(el => el.click());
  }
  async type(locator, text) {
    await locator.focus();
    await this.page.keyboard.insertText(text);
  }
}
