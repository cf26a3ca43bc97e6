//! Answers that mean what is true of a family: a class, a clinical range, a measured score. What means nothing is
//! drawn.

use super::family::Family;
use super::random::Random;
use super::world::World;
use crate::answers::{Answer, Answers, Missing, Value};
use crate::instrument::{Bound, Decimal, Instrument, Item, Score};
use crate::scoring::{Context, score};
use crate::session::Event;
use crate::study::{Invite, Person, PlanPart};
use std::collections::BTreeMap;

/// How often the way to a score is sought before the nearest is taken.
const TRIES: usize = 4000;

/// The answers of a part that are not left to chance; none where nothing is known of what it measures.
pub fn prepared(
    world: &World<'_>,
    family: &Family,
    invite: &Invite,
    wave: usize,
    part: &PlanPart,
    r: &mut Random,
) -> BTreeMap<String, Value> {
    let x = &part.instrument;
    let context = Context { period: part.period, norms: None };
    let exact: Vec<&Score> =
        x.scores.iter().filter(|s| s.class.as_ref().is_some_and(|c| c.bound == Bound::Exact)).collect();
    if !exact.is_empty() {
        let second = invite.me == Some(Person::Adult(2));
        let class = family.reported(second, wave);
        // The other adult carries the class of the family; what is said of children is at most that.
        let carries = part.about.adult.is_some() && part.about.child.is_none();
        let mut own = if carries { class } else { r.below(class + 1) };
        let mut out = BTreeMap::new();
        for s in exact {
            out.extend(of_class(x, s, own, r));
            own = r.below(class + 1);
        }
        return out;
    }
    let child = part.about.child.as_deref().and_then(|c| c.strip_prefix('k')?.parse::<usize>().ok());
    let child = child.and_then(|n| family.children.get(n - 1));
    let clinical = world.parameters.clinical_scores.iter().flatten().find(|c| c.instrument == x.id);
    if let (Some(child), Some(c)) = (child, clinical)
        && let Some(s) = x.scores.iter().find(|s| s.id == c.score)
        && let Some(band) = s.bands.iter().find(|b| b.id == c.band)
    {
        let inside = child.clinical.get(wave).copied().unwrap_or_default();
        let fits = |v: Decimal| (v >= band.from && v <= band.to) == inside;
        let low = s.min.map_or(0.0, Decimal::to_f64);
        let (from, to) = if inside { (band.from.to_f64(), band.to.to_f64()) } else { (low, band.from.to_f64() - 1.0) };
        let target = from + r.unit() * (to - from);
        return towards(x, s, target, fits, context, r);
    }
    if let Some(m) = world.parameters.measured.iter().flatten().find(|m| m.instrument == x.id)
        && let Some(s) = x.scores.iter().find(|s| s.id == m.score)
    {
        // The true value is the person's; the error is new each time.
        let who = part.about.adult.clone().or(part.about.child.clone()).unwrap_or_default();
        let place = who.bytes().fold(17, |n: u64, b| n * 31 + u64::from(b));
        let mut own = Random::new(world.seed, &[family.number as u64, place]);
        let last = wave > 0 && wave + 1 == world.study.waves.len();
        let moved = if last && world.parameters.change { m.change.of(family.group) } else { 0.0 };
        let truth = m.mean + own.normal() * m.sd * m.reliability.sqrt() + moved;
        let target = truth + r.normal() * m.sd * (1.0 - m.reliability).sqrt();
        return towards(x, s, target.round(), |v| v.to_f64() == target.round(), context, r);
    }
    BTreeMap::new()
}

/// Answers of one class: never; something that is not severe, once; something severe, once.
fn of_class(x: &Instrument, s: &Score, class: usize, r: &mut Random) -> BTreeMap<String, Value> {
    let severe = |id: &String| s.class.as_ref().is_some_and(|c| c.severe.contains(id));
    let table = s.recode.as_ref().and_then(|t| x.recodes.get(t));
    let points = |code: i32| {
        table
            .and_then(|t| t.iter().find(|p| p.code == code))
            .map_or(code, |p| p.points.as_whole().unwrap_or_default() as i32)
    };
    let code = |id: &String, wanted: i32| {
        let item = x.item(id)?;
        x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code).find(|c| points(*c) == wanted)
    };
    let some: Vec<&String> = s.items.iter().filter(|id| severe(id) == (class == 2)).collect();
    let happened = (class > 0).then(|| r.pick(&some).copied()).flatten();
    let one = |id: &String| Some((id.clone(), Value::Code(code(id, i32::from(happened == Some(id)))?)));
    s.items.iter().filter_map(one).collect()
}

/// Answers whose score comes as near as may be to a value: one item after the other is changed where that brings it
/// nearer.
fn towards(
    x: &Instrument,
    s: &Score,
    target: f64,
    fits: impl Fn(Decimal) -> bool,
    context: Context<'_>,
    r: &mut Random,
) -> BTreeMap<String, Value> {
    let items: Vec<(&str, Vec<i32>)> = x
        .items()
        .filter(|(_, _, i)| i.choice().is_some() && i.kept())
        .map(|(_, _, i)| {
            let codes = x.choices(i).iter().filter(|c| c.missing.is_none()).map(|c| c.code).collect();
            (i.id.as_str(), codes)
        })
        .collect();
    let mut said = Answers::new();
    for (id, codes) in &items {
        said.insert((*id).to_string(), Answer::Value(Value::Code(r.pick(codes).copied().unwrap_or_default())));
    }
    let value = |said: &Answers| score(x, said, context).value(&s.id);
    let distance = |said: &Answers| value(said).map_or(f64::MAX, |v| (v.to_f64() - target).abs());
    let mut now = distance(&said);
    for _ in 0..TRIES {
        if now < 0.5 && value(&said).is_some_and(&fits) {
            break;
        }
        let Some((id, codes)) = r.pick(&items) else { break };
        let before = said.get(*id).cloned();
        said.insert((*id).to_string(), Answer::Value(Value::Code(r.pick(codes).copied().unwrap_or_default())));
        let then = distance(&said);
        if then <= now {
            now = then;
        } else if let Some(before) = before {
            said.insert((*id).to_string(), before);
        }
    }
    let value = |(id, a): (&String, &Answer)| Some((id.clone(), a.value()?.clone()));
    said.iter().filter_map(value).collect()
}

/// Any answer; takes part, understands, and does not put it off.
pub fn any(x: &Instrument, item: &Item, refused: f64, r: &mut Random) -> Event {
    if item.flow().needed().is_none() && r.chance(refused) {
        return Event::Nonresponse { item: item.id.clone(), reason: Missing::Refused };
    }
    let value = item.kind.at_desk().made_up(x.choices(item), &mut |n| r.below(n));
    Event::Answered { item: item.id.clone(), value: value.unwrap_or(Value::Code(0)) }
}
