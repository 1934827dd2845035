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
