//! What holds for every set of answers: proration, reversal, recoding, three-valued logic, bounds of the class; and for
//! every norm table.

use kindstem::answers::{Answer, Answers, Missing, Value};
use kindstem::instrument::{self, Bound, Decimal, Instrument, Score, Sex, library};
use kindstem::scoring::{Context, Empty, NormRow, NormTable, NormTables, Norms, NormsOf, ScoreDocument, score};
use kindstem::time::Age;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};

/// Highest code of the tiny instrument's options; the lowest is 0.
const TOP: i32 = 4;

fn tiny(items: usize, score: Json) -> Instrument {
    let ids = names(items);
    let mut score = score;
    score["id"] = json!("total");
    score["items"] = json!(ids);
    let items: Vec<_> = ids.iter().map(|i| json!({"id": i, "kind": "choice", "options": "o"})).collect();
    let codes: Vec<_> = (0..=TOP).map(|c| json!({"code": c})).collect();
    let structure = json!({
        "format": 1, "id": "tiny", "version": "1.0.0", "status": "own_not_validated", "name": "Tiny",
        "licence": {"name": "CC-BY-4.0", "holder": "Kindstem", "permission": "free", "how": "-", "source": "-",
            "checked": true},
        "for": {"roles": ["parent"], "about": "myself"},
        "options": {"o": codes},
        "blocks": [{"id": "b", "pages": [{"id": "p", "items": items}]}],
        "scores": [score]
    });
    instrument::parse(structure.to_string().as_bytes()).unwrap()
}

/// Rows of a small table, often with overlaps.
fn norm_rows() -> impl Strategy<Value = Vec<NormRow>> {
    let sexes = select(vec![None, Some(Sex::Female), Some(Sex::Male)]);
    let row = (sexes, 0u32..8, 0u32..3, 0i32..4, 20i32..90).prop_map(|(sex, from, years, raw, t)| NormRow {
        sex,
        age_from: from,
        age_to: from + years,
        raw,
        t: Decimal::whole(t),
    });
    proptest::collection::vec(row, 0..7)
}

fn names(n: usize) -> Vec<String> {
    (1..=n).map(|i| format!("i{i}")).collect()
}

fn say(codes: &[Option<i32>]) -> Answers {
    let said = |c: &Option<i32>| c.map_or(Answer::Missing(Missing::Skipped), |c| Answer::Value(Value::Code(c)));
    names(codes.len()).into_iter().zip(codes.iter().map(said)).collect()
}

fn total(instrument: &Instrument, codes: &[Option<i32>]) -> Result<Decimal, Empty> {
    score(instrument, &say(codes), Context::default()).scores.remove(0).result
}

/// One code per item, some missing.
fn codes() -> impl Strategy<Value = Vec<Option<i32>>> {
    prop::collection::vec(prop::option::weighted(0.7, 0..=TOP), 1..12)
}

/// Two sets of codes: the second answers some of what the first left open, and changes nothing else.
fn growing() -> impl Strategy<Value = (Vec<Option<i32>>, Vec<Option<i32>>)> {
    (codes(), prop::collection::vec(prop::option::of(0..=TOP), 12)).prop_map(|(few, more)| {
        let grown = few.iter().zip(more).map(|(said, later)| said.or(later)).collect();
        (few, grown)
    })
}

/// `sum × items ÷ answered` in ten-thousandths, halves up: worked out beside the code under test.
fn rescaled(sum: i64, items: i64, answered: i64) -> i64 {
    (2 * sum * items * 10_000 + answered) / (2 * answered)
}

fn loaded() -> Vec<Instrument> {
    library::entries().iter().map(|e| instrument::parse(e.structure).unwrap()).collect()
}

/// An instrument with the ids of a class and of its two bounds.
fn classes() -> Vec<(Instrument, [String; 3])> {
    let exact = |s: &&Score| s.class.as_ref().is_some_and(|c| c.bound == Bound::Exact);
    let ids = |s: &Score| ["class", "class_low", "class_high"].map(|name| s.id.replacen("class", name, 1));
    loaded()
        .into_iter()
        .flat_map(|x| x.scores.iter().filter(exact).map(ids).map(|i| (x.clone(), i)).collect::<Vec<_>>())
        .collect()
}

/// Answers to what an instrument can score: a value, a missing code, or not reached.
fn answers(x: &Instrument, complete: bool) -> BoxedStrategy<Answers> {
    let mut all: BoxedStrategy<Vec<(String, Option<Answer>)>> = Just(Vec::new()).boxed();
    for (_, _, item) in x.items() {
        let value = match (item.choice(), item.range(x.choices(item))) {
            (Some(_), _) => {
                let codes: Vec<i32> = x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code).collect();
                select(codes).prop_map(|c| Answer::Value(Value::Code(c))).boxed()
            }
            (None, Some((min, max))) => {
                (min.units()..=max.units()).prop_map(|u| Answer::Value(Value::Number(Decimal::from_units(u)))).boxed()
            }
            (None, None) => continue,
        };
        let said = if complete {
            value.prop_map(Some).boxed()
        } else {
            let missing = select(&Missing::ALL[..]).prop_map(Answer::Missing);
            prop_oneof![8 => value.prop_map(Some), 1 => missing.prop_map(Some), 1 => Just(None)].boxed()
        };
        let id = item.id.clone();
        all = (all, said)
            .prop_map(move |(mut v, a)| {
                v.push((id.clone(), a));
                v
            })
            .boxed();
    }
    all.prop_map(|v| v.into_iter().filter_map(|(id, a)| Some((id, a?))).collect()).boxed()
}

/// One instrument of the library with answers to it.
fn anything(complete: bool) -> impl Strategy<Value = (Instrument, Answers)> {
    select(loaded()).prop_flat_map(move |x| (answers(&x, complete), Just(x)).prop_map(|(a, x)| (x, a)))
}

/// `scales` prorated sums of seven items each, and a total of them.
fn scales(scales: usize, scale: &Json) -> Instrument {
    let mut x = tiny(7 * scales, json!({"rule": "sum"}));
    let all = names(7 * scales);
    let part = |(n, items): (usize, &[String])| {
        let mut score = scale.clone();
        score["id"] = json!(format!("s{n}"));
        score["items"] = json!(items);
        score["missing"] = json!({"at_most": 6, "then": "prorate"});
        score
    };
    let mut defined: Vec<Json> = all.chunks(7).enumerate().map(part).collect();
    let parts: Vec<_> = defined.iter().map(|s| s["id"].clone()).collect();
    defined.push(json!({"id": "total", "rule": "sum", "scores": parts}));
    x.scores = serde_json::from_value(defined.into()).unwrap();
    x
}

/// Answers to some scales, at least one to each.
fn of_scales() -> impl Strategy<Value = Vec<Vec<Option<i32>>>> {
    let one = prop::collection::vec(prop::option::weighted(0.7, 0..=TOP), 7);
    prop::collection::vec(one.prop_filter("answered", |s| s.iter().any(Option::is_some)), 1..6)
}

/// What one scale comes to, × 420 (every number of answered items divides it).
fn times_420(scale: &[Option<i32>]) -> i64 {
    let there: Vec<i64> = scale.iter().flatten().map(|c| i64::from(*c)).collect();
    there.iter().sum::<i64>() * 7 * 420 / there.len() as i64
}

proptest! {
    #[test]
    fn scores_of_scores_round_once(codes in of_scales()) {
        let x = scales(codes.len(), &json!({"rule": "sum"}));
        let exact: i64 = codes.iter().map(|s| times_420(s)).sum();
        let scored = score(&x, &say(&codes.concat()), Context::default());
        let total = scored.value("total").unwrap();
        prop_assert_eq!(total.units(), (2 * exact * 10_000 + 420) / 840);
    }

    #[test]
    fn what_a_manual_rounds_goes_on_rounded(codes in of_scales(), places in 0u8..=4) {
        let x = scales(codes.len(), &json!({"rule": "sum", "round": {"places": places}}));
        let scored = score(&x, &say(&codes.concat()), Context::default());
        let parts = (0..codes.len()).map(|n| scored.value(&format!("s{n}")).unwrap().units());
        prop_assert_eq!(scored.value("total").unwrap().units(), parts.sum::<i64>());
    }

    #[test]
    fn proration_is_rescaling_or_a_reason(codes in codes(), at_most in 0usize..6, person_mean: bool) {
        let then = if person_mean { "person_mean" } else { "prorate" };
        let x = tiny(codes.len(), json!({"rule": "sum", "missing": {"at_most": at_most, "then": then}}));
        let there: Vec<i64> = codes.iter().flatten().map(|c| i64::from(*c)).collect();
        let missing = codes.len() - there.len();
        match total(&x, &codes) {
            Ok(value) => {
                prop_assert!(missing <= at_most && !there.is_empty());
                let sum: i64 = there.iter().sum();
                prop_assert_eq!(value.units(), rescaled(sum, codes.len() as i64, there.len() as i64));
            }
            Err(Empty::TooFew { answered, of, needed }) => {
                prop_assert!(missing > at_most || there.is_empty());
                prop_assert_eq!((answered, of), (there.len(), codes.len()));
                prop_assert!(answered < needed, "{} answered would have been enough", answered);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn reversing_mirrors_and_twice_is_nothing(codes in codes()) {
        let plain = tiny(codes.len(), json!({"rule": "sum"}));
        let reversed = tiny(codes.len(), json!({"rule": "sum", "reverse": names(codes.len())}));
        let mirror = |codes: &[Option<i32>]| codes.iter().map(|c| c.map(|c| TOP - c)).collect::<Vec<_>>();
        prop_assert_eq!(total(&reversed, &mirror(&codes)), total(&plain, &codes));
        prop_assert_eq!(total(&reversed, &mirror(&mirror(&codes))), total(&plain, &mirror(&codes)));
    }

    #[test]
    fn what_is_decided_stays_decided((few, more) in growing(), all: bool, at_least in 0..=TOP) {
        let rule = if all { "all" } else { "any" };
        let x = tiny(few.len(), json!({"rule": rule, "at_least": at_least}));
        if let Ok(decided) = total(&x, &few) {
            prop_assert_eq!(total(&x, &more), Ok(decided));
        }
    }

    #[test]
    fn a_ceiling_decides_for_good((few, more) in growing()) {
        let x = tiny(few.len(), json!({"rule": "max", "ceiling": TOP}));
        if let Ok(decided) = total(&x, &few) {
            prop_assert_eq!(total(&x, &more), Ok(decided));
        }
    }

    /// Every code that can be chosen has points, so complete answers leave no score without its inputs.
    #[test]
    fn complete_answers_are_enough((x, answers) in anything(true)) {
        for s in score(&x, &answers, Context::default()).scores {
            let enough = matches!(s.result, Ok(_) | Err(Empty::Condition { .. } | Empty::NeedsNorm(_)));
            prop_assert!(enough || matches!(&s.result, Err(Empty::NeedsScore(_))), "{} {}: {:?}", x.id, s.id, s.result);
        }
    }

    #[test]
    fn a_value_lies_in_the_range_of_its_score((x, answers) in anything(false)) {
        for (scored, definition) in score(&x, &answers, Context::default()).scores.iter().zip(&x.scores) {
            let Ok(value) = scored.result else { continue };
            prop_assert!(definition.min.is_none_or(|m| value >= m), "{} {} is {}", x.id, scored.id, value);
            prop_assert!(definition.max.is_none_or(|m| value <= m), "{} {} is {}", x.id, scored.id, value);
        }
    }

    #[test]
    fn scored_twice_gives_the_same_bytes_and_reads_back((x, answers) in anything(false)) {
        let once = serde_json::to_string(&score(&x, &answers, Context::default())).unwrap();
        prop_assert_eq!(&once, &serde_json::to_string(&score(&x, &answers, Context::default())).unwrap());
        let read: ScoreDocument = serde_json::from_str(&once).unwrap();
        prop_assert_eq!(once, serde_json::to_string(&read).unwrap());
    }

    #[test]
    fn the_class_lies_between_its_bounds(
        (x, [class, low, high], few, rest) in select(classes()).prop_flat_map(|(x, ids)| {
            let both = (answers(&x, false), answers(&x, true));
            both.prop_map(move |(few, rest)| (x.clone(), ids.clone(), few, rest))
        })
    ) {
        let said = few.clone().into_iter().filter(|(_, a)| a.value().is_some());
        let all: Answers = rest.into_iter().chain(said).collect();
        let few = score(&x, &few, Context::default());
        let (low, high) = (few.value(&low), few.value(&high));
        prop_assert!(low <= high);
        if let Some(class) = few.value(&class) {
            prop_assert_eq!((Some(class), Some(class)), (low, high));
        }
        // Whatever the missing answers would have been, the class would have been within the bounds.
        let whole = score(&x, &all, Context::default()).value(&class);
        prop_assert!(whole.is_some());
        prop_assert!(low.is_none_or(|l| Some(l) <= whole) && high.is_none_or(|h| Some(h) >= whole));
    }

    #[test]
    fn a_norm_table_has_one_row_for_everybody_or_is_refused(rows in norm_rows()) {
        let fits = |r: &NormRow, sex: Sex, age: u32, raw: i32| {
            r.sex.is_none_or(|s| s == sex) && (r.age_from..=r.age_to).contains(&age) && r.raw == raw
        };
        let cells = Sex::ALL.into_iter().flat_map(|s| (0..8).flat_map(move |a| (0..4).map(move |r| (s, a, r))));
        let found = |(s, a, r)| rows.iter().filter(|row| fits(row, s, a, r)).map(|row| row.t).collect::<Vec<_>>();
        let unique = cells.clone().all(|cell| found(cell).len() <= 1);
        let table = NormTable::new(&rows);
        prop_assert_eq!(table.is_ok(), unique);
        let Ok(table) = table else { return Ok(()) };
        let tables = NormTables::from([("t".to_string(), table)]);
        for cell in cells {
            let (sex, age, raw) = cell;
            let norms = NormsOf { tables: &tables, sex: Some(sex), age: Ok(Age::years(age)) };
            prop_assert_eq!(norms.lookup("t", Decimal::whole(raw)).ok(), found(cell).first().copied());
            let unsexed = NormsOf { sex: None, ..norms };
            if let Ok(t) = unsexed.lookup("t", Decimal::whole(raw)) {
                prop_assert!(Sex::ALL.iter().all(|s| found((*s, age, raw)) == [t]), "without the sex only what both have");
            }
        }
    }

    #[test]
    fn every_number_that_may_stand_in_a_file_reads_back(units in -10_000_000_000_000i64..=10_000_000_000_000) {
        let number = Decimal::from_units(units);
        let text = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decimal>(&text).ok(), Some(number), "{}", text);
    }
}

#[test]
fn nothing_answered_gives_reasons_everywhere_and_a_number_nowhere() {
    for x in loaded() {
        let refused = x.items().map(|(_, _, i)| (i.id.clone(), Answer::Missing(Missing::Refused))).collect();
        for answers in [Answers::new(), refused] {
            for s in score(&x, &answers, Context::default()).scores {
                assert!(
                    s.result.as_ref().is_err_and(|e| !e.to_string().is_empty()),
                    "{} {}: {:?}",
                    x.id,
                    s.id,
                    s.result
                );
            }
        }
    }
}
