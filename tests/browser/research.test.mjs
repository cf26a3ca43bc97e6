// The research page, from a folder to a figure: what it shows is what the desk finds, nothing leaves the machine, and
// after locking nothing is left.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { inject, inspect, violations } from './lib/axe.mjs';
import { freshPage, launch } from './lib/browser.mjs';
import { cohort, compared } from './lib/cohort.mjs';
import { desk, folder, key, SITE, table } from './lib/desk.mjs';
import { everythingIn } from './lib/look.mjs';
import { line, MICROPHONE, openSheet, speak, toMoreOwnWords, toOwnWords, toTheEnd } from './lib/own-words.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { serve } from './lib/server.mjs';
import { stored } from './lib/storage.mjs';
import { walk } from './lib/walk.mjs';

const FAMILIES = 16;
const dir = await mkdtemp(join(tmpdir(), 'kindstem-cohort-'));
after(() => rm(dir, { recursive: true, force: true }));
const PASSPHRASE = 'six words that nobody would guess';
const PROTECTED = join(dir, 'protected.txt');
await writeFile(join(dir, 'passphrase.txt'), PASSPHRASE);
const keygen = ['keygen', '--out', PROTECTED, '--passphrase', '--json', '--name', 'Onderzoeker 3'];
const reader = JSON.parse((await desk(keygen, [0], { KINDSTEM_PASSPHRASE_FILE: join(dir, 'passphrase.txt') })).out);
const made = await cohort(dir, { families: FAMILIES, seed: 5, recipient: reader });

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const KEYS = [key('answers-1'), key('contact-1')];

async function researcher(t, { flags, host = '127.0.0.1', ...options } = {}) {
  const server = await serve(t, await folder(t));
  const browser = await launch(t, { flags });
  const page = await freshPage(browser, { ...DESKTOP, ...options });
  const noise = [];
  const asked = [];
  page.on('console', m => noise.push(`console: ${m.text()}`));
  page.on('pageerror', e => noise.push(`error: ${e.message}`));
  page.on('request', r => asked.push(`${r.method()} ${r.url()}`));
  await page.goto(`http://${host}:${server.port}/research.html`);
  return { page, noise, asked, server };
}

async function give(page, { files = made, keys = KEYS } = {}) {
  await page.locator('#folder').setInputFiles(files);
  await page.locator('#keys').setInputFiles(keys);
}

async function opened(t, options) {
  const r = await researcher(t, options);
  await give(r.page);
  await r.page.getByRole('button', { name: 'Open', exact: true }).click();
  await r.page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
  return r;
}

const go = async (page, name) => {
  await page.getByRole('navigation').getByRole('button', { name }).click();
};
const drawn = page => page.locator('.drawing[data-drawn] canvas').first().waitFor();

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Rows in one order, whatever order they came in. */
const sorted = rows => rows.map(r => JSON.stringify(r)).sort();

test('from a folder to a figure: the page says what the desk says, and only its own files are asked for', async t => {
  const { page, noise, asked, server } = await opened(t);
  // The list comes first; the rule of the study put somebody on it.
  const review = page.getByRole('region', { name: 'What somebody should look at' });
  assert.match(await review.innerText(), /rule of the study: total is at least 10/);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1', 'the heading is read out first');

  await go(page, 'Completeness');
  const truth = JSON.parse(await readFile(join(made, 'truth.json'), 'utf8'));
  const answered = truth.families.map(f => f.answered.map(w => w.length)).reduce((a, b) => a.map((n, i) => n + b[i]));
  const sums = await page.locator('.matrix .sum td').allInnerTexts();
  assert.deepEqual(sums.map(s => Number(s.split(' ')[0])), answered, 'complete per wave, as it was made');

  const found = await compared(dir, made);
  await go(page, 'Transitions');
  await drawn(page);
  const moved = page.locator('.figure').first();
  const csv = await saved(page, moved.getByRole('button', { name: 'Save CSV' }));
  assert.equal(csv.name, 'class-transitions.csv');
  const main = table(await found('trajectories')).filter(r => r.informants === 'main_caregiver');
  assert.ok(main.length > 3, `${main.length} ways`);
  assert.deepEqual(sorted(table(csv.bytes.toString())), sorted(main));
  const svg = await saved(page, moved.getByRole('button', { name: 'Save SVG' }));
  assert.match(svg.bytes.toString(), /^<svg[\s\S]*Compulsory/);
  const png = await saved(page, moved.getByRole('button', { name: 'Save PNG' }));
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.bytes.readUInt32BE(16) === 1800, 'twice 900 pixels wide');

  await go(page, 'Trajectories');
  await drawn(page);
  await page.getByLabel('Score').selectOption('phq-9 total');
  await page.getByText(/SD 5\.5, reliability 0\.84 \(retest\)/).waitFor();
  const lines = table((await saved(page, page.getByRole('button', { name: 'Save CSV' }))).bytes.toString());
  const change = table(await found('change')).filter(r => r.instrument === 'phq-9' && r.score === 'total');
  for (const row of change.filter(r => r.rc))
    assert.equal(lines.find(l => l.person_id === row.person_id).rc, row.rc, row.person_id);

  await go(page, 'Clinical range');
  await drawn(page);
  const waves = async () => new Set(table((await saved(page, page.getByRole('button', { name: 'Save CSV' }))).bytes.toString()).map(r => r.wave));
  assert.deepEqual([...(await waves())].sort(), ['T0', 'T1', 'T2'], 'all waves side by side');
  assert.equal(await page.getByLabel('Of whom').count(), 0, 'only two waves are compared in the same people');
  await page.getByLabel('Waves').selectOption('T0 → T2');
  await page.getByLabel('Of whom').waitFor();
  const bands = table((await saved(page, page.getByRole('button', { name: 'Save CSV' }))).bytes.toString());
  const all = sorted(table(await found('bands')));
  assert.ok(bands.length > 0 && sorted(bands).every(b => all.includes(b)));

  await go(page, 'Agreement');
  await drawn(page);
  await page.locator('.drawing[data-drawn]').nth(1).waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /F00/, 'no family stands among the views');

  assert.deepEqual(noise, []);
  const own = new RegExp(`^GET http://127\\.0\\.0\\.1:${server.port}/(research\\.html|icon\\.svg|research/[\\w.]+)$`);
  assert.deepEqual(asked.filter(a => !own.test(a) && !a.startsWith('GET blob:')), []);
  assert.ok(asked.findIndex(a => a.endsWith('charts.js')) > 5, 'the charting library comes with the first figure');
});

test('a child is heard in a room of its own, and locking leaves nothing', async t => {
  const { page, noise } = await opened(t);
  await go(page, 'Reading room');
  assert.equal(await page.getByRole('navigation').count(), 0, 'nothing else is on the screen');
  assert.match(await page.locator('blockquote').innerText(), /made up/);
  assert.match(await page.locator('.share').innerText(), /^(May be shared|Talk with me first|Not to be shared(: nothing was said about it)?)$/);
  const first = await page.locator('.steps p').innerText();
  await page.getByRole('button', { name: 'Next' }).click();
  assert.notEqual(await page.locator('.steps p').innerText(), first);
  await page.getByRole('button', { name: 'Leave the room' }).click();
  await go(page, 'Completeness');
  assert.match(await everythingIn(page), /F0001/);

  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Lock' }).click()]);
  await page.getByText('Locked. Nothing of what was open is here any more.').waitFor();
  assert.doesNotMatch(await everythingIn(page), /F0001|made up/);
  const nothing = { databases: {}, files: [], local: [], session: [], cookies: '', caches: [], workers: 0 };
  assert.deepEqual(await stored(page), nothing);
  await page.goBack().catch(() => undefined);
  assert.doesNotMatch(await everythingIn(page), /F0001|made up/);
  assert.deepEqual(noise, []);
});

test('what was drawn is seen and what was spoken is heard, and neither is ever a file or an address', async t => {
  const s = await scene(t, { own: true, flags: MICROPHONE });
  const child = await s.open('child');
  await toOwnWords(child);
  await line(child.page, await openSheet(child), [0.2, 0.2], [0.8, 0.2], [0.8, 0.8]);
  await toMoreOwnWords(child);
  await speak(child, 2500);
  await child.next();
  await toTheEnd(child);

  const files = join(await folder(t), 'kept');
  await mkdir(files);
  await cp(join(s.dir, 'intake'), join(files, 'intake'), { recursive: true });
  for (const [from, name] of [[SITE, 'study.json'], [s.dir, 'register.age']]) await cp(join(from, name), join(files, name));
  const { page, noise, asked } = await researcher(t, { flags: ['--mute-audio'] });
  await inject(page);
  await give(page, { files });
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor();
  await go(page, 'Reading room');
  const until = async what => {
    while (!(await page.locator(what).count())) {
      assert.equal(await page.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled'), null, `${what} is there`);
      const at = await page.locator('.steps p').innerText();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.waitForFunction(b => document.querySelector('.steps p').innerText !== b, at);
    }
  };
  const back = async () => {
    const before = page.getByRole('button', { name: 'Before' });
    while ((await before.getAttribute('aria-disabled')) === null) await before.click();
  };
  await until('svg.drawn');
  assert.match(await page.locator('svg.drawn path').getAttribute('d'), /^M\d+ \d+(l-?\d+ -?\d+)+$/);
  const sheet = await page.locator('svg.drawn').boundingBox();
  assert.ok(Math.abs(sheet.width / sheet.height - 4 / 3) < 0.05, 'the whole sheet');
  assert.deepEqual(await violations(page), []);
  await back();
  await until('.spoken');
  const button = page.locator('.spoken button');
  const length = page.evaluate(() => new Promise(ok => {
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...args) {
      ok(this.buffer.duration);
      start.apply(this, args);
    };
  }));
  await button.click();
  assert.ok((await length) > 1.5, `${await length} seconds`);
  assert.equal(await button.innerText(), 'Stop');
  assert.deepEqual(await violations(page), []);
  await button.click();
  await page.waitForFunction(() => document.querySelector('.spoken button').innerText.startsWith('Listen'));
  assert.equal(await page.locator('.spoken .soft').innerText(), '');
  assert.equal(asked.filter(a => a.includes('blob:')).length, 0);
  assert.deepEqual(noise, []);
});

test('a key behind a passphrase opens here, and what was typed is nowhere afterwards', async t => {
  const { page, noise } = await researcher(t);
  await give(page, { keys: [PROTECTED] });
  const open = page.getByRole('button', { name: 'Open', exact: true });
  const field = page.getByLabel('Passphrase of protected.txt');
  await field.waitFor();
  assert.ok(await open.isDisabled(), 'not without it');
  await field.fill('another one');
  await open.click();
  assert.match(await page.getByRole('alert').innerText(), /protected\.txt cannot be opened with this passphrase/);
  assert.equal(await field.inputValue(), '');
  assert.ok(await open.isDisabled());
  await field.fill(PASSPHRASE);
  await field.press('Enter');
  await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
  assert.doesNotMatch(await everythingIn(page), /guess/);
  await go(page, 'Completeness');
  assert.match(await everythingIn(page), /F0001/, 'its register and answers are open');
  assert.deepEqual(noise, []);
});

test('fifteen minutes without use lock it', async t => {
  const { page } = await researcher(t);
  await page.clock.install();
  await page.reload();
  await give(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.clock.runFor(5000);
  await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
  await page.clock.runFor(14 * 60_000);
  assert.equal(await page.getByRole('navigation').count(), 1);
  await Promise.all([page.waitForEvent('load'), page.clock.runFor(2 * 60_000)]);
  await page.getByText('Locked.').waitFor();
});

test('everything works with the keyboard alone', async t => {
  const { page } = await researcher(t);
  await give(page);
  const focus = () => page.evaluate(() => document.activeElement.innerText || document.activeElement.id || document.activeElement.localName);
  const tabTo = async (what, most = 40) => {
    for (let n = 0; n < most; n++) {
      await page.keyboard.press('Tab');
      if ((await focus()).trim() === what) return;
    }
    assert.fail(`${what} is not reached: ${await focus()}`);
  };
  await tabTo('Open');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focus(), 'Reading room', 'the screens stand right before the heading');
  for (let n = 0; n < 2; n++) await page.keyboard.press('Shift+Tab');
  assert.equal(await focus(), 'Clinical range');
  await page.keyboard.press('Enter');
  await drawn(page);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'select');
  const title = page.locator('.figure h2');
  const before = await title.innerText();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(b => document.querySelector('.figure h2').innerText !== b, before);
  await tabTo('Save CSV');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /^ranges-.*\.csv$/);
});

test('every screen, narrow and wide, light and dark', async t => {
  const { page } = await researcher(t);
  await inject(page);
  const found = [];
  await inspect({ page }, 'start', found);
  await give(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
  await inspect({ page }, 'first', found);
  for (const name of ['Completeness', 'Transitions', 'Trajectories', 'Clinical range', 'Agreement', 'Reading room']) {
    await go(page, name);
    if (await page.locator('.drawing').count()) await drawn(page);
    await inspect({ page }, name, found);
  }
  assert.deepEqual(found, []);
});

test('who waits for a talk: the list of kindstem contacts, until a person handled that contact', async t => {
  const s = await scene(t);
  const child = await s.open('child');
  const at = ({ page }) => (page.id === 'mood_pre' ? 'stop' : undefined);
  await walk(child, await plan('child'), answers(), { at });
  await child.overlay(1);
  await child.hand.press(child.box.locator('.ways button').first());
  await child.overlay(0);
  // Everything that was confirmed has arrived, the contact of the pause with it.
  for (let n = -1; n !== s.net.puts().length; await child.page.waitForTimeout(2_000)) n = s.net.puts().length;
  const files = join(await folder(t), 'kept');
  await mkdir(files);
  await cp(join(s.dir, 'intake'), join(files, 'intake'), { recursive: true });
  await cp(join(SITE, 'study.json'), join(files, 'study.json'));
  const contacts = async (...more) => {
    const of = ['--study', join(files, 'study.json'), '--handled', join(files, 'handled.age'), '--json'];
    const ran = await desk(['contacts', '--identity', key('contact-1'), ...of, ...more, join(files, 'intake')], [0, 1]);
    return JSON.parse(ran.out).waiting;
  };
  const [call] = await contacts();
  const list = async () => {
    const { page } = await researcher(t);
    await give(page, { files });
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: /who waits/, level: 1 }).waitFor({ timeout: 60_000 });
    return page.locator('main').innerText();
  };
  const told = await list();
  assert.ok(told.includes(call.slot.slice(0, 8)) && told.includes('wants a talk'), told);
  const ids = call.wishes.flatMap(w => ['--handle', w.contact]);
  assert.deepEqual(await contacts(...ids, '--step', 'talked', '--by', 'Anna'), []);
  assert.match(await list(), /Nobody waits for a talk\./);
});

test('a folder that is dropped gives what a chosen one gives', async t => {
  const { page, noise } = await researcher(t);
  const found = page.locator('.drop .list');
  await page.locator('#folder').setInputFiles(made);
  await page.locator('.drop .found').nth(2).waitFor();
  const chosen = await found.innerText();
  assert.match(chosen, /[0-9]{3} envelopes of/, 'more than a browser lists at a time');
  await page.reload();
  assert.doesNotMatch(await found.innerText(), /envelopes of/);
  const box = await page.locator('.drop').boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + 20, data: { items: [], files: [made], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, ...at });
  await page.locator('.drop .found').nth(2).waitFor();
  assert.equal(await found.innerText(), chosen);
  assert.deepEqual(noise, []);
});

test('what cannot be opened says why and what to do', async t => {
  const { page } = await researcher(t);
  const at = name => join(dir, name);
  await writeFile(at('letters.txt'), '-----BEGIN AGE ENCRYPTED FILE-----\n');
  await writeFile(at('cut.txt'), (await readFile(PROTECTED)).subarray(0, 60));
  await writeFile(at('other.txt'), 'no key at all');
  const open = async keys => {
    await give(page, { keys });
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    return page.getByRole('alert').innerText();
  };
  assert.match(await open([at('letters.txt')]), /ASCII-armored[\s\S]*age -p -o key\.age/);
  assert.match(await open([at('cut.txt')]), /damaged[\s\S]*the other copy/);
  assert.match(await open([at('other.txt')]), /not an identity file[\s\S]*kindstem keygen/);
  // The register is sealed to the readers of answers.
  assert.match(await open([key('contact-1')]), /register\.age[\s\S]*recipients/);
});

test('on any other machine than one’s own it opens nothing', async t => {
  const { page } = await researcher(t, { flags: ['--host-resolver-rules=MAP kindstem.test 127.0.0.1'], host: 'kindstem.test' });
  assert.match(await page.getByRole('alert').innerText(), /your own machine only/);
  assert.equal(await page.locator('input').count(), 0);
});
