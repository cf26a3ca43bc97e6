//! The list in words: the same on the terminal, in `contacts.csv` and on the research page.

use super::{Call, No, TalkWish, Written};
use crate::seal::Wants;
use std::collections::BTreeSet;

/// So many ids of a line are printed, and so many different places; the rest is counted.
const SHOWN: usize = 5;
/// Digits of a contact's id that a person reads and types.
const SHORT: usize = 12;

impl Call {
    /// Names of the columns of [`Call::cells`].
    pub const COLUMNS: [&'static str; 13] = [
        "overdue", "wants", "wave", "role", "set", "slot", "where", "not_when", "since", "read_by", "contacts", "note",
        "ids",
    ];

    /// Returns the line as cells of a table, not yet escaped for any format.
    pub fn cells(&self) -> [String; 13] {
        let first = self.first();
        let words = |of: fn(&TalkWish) -> &str| some(self.wishes.iter().map(of), " / ", "other texts");
        [
            if self.overdue { "yes" } else { "no" }.to_string(),
            wants(self.wants, ["yes", "later", "words"]).to_string(),
            first.map(|w| w.wave.clone()).unwrap_or_default(),
            first.map(|w| w.role.name()).unwrap_or_default().to_string(),
            first.map(|w| w.set.name()).unwrap_or_default().to_string(),
            self.slot.clone(),
            words(|w| &w.where_),
            words(|w| &w.not_when),
            self.since.clone(),
            self.read_by.clone().unwrap_or_default(),
            self.wishes.len().to_string(),
            self.note().unwrap_or_default(),
            some(self.wishes.iter().map(|w| w.contact.as_str()), " ", "more"),
        ]
    }

    /// Returns the lines for a terminal; the respondent's words only if `words` is set. They are escaped: anybody with
    /// the link can seal what moves a terminal.
    pub fn lines(&self, words: bool) -> Vec<String> {
        let alarm = if self.overdue { "OVERDUE " } else { "" };
        let wants = self.wants_in_words();
        let by = self.read_by.as_ref().map(|by| format!(", promised by {by}")).unwrap_or_default();
        let who = self.first().map(|w| format!("{} {} {}", w.wave.escape_debug(), w.role.name(), w.set.name()));
        let since = match self.hour_known {
            true => format!("since {}", self.since),
            false => format!("since an unknown time (the device's clock was wrong: {})", self.since.escape_debug()),
        };
        let ids = some(self.wishes.iter().map(|w| w.contact.get(..SHORT).unwrap_or(&w.contact)), " ", "more");
        let n = self.wishes.len();
        let contacts = if n == 1 { "contact".to_string() } else { format!("{n} contacts") };
        let who = who.unwrap_or_default();
        let mut out = vec![format!("{alarm}slot {} {who}: {wants} {since}{by}; {contacts}: {ids}", self.slot)];
        out.extend(self.note().map(|note| format!("  {note}")));
        if words {
            out.extend(self.words());
        }
        out
    }

    /// Returns what is wanted, in words.
    pub fn wants_in_words(&self) -> &'static str {
        wants(self.wants, ["wants a talk", "perhaps later", "wrote where or when to talk, and chose nothing"])
    }

    /// Returns what stands beside the wishes, in a sentence; none where nothing does.
    pub fn note(&self) -> Option<String> {
        let no = match self.no {
            No::None => None,
            No::OtherMessage => {
                Some("Another message of this letterbox said no. The wish stays until a person handles it.")
            }
            No::SameVisit => Some("The same visit said no later. The wish stays until a person handles it."),
            No::OtherVisit => Some(
                "CONTRADICTED: another visit to this link said no. The wish stays until a person handles it. Ask only whether \
                 a talk is still wanted, by the safe route in the register, never through a parent and never at a place \
                 that was typed here.",
            ),
        };
        let absent = self.wishes.iter().any(|w| w.absent);
        let absent =
            absent.then_some("What was written with it is not in these envelopes, but in an earlier delivery.");
        let without = (self.written == Written::WithoutLink).then_some(
            "NOT WRITTEN WITH THE LINK: somebody who has the public keys wrote it. It may still be true: ask whether a talk is wanted, \
             by the safe route in the register only.",
        );
        let notes: Vec<&str> = no.into_iter().chain(absent).chain(without).collect();
        (!notes.is_empty()).then(|| notes.join(" "))
    }

    fn first(&self) -> Option<&TalkWish> {
        self.wishes.first()
    }

    fn words(&self) -> Vec<String> {
        let mut shown = BTreeSet::new();
        let texts = self.wishes.iter().flat_map(|w| [("where", w.where_.as_str()), ("not when", w.not_when.as_str())]);
        let mut out: Vec<String> = texts
            .filter(|(what, text)| !text.is_empty() && shown.insert((*what, *text)))
            .map(|(what, text)| format!("  {what}: {text:?}"))
            .collect();
        let more = out.len().saturating_sub(2 * SHOWN);
        out.truncate(2 * SHOWN);
        if more > 0 {
            out.push(format!("  and {more} other texts; contacts.jsonl has all of them"));
        }
        out
    }
}

fn wants(wants: Wants, [yes, later, words]: [&'static str; 3]) -> &'static str {
    match wants {
        Wants::Yes => yes,
        Wants::Later => later,
        Wants::NotAsked | Wants::No => words,
    }
}

/// The first different texts, and how many there are besides.
fn some<'a>(texts: impl Iterator<Item = &'a str>, between: &str, besides: &str) -> String {
    let mut seen = BTreeSet::new();
    let different: Vec<&str> = texts.filter(|t| !t.is_empty() && seen.insert(*t)).collect();
    let more = different.len().saturating_sub(SHOWN);
    let mut out = different.into_iter().take(SHOWN).collect::<Vec<_>>().join(between);
    if more > 0 {
        out.push_str(&format!("{between}and {more} {besides}"));
    }
    out
}

/// Returns how many wait, in a line.
pub fn heading(calls: usize, overdue: usize, contradicted: usize) -> String {
    if calls == 0 {
        return "nobody waits for a talk".to_string();
    }
    let contradicted = if contradicted > 0 { format!(", contradicted: {contradicted}") } else { String::new() };
    format!("waiting for a talk: {calls}, overdue: {overdue}{contradicted}")
}
