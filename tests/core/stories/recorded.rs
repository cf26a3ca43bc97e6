//! Recorded stories: whole batteries, clicked by a fixed recipe. The same clicks give the same screens and the same
//! sealed answers as when `recorded/*.jsonl` was written, one line per screen.
//!
//! `KINDSTEM_RECORD=1 cargo test --test core recorded` writes the files anew. Do that only where a change of what is
//! asked or sealed is meant, and read the difference.

use super::clicks::Clicks;
use super::scenario::sitting;
use super::transcript;
use kindstem::instrument::{identity, library, parse};
use kindstem::seal::{Clock, Mode, Wants};
use kindstem::session::{Event, Session, State, Visit};
use kindstem::study::{Consent, Invite, Person, Pin, Plan, Relation, Role, Set, Study};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::rc::Rc;

/// Says yes where a story would otherwise end before it begins.
const YES: &[(&str, i32)] = &[("take_part", 1), ("alone_start", 1), ("go_on", 1)];
/// Understands everything and then says no.
const NO: &[(&str, i32)] =
    &[("alone_start", 2), ("may_stop", 1), ("must_answer", 0), ("read_now", 0), ("pass_on", 1), ("take_part", 0)];
/// No screen takes a story further than this.
const SCREENS: usize = 600;

/// Who answers what, and how the visit goes.
struct Story {
    name: &'static str,
    role: Role,
    set: Set,
    wave: u8,
    lang: &'static str,
    seed: u64,
    always: &'static [(&'static str, i32)],
    /// What happens instead of a click when so many screens were seen.
    at: &'static [(usize, Turn)],
}

/// What interrupts a visit.
#[derive(Clone, Copy)]
enum Turn {
    /// *Stop*, and another visit.
    Stops,
    /// *Stop*, and throw it away; another visit.
    Erases,
    /// The device dies while this many envelopes of a page are sealed; another visit.
    Dies(usize),
}

const fn story(name: &'static str, role: Role, set: Set, wave: u8, lang: &'static str) -> Story {
    Story { name, role, set, wave, lang, seed: wave as u64 + 1, always: YES, at: &[] }
}

fn stories() -> Vec<Story> {
    use Turn::{Dies, Erases, Stops};
    let child = || story("child-T0-nl", Role::Child, Set::Child, 0, "nl");
    let young = || story("young-T0-en", Role::Young, Set::Young, 0, "en");
    vec![
        story("parent-T0-nl", Role::Parent, Set::Adult, 0, "nl"),
        story("parent-T1-en", Role::Parent, Set::Adult, 1, "en"),
        child(),
        story("child-T1-en", Role::Child, Set::Child, 1, "en"),
        young(),
        story("young-T1-nl", Role::Young, Set::Easy, 1, "nl"),
        story("child-letterbox-nl", Role::Child, Set::Child, 3, "nl"),
        Story { name: "child-resumes", seed: 9, at: &[(14, Stops), (24, Dies(1)), (37, Dies(0))], ..child() },
        Story { name: "child-discards", seed: 10, at: &[(22, Erases), (36, Stops)], ..child() },
        Story { name: "young-declines", seed: 11, always: NO, ..young() },
        // May not stop, again and again: somebody has to explain it.
        Story { name: "child-unclear", always: &[("may_stop", 0), ("alone_start", 1)], ..child() },
    ]
}

/// The demo's study, with every instrument of the library pinned.
fn study() -> Study {
    let mut study: Json = serde_json::from_str(include_str!("../../../www/study.template.json")).unwrap();
    let pins = library::entries().iter().map(|entry| {
        let wording: Vec<_> =
            entry.wording.iter().map(|(lang, file)| (lang.to_string(), json!(identity(file)))).collect();
        let version = parse(entry.structure).unwrap().version;
        let wording: serde_json::Map<String, Json> = wording.into_iter().collect();
        json!({"instrument": entry.id, "version": version, "structure": identity(entry.structure), "wording": wording})
    });
    study["pins"] = pins.collect();
    Study::parse(study.to_string().as_bytes()).unwrap()
}

/// The plan of a story; with `at_most` parts the opening of it.
fn plan(story: &Story, at_most: usize) -> Rc<Plan> {
    let study = study();
    let adults = match story.role {
        Role::Parent => [None, Some(Relation::ExPartner), None, None, None, None],
        _ => [Some(Relation::Mother), Some(Relation::Father), None, None, None, None],
    };
    let invite = Invite {
        slot: [17; 16],
        role: story.role,
        set: story.set,
        wave: story.wave,
        language: 0,
        consent: Consent::Own,
        me: Some(if story.role == Role::Parent { Person::Adult(1) } else { Person::Child(1) }),
        children: [9, 14, 0, 0, 0, 0],
        adults,
        homes: [1, 2, 0, 0],
        study: [0; 4],
    };
    let loaded = |id: &str| {
        let pin: &Pin = study.pin(id)?;
        let entry = library::entries().iter().find(|e| e.id == id)?;
        Some((pin, Rc::new(parse(entry.structure).ok()?)))
    };
    Rc::new(Plan::of(&study, &invite, &loaded, at_most).unwrap())
}

/// A story while it is told.
struct Teller {
    clicks: Clicks,
    session: Session,
    plan: Rc<Plan>,
    visit: u32,
    /// How often each page was on the screen.
    seen: std::collections::BTreeMap<String, usize>,
    minutes: u64,
    lines: Vec<Json>,
    screens: usize,
}

impl Teller {
    fn new(story: &Story) -> Self {
        let plan = plan(story, usize::MAX);
        let opening = self::plan(story, 1);
        let mut teller = Teller {
            clicks: Clicks::new(story.seed, story.always),
            session: Session::new(opening, who(story, 0), 0),
            plan: plan.clone(),
            visit: 0,
            seen: Default::default(),
            minutes: 0,
            lines: Vec::new(),
            screens: 0,
        };
        // As a page does it: the first question is on the screen before the rest of the battery is here.
        let first = teller.place();
        teller.session.apply(Event::PlanLoaded(plan));
        teller.lines.push(json!({"story": story.name, "opens with": first, "of": teller.session.progress().of}));
        teller
    }

    fn clock(&self) -> Clock {
        let (hour, mono_ms) = (9 + self.minutes / 60, self.minutes * 60_000);
        Clock { mono_ms, tz: 60, wall: format!("2026-11-23T{hour:02}:00Z") }
    }

    fn place(&self) -> String {
        let page = self.session.page().map(|v| format!("{}.{} {}", v.part_index, v.page.id, v.part.target.code()));
        page.unwrap_or_else(|| "the end".into())
    }

    fn on_screen(&self) -> Vec<String> {
        self.session.page().map_or_else(Vec::new, |v| v.items().map(|i| i.id.clone()).collect())
    }

    fn apply(&mut self, events: Vec<Event>, did: &mut Vec<String>) {
        for event in events {
            did.push(transcript::event(&event));
            self.session.apply(event);
        }
    }

    /// Seals what waits, at most so many.
    fn seal(&mut self, at_most: usize, sealed: &mut Vec<String>) {
        for _ in 0..at_most {
            let Some(job) = self.session.job() else { return };
            sealed.push(transcript::job(&job));
            self.session.apply(Event::Sealed { link: identity(&job.plain) });
        }
    }

    /// Answers what is on the screen, and what answering brought onto it.
    fn answers(&mut self, nth: usize, did: &mut Vec<String>) {
        let mut done: Vec<String> = Vec::new();
        while let Some(item) = self.on_screen().into_iter().find(|i| !done.contains(i)) {
            let events = self.session.page().map_or_else(Vec::new, |view| self.clicks.on(&view, &item, nth));
            self.apply(events, did);
            done.push(item);
        }
    }

    /// What is pressed under the page.
    fn presses(&mut self, place: &str, nth: usize) -> Vec<Event> {
        let clock = self.clock();
        let Visit { lang, mode, .. } = self.session.visit().clone();
        if self.session.is_unclear() {
            return vec![Event::TalkWish(Wants::Yes), Event::Stop(clock)];
        }
        let dice = if nth > 3 { 99 } else { self.clicks.dice(&format!("{place} {nth}")) % 16 };
        match dice {
            0 if self.session.can_go_back() => vec![Event::Back],
            1 => vec![Event::TalkWish(Wants::Later), Event::TalkPlace(format!("at {place}")), Event::PauseEnded(clock)],
            2 => vec![Event::Language(if lang == "nl" { "en" } else { "nl" }.into()), Event::Next(clock)],
            3 => vec![Event::Mode(Mode { read_aloud: !mode.read_aloud, ..mode }), Event::Next(clock)],
            4 if self.session.can_reread() => vec![Event::Reread],
            5 => vec![Event::TalkWish(Wants::No), Event::Next(clock)],
            _ => vec![Event::Next(clock)],
        }
    }

    /// One screen.
    fn screen(&mut self, turn: Option<Turn>) {
        self.minutes += 1;
        let (place, shown) = (self.place(), self.on_screen());
        let seen = self.seen.entry(place.clone()).or_default();
        *seen += 1;
        let nth = *seen;
        let (mut did, mut sealed) = (Vec::new(), Vec::new());
        self.answers(nth, &mut did);
        let draft = self.session.draft(&self.clock()).map(|job| transcript::job(&job));
        let clock = self.clock();
        let pressed = match turn {
            None => self.presses(&place, nth),
            Some(Turn::Stops) => vec![Event::Stop(clock)],
            Some(Turn::Erases) => vec![Event::Erase(clock)],
            Some(Turn::Dies(_)) => vec![Event::Next(clock)],
        };
        self.apply(pressed, &mut did);
        self.seal(if let Some(Turn::Dies(n)) = turn { n } else { usize::MAX }, &mut sealed);
        let mut line = json!({"at": place, "shows": shown, "did": did, "sealed": sealed});
        if let Some(draft) = draft.filter(|_| nth == 1) {
            line["draft"] = draft.into();
        }
        line["then"] = format!(
            "{} of {}{}",
            self.session.open_block(),
            self.session.progress().of,
            if self.session.can_go_back() { ", back" } else { "" }
        )
        .into();
        self.lines.push(line);
        self.screens += 1;
    }

    fn another_visit(&mut self, story: &Story) {
        self.visit += 1;
        let block = self.session.open_block();
        self.session = Session::new(self.plan.clone(), who(story, self.visit), block);
        self.seen.clear();
        self.lines.push(json!({"visit": self.visit + 1, "at": self.place()}));
    }
}

fn who(story: &Story, visit: u32) -> Visit {
    let sitting = sitting(&format!("{} {visit}", story.name), visit);
    Visit { role: story.role, set: story.set, lang: story.lang.into(), ..sitting }
}

/// The story, a line per screen.
fn told(story: &Story) -> String {
    let mut teller = Teller::new(story);
    let mut turns = story.at.iter().peekable();
    while teller.session.state() == State::Asking {
        assert!(teller.screens < SCREENS, "{} does not end: {}", story.name, teller.place());
        let turn = turns.next_if(|(at, _)| *at <= teller.screens).map(|(_, turn)| *turn);
        teller.screen(turn);
        if turn.is_some() {
            teller.another_visit(story);
        }
    }
    assert_eq!(turns.next().map(|(at, _)| *at), None, "{}: the story ended before that", story.name);
    teller.lines.iter().map(|line| format!("{line}\n")).collect()
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/core/stories/recorded/{name}.jsonl"))
}

#[test]
fn the_same_clicks_give_the_same_answers_as_recorded() {
    let record = std::env::var_os("KINDSTEM_RECORD").is_some();
    let mut other = Vec::new();
    for story in stories() {
        let (now, path) = (told(&story), file(story.name));
        if record {
            std::fs::write(&path, &now).unwrap();
        }
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if let Some(n) = difference(&before, &now) {
            let line = |text: &str| text.lines().nth(n).unwrap_or("(no such line)").to_string();
            other.push(format!(
                "{}:{}\n  recorded {}\n  now      {}",
                path.display(),
                n + 1,
                line(&before),
                line(&now)
            ));
        }
    }
    assert!(other.is_empty(), "another conversation than the recorded one:\n{}", other.join("\n"));
}

/// The first line in which two texts differ.
fn difference(before: &str, now: &str) -> Option<usize> {
    let lines = before.lines().count().max(now.lines().count());
    (0..lines).find(|n| before.lines().nth(*n) != now.lines().nth(*n))
}

#[test]
fn one_other_click_is_another_story() {
    let as_recorded = stories().into_iter().find(|s| s.name == "child-T0-nl").unwrap();
    let before = std::fs::read_to_string(file(as_recorded.name)).unwrap();
    let other = Story { always: &[("take_part", 1), ("alone_start", 2), ("go_on", 1)], ..as_recorded };
    let n = difference(&before, &told(&other)).expect("the story tells of the click");
    assert!(before.lines().nth(n).unwrap().contains("alone_start"), "line {n} is where it was clicked");
}

#[test]
fn the_stories_come_through_what_they_are_for() {
    let all: Vec<(&str, String)> = stories().iter().map(|s| (s.name, told(s))).collect();
    let tells = |name: &str, what: &str| {
        let (_, text) = all.iter().find(|(n, _)| *n == name).unwrap();
        assert!(text.contains(what), "{name} tells nothing of {what:?}");
    };
    for name in ["parent-T0-nl", "parent-T1-en", "child-T0-nl", "child-T1-en", "young-T0-en", "young-T1-nl"] {
        for what in ["manifest of", "~not_shown", "~skipped", "~dont_know", "~refused", "~no_choice", "\"next\""] {
            tells(name, what);
        }
    }
    for what in ["\"houses=[", "spoken", "drawn", "chips_order=[", "\"back\"", "contact 0 begin"] {
        let found = all.iter().any(|(name, text)| name.starts_with("child") && text.contains(what));
        assert!(found, "no child's story tells of {what:?}");
    }
    tells("child-resumes", "\"visit\":4");
    tells("child-resumes", " draft ");
    tells("child-discards", " erased ");
    tells("young-declines", " dummy ");
    tells("child-unclear", "may_stop~dont_know");
}
