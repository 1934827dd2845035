//! Pieces of evidence, each with what it says.

use crate::clean::Clean;
use crate::fact::observation::EvidenceId;
use crate::fact::reading::Reading;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EvidenceKind {
    /// Records of requests
    Log,
    /// Requests that a query has counted
    Table,
    /// Anything else that a person holds: an error text, a reply
    #[default]
    Message,
    /// A fact that a person states
    Stated,
}

impl EvidenceKind {
    /// The word for it, for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Table => "table",
            Self::Message => "message",
            Self::Stated => "fact",
        }
    }
}

/// A piece of evidence with what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Its number
    pub id: EvidenceId,
    /// What it is called: `error.txt`, `stdin`, `paste 2`
    pub name: Clean,
    /// What it is
    pub kind: EvidenceKind,
    /// What it says
    pub reading: Reading,
}
