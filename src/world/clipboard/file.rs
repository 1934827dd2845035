//! A text that nothing takes, in a file that nobody else may read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, process};

use crate::world::locale;

/// The file in the person's own cache; the next copy replaces it.
const NAME: &str = "copied.txt";

/// Copies of one run in the folder for what is temporary.
const MOST: u32 = 100;

/// Writes `text` into the person's cache, else into the folder for what is temporary; where it stands.
///
/// # Errors
/// Neither takes it.
pub(super) fn keep(text: &str) -> io::Result<PathBuf> {
    let own = locale::cache_folder().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
    own.and_then(|folder| in_cache(&folder, text)).or_else(|_| {
        // others may write to that folder: a file that is there already, whosever it is, is not touched
        let path = |copy| env::temp_dir().join(format!("scf-tui-{}-{copy}-{NAME}", process::id()));
        let mut written = (1..=MOST).map(|copy| write(&path(copy), text));
        let taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
        written.find(|written| !written.as_ref().is_err_and(taken)).unwrap_or(Err(io::ErrorKind::AlreadyExists.into()))
    })
}

fn in_cache(folder: &Path, text: &str) -> io::Result<PathBuf> {
    private_folder(folder)?;
    let path = folder.join(NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => write(&path, text),
    }
}

/// Makes a new file; of the last line, too, the end is written.
fn write(path: &Path, text: &str) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        file.write_all(b"\n")?;
    }
    Ok(path.to_owned())
}

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
