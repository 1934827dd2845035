//! Where the bytes of a piece of evidence come from.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;

use crate::evidence::source::Source;
use crate::world::cancel::CancelToken;
use crate::world::pipe::{Patience, pipe};

/// Where bytes come from.
pub enum Bytes {
    /// A file
    File(PathBuf),
    /// What can be read only once, such as standard input
    Pipe(Box<dyn Read + Send>),
}

impl Bytes {
    /// The bytes of a source. What is no file on a disk is read as a pipe, which may never end.
    ///
    /// # Errors
    /// It cannot be read beside the rest of the program, since no thread can be started.
    pub(super) fn of(source: &Source, patience: Patience, cancel: &CancelToken) -> io::Result<Self> {
        let Source::Path(path) = source else {
            return Ok(Self::Pipe(Box::new(pipe(patience, cancel, || Ok(io::stdin()))?)));
        };
        let file = path.clone();
        if fs::metadata(path).is_ok_and(|state| !state.is_file() && !state.is_dir()) {
            return Ok(Self::Pipe(Box::new(pipe(patience, cancel, move || File::open(file))?)));
        }
        Ok(Self::File(file))
    }
}
