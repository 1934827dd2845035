//! What a person names as evidence.

use std::path::{Path, PathBuf};

use crate::clean::Clean;

/// Standard input, as an argument
pub const DASH: &str = "-";
/// and as a name.
const STDIN: &str = "stdin";

/// Where a piece of evidence is to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input
    Stdin,
    /// What lies under this path
    Path(PathBuf),
}

/// What many pieces are called together: by the first one and the last one.
#[must_use]
pub fn from_to(first: &Clean, last: &Clean) -> Clean {
    Clean::new(&format!("{first} … {last}"))
}

impl Source {
    /// What an argument names: `-` is standard input.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        if path == Path::new(DASH) { Self::Stdin } else { Self::Path(path.to_owned()) }
    }

    /// What to call it.
    #[must_use]
    pub fn name(&self) -> Clean {
        match self {
            Self::Stdin => Clean::new(STDIN),
            Self::Path(path) => Clean::new(&path.to_string_lossy()),
        }
    }
}
