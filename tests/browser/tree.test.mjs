// What a keyboard and a screen reader meet on each page: one heading, a name for everything, states that are true, and
// a tab order that is the order of the page with Snel weg first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers } from './lib/answers.mjs';
import { asks, choices, plan } from './lib/plan.mjs';
import { scene } from './lib/scene.mjs';
import { walk } from './lib/walk.mjs';

/** Nodes of the accessibility tree that are not ignored: role, name, checked. */
async function tree(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const byId = Object.fromEntries(nodes.map(n => [n.nodeId, n]));
  const inside = n => n.childIds.flatMap(id => [byId[id], ...inside(byId[id])]).filter(Boolean);
  return nodes
    .filter(n => !n.ignored)
    .map(n => ({
      role: n.role?.value,
      name: n.name?.value ?? '',
      checked: n.properties?.find(p => p.name === 'checked')?.value.value,
      inside: () =>
        inside(n)
          .filter(c => !c.ignored)
          .map(c => ({
            role: c.role?.value,
            name: c.name?.value ?? '',
            checked: c.properties?.find(p => p.name === 'checked')?.value.value,
          })),
    }));
}

/** Stops of the keyboard as they should be: the order of the document, a group of radios once. */
const expected = page =>
  page.evaluate(() => {
    const root = document.querySelector('kindstem-form').shadowRoot;
    const all = [...root.querySelectorAll('a[href], button:not([disabled]), input:not([disabled]), textarea')];
    const stops = all.filter(el => {
      if (el.type !== 'radio') return true;
      const group = all.filter(o => o.name === el.name);
      return el === (group.find(o => o.checked) ?? group[0]);
    });
    stops.forEach((el, n) => {
      el.stop = n;
    });
    stops[0].focus();
    return { count: stops.length, first: stops[0].className };
  });

/** The number of the stop that has the focus, or what else has it. */
const stop = page =>
  page.evaluate(() => {
    const at = document.querySelector('kindstem-form').shadowRoot.activeElement;
    return at?.stop ?? `${at?.tagName} ${at?.className} in ${document.activeElement?.tagName}, ${document.hasFocus()}`;
  });

/** The ways to speak and draw come with a script of their own. */
const whole = page =>
  page.waitForFunction(() => {
    const own = document.querySelector('kindstem-form').shadowRoot.querySelector('.own');
    return !own || own.querySelector('button');
  });

async function tabs(page, where) {
  await whole(page);
  const { count, first } = await expected(page);
  assert.equal(first, 'leave', `${where}: Snel weg comes first`);
  for (let n = 1; n < count; n++) {
    await page.keyboard.press('Tab');
    assert.equal(await stop(page), n, `${where}: stop ${n} of ${count}`);
  }
}

for (const person of ['parent', 'child', 'young']) {
  test(`${person}: names, states and order on every page`, async t => {
    const s = await scene(t);
    const form = await s.open(person);
    const { page } = form;
    const check = async ({ part, block, page: asked, items, said }, done) => {
      const where = `${part.structure.id} ${asked.id}`;
      const nodes = await tree(page);
      assert.equal(nodes.filter(n => n.role === 'heading').length, 1, `${where}: one heading`);
      assert.ok(
        nodes.some(n => n.role === 'main'),
        where,
      );
      for (const n of nodes.filter(x => ['button', 'link', 'radio', 'checkbox', 'textbox', 'group'].includes(x.role))) {
        assert.ok(n.name.trim(), `${where}: a ${n.role} without a name`);
      }
      const questions = items.filter(asks);
      const alone = questions.length === 1;
      for (const [n, item] of questions.entries()) {
        const title = alone ? form.screen.h1 : form.screen.questions[n];
        if (item.kind === 'choice' || item.kind === 'choices') {
          const group = nodes.find(x => ['group', 'radiogroup'].includes(x.role) && x.name === title);
          assert.ok(group, `${where}: no group is called “${title}”`);
          const role = item.kind === 'choice' ? 'radio' : 'checkbox';
          const options = group.inside().filter(x => x.role === role);
          assert.equal(options.length, choices(part.structure, item).length, `${where}: ${item.id}`);
          const list = choices(part.structure, item).map(c => c.code);
          const order = item.kind === 'choices' ? await form.order(n, part.structure, item) : list;
          const checked = order.filter((_, i) => options[i].checked === 'true');
          assert.deepEqual(
            list.filter(code => checked.includes(code)),
            done ? [said[item.id]].flat() : [],
            `${where}: ${item.id}`,
          );
        } else if (item.kind !== 'rank') {
          assert.ok(
            nodes.some(x => x.role === 'textbox' && x.name === title),
            `${where}: ${item.id}`,
          );
        }
      }
      if (asked === block.pages[0]) await tabs(page, where);
    };
    const at = here => check(here, false);
    const answered = async here => {
      // Branching may have brought up a question since the page was drawn.
      await form.look();
      const questions = here.block.pages.find(p => p === here.page).items.filter(
        i => asks(i) && i.parent_option === here.within && i.id in here.said,
      );
      await check({ ...here, items: questions }, true);
    };
    await walk(form, await plan(person), answers({ pick: -1, several: 2 }), { at, answered });
  });
}
