//! Parquet, one file per study, wave and role: `NAME/study=…/wave=…/role=…/part-0.parquet`, as DuckDB, Spark and Arrow
//! read partitions. A table without these columns is one file, `NAME.parquet`.

use crate::desk::export::rows::Rows;
use crate::desk::host::error::Failure;
use crate::desk::host::files::{self, PartialFile};
use crate::desk::host::hive_path;
use crate::export::{Cell, Column, Holds};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of a table in memory, whatever the number of its partitions, and most rows of a row group.
const BYTES: usize = if cfg!(test) { 1 << 20 } else { 1 << 24 };
const ROWS: usize = 1 << 16;

/// A table on its way.
pub struct Partitions {
    root: PathBuf,
    schema: TypePtr,
    /// Places of [`hive_path::COLUMNS`], which a file does not repeat, in a row; none where the table is one file.
    keys: Vec<usize>,
    holds: Vec<Holds>,
    parts: BTreeMap<Vec<String>, Part>,
    /// Bytes of rows that no file has yet.
    waiting: usize,
}

impl Partitions {
    /// Begins a table at `NAME`, where nothing may be.
    pub fn begin(root: PathBuf, columns: &[Column]) -> Result<Self, Failure> {
        let at: Vec<usize> =
            hive_path::COLUMNS.iter().filter_map(|k| columns.iter().position(|c| c.name == *k)).collect();
        let keys = if at.len() == hive_path::COLUMNS.len() { at } else { Vec::new() };
        let kept = columns.iter().enumerate().filter(|(i, _)| !keys.contains(i)).map(|(_, c)| c);
        let fields = kept.clone().map(field).collect::<Result<_, _>>().map_err(Failure::internal)?;
        let schema = Type::group_type_builder("row").with_fields(fields).build().map_err(Failure::internal)?;
        let holds = kept.map(|c| c.holds).collect();
        let mut table = Partitions { root, schema: Arc::new(schema), keys, holds, parts: BTreeMap::new(), waiting: 0 };
        if table.keys.is_empty() {
            let path = table.root.with_extension("parquet");
            table.parts.insert(Vec::new(), Part::begin(path, &table.schema, &table.holds)?);
        }
        Ok(table)
    }

    fn row(&mut self, row: &[Cell]) -> Result<(), Failure> {
        let text = |at: &usize| match row.get(*at) {
            Some(Cell::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let values: Vec<String> = self.keys.iter().map(text).collect();
        if !self.parts.contains_key(&values) {
            let [study, wave, role] = values.as_slice() else {
                return Err(Failure::internal("a partition without a name"));
            };
            let folder = hive_path::folder(&self.root, [study, wave, role]);
            files::folder(&folder)?;
            let part = Part::begin(folder.join("part-0.parquet"), &self.schema, &self.holds)?;
            self.parts.insert(values.clone(), part);
        }
        let kept = row.iter().enumerate().filter(|(i, _)| !self.keys.contains(i)).map(|(_, cell)| cell);
        let Some(part) = self.parts.get_mut(&values) else { return Ok(()) };
        self.waiting += part.row(kept)?;
        if part.rows >= ROWS {
            self.waiting -= part.flush()?;
        } else if self.waiting >= BYTES
            && let Some(largest) = self.parts.values_mut().max_by_key(|part| part.bytes)
        {
            self.waiting -= largest.flush()?;
        }
        Ok(())
    }
}

impl Rows for Partitions {
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.parts.into_values().try_for_each(Part::finish)
    }
}

/// One file and the rows that it does not have yet.
struct Part {
    file: SerializedFileWriter<PartialFile>,
    columns: Vec<Buffer>,
    rows: usize,
    bytes: usize,
}

impl Part {
    fn begin(path: PathBuf, schema: &TypePtr, holds: &[Holds]) -> Result<Self, Failure> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("kindstem ", env!("CARGO_PKG_VERSION")).into());
        let file = SerializedFileWriter::new(PartialFile::begin(path)?, schema.clone(), Arc::new(properties.build()));
        let columns = holds.iter().map(|h| Buffer::new(*h)).collect();
        Ok(Part { file: file.map_err(|e| unwritten(&e))?, columns, rows: 0, bytes: 0 })
    }

    /// Adds a row; gives how many bytes it takes.
    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c Cell>) -> Result<usize, Failure> {
        let mut bytes = 0;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            bytes += column.push(cell)?;
        }
        self.rows += 1;
        self.bytes += bytes;
        Ok(bytes)
    }

    /// Writes a row group; gives how many bytes its rows took.
    fn flush(&mut self) -> Result<usize, Failure> {
        let bytes = std::mem::take(&mut self.bytes);
        if std::mem::take(&mut self.rows) == 0 {
            return Ok(bytes);
        }
        let (file, columns) = (&mut self.file, &mut self.columns);
        let write = || -> Result<(), ParquetError> {
            let mut group = file.next_row_group()?;
            for buffer in columns {
                let Some(mut column) = group.next_column()? else { break };
                let levels = Some(buffer.levels.as_slice());
                match &buffer.values {
                    Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None)?,
                    Values::Whole(values) => column.typed::<Int32Type>().write_batch(values, levels, None)?,
                    Values::Number(values) => column.typed::<DoubleType>().write_batch(values, levels, None)?,
                };
                column.close()?;
                buffer.clear();
            }
            group.close().map(drop)
        };
        write().map_err(|e| unwritten(&e))?;
        Ok(bytes)
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        self.file.into_inner().map_err(|e| unwritten(&e))?.finish()
    }
}

/// The values of a column that are there, and for each row whether one is.
struct Buffer {
    values: Values,
    levels: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i32>),
    Number(Vec<f64>),
}

impl Buffer {
    fn new(holds: Holds) -> Self {
        let values = match holds {
            Holds::Text(_) => Values::Text(Vec::new()),
            Holds::Whole => Values::Whole(Vec::new()),
            Holds::Number => Values::Number(Vec::new()),
        };
        Buffer { values, levels: Vec::new() }
    }

    /// Adds a cell; gives how many bytes it takes.
    fn push(&mut self, cell: &Cell) -> Result<usize, Failure> {
        let before = self.values.bytes();
        match (&mut self.values, cell) {
            (_, Cell::Blank) => {}
            (Values::Text(values), Cell::Text(text)) => values.push(text.as_bytes().to_vec().into()),
            (Values::Whole(values), Cell::Missing(m)) => values.push(m.code()),
            (Values::Number(values), Cell::Missing(m)) => values.push(m.code().into()),
            (Values::Number(values), Cell::Number(n)) => values.push(n.to_f64()),
            (Values::Whole(values), Cell::Number(n)) => {
                let whole = n.as_whole().and_then(|n| i32::try_from(n).ok());
                values.push(whole.ok_or_else(|| Failure::internal("a code that is not a whole number"))?);
            }
            _ => return Err(Failure::internal("a cell does not fit its column")),
        }
        self.levels.push(i16::from(*cell != Cell::Blank));
        let text = if let Cell::Text(text) = cell { text.len() } else { 0 };
        Ok(size_of::<i16>() + self.values.bytes() - before + text)
    }

    /// Gives its memory back too: another partition may be the long one next.
    fn clear(&mut self) {
        self.levels = Vec::new();
        match &mut self.values {
            Values::Text(values) => *values = Vec::new(),
            Values::Whole(values) => *values = Vec::new(),
            Values::Number(values) => *values = Vec::new(),
        }
    }
}

impl Values {
    /// Bytes of the list itself; what texts take lies elsewhere.
    fn bytes(&self) -> usize {
        match self {
            Values::Text(values) => size_of_val(values.as_slice()),
            Values::Whole(values) => size_of_val(values.as_slice()),
            Values::Number(values) => size_of_val(values.as_slice()),
        }
    }
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Whole => (Physical::INT32, None),
        Holds::Number => (Physical::DOUBLE, None),
    };
    let field = Type::primitive_type_builder(&column.name, physical);
    field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build().map(Arc::new)
}

fn unwritten(e: &ParquetError) -> Failure {
    Failure::unusable(format_args!("cannot write a Parquet file: {e}"), "check that the disk is mounted and not full")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Missing;
    use crate::instrument::Decimal;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use std::fs::File;

    #[test]
    fn rows_leave_memory_in_groups_and_nothing_has_its_name_before_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let text = |name| Column::text(name, "", 8);
        let columns =
            [text("study"), text("wave"), text("role"), Column::whole("item", ""), Column::number("score", "")];
        let mut table = Box::new(Partitions::begin(dir.path().join("long"), &columns).unwrap());
        let row = |wave: &str| {
            let number = Cell::Number(Decimal::from_units(12_500));
            vec![Cell::text("s"), Cell::text(wave), Cell::text("child"), Cell::Missing(Missing::Refused), number]
        };
        for _ in 0..=ROWS {
            table.add(&[row("T0")]).unwrap();
        }
        table.add(&[row("T1")]).unwrap();
        let path = |wave: &str| dir.path().join(format!("long/study=s/wave={wave}/role=child/part-0.parquet"));
        assert!(table.parts.values().all(|part| part.rows == 1), "the others are on the disk");
        assert!(!path("T0").exists() && !path("T1").exists());
        table.finish().unwrap();
        let groups = |wave: &str| {
            let read = SerializedFileReader::new(File::open(path(wave)).unwrap()).unwrap();
            let groups = read.metadata().row_groups();
            groups.iter().map(|g| (g.num_columns(), g.num_rows())).collect::<Vec<_>>()
        };
        assert_eq!(groups("T0"), [(2, ROWS as i64), (2, 1)]);
        assert_eq!(groups("T1"), [(2, 1)]);
    }

    #[test]
    fn many_partitions_hold_no_more_than_one() {
        let dir = tempfile::tempdir().unwrap();
        let keys = ["study", "wave", "role"].map(|name| Column::text(name, "", 8));
        let items = (0..100).map(|n| Column::whole(format!("i{n}"), ""));
        let columns: Vec<Column> = keys.into_iter().chain(items).collect();
        let mut table = Box::new(Partitions::begin(dir.path().join("wide"), &columns).unwrap());
        // A level and a code for each cell.
        let rows = 3 * BYTES / 600;
        for n in 0..rows {
            let keys = [Cell::text("s"), Cell::text(format!("T{}", n % 50)), Cell::text("child")];
            table.add(&[keys.into_iter().chain(vec![Cell::Missing(Missing::Refused); 100]).collect()]).unwrap();
            assert!(table.waiting < BYTES);
        }
        assert_eq!(table.waiting, table.parts.values().map(|part| part.rows * 600).sum::<usize>());
        table.finish().unwrap();
        let parts = (0..50).map(|n| dir.path().join(format!("wide/study=s/wave=T{n}/role=child/part-0.parquet")));
        let there = parts
            .map(|p| SerializedFileReader::new(File::open(p).unwrap()).unwrap().metadata().file_metadata().num_rows());
        assert_eq!(there.sum::<i64>(), rows as i64);
    }

    #[test]
    fn what_does_not_fit_its_column_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let mut table = Partitions::begin(dir.path().join("wide"), &[Column::whole("item", "")]).unwrap();
        assert!(table.add(&[vec![Cell::text("words")]]).is_err());
        assert!(table.add(&[vec![Cell::Number(Decimal::from_units(12_500))]]).is_err());
    }
}
