//! Jobs: what the screen has the world do beside it, and the news of them. Plain data that can be compared; the world runs
//! them, and each can be stopped alone.

use crate::clean::Clean;
use crate::evidence::Gathered;
use crate::evidence::log::Log;
use crate::evidence::source::Source;

/// The number of a job; given once in a run of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(u32);

impl JobId {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Read a piece of evidence
    Read(Source),
    /// Read many pieces, their logs as one
    ReadMany(Vec<Source>),
}

/// What a job has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// So much was read
    Progress(Progress),
    /// What a log says so far
    Log(Box<Log>),
    /// The evidence is at hand; more does not come
    Gathered(Gathered),
    /// One of many pieces is at hand, which is called so; the logs among them are one piece
    Piece(Clean, Gathered),
    /// Something cannot be read, and why
    Trouble(Clean),
    /// The job is over; this is its last news
    Ended,
}

/// How far the reading of a piece of evidence has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read
    pub bytes: u64,
    /// Bytes there are, where that is known
    pub of: Option<u64>,
}
