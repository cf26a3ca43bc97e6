//! What was spoken or drawn leaves only with the restricted file, into a folder beside it.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::record::Record;
use std::path::Path;

/// Copies what these records name from the folder that `unseal` wrote.
pub fn copy(opened: &Path, restricted: &Path, records: &[Record]) -> Result<(), Failure> {
    let mut folder = restricted.with_extension("").into_os_string();
    folder.push("-words");
    let folder = Path::new(&folder);
    for own in records.iter().flat_map(|r| &r.parts).flat_map(|p| &p.own_words) {
        files::folder(folder)?;
        let from = opened.join("words").join(&own.file);
        files::write_new(&folder.join(&own.file), &files::read(&from)?, true)?;
        let picture = from.with_extension("svg");
        if picture.is_file() {
            let name = Path::new(&own.file).with_extension("svg");
            files::write_new(&folder.join(name), &files::read(&picture)?, true)?;
        }
    }
    Ok(())
}
