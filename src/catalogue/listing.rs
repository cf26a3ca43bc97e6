//! One instrument of the catalogue.

use super::{Listed, Scale, ids, words};
use crate::instrument::{Fact, Licence, Role, Status};
use serde::Serialize;

/// What the catalogue says of an instrument.
#[derive(Clone, Debug, Serialize)]
pub struct Listing<'a> {
    /// Id.
    pub id: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Version of the structure.
    pub version: &'a str,
    /// `not validated` for one of our own, else `published`.
    pub status: &'static str,
    /// Whether this project made it.
    #[serde(skip)]
    pub own: bool,
    /// What it measures.
    pub construct: &'a str,
    /// Who may be asked.
    pub roles: &'a [Role],
    /// Youngest age in years of the person whom the answers are about.
    pub age_from: Option<u32>,
    /// Oldest age in years.
    pub age_to: Option<u32>,
    /// Who is asked, about whom, in words.
    pub for_whom: String,
    /// The period that it asks about, in words.
    pub period: String,
    /// How many items ask for an answer.
    pub items: usize,
    /// Expected time in seconds.
    pub seconds: u32,
    /// Languages with a text pack; none for a published instrument.
    pub languages: &'a [String],
    /// Terms of use.
    pub licence: &'a Licence,
    /// Items that somebody must read within the hours that a study promises.
    pub acute: Vec<&'a str>,
    /// Norm tables that its norm scores need, brought by the researcher.
    pub norm_tables: Vec<&'a str>,
    /// Scores, in their order.
    pub scales: Vec<Scale<'a>>,
    /// Facts with their sources.
    pub facts: &'a [Fact],
}

impl<'a> Listing<'a> {
    pub(super) fn new(listed: &Listed<'a>) -> Self {
        let x = listed.instrument;
        let asking = || x.items().map(|(_, _, i)| i).filter(|i| i.asks());
        let own = x.status == Status::OwnNotValidated;
        Listing {
            id: &x.id,
            name: &x.name,
            version: &x.version,
            status: x.status.words(),
            own,
            construct: &x.construct,
            roles: &x.audience.roles,
            age_from: x.audience.age_from,
            age_to: x.audience.age_to,
            for_whom: words::for_whom(&x.audience),
            period: words::period(x.period),
            items: asking().count(),
            seconds: x.seconds(),
            languages: listed.languages,
            licence: &x.licence,
            acute: asking().filter(|i| i.is_acute()).map(|i| i.id.as_str()).collect(),
            norm_tables: x.scores.iter().filter_map(|s| Some(s.norm.as_ref()?.table.as_str())).collect(),
            scales: x.scores.iter().map(|s| Scale::new(x, s)).collect(),
            facts: &x.facts,
        }
    }

    /// Items by their numbers, `1–7, 9`, as the paper form has them.
    pub(super) fn numbers(&self, items: &[String]) -> String {
        ids::numbers(self.id, items.iter().map(String::as_str))
    }
}
