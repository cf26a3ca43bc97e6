//! How R and Python read what was written: `load.R` and `load.py` in the same folder.

use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use std::io::Write;
use std::path::Path;

/// The texts of the two files.
#[derive(Clone, Copy)]
pub struct Texts {
    /// `load.R`.
    pub r: &'static str,
    /// `load.py`.
    pub python: &'static str,
}

/// The texts in `load/NAME.R` and `load/NAME.py`, for a file in `formats/`.
macro_rules! texts {
    ($format:literal) => {
        $crate::desk::export::load::Texts {
            r: include_str!(concat!("../load/", $format, ".R")),
            python: include_str!(concat!("../load/", $format, ".py")),
        }
    };
}
pub(super) use texts;

/// The two files while the data are written.
pub struct Load([PartialFile; 2]);

impl Load {
    /// Begins them; neither may exist.
    pub fn begin(out: &Path, texts: Texts) -> Result<Self, Failure> {
        let file = |name: &str, text: &str| {
            let mut file = PartialFile::begin(out.join(name))?;
            file.add(|out| out.write_all(text.as_bytes()))?;
            Ok(file)
        };
        Ok(Load([file("load.R", texts.r)?, file("load.py", texts.python)?]))
    }

    /// Gives them their names.
    pub fn finish(self) -> Result<(), Failure> {
        self.0.into_iter().try_for_each(PartialFile::finish)
    }
}
