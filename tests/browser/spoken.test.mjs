// Own words that are spoken: in memory until they are sealed, nowhere on the disk, and the network sees what it sees of
// who types.
import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './lib/answers.mjs';
import { freshPage, launch, pageOnDisk } from './lib/browser.mjs';
import { folder, invite, scoreAndExport, unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { MICROPHONE, OWN, says, speak, tap, toOwnWords, toTheEnd } from './lib/own-words.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { serve } from './lib/server.mjs';
import { walk } from './lib/walk.mjs';

const WEBM = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
/** What a recording has inside: the name of its codec, and the mark of a cluster with its tail of unknown length. */
const INSIDE = { codec: Buffer.from('OpusHead'), cluster: Buffer.from([0x1f, 0x43, 0xb6, 0x75]) };
/** Which bytes of a recording stand in any file of a folder. */
async function recordingsIn(root) {
  const found = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name)).catch(() => Buffer.alloc(0));
    for (const [name, mark] of Object.entries(INSIDE)) {
      if (bytes.includes(mark) && (name === 'codec' || bytes.includes(WEBM))) found.push(`${name} in ${entry.name}`);
    }
  }
  return found;
}

test('T-30 a child who only speaks: the desk finds the recording, the disk has none', async t => {
  const dir = await folder(t);
  const [links, server] = [await invite(dir), await serve(t, dir)];
  const profile = join(dir, 'profile');
  const browser = await launch(t, { profile, flags: MICROPHONE });
  const page = await pageOnDisk(browser);
  const form = new Form(page, new Quick(page));
  await form.open(`${server.origin}/${links.child}`);
  await toOwnWords(form);
  await speak(form, 4000);
  await tap(form, 'Luister');
  await sleep(600);
  await tap(form, 'Stop');
  assert.equal(await page.evaluate(() => document.querySelector('kindstem-form').shadowRoot.querySelectorAll('audio,video').length), 0);
  await form.next();
  await toTheEnd(form);
  await sleep(4000);
  await browser.quit();

  assert.deepEqual(await recordingsIn(profile), [], 'no recording in the profile');
  const opened = await unseal(dir);
  const part = opened.records.flatMap(r => r.parts).find(p => p.own_words?.length);
  const [own] = part.own_words;
  assert.deepEqual([own.item, own.media], [OWN, 'webm']);
  assert.equal(part.answers[OWN], '', 'an answer, without typed words');
  assert.equal(part.modes.find(m => m.page === own.page).mode.input, 'spoken');
  const recording = await readFile(join(opened.out, 'words', own.file));
  assert.ok(recording.subarray(0, 4).equals(WEBM) && recording.includes(INSIDE.codec));
  assert.ok(recording.length > 4000, `${recording.length} bytes`);

  await t.test('the search finds a recording that is there', async () => {
    await writeFile(join(profile, 'Default', 'planted'), Buffer.concat([Buffer.alloc(1000, 7), recording]));
    assert.deepEqual((await recordingsIn(profile)).sort(), ['cluster in planted', 'codec in planted']);
  });
  await t.test('it can be heard: a browser decodes it', async () => {
    const again = await launch(t);
    const heard = await freshPage(again);
    const seconds = await heard.evaluate(async bytes => {
      const audio = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(new Uint8Array(bytes).buffer);
      return audio.duration;
    }, [...recording]);
    assert.ok(seconds > 2 && seconds < 6, `${seconds} seconds`);
  });
  await t.test('the default tables have nothing of it, the restricted ones do', async () => {
    const tables = await scoreAndExport(opened, dir);
    const row = tables.words.find(r => r.item === OWN);
    assert.deepEqual([row.words, row.file], ['', own.file]);
    const copied = await readFile(join(opened.out, 'words-words', own.file));
    assert.ok(copied.equals(recording));
    assert.ok(!(await readdir(join(opened.out, 'tables'))).some(f => /webm|words/.test(f)));
  });
});

test('T-17 who speaks, who draws, who types and who does nothing: the same requests, the same sizes', async t => {
  const s = await scene(t, { family: false, flags: MICROPHONE });
  const run = async how => {
    const link = (await invite(await folder(t))).child;
    const before = s.net.log.length;
    const form = await s.open('child', { link });
    await toOwnWords(form);
    await how?.(form);
    await form.next();
    if (form.screen.warned) await form.next();
    await toTheEnd(form);
    await form.page.context().close();
    const seen = s.net.log.slice(before);
    // A browser asks again for what it wants again; which files are asked for at all is what tells something.
    return { puts: seen.filter(r => r.method === 'PUT').map(r => r.body.length), gets: [...new Set(seen.filter(r => r.method === 'GET').map(r => r.url))].sort() };
  };
  const nothing = await run();
  assert.ok(nothing.gets.includes('/tools.js'), 'loaded for everybody');
  assert.ok(nothing.puts.filter(n => n > 65_536).length >= 12);
  const ways = {
    typed: form => form.hand.type(form.box.locator('textarea'), 'mijn eigen woorden'),
    spoken: form => speak(form, 2500),
    drawn: async form => {
      await form.box.locator('[data-way=draw]').click();
      await form.box.locator('.sheet').click();
    },
  };
  for (const [name, how] of Object.entries(ways)) {
    const other = await run(how);
    assert.deepEqual(other.gets, nothing.gets, name);
    assert.equal(other.puts.length, nothing.puts.length, name);
    other.puts.forEach((size, n) => assert.ok(Math.abs(size - nothing.puts[n]) <= 300, `${name}, ${n}: ${size} and ${nothing.puts[n]}`));
  }
  assert.deepEqual(s.noise, []);
});

/** Counts microphones that are on. */
const listens = () => {
  const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.tracks = [];
  navigator.mediaDevices.getUserMedia = async what => {
    const stream = await get(what);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
};
const on = page => page.evaluate(() => window.tracks.filter(track => track.readyState === 'live').length);

async function recording(t, flags = MICROPHONE) {
  const s = await scene(t, { flags });
  const page = await freshPage(s.browser);
  await page.addInitScript(listens);
  const form = await s.open('child', { page });
  await toOwnWords(form);
  await form.box.locator('[data-way=speak]').click();
  await tap(form, 'Begin');
  return { s, page, form };
}

test('the microphone is let go of at Help, when the page is hidden, and by Snel weg', async t => {
  const { page, form } = await recording(t);
  await says(form, 'microfoon is aan');
  await sleep(1200);
  assert.equal(await on(page), 1);
  await form.overlay(0);
  assert.equal(await on(page), 0, 'Help');
  await form.next();
  assert.match(await form.box.locator('.ready').innerText(), /staat klaar/, 'what was said by then is there');
  await form.box.locator('[data-way=speak]').click();
  await tap(form, 'Opnieuw');
  await says(form, 'microfoon is aan');
  assert.equal(await on(page), 1);
  await sleep(1200);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await form.box.locator('.veil').waitFor();
  assert.equal(await on(page), 0, 'hidden');
  await page.evaluate(() => delete document.visibilityState);
  await form.box.locator('.veil').click();
  await form.box.locator('[data-way=speak]').click();
  await tap(form, 'Opnieuw');
  await says(form, 'microfoon is aan');
  assert.equal(await on(page), 1);
  const left = await page.evaluate(() => {
    document.querySelector('kindstem-form').leave();
    return window.tracks.filter(track => track.readyState === 'live').length;
  });
  assert.equal(left, 0, 'Snel weg');
});

test('Verder while the microphone is on: the end of it is kept too', async t => {
  const { s, page, form } = await recording(t);
  await says(form, 'microfoon is aan');
  await sleep(1700);
  await form.next();
  assert.equal(await on(page), 0);
  await toTheEnd(form);
  const { records } = await unseal(s.dir);
  assert.equal(records.flatMap(r => r.parts).flatMap(p => p.own_words ?? []).length, 1);
});

test('Back while the microphone is on: it stops, and what was said stays with its page', async t => {
  const s = await scene(t, { flags: MICROPHONE });
  const form = await s.open('child');
  await walk(form, await plan('child'), answers(), { at: ({ page }) => (page.id === 'words' ? 'stop' : undefined) });
  await form.box.locator('[data-way=speak]').click();
  await tap(form, 'Begin');
  await says(form, 'microfoon is aan');
  await sleep(1200);
  await form.button('back').click();
  await says(form, 'Dit staat klaar');
  await form.back();
  assert.equal(await form.box.locator('.own').count(), 0);
  await form.next();
  await form.box.locator('.ready').waitFor();
  await form.next();
  await toTheEnd(form);
  const { records } = await unseal(s.dir);
  assert.deepEqual(records.flatMap(r => r.parts).flatMap(p => p.own_words ?? []).map(w => w.item), ['words']);
});

test('thrown away before it was confirmed, nothing of it is sealed', async t => {
  const { s, form } = await recording(t);
  await says(form, 'microfoon is aan');
  await sleep(1200);
  await tap(form, 'Stop');
  await tap(form, 'Gooi weg');
  await says(form, 'oortjes');
  await form.next();
  assert.ok(form.screen.warned, 'it is open again');
  await form.next();
  await toTheEnd(form);
  const { records } = await unseal(s.dir);
  assert.deepEqual(records.flatMap(r => r.parts).flatMap(p => p.own_words ?? []), []);
});

test('a microphone that is refused is said calmly, and typing goes on', async t => {
  const { s, form } = await recording(t, ['--use-fake-device-for-media-stream', '--deny-permission-prompts']);
  await says(form, 'microfoon gaat hier niet aan');
  const asked = await form.box.locator('h1').innerText();
  await form.hand.type(form.box.locator('textarea'), 'dan maar zo');
  await form.next();
  // The chips of the page are open.
  await form.next();
  assert.notEqual(await form.box.locator('h1').innerText(), asked);
  assert.deepEqual(s.noise, []);
});

test('somebody is near: nobody is asked to speak or draw', async t => {
  const s = await scene(t, { flags: MICROPHONE });
  const form = await s.open('child');
  const near = (part, item) => (item.id === 'alone_start' ? 2 : answers()(part, item));
  await walk(form, await plan('child'), near, { at: ({ page }) => (page.items.some(i => i.id === OWN) ? 'stop' : undefined) });
  assert.equal(await form.box.locator('.way').count(), 0);
  const parent = await s.open('parent');
  const at = ({ page }) => (page.items.some(i => i.kind === 'own_words') ? 'stop' : undefined);
  await walk(parent, await plan('parent'), answers(), { at });
  assert.equal(await parent.box.locator('.way').count(), 0, 'the study offers it to children and young people');
});
