//! `families.csv`: one row per person and wave, as the researcher keeps it in a spreadsheet.

mod cells;

use crate::error::Failure;
use cells::{adults, children, consent, homes, name, one_of, person, place, set};
use kindstem::study::{ADULTS, CHILDREN, Consent, HOMES, Person, Relation, Role, Set, Study};
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
    // Spreadsheets put a byte order mark in front, and semicolons where the comma is the decimal sign.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let delimiter = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(bytes);
    let unreadable = |what: String| Failure::unusable(format_args!("{}: {what}", path.display()), advice());
    let header = csv.headers().map_err(|e| unreadable(e.to_string()))?.clone();
    if let Some(extra) = header.iter().find(|h| !COLUMNS.contains(h)) {
        return Err(unreadable(format!("there is no column {extra:?}")));
    }
    if let Some(absent) = COLUMNS.iter().find(|c| !header.iter().any(|h| h == **c)) {
        return Err(unreadable(format!("the column {absent:?} is not there")));
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in csv.records() {
        let record = record.map_err(|e| unreadable(e.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: &str| {
            let at = header.iter().position(|h| h == column);
            at.and_then(|i| record.get(i)).unwrap_or_default()
        };
        let before = problems.len();
        let row = row(line, cell, study, &mut |column, what| {
            problems.push(format!("{}: line {line}, column {column}: {what}", path.display()));
        });
        rows.extend(row.filter(|_| problems.len() == before));
    }
    Ok((rows, problems))
}

fn advice() -> String {
    format!("the columns are {}; kindstem study invite --help shows a row", COLUMNS.join(","))
}

/// One row; everything that is wrong with it goes to `problem`.
fn row<'a>(
    line: u64,
    cell: impl Fn(&str) -> &'a str,
    study: &Study,
    problem: &mut dyn FnMut(&str, String),
) -> Option<Row> {
    let mut take = Taker { problem };
    let text = |take: &mut Taker<'_>, column| take.of(column, name(cell(column)));
    let family_id = text(&mut take, "family_id");
    let person_id = text(&mut take, "person_id");
    let delivered_via = text(&mut take, "delivered_via");
    let me = take.of("roster", person(cell("roster")));
    let role = take.of("role", one_of(cell("role"), &Role::ALL, Role::name));
    let set = take.of("set", set(cell("set")));
    let waves: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
    let wave = take.of("wave", place(cell("wave"), &waves));
    let languages: Vec<&str> = study.languages.iter().map(String::as_str).collect();
    let language = take.of("lang", place(cell("lang"), &languages));
    let consent = take.of("consent", consent(cell("consent")));
    let adults = take.of("adults", adults(cell("adults")));
    let children = take.of("children", children(cell("children")));
    let homes = take.of("homes", homes(cell("homes")));
    Some(Row {
        line,
        family_id: family_id?,
        person_id: person_id?,
        roster: cell("roster").to_string(),
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

/// Turns what is wrong with a cell into a problem with its column.
struct Taker<'a> {
    problem: &'a mut dyn FnMut(&str, String),
}

impl Taker<'_> {
    fn of<T>(&mut self, column: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|what| (self.problem)(column, what)).ok()
    }
}
