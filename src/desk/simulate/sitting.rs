//! One person fills in, page by page, as the page does it; envelopes come out, and some of them go astray.

use super::answers::{any, prepared};
use super::family::Family;
use super::random::Random;
use super::world::{World, month};
use crate::desk::host::error::Failure;
use crate::instrument::{Instrument, identity};
use crate::seal::{Clock, Mode, kset, link, seal};
use crate::session::{Event, Recipients, Session, State, Visit};
use crate::study::{Invite, Plan};
use std::collections::BTreeMap;
use std::rc::Rc;

/// An object key and an age file.
type Envelopes = Vec<(String, Vec<u8>)>;

/// Fills in what an invite asks. Gives back how many sessions it took.
pub fn fill_in(
    world: &World<'_>,
    family: &Family,
    (invite, proof): (&Invite, [u8; 16]),
    wave: usize,
    out: &mut Envelopes,
) -> Result<usize, Failure> {
    let loaded: BTreeMap<String, Rc<Instrument>> =
        world.instruments.iter().map(|(id, x)| (id.clone(), Rc::new(x.clone()))).collect();
    let plan = Plan::new(world.study, invite, &loaded).map_err(|why| {
        Failure::unusable(
            format_args!("{why}"),
            "pass its folder with --instruments DIR; the site's instruments/ has the file",
        )
    })?;
    let plan = Rc::new(plan);
    let mut r = Random::new(world.seed, &[family.number as u64, 13, u64::from_le_bytes(first8(&invite.slot))]);
    let ready: Vec<_> = plan.parts.iter().map(|part| prepared(world, family, invite, wave, part, &mut r)).collect();
    let faults = &world.parameters.faults;
    let pages: usize = plan.parts.iter().flat_map(|p| &p.instrument.blocks).map(|b| b.pages.len()).sum();
    let leaves_after = if r.chance(faults.resumed) { 1 + r.below(pages / 2) } else { usize::MAX };
    let mut envelopes = Envelopes::new();
    let mut hour = 9;
    let mut block = 0;
    let mut last = None;
    for opened in 0..2u32 {
        let sitting = Visit {
            slot: invite.slot_hex(),
            role: invite.role,
            set: invite.set,
            proof: hex(&proof),
            continues: last.take(),
            session: hex(&r.bytes()),
            app: identity(b"kindstem simulate"),
            opened,
            lang: world.study.languages.first().cloned().unwrap_or_default(),
            mode: Mode::default(),
        };
        let mut session = Session::new(plan.clone(), sitting, block);
        let offset = world.study.waves.get(wave).map_or(0, |w| w.offset_months);
        let wall = format!("{}-15T{hour:02}:00Z", month(offset));
        let mut page = 0;
        while session.state() == State::Asking && (opened > 0 || page < leaves_after) {
            // Answering may show more of the same page.
            for _ in 0..4 {
                let Some(view) = session.page() else { break };
                let open = view.items().filter(|i| i.asks() && view.answer(&i.id).is_none());
                let mut said = Vec::new();
                for item in open {
                    let ready = ready.get(view.part_index).and_then(|p| p.get(&item.id)).cloned();
                    said.push(match ready {
                        Some(value) => Event::Answered { item: item.id.clone(), value },
                        None => any(&view.part.instrument, item, refused(world, &view.part.instrument), &mut r),
                    });
                }
                said.into_iter().for_each(|e| session.apply(e));
            }
            session.apply(Event::Next(Clock { mono_ms: 15_000 * page as u64, tz: 0, wall: wall.clone() }));
            send(world, invite, &mut session, &mut envelopes)?;
            page += 1;
        }
        if session.state() == State::Ended {
            lose(&mut r, world, envelopes, out);
            return Ok(opened as usize + 1);
        }
        block = session.open_block();
        last = session.last_link().cloned();
        hour += 3;
    }
    lose(&mut r, world, envelopes, out);
    Ok(2)
}

/// How often a question is refused. Not those that decide whether violence is asked about: the class would be open.
fn refused(world: &World<'_>, x: &Instrument) -> f64 {
    let classed = x.scores.iter().any(|s| s.class.is_some());
    if classed { 0.0 } else { world.parameters.refused }
}

/// Seals whatever waits.
fn send(world: &World<'_>, invite: &Invite, session: &mut Session, out: &mut Envelopes) -> Result<(), Failure> {
    while let Some(job) = session.job() {
        let keys =
            if job.to == Recipients::Answers { world.study.recipient_keys() } else { world.study.contact_keys() };
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let sealed = seal(&job.plain, job.size, &keys)
            .map_err(|e| Failure::findings(e, "correct $.recipients and $.contact_recipients of the study"))?;
        let key = format!("{}/{}/{}.age", kset(&keys), invite.slot_hex(), hex(&sealed.eid));
        session.apply(Event::Sealed { link: link(&sealed.ciphertext) });
        out.push((key, sealed.ciphertext));
    }
    Ok(())
}

/// What happens on the way: an envelope is lost, or comes twice.
fn lose(r: &mut Random, world: &World<'_>, mut envelopes: Envelopes, out: &mut Envelopes) {
    let faults = &world.parameters.faults;
    let (gap, duplicate) = (r.chance(faults.gap), r.chance(faults.duplicate));
    let place = r.below(envelopes.len());
    if gap && !envelopes.is_empty() {
        envelopes.remove(place);
    }
    if duplicate && let Some((key, ciphertext)) = r.pick(&envelopes).cloned() {
        // Sent again under another name.
        let again = key.rsplit_once('/').map(|(folder, _)| format!("{folder}/{}.age", hex(&r.bytes())));
        envelopes.extend(again.map(|key| (key, ciphertext)));
    }
    out.extend(envelopes);
}

fn hex(bytes: &[u8]) -> String {
    crate::encoding::hex(bytes)
}

fn first8(bytes: &[u8; 16]) -> [u8; 8] {
    std::array::from_fn(|i| bytes[i])
}
