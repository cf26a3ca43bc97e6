// What somebody on the network, or the host itself, sees and could do: a server between browser and `kindstem serve`
// that keeps every byte, and can change, refuse or add answers.
import { createServer, request } from 'node:http';

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
    /** A host that sends none of the security headers. */
    bare: false,
    puts: () => self.log.filter(r => r.method === 'PUT'),
  };
  const server = createServer(async (ask, answer) => {
    const chunks = [];
    for await (const chunk of ask) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    self.log.push({ method: ask.method, url: ask.url, headers: ask.headers, raw: ask.rawHeaders.join('\n'), body });
    const path = ask.url.split('?')[0];
    if (self.silent.includes(path)) return;
    const own = self.own[path];
    if (own) return void answer.setHeader('content-type', own.type ?? 'text/html').end(own.body);
    const on = request(origin + ask.url, { method: ask.method, headers: ask.headers }, async from => {
      const bytes = [];
      for await (const chunk of from) bytes.push(chunk);
      const { 'content-length': _, ...all } = from.headers;
      const headers = self.bare ? { 'content-type': all['content-type'] } : all;
      answer.writeHead(from.statusCode, headers);
      answer.end(self.alter[path] ? self.alter[path](Buffer.concat(bytes)) : Buffer.concat(bytes));
    });
    on.on('error', () => answer.destroy());
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
