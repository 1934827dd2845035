//! Jobs: what the screen has the world do beside it, and the news of them. Plain data that can be compared; the world runs
//! them, and each can be stopped alone.

use crate::clean::Clean;
use crate::evidence::Taken;
use crate::evidence::input::Content;
use crate::evidence::log::Log;
use crate::evidence::source::Source;
use crate::fact::EvidenceId;

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
    /// Read a piece of evidence, which has this number
    Read(EvidenceId, Source),
    /// Read a text that is at hand, by its number and name
    ReadText(EvidenceId, Clean, Content),
    /// Read many pieces, each with its number, and their logs as one
    ReadMany(Vec<(EvidenceId, Source)>),
    /// Put this text where a person can paste it from
    Copy(String),
}

/// What a job has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// So much was read
    Progress(Progress),
    /// What a log says so far
    Log(Box<Log>),
    /// The evidence is read, or one of many pieces; more of it does not come
    Taken(Box<Taken>),
    /// The text that was to be copied has gone there
    Copied(Copied),
    /// Something cannot be read or written, and why
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

/// Where a text that was to be copied has gone. Each says no more than is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A program of the system has it, and ended well: `wl-copy`
    Program(&'static str),
    /// tmux has it in its buffer; and whether the terminal around it is told as well
    Tmux(Onward),
    /// Nothing here takes it but the terminal, which is still to be told and will not answer
    Terminal,
    /// It stands in this file, which nobody else may read
    File(Clean),
}

/// Whether the terminal around tmux is told of a text that tmux has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    /// tmux tells it by itself (`set-clipboard` is `on` or `external`)
    ByTmux,
    /// tmux lets a sequence for it through, which is still to be said (`allow-passthrough`)
    Through,
    /// No: the text stays in tmux
    No,
}
