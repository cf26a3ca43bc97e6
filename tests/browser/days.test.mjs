// Another day than today, and another time zone: a child fills in T0 and asks for a talk, the desk opens everything at
// the same moment. KINDSTEM_DAYS names one case of `tests/days.json`; without it the story is told on each of them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { PHONE } from './lib/browser.mjs';
import { openAll } from './lib/confirmed.mjs';
import { SITE, desk, key, unseal } from './lib/desk.mjs';
import { kept, plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

const CASES = JSON.parse(await readFile(new URL('../days.json', import.meta.url), 'utf8'));
const ONE = process.env.KINDSTEM_DAYS;
const DAY = 86_400_000;

/** `2026-11-23T16:00Z` */
const minute = time => `${new Date(time).toISOString().slice(0, 16)}Z`;

/** Minutes by which a zone is ahead of UTC, by another calendar than the page's. */
function ahead(time, timeZone) {
  const two = '2-digit';
  const how = { timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two };
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en', how).formatToParts(time).map(p => [p.type, p.value]));
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return (local - Math.floor(time / 60_000) * 60_000) / 60_000;
}

for (const [n, { name, days, at, zone }] of CASES.entries()) {
  if (ONE !== undefined && Number(ONE) !== n) continue;
  test(`${name}, ${zone}: a child's talk and answers arrive with their hour and day`, async t => {
    const time = at ? Date.parse(at) : Date.now() + days * DAY;
    const s = await scene(t, { people: ['child'] });
    const context = await s.browser.browser.newContext({ viewport: PHONE, timezoneId: zone });
    // The page's own clock, timers and all; it goes on from that moment.
    await context.clock.install({ time });
    const form = await s.open('child', { page: await context.newPage() });
    const minutes = ahead(time, zone);
    const [year, behind] = await form.page.evaluate(() => [new Date().getFullYear(), new Date().getTimezoneOffset()]);
    assert.deepEqual([year, behind + minutes], [new Date(time + minutes * 60_000).getUTCFullYear(), 0]);

    const say = (part, item) => (item.id === 'wants' ? 1 : answers({ pick: 1, words: () => 'a few words' })(part, item));
    const said = await walk(form, await plan('child'), say);
    await form.sent();
    const end = await form.page.evaluate(() => Date.now());
    const hours = [time, end].map(x => `${minute(x).slice(0, 13)}:00Z`);
    assert.ok(end - time < DAY / 24, 'the page went on from that moment');

    const env = { KINDSTEM_NOW: minute(end) };
    const { out, records, contacts, report } = await unseal(s.dir, { env });
    assert.deepEqual(report.integrity.slots.map(x => x.findings), [[]], 'no clock that jumped, nothing missing');
    const pages = (await openAll(s.dir)).filter(e => e.kind === 'page');
    assert.ok(pages.length > 10);
    for (const { clock, page } of pages) {
      assert.ok(hours.includes(clock.wall), `${page}: ${clock.wall} is not one of ${hours}`);
      assert.equal(clock.tz, minutes, page);
    }
    for (const { part, said: answers } of said) {
      const record = records.find(r => Object.values(r.about).includes(part.about));
      const got = record.parts.find(p => p.instrument.id === part.structure.id);
      const items = part.structure.blocks.flatMap(b => b.pages).flatMap(p => p.items).filter(kept);
      assert.deepEqual(got.answers, Object.fromEntries(items.map(i => [i.id, answers[i.id]])), part.structure.id);
      const days = hours.map(h => minute(Date.parse(h) + minutes * 60_000).slice(0, 10));
      assert.ok(days.includes(got.day), 'the day that the device showed at its first page');
    }
    assert.deepEqual(contacts.map(c => c.wants), ['yes']);
    const { wall } = contacts[0].clock;
    assert.ok(hours.includes(wall));

    const study = join(SITE, 'study.json');
    const list = ['contacts', '--identity', key('contact-1'), '--study', study, '--json', join(s.dir, 'intake')];
    const listed = async (time, fine) => JSON.parse((await desk(list, fine, { KINDSTEM_NOW: minute(time) })).out);
    const { overdue, waiting } = await listed(end, [0]);
    assert.deepEqual([overdue, waiting[0].since, waiting[0].read_by], [0, wall, minute(Date.parse(wall) + 7 * DAY)]);
    assert.equal((await listed(end + 7 * DAY + DAY / 24, [1])).overdue, 1, 'longer than the seven days of the study');

    const held = ['--register', join(s.dir, 'register.age'), '--identity', key('answers-1')];
    const due = await desk(['study', 'due', study, ...held, '--opened', out, '--all', '--json'], [0], env);
    const { on, people } = JSON.parse(due.out);
    const [first, second] = ['T0', 'T1'].map(wave => people.find(p => p.wave === wave));
    const [day] = records.flatMap(r => r.parts).map(p => p.day).sort();
    const last = minute(Date.parse(day) + 60 * DAY).slice(0, 10);
    assert.deepEqual([first.state, first.from, first.to], ['in_time', day, last]);
    const [y, m, d] = day.split('-').map(Number);
    // A leap day has no day of its own a year later: then it is the last of the month.
    const later = Math.min(Date.UTC(y + 1, m - 1, d), Date.UTC(y + 1, m, 0));
    assert.deepEqual([second.state, second.from], ['not_yet', minute(later - 14 * DAY).slice(0, 10)]);
    const { time_zone: timeZone } = JSON.parse(await readFile(study, 'utf8'));
    const there = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    assert.equal(on, there.format(end), 'today is the day in the time zone of the study');
  });
}
