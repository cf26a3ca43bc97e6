// What most stories begin with: a family, its server with somebody listening on the wire, and a browser.
import { freshPage, launch } from './browser.mjs';
import { folder, invite } from './desk.mjs';
import { Form } from './form.mjs';
import { Quick } from './hands.mjs';
import { serve } from './server.mjs';
import { siteWith, siteWithExit } from './site.mjs';
import { windows } from './windows.mjs';
import { wire } from './wire.mjs';

/**
 * A family that nobody had before. `open(person)` gives a form in a window of its own, `noise` what it complained
 * of. With `exit` the way out leads to a server of the test's own; with `study` the page shows a study that it changed.
 * Stories share a browser unless they have the way out, behind which they look at its history, or ask for their `own`.
 */
export async function scene(t, { langs, wave, flags, family = true, people, exit = false, own = exit, study } = {}) {
  const dir = await folder(t);
  const away = exit ? await siteWithExit(t, dir) : study ? { site: await siteWith(dir, study) } : {};
  const links = family ? await invite(dir, { langs, wave, people, site: away.site }) : {};
  const server = await serve(t, dir, { site: away.site });
  const net = await wire(t, server.origin);
  const browser = own ? await launch(t, { flags }) : await windows(t, flags);
  const noise = [];
  const listen = async page => {
    page.on('console', m => noise.push(`console: ${m.text()}`));
    page.on('pageerror', e => noise.push(`error: ${e.message}`));
    await page.exposeFunction('heard', what => {
      noise.push(what);
    });
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', e =>
        heard(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`),
      ),
    );
  };
  const open = async (person, { page, link = links[person], Hand = Quick, ...options } = {}) => {
    const at = page ?? (await freshPage(browser, options));
    await listen(at);
    const form = new Form(at, new Hand(at));
    await form.open(`${net.origin}/${link}`);
    return form;
  };
  return { dir, links, server, net, browser, noise, open, ...away };
}
