// The positive control: a careless page that keeps what is typed in every usual way. A scan that does not find all of
// it proves nothing about the form.
import { createServer } from 'node:http';
import { canary } from './scan.mjs';

const PAGE = `<!doctype html><title>control</title>
<textarea id="area"></textarea><input id="line">
<script>
  const keep = async words => {
    localStorage.setItem('k', words.local);
    sessionStorage.setItem('k', words.session);
    console.log(words.console);
    const db = await new Promise((ok, no) => {
      const open = indexedDB.open('c', 1);
      open.onupgradeneeded = () => open.result.createObjectStore('s');
      open.onsuccess = () => ok(open.result);
      open.onerror = no;
    });
    await new Promise(ok => {
      const tx = db.transaction('s', 'readwrite', { durability: 'strict' });
      tx.objectStore('s').put(words.indexed, 1);
      tx.oncomplete = ok;
    });
  };
</script>`;

/** Serves the page. */
export async function control(t) {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(PAGE));
  await new Promise(ok => server.listen(0, '127.0.0.1', ok));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Leaves canaries on the careless page; gives them. */
export async function careless(page, url) {
  const words = {
    local: canary(),
    session: canary(),
    console: canary(),
    indexed: canary(),
    area: canary(),
    line: canary(),
  };
  await page.goto(url);
  await page.evaluate(w => keep(w), words);
  for (const field of ['area', 'line']) {
    await page.locator(`#${field}`).focus();
    await page.keyboard.type(words[field]);
  }
  return words;
}
