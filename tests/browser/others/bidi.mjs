// WebDriver BiDi: commands and events as JSON over one socket.
import WebSocket from 'ws';

/** Begins a session; `ask(method, params)` gives a command's result, `on(method, f)` hears events. */
export async function bidi(endpoint) {
  const socket = new WebSocket(endpoint);
  await new Promise((ok, no) => socket.once('open', ok).once('error', no));
  const waiting = new Map();
  const listeners = {};
  socket.on('message', text => {
    const { type, id, method, params, result, error, message } = JSON.parse(text);
    if (type === 'event') return listeners[method]?.(params);
    const { ok, no } = waiting.get(id);
    waiting.delete(id);
    return type === 'success' ? ok(result) : no(new Error(`${error}: ${message}`));
  });
  socket.on('close', () => waiting.forEach(({ no }) => no(new Error('the browser is gone'))));
  let last = 0;
  const ask = (method, params = {}) =>
    new Promise((ok, no) => {
      if (socket.readyState !== WebSocket.OPEN) return void no(new Error('the browser is gone'));
      waiting.set(++last, { ok, no });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const on = async (method, f) => {
    listeners[method] = f;
    await ask('session.subscribe', { events: [method] });
  };
  const { capabilities } = await ask('session.new', { capabilities: {} });
  return { ask, on, version: capabilities.browserVersion };
}
