//! From a study and an invite to everything that the form needs, or a refusal in words. Nothing is asked before
//! this is complete.

use crate::instrument::Instrument;
use crate::seal::Mode;
use crate::study::{Invite, Link, Pin, Plan, Role, Served, Set, Study};
use crate::web::device::held_slot::{self, HeldSlot};
use crate::web::device::log::Log;
use crate::web::host::{Given, Host};
use crate::web::json;
use crate::web::network::fetch::{Pinned, from_base64};
use crate::web::refusal::Refusal;
use crate::web::text::Text;
use crate::web::wordings::Wordings;
use js_sys::{Array, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Everything that the form needs.
pub(super) struct Setup {
    pub study: Rc<Study>,
    pub invite: Rc<Invite>,
    /// What shows that the link is here, 32 hex digits.
    pub proof: String,
    pub opening: Loaded,
    pub log: Log,
    /// The slot as this tab has it; none where another tab has it.
    pub place: Option<HeldSlot>,
    pub lang: String,
    pub text: Text,
    /// SHA-256 of this wasm, hex.
    pub app: String,
    /// Address of the folder that holds the study.
    pub base: String,
    /// How an interviewer said that it is filled in.
    pub interview: Option<Mode>,
}

/// What is asked, and its words.
#[derive(Clone)]
pub(super) struct Loaded {
    pub plan: Rc<Plan>,
    /// What is not here yet.
    pub later: Option<Rc<Rest>>,
    pub wordings: Wordings,
    /// The words' language.
    pub lang: String,
}

/// How the rest of a battery is got, behind its first part.
pub(super) struct Rest {
    /// What is here already.
    here: Vec<Here>,
    wordings: Wordings,
    /// The file's SHA-256, hex.
    file: String,
}

/// An instrument, and which files it is.
type Here = (Pin, Rc<Instrument>);

/// Loads and checks what the first question needs.
///
/// # Errors
/// A refusal, with the texts to say it in where there are any.
pub(super) async fn load(given: &Given, host: &Host) -> Result<Setup, (Refusal, Option<Text>)> {
    let text_bytes = given.text().to_vec();
    let adult = || Text::parse(&text_bytes, Set::Adult);
    let study = json::read::<Study>(&given.study().to_vec()).ok_or_else(|| (Refusal::Files, adult()))?;
    let Link { invite, proof } = Link::decode(&given.invite()).map_err(|_| (Refusal::Link, adult()))?;
    invite.belongs_to(&study).map_err(|_| (Refusal::Link, adult()))?;
    let mut text = Text::parse(&text_bytes, invite.set).ok_or((Refusal::Files, None))?;
    let mut lang = given.lang();
    let invited = study.languages.get(usize::from(invite.language)).cloned().unwrap_or_default();
    if lang != invited {
        text = fetch_text(host, &invited, invite.set).await.ok_or((Refusal::Files, adult()))?;
        lang = invited;
    }
    let refuse = |refusal| (refusal, Some(text.clone()));
    let interview = given.interviewer().as_deref().map(crate::web::interview::read);
    tell_exit(host, &study, &invite, (&text, &lang), interview.is_some());
    if !may_be_shown(&study, invite.role) {
        return Err(refuse(Refusal::Framed));
    }
    crate::web::clock::random_hex().ok_or_else(|| refuse(Refusal::Randomness))?;
    let place = held_slot::ask(given.db(), invite.slot_hex());
    let base = given.base();
    let opening = opening(&base, &study, &invite, &lang).await;
    let (log, place) = place.await.ok().flatten().ok_or_else(|| refuse(Refusal::Storage))?;
    let opening = opening.ok_or_else(|| refuse(Refusal::Files))?;
    let app = given.app();
    let app = app.strip_prefix("sha256-").and_then(from_base64).unwrap_or_default();
    Ok(Setup {
        study: Rc::new(study),
        invite: Rc::new(invite),
        proof: crate::encoding::hex(&proof),
        opening,
        log,
        place,
        lang,
        text,
        app: crate::encoding::hex(&app),
        base,
        interview,
    })
}

/// Tells the shell where *Snel weg* leads for this set, on the study's own tablet to a page of its own, and in which
/// words and language.
pub(super) fn tell_exit(host: &Host, study: &Study, invite: &Invite, (text, lang): (&Text, &str), interview: bool) {
    let of_set = || study.exit.get(&invite.set).map_or("about:blank", String::as_str);
    let to = if interview { crate::web::interview::QUIET } else { of_set() };
    host.exit(to, text.get("leave"), invite.set.name(), lang, text.get("dir"));
}

/// The screen's texts in a language: `nl` for `nl-BE`.
pub(super) async fn fetch_text(host: &Host, lang: &str, set: Set) -> Option<Text> {
    let bytes = JsFuture::from(host.fetch_text(lang.get(..2)?).ok()?).await.ok()?.dyn_into::<Uint8Array>().ok()?;
    Text::parse(&bytes.to_vec(), set)
}

/// A file of a battery.
async fn fetch(base: &str, sha256: &str) -> Option<Served> {
    json::read(&Pinned::ask(&format!("{base}batteries/{sha256}.json"), sha256)?.bytes().await?)
}

/// The words of every instrument of a battery in a language.
pub(super) async fn fetch_words(base: &str, study: &Study, invite: &Invite, lang: &str) -> Option<Wordings> {
    let mut out = Wordings::default();
    let mut next = study.begins(invite, lang)?.to_string();
    while !next.is_empty() {
        let served = fetch(base, &next).await?;
        out.add(served.wordings);
        next = served.rest;
    }
    Some(out)
}

/// What comes first in a battery; all of it where this respondent is not asked the first part.
async fn opening(base: &str, study: &Study, invite: &Invite, lang: &str) -> Option<Loaded> {
    let file = study.begins(invite, lang)?.to_string();
    let nothing = Rest { here: Vec::new(), wordings: Wordings::default(), file };
    match more(base, study, invite, &nothing).await? {
        (Some(plan), later, wordings) => Some(Loaded { plan, later, wordings, lang: lang.into() }),
        (None, later, _) => rest(base, study, invite, later.as_ref()?, lang).await,
    }
}

/// Everything that is asked, once the file with the rest is here too.
pub(super) async fn rest(base: &str, study: &Study, invite: &Invite, later: &Rest, lang: &str) -> Option<Loaded> {
    let (plan, later, wordings) = more(base, study, invite, later).await?;
    Some(Loaded { plan: plan?, later, wordings, lang: lang.into() })
}

type More = (Option<Rc<Plan>>, Option<Rc<Rest>>, Wordings);

/// One file more: what can be asked with it, what is still to come, and all words.
async fn more(base: &str, study: &Study, invite: &Invite, before: &Rest) -> Option<More> {
    let served = fetch(base, &before.file).await?;
    let mut wordings = before.wordings.clone();
    wordings.add(served.wordings);
    let here: Vec<Here> = served.pins.into_iter().zip(served.structures.into_iter().map(Rc::new)).collect();
    let all = || before.here.iter().chain(&here);
    let find = |id: &str| all().find(|(pin, i)| pin.instrument == id && i.id == id).map(|(pin, i)| (pin, i.clone()));
    let at_most = if served.rest.is_empty() { usize::MAX } else { 1 };
    let plan = Plan::of(study, invite, &find, at_most).ok().map(Rc::new);
    let file = served.rest;
    let later = (!file.is_empty()).then(|| Rc::new(Rest { here, wordings: wordings.clone(), file }));
    Some((plan, later, wordings))
}

/// A parent's form may be shown in a frame; a child's only where the study lists the frame's origin. Where the
/// browser cannot tell, it may not.
fn may_be_shown(study: &Study, role: Role) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let top = window.top().ok().flatten();
    if top.is_some_and(|t| t == window) {
        return true;
    }
    let origins = Reflect::get(&window.location(), &"ancestorOrigins".into()).ok().filter(|o| o.is_object());
    let listed = origins.is_some_and(|o| {
        let all: Vec<_> = Array::from(&o).iter().map(|o| o.as_string().unwrap_or_default()).collect();
        !all.is_empty() && all.iter().all(|o| study.embed_origins.contains(o))
    });
    listed || (!matches!(role, Role::Child | Role::Young) && study.embed_origins.is_empty())
}
