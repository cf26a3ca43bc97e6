// A study, as the page is pinned to it and as `checkStudy` reads it.
import type { Period, Role } from './structure.d.ts';

/** Language → text. */
export type Texts = Record<string, string>;

/** Who is asked what, when, and who can read it. */
export interface Study {
  /** Format of the file. */
  format: 1;
  id: string;
  /** IANA name of the time zone in which days are counted at the desk, such as `Europe/Amsterdam`; UTC if absent. */
  time_zone?: string;
  title: string;
  /** `trial` is visibly marked; `live` is refused while anything is incomplete. */
  mode: 'trial' | 'live';
  /** The first is the fallback. */
  languages: string[];
  waves: Wave[];
  /** Who can open the answers: at least two. */
  recipients: Recipient[];
  contact_recipients: Recipient[];
  batteries: Battery[];
  /** Exactly which files each instrument is. */
  pins: Pin[];
  protocol: Protocol;
  help: HelpList[];
  /** Where *Snel weg* leads, per set. */
  exit: Partial<Record<Set, string>>;
  /** Address of the intake. */
  intake?: string | null;
  /** Origins that may show the page in a frame. */
  embed_origins?: string[];
  /** How a respondent's worker is called. */
  worker?: Texts;
  /** What the study found, for who opens a finished link of the last wave. */
  results?: Results | null;
  /** The letter that a link comes with, per set and language; `{name}` and `{phone}` are the contact person's. */
  letter?: Partial<Record<Set, Texts>>;
  /** What reminds somebody of an open link; `{date}` is its last day, `{link}` the link. */
  reminder?: Partial<Record<Set, Texts>>;
}

/** Which texts and look. */
export type Set = 'adult' | '8-11' | '12-17' | 'easy';

/** One measurement moment. */
export interface Wave {
  id: string;
  /** Months after T0. */
  offset_months: number;
  window_before_days: number;
  window_after_days: number;
  /** What the ending says about the next contact. */
  next_contact?: Texts;
  /** What was done with what was said in the wave before. */
  feedback?: Feedback[];
  /** A letterbox: its links may be used at any time and any number of times. */
  any_time?: boolean;
}

/** What a study tells some sets. */
export interface Feedback {
  sets: Set[];
  text: Texts;
  /** Over how many children it was put together; at least 10 in live mode. */
  children?: number;
  /** Nothing has changed yet, and the text says so. */
  unchanged?: boolean;
}

/** What the study found. */
export interface Results {
  /** From this day on, `YYYY-MM-DD` of UTC. */
  from: string;
  texts: Feedback[];
}

/** Somebody who can open what is sealed. */
export interface Recipient {
  /** A person's name, as a respondent reads it. */
  name: string;
  /** The public key, `age1…`. */
  age: string;
}

/** What one role and set fills in, in some waves. */
export interface Battery {
  role: Role;
  set: Set;
  waves: string[];
  parts: Part[];
  /** Language → SHA-256 of the file that begins it; only in the study as a page reads it. */
  files?: Record<string, string>;
}

/** One instrument about one target. */
export interface Part {
  instrument: string;
  target: Target;
  /** Another recall period than the instrument's own. */
  period?: Period | null;
  /** In which sitting it stands where a battery has two; `questions` where absent. */
  sitting?: Sitting;
}

/** A child is not an informant first: its own voice, then the questions. */
export type Sitting = 'voice' | 'questions';

/** The respondent, or a child, an adult, a home with its number. */
export type Target = 'self' | `${'k' | 'a' | 'h'}${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** SHA-256 of a structure and its text packs, as `identity` gives them. */
export interface Pin {
  instrument: string;
  version: string;
  structure: string;
  /** Language → hash. */
  wording: Record<string, string>;
}

/** What the screens promise. */
export interface Protocol {
  /** When something is passed on, and to whom. */
  threshold: Texts;
  /** Contact envelopes are read at least this often. */
  read_interval_days: number;
  /** Public half of the key that signs each reading of the contact envelopes, `kindstem-stamp1…`. */
  stamp?: string | null;
  contact: ContactPerson;
  /** Who reads acute items. */
  acute?: Acute | null;
  /** Who carries out what a respondent wants shared. */
  sharing?: Sharing | null;
  /** Answers that somebody wants to look at after opening. */
  review?: ReviewRule[];
  not_given_to_parents?: boolean;
  use_unconfirmed?: boolean;
  /** Whether own words may be spoken or drawn, beside typed. */
  own_words?: OwnWords | null;
  /** Needed where a wave is `any_time`. */
  letterbox?: Letterbox | null;
}

/** Words that are spoken or drawn. */
export interface OwnWords {
  /** To whom it is offered. */
  sets: Set[];
  /** Envelopes of 64 KiB for every page with own words: 1 to 8. */
  envelopes: number;
  /** Who listens and looks: two recipients of the answers. */
  listeners: string[];
  spoken?: boolean;
  drawn?: boolean;
}

/** Who empties the letterbox, how often, and when it is closed. */
export interface Letterbox {
  /** Two people by the names that stand at `recipients`. */
  readers: string[];
  /** No message waits longer than so many days. */
  every_days: number;
  day: Texts;
  /** Last day, `YYYY-MM-DD`. */
  ends: string;
  closed?: Closed[];
}

/** A time in which the letterbox is closed, both days with it, `YYYY-MM-DD`. */
export interface Closed {
  from: string;
  to: string;
}

export interface ContactPerson {
  name: string;
  phone: string;
  hours: Texts;
}

export interface Acute {
  reader: string;
  within_hours: number;
}

export interface Sharing {
  owner: string;
  within_days: number;
}

/** An item with one of some codes, or a score of at least so much. */
export interface ReviewRule {
  instrument: string;
  item?: string | null;
  codes?: number[];
  score?: string | null;
  at_least?: number | null;
  within_days?: number | null;
}

/** Help for some sets. */
export interface HelpList {
  sets: Set[];
  /** When somebody last tried the numbers, `YYYY-MM-DD`. */
  checked_on: string;
  lines: HelpLine[];
}

export interface HelpLine {
  name: Texts;
  phone?: string;
  text: Texts;
}
