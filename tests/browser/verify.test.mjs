// T-29: each recipient opens what the served page sealed in a trial session; then, and for this page only, live mode.
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { SITE, desk, key } from './lib/desk.mjs';
import { plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { code } from './lib/site.mjs';
import { walk } from './lib/walk.mjs';

test('T-29 what the page seals in a trial session shows that every recipient is ready', async t => {
  const s = await scene(t, { people: ['child'] });
  const form = await s.open('child');
  await walk(form, await plan('child'), answers(), { at: ({ page }) => (page.id === 'calm' ? 'stop' : undefined) });
  const sets = () => new Set(s.net.puts().map(r => r.headers['kindstem-kset']));
  for (let n = 0; sets().size < 2 && n < 100; n++) await form.page.waitForTimeout(50);

  const at = name => join(s.dir, name);
  await mkdir(at('site'));
  await cp(join(SITE, 'respond_bg.wasm'), at('site/respond_bg.wasm'));
  const study = await readFile(join(SITE, 'study.json'), 'utf8');
  await writeFile(at('study.json'), study);
  await writeFile(at('live.json'), study.replace('"mode": "trial"', '"mode": "live"'));
  const pin = fine => desk(['study', 'pin', at('live.json'), '--out', at('pinned.json'), '--site', at('site')], fine);
  assert.match((await pin([1])).err, /not every recipient has been verified/);

  await desk(['study', 'verify', 'challenge', at('study.json'), at('intake'), '--out', at('challenge.json')]);
  const says = async name => {
    const { out } = await desk(['study', 'verify', 'answer', at('challenge.json'), '--identity', key(name)]);
    return out.trim().split(': ')[1];
  };
  for (const group of ['answers', 'contact']) {
    const record = ['study', 'verify', 'record', at('study.json'), at('challenge.json')];
    await desk([...record, '--identity', key(`${group}-1`), '--code', await says(`${group}-2`)]);
  }
  const { id } = JSON.parse(study);
  const { verified } = JSON.parse(await readFile(at(`${id}.verified.json`), 'utf8'));
  assert.equal(verified.length, 4);
  assert.deepEqual([...new Set(verified.map(v => v.app))].filter(Boolean), [await code(SITE)]);
  await pin([0]);

  await writeFile(at('site/respond_bg.wasm'), 'another build');
  assert.match((await pin([1])).out, /opened what other code of the page sealed/);
});
