//! Change over the waves, on cohorts small enough to count by hand.

mod matching;
mod views;

use kindstem::answers::{Answer, Answers, Missing, Value};
use kindstem::change::*;
use kindstem::instrument::{Anchor, Instrument, Length, Period, identity, library, parse};
use kindstem::record::{PageMode, Record, RecordPart, Structures};
use kindstem::scoring::{Context, score};
use kindstem::seal::{How, InstrumentId, Mode};
use kindstem::study::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Families, people and what they said.
struct Small {
    register: Register,
    structures: Structures,
    records: Vec<Record>,
}

fn instrument(id: &str) -> (Instrument, String) {
    let entry = library::entries().iter().find(|e| e.id == id).unwrap();
    (parse(entry.structure).unwrap(), identity(entry.structure))
}

impl Small {
    fn new() -> Self {
        let structures = ["phq-9", "kindstem-safety-adult-parent", "cries-8"].map(instrument);
        Small {
            register: Register { format: 1, study: "small".into(), ..Register::default() },
            structures: structures.into_iter().map(|(x, sha)| (sha, x)).collect(),
            records: Vec::new(),
        }
    }

    fn family(&mut self, id: &str, group: Group, main: Option<&str>) {
        self.register.families.push(RegisterFamily { family_id: id.into(), group: Some(group), ..Default::default() });
        self.register.people.extend(main.map(|roster| RegisterPerson {
            family_id: id.into(),
            roster: roster.into(),
            main_caregiver: true,
            ..RegisterPerson::default()
        }));
    }

    /// A parent says something about somebody in a wave.
    fn says(&mut self, who: [&str; 4], instrument_id: &str, answers: &[(&str, i32)]) -> &mut RecordPart {
        let [family, roster, wave, about] = who;
        let slot = format!("{family}{roster}{wave}");
        if self.register.row(&slot).is_none() {
            self.register.rows.push(RegisterRow {
                slot: slot.clone(),
                family_id: family.into(),
                person_id: format!("{family}-{roster}"),
                roster: roster.into(),
                wave: wave.into(),
                role: Role::Parent,
                set: Set::Adult,
                delivered_via: "interviewer".into(),
                proof_sha256: "0".repeat(64),
                proof_seen_by_host: false,
                invite: String::new(),
            });
        }
        let (x, sha256) = instrument(instrument_id);
        let mut said: Answers = x
            .items()
            .filter(|(_, _, i)| i.kept())
            .map(|(_, _, i)| (i.id.clone(), Answer::Missing(Missing::NotShown)))
            .collect();
        for (item, code) in answers {
            said.insert((*item).to_string(), Answer::Value(Value::Code(*code)));
        }
        let period = Some(Period { anchor: Anchor::Fixed, length: Length::parse("P12M").unwrap() });
        let mode = Mode::default();
        let text = Words { lang: "nl".into(), pack: "x@1".into(), sha256: "w".into() };
        let part = RecordPart {
            scores: score(&x, &said, Context { period, norms: None }),
            answers: said,
            answered_again: Vec::new(),
            complete: true,
            defaults: Default::default(),
            day: Some("2026-11-24".into()),
            instrument: InstrumentId { id: x.id.clone(), sha256, version: x.version.clone() },
            modes: vec![PageMode { mode, page: "p".into(), text: text.clone(), wall: String::new() }],
            own_words: Vec::new(),
            part: 0,
            period,
            scores_page: None,
            text,
        };
        let mut of = About::default();
        match Target::parse(about).unwrap() {
            Target::Child(_) => of.child = Some(about.into()),
            _ => of.adult = Some(about.into()),
        }
        self.records.push(Record {
            about: of,
            parts: vec![part],
            role: Role::Parent,
            set: Set::Adult,
            slot,
            study: "small".into(),
            wave: wave.into(),
        });
        self.records.last_mut().unwrap().parts.last_mut().unwrap()
    }

    /// A PHQ-9 with this sum, 0 to 27.
    fn phq9(&mut self, who: [&str; 3], sum: i32) -> &mut RecordPart {
        let ids: Vec<String> = (1..=9).map(|n| format!("phq9_{n}")).collect();
        let answers: Vec<(&str, i32)> =
            ids.iter().enumerate().map(|(n, id)| (id.as_str(), (sum - 3 * n as i32).clamp(0, 3))).collect();
        self.says([who[0], who[1], who[2], who[1]], "phq-9", &answers)
    }

    /// What a parent says about one adult, both ways alike: 0 none, 1 moderate, 2 severe.
    fn violence(&mut self, who: [&str; 4], class: i32) -> &mut RecordPart {
        let mut answers = vec![("living", 1), ("contact", 1)];
        let (x, _) = instrument("kindstem-safety-adult-parent");
        let exact = x.scores.iter().filter(|s| s.id == "class_by_adult" || s.id == "class_by_me");
        let items: Vec<String> = exact.flat_map(|s| s.items.clone()).collect();
        for item in &items {
            let code = match class {
                1 if item.starts_with("push") => 2,
                2 if item.starts_with("choke") => 1,
                _ => 0,
            };
            answers.push((item.as_str(), code));
        }
        self.says(who, "kindstem-safety-adult-parent", &answers)
    }

    fn look<T>(&self, see: impl FnOnce(&Cohort<'_>) -> T) -> T {
        let mut cohort = Cohort::new(&self.register, &self.structures);
        self.records.iter().for_each(|r| assert!(cohort.add(r)));
        see(&cohort)
    }

    fn moves(&self, informants: Informants) -> Vec<(String, Option<(Class, Class)>)> {
        self.look(|c| {
            let both = classes(c, &["T0", "T2"]);
            let of = both.families.into_iter().filter(|f| f.informants == informants && f.home.is_empty());
            of.map(|f| {
                let exact: Option<Vec<Class>> = f.waves.iter().map(|b| b.exact()).collect();
                (f.family_id, exact.filter(|e| e.len() == 2).map(|e| (e[0], e[1])))
            })
            .collect()
        })
    }
}

/// A table as text, for tests that read it.
fn text(table: &kindstem::export::Table) -> Vec<String> {
    let line = |row: &Vec<_>| {
        let mut out = Vec::new();
        kindstem::export::write_row(&mut out, row).unwrap();
        String::from_utf8(out).unwrap().trim_end().to_string()
    };
    table.rows.iter().map(line).collect()
}

/// SD 5.5, reliability .84: Sdiff = √2 · 5.5 · √0.16 = 3.1113; 15 → 8 is −7 / 3.1113 = −2.2499; 15 → 9 is −1.9285.
#[test]
fn reliable_change_of_a_published_scale_by_hand() {
    let mut small = Small::new();
    for (family, to) in [("F1", 8), ("F2", 9)] {
        small.family(family, Group::Gedwongen, None);
        small.phq9([family, "a1", "T0"], 15);
        small.phq9([family, "a1", "T2"], to);
    }
    let rows = small.look(|c| text(&scores(c, "T0", "T2", &BTreeMap::new(), None).change));
    let of = |family: &str| rows.iter().find(|r| r.starts_with(family) && r.contains(",total,")).unwrap();
    assert!(of("F1").contains(",15,8,-7,5.5,0.84,retest,-2.2499,lower,"), "{}", of("F1"));
    assert!(of("F2").contains(",15,9,-6,5.5,0.84,retest,-1.9285,within_error,"), "{}", of("F2"));
    let sums = small.look(|c| text(&scores(c, "T0", "T2", &BTreeMap::new(), None).sums));
    let sum = sums.iter().find(|r| r.contains(",total,")).unwrap();
    // 2 at T0, 2 in both, mean −6.5, 2 with an index, none higher, half lower, and the sources.
    assert!(sum.contains(",T0,T2,2,2,-6.5,2,0,0.5,") && sum.contains("reliability 0.84 (retest)"), "{sum}");
}

type Twist = fn(&mut RecordPart);

#[test]
fn whatever_was_asked_otherwise_gives_a_reason_and_no_number() {
    let twists: [(&str, Twist); 6] = [
        ("another language", |p| p.modes[0].text.lang = "en".into()),
        ("other words", |p| p.modes[0].text.sha256 = "corrected".into()),
        ("another way of filling in", |p| p.modes[0].mode.how = How::InterviewerReads),
        ("another way of filling in", |p| p.modes[0].mode.read_aloud = true),
        ("another length of the period", |p| p.period.as_mut().unwrap().length = Length::parse("P6M").unwrap()),
        ("T2: 8 of 9 answered, 9 needed", |p| {
            p.answers.insert("phq9_9".into(), Answer::Missing(Missing::Refused));
            p.scores = score(&instrument("phq-9").0, &p.answers, Context::default());
        }),
    ];
    for (why, twist) in twists {
        let mut small = Small::new();
        small.family("F1", Group::Vrijwillig, None);
        small.phq9(["F1", "a1", "T0"], 15);
        twist(small.phq9(["F1", "a1", "T2"], 3));
        let rows = small.look(|c| text(&scores(c, "T0", "T2", &BTreeMap::new(), None).change));
        let total = rows.iter().find(|r| r.contains(",total,")).unwrap();
        assert!(total.trim_end_matches('"').ends_with(why), "{total}");
        assert!(!total.contains("lower") && !total.contains(",-12,"), "{total}");
        let sum = small.look(|c| text(&scores(c, "T0", "T2", &BTreeMap::new(), None).sums));
        assert!(sum.iter().any(|r| r.contains(",total,T0,T2,1,0,,0,,,")), "{sum:?}");
    }
}

#[test]
fn a_score_without_a_standard_deviation_has_a_difference_and_takes_figures_that_are_given() {
    let mut small = Small::new();
    small.family("F1", Group::Vrijwillig, None);
    let ids: Vec<String> = (1..=8).map(|n| format!("cries8_{n}")).collect();
    for (wave, code) in [("T0", 3), ("T2", 1)] {
        let answers: Vec<(&str, i32)> = ids.iter().map(|id| (id.as_str(), code)).collect();
        small.says(["F1", "a1", wave, "a1"], "cries-8", &answers);
    }
    let rows = |figures: &BTreeMap<(String, String), Figures>| {
        let all = small.look(|c| text(&scores(c, "T0", "T2", figures, None).change));
        all.into_iter().find(|r| r.contains(",total,")).unwrap()
    };
    let without = rows(&BTreeMap::new());
    assert!(without.contains(",24,8,-16,,,,,,no reliable change: neither"), "{without}");
    let kind = kindstem::instrument::ReliabilityKind::Retest;
    let figures = Figures { sd: 10.0, reliability: 0.5, kind, sources: "made up".into() };
    let given = BTreeMap::from([(("cries-8".to_string(), "total".to_string()), figures)]);
    // Sdiff = √2 · 10 · √0.5 = 10.
    assert!(rows(&given).contains(",-16,10,0.5,retest,-1.6,within_error,"), "{}", rows(&given));
    // 24 is in the band of 17 and more, 8 is not.
    let bands = small.look(|c| text(&bands(c, "T0", "T2", None)));
    assert!(bands.iter().any(|r| r.contains("screen_positive,17,40,unchecked,both,T0,1,1")), "{bands:?}");
    assert!(bands.iter().any(|r| r.contains("screen_positive,17,40,unchecked,both,T2,1,0")), "{bands:?}");
}

#[test]
fn classes_move_by_the_same_informant_pair_and_child_and_none_is_not_stopped() {
    let mut small = Small::new();
    for (family, from, to) in [("F1", 2, 0), ("F2", 2, 1), ("F3", 0, 0), ("F4", 1, 2)] {
        small.family(family, Group::Gedwongen, None);
        small.violence([family, "a1", "T0", "a2"], from);
        small.violence([family, "a1", "T2", "a2"], to);
    }
    // No contact with the former partner any more, and a new one without violence: nobody's violence stopped.
    small.family("F5", Group::Gedwongen, None);
    small.violence(["F5", "a1", "T0", "a2"], 2);
    let part = small.says(["F5", "a1", "T2", "a2"], "kindstem-safety-adult-parent", &[]);
    for gate in ["living", "contact"] {
        part.answers.insert(gate.into(), Answer::Missing(Missing::NotApplicable));
    }
    small.violence(["F5", "a1", "T2", "a3"], 0);
    use Class::{Moderate, None as No, Severe};
    let moves: Vec<_> = small.moves(Informants::MainCaregiver).into_iter().map(|(_, m)| m).collect();
    assert_eq!(moves, [Some((Severe, No)), Some((Severe, Moderate)), Some((No, No)), Some((Moderate, Severe)), None]);
    let tables = small.look(|c| {
        let both = classes(c, &["T0", "T2"]);
        let each = [classes(c, &["T0"]), classes(c, &["T2"])];
        [
            text(&stopped_table(c, &both, None)),
            text(&counts_table(c, &both, &each, None)),
            text(&transitions_table(c, &both, None)),
            text(&class_table(c, &both)),
        ]
    });
    // Of 4: 2 none at T2; 3 not none before, 1 of them stopped.
    assert!(tables[0].contains(&"all,gedwongen,main_caregiver,4,2,0.5,3,1,0.3333,0.25".to_string()), "{:?}", tables[0]);
    for row in [
        "all,gedwongen,main_caregiver,both,T0,frequent_or_severe,2,4,0.5,4",
        // The fifth counts in its wave, and in no comparison.
        "all,gedwongen,main_caregiver,answered,T0,frequent_or_severe,3,5,0.6,5",
        "all,gedwongen,main_caregiver,answered,T2,none,3,5,0.6,5",
    ] {
        assert!(tables[1].contains(&row.to_string()), "{row} is not in {:#?}", tables[1]);
    }
    assert!(tables[2].contains(&"all,gedwongen,main_caregiver,frequent_or_severe,none,1,2,0.5".to_string()));
    let fifth = tables[3].iter().find(|r| r.starts_with("F5,")).unwrap();
    assert!(fifth.contains("no pair or child about whom the same was asked"), "{fifth}");
}

#[test]
fn what_is_missing_leaves_a_class_open_with_its_bounds() {
    let mut small = Small::new();
    small.family("F1", Group::Vrijwillig, None);
    small.violence(["F1", "a1", "T0", "a2"], 2);
    let part = small.violence(["F1", "a1", "T2", "a2"], 0);
    part.answers.insert("choke_by_adult".into(), Answer::Missing(Missing::Refused));
    part.scores = score(&instrument("kindstem-safety-adult-parent").0, &part.answers, Context::default());
    let rows = small.look(|c| text(&class_table(c, &classes(c, &["T0", "T2"]))));
    assert!(rows[0].contains("frequent_or_severe,frequent_or_severe,frequent_or_severe,,none,frequent_or_severe,,,"));
    assert!(rows[0].ends_with("what is missing leaves a class open"), "{}", rows[0]);
}

#[test]
fn no_contact_is_no_class_and_a_refusal_to_say_leaves_it_open() {
    let mut small = Small::new();
    small.family("F1", Group::Vrijwillig, None);
    let says = |small: &mut Small, why| {
        let part = small.says(["F1", "a1", "T0", "a2"], "kindstem-safety-adult-parent", &[]);
        for gate in ["living", "contact"] {
            part.answers.insert(gate.into(), Answer::Missing(why));
        }
        let seen = small.look(|c| classes(c, &["T0"])).families.remove(0);
        small.records.clear();
        seen.waves.first().map(|b| (b.low, b.high))
    };
    assert_eq!(says(&mut small, Missing::NotApplicable), None);
    assert_eq!(says(&mut small, Missing::Refused), Some((Class::None, Class::Severe)));
    assert_eq!(says(&mut small, Missing::NoChoice), Some((Class::None, Class::Severe)));
}

#[test]
fn two_parents_and_nobody_named_give_a_reason_and_the_register_decides() {
    let mut small = Small::new();
    small.family("F1", Group::Vrijwillig, None);
    for wave in ["T0", "T2"] {
        small.violence(["F1", "a1", wave, "a2"], 1);
        small.violence(["F1", "a2", wave, "a1"], 2);
    }
    assert_eq!(small.moves(Informants::MainCaregiver)[0].1, None);
    assert_eq!(small.moves(Informants::Any)[0].1, Some((Class::Severe, Class::Severe)));
    let main = RegisterPerson { family_id: "F1".into(), roster: "a1".into(), ..RegisterPerson::default() };
    small.register.people.push(RegisterPerson { main_caregiver: true, ..main });
    assert_eq!(small.moves(Informants::MainCaregiver)[0].1, Some((Class::Moderate, Class::Moderate)));
}

#[test]
fn one_family_is_laid_side_by_side() {
    let mut small = Small::new();
    small.family("F1", Group::Vrijwillig, None);
    small.phq9(["F1", "a1", "T0"], 9);
    small.violence(["F1", "a1", "T0", "a2"], 1);
    let lines = small.look(|c| perspectives(c, "F1", "T0"));
    assert!(lines.iter().any(|l| l == "  a1: phq-9 total = 9"), "{lines:#?}");
    assert!(small.look(|c| perspectives(c, "F1", "T2")).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whoever drops out takes their answers of both waves along: nobody else's change becomes another.
    #[test]
    fn informant_drop_out_creates_no_change(classes_of in prop::collection::vec((0i32..3, 0i32..3), 1..6), stays in any::<u8>()) {
        let mut small = Small::new();
        for (n, (a1, a2)) in classes_of.iter().enumerate() {
            let family = format!("F{n}");
            small.family(&family, Group::Gedwongen, Some("a1"));
            small.violence([&family, "a1", "T0", "a2"], *a1);
            small.violence([&family, "a2", "T0", "a1"], *a2);
            // The same at T2, by those who still answer.
            if stays & (1 << n) != 0 {
                small.violence([&family, "a1", "T2", "a2"], *a1);
            }
            small.violence([&family, "a2", "T2", "a1"], *a2);
        }
        for informants in Informants::ALL {
            for (family, moved) in small.moves(informants) {
                let n: usize = family[1..].parse().unwrap();
                let there = informants == Informants::Any || stays & (1 << n) != 0;
                prop_assert_eq!(moved.is_some(), there);
                prop_assert!(moved.is_none_or(|(from, to)| from == to), "{} moved", family);
            }
        }
    }

    #[test]
    fn the_same_answers_twice_are_no_change(sums in prop::collection::vec(0i32..28, 1..8)) {
        let mut small = Small::new();
        for (n, sum) in sums.iter().enumerate() {
            small.phq9([&format!("F{n}"), "a1", "T0"], *sum);
            small.phq9([&format!("F{n}"), "a1", "T2"], *sum);
        }
        let rows = small.look(|c| text(&scores(c, "T0", "T2", &BTreeMap::new(), None).change));
        prop_assert!(rows.iter().filter(|r| r.contains(",total,")).all(|r| r.contains(",0,within_error,")));
    }
}
