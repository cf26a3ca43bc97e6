//! Norm tables of the researcher: a folder with a file `TABLE.csv` for each; and the scores that need them.

use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::{Sheet, one_of_or_none};
use crate::desk::host::{files, print};
use crate::export::{People, needs_norms, normed};
use crate::instrument::{Decimal, Sex};
use crate::record::{Record, RecordPart, Structures};
use crate::scoring::{NormRow, NormTable, NormTables, ScoreDocument};
use std::path::Path;

const COLUMNS: [&str; 5] = ["sex", "age_from", "age_to", "raw", "t"];
/// Oldest age that a table may name.
const OLDEST: u32 = 120;

/// Reads every `.csv` of a folder. Everything that is wrong with any of them is said before it fails.
pub fn read(dir: &Path) -> Result<NormTables, Failure> {
    let (mut tables, mut problems) = (NormTables::new(), Vec::new());
    let files = files::with_extension(dir, "csv")?;
    if files.is_empty() {
        let what = format!("{} contains no norm table", dir.display());
        return Err(Failure::unusable(what, format!("a table is a file TABLE.csv with columns {}", COLUMNS.join(","))));
    }
    for path in files {
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        tables.extend(table(&files::read(&path)?, &path, &mut problems)?.map(|table| (name, table)));
    }
    if problems.is_empty() {
        return Ok(tables);
    }
    problems.iter().for_each(|p| eprintln!("{p}"));
    let what = format!("{} in the norm tables of {}", print::count(problems.len(), "problem"), dir.display());
    Err(Failure::findings(
        what,
        "nothing was scored with these tables; correct the lines listed above from the test manual",
    ))
}

/// Puts scores with norms in the place of those of a record that say that they need them.
pub fn add(record: &mut Record, structures: &Structures, people: &People, norms: &NormTables) {
    let scores = |part: &RecordPart| {
        let x = structures.get(&part.instrument.sha256).filter(|x| needs_norms(x))?;
        Some(normed(x, record, part, people, norms))
    };
    let all: Vec<Option<ScoreDocument>> = record.parts.iter().map(scores).collect();
    let parts = record.parts.iter_mut().zip(all);
    parts.filter_map(|(part, scores)| Some((part, scores?))).for_each(|(part, scores)| part.scores = scores);
}

/// Reads one table. Everything that is wrong with it goes to `problems`, with file and line; then there is no table.
pub fn table(bytes: &[u8], path: &Path, problems: &mut Vec<String>) -> Result<Option<NormTable>, Failure> {
    let sheet = Sheet::read(bytes, path, &COLUMNS, ": a row per sex (f, m or empty), ages and raw score")?;
    let before = problems.len();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for line in sheet.rows() {
        let mut cells = line.cells(path, problems);
        let sex = cells.take("sex", |c| one_of_or_none(c, &Sex::ALL, Sex::name));
        let age_from = cells.take("age_from", age);
        let age_to = cells.take("age_to", age);
        let raw = cells.take("raw", whole);
        let t = cells.take("t", number);
        if let (Some(from), Some(to)) = (age_from, age_to)
            && from > to
        {
            cells.problem("age_to", &format!("{to} is below age_from, {from}; swap the two"));
        }
        let row = || Some(NormRow { sex: sex?, age_from: age_from?, age_to: age_to?, raw: raw?, t: t? });
        rows.extend(row());
        lines.push(line.line);
    }
    if problems.len() > before {
        return Ok(None);
    }
    if rows.is_empty() {
        problems.push(format!("{}: line 2: the table has no rows; add rows or remove the file", path.display()));
        return Ok(None);
    }
    NormTable::new(&rows).map(Some).or_else(|overlap| {
        let line = |place: usize| lines.get(place).copied().unwrap_or_default();
        let (first, second) = (line(overlap.first), line(overlap.second));
        problems.push(format!(
            "{}: line {second}: overlaps with line {first}, the same sex, age and raw score; keep one row for each",
            path.display()
        ));
        Ok(None)
    })
}

fn age(cell: &str) -> Result<u32, String> {
    let age = cell.parse().ok().filter(|n| *n <= OLDEST);
    age.ok_or_else(|| format!("{cell:?} is not an age; write whole years, 0 to {OLDEST}"))
}

fn whole(cell: &str) -> Result<i32, String> {
    cell.parse().map_err(|_| format!("{cell:?} is not a raw score; write a whole number, one row for each"))
}

fn number(cell: &str) -> Result<Decimal, String> {
    Decimal::from_typed(cell)
        .ok_or_else(|| format!("{cell:?} is not a norm score; write a number with at most four decimal places"))
}
