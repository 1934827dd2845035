//! What a log says: the result of reading it.

use std::collections::BTreeMap;

use crate::clean::Clean;
use crate::evidence::log::counts::{Cluster, Durations, Spread, Timeline};
use crate::evidence::status::{RUNNING, SUCCESS};
use crate::fact::At;
use crate::fact::finding::Why;

/// The samples of one code that are shown: enough to see whether they agree.
pub(super) const SHOWN: usize = 3;

/// The damaged lines that are named; the others are only counted.
pub(super) const MOST_MISSED: usize = 5;

/// One failed request, told by its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// The request id
    pub request: Clean,
    /// The function, where the log names it
    pub function: Option<Clean>,
    /// The line of its first failure, from 1
    pub line: u64,
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
    /// What it is called
    pub name: Clean,
    /// The files that it lies in, each with the lines before it, where several were read as one
    pub files: Vec<(u64, Clean)>,
    /// Whole records; in console text, lines that are not blank
    pub records: u64,
    /// Requests, those that still run included
    pub requests: u64,
    /// Requests without a result
    pub running: u64,
    /// Failed requests that state no code
    pub without_code: u64,
    /// Requests that are over, with nothing in the log that says how
    pub unstated: u64,
    /// Requests that may be among the others twice
    pub uncertain: u64,
    /// Records that could not be read
    pub damaged: u64,
    /// The lines of the first of them, from 1, and why not
    pub missed: Vec<(u64, Why)>,
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
    pub(super) durations: Durations,
}

/// Requests that ended alike, as someone else has counted them.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Their status; none where they failed without one
    pub status: Option<u16>,
    /// How many they are
    pub requests: u64,
    /// Their function, where that is told
    pub function: Option<Clean>,
    /// When, in minutes since 1970
    pub minute: Option<u32>,
    /// What one of them says
    pub sample: Option<Sample>,
}

impl Log {
    /// A log of which nothing is counted yet.
    #[must_use]
    pub fn empty(name: Clean) -> Self {
        Self { name, ..Self::default() }
    }

    /// Takes in requests that are counted already.
    pub fn count(&mut self, counted: Counted) {
        let Counted { status, requests, function, minute, sample } = counted;
        self.records += 1;
        self.requests += requests;
        match status {
            Some(RUNNING) => self.running += requests,
            Some(status) => *self.counts.entry(status).or_default() += requests,
            None => self.without_code += requests,
        }
        if matches!(status, Some(RUNNING | SUCCESS)) {
            return;
        }
        if let (Some(name), Some(status)) = (function, status) {
            *self.functions.entry(name).or_default().entry(status).or_default() += requests;
        }
        if let Some(minute) = minute {
            self.timeline.add(minute, requests);
        }
        let samples = match status {
            Some(status) => self.samples.entry(status).or_default(),
            None => &mut self.unrecognised,
        };
        samples.extend(sample.filter(|_| samples.len() < SHOWN));
    }

    /// Notes a record that cannot be read.
    pub fn miss(&mut self, line: u64) {
        self.damaged += 1;
        if self.missed.len() < MOST_MISSED {
            self.missed.push((line, Why::Damaged));
        }
    }

    /// Whether it is a message too, as a log of one request is: every line of it belongs to the case, so nothing has to be
    /// chosen. Of a log of several requests a person chooses the code.
    #[must_use]
    pub const fn is_message(&self) -> bool {
        self.requests <= 1
    }

    /// Counts its only request under this code, and nothing else.
    pub fn count_only(&mut self, code: u16, sample: Sample) {
        self.counts = BTreeMap::from([(code, 1)]);
        (self.requests, self.running, self.without_code, self.unstated) = (1, 0, 0, 0);
        if code != SUCCESS {
            self.samples.entry(code).or_default().push(sample);
        }
    }

    /// Counts a failure that states no code under the one that its words tell.
    pub fn count_told(&mut self, code: u16, sample: Sample) {
        self.without_code = self.without_code.saturating_sub(1);
        self.count_as(code, sample);
    }

    /// Counts a request whose log does not say how it ended under the code of a result beside the log.
    pub fn count_stated(&mut self, code: u16, sample: Sample) {
        if self.unstated > 0 {
            self.unstated -= 1;
            self.count_as(code, sample);
        }
    }

    fn count_as(&mut self, code: u16, sample: Sample) {
        *self.counts.entry(code).or_default() += 1;
        let samples = self.samples.entry(code).or_default();
        if samples.len() < SHOWN {
            samples.push(sample);
        }
    }

    /// Where its line of this number stands, from 1.
    #[must_use]
    pub fn at(&self, line: u64) -> At {
        let behind = self.files.partition_point(|(before, _)| *before < line);
        match behind.checked_sub(1).and_then(|at| self.files.get(at)) {
            Some((before, name)) => At::File { name: name.clone(), line: line - before },
            None => At::Line(line),
        }
    }

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
