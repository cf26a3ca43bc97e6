// What somebody on the network, or the host itself, sees and could do: a server between browser and `kindstem serve`
// that keeps every byte, and can change, refuse or add answers.
import { createServer, request } from 'node:http';

/** Milliseconds until a request arrives that is late. */
const LATE = 400;

async function whole(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Starts it before `origin`. `log` has every request; the other fields may be set at any time. */
export async function wire(t, origin) {
  const self = {
    log: [],
    /** Path → answer instead of the server's: `{type, body}`. */
    own: {},
    /** Path → what becomes of the server's bytes. */
    alter: {},
    /** Paths that are never answered. */
    silent: [],
    /**
     * Called with each request: what goes wrong with it, if anything. `refused`: cut off before the server has it; `500`:
     * an error in its place; `silent`: never answered; `late`: never answered, and the server has it a while later;
     * `lost`: the server has it, its answer is cut off; `twice`: the server gets it once more, a while later. A
     * function answers by itself, and the server never has it: it is called with the answer and the request's body.
     */
    fault: () => undefined,
    /** A host that sends none of the security headers. */
    bare: false,
    puts: () => self.log.filter(r => r.method === 'PUT'),
  };
  const server = createServer(async (ask, answer) => {
    // A page that is closed breaks off what it was asking; that is no request.
    const body = await whole(ask).catch(() => undefined);
    if (!body) return;
    self.log.push({ method: ask.method, url: ask.url, headers: ask.headers, raw: ask.rawHeaders.join('\n'), body });
    const path = ask.url.split('?')[0];
    if (self.silent.includes(path)) return;
    const own = self.own[path];
    if (own) return void answer.setHeader('content-type', own.type ?? 'text/html').end(own.body);
    const fault = self.fault(ask, body);
    if (typeof fault === 'function') return void fault(answer, body);
    if (fault === 'refused') return void answer.destroy();
    if (fault === '500') return void answer.writeHead(500).end('something went wrong');
    if (fault === 'late' || fault === 'twice') setTimeout(() => forward(ask, body).catch(() => {}), LATE);
    if (fault === 'silent' || fault === 'late') return;
    const got = await forward(ask, body).catch(() => undefined);
    if (!got || fault === 'lost') return void answer.destroy();
    const { 'content-length': _, ...all } = got.headers;
    answer.writeHead(got.status, self.bare ? { 'content-type': all['content-type'] } : all);
    answer.end(self.alter[path] ? self.alter[path](got.bytes) : got.bytes);
  });
  const forward = (ask, body) =>
    new Promise((ok, no) => {
      const on = request(origin + ask.url, { method: ask.method, headers: ask.headers }, from =>
        whole(from).then(bytes => ok({ status: from.statusCode, headers: from.headers, bytes }), no),
      );
      on.on('error', no);
      on.end(body);
    });
  await new Promise(ok => server.listen(0, '127.0.0.1', ok));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  self.origin = `http://127.0.0.1:${server.address().port}`;
  return self;
}
