//! Requests in progress: finds the request of each record, notes what it says, and counts the request for good when the
//! CLOCK cache evicts it.
//!
//! | a record states | request not failed before | request failed before |
//! | --- | --- | --- |
//! | nothing, 202, an end | nothing | what follows is added to its sample |
//! | 200 | status 200 | the higher status; added to its sample |
//! | another status, failure | failed: minute, function, a sample | the higher status; added to its sample |

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::evidence::log::counts::RequestCounts;
use crate::evidence::log::entry::{Entry, NAMELESS, hash, key};
use crate::evidence::log::grammar::record::{ClosingLine, Record, RecordDetail, Statement};
use crate::evidence::log::requests::index::CAPACITY;
use crate::evidence::log::requests::pending::Pending;
use crate::evidence::log::requests::recent::Recent;
use crate::evidence::log::requests::runs::Run;
use crate::evidence::log::samples::{RawSample, Renumbered, Samples};
use crate::evidence::status::{RUNNING, SUCCESS};

/// The most functions told apart, and the most bytes of a name.
const MOST_FUNCTIONS: usize = 1024;
const LONGEST_NAME: usize = 128;

/// The most closing lines kept of requests that are not known, and the most bytes of each: those may have failed in the
/// part of the log before this one, and few are in progress where a log is split.
const MOST_UNMATCHED: usize = 256;
const LONGEST_UNMATCHED: usize = 1024;

/// The requests of a log.
///
/// A request stays open until [`Recent`] evicts it; then it is finalised, that is, counted for good. In a later part of
/// a log the first ones that are evicted stay open too (`first_evicted`): they may have begun in the part before.
///
/// Console text has a START and an END for each try: only failed requests are entered, the others are the difference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requests {
    position: Position,
    recent: Recent,
    first_evicted: Vec<Entry>,
    /// `first_evicted` is full: what else is evicted is finalised
    first_evicted_full: bool,
    finalised: RequestCounts,
    uncertain: u64,
    names: FunctionNames,
    samples: Samples,
    last_lookup: Option<LastLookup>,
    /// Failed requests whose END or Report is still to come
    unfinished: usize,
    /// Their ids
    pending: Pending,
    /// Closing lines of requests that are not known
    unmatched: Vec<ClosingLine<'static>>,
}

/// Where in the log a reader begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Position {
    /// At its beginning
    #[default]
    First,
    /// Behind another part
    Later,
}

impl Requests {
    /// The requests of a part of which nothing was read yet.
    pub(crate) fn new(position: Position) -> Self {
        Self { position, ..Self::default() }
    }

    /// Looks up the slots of the requests of `runs`, all together: see [`MOST_RUNS`](super::runs::MOST_RUNS).
    pub(crate) fn look_up(&self, runs: &mut [Run]) {
        for run in runs {
            run.slot = self.recent.find(run.key);
        }
    }

    /// Takes in a run that was looked up, and says whether it did: a request that has failed needs each record of it.
    /// `starts` tells whether the run begins with the first record of its request.
    pub(crate) fn take_run(&mut self, run: &Run, starts: impl FnOnce() -> bool) -> bool {
        let still = run.slot.filter(|slot| self.recent.at(*slot).key == run.key);
        let slot = still.or_else(|| self.recent.find(run.key));
        let slot = slot.unwrap_or_else(|| self.begin_request(run.key, run.retry, starts()));
        let request = self.recent.touch(slot);
        let failed = request.is(Entry::FAILED);
        if !failed {
            request.status = request.status.max(run.status);
        }
        !failed
    }

    /// Takes in a record that begins in `line`.
    pub(crate) fn take(&mut self, record: &Record<'_>, line: u64, detail: &dyn RecordDetail) {
        let slot = self.find_or_begin(record, detail);
        let request = self.recent.touch(slot);
        let (known, before) = (request.is(Entry::FAILED), request.status);
        let fails = match record.statement {
            Statement::Nothing | Statement::Status(RUNNING) => false,
            Statement::Ended => {
                request.marks |= Entry::ENDED;
                false
            }
            Statement::Failed => true,
            Statement::Status(status) => {
                request.status = before.max(status);
                status != SUCCESS
            }
        };
        if !fails && !known {
            return;
        }
        request.duration = request.duration.max(detail.duration().unwrap_or(0));
        if !known {
            request.marks |= Entry::FAILED;
            request.minute = detail.minute().unwrap_or(0);
            if record.retry.is_none() {
                self.unfinished += 1;
                self.pending.add(record.id);
            }
        }
        if request.function == NAMELESS {
            request.function = self.names.number(detail.function());
        }
        if request.is(Entry::SAMPLED) {
            self.samples.follow(request.key, request.status, detail.message());
        } else if (!known || request.status > before) && self.samples.wants(request.status) {
            let (function, status, retry) = (request.function, request.status, request.retry);
            let sample = RawSample { function, retry, status, ..RawSample::new(request.key, record, line, detail) };
            if self.samples.keep(sample) {
                request.marks |= Entry::SAMPLED;
            }
        }
    }

    /// Counts a START line: its id does not matter unless the try fails.
    pub(crate) fn count_start(&mut self) {
        self.finalised.starts += 1;
    }

    /// Counts a Response line.
    pub(crate) fn count_response(&mut self) {
        self.finalised.responses += 1;
    }

    /// Counts an END line.
    pub(crate) fn count_end(&mut self) {
        self.finalised.ends += 1;
    }

    /// Whether the closing line of the id at the beginning of `text` may matter.
    pub(crate) fn wants_closing(&self, text: &[u8]) -> bool {
        self.unmatched.len() < MOST_UNMATCHED || self.unfinished > 0 && self.pending.may_contain(text)
    }

    /// Takes in a closing line.
    ///
    /// | request | END | Report |
    /// | --- | --- | --- |
    /// | not known here | kept for the part before | kept for the part before |
    /// | failed, END or Report missing | ended | ended in so many milliseconds |
    /// | failed, had both | nothing | nothing |
    pub(crate) fn take_closing_line(&mut self, closing: &ClosingLine<'_>) {
        let Some(slot) = self.latest(closing.hash) else {
            if self.unmatched.len() < MOST_UNMATCHED {
                let line = closing.line.get(..LONGEST_UNMATCHED).unwrap_or(&closing.line).to_vec();
                self.unmatched.push(ClosingLine { line: Cow::Owned(line), ..*closing });
            }
            return;
        };
        let request = self.recent.touch(slot);
        let finished = request.is(Entry::ENDED) && request.is(Entry::MEASURED);
        if finished {
            return;
        }
        if closing.ends {
            request.marks |= Entry::ENDED;
        }
        if let Some(duration) = closing.duration {
            request.marks |= Entry::MEASURED;
            request.duration = duration;
        }
        if request.is(Entry::ENDED) && request.is(Entry::MEASURED) {
            self.unfinished = self.unfinished.saturating_sub(1);
        }
        if request.is(Entry::SAMPLED) {
            self.samples.follow(request.key, request.status, String::from_utf8_lossy(&closing.line).into_owned());
        }
    }

    /// The slot of the last try of the id with this hash.
    fn latest(&self, hash: u64) -> Option<usize> {
        // most often the closing lines follow the failure at once
        let last = self.last_lookup.filter(|last| last.hash == hash && self.recent.at(last.slot).key == last.key);
        let search = || (0..=u8::MAX).map_while(|retry| self.recent.find(key(hash, retry))).last();
        last.map(|last| last.slot).or_else(search)
    }

    /// The number of the try that fails now: a new one where the last one is over.
    fn failing_try(&self, hash: u64) -> u8 {
        match self.latest(hash).map(|slot| self.recent.at(slot)) {
            Some(last) if last.is(Entry::ENDED) => last.retry.saturating_add(1),
            Some(last) => last.retry,
            None => 0,
        }
    }

    /// The slot of the request of a record, entered if it is new.
    fn find_or_begin(&mut self, record: &Record<'_>, detail: &dyn RecordDetail) -> usize {
        let hash = hash(record.id);
        let retry = record.retry.unwrap_or_else(|| self.failing_try(hash));
        let key = key(hash, retry);
        let slot = self.recent.find(key).unwrap_or_else(|| self.begin_request(key, retry, detail.starts()));
        self.last_lookup = Some(LastLookup { hash, key, slot });
        slot
    }

    /// Enters a new request; `starts` tells whether the record at hand is its first one.
    fn begin_request(&mut self, key: u64, retry: u8, starts: bool) -> usize {
        let mut request = Entry::new(key, retry);
        if !starts {
            if self.recent.has_evicted() {
                self.uncertain += 1;
            } else if self.position == Position::Later {
                request.marks |= Entry::ORPHAN;
            }
        }
        self.insert(request)
    }

    fn insert(&mut self, request: Entry) -> usize {
        let (slot, evicted) = self.recent.insert(request);
        if let Some(request) = evicted {
            self.evict(&request);
        }
        slot
    }

    fn evict(&mut self, request: &Entry) {
        if self.position == Position::Later && !self.first_evicted_full && self.first_evicted.len() < CAPACITY {
            if self.first_evicted.is_empty() {
                self.first_evicted.reserve_exact(CAPACITY);
            }
            self.first_evicted.push(*request);
        } else {
            self.first_evicted_full = true;
            self.uncertain += u64::from(request.is(Entry::ORPHAN));
            self.finalised.finalise(request);
        }
    }

    /// Takes in the next part of the log, whose lines begin `lines` later; `minute` is the last time that this part
    /// states, for records of the next one that state none. `numbered` tells whether records say which try they are.
    pub(crate) fn merge(&mut self, next: Self, lines: u64, minute: Option<u32>, numbered: bool) {
        self.last_lookup = None;
        let renamed: Vec<u16> = next.names.iter().map(|name| self.names.number(Some(name))).collect();
        let renamed = |function: u16| renamed.get(usize::from(function)).copied().unwrap_or(NAMELESS);
        next.unmatched.iter().for_each(|closing| self.take_closing_line(closing));
        let mut tries = BTreeMap::new();
        let mut take = |requests: &mut Self, request: &Entry, is_evicted: bool| {
            let mut request = *request;
            request.function = renamed(request.function);
            if request.is(Entry::FAILED) && request.minute == 0 {
                request.minute = minute.unwrap_or(0);
            }
            let now = requests.merge_entry(request, numbered, is_evicted);
            if request.is(Entry::SAMPLED) {
                tries.insert(request.key, now);
            }
        };
        next.first_evicted.iter().for_each(|request| take(self, request, true));
        self.finalised.merge(&next.finalised, renamed);
        self.uncertain += next.uncertain;
        self.first_evicted_full |= next.first_evicted_full;
        next.recent.requests().for_each(|request| take(self, request, false));
        self.unfinished += next.unfinished;
        self.pending.merge(next.pending);
        let mut samples = next.samples;
        samples.rename(renamed);
        self.samples.merge(samples, lines, |key| tries.get(&key).copied());
    }

    /// Takes in a request of the next part; `is_evicted` tells whether that part has evicted it.
    fn merge_entry(&mut self, mut request: Entry, numbered: bool, is_evicted: bool) -> Renumbered {
        if !numbered {
            let hash = key(request.key, request.retry);
            request.retry = self.failing_try(hash);
            request.key = key(hash, request.retry);
        }
        let mut failed_before = false;
        if let Some(slot) = self.recent.find(request.key) {
            let known = self.recent.touch(slot);
            failed_before = known.is(Entry::FAILED);
            known.merge(&request);
        } else {
            let may_be_known = self.recent.has_evicted();
            if request.is(Entry::ORPHAN) && (may_be_known || self.position == Position::First) {
                request.marks &= !Entry::ORPHAN;
                self.uncertain += u64::from(may_be_known);
            }
            if is_evicted {
                self.evict(&request);
            } else {
                self.insert(request);
            }
        }
        Renumbered { key: request.key, retry: request.retry, failed_before }
    }

    /// Everything counted, as if the log ended here; and requests that may be among it twice.
    pub(crate) fn counts(&self) -> (RequestCounts, u64) {
        let mut counts = self.finalised.clone();
        self.first_evicted.iter().chain(self.recent.requests()).for_each(|request| counts.finalise(request));
        counts.finalise_console_lines();
        (counts, self.uncertain)
    }

    /// The first failures of each status.
    pub(crate) const fn samples(&self) -> &Samples {
        &self.samples
    }

    /// The name of a function.
    pub(crate) fn name(&self, function: u16) -> Option<&str> {
        self.names.names.get(usize::from(function)).map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// Names of functions, numbered as they come; the first one is that of [`NAMELESS`].
#[derive(Clone, Debug)]
struct FunctionNames {
    names: Vec<String>,
    /// By the hash of the name
    numbers: BTreeMap<u64, u16>,
}

impl Default for FunctionNames {
    fn default() -> Self {
        Self { names: vec![String::new()], numbers: BTreeMap::from([(hash(b""), NAMELESS)]) }
    }
}

impl FunctionNames {
    fn number(&mut self, name: Option<&[u8]>) -> u16 {
        let Some(name) = name else { return NAMELESS };
        let hash = hash(name);
        if let Some(number) = self.numbers.get(&hash) {
            return *number;
        }
        match (u16::try_from(self.names.len()), str::from_utf8(name)) {
            (Ok(number), Ok(text)) if self.names.len() < MOST_FUNCTIONS && name.len() <= LONGEST_NAME => {
                self.names.push(text.to_owned());
                self.numbers.insert(hash, number);
                number
            }
            _ => NAMELESS,
        }
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.names.iter().map(String::as_bytes)
    }
}

/// The look-up of the last record; no later try of its id is known.
#[derive(Clone, Copy, Debug)]
struct LastLookup {
    /// The hash of its id
    hash: u64,
    key: u64,
    slot: usize,
}
