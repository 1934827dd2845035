//! Findings: what came of checking a piece of evidence.

use crate::clean::Clean;
use crate::fact::observation::EvidenceId;
use crate::fact::observation::{At, Place};
use crate::lang::{Str, Text};

/// The check that every reader makes: whether all of the evidence can be read.
pub const READABLE: &str = "readable";

/// What came of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the check
    pub check: Str,
    /// What came of it
    pub outcome: Outcome,
    /// What was checked
    pub place: Place,
}

impl Finding {
    /// This part of the evidence could not be read.
    #[must_use]
    pub fn unread(evidence: EvidenceId, at: At, why: Why) -> Self {
        let place = Place { evidence, at };
        Self { check: Str::fixed(READABLE), outcome: Outcome::Skipped(why), place }
    }

    /// Whether something was left unread that is there: nothing can be said of it.
    #[must_use]
    pub const fn leaves_out(&self) -> bool {
        matches!(self.outcome, Outcome::Skipped(Why::TooLong | Why::TooDeep))
    }
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well
    Passed,
    /// Something is not as it has to be
    Failed {
        /// What stands there
        seen: Clean,
        /// What has to stand there
        wanted: Clean,
        /// What to do
        fix: Text,
    },
    /// It could not be made
    Skipped(Why),
}

/// Why a piece of evidence could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is cut off, or otherwise broken
    Damaged,
    /// It is longer than what is taken in at once; the rest was left
    TooLong,
    /// It is nested deeper than what is taken in
    TooDeep,
    /// It is no text
    NotText,
    /// It is empty
    Empty,
}
