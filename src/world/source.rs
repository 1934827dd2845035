//! Where evidence comes from, as the command line names it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::clean::Clean;
use crate::world::pipe::{Patience, pipe};

/// Standard input, as an argument and as an origin.
pub const DASH: &str = "-";
const STDIN: &str = "stdin";

/// Where a log comes from.
pub enum Source {
    /// A file
    File(PathBuf),
    /// What can be read only once, such as standard input
    Pipe(Box<dyn Read>),
}

impl Source {
    /// What `path` names, and what to call it: `-` is standard input. What is no file on a disk is read as a pipe, which may
    /// never end.
    ///
    /// # Errors
    /// It cannot be read beside the rest of the program, since no thread can be started.
    pub fn named(path: &Path, patience: Patience) -> io::Result<(Clean, Self)> {
        if path == Path::new(DASH) {
            return Ok((Clean::new(STDIN), Self::Pipe(Box::new(pipe(patience, || Ok(io::stdin()))?))));
        }
        let name = Clean::new(&path.to_string_lossy());
        let file = path.to_owned();
        if fs::metadata(path).is_ok_and(|state| !state.is_file() && !state.is_dir()) {
            return Ok((name, Self::Pipe(Box::new(pipe(patience, move || File::open(file))?))));
        }
        Ok((name, Self::File(file)))
    }
}
