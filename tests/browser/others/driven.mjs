// A page in a browser that Playwright does not drive here: as much of its interface as `Form` and `walk` use, over a
// driver that can open an address, run a function in the page, and press keys. Each browser adds `back`, `forward` and
// `requests`, all that the page asked for.

const LIMIT = 30_000;
const LOOK = 50;

/** Runs in the page: the elements at the end of a chain of selectors and places, through open shadow roots. */
const find = steps => {
  let found = [document];
  for (const step of steps) {
    if (typeof step === 'number') found = found.slice(step, step + 1);
    else found = found.flatMap(el => [...(el.shadowRoot ?? el).querySelectorAll(step)]);
  }
  return found;
};

/** A text as keys that are pressed, for either driver. */
export const keys = text => [...text].flatMap(value => ['keyDown', 'keyUp'].map(type => ({ type, value })));

export class Page {
  /** `driver`: `goto(url)`, `run(source)` that gives what a JavaScript expression becomes, `type(text)`. */
  constructor(driver) {
    this.driver = driver;
    this.keyboard = { type: text => driver.type(text) };
  }

  goto(url) {
    return this.driver.goto(url);
  }

  evaluate(f, arg) {
    return this.driver.run(`(${f})(${JSON.stringify(arg) ?? ''})`);
  }

  locator(selector) {
    return new Locator(this, [selector]);
  }
}

class Locator {
  constructor(page, steps) {
    Object.assign(this, { page, steps });
  }

  locator(selector) {
    return new Locator(this.page, [...this.steps, selector]);
  }

  nth(n) {
    return new Locator(this.page, [...this.steps, n]);
  }

  /** The function gets all elements. */
  evaluateAll(f) {
    return this.page.driver.run(`(${f})((${find})(${JSON.stringify(this.steps)}))`);
  }

  /** The function gets the first element, once it is there. */
  async evaluate(f) {
    await this.waitFor();
    return this.page.driver.run(`(${f})((${find})(${JSON.stringify(this.steps)})[0])`);
  }

  count() {
    return this.evaluateAll(all => all.length);
  }

  getAttribute(name) {
    return this.page.driver.run(`(${find})(${JSON.stringify(this.steps)})[0].getAttribute(${JSON.stringify(name)})`);
  }

  click() {
    return this.evaluate(el => {
      // Behind the answer to this call, which a page that is gone would not give.
      setTimeout(() => el.click());
    });
  }

  focus() {
    return this.evaluate(el => el.focus());
  }

  /** Until it is there, or with `state: 'detached'` until it is not. */
  async waitFor({ state = 'attached', timeout = LIMIT } = {}) {
    const end = Date.now() + timeout;
    while (((await this.count()) > 0) === (state === 'detached')) {
      if (Date.now() > end) throw new Error(`${this.steps.join(' ')} is not ${state}`);
      await new Promise(ok => setTimeout(ok, LOOK));
    }
  }
}
