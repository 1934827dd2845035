//! What runs beside the screen, as the screen knows it.

use crate::clean::Clean;
use crate::fact::EvidenceId;
use crate::job::{JobId, News, Progress};

/// A piece of evidence that a job reads.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) job: JobId,
    pub(super) evidence: EvidenceId,
    pub(super) name: Clean,
    /// It is read as a whole or not at all
    pub(super) whole: bool,
    /// How far it has come; nothing before its first news
    pub(super) progress: Option<Progress>,
    /// It was told to stop; what it has read still comes
    pub(super) stopped: bool,
    /// What is there too early
    pub(super) waiting: Vec<News>,
}

impl Running {
    /// Whether the footer may tell of it.
    pub(super) const fn is_told(&self) -> bool {
        self.progress.is_some() && !self.stopped
    }
}

/// What is being copied. One text at a time, so that what was copied last stays; of those that wait only the last counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Copying {
    pub(super) now: Option<(JobId, String)>,
    pub(super) next: Option<String>,
}
