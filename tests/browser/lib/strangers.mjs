// Servers that stand in the intake's place and answer something else: filters, log-in pages, hosts with one page for
// every address, proxies that store nothing. None of what they say proves anything.
import { createHash } from 'node:crypto';

const PAGE = '<!doctype html><title>Log in</title><p>Log in to go on.</p>';
const HTML = { 'content-type': 'text/html' };
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

const says =
  (status, body = '', headers = {}) =>
  (answer, asked) =>
    answer.writeHead(status, headers).end(typeof body === 'function' ? body(asked) : body);

/** An answer that never ends. */
const endless = first => (answer, asked) => {
  answer.writeHead(200, { 'content-type': 'text/plain' });
  answer.write(first(asked));
  const more = setInterval(() => answer.write('.'.repeat(1 << 12)), 5);
  answer.on('close', () => clearInterval(more));
};

/** Answers nothing at all behind its head. */
const silent = answer => answer.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders();

/** A redirect to a page of this site: the address is answered by [`redirected`] below. */
const redirect = (status, to) => says(status, '', { location: to });

/**
 * Answers that prove nothing, by name; `proof(asked)` is what an intake would say to this request, `status` with which
 * status.
 */
const nearly = (proof, status) => ({
  '200 text/html': says(200, PAGE, HTML),
  '200 empty': says(200),
  '200 ok': says(200, 'ok'),
  '201 text/html': says(201, PAGE, HTML),
  '202 with the right body': says(202, proof),
  204: says(204),
  '206 with the right body': says(206, proof),
  '303 to a page': redirect(303, '/index.html'),
  '302 to a page': redirect(302, '/index.html'),
  '307 to somebody who says the right thing': (answer, asked) =>
    answer.writeHead(307, { location: `/stranger/${proof(asked).replaceAll(' ', '_')}` }).end(),
  '303 to somebody who says the right thing': (answer, asked) =>
    answer.writeHead(303, { location: `/stranger/${proof(asked).replaceAll(' ', '_')}` }).end(),
  '410 text/html': says(410, PAGE, HTML),
  '403 text/html': says(403, PAGE, HTML),
  '404 with the right body': says(404, proof),
  '409 text/html': says(409, PAGE, HTML),
  '500 with the right body': says(500, proof),
  '511 text/html': says(511, PAGE, HTML),
  'in capitals': says(status, asked => proof(asked).toUpperCase()),
  'in quotes': says(status, asked => JSON.stringify(proof(asked))),
  'in a JSON object': says(status, asked => JSON.stringify({ sha256: proof(asked) })),
  'behind a space': says(status, asked => ` ${proof(asked)}`),
  'before a space': says(status, asked => `${proof(asked)} `),
  'before CR LF': says(status, asked => `${proof(asked)}\r\n`),
  'behind a byte order mark': says(status, asked => `\ufeff${proof(asked)}`),
  'all but the last sign': says(status, asked => proof(asked).slice(0, -1)),
  'with a page behind it': says(status, asked => proof(asked) + PAGE),
  'huge, and right at the beginning': says(status, asked => proof(asked) + ' '.repeat(1 << 22)),
  'endless, and right at the beginning': endless(proof),
  'never anything behind the head': silent,
  'broken off': (answer, asked) => {
    answer.writeHead(status, { 'content-length': 65 });
    answer.write(proof(asked));
    setTimeout(() => answer.destroy(), 20);
  },
});

/** To a `PUT` of an envelope. */
export const toPut = {
  ...nearly(asked => sha256(asked.body), 200),
  "another envelope's hash": says(200, () => sha256('another envelope')),
  'the hash of nothing': says(201, () => sha256('')),
  '410 gone, as an intake says it': says(410, asked => `gone ${asked.eid}`),
  '200 gone': says(200, asked => `gone ${asked.eid}`),
  '409 with the hash of these bytes': says(409, asked => sha256(asked.body)),
};

/** To a `DELETE`. */
export const toDelete = {
  ...nearly(asked => `gone ${asked.eid}`, 200),
  'another entry is gone': says(200, () => `gone ${'f'.repeat(32)}`),
  '200 gone, without saying what': says(200, 'gone'),
  '410 gone, as to a PUT': says(410, asked => `gone ${asked.eid}`),
  '201 gone': says(201, asked => `gone ${asked.eid}`),
  'only the entry': says(200, asked => asked.eid),
};

/** Where a redirect leads: says with 200 what it was told to say. */
export const redirected = url => url.startsWith('/stranger/') && says(200, url.slice('/stranger/'.length).replace('_', ' '));

/**
 * A `fault` for `wire`: while `on`, each request of `method` gets the next of these answers, so that all of them come in
 * turn. `last` has for each entry what it was answered last, `used` how often each answer was given.
 */
export function strangers(net, method, all) {
  const names = Object.keys(all);
  const self = { on: true, last: {}, used: Object.fromEntries(names.map(n => [n, 0])) };
  let turn = 0;
  net.fault = (ask, body) => {
    const there = redirected(ask.url);
    if (there) return there;
    if (!self.on || ask.method !== method || !ask.url.includes('/v1/')) return undefined;
    const name = names[turn++ % names.length];
    const eid = ask.url.split('/').at(-1);
    self.used[name] += 1;
    self.last[eid] = name;
    return answer => all[name](answer, { eid, body });
  };
  return self;
}
