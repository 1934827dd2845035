//! Pieces of evidence: each has a number of its own, so that whatever it states can be told from the rest and forgotten.

use crate::clean::Clean;
use crate::fact::reading::Reading;

/// The number of a piece of evidence within a case. Given once: not even evidence that is forgotten leaves its number to
/// another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(u32);

impl EvidenceId {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A piece of evidence with what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Its number
    pub id: EvidenceId,
    /// What it is called: `error.txt`, `stdin`, `paste 2`
    pub name: Clean,
    /// What it says
    pub reading: Reading,
}
