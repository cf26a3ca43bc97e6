//! `families.csv`: one row per person and wave, as the researcher keeps it in a spreadsheet.

pub mod cells;

use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::{self, CellReader, Sheet, one_of};
use crate::study::{ADULTS, CHILDREN, Consent, HOMES, Person, Relation, Role, Set, Study};
use cells::{adults, children, consent, homes, name, person, place, set};
use std::path::Path;

/// The columns, in the order in which `--help` shows them.
pub const COLUMNS: [&str; 12] = [
    "family_id",
    "person_id",
    "roster",
    "role",
    "set",
    "wave",
    "lang",
    "consent",
    "delivered_via",
    "adults",
    "children",
    "homes",
];

/// One person in one wave.
#[derive(Debug)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    pub family_id: String,
    pub person_id: String,
    pub roster: String,
    pub me: Option<Person>,
    pub role: Role,
    pub set: Set,
    /// Number of the wave in the study.
    pub wave: u8,
    /// Number of the language in the study.
    pub language: u8,
    pub consent: Consent,
    pub delivered_via: String,
    pub adults: [Option<Relation>; ADULTS],
    pub children: [u8; CHILDREN],
    pub homes: [u8; HOMES],
}

/// Reads all rows, or says everything that is wrong with them.
pub fn read(bytes: &[u8], path: &Path, study: &Study) -> Result<(Vec<Row>, Vec<String>), Failure> {
    let sheet = Sheet::read(bytes, path, &COLUMNS, "; kindstem study invite --help shows an example row")?;
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for line in sheet.rows() {
        let before = problems.len();
        let row = row(line, line.cells(path, &mut problems), study);
        rows.extend(row.filter(|_| problems.len() == before));
    }
    Ok((rows, problems))
}

/// One row; everything that is wrong with it is said.
fn row(line: spreadsheet::Row<'_>, mut cells: CellReader<'_>, study: &Study) -> Option<Row> {
    let family_id = cells.take("family_id", name);
    let person_id = cells.take("person_id", name);
    let delivered_via = cells.take("delivered_via", name);
    let me = cells.take("roster", person);
    let role = cells.take("role", |c| one_of(c, &Role::ALL, Role::name));
    let set = cells.take("set", set);
    let waves: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
    let wave = cells.take("wave", |c| place(c, &waves));
    let languages: Vec<&str> = study.languages.iter().map(String::as_str).collect();
    let language = cells.take("lang", |c| place(c, &languages));
    let consent = cells.take("consent", consent);
    let adults = cells.take("adults", adults);
    let children = cells.take("children", children);
    let homes = cells.take("homes", homes);
    Some(Row {
        line: line.line,
        family_id: family_id?,
        person_id: person_id?,
        roster: line.cell("roster").to_string(),
        me: me?,
        role: role?,
        set: set?,
        wave: wave?,
        language: language?,
        consent: consent?,
        delivered_via: delivered_via?,
        adults: adults?,
        children: children?,
        homes: homes?,
    })
}
