// How the package is used with types; compiled and never run. A line that must not compile says so above itself.
import {
  type Answers,
  type DiscardedDetail,
  type Finding,
  type FormElement,
  type KindstemError,
  type ScoreDocument,
  type SealedDetail,
  type Structure,
  type Wording,
  checkAnswers,
  checkStudy,
  identity,
  isKindstemError,
  lint,
  lintWording,
  load,
  score,
  scoreText,
} from 'kindstem';
import phq9 from 'kindstem/instruments/phq-9.json' with { type: 'json' };

declare const wording: Wording;
declare const bytes: Uint8Array;

await load();
await load('/static/core_bg.wasm');

const answers: Answers = { phq9_1: 3, phq9_2: { missing: 'refused' }, phq9_3: undefined, words: 'x', several: [1, 2] };
const scored: ScoreDocument = score(phq9, answers, { period: { anchor: 'fixed', length: 'P6M' }, wave: 'T0' });
for (const one of scored.scores) {
  if (one.empty === undefined) {
    const value: number = one.value;
    void value;
  } else {
    const reason: string = one.empty;
    void reason;
  }
}
const text: string = scoreText('{}', '{}');
const findings: Finding[] = [...lint(phq9), ...lintWording(phq9, wording), ...checkAnswers(phq9, answers)];
const hash: string = identity(bytes);
void [text, findings, hash, checkStudy];

try {
  score(phq9, {});
} catch (e) {
  if (!isKindstemError(e)) throw e;
  const known: KindstemError = e;
  if (known.code === 'unknown_item') void known.findings.map(f => `${f.path}: ${f.advice}`);
  // @ts-expect-error no such code
  if (known.code === 'no_such_code') throw e;
}

// @ts-expect-error a text where a structure is needed
score('{}', {});
// @ts-expect-error no such missing code
score(phq9, { phq9_1: { missing: 'lost' } });
// @ts-expect-error no such option
score(phq9, {}, { perod: 1 });
// @ts-expect-error an answer is never true
score(phq9, { phq9_1: true });
// @ts-expect-error a score has a value or a reason
const both: ScoreDocument = { instrument: 'a', version: '1', scores: [{ id: 'a', value: 1, empty: 'b' }] };
// @ts-expect-error no such kind of item
const odd: Structure['blocks'][0]['pages'][0]['items'][0] = { id: 'a', kind: 'slider' };
// @ts-expect-error a text has no bytes until it is encoded
identity('text');
void [both, odd];

// A host page that stores envelopes itself.
async function stored(form: FormElement, sealed: SealedDetail, discarded: DiscardedDetail): Promise<boolean> {
  const bytes: Uint8Array = sealed.ciphertext;
  const key: string = `${sealed.kset}/${sealed.slot}/${sealed.eid}.age`;
  void [bytes, key, discarded.secret];
  // @ts-expect-error both are texts
  await form.acknowledge(sealed.eid, bytes);
  // @ts-expect-error what proves it is missing
  await form.acknowledge(sealed.eid);
  return form.acknowledge(discarded.eid, `gone ${discarded.eid}`);
}
void stored;
