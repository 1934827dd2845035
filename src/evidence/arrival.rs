//! What arrives of evidence while it is being read elsewhere: plain data from a reading thread to the screen.

use crate::clean::Clean;
use crate::evidence::log::Log;

/// A piece of news about evidence that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// So much of it was read
    Reading(Progress),
    /// All of a text that is taken in as a whole
    Whole {
        /// What it is called
        name: Clean,
        /// Its bytes
        bytes: Vec<u8>,
        /// There is more, which was left
        cut: bool,
    },
    /// What a log says so far
    Log {
        /// What it is called
        name: Clean,
        /// What it holds
        log: Box<Log>,
        /// Nothing more of it comes
        ended: bool,
    },
    /// This cannot be read, and why
    Unreadable(Clean),
    /// Nothing more comes
    Ended,
}

/// How far the reading of a piece of evidence has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is called
    pub name: Clean,
    /// Bytes read
    pub bytes: u64,
    /// Bytes there are, where that is known
    pub of: Option<u64>,
}

/// So many bytes, as a person reads them.
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes.div_ceil(1 << 10)) } else { format!("{} MiB", bytes >> 20) }
}
