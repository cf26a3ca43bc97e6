// The study's page with another way out: a server of the test's own, so that what leaves with Snel weg can be seen.
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { SITE } from './desk.mjs';

const sha256 = bytes => createHash('sha256').update(bytes).digest();

/** A copy of the site in `dir` whose exits lead to `exit`; `asked` has the headers of everyone who came there. */
export async function siteWithExit(t, dir) {
  const asked = [];
  const server = createServer((ask, answer) => {
    if (ask.url === '/') asked.push(ask.rawHeaders.join('\n').toLowerCase());
    // Late, so that what stands on the screen until then can be seen.
    setTimeout(
      () => answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Weer</title><p>Zon.</p>'),
      400,
    );
  });
  await new Promise(ok => server.listen(0, '127.0.0.1', ok));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // Another site than the form's, as in life.
  const exit = `http://localhost:${server.address().port}/`;

  const site = await siteWith(dir, study => {
    for (const set of Object.keys(study.exit)) study.exit[set] = exit;
  });
  return { site, exit, asked };
}

/**
 * A copy of the site in `dir` whose study `change(study, site)` has changed; its pages are pinned to it. First comes the
 * desk's study, then the one of the pages.
 */
export async function siteWith(dir, change) {
  const site = join(dir, 'site');
  await cp(SITE, site, { recursive: true });
  // The desk's with every pin, and the page's.
  const changed = async name => {
    const study = JSON.parse(await readFile(join(site, name), 'utf8'));
    await change(study, site);
    const bytes = Buffer.from(JSON.stringify(study));
    await writeFile(join(site, name), bytes);
    return bytes;
  };
  await changed('study.json');
  const bytes = await changed('page.json');
  const { languages } = JSON.parse(bytes);
  const pin = `sha256-${sha256(bytes).toString('base64')}`;
  for (const name of ['index.html', 'interviewer.html']) {
    const page = await readFile(join(site, name), 'utf8');
    const pinned = page.replace(/(page\.json" (?:data-)?integrity=")[^"]+/, `$1${pin}`);
    await writeFile(join(site, name), pinned.replace(/(languages=")[^"]*/, `$1${languages.join(' ')}`));
  }
  return site;
}

/** The SHA-256 of a site's code, hex, as entries name it. */
export const code = async site => sha256(await readFile(join(site, 'respond_bg.wasm'))).toString('hex');

/** Puts another build in the place of a site: code with another hash that does the same, and everything that names it. */
export async function rebuild(site) {
  const change = async (name, how) => {
    const old = await readFile(join(site, name));
    const bytes = how(old);
    await writeFile(join(site, name), bytes);
    return text => text.replaceAll(sha256(old).toString('base64'), sha256(bytes).toString('base64'));
  };
  // A section with a name and nothing in it.
  const wasm = await change('respond_bg.wasm', old => Buffer.concat([old, Buffer.from([0, 5, 4]), Buffer.from('next')]));
  const shell = await change('element.js', old => Buffer.from(wasm(old.toString())));
  await change('index.html', old => Buffer.from(shell(old.toString())));
}
