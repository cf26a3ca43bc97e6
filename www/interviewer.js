// The study's own tablet: the interviewer says who asks, where, how and who is near, then hands the device over. What is
// filled in here only says how answers came about; whose they are and who can read them stays with invite and study.
const TEXTS = {
  nl: {
    title: 'Voor de interviewer',
    intro: 'Vul dit in. Geef daarna het apparaat. Kijk niet mee. U bent nooit de hulpverlener van dit gezin.',
    code: 'Uw code',
    hint: 'Letters, cijfers en streepjes, hoogstens 16. Geen naam.',
    place: ['Waar is dit?', { home: 'Thuis', school: 'Op school', shelter: 'In een opvang', office: 'Op kantoor', elsewhere: 'Ergens anders' }],
    how: ['Hoe gaat het?', { present: 'De deelnemer leest zelf', reads: 'Ik lees voor', phone: 'Aan de telefoon' }],
    near: ['Wie is er in de buurt?', { nobody: 'Niemand', parent: 'Een ouder', child: 'Een ander kind', other: 'Iemand anders' }],
    go: 'Geef het apparaat nu',
  },
  en: {
    title: 'For the interviewer',
    intro: 'Fill this in, then hand the device over. Do not look at the screen. You are never this family’s own worker.',
    code: 'Your code',
    hint: 'Letters, digits and hyphens, at most 16. No name.',
    place: ['Where is this?', { home: 'At home', school: 'At school', shelter: 'In a shelter', office: 'At an office', elsewhere: 'Somewhere else' }],
    how: ['How is it done?', { present: 'The respondent reads', reads: 'I read aloud', phone: 'By telephone' }],
    near: ['Who is near?', { nobody: 'Nobody', parent: 'A parent', child: 'Another child', other: 'Somebody else' }],
    go: 'Hand the device over now',
  },
};
const t = TEXTS[document.documentElement.lang.slice(0, 2)] ?? TEXTS.nl;
const main = document.querySelector('main');
const el = (tag, more, ...inside) => {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
};
const choice = name => {
  const [question, options] = t[name];
  const rows = Object.entries(options).map(([value, label]) =>
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
  element.setAttribute('lang', 'nl');
  element.setAttribute('interviewer', ['code', 'place', 'how', 'near'].map(name => said.get(name)).join(' '));
  main.replaceChildren(element);
};
main.replaceChildren(form);
await import('./element.js');
