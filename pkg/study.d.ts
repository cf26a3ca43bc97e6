// A study, as the page is pinned to it and as `checkStudy` reads it.
import type { Period, Role } from './structure.d.ts';

/** Language → text. */
export type Texts = Record<string, string>;

/** Who is asked what, when, and who can read it. */
export interface Study {
  /** Format of the file. */
  format: 1;
  id: string;
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
  contact: ContactPerson;
  /** Who reads acute items. */
  acute?: Acute | null;
  /** Who carries out what was said about sharing. */
  sharing?: { owner: string; within_days: number } | null;
  not_given_to_parents?: boolean;
  use_unconfirmed?: boolean;
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
