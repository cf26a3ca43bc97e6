// Where a link goes on after a visit that was cut off.

/** The block that the link goes on with, as the device keeps it. */
export const cursor = page =>
  page.evaluate(async () => {
    const done = request =>
      new Promise((ok, no) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: no }));
    const db = await done(indexedDB.open('v'));
    const all = await done(db.transaction('cur').objectStore('cur').getAll());
    db.close();
    return Math.max(0, ...all.map(c => c.next ?? 0));
  });

/** Parts from a block on, counted over all of them. */
export function from(parts, block) {
  let before = 0;
  const rest = parts.map(part => {
    const blocks = part.structure.blocks.filter(() => before++ >= block);
    return { ...part, structure: { ...part.structure, blocks } };
  });
  return rest.filter(p => p.structure.blocks.length);
}
