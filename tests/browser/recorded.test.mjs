// Read aloud from recordings that a text pack names: pinned, fetched together, played from memory, silent when somebody
// goes. No voice of the device is needed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage, launch } from './lib/browser.mjs';
import { SITE, desk, folder, invite, pinned, study } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { serve } from './lib/server.mjs';
import { walk } from './lib/walk.mjs';
import { wire } from './lib/wire.mjs';

/** A sound of so many milliseconds, made by the browser. */
const sound = (page, ms) =>
  page.evaluate(async length => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const to = context.createMediaStreamDestination();
    tone.connect(to);
    tone.start();
    const recorder = new MediaRecorder(to.stream, { mimeType: 'audio/webm;codecs=opus' });
    const parts = [];
    recorder.ondataavailable = e => parts.push(e.data);
    recorder.start();
    await new Promise(ok => setTimeout(ok, length));
    await new Promise(ok => {
      recorder.onstop = ok;
      recorder.stop();
    });
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, ms);

/** A copy of the site whose first Dutch pack for children has recordings; their names by what they read. */
async function recorded(dir, page) {
  const s = await study();
  const pin = s.pins.find(p => p.instrument === 'kindstem-begin-child');
  const pack = await pinned(pin.wording.nl);
  const own = join(dir, 'own');
  await mkdir(join(own, 'audio'), { recursive: true });
  const files = {};
  for (const [of, ms] of Object.entries({ take_part: 300, alone_start: 300, 'alone_start.1': 1500, readers: 400 })) {
    const bytes = Buffer.from(await sound(page, ms));
    files[of] = `${createHash('sha256').update(bytes).digest('hex')}.webm`;
    await writeFile(join(own, 'audio', files[of]), bytes);
  }
  await writeFile(join(own, 'begin.json'), JSON.stringify({ ...pack, audio: files }));
  const site = join(dir, 'site');
  await cp(SITE, site, { recursive: true });
  const template = join(dir, 'template.json');
  await writeFile(template, JSON.stringify(s));
  await desk(['study', 'pin', template, '--out', join(site, 'study.json'), '--site', site, '--instruments', own]);
  const html = await readFile(join(site, 'index.html'), 'utf8');
  const hash = createHash('sha256').update(await readFile(join(site, 'page.json'))).digest('base64');
  await writeFile(join(site, 'index.html'), html.replace(/(page\.json" integrity=")[^"]+/, `$1sha256-${hash}`));
  return { site, files, own };
}

/** Runs in the page before anything else: what is played. */
const hears = () => {
  window.played = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...at) {
    window.played.push(this.buffer.duration);
    return start.apply(this, at);
  };
  const close = AudioContext.prototype.close;
  AudioContext.prototype.close = function () {
    window.played.push('silence');
    return close.apply(this);
  };
};
const played = page => page.evaluate(() => window.played.splice(0));

async function child(t) {
  const dir = await folder(t);
  const browser = await launch(t, { flags: ['--autoplay-policy=no-user-gesture-required'] });
  const made = await recorded(dir, await freshPage(browser));
  const links = await invite(dir, { site: made.site });
  const net = await wire(t, (await serve(t, dir, { site: made.site })).origin);
  const page = await freshPage(browser);
  await page.addInitScript(hears);
  const noise = [];
  page.on('console', m => noise.push(m.text()));
  const form = new Form(page, new Quick(page));
  return { ...made, net, page, form, noise, open: () => form.open(`${net.origin}/${links.child}`) };
}

test('the button is there without a voice; all of the part is fetched, this page is played, and Verder makes it silent', async t => {
  const { form, page, net, files, noise, open } = await child(t);
  await open();
  const audio = () => net.log.filter(r => r.url.startsWith('/audio/')).map(r => r.url.slice(7));
  assert.equal(await form.button('read').count(), 1);
  assert.deepEqual(audio(), [], 'nothing before it is used');
  const all = await plan('child');
  await walk(form, all, answers(), { at: ({ page: p }) => (p.id === 'alone_start' ? 'stop' : undefined) });
  await form.hand.press(form.button('read'));
  await form.box.locator('.read[aria-pressed=true]').waitFor();
  await form.box.locator('.read[aria-pressed=false]').waitFor();
  assert.deepEqual(audio().sort(), Object.values(files).sort(), 'each once, those of other pages too');
  const heard = await played(page);
  assert.equal(heard.length, 3, `the question, the option that has one, the end: ${heard}`);
  assert.equal(heard.at(-1), 'silence');
  assert.ok(heard[0] < heard[1], 'the question first');
  await form.hand.press(form.button('read'));
  await form.box.locator('.read[aria-pressed=true]').waitFor();
  await page.waitForFunction(() => window.played.length === 1);
  await form.hand.choose(form.question(0).locator('input[type=radio]'), 0);
  await form.next();
  assert.ok((await played(page)).includes('silence'), 'another page');
  assert.equal(audio().length, Object.keys(files).length, 'not fetched again');
  assert.deepEqual(noise, []);
});

test('a part without recordings has no button; a changed file is silent and the page goes on', async t => {
  const { form, page, net, files, open } = await child(t);
  net.alter[`/audio/${files.readers}`] = () => Buffer.from('something else');
  await open();
  const all = await plan('child');
  const at = async ({ page: p, part }) => {
    if (p.id === 'readers' && part.n === 0) {
      await form.hand.press(form.button('read'));
      await form.box.locator('.read[aria-pressed=false]').waitFor();
      assert.deepEqual((await played(page)).filter(x => x !== 'silence'), []);
    }
    return part.n > 0 ? 'stop' : undefined;
  };
  await walk(form, all, answers(), { at });
  assert.equal(await form.button('read').count(), 0);
});

test('the desk refuses recordings that are not there, or are not what their name says', async t => {
  const dir = await folder(t);
  const browser = await launch(t);
  const { own, files } = await recorded(dir, await freshPage(browser));
  const check = () => desk(['instrument', 'check', 'kindstem-begin-child', '--wording', join(own, 'begin.json')], [0, 1]);
  assert.equal((await check()).code, 0, 'warnings for what is not recorded, no error');
  await writeFile(join(own, 'audio', files.readers), 'other bytes');
  const { code, out } = await check();
  assert.equal(code, 1);
  assert.match(out, /other_bytes\] \$\.audio\.readers/);
});
