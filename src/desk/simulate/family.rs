//! A family: who is in it, what is true of it in each wave, and the invites of its members.

use super::random::Random;
use super::world::World;
use crate::instrument::Sex;
use crate::study::{ADULTS, CHILDREN, Consent, Group, HOMES, Invite, Person, Relation, Role, Set};
use sha2::{Digest, Sha256};

/// One family and what is true of it.
pub struct Family {
    /// Number in the cohort.
    pub number: usize,
    /// `F0001`.
    pub id: String,
    pub group: Group,
    pub children: Vec<Child>,
    pub second_parent: bool,
    /// Whether the two parents live together.
    pub together: bool,
    /// Class per wave, as the main caregiver reports it: 0, 1, 2.
    pub class: Vec<usize>,
    /// By how much the second parent reports another class, the same in every wave.
    pub second_reports: i32,
    /// The first wave in which the family is lost, if it is.
    pub lost_from: usize,
}

/// A child.
pub struct Child {
    /// Months before the study began at which it was born.
    pub months: u32,
    pub sex: Sex,
    /// Whether it is in the clinical range, per wave.
    pub clinical: Vec<bool>,
}

/// Draws a family.
pub fn family(world: &World<'_>, number: usize) -> Family {
    let p = world.parameters;
    let mut r = Random::new(world.seed, &[number as u64]);
    let group = if r.chance(p.gedwongen) { Group::Gedwongen } else { Group::Vrijwillig };
    let waves = world.study.waves.len();
    let ends = p.class.of(group);
    let class = over_waves(&mut r, world, waves, |at, u| {
        let [none, moderate, _] = if at == 0 { ends.first } else { ends.last };
        if u < none { 0 } else { 1 + usize::from(u >= none + moderate) }
    });
    let mut children = Vec::new();
    for n in 0..3 {
        if n == 0 || r.chance(p.further_child) {
            let share = p.clinical.of(group);
            let clinical = over_waves(&mut r, world, waves, |at, u| u < share[at.min(1)]);
            let sex = if r.chance(0.5) { Sex::Female } else { Sex::Male };
            children.push(Child { months: 13 + r.below(17 * 12) as u32, sex, clinical });
        }
    }
    let second_parent = r.chance(p.second_parent);
    let together = r.chance(0.4);
    let second_reports = [-1, 0, 0, 1][r.below(4)];
    let lost_from = (1..waves).find(|_| r.chance(p.family_lost)).unwrap_or(waves);
    let id = format!("F{:04}", number + 1);
    Family { number, id, group, children, second_parent, together, class, second_reports, lost_from }
}

/// One state per wave. The first and the last have their own shares, coupled by one draw but for `mixing`; a wave in
/// between is as one of the two.
fn over_waves<T: Copy>(r: &mut Random, world: &World<'_>, waves: usize, state: impl Fn(usize, f64) -> T) -> Vec<T> {
    let (u, other, mixed) = (r.unit(), r.unit(), r.chance(world.parameters.mixing));
    let first = state(0, u);
    let last = if world.parameters.change { state(1, if mixed { other } else { u }) } else { first };
    (0..waves)
        .map(|n| match n {
            0 => first,
            n if n + 1 == waves => last,
            _ => {
                if r.chance(0.5) {
                    first
                } else {
                    last
                }
            }
        })
        .collect()
}

impl Family {
    /// The class that a parent reports in a wave.
    pub fn reported(&self, second: bool, wave: usize) -> usize {
        let class = self.class.get(wave).copied().unwrap_or_default() as i32;
        (class + if second { self.second_reports } else { 0 }).clamp(0, 2) as usize
    }

    /// Age of a child in whole years in a wave.
    fn age(&self, world: &World<'_>, child: usize, wave: usize) -> u32 {
        let offset = world.study.waves.get(wave).map_or(0, |w| w.offset_months);
        self.children.get(child).map_or(0, |c| c.months.saturating_add(offset) / 12)
    }

    /// Everybody who could be asked: roster code, role, set, consent.
    pub fn people(&self, world: &World<'_>, wave: usize) -> Vec<(Person, Role, Set, Consent)> {
        let mut out = vec![(Person::Adult(1), Role::Parent, Set::Adult, Consent::Own)];
        out.extend(self.second_parent.then_some((Person::Adult(2), Role::Parent, Set::Adult, Consent::Own)));
        for n in 0..self.children.len() {
            let who = Person::Child(n as u8 + 1);
            out.extend(match self.age(world, n, wave) {
                8..12 => Some((who, Role::Child, Set::Child, Consent::Under12)),
                12..16 => Some((who, Role::Young, Set::Young, Consent::From12)),
                16..18 => Some((who, Role::Young, Set::Young, Consent::From16)),
                _ => None,
            });
        }
        let id = |wave: usize| world.study.waves.get(wave).map_or("", |w| w.id.as_str());
        out.retain(|(_, role, set, _)| world.study.battery(*role, *set, id(wave)).is_some());
        out
    }

    /// Whether a person answers in a wave.
    pub fn answers(&self, world: &World<'_>, who: Person, wave: usize) -> bool {
        let mut r = Random::new(world.seed, &[self.number as u64, 7, wave as u64, place(who)]);
        wave < self.lost_from && (wave == 0 || !r.chance(world.parameters.person_silent))
    }

    /// The invite of a member in a wave.
    pub fn invite(&self, world: &World<'_>, who: (Person, Role, Set, Consent), wave: usize) -> Invite {
        let (me, role, set, consent) = who;
        let mut adults = [None; ADULTS];
        let partner = if self.together { Relation::Partner } else { Relation::ExPartner };
        match me {
            Person::Adult(1) => adults[1] = Some(partner),
            Person::Adult(_) => adults[0] = Some(partner),
            Person::Child(_) => adults[..2].copy_from_slice(&[Some(Relation::Mother), Some(Relation::Father)]),
        }
        let mut children = [0; CHILDREN];
        for n in 0..self.children.len() {
            if me != Person::Child(n as u8 + 1) {
                children[n] = self.age(world, n, wave).clamp(1, 25) as u8;
            }
        }
        let mut homes = [0; HOMES];
        if self.together {
            homes[0] = 0b11
        } else {
            homes[..2].copy_from_slice(&[0b01, 0b10])
        }
        let mark = Sha256::digest(world.study.id.as_bytes());
        Invite {
            slot: Random::new(world.seed, &[self.number as u64, 11, wave as u64, place(me)]).bytes(),
            role,
            set,
            wave: wave as u8,
            language: 0,
            consent,
            me: Some(me),
            children,
            adults,
            homes,
            study: std::array::from_fn(|i| mark[i]),
        }
    }
}

/// A number per person.
fn place(who: Person) -> u64 {
    match who {
        Person::Adult(n) => u64::from(n),
        Person::Child(n) => 100 + u64::from(n),
    }
}

/// The roster code.
pub fn roster(who: Person) -> String {
    match who {
        Person::Adult(n) => format!("a{n}"),
        Person::Child(n) => format!("k{n}"),
    }
}

/// What shows that somebody has the link; the same in every run with this seed.
pub fn proof(world: &World<'_>, family: &Family, invite: &Invite) -> [u8; 16] {
    let slot = u64::from_le_bytes(std::array::from_fn(|i| invite.slot[i]));
    Random::new(world.seed, &[family.number as u64, 14, slot]).bytes()
}
