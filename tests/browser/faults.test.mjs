// T-20, T-24: a network on which everything goes wrong, by chance from a printed seed. Each page whose successor was
// shown is opened exactly once, as it was said. KINDSTEM_ENTRIES goes on for as many entries, or KINDSTEM_MINUTES, and
// prints figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { freshPage, launch } from './lib/browser.mjs';
import { chance, pick } from './lib/chance.mjs';
import { follow, missing, openAll, sessions } from './lib/confirmed.mjs';
import { folder, invite, unseal } from './lib/desk.mjs';
import { Form } from './lib/form.mjs';
import { Quick } from './lib/hands.mjs';
import { plan } from './lib/plan.mjs';
import { serve } from './lib/server.mjs';
import { strangers, toPut } from './lib/strangers.mjs';
import { walk } from './lib/walk.mjs';
import { wire } from './lib/wire.mjs';

const ENTRIES = Number(process.env.KINDSTEM_ENTRIES ?? 1);
const END = Date.now() + 60_000 * Number(process.env.KINDSTEM_MINUTES ?? 1e6);
const SEED = Number(process.env.KINDSTEM_SEED ?? 24);
/** How often each goes wrong, of all requests to the intake. */
const SHARES = { refused: 0.08, 500: 0.1, silent: 0.02, late: 0.02, lost: 0.1, twice: 0.1, stranger: 0.1 };
/** The page's timers from a second to a minute, waiting for the next try and for an answer, run as many times faster. */
const FASTER = 20;
/** Sittings at the same time, where there are many: mostly they wait. */
const LANES = ENTRIES > 1 ? 3 : 1;
const PEOPLE = ['child', 'young', 'parent'];

const hurry = faster => {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (what, ms, ...rest) => real(what, ms >= 1000 && ms <= 60_000 ? ms / faster : ms, ...rest);
};

/** One sitting; counts what happened. */
async function sitting(t, browser, person, random, seen) {
  const dir = await folder(t);
  const link = (await invite(dir, { people: [person] }))[person];
  const server = await serve(t, dir);
  const net = await wire(t, server.origin);
  const stranger = strangers(net, 'PUT', toPut);
  const another = net.fault;
  net.fault = (ask, body) => {
    stranger.on = false;
    if (!ask.url.includes('/v1/')) return another(ask, body);
    const fault = pick(SHARES, random);
    seen.requests += 1;
    if (fault) seen[fault] = (seen[fault] ?? 0) + 1;
    // Another server than the intake answers, each time in another way.
    stranger.on = fault === 'stranger';
    return stranger.on ? another(ask, body) : fault;
  };
  const page = await freshPage(browser);
  await page.addInitScript(hurry, FASTER);
  const form = new Form(page, new Quick(page));
  await form.open(`${net.origin}/${link}`);
  const online = on => page.context().setOffline(!on);
  let away = 0;
  const at = async () => {
    // Not before something was sent: until then the page still loads what it needs.
    if (!net.puts().length) return;
    if (away > 0) {
      away -= 1;
      if (away === 0) await online(true);
    } else if (random() < 0.06) {
      away = 1 + Math.floor(random() * 5);
      seen.offline += 1;
      await online(false);
    }
  };
  const walked = follow({ at });
  const parts = await plan(person);
  await walk(form, parts, answers({ pick: random() < 0.5 ? 0 : -1, words: k => `${k} ${random()}` }), walked);
  walked.passed();
  await online(true);
  await form.sent(180_000);
  await page.context().close();
  // What is late is still on its way.
  await new Promise(ok => setTimeout(ok, 600));

  const opened = await openAll(dir);
  const sent = new Set(net.puts().map(r => r.url));
  assert.equal(opened.length, sent.size, 'each envelope that was ever sent lies there once');
  const all = sessions(opened);
  assert.equal(all.length, 1);
  assert.deepEqual(missing(walked.pages, all[0]), []);
  const { records, report } = await unseal(dir);
  assert.equal(records.flatMap(r => r.parts).filter(p => p.complete).length, parts.length);
  assert.deepEqual(report.integrity.slots.map(s => s.findings), [[]], 'no gap, no fork, no duplicate');
  await server.stop();
  seen.sittings += 1;
  seen.entries += opened.length;
  seen.confirmed += walked.pages.length;
}

test('T-20 T-24 offline, errors, silence, lost answers, repeated and late requests: each page opens exactly once', async t => {
  const seen = { sittings: 0, entries: 0, confirmed: 0, requests: 0, offline: 0 };
  const began = Date.now();
  const browser = await launch(t);
  let begun = 0;
  const lane = async () => {
    while (seen.entries < ENTRIES && Date.now() < END) {
      const [n, done] = [begun++, seen.sittings];
      const random = chance(SEED * 1000 + n);
      const person = PEOPLE[n % PEOPLE.length];
      await t.test(`seed ${SEED}, sitting ${n}`, one => sitting(one, browser, person, random, seen));
      assert.ok(seen.sittings > done);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  assert.ok(seen.requests > seen.entries, 'something went wrong');
  if (ENTRIES > 1) report(seen, (Date.now() - began) / 1000);
});

function report(seen, seconds) {
  const { sittings, entries, confirmed, requests, offline, ...faults } = seen;
  const rows = {
    seed: SEED,
    sittings,
    'entries that were sent, each there once': entries,
    'pages whose successor was shown, each opened exactly once as it was said': confirmed,
    'requests to the intake': requests,
    'times offline, for one to five pages': offline,
    ...Object.fromEntries(Object.entries(faults).map(([k, n]) => [`requests that went wrong: ${k}`, n])),
    seconds: Math.round(seconds),
  };
  for (const [name, value] of Object.entries(rows)) console.log(`| ${name} | ${value} |`);
}
