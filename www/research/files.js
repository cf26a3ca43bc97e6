// Files that somebody chose or dropped, each with its path from the folder on. Nothing is read before it is opened.
const picked = (path, file) => ({ path, size: file.size, bytes: () => file.arrayBuffer() });

/** The files of an input. */
export const chosen = input => [...input.files].map(file => picked(file.webkitRelativePath || file.name, file));

const got = (entry, how) => new Promise((ok, no) => entry[how](ok, no));

async function inside(entry, path, out) {
  if (entry.isFile) return void out.push(picked(path, await got(entry, 'file')));
  const reader = entry.createReader();
  // A browser gives a folder a hundred at a time, and an empty list at the end.
  for (let some = [0]; some.length; ) {
    some = await new Promise((ok, no) => reader.readEntries(ok, no));
    for (const each of some) await inside(each, `${path}/${each.name}`, out);
  }
}

/** The files that were dropped, those of folders too. */
export async function dropped(event) {
  // The list is empty once the event is over.
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean);
  const out = [];
  for (const entry of entries) await inside(entry, entry.name, out);
  return out;
}
