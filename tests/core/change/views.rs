//! Lines of a score over the waves, and how far two informants say the same.

use super::*;

#[test]
fn a_line_has_a_value_per_wave_and_what_its_change_is_worth() {
    let mut small = Small::new();
    small.family("F1", Group::Gedwongen, None);
    small.family("F2", Group::Vrijwillig, None);
    for (wave, sum) in [("T0", 15), ("T1", 12), ("T2", 8)] {
        small.phq9(["F1", "a1", wave], sum);
    }
    small.phq9(["F2", "a1", "T1"], 4);
    let found = small.look(|c| lines(c, "phq-9", "total", &["T0", "T1", "T2"], None));
    assert!(found.source.as_ref().unwrap().contains("SD 5.5, reliability 0.84 (retest)"), "{:?}", found.source);
    let values = |n: usize| found.lines[n].values.iter().map(|v| v.map(|d| d.to_f64())).collect::<Vec<_>>();
    assert_eq!(values(0), [Some(15.0), Some(12.0), Some(8.0)]);
    assert_eq!(values(1), [None, Some(4.0), None]);
    assert_eq!(found.lines[0].change.as_ref().unwrap().1, Reliable::Lower);
    assert_eq!((found.lines[0].group, found.lines[1].group), ("gedwongen", "vrijwillig"));
    assert_eq!(
        text(&lines_table(&found)),
        [
            "F1,F1-a1,a1,parent,gedwongen,,a1,,15,12,8,-2.2499,lower,",
            "F2,F2-a1,a1,parent,vrijwillig,,a1,,,4,,,,not asked or not answered at T0"
        ]
    );
    let known = small.look(measures);
    assert!(known.iter().any(|m| (m.instrument.as_str(), m.score.as_str(), m.banded) == ("phq-9", "total", true)));
    assert!(small.look(|c| lines(c, "phq-9", "nothing", &["T0"], None)).lines.is_empty());
}

#[test]
fn the_class_of_one_parent_stands_beside_that_of_the_other() {
    let mut small = Small::new();
    for (n, (main, other)) in [(1, 1), (1, 2), (0, 2)].into_iter().enumerate() {
        let family = format!("F{n}");
        small.family(&family, Group::Gedwongen, Some("a1"));
        small.violence([&family, "a1", "T0", "a2"], main);
        small.violence([&family, "a2", "T0", "a1"], other);
    }
    // Nobody else answers here, so it is in no count.
    small.family("F9", Group::Gedwongen, Some("a1"));
    small.violence(["F9", "a1", "T0", "a2"], 2);
    let rows = small.look(|c| text(&class_views_table(c, "T0")));
    assert_eq!(rows.len(), 9);
    for (a, b, n) in [("moderate", "moderate", 1), ("moderate", "frequent_or_severe", 1), ("none", "none", 0)] {
        let begin = format!("T0,gedwongen,{a},{b},{n},3,");
        assert!(rows.iter().any(|r| r.starts_with(&begin)), "{begin}: {rows:#?}");
    }
    assert!(small.look(|c| text(&class_views_table(c, "T2"))).is_empty());
}

/// By hand: (2, 4), (5, 5), (8, 9): differences 2, 0, 1, mean 1, deviation 1.
#[test]
fn two_informants_about_one_target_are_a_pair_and_one_person_is_none() {
    let mut small = Small::new();
    for (n, (a, b)) in [(2, 4), (5, 5), (8, 9)].into_iter().enumerate() {
        let family = format!("F{n}");
        small.family(&family, Group::Gedwongen, None);
        small.phq9([&family, "a1", "T0"], a);
        small.phq9([&family, "a2", "T0"], b);
        // Both are asked about a1, as two parents are about one child.
        small.records.last_mut().unwrap().about.adult = Some("a1".into());
    }
    let found = small.look(|c| agreement(c, "T0"));
    let rows = text(&agreement_table("T0", &found));
    let total = rows.iter().find(|r| r.contains(",total,")).unwrap();
    assert!(total.contains(",parent,parent,phq-9,phq-9,3,") && total.ends_with(",1,1"), "{total}");
    assert!(small.look(|c| agreement(c, "T2")).is_empty());

    let mut alone = Small::new();
    alone.family("F1", Group::Gedwongen, None);
    alone.phq9(["F1", "a1", "T0"], 3);
    assert!(alone.look(|c| agreement(c, "T0")).is_empty());
}
