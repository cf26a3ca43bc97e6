//! How R and Python read what was written: `load.R` and `load.py` in the same folder.

use crate::desk::host::error::Failure;
use crate::desk::host::files::Growing;
use std::io::Write;
use std::path::Path;

/// The two texts.
#[derive(Clone, Copy)]
pub struct Texts {
    pub r: &'static str,
    pub python: &'static str,
}

/// The texts for a format.
macro_rules! texts {
    ($format:literal) => {
        Texts {
            r: include_str!(concat!("load/", $format, ".R")),
            python: include_str!(concat!("load/", $format, ".py")),
        }
    };
}

pub const CSV: Texts = texts!("csv");
pub const SPSS: Texts = texts!("spss");
pub const PARQUET: Texts = texts!("parquet");
pub const JSONL: Texts = texts!("jsonl");
pub const FHIR: Texts = texts!("fhir");
pub const DDI: Texts = texts!("ddi");

/// The two files while the data are written.
pub struct Load([Growing; 2]);

impl Load {
    /// Begins them; neither may be there.
    pub fn begin(out: &Path, texts: Texts) -> Result<Self, Failure> {
        let file = |name: &str, text: &str| {
            let mut file = Growing::begin(out.join(name))?;
            file.add(|out| out.write_all(text.as_bytes()))?;
            Ok(file)
        };
        Ok(Load([file("load.R", texts.r)?, file("load.py", texts.python)?]))
    }

    /// Gives them their names.
    pub fn finish(self) -> Result<(), Failure> {
        self.0.into_iter().try_for_each(Growing::finish)
    }
}
