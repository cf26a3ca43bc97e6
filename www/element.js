// <kindstem-form>: a thin shell. It shows Snel weg before anything else is loaded, keeps it after a panic, and lets
// nothing cancel it. The rest comes from the wasm doors, fetched by hash.
const FILES = __KINDSTEM_FILES__;
// Language → leave quickly, loading, unsupported, failed, direction: from the files of www/text/, so that the first pixel is
// in the respondent's language.
const WORDS = __KINDSTEM_WORDS__;
const BASE = ':host{display:block;color-scheme:light dark}.load{padding:4rem 1.5rem;text-align:center}';
const url = file => new URL(file, import.meta.url).href;
const sri = file => 'sha256-' + FILES[file];
const get = async file => {
  const answer = await fetch(url(file), { integrity: sri(file) });
  if (!answer.ok) throw new Error('load');
  return answer;
};
// A link holds its invite in the fragment, or as `/i/TEXT` where the host rewrites. It gives the right to add, never to
// read, so an address may hold it.
const invited = () => location.hash.slice(1) || location.pathname.match(/\/i\/([\w-]+)$/)?.[1] || '';
const el = (tag, cls, text) => Object.assign(document.createElement(tag), { className: cls ?? '', textContent: text ?? '' });
// A module cannot be imported with a hash; preloaded with one, it is in the module map or nowhere.
const load = file => new Promise((ok, no) => {
  const link = el('link');
  Object.assign(link, { rel: 'modulepreload', integrity: sri(file), href: url(file), onload: ok, onerror: () => no(new Error('load')) });
  document.head.append(link);
}).then(() => import(url(file)));
// Every module script is fetched with CORS, so the preload matches what the page declares.
const door = async (name, wasm) => {
  const [js, bytes] = await Promise.all([load(`${name}.js`), wasm]);
  await js.default({ module_or_path: bytes });
  return js;
};

// Opened while the code is on its way. Only ciphertext, a cursor that knows no answer, and deletions that were asked for
// ever go in (src/web/device/log.rs); one write proves that this browser keeps something.
const STORES = { log: 'eid', cur: 'slot', draft: 'slot', gone: 'eid' };
const store = async () => {
  const open = indexedDB.open('v', 2);
  // Version 1 had no `gone`. What is in the other stores stays there.
  open.onupgradeneeded = () => {
    const there = open.result.objectStoreNames;
    for (const [name, keyPath] of Object.entries(STORES)) there.contains(name) || open.result.createObjectStore(name, { keyPath });
  };
  await new Promise((ok, no) => Object.assign(open, { onsuccess: ok, onerror: no }));
  // A later version of this page must not wait for this tab to be closed.
  open.result.onversionchange = () => open.result.close();
  const tx = open.result.transaction('cur', 'readwrite');
  tx.objectStore('cur').put({ slot: '' });
  await new Promise((ok, no) => Object.assign(tx, { oncomplete: ok, onabort: no }));
  return open.result;
};

// Puts one envelope, or with its secret asks for its deletion. Gives `STATUS BODY`, or nothing where no answer of this very
// address came; what it proves is decided in src/seal/receipt.rs. A minute is as long as the intake waits for a body. Of the
// body no more is read than shows that it is no proof, because some servers never come to an end; one sign stands for one
// byte, so that nothing is decoded away.
const send = async (to, kset, body, secret) => {
  const end = new AbortController();
  const patience = setTimeout(() => end.abort(), 60000);
  const request = secret
    ? { method: 'DELETE', headers: { 'kindstem-kset': kset, 'kindstem-secret': secret } }
    : { method: 'PUT', body, headers: { 'kindstem-kset': kset, 'content-type': 'application/octet-stream', 'if-none-match': '*' } };
  try {
    const answer = await fetch(to, { ...request, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', signal: end.signal });
    if (answer.redirected || !/^(basic|cors)$/.test(answer.type)) return undefined;
    const from = answer.body?.getReader();
    let text = '';
    while (from && text.length < 99) {
      const { done, value } = await from.read();
      if (done) break;
      text += String.fromCharCode(...value.subarray(0, 99));
    }
    return `${answer.status} ${text}`;
  } catch {
    return undefined;
  } finally {
    clearTimeout(patience);
    end.abort();
  }
};

class KindstemForm extends HTMLElement {
  #exit = 'about:blank';
  #form;
  #count = 0;
  #capital = false;
  #timer;
  #ends = new AbortController();

  connectedCallback() {
    if (this.#ends.signal.aborted) this.#ends = new AbortController();
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const invite = this.getAttribute('invite') ?? invited();
    // The 28th character of an invite is its language (src/study/invite.rs): A for the first of the study's languages.
    const own = this.getAttribute('languages')?.split(' ')[invite.charCodeAt(27) - 65];
    // nl-BE is read as nl.
    let lang = (own ?? this.getAttribute('lang') ?? '').slice(0, 2);
    if (!WORDS[lang]) lang = 'nl';
    this.words = WORDS[lang];
    const base = new CSSStyleSheet();
    base.replaceSync(BASE);
    root.adoptedStyleSheets = [base];
    this.link = el('a', 'leave', this.words[0]);
    Object.assign(this.link, { rel: 'nofollow noreferrer', referrerPolicy: 'no-referrer', href: this.#exit });
    this.link.part = 'leave';
    this.link.onclick = event => { event.preventDefault(); this.#press(); };
    this.app = el('div', 'app');
    this.app.append(el('p', 'load', this.words[1]));
    const box = el('div', 'form');
    Object.assign(box, { lang, dir: this.words[4] });
    box.append(this.link, this.app);
    root.replaceChildren(box);
    const on = (target, name, f) => target.addEventListener(name, f, { capture: true, signal: this.#ends.signal });
    on(window, 'keyup', event => this.#shift(event));
    on(window, 'pagehide', () => this.#wipe());
    on(window, 'pageshow', event => event.persisted && this.leave());
    on(window, 'error', event => this.#trapped(event, event.error));
    on(window, 'unhandledrejection', event => this.#trapped(event, event.reason));
    this.#start(box, root, lang, invite).catch(() => this.#say(2, 'load'));
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#wipe();
  }

  async #start(box, root, lang, invite) {
    if (typeof WebAssembly !== 'object' || !crypto?.getRandomValues || !navigator.locks) return this.#say(2, 'unsupported');
    const attr = name => this.getAttribute(name);
    const wasm = get('respond_bg.wasm');
    // Handed over unfinished: what can be read without it is read meanwhile.
    const db = store().catch(() => {});
    const study = fetch(attr('study'), { integrity: attr('integrity') ?? '' });
    const css = get('styles/form.css').then(answer => answer.text());
    const text = get(`text/${lang}.json`).then(answer => answer.arrayBuffer());
    const respond = door('respond', wasm);
    [wasm, study, css, text].forEach(p => p.catch(() => {}));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await css);
    root.adoptedStyleSheets = [sheet];
    const answer = await study;
    if (!answer.ok || !attr('integrity')) return this.#say(2, 'study');
    let sealing;
    // What did not come is asked for again by the next page that is to be sealed.
    const sealer = () => (sealing ??= door('seal', get('seal_bg.wasm')).catch(e => { sealing = undefined; throw e; }));
    this.#form = await (await respond).mount(this.app, {
      study: new Uint8Array(await answer.arrayBuffer()),
      base: new URL('.', answer.url).href,
      invite,
      lang,
      interviewer: attr('interviewer'),
      app: sri('respond_bg.wasm'),
      text: new Uint8Array(await text),
      db,
    }, {
      emit: (name, detail) => this.#emit(name, detail),
      exit: (to, label, set, lang, dir) => {
        // An address that runs something is no way out.
        this.#exit = this.link.href = /^(https?|about):/.test(new URL(to, location.href).protocol) ? to : 'about:blank';
        this.link.textContent = label;
        box.dataset.set = set;
        // Snel weg stands beside the form, in the same direction.
        Object.assign(box, { lang, dir });
      },
      fetch_text: async code => new Uint8Array(await (await get(`text/${code}.json`)).arrayBuffer()),
      sealer,
      send,
      load,
      leave: () => this.leave(),
    });
    // Drawn first, then the other half of the code.
    requestAnimationFrame(() => setTimeout(() => sealer().catch(() => {})));
  }

  // Where a study has no intake, the host page posts envelopes itself and calls this when one is stored (`sha256`: of its
  // bytes, lower-case hex) or deleted (`gone EID`). True where that is so; until then it is announced again.
  async acknowledge(eid, sha256) {
    if (typeof eid !== 'string' || typeof sha256 !== 'string') return false;
    // An event of the form may have led here: it comes to its end first.
    await undefined;
    try { return this.#form.acknowledge(eid, sha256); } catch { return false; /* not there yet, or dead */ }
  }

  // Where leaving is practised, the code covers the page once and says so at once. Whatever else it does, this leaves.
  #press() {
    let covered;
    try { covered = this.#form.practise(); } catch { /* not there yet, or dead */ }
    if (covered !== true) this.leave();
  }

  // Remove first, so that one frame later nothing is there to be read; then forget; then go, leaving no page behind.
  leave() {
    document.body.replaceChildren();
    this.#wipe();
    this.#emit('left');
    document.title = '\u2026';
    location.replace(this.#exit);
  }

  #wipe() {
    window.speechSynthesis?.cancel();
    try { this.#form?.forget(); } catch { /* a dead wasm has nothing to forget */ }
    this.#form = undefined;
    this.app?.replaceChildren();
  }

  // Shift three times, each within five seconds of the last; not the Shift of a capital letter, a repeat, an input
  // method or the keyboard on a screen.
  #shift(event) {
    const shift = /^Shift(Left|Right)$/.test(event.code);
    const alone = shift && !this.#capital && !event.repeat && !event.isComposing;
    this.#capital = !shift && event.shiftKey;
    clearTimeout(this.#timer);
    this.#count = alone ? this.#count + 1 : 0;
    if (this.#count === 3) return this.#press();
    this.#timer = setTimeout(() => { this.#count = 0; }, 5000);
  }

  // The code stopped where it stood and cannot go on. Another wasm of the page around is not ours to speak for.
  #trapped(event, error) {
    if (!(error instanceof WebAssembly.RuntimeError) || /\.wasm/.test(error.stack.replaceAll('respond_bg.wasm', ''))) return;
    event.preventDefault();
    this.#wipe();
    this.#say(3, 'panic');
  }

  #say(which, code) {
    const p = el('p', 'load', this.words[which]);
    p.setAttribute('role', 'alert');
    this.app.replaceChildren(p);
    this.#emit('error', { code });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
customElements.get('kindstem-form') ?? customElements.define('kindstem-form', KindstemForm);
