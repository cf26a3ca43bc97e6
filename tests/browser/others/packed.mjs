// What a browser packs before it writes: Firefox its sessions with LZ4 and what pages store with Snappy, every browser
// cells of its databases over several places of a file. A search of the files as they are could pass by a word there.
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findIn } from '../lib/scan.mjs';

const CELLS = fileURLToPath(new URL('cells.py', import.meta.url));

/** Where words (name → word) stand in packed files and in databases: `name: shape in file`. */
export async function packed(profile, words) {
  const found = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    const inside = bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3' ? await cells(file) : [];
    const plain = [mozilla(bytes), ...inside, ...inside.map(snappy)].filter(Boolean);
    const here = new Set(plain.flatMap(b => findIn(b, words)));
    found.push(...[...here].map(f => `${f} in ${file.slice(profile.length)}, unpacked`));
  }
  return found;
}

/** Every text and blob of a database, as bytes. */
function cells(file) {
  return new Promise((ok, no) => {
    execFile('python3', [CELLS, file], { maxBuffer: 1 << 28 }, (error, out, err) => {
      if (error) return void no(new Error(`${file}: ${err}`));
      ok(out.split('\n').filter(Boolean).map(line => Buffer.from(line, 'base64')));
    });
  });
}

/** One block of LZ4 behind Mozilla's own heading of 8 and 4 bytes; `undefined` for any other file. */
export function mozilla(bytes) {
  if (bytes.subarray(0, 8).toString('latin1') !== 'mozLz40\0') return undefined;
  const out = Buffer.alloc(bytes.readUInt32LE(8));
  let [from, to] = [12, 0];
  const more = n => {
    if (n < 15) return n;
    let next;
    do {
      next = bytes[from++];
      n += next;
    } while (next === 255);
    return n;
  };
  while (from < bytes.length) {
    const token = bytes[from++];
    const literals = more(token >> 4);
    bytes.copy(out, to, from, from + literals);
    from += literals;
    to += literals;
    // The last sequence is literals alone.
    if (from >= bytes.length) break;
    const back = bytes.readUInt16LE(from);
    from += 2;
    to = again(out, to, back, more(token & 15) + 4);
  }
  if (to !== out.length) throw new Error(`LZ4: ${to} of ${out.length} bytes`);
  return out;
}

/** Snappy without a frame; `undefined` for bytes that are something else. */
export function snappy(bytes) {
  let [from, to, size] = [0, 0, 0];
  for (let shift = 0; ; shift += 7) {
    if (from >= bytes.length || shift > 28) return undefined;
    const next = bytes[from++];
    size += (next & 127) * 2 ** shift;
    if (next < 128) break;
  }
  // Sixty-fourfold is the most that Snappy saves.
  if (size > bytes.length * 64) return undefined;
  const out = Buffer.alloc(size);
  const little = n => {
    from += n;
    return from <= bytes.length ? bytes.readUIntLE(from - n, n) : NaN;
  };
  while (from < bytes.length) {
    const tag = bytes[from++];
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = 1 + (short < 60 ? short : little(short - 59));
      if (!(from + length <= bytes.length && to + length <= size)) return undefined;
      bytes.copy(out, to, from, from + length);
      from += length;
      to += length;
    } else {
      const length = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
      const back = kind === 1 ? (tag >> 5) * 256 + little(1) : little(kind === 2 ? 2 : 4);
      if (!(back > 0 && back <= to && to + length <= size)) return undefined;
      to = again(out, to, back, length);
    }
  }
  return to === size ? out : undefined;
}

/** Copies what stands `back` bytes before; it may overlap itself. */
function again(out, to, back, length) {
  const end = to + length;
  for (; to < end; to++) out[to] = out[to - back];
  return end;
}
