//! Logs of any size: records in, requests counted, the first failures kept with their words.
//!
//! A *request* is a request id with a retry number. Its code is the highest status of its records, 202 (still running)
//! left aside. Console text has a line for each beginning and each end but no retry number: what ends there without an
//! error counts as 200, and an id that fails after its last try has ended fails in another try.
//!
//! **How exact the counts are.** The 32,768 requests heard of last are remembered, longer while they run; of console
//! text, the failed ones. As long as every request logs again before that many others have, every count is exact,
//! however long the log is. A request that speaks again after it was forgotten is counted a second time;
//! [`Log::uncertain`] says how many requests may have been: those that do not begin with their first record, in a log
//! that long.
//!
//! **What is forgiven.** Members may come in any order, with blanks, as strings, nested, or packed in a string. Bytes that
//! are no UTF-8 are only in the way where an id should be: functions print in encodings of their own, and their failures
//! count all the same. A line that is cut, too long, or without an id is counted as damaged and skipped. In console text a
//! lost line of a beginning or an end moves one request between those that succeeded and those that run.

mod book;
mod cls;
mod csv;
mod cut;
mod pages;
mod places;
mod record;
mod samples;
mod split;
mod tally;
mod text;
mod window;

use std::collections::BTreeMap;

use memchr::memchr;

use crate::clean::Clean;
use crate::evidence::SUCCESS;
use crate::evidence::log::cls::{Cls, Lying};
use crate::evidence::log::csv::Csv;
use crate::evidence::log::cut::{Cutter, Lines, Objects, Rows};
use crate::evidence::log::pages::{Grammar, Pages};
use crate::evidence::log::tally::Durations;
pub use crate::evidence::log::tally::{Cluster, MOST_BINS, Spread, Timeline, add};
use crate::fact::reading::Missed;
use crate::mask::Mask;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line
    JsonLines,
    /// JSON objects in an array
    JsonArray,
    /// A table whose first row names the columns
    Csv,
    /// The lines of the console
    Text,
}

impl Form {
    /// Whether a log of this form may be cut at any line end and its parts read apart.
    #[must_use]
    pub const fn divides(self) -> bool {
        matches!(self, Self::JsonLines | Self::Text)
    }
}

/// The form of the log that begins with `head`, if it is one.
pub(super) fn form(head: &[u8]) -> Option<Form> {
    let in_text = || text::is_log(head).then_some(Form::Text);
    if let b'[' | b'{' = head.first()? {
        let form = cls::lying(head).map(|lying| match lying {
            Lying::InArray => Form::JsonArray,
            Lying::InLines => Form::JsonLines,
        });
        return form.or_else(in_text);
    }
    let line = &head[..memchr(b'\n', head).unwrap_or(head.len())];
    if csv::is_header(line) { Some(Form::Csv) } else { in_text() }
}

/// One failed request, told by its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// The request id
    pub request: Clean,
    /// The function, where the log names it
    pub function: Option<Clean>,
    /// The line of its first failure, from 1
    pub line: u64,
    /// Where that is: `scf.log:17`
    pub origin: Clean,
    /// Which try it is, from 0
    pub retry: u8,
    /// The message of its first failure: the cause
    pub message: Clean,
    /// What came after in the same request: the consequences
    pub followed_by: Vec<Clean>,
}

/// What a log says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Whole records; in console text, lines that are not blank
    pub records: u64,
    /// Requests, those that still run included
    pub requests: u64,
    /// Requests without a result
    pub running: u64,
    /// Failed requests that state no code
    pub without_code: u64,
    /// Requests that may be among the others twice
    pub uncertain: u64,
    /// Records that could not be read
    pub damaged: u64,
    /// Where the first of them are
    pub missed: Vec<Missed>,
    /// Requests by code, successful ones included
    pub counts: BTreeMap<u16, u64>,
    /// Records by the status they state, 202 included
    pub records_by_status: BTreeMap<u16, u64>,
    /// Failed requests by code, of each function; at most 1,023 functions
    pub functions: BTreeMap<Clean, BTreeMap<u16, u64>>,
    /// Failed requests by retry number
    pub retries: BTreeMap<u8, u64>,
    /// Failed requests over time, as far as they state one
    pub timeline: Timeline,
    /// The first failures of each code
    pub samples: BTreeMap<u16, Vec<Sample>>,
    /// The first failures without a code
    pub unrecognised: Vec<Sample>,
    durations: Durations,
}

impl Log {
    /// Where most failed requests of a code took the same time.
    #[must_use]
    pub fn cluster(&self, code: u16) -> Option<Cluster> {
        self.durations.cluster(code)
    }

    /// How long failed requests of a code took, where any states it.
    #[must_use]
    pub fn spread(&self, code: u16) -> Option<Spread> {
        self.durations.spread(code)
    }

    /// The first failure of a code.
    #[must_use]
    pub fn sample(&self, code: u16) -> Option<&Sample> {
        self.samples.get(&code)?.first()
    }

    /// Codes of failed requests with their counts, the most frequent first.
    #[must_use]
    pub fn failures(&self) -> Vec<(u16, u64)> {
        let failed = self.counts.iter().filter(|(code, _)| **code != SUCCESS);
        let mut failures: Vec<(u16, u64)> = failed.map(|(code, count)| (*code, *count)).collect();
        failures.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        failures
    }
}

/// Reads a log piece by piece.
#[derive(Clone, Debug)]
pub struct LogReader {
    cutter: Cutter,
    pages: Pages,
}

impl LogReader {
    /// A reader for a log that is called `name`.
    #[must_use]
    pub fn new(name: &Clean, form: Form) -> Self {
        let (cutter, grammar) = match form {
            Form::JsonLines => (Cutter::Lines(Lines::default()), Grammar::Json(Cls::new())),
            Form::JsonArray => (Cutter::Objects(Objects::default()), Grammar::Json(Cls::new())),
            Form::Csv => (Cutter::Rows(Rows::default()), Grammar::Csv(Csv::default())),
            Form::Text => (Cutter::Lines(Lines::default()), Grammar::Text(Box::default())),
        };
        Self { cutter, pages: Pages::new(name.clone(), grammar) }
    }

    /// Takes in the next bytes, cut anywhere.
    pub fn feed(&mut self, chunk: &[u8]) {
        let Self { cutter, pages } = self;
        cutter.feed(chunk, &mut |cut| pages.take(cut));
    }

    /// Notes that the rest of the log could not be had.
    pub fn cut_short(&mut self) {
        self.end();
        self.pages.cut_short();
    }

    /// Takes in what the reader of the part behind this one has read. The parts are cut at a line end, and the form
    /// [`divides`](Form::divides). The result is that of the whole as long as nothing is uncertain.
    #[must_use]
    pub fn merge(mut self, next: Self) -> Self {
        self.end();
        self.cutter = next.cutter;
        self.pages.join(next.pages);
        self
    }

    /// What the log says, with all of it read.
    #[must_use]
    pub fn finish(mut self, mask: &mut Mask) -> Log {
        self.end();
        self.pages.log(mask)
    }

    /// What the log says so far.
    #[must_use]
    pub fn so_far(&self, mask: &mut Mask) -> Log {
        self.pages.log(mask)
    }

    fn end(&mut self) {
        let Self { cutter, pages } = self;
        cutter.end(&mut |cut| pages.take(cut));
    }
}
