// What an instrument asks, and the words it asks in: the two files of an instrument, as types. What a type cannot say (ids
// that name something, codes that exist, ends that are not crossed) `lint` and `lintWording` do.
// Made from the Rust types by `KINDSTEM_WRITE_SCHEMA=1 cargo test --test schema`; changes are made there.

/** The structure of one instrument: everything but its words. */
export interface Structure {
  /** Blocks, each of one or more pages; the unit of progress and of resuming. */
  blocks: Block[];
  /** What it measures, in a few words; heads the catalogue. */
  construct?: string;
  /**
   * Items that families are matched by where the main caregiver answers this instrument, in the order of the balance
   * table; read at the desk only.
   */
  covariates?: CovariateItem[];
  /** Where facts come from, and whether somebody has checked them on the holder's form. */
  facts?: Fact[];
  /** For whom it was made. */
  for: Audience;
  /** Format of this file, `FORMAT`. */
  format: number;
  /** Lower-case with hyphens: `phq-9`, `kindstem-veilig-kind`. */
  id: string;
  /** Terms of use of the instrument itself. */
  licence: Licence;
  /** Full name, as the field knows it. */
  name: string;
  /** Named option lists that items refer to. */
  options?: Record<string, Choice[]>;
  /** About what time it asks; absent where it asks about now. */
  period?: Period | null;
  /** Named tables from answer code to points, for scores (frequency categories to midpoints, for one). */
  recodes?: Record<string, Points[]>;
  /** Scores, in an order in which each refers only to earlier ones. */
  scores?: Score[];
  /** Expected time to fill in, in seconds per item; 0 takes `SECONDS_PER_ITEM`. */
  seconds_per_item?: number;
  /** Who made it, and whether anybody validated it. */
  status: Status;
  /** Under what the catalogue lists it; among the others, where absent. Read at the desk only. */
  topic?: Topic | null;
  /** Semantic version of this structure. */
  version: string;
}

/** One text pack. */
export interface Wording {
  /**
   * Recordings of these texts: item id, or `ITEM.CODE` for an option → `SHA256.webm`, `.ogg` or `.mp3`, a file in
   * `audio/` beside the instruments. Read aloud in the place of the device's voice.
   */
  audio?: Record<string, string>;
  /** Block id → title and introduction. */
  blocks?: Record<string, BlockText>;
  /** Who brought them into the study. */
  brought_by: string;
  /** Format of this file, `super::FORMAT`. */
  format: number;
  /** The instrument that it belongs to. */
  instrument: string;
  /** Item id → text. */
  items: Record<string, ItemText>;
  /** BCP 47 language: `nl`, `en`, `nl-x-easy`, `ar`. */
  lang: string;
  /** Licence of these words. */
  licence: string;
  /** A line that the holder's licence wants respondents to see, in small print under every page; mostly none. */
  notice?: string;
  /** Option list → code (as text) → label. */
  options?: Record<string, Record<string, string>>;
  /** Where they come from. */
  source: string;
  /** Title for researchers; a respondent sees block titles only. */
  title: string;
  /** The version of the structure that it was written for. */
  version: string;
}

/** About whom an instrument asks. */
export type About = 'myself' | 'child' | 'adult' | 'home';

/** From where a recall period is counted. */
export type Anchor = 'fixed' | 'previous_wave';

/** For whom an instrument was made. */
export interface Audience {
  /** What a part's target must be. */
  about: About;
  /** Youngest age in years of the person that the answers are *about*, where there is one. */
  age_from?: number | null;
  /** Oldest age in years, inclusive. */
  age_to?: number | null;
  /** Roles that may be asked. */
  roles: Role[];
}

/** One band of a score, both ends included. */
export interface Band {
  /** Lowest value. */
  from: Decimal;
  /** Name in snake_case: `clinical`, `moderate`. */
  id: string;
  /** Highest value. */
  to: Decimal;
}

/** A block: its pages belong together, and leaving it is what counts as "done". */
export interface Block {
  /** Unique in the instrument. */
  id: string;
  /** How far back the respondent may go, and how long the answers stay in memory for that. */
  memory?: Memory;
  /** Pages, in a fixed order; each gives exactly one sealed entry. */
  pages: Page[];
}

/** The words above a block. */
export interface BlockText {
  /** One line under it. */
  intro?: string;
  /** Heading of a page with several items. */
  title?: string;
}

/** What missing items count for in a class. */
export type Bound = 'exact' | 'low' | 'high';

/** One option of a list. */
export interface Choice {
  /** The code that is stored. */
  code: number;
  /** Rules out every other option of a `choices` item ("none of these"). */
  exclusive?: boolean;
  /** Choosing it is not an answer but this reason for there being none ("no such person"). */
  missing?: Missing | null;
  /** Offered only where something was written at one of the item's `options_from`: "what I wrote myself". */
  needs_text?: boolean;
}

/** One comparison with an earlier item of the same block. */
export interface Comparison {
  /** The item that is looked at. */
  item: string;
  /** How it is compared. */
  op: Op;
  /** With what; absent for `exists` and `missing`. */
  value?: Decimal | null;
}

/** A condition for a score. */
export interface Condition {
  /** The value that it must have. */
  is: Decimal;
  /** The item that is looked at, or … */
  item?: string | null;
  /** The score's value where it has another one; a reason instead where absent. */
  otherwise?: Decimal | null;
  /** … the earlier score. */
  score?: string | null;
}

/** An item that families are matched by, where the main caregiver of both groups answers it at the first wave. */
export interface CovariateItem {
  /** Item id. */
  item: string;
  /** How it enters the model. */
  kind: CovariateKind;
  /**
   * Its value where branching left the item out and everything that its `show_if` names was answered: 0 hours of
   * work for a person without work. Where absent, such a family is not matched.
   */
  not_shown?: Decimal | null;
}

/** How a covariate enters the model of the propensity score. */
export type CovariateKind = 'number' | 'category';

/** A decimal number with at most four places. */
export type Decimal = number;

/** Where an answer goes that is in no page's entry. */
export type Destination = 'contact_wants' | 'contact_where' | 'contact_not_when' | 'nowhere';

/** One fact about an instrument with its source. */
export interface Fact {
  /** What it is about: `items`, `reverse`, `missing`, `bands`, a score's id, … */
  about: string;
  /** `false`: from memory; check it on the paper form before use. */
  checked: boolean;
  /** Where it was read. */
  source: string;
  /** The fact, in one sentence. */
  text: string;
}

/** Codes of a choice that decide how the page goes on. None of them is needed. */
export interface Flow {
  /**
   * What somebody who understood answers. Nobody goes on without it. Another answer shows the item's explanation and
   * asks again; after the third one the screen says whom to ask, and the visit stops (`dont_know`). A later visit
   * with the same link asks again.
   */
  correct_code?: number | null;
  /** Going on with this code closes the page for now; a later visit with the same link resumes here. */
  defer_code?: number | null;
  /** Choosing this code shows the item's explanation; at a gate nobody goes on with it (whom to ask first). */
  explain_code?: number | null;
  /** Going on with the battery needs this answer (taking part). Any other answer leads to the one ending. */
  gate?: number | null;
  /** Going on with this code (somebody is near): nothing is read aloud in this visit. */
  mute_code?: number | null;
}

/** What every kind of item has. */
export interface EveryItem {
  /** Where the answer goes, where it is not the page's own entry. */
  destination?: Destination | null;
  /** Unique in the instrument: lower case, digits, `_`. */
  id: string;
  /**
   * Asked behind this option of the page's list of doors: a `rank` whose options are opened in free order, one at a
   * time, each once.
   */
  parent_option?: number | null;
  /** When it is asked; always, where absent. */
  show_if?: ShowIf | null;
  /** Waves in which it is asked; all, where empty. Elsewhere its code is `not_in_version`. */
  waves?: string[];
}

/** One of a list. */
export interface ChoiceItem extends EveryItem {
  /** Somebody must read an answer above the lowest within the hours that the protocol promises. */
  acute?: boolean;
  /** Stored where the item was left untouched, and marked as that; in a block that keeps nothing in memory. */
  default?: number | null;
  /** Faces beside the words of the options; only for feelings. */
  faces?: boolean;
  /** What the answer decides beside being stored. */
  flow?: Flow;
  kind: 'choice';
  /** Options side by side or below each other; part of the instrument and recorded. */
  layout?: Layout;
  /** Name of the option list. */
  options: string;
  /** An answer above 0 is a line of the review list: the answers may say less than there is. */
  quality?: Quality | null;
  /**
   * Asks with whom the answers may be shared: 0 nobody, 1 yes, 2 talk with me first. Asked only where the study's
   * `protocol.sharing` says who carries it out, elsewhere `not_in_version`; the desk puts it on the work list.
   */
  share?: boolean;
}

/** Any number of a list. */
export interface ChoicesItem extends EveryItem {
  /** Most options that may be chosen; all, where absent. */
  at_most?: number | null;
  kind: 'choices';
  /** Options below each other, or words one after the other. */
  layout?: Layout;
  /** Name of the option list. */
  options: string;
  /**
   * Offers only what was chosen at these items of this session, which may be of another instrument; everything where
   * nothing was.
   */
  options_from?: string[];
}

/** A number that is typed, with at most four decimal places. */
export interface NumberItem extends EveryItem {
  kind: 'number';
  /** Largest number. */
  max: Decimal;
  /** Smallest number. */
  min: Decimal;
}

/** Words that are typed. */
export interface TextItem extends EveryItem {
  kind: 'text';
  /** Longest text in UTF-8 bytes; it fixes the size of every entry of the part. */
  max_bytes: number;
}

/** Some of a list, in an order. */
export interface RankItem extends EveryItem {
  /** Most options that may be ranked; all, where absent. */
  at_most?: number | null;
  kind: 'rank';
  /** Name of the option list. */
  options: string;
  /**
   * Offers only what was chosen at these items of this session, which may be of another instrument; everything where
   * nothing was.
   */
  options_from?: string[];
  /**
   * Asks nothing: stores the order, drawn anew in each session, in which this page shows the items with the same
   * option list.
   */
  shuffled?: boolean;
}

/** A text to read. */
export interface InfoItem extends EveryItem {
  kind: 'info';
  /** A drawing beside the text. */
  picture?: Picture | null;
  /** *Snel weg* is practised on this page: the first press covers it for a moment and comes back. */
  practice?: boolean;
}

/** The respondent's own words. Never in a default export. */
export interface OwnWordsItem extends EveryItem {
  kind: 'own_words';
  /** Longest text in UTF-8 bytes; it fixes the size of every entry of the part. */
  max_bytes: number;
}

/** A number on a line. */
export interface SliderItem extends EveryItem {
  /** A visual analogue line: neither the number nor the numbers of the ends are shown. */
  analogue?: boolean;
  kind: 'slider';
  /** Name of the option list: the lowest and the highest code are the ends of the line, and their labels stand there. */
  options: string;
  /** Distance between two answers; 1 where absent. */
  step?: number | null;
}

/** A date. */
export interface DateItem extends EveryItem {
  /** The first year that fits, from 1900. */
  first_year: number;
  kind: 'date';
  /** The last year that fits, to 2999. */
  last_year: number;
  /** What is asked for. Ask no finer than the study needs: a day of birth names a person. */
  precision: Precision;
}

/** One item: the fields of its kind, and those of every item. */
export type Item =
  | ChoiceItem
  | ChoicesItem
  | NumberItem
  | TextItem
  | RankItem
  | InfoItem
  | OwnWordsItem
  | SliderItem
  | DateItem;

/** The words of an item. */
export interface ItemText {
  /** What is said to an answer that is not the `correct_code`, or to the `explain_code`. */
  explain?: string;
  /** One line of help, or the body of an `info` item; a blank line begins a new paragraph. */
  help?: string;
  /** The question, or the heading of an `info` item. */
  text: string;
  /** Unit behind a number. */
  unit?: string;
}

/** How the options of a choice stand. */
export type Layout = 'list' | 'row';

/** An ISO 8601 duration of one unit, such as P1W for a week or P12M for twelve months. */
export type Length = string;

/** Terms of use. */
export interface Licence {
  /** Whether somebody has seen the holder's own text. */
  checked: boolean;
  /** Who holds the rights. */
  holder: string;
  /** How to get the wording, and how to cite; one sentence each. */
  how: string;
  /** SPDX name where there is one, else the holder's own words. */
  name: string;
  /** What a researcher has to do before using it. */
  permission: Permission;
  /** Where this was read. */
  source: string;
}

/** How long answers stay readable for the respondent within the live session. */
export type Memory = 'page' | 'codes' | 'block' | 'session';

/** Why there is no value. Kept apart in data, scores and every export. */
export type Missing = 'skipped' | 'dont_know' | 'refused' | 'no_choice' | 'not_applicable' | 'not_shown' | 'not_reached' | 'not_in_version';

/** What missing items do to a `sum`, `mean` or `count`. */
export interface MissingRule {
  /** Up to so many may be missing. */
  at_most: number;
  /** What then happens. */
  then: Then;
}

/**
 * A norm table that the researcher brings, because no published table may be shipped.
 *
 * The file has the columns `sex,age_from,age_to,raw,t`, in any order, and a row per raw score:
 *
 * | column | holds |
 * |---|---|
 * | `sex` | `f`, `m`, or nothing for either |
 * | `age_from`, `age_to` | ages in whole years, both ends included |
 * | `raw` | the raw score, a whole number; a fractional one (a scale with a missing item, prorated) is looked up after rounding to the nearest whole number, halves away from zero |
 * | `t` | the norm score |
 *
 * Sex and age are those of the person whom the answers are about, on the day of the answers. For one sex, age and
 * raw score there is one row or none; where there is none, the score is empty and says why.
 */
export interface Norm {
  /** Name of the table; the file is `NAME.csv`. */
  table: string;
}

/** How a comparison compares. A `choices` or `rank` answer is compared as "one of the chosen codes". */
export type Op = 'exists' | 'missing' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** A page: what is on the screen at once. */
export interface Page {
  /** Unique in the instrument. */
  id: string;
  /** One for a child, a handful for an adult. */
  items: Item[];
}

/** The recall period, stored with every answer. */
export interface Period {
  /** From where it is counted. */
  anchor: Anchor;
  /** How long it is: `P12M` for a year, `P4W` for four weeks. For `previous_wave` the length that the study plans. */
  length: Length;
}

/** What a researcher has to do before using an instrument. */
export type Permission = 'free' | 'cite' | 'ask' | 'buy';

/** Drawings. */
export type Picture = 'lock' | 'cup' | 'talk';

/** One row of a table from answer code to points. */
export interface Points {
  /** The stored code. */
  code: number;
  /** What it counts for. */
  points: Decimal;
}

/** How fine a date is. */
export type Precision = 'day' | 'month' | 'year';

/** Why answers may say less than there is. */
export type Quality = 'onlooker' | 'prompted';

/** One step of a `recode`: values from `from` to `to`, both included, become `value`. */
export interface RecodeStep {
  /** Smallest value that takes this step. */
  from: Decimal;
  /** Largest value that takes this step. */
  to: Decimal;
  /** The result. */
  value: Decimal;
}

/** Reliability with its kind: with α instead of a retest, reliable change over a year comes out too easily. */
export interface Reliability {
  /** How it was found. */
  kind: ReliabilityKind;
  /** Between 0 and 1. */
  value: Decimal;
}

/** How a reliability was found. */
export type ReliabilityKind = 'retest' | 'alpha' | 'omega';

/** Who answers. */
export type Role = 'parent' | 'child' | 'young' | 'professional';

/** Rounding of a result, halves away from zero. */
export interface Rounding {
  /** Number of decimal places, 0 to 4. */
  places: number;
}

/** What is done with the inputs. */
export type Rule = 'sum' | 'mean' | 'count' | 'any' | 'all' | 'max' | 'linear' | 'recode' | 'norm' | 'class';

/** One score. */
export interface Score {
  /** `count`, `any`, `all`: an input counts from here. Default 1. */
  at_least?: Decimal | null;
  /** Cut-offs, for exports and figures; never shown to a respondent. */
  bands?: Band[];
  /** `max`: the highest possible value; reaching it decides the score whatever is missing. */
  ceiling?: Decimal | null;
  /** `false` where any of it is from memory; printed in codebook and catalogue. */
  checked?: boolean;
  /** `class`: the violence class and its parameters. */
  class?: ViolenceClass | null;
  /** `linear`: multiplied by this (default 1) … */
  factor?: Decimal | null;
  /** `total`, or the construct in snake_case. */
  id: string;
  /** Items that go in. */
  items?: string[];
  /** Highest possible value. */
  max?: Decimal | null;
  /** Lowest possible value. */
  min?: Decimal | null;
  /** What missing items do. Complete answers are needed where absent. */
  missing?: MissingRule | null;
  /** `norm`: which table is needed. */
  norm?: Norm | null;
  /** … and added to this (default 0). */
  offset?: Decimal | null;
  /** Only where this holds. */
  only_if?: Condition | null;
  /** Table that turns each item's code into points first. */
  recode?: string | null;
  /** Reliability, for reliable change. */
  reliability?: Reliability | null;
  /** Which of `items` count the other way round: lowest + highest possible − points. */
  reverse?: string[];
  /** Rounding of the result; four places where absent. */
  round?: Rounding | null;
  /** What is done. */
  rule: Rule;
  /** Earlier scores that go in. */
  scores?: string[];
  /** Standard deviation of the norm or the pre-treatment sample, for reliable change. */
  sd?: Decimal | null;
  /** Where rule, cut-offs and figures come from. */
  sources?: string[];
  /** `recode`: from which value to which result, first match. */
  steps?: RecodeStep[];
}

/**
 * When an item is asked. Exactly one of the two lists has entries.
 *
 * | the item named | `exists` | any other comparison |
 * |---|---|---|
 * | has a value | true | compares the value |
 * | has a missing code, or is not shown | false | false |
 */
export interface ShowIf {
  /** Every one of these must hold. */
  all?: Comparison[];
  /** At least one of these must hold. */
  any?: Comparison[];
}

/** Who made it, and whether anybody validated it. */
export type Status = 'own_not_validated' | 'published';

/** What happens with the allowed number of missing items. */
export type Then = 'prorate' | 'person_mean' | 'zero';

/** What an instrument is about; heads a chapter of the catalogue. */
export type Topic = 'safety' | 'trauma' | 'attachment' | 'parenting' | 'child' | 'parent' | 'background' | 'help' | 'voice' | 'other';

/**
 * Parameters of the violence class (this project's own rule, not that of a published study; `src/scoring/class.rs`
 * defines it).
 */
export interface ViolenceClass {
  /** What missing items count for. */
  bound: Bound;
  /** From this many times per twelve months the class is 2. The default of this project is 12. */
  frequent_at: Decimal;
  /** Which of the score's items are severe: one of them at all makes the class 2. */
  severe: string[];
}
