//! An instrument's wording with the study's words in it: names of readers, of the adult or child that a part is
//! about, of the worker.

use crate::instrument::Wording;
use crate::study::{Invite, Relation, Role, Study, Target};
use crate::web::text::Text;
use js_sys::JsString;

/// What placeholders of one part stand for.
pub(super) struct Words<'a> {
    pub study: &'a Study,
    pub invite: &'a Invite,
    pub text: &'a Text,
    pub lang: &'a str,
    pub target: Target,
}

impl Words<'_> {
    /// A text with its placeholders filled in. What is filled in is never looked at again.
    pub fn fill(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            // A sentence may begin with a placeholder; then its first letter is a capital.
            let begins = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '?', '!', ':', '\n']);
            let value = self.value(name);
            self.text.put(&mut out, &if begins { capital(&value) } else { value });
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str) -> String {
        let protocol = &self.study.protocol;
        match name {
            "adult" => self.adult(),
            "child" => self.child(),
            "home" => self.home(),
            "worker" => self.study.text(&self.study.worker, self.lang).to_string(),
            "readers" => self.names(self.study.recipients.iter().map(|r| r.name.clone()).collect()),
            "contact" => protocol.contact.name.clone(),
            "phone" => protocol.contact.phone.clone(),
            "hours" => self.study.text(&protocol.contact.hours, self.lang).to_string(),
            "read_days" => protocol.read_interval_days.to_string(),
            "owner" => protocol.sharing.as_ref().map_or(String::new(), |s| s.owner.clone()),
            "threshold" => self.study.text(&protocol.threshold, self.lang).to_string(),
            "feedback" => {
                let wave = self.study.waves.get(usize::from(self.invite.wave));
                wave.map_or("", |w| self.study.told(&w.feedback, self.invite.set, self.lang)).to_string()
            }
            "box_readers" => self.names(protocol.letterbox.iter().flat_map(|l| l.readers.clone()).collect()),
            "box_day" => protocol.letterbox.as_ref().map_or("", |l| self.study.text(&l.day, self.lang)).to_string(),
            _ => String::new(),
        }
    }

    fn adult(&self) -> String {
        let Target::Adult(n) = self.target else { return String::new() };
        self.adult_named(n)
    }

    fn adult_named(&self, n: u8) -> String {
        let relation = self.invite.adults.get(usize::from(n).wrapping_sub(1)).copied().flatten();
        self.text.get(relation_key(relation.unwrap_or(Relation::Other))).to_string()
    }

    fn child(&self) -> String {
        let Target::Child(n) = self.target else { return String::new() };
        let age = self.invite.children.get(usize::from(n).wrapping_sub(1)).copied().unwrap_or_default();
        let letter = char::from(b'A' + n.saturating_sub(1).min(25));
        let key = if self.invite.role == Role::Professional { "child.known" } else { "child.named" };
        self.text.with2(key, &age.to_string(), &letter.to_string())
    }

    fn home(&self) -> String {
        let Target::Home(n) = self.target else { return String::new() };
        let adults = self.invite.homes.get(usize::from(n).wrapping_sub(1)).copied().unwrap_or_default();
        let names = (1..=6u8).filter(|a| adults & (1 << (a - 1)) != 0).map(|a| self.adult_named(a));
        let names = self.names(names.collect());
        // A group home or a shelter has no adults of the family.
        if names.is_empty() { self.text.get("home.other").into() } else { self.text.with("home.named", &names) }
    }

    fn names(&self, mut names: Vec<String>) -> String {
        match names.pop() {
            Some(last) if !names.is_empty() => format!("{} {} {last}", names.join(", "), self.text.get("and")),
            Some(only) => only,
            None => String::new(),
        }
    }
}

fn relation_key(r: Relation) -> &'static str {
    match r {
        Relation::Mother => "adult.mother",
        Relation::Father => "adult.father",
        Relation::StepParent => "adult.step_parent",
        Relation::FosterParent => "adult.foster_parent",
        Relation::Partner => "adult.partner",
        Relation::ExPartner => "adult.ex_partner",
        Relation::OtherParent => "adult.other_parent",
        Relation::Other => "adult.other",
    }
}

/// The browser knows the capitals of every script; Rust's table of them weighs more than all texts of a screen.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().collect();
    format!("{}{}", String::from(JsString::from(first).to_upper_case()), chars.as_str())
}

/// The words of an item; its id where the pack has none, which the lint rules out.
pub(super) fn item_text<'a>(wording: &'a Wording, item: &'a str) -> &'a str {
    wording.items.get(item).map_or(item, |t| t.text.as_str())
}
