// The unpackers by which a word is looked for in other browsers' files: bytes made by hand, as the formats are
// described.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder } from './lib/desk.mjs';
import { canary, findIn } from './lib/scan.mjs';
import { mozilla, packed, snappy } from './others/packed.mjs';

const bytes = (...parts) => Buffer.concat(parts.map(p => Buffer.from(p)));
const LONG = 'x'.repeat(300);

/** Mozilla's heading before a block of LZ4 that becomes `size` bytes. */
const headed = (size, ...block) => bytes('mozLz40\0', [size & 255, size >> 8, 0, 0], ...block);

test('LZ4: literals, a copy of what was just written, long lengths', () => {
  // 3 literals and 4 + 15 + 11 bytes from 3 bytes before; then 2 literals to the end.
  assert.equal(mozilla(headed(35, [0x3f], 'abc', [3, 0, 11], [0x20], 'yz')).toString(), `${'abc'.repeat(11)}yz`);
  assert.equal(mozilla(headed(300, [0xf0, 255, 30], LONG)).toString(), LONG);
  assert.equal(mozilla(Buffer.from('{"a":1}')), undefined);
  assert.throws(() => mozilla(headed(5, [0x20], 'yz')), /2 of 5 bytes/);
});

test('Snappy: literals and the three kinds of copies; other bytes are no Snappy', () => {
  assert.equal(snappy(bytes([11], [2 << 2], 'abc', [1 | (1 << 2), 3], [2 << 2], 'xyz')).toString(), 'abcabcabxyz');
  assert.equal(snappy(bytes([15], [2 << 2], 'abc', [2 | (11 << 2), 3, 0])).toString(), 'abc'.repeat(5));
  assert.equal(snappy(bytes([6], [2 << 2], 'abc', [3 | (2 << 2), 3, 0, 0, 0])).toString(), 'abcabc');
  assert.equal(snappy(bytes([0xac, 2], [61 << 2, 43, 1], LONG)).toString(), LONG);
  for (const other of [[], [5], [3, 2 << 2, 97], [4, 1, 9], [255, 255, 255, 255, 255], [200, 0, 65]]) {
    assert.equal(snappy(Buffer.from(other)), undefined, `${other}`);
  }
});

test('a word that packing broke in two is found, in a session and in a cell of a database', async t => {
  const dir = join(await folder(t), 'profile');
  await mkdir(dir);
  const broken = () => {
    const [p, q, r] = [0, 7, 14].map(n => canary().slice(n, n + 7));
    return { p, q, r, word: p + q + p + r };
  };
  const [session, cell] = [broken(), broken()];
  const block = headed(28, [0xe3], session.p, session.q, [14, 0], [0x70], session.r);
  await writeFile(join(dir, 'recovery.jsonlz4'), block);
  const blob = bytes([28], [13 << 2], cell.p, cell.q, [1 | (3 << 2), 14], [6 << 2], cell.r);
  const make = `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('create table t (n integer, v blob)')
db.execute('insert into t values (1, ?)', (bytes.fromhex(sys.argv[2]),))
db.commit()`;
  execFileSync('python3', ['-c', make, join(dir, 'data.sqlite'), blob.toString('hex')]);
  const words = { session: session.word, cell: cell.word, nowhere: canary() };
  for (const bytes of [block, blob]) assert.deepEqual(findIn(bytes, words), []);
  const found = await packed(dir, words);
  assert.deepEqual(found.sort(), [
    'cell: UTF-8 in /data.sqlite, unpacked',
    'session: UTF-8 in /recovery.jsonlz4, unpacked',
  ]);
});
