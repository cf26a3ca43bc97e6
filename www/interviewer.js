// The study's own tablet: the interviewer says who asks, where, how and who is near, then hands the device over. What is
// filled in here only says how answers came about; whose they are and who can read them stays with invite and study.
// Language → words and direction, from the files of www/text/.
const TEXTS = __KINDSTEM_INTERVIEWER__;
const root = document.documentElement;
const t = TEXTS[root.lang.slice(0, 2)] ?? TEXTS.nl;
root.dir = t.dir;
const main = document.querySelector('main');
const el = (tag, more, ...inside) => {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
};
const choice = name => {
  const [question, options] = t[name];
  const rows = options.map(([value, label]) =>
    el('label', {}, el('input', { type: 'radio', name, value, required: true, autocomplete: 'off' }), label),
  );
  return el('fieldset', {}, el('legend', { textContent: question }), ...rows);
};
const code = el('input', { id: 'code', name: 'code', required: true, pattern: '[A-Za-z0-9-]{1,16}', maxLength: 16, autocomplete: 'off', spellcheck: false });
code.setAttribute('aria-describedby', 'hint');
const form = el(
  'form',
  { autocomplete: 'off' },
  el('h1', { textContent: t.title }),
  el('p', { textContent: t.intro }),
  el('label', { htmlFor: 'code', textContent: t.code }),
  code,
  el('p', { id: 'hint', textContent: t.hint }),
  choice('place'),
  choice('how'),
  choice('near'),
  el('button', { textContent: t.go }),
);
form.onsubmit = event => {
  event.preventDefault();
  const said = new FormData(form);
  const element = document.createElement('kindstem-form');
  element.setAttribute('study', main.dataset.study);
  element.setAttribute('integrity', main.dataset.integrity);
  // The invite decides on the form's language; the page's own is for the words of the shell where the invite is damaged.
  element.setAttribute('lang', root.lang);
  element.setAttribute('languages', main.dataset.languages ?? '');
  element.setAttribute('interviewer', ['code', 'place', 'how', 'near'].map(name => said.get(name)).join(' '));
  main.replaceChildren(element);
};
main.replaceChildren(form);
await import('./element.js');
