// What an origin keeps in a browser, all of it, read from inside the page.

/** Everything that is stored: names and values; of values that are bytes their first 22 as text, length and entropy. */
export function stored(page) {
  return page.evaluate(async () => {
    const plain = value => {
      if (!(value instanceof Uint8Array)) return value;
      const counts = new Array(256).fill(0);
      // Behind the header, which is text.
      const payload = value.slice(value.lastIndexOf(10, 700) + 1);
      payload.forEach(b => {
        counts[b] += 1;
      });
      return { bytes: value.length, begins: new TextDecoder().decode(value.slice(0, 22)), counts };
    };
    const done = request =>
      new Promise((ok, no) => {
        request.onsuccess = () => ok(request.result);
        request.onerror = no;
      });
    const databases = {};
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const all = await done(db.transaction(store).objectStore(store).getAll());
        databases[`${name}.${store}`] = all.map(v =>
          Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])),
        );
      }
      db.close();
    }
    const files = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return {
      databases,
      files,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      cookies: document.cookie,
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    };
  });
}

/**
 * What the form keeps on this device: keys of what is not confirmed yet, by store, and how many links have a cursor. The
 * database may be of an earlier version, without the store of deletions.
 */
export function held(page) {
  return page.evaluate(async () => {
    const done = request =>
      new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: no }));
    const db = await done(indexedDB.open('v'));
    const keys = async name =>
      db.objectStoreNames.contains(name) ? done(db.transaction(name).objectStore(name).getAllKeys()) : [];
    const [log, gone, draft, cur] = [await keys('log'), await keys('gone'), await keys('draft'), await keys('cur')];
    db.close();
    // One cursor without a name shows that this browser writes.
    return { log, gone, draft, links: cur.filter(Boolean).length };
  });
}

/** Bits per byte of many counts of bytes together. */
export function entropy(counts) {
  const sum = counts.reduce((a, c) => a.map((x, n) => x + c[n]), new Array(256).fill(0));
  const all = sum.reduce((a, b) => a + b, 0);
  return -sum.filter(Boolean).reduce((h, x) => h + (x / all) * Math.log2(x / all), 0);
}
