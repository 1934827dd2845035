//! Bounded reading of files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::trouble::Trouble;
use crate::words::Words;

/// The most a catalogue file may hold, in MiB.
pub const CATALOGUE_MIB: usize = 4;

/// The text of a file of at most `mib` MiB, without a byte order mark.
///
/// # Errors
/// A trouble that names the file: missing, forbidden, a folder, too large, not UTF-8.
pub fn text(words: &Words, path: &Path, mib: usize) -> Result<String, Trouble> {
    let name = path.to_string_lossy();
    let bytes = bytes(path, mib << 20).map_err(|error| Trouble::unreadable(words, &name, &error))?;
    let bytes = bytes.ok_or_else(|| Trouble::too_large(words, &name, mib))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(error.as_bytes(), error.utf8_error().valid_up_to());
        Trouble::not_text(words, &name, line, column)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether this is a file, by itself or at the end of a link.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether there is a file of this name.
#[must_use]
pub fn exists(name: &str) -> bool {
    Path::new(name).exists()
}

/// `None` where there are more than `limit`; the size that the system states is not believed, since a pipe has none.
fn bytes(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Line and column of the byte at `at`, from 1; columns are characters.
fn position(bytes: &[u8], at: usize) -> (usize, usize) {
    let mut lines = bytes[..at].split(|byte| *byte == b'\n');
    let last = lines.next_back().unwrap_or_default();
    (lines.count() + 1, String::from_utf8_lossy(last).chars().count() + 1)
}
