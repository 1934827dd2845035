//! Observations: what a piece of evidence states, and where. A place is data; what it is called is made when it is told.

use crate::clean::Clean;
use crate::fact::value::Value;

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

/// A value that is known without having been answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What it says
    pub value: Value,
    /// What says so
    pub origin: Origin,
    /// The words that say so, where it is a text
    pub quote: Option<Clean>,
}

/// What an observation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A piece of evidence states it here
    Evidence(Place),
    /// It follows by arithmetic: `duration 3000 ms ≥ timeout 3 s`
    Computed(Clean),
}

impl Origin {
    /// The piece of evidence that states it, where one does.
    #[must_use]
    pub const fn evidence(&self) -> Option<EvidenceId> {
        match self {
            Self::Evidence(place) => Some(place.evidence),
            Self::Computed(_) => None,
        }
    }

    /// Whether this piece of evidence states it.
    #[must_use]
    pub fn is_in(&self, evidence: EvidenceId) -> bool {
        self.evidence() == Some(evidence)
    }
}

/// A place in a piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which piece
    pub evidence: EvidenceId,
    /// Where in it
    pub at: At,
}

/// Where in a piece of evidence something stands. The form of the evidence says which of these it can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// All of it
    #[default]
    Whole,
    /// In a text: the line, from 1
    Line(u64),
    /// In one of several files that were read as one: its name, and the line in it, from 1
    File {
        /// What the file is called
        name: Clean,
        /// The line
        line: u64,
    },
    /// In a document: the path of the member, such as `ImageConfig.ImageUri`
    Pointer(Clean),
    /// In a folder or an archive: the file, and the line in it, from 1
    Entry {
        /// The path of the file in it
        name: Clean,
        /// The line
        line: u64,
    },
}
