// What an instrument asks, and the words it asks in: the two files of an instrument, as types. What a type cannot say
// (ids that name something, codes that exist, ends that are not crossed) `lint` and `lintWording` do.

/** The structure of one instrument: everything but its words. */
export interface Structure {
  /** Format of the file. */
  format: 1;
  /** Lower case with hyphens: `phq-9`. */
  id: string;
  /** Semantic version of this structure. */
  version: string;
  status: Status;
  /** Full name, as the field knows it. */
  name: string;
  /** What it measures, in a few words. */
  construct?: string;
  /** Terms of use of the instrument itself; its words have their own. */
  licence: Licence;
  /** For whom it was made. */
  for: Audience;
  /** About what time it asks; absent where it asks about now. */
  period?: Period | null;
  /** Expected time to fill in, in seconds per item. */
  seconds_per_item?: number;
  /** Option lists, which items name. */
  options?: Record<string, Choice[]>;
  /** Tables from answer code to points, which scores name. */
  recodes?: Record<string, Points[]>;
  blocks: Block[];
  /** Each refers only to earlier ones. */
  scores?: Score[];
  /** Where facts come from, and whether somebody has checked them on the holder's form. */
  facts?: Fact[];
}

/** `own_not_validated`: written for this module. `published_slot`: no words come with it. */
export type Status = 'own_not_validated' | 'published_slot';

/** Terms of use. */
export interface Licence {
  /** SPDX name where there is one, else the holder's own words. */
  name: string;
  holder: string;
  /** What a researcher has to do before using it. */
  permission: 'free' | 'cite' | 'ask' | 'buy';
  /** How to get the wording, and how to cite. */
  how: string;
  /** Where this was read. */
  source: string;
  /** Whether somebody has seen the holder's own text. */
  checked: boolean;
}

/** For whom an instrument was made. */
export interface Audience {
  roles: Role[];
  /** Youngest age in years of the person that the answers are *about*. */
  age_from?: number | null;
  /** Oldest age in years, inclusive. */
  age_to?: number | null;
  about: About;
}

export type Role = 'parent' | 'child' | 'young' | 'professional';
/** Whom an instrument asks about. */
export type About = 'myself' | 'child' | 'adult' | 'home';

/** A recall period. */
export interface Period {
  /** From where it is counted: back from today, or since the previous measurement. */
  anchor: 'fixed' | 'previous_wave';
  /** Length in months of 30.4375 days: 12 for a year, 0.92 for four weeks, 0.23 for a week. */
  months: number;
}

/** One option of a list. */
export interface Choice {
  /** The code that is stored. */
  code: number;
  /** Choosing it is no answer but this reason for there being none. */
  missing?: Missing | null;
  /** Rules out every other option of a `choices` item. */
  exclusive?: boolean;
  /** Offered only where something was written at one of the item's `options_from`. */
  needs_text?: boolean;
}

/** Why there is no answer. In tables −91 to −98, in this order. */
export type Missing =
  | 'skipped'
  | 'dont_know'
  | 'refused'
  | 'no_choice'
  | 'not_applicable'
  | 'not_shown'
  | 'not_reached'
  | 'not_in_version';

/** One row of a table from answer code to points. */
export interface Points {
  code: number;
  points: number;
}

/** Pages that belong together. */
export interface Block {
  id: string;
  /** How far back a respondent may go. */
  memory?: 'page' | 'block' | 'codes' | 'session';
  pages: Page[];
}

/** What is on the screen at once. */
export interface Page {
  id: string;
  items: Item[];
}

/** One item. */
export interface Item {
  /** Unique in the instrument: lower case, digits, `_`. */
  id: string;
  kind: Kind;
  /** Name of the option list, for `choice`, `choices` and `rank`. */
  options?: string | null;
  /** Smallest number, for `number`. */
  min?: number | null;
  /** Largest number, for `number`. */
  max?: number | null;
  /** Most options that may be chosen, for `choices` and `rank`. */
  at_most?: number | null;
  /** Longest text in UTF-8 bytes, for `text` and `own_words`. */
  max_bytes?: number | null;
  /** When it is asked; always, where absent. */
  show_if?: ShowIf | null;
  /** Waves in which it is asked; all, where empty. */
  waves?: string[];
  /** Asked behind this option of the page's list of doors: a `rank`, opened in free order, each option once. */
  parent_option?: number | null;
  /** Asks nothing: stores the order, drawn anew in each session, in which items with this list show their options. */
  shuffled?: boolean;
  /** Offers only what was chosen at these items of the session; everything where nothing was. */
  options_from?: string[];
  /** Stored where the item was left untouched, and marked as that. */
  default?: number | null;
  /** Asks with whom the answers may be shared; asked only where the study's `protocol.sharing` says who carries it out. */
  share?: boolean;
  /** Going on with the battery needs this answer. */
  gate?: number | null;
  /** What somebody who understood answers; another answer shows the explanation and asks once more. */
  correct_code?: number | null;
  /** Choosing this code shows the item's explanation. */
  explain_code?: number | null;
  /** Going on with this code closes the page for now. */
  defer_code?: number | null;
  /** Going on with this code: nothing is read aloud in this visit. */
  mute_code?: number | null;
  /** Where the answer goes, where it is not the page's own entry; such an item has no place among the answers. */
  destination?: 'contact_wants' | 'contact_where' | 'contact_not_when' | 'nowhere' | null;
  /** Somebody must read this within the hours that the protocol promises. */
  acute?: boolean;
  layout?: 'list' | 'row';
  /** Faces beside the words of the options. */
  faces?: boolean;
  /** A drawing beside the text of an `info` item. */
  picture?: 'lock' | 'cup' | 'talk' | null;
  /** *Snel weg* is practised on this `info` item's page; the wording's `explain` is read after the first press. */
  practice?: boolean;
}

/** `info` asks nothing and takes no answer. */
export type Kind = 'choice' | 'choices' | 'number' | 'text' | 'rank' | 'info' | 'own_words';

/** When an item is asked: exactly one of the two lists has entries. */
export interface ShowIf {
  all?: Comparison[];
  any?: Comparison[];
}

/** One comparison with an earlier item of the same block. */
export interface Comparison {
  item: string;
  op: 'exists' | 'missing' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
  /** Absent for `exists` and `missing`. */
  value?: number | null;
}

/** How answers become one number. */
export interface Score {
  /** `total`, or the construct in snake_case. */
  id: string;
  rule: Rule;
  /** Items that go in. */
  items?: string[];
  /** Earlier scores that go in. */
  scores?: string[];
  /** Which of `items` count the other way round. */
  reverse?: string[];
  /** Table that turns each item's code into points first. */
  recode?: string | null;
  /** `count`, `any`, `all`: an input counts from here; 1 where absent. */
  at_least?: number | null;
  /** `max`: the highest possible value, which decides the score whatever is missing. */
  ceiling?: number | null;
  /** `linear`: multiplied by this … */
  factor?: number | null;
  /** … and added to this. */
  offset?: number | null;
  /** `recode`: from which value to which result, first match. */
  steps?: RecodeStep[];
  norm?: Norm | null;
  class?: ViolenceClass | null;
  /** What missing items do; complete answers are needed where absent. */
  missing?: MissingRule | null;
  only_if?: Condition | null;
  /** Rounding of the result; four places where absent. */
  round?: Rounding | null;
  min?: number | null;
  max?: number | null;
  /** Cut-offs, for exports and figures. */
  bands?: Band[];
  /** Standard deviation, for reliable change. */
  sd?: number | null;
  reliability?: Reliability | null;
  /** Where rule, cut-offs and figures come from. */
  sources?: string[];
  /** `false` where any of it is from memory. */
  checked?: boolean;
}

export type Rule = 'sum' | 'mean' | 'count' | 'any' | 'all' | 'max' | 'linear' | 'recode' | 'norm' | 'class';

/** What missing items do to a `sum`, `mean` or `count`. */
export interface MissingRule {
  /** Up to so many may be missing. */
  at_most: number;
  then: 'prorate' | 'person_mean' | 'zero';
}

/** A condition for a score, on an item or on an earlier score. */
export interface Condition {
  item?: string | null;
  score?: string | null;
  /** The value that it must have. */
  is: number;
  /** The score's value where it has another one; a reason instead where absent. */
  otherwise?: number | null;
}

/** Values from `from` to `to`, both included, become `value`. */
export interface RecodeStep {
  from: number;
  to: number;
  value: number;
}

/** Halves away from zero. */
export interface Rounding {
  /** 0 to 4. */
  places: number;
}

/** Both ends included. */
export interface Band {
  id: string;
  from: number;
  to: number;
}

/** A norm table, which only the desk has. */
export interface Norm {
  table: string;
}

export interface Reliability {
  /** Between 0 and 1. */
  value: number;
  kind: 'retest' | 'alpha' | 'omega';
}

/** Parameters of the violence class. */
export interface ViolenceClass {
  /** One of these at all makes the class 2. */
  severe: string[];
  /** From this many times per twelve months the class is 2. */
  frequent_at: number;
  /** What missing items count for. */
  bound: 'exact' | 'low' | 'high';
}

/** One fact about an instrument. */
export interface Fact {
  about: string;
  text: string;
  source: string;
  /** `false`: from memory; check it on the paper form before use. */
  checked: boolean;
}

/** A text pack: the words of one instrument in one language. */
export interface Wording {
  /** Format of the file. */
  format: 1;
  /** The instrument that it belongs to. */
  instrument: string;
  /** The version of the structure that it was written for. */
  version: string;
  /** BCP 47 language. */
  lang: string;
  /** Licence of these words. */
  licence: string;
  source: string;
  /** Who brought them into the study. */
  brought_by: string;
  title: string;
  /** A line that the licence wants respondents to see. */
  notice?: string;
  /** Block id → title and introduction. */
  blocks?: Record<string, BlockText>;
  /** Item id → text. */
  items: Record<string, ItemText>;
  /** Option list → code (as text) → label. */
  options?: Record<string, Record<string, string>>;
  /** Recordings of these texts: item id, or `ITEM.CODE`, → file in `audio/`, named by its SHA-256. */
  audio?: Record<string, string>;
}

export interface BlockText {
  title?: string;
  intro?: string;
}

export interface ItemText {
  text: string;
  help?: string;
  unit?: string;
  /** What is said to an answer that is not the `correct_code`, or to the `explain_code`. */
  explain?: string;
}
