// Written by hand for the reader; `cargo xtask test` holds it against the exports, the JSON Schemas and the library.
// It needs no library but ES2022: what differs between Node and browsers is named by what is used of it.
import type { Missing, Period, Structure, Wording } from './structure.d.ts';
import type { Study } from './study.d.ts';

export type * from './structure.d.ts';
export type * from './study.d.ts';

/**
 * Loads the wasm. Call it once, before anything else; later calls wait for the same loading.
 *
 * Without an argument it takes the file of this package: from the disk in Node, by `fetch` in a browser. A page whose
 * bundler moves files says where it is, or hands it over.
 *
 * @throws {KindstemError} `load_failed`; it may be tried again.
 */
export function load(wasm?: Wasm | PromiseLike<Wasm>): Promise<void>;

/** Where the wasm is (in Node a path or file URL), or what it is: a Response, its bytes, a WebAssembly.Module. */
export type Wasm = string | { readonly href: string } | Fetched | ArrayBuffer | ArrayBufferView | object;
/** As much of a `Response` as is used. */
export interface Fetched {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * Scores a set of answers. An item that is not there (or `undefined`) was not reached.
 *
 * Items that branching hides count as `not_shown`, as in a session; `checkAnswers` says where that took a value away.
 *
 * @throws {KindstemError} `unreadable`; where answers do not fit, the code of the first finding, and nothing is scored.
 */
export function score(structure: Structure, answers: Answers, options?: ScoreOptions): ScoreDocument;

/**
 * Scores a set of answers, from JSON text to JSON text: the canonical form of RFC 8785, the same bytes on every
 * machine. `JSON.parse` of it is what {@link score} gives.
 *
 * @throws {KindstemError} As {@link score}.
 */
export function scoreText(structure: string, answers: string, options?: ScoreOptions): string;

/**
 * Everything that is worth a word about a set of answers: errors, for which `score` would refuse them, and warnings.
 * No finding repeats an answer.
 *
 * @throws {KindstemError} `unreadable`
 */
export function checkAnswers(structure: Structure, answers: Answers, options?: ScoreOptions): Finding[];

/**
 * Everything that is wrong with a structure; nothing for a good one.
 *
 * @throws {KindstemError} `unreadable`: a field is missing, unknown, or of another type.
 */
export function lint(structure: Structure): Finding[];

/**
 * Everything that is wrong with a text pack, held against its structure.
 *
 * @throws {KindstemError} `unreadable`
 */
export function lintWording(structure: Structure, wording: Wording): Finding[];

/**
 * Everything that is wrong with a study on a day, `YYYY-MM-DD`. `instruments` are the structures that it may use.
 * Whether the pinned files are those at hand is for `kindstem study check`, which has their bytes.
 *
 * @throws {KindstemError} `unreadable`, or `duplicate_id` for two structures with one id.
 */
export function checkStudy(study: Study, instruments: readonly Structure[], today: string): Finding[];

/**
 * The identity of a structure or text pack: SHA-256 of the bytes of its file, in lower-case hex. The bytes as they are:
 * an object that was parsed and written again has others.
 *
 * @throws {KindstemError} `unreadable`: no `Uint8Array`.
 */
export function identity(bytes: Uint8Array): string;

/** Item id → answer. */
export type Answers = Record<string, Answer | undefined>;

/**
 * The code of one option, a number, a text, the codes of several options (for `rank` in the respondent's order), or
 * why there is none.
 */
export type Answer = number | string | readonly number[] | { readonly missing: Missing };

export interface ScoreOptions {
  /** The period that was asked about, where a study changed it. */
  period?: Period | null;
  /** Wave of the answers: items that it does not ask count as `not_in_version`. */
  wave?: string | null;
}

/** The scores of one instrument. */
export interface ScoreDocument {
  instrument: string;
  version: string;
  /** One per score of the structure, in its order. */
  scores: Scored[];
}

/** A value, or the reason for there being none. */
export type Scored = { id: string; value: number; empty?: never } | { id: string; empty: string; value?: never };

/** One thing that was found in a file. */
export interface Finding {
  /** JSON path of the place. */
  path: string;
  /** Stable name of the rule. */
  code: string;
  /** With an `error` the file must not be used; a `warning` is worth a look. */
  severity: 'error' | 'warning';
  /** What is wrong, and what to do. */
  advice: string;
}

/** What every function here throws: an `Error` with more in it. */
export interface KindstemError extends Error {
  readonly name: 'KindstemError';
  readonly code: ErrorCode;
  /** Which argument is meant; absent where none is. */
  readonly argument?: 'structure' | 'answers' | 'options' | 'wording' | 'study' | 'instruments' | 'today' | 'bytes';
  /** Everything that was found, each with its place. */
  readonly findings: readonly Finding[];
}

/**
 * | code | what happened |
 * |---|---|
 * | `not_loaded` | a function was called before `load()` was through |
 * | `load_failed` | the wasm is not where it was looked for, or is another file |
 * | `unreadable` | no JSON, or another shape than the argument's type |
 * | `unknown_item` | an answer to an item that the instrument does not have, or that asks nothing |
 * | `duplicate` | an item stands twice (only in a text) |
 * | `no_answer` | what stands there is no answer of any kind |
 * | `unfit` | the item takes no such answer |
 * | `duplicate_id` | two structures with one id |
 * | `internal` | an error of this package; please report it |
 */
export type ErrorCode =
  | 'not_loaded'
  | 'load_failed'
  | 'unreadable'
  | 'unknown_item'
  | 'duplicate'
  | 'no_answer'
  | 'unfit'
  | 'duplicate_id'
  | 'internal';

/** Whether something that was caught is an error of this package, whichever copy of it. */
export function isKindstemError(e: unknown): e is KindstemError;

/**
 * The element `<kindstem-form>`, as far as a page around it calls it. With the types of a browser:
 * `document.querySelector<HTMLElement & FormElement>('kindstem-form')`.
 */
export interface FormElement {
  /**
   * Where the study has no intake: says that your server has stored an envelope, or deleted one for good.
   *
   * @param eid Entry id from the event, 32 lower-case hex digits.
   * @param sha256 For {@link SealedDetail}: SHA-256 of the ciphertext as your server stored it, 64 lower-case hex digits.
   *   For {@link DiscardedDetail}: `gone ` and the entry id.
   * @returns `true` if that is so: the entry leaves the device, and is not announced again. `false`, and nothing happens,
   *   for anything else. It never rejects.
   */
  acknowledge(eid: string, sha256: string): Promise<boolean>;
}

/** `detail` of the event `sealed`: store the ciphertext as `{kset}/{slot}/{eid}.age`. */
export interface SealedDetail {
  /** Entry id, 32 lower-case hex digits. */
  readonly eid: string;
  /** Slot of the respondent's link, 32 lower-case hex digits. */
  readonly slot: string;
  /** Key set that it is sealed to, 16 lower-case hex digits. */
  readonly kset: string;
  /** The age file. */
  readonly ciphertext: Uint8Array;
}

/** `detail` of the event `discarded`, where the study has no intake: delete this entry, and refuse it if it still arrives. */
export interface DiscardedDetail {
  /** As in {@link SealedDetail}. */
  readonly eid: string;
  readonly slot: string;
  readonly kset: string;
  /** 32 bytes as 64 lower-case hex digits; the first 16 bytes of their SHA-256 are the entry id. */
  readonly secret: string;
}
