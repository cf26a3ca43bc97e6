// T-09, T-15, T-17, T-18: what the network and the host see, and that one person makes one record whatever happens there.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers, certain, everything, nothing } from './lib/answers.mjs';
import { invite, folder, study, unseal } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { canary, findIn } from './lib/scan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const AGE = 'age-encryption.org/v1\n';
/** Random bytes in the header of an age file that make no two alike. */
const GREASE = 300;

test('T-15 own origin only, sealed bodies only, nothing before the child takes part, and no complaint', async t => {
  const { net, open, noise, browser, links } = await scene(t, { own: true });
  const urls = [];
  browser.browser.on('context', c => c.on('request', r => urls.push(r.url())));
  const form = await open('child');
  form.page.context().on('request', r => urls.push(r.url()));
  const words = { words: canary() };
  const at = ({ page }) => {
    if (page.id === 'taking_part') assert.equal(net.puts().length, 0, 'nothing is sent before taking part');
  };
  await walk(form, await plan('child'), answers({ words: () => words.words }), { at });
  await form.sent();
  assert.ok(net.puts().length > 25);
  assert.deepEqual(
    urls.filter(u => new URL(u).origin !== net.origin),
    [],
  );
  assert.deepEqual(noise, [], 'no violation of the policy, no error, nothing on the console');
  for (const { method, url, headers, raw, body } of net.log) {
    const where = `${method} ${url}`;
    assert.deepEqual(findIn(Buffer.concat([Buffer.from(`${url}\n${raw}\n`), body]), words), [], where);
    assert.ok(!url.includes(links.child.slice(1)), 'the invite stays in the browser');
    assert.equal(headers.referer, undefined, where);
    assert.equal(headers.cookie, undefined, where);
    if (method === 'GET') {
      assert.equal(body.length, 0, where);
    } else {
      assert.equal(method, 'PUT');
      assert.match(url, /^\/v1\/s\/[0-9a-f]{32}\/e\/[0-9a-f]{32}$/);
      assert.equal(body.subarray(0, AGE.length).toString(), AGE, where);
      const known =
        /^(host|connection|content-length|content-type|if-none-match|kindstem-kset|user-agent|cache-control|pragma|origin|(accept|sec-).*)$/;
      assert.deepEqual(
        Object.keys(headers).filter(h => !known.test(h)),
        [],
      );
    }
  }
});

test('T-18 what the host keeps and says: sealed envelopes, and no slot, link or word in any file or line', async t => {
  const s = await scene(t, { people: ['child'] });
  const form = await s.open('child');
  const words = {};
  await walk(form, await plan('child'), answers({ words: key => (words[key] = canary()) }));
  await form.sent();
  const slot = s.net.puts()[0].url.match(/\/s\/([0-9a-f]{32})\//)[1];
  const sought = { ...words, slot, link: s.links.child.slice(1) };
  assert.ok(Object.keys(words).length > 3);
  const all = (await readdir(s.dir, { recursive: true, withFileTypes: true })).filter(f => f.isFile());
  const found = {};
  let kept = 0;
  for (const file of all) {
    const path = join(file.parentPath, file.name);
    const where = path.slice(s.dir.length + 1).split('/')[0];
    kept += Number(where === 'intake');
    for (const what of findIn(await readFile(path), sought)) (found[where] ??= []).push(what);
  }
  assert.ok(kept > 25);
  // The search sees what is there: the researcher's own list of links.
  assert.deepEqual(found, { 'links.csv': ['link: UTF-8'] });
  // The slot is the name of a folder, and stands nowhere else.
  const folders = (await readdir(join(s.dir, 'intake'))).map(k => readdir(join(s.dir, 'intake', k)));
  assert.deepEqual((await Promise.all(folders)).flat(), folders.map(() => slot));
  assert.match(s.server.said(), /^serving \S+ at http:\/\/127\.0\.0\.1:\d+\/\n$/, 'no log');
});

/** The sizes of what one session sends, in their order. */
async function traffic(s, person, say) {
  const link = (await invite(await folder(s.t)))[person];
  const before = s.net.puts().length;
  const form = await s.open(person, { link });
  await walk(form, await plan(person), say);
  await form.sent();
  await form.page.context().close();
  return s.net
    .puts()
    .slice(before)
    .map(r => r.body.length);
}

for (const person of ['parent', 'child', 'young']) {
  test(`T-09 T-17 ${person}: who says nothing, everything or no sends the same number of the same sizes`, async t => {
    const s = { t, ...(await scene(t, { family: false })) };
    const no = (_, item) => (item.flow?.gate === undefined ? certain(item) : 0);
    const [least, most, none] = [
      await traffic(s, person, nothing),
      await traffic(s, person, everything),
      await traffic(s, person, no),
    ];
    assert.ok(least.length > 25);
    for (const [name, other] of Object.entries({ most, none })) {
      assert.equal(other.length, least.length, name);
      other.forEach((size, n) =>
        assert.ok(Math.abs(size - least[n]) <= GREASE, `${name}, ${n}: ${size} and ${least[n]}`),
      );
    }
  });
}

const parts = (records, id) => records.flatMap(r => r.parts).filter(p => p.instrument.id === id);

/** One record about the child and one about each of its two homes; every part stands there once, and whole. */
async function oneOfEach(records) {
  const abouts = (await plan('child')).map(p => p.about);
  assert.equal(records.length, new Set(abouts).size);
  assert.equal(records.flatMap(r => r.parts).filter(p => p.complete).length, abouts.length);
}

test('T-21 two tabs: the second says so, takes over, and one record comes of it', async t => {
  const s = await scene(t);
  const first = await s.open('child');
  await walk(first, await plan('child'), answers(), { at: ({ page }) => (page.id === 'calm' ? 'stop' : undefined) });
  const second = await s.open('child', { page: await first.page.context().newPage() });
  assert.equal(second.screen.h1, 'Deze vragen zijn al open');
  await second.next();
  assert.equal(second.screen.h1, 'Welkom terug');
  await first.look();
  assert.equal(first.screen.h1, 'Hier is het dicht');
  await second.next();
  const all = await plan('child');
  const open = all.findIndex(p => p.structure.id === 'kindstem-wellbeing-child');
  await walk(second, all.slice(open), answers({ pick: -1 }));
  await second.sent();
  const { records, report } = await unseal(s.dir);
  await oneOfEach(records);
  assert.equal(
    parts(records, 'kindstem-wellbeing-child')[0].answers.happy,
    3,
    'what the second tab said, where the first had not closed the block',
  );
  const [{ findings }] = report.integrity.slots;
  assert.deepEqual(
    findings.map(f => Object.keys(f)[0]),
    ['corrected', 'several_sessions'],
    'said, and nothing worse',
  );
});

test('T-21 a double click on the last button makes one record', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  const answered = async ({ page }) => {
    if (page.id !== 'mood_post') return undefined;
    await form.button('next').dblclick();
    return 'stop';
  };
  await walk(form, await plan('child'), answers(), { answered });
  await form.settle();
  while (form.screen.beside) await form.step();
  assert.ok(form.screen.ended);
  await form.sent();
  const pages = (await plan('child')).flatMap(p => p.structure.blocks).flatMap(b => b.pages);
  const asking = pages.filter(p => p.items.some(i => i.destination?.startsWith('contact'))).length;
  const own = pages.flatMap(p => p.items).filter(i => i.kind === 'own_words' && i.parent_option === undefined).length;
  const expected = pages.length + asking + 3 + own * (await study()).protocol.own_words.envelopes;
  assert.equal(s.net.puts().length, expected, 'one entry a page, the envelopes of own words, one manifest, contact envelopes where it is asked and two more');
  const { records, report } = await unseal(s.dir);
  await oneOfEach(records);
  assert.deepEqual(
    report.integrity.slots.map(x => x.findings),
    [[]],
  );
});

test('offline from the first question on: the ending is honest, and online again everything goes out', async t => {
  const s = await scene(t);
  const form = await s.open('child');
  const at = async ({ page }) => {
    if (page.id === 'felt') await form.page.context().setOffline(true);
  };
  await walk(form, await plan('child'), answers(), { at });
  assert.match(form.screen.text, /Nog niet alles is verstuurd/);
  const before = s.net.puts().length;
  await form.page.context().setOffline(false);
  assert.doesNotMatch((await form.sent()).text, /Nog niet alles/);
  assert.ok(s.net.puts().length > before);
  const { records } = await unseal(s.dir);
  await oneOfEach(records);
});
