// The page read aloud from recordings, through memory only: no element that plays, no file, no other origin. `given`:
// `base`; `files`, every recording of the part, ITEM or ITEM.CODE → file; `order`, what the page asks and offers;
// `took()` at the end; the form may call `close`.
const files = new Map();

/** A file by its name, which is its hash; the browser checks it. */
const get = (base, name) => {
  const hash = btoa(String.fromCharCode(...name.slice(0, 64).match(/../g).map(pair => parseInt(pair, 16))));
  return fetch(`${base}audio/${name}`, { integrity: `sha256-${hash}` }).then(answer => {
    if (!answer.ok) throw new Error('load');
    return answer.arrayBuffer();
  });
};

export const open = (_, given) => {
  const context = new AudioContext();
  let gone = false;
  given.close = () => {
    if (gone) return;
    gone = true;
    context.close();
  };
  const read = async () => {
    // All of the part together, so that the network is not told which page is read.
    for (const name of Object.values(given.files)) {
      if (files.has(name)) continue;
      const file = get(given.base, name);
      files.set(name, file);
      // What did not come is asked for again the next time.
      file.catch(() => files.delete(name));
    }
    for (const key of given.order.split(' ')) {
      const name = given.files[key];
      if (!name) continue;
      const bytes = await files.get(name);
      // Decoding takes the bytes away.
      const buffer = await context.decodeAudioData(bytes.slice(0));
      if (gone) return;
      await new Promise(ok => {
        const source = context.createBufferSource();
        Object.assign(source, { buffer, onended: ok });
        source.connect(context.destination);
        source.start();
      });
      if (gone) return;
    }
  };
  read().catch(() => { /* silent, and the page is there to be read */ }).then(() => {
    if (gone) return;
    given.close();
    given.took?.();
  });
};
