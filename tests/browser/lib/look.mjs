// What can be seen of a page from outside, also of one that came back from the browser's memory.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs in the page, also in one that came back from the browser's memory, where Playwright's own context is gone. */
export async function inPage(page, f, arg) {
  const cdp = await page.context().newCDPSession(page);
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `(${f})(${JSON.stringify(arg)})`,
    returnByValue: true,
    awaitPromise: true,
  });
  await cdp.detach();
  return result.value;
}

/** Everything that a page shows or could show: text, values, shadow roots, and the tree that a screen reader gets. */
export async function everythingIn(page) {
  const seen = await inPage(page, () => {
    const all = root =>
      [...root.querySelectorAll('*')]
        .flatMap(el => [el.value ?? '', ...(el.shadowRoot ? all(el.shadowRoot) : [])])
        .concat(root.textContent ?? '', root.body?.innerText ?? '');
    return [document.title, location.href, JSON.stringify(history.state), ...all(document)].join('\n');
  });
  const cdp = await page.context().newCDPSession(page);
  const tree = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  return seen + JSON.stringify(tree);
}

/** The address bar says so. */
export async function isAt(page, ...urls) {
  let at;
  for (let tries = 0; tries < 100; tries++) {
    at = await inPage(page, () => document.readyState === 'complete' && location.href).catch(() => undefined);
    if (urls.includes(at)) return;
    await sleep(100);
  }
  assert.fail(`${at}, not ${urls.join(' or ')}`);
}
