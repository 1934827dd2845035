//! Who is who: records become requests, requests are counted once nothing more is to be expected of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::evidence::log::counts::Tally;
use crate::evidence::log::grammar::record::{Detail, LastWord, Record, Said};
use crate::evidence::log::requests::pending::Awaited;
use crate::evidence::log::requests::recent::{NAMELESS, REMEMBERED, Request, Window, hash, key};
use crate::evidence::log::requests::runs::Run;
use crate::evidence::log::samples::{Raw, Samples, Tried};
use crate::evidence::status::{RUNNING, SUCCESS};

/// The most functions told apart, and the most bytes of a name.
const MOST_FUNCTIONS: usize = 1024;
const NAME: usize = 128;

/// The most last words kept of requests that nobody knows: they may have failed in the part of the log before this one.
const MOST_LAST_WORDS: usize = 256;
const MOST_OF_LINE: usize = 1024;

/// The requests of a log.
///
/// A request stays open until the [`Window`] forgets it; then it is settled, that is, counted for good. The first ones
/// that are forgotten stay open too (`head`), where they may have begun in the part of the log before this one.
///
/// Console text is counted in a cheaper way, since it has a line for each beginning and each end: only failed requests
/// are entered, the others are the difference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    part: Part,
    window: Window,
    head: Vec<Request>,
    /// `head` is full: whoever else is forgotten is settled
    closed: bool,
    settled: Tally,
    uncertain: u64,
    names: Names,
    samples: Samples,
    newest: Option<Newest>,
    /// Failed requests whose last words are still to come
    unfinished: usize,
    awaited: Awaited,
    unknown: Vec<LastWord<'static>>,
}

/// What part of a log is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Nothing lies before it
    #[default]
    First,
    /// Something does
    Later,
}

impl Book {
    /// The book of a part of which nothing was read yet.
    pub(crate) fn new(part: Part) -> Self {
        Self { part, ..Self::default() }
    }

    /// Looks where the requests of `runs` stand. Memory is slow to answer, but it answers many questions at once.
    pub(crate) fn look_up(&self, runs: &mut [Run]) {
        for run in runs {
            run.place = self.window.find(run.key);
        }
    }

    /// Takes in a run that was looked up. Not one of a request that has failed, which wants each record: whether it was
    /// taken in. `starts` tells whether the request begins with it.
    pub(crate) fn hear_run(&mut self, run: &Run, starts: impl FnOnce() -> bool) -> bool {
        let still = run.place.filter(|place| self.window.at(*place).key == run.key);
        let place = still.or_else(|| self.window.find(run.key));
        let place = place.unwrap_or_else(|| self.begin_request(run.key, run.retry, starts()));
        let request = self.window.touch(place);
        let failed = request.is(Request::FAILED);
        if !failed {
            request.status = request.status.max(run.status);
        }
        !failed
    }

    /// Takes in a record that begins in `line`.
    pub(crate) fn take(&mut self, record: &Record<'_>, line: u64, detail: &dyn Detail) {
        let place = self.place(record, detail);
        let request = self.window.touch(place);
        let (known, before) = (request.is(Request::FAILED), request.status);
        let fails = match record.said {
            Said::Nothing | Said::Status(RUNNING) => false,
            Said::Ended => {
                request.marks |= Request::ENDED;
                false
            }
            Said::Failed => true,
            Said::Status(status) => {
                request.status = before.max(status);
                status != SUCCESS
            }
        };
        if !fails && !known {
            return;
        }
        request.duration = request.duration.max(detail.duration().unwrap_or(0));
        if !known {
            request.marks |= Request::FAILED;
            request.minute = detail.minute().unwrap_or(0);
            if record.retry.is_none() {
                self.unfinished += 1;
                self.awaited.add(record.id);
            }
        }
        if request.function == NAMELESS {
            request.function = self.names.number(detail.function());
        }
        if request.is(Request::SAMPLED) {
            self.samples.follow(request.key, request.status, detail.message());
        } else if (!known || request.status > before) && self.samples.wants(request.status) {
            let (function, status, retry) = (request.function, request.status, request.retry);
            let sample = Raw { function, retry, status, ..Raw::new(request.key, record, line, detail) };
            if self.samples.keep(sample) {
                request.marks |= Request::SAMPLED;
            }
        }
    }

    /// A try begins; whose it is does not matter unless it fails.
    pub(crate) fn begin(&mut self) {
        self.settled.starts += 1;
    }

    /// A try ends.
    pub(crate) fn end(&mut self) {
        self.settled.ends += 1;
    }

    /// Whether last words may matter that are those of the id at the beginning of `text`.
    pub(crate) fn listens(&self, text: &[u8]) -> bool {
        self.unknown.len() < MOST_LAST_WORDS || self.unfinished > 0 && self.awaited.may_be(text)
    }

    /// Hears the last words of a request.
    pub(crate) fn hear(&mut self, word: &LastWord<'_>) {
        let Some(place) = self.latest(word.hash) else {
            if self.unknown.len() < MOST_LAST_WORDS {
                let line = word.line.get(..MOST_OF_LINE).unwrap_or(&word.line).to_vec();
                self.unknown.push(LastWord { line: Cow::Owned(line), ..*word });
            }
            return;
        };
        let request = self.window.touch(place);
        let finished = request.is(Request::ENDED) && request.is(Request::MEASURED);
        if finished {
            return;
        }
        if word.ends {
            request.marks |= Request::ENDED;
        }
        if let Some(duration) = word.duration {
            request.marks |= Request::MEASURED;
            request.duration = duration;
        }
        if request.is(Request::ENDED) && request.is(Request::MEASURED) {
            self.unfinished = self.unfinished.saturating_sub(1);
        }
        if request.is(Request::SAMPLED) {
            self.samples.follow(request.key, request.status, String::from_utf8_lossy(&word.line).into_owned());
        }
    }

    /// Where the last try stands of the id with this hash.
    fn latest(&self, hash: u64) -> Option<usize> {
        // a request that fails mostly has its last words next
        let newest = self.newest.filter(|newest| newest.hash == hash && self.window.at(newest.place).key == newest.key);
        let search = || (0..=u8::MAX).map_while(|retry| self.window.find(key(hash, retry))).last();
        newest.map(|newest| newest.place).or_else(search)
    }

    /// The number of the try that fails now: a new one where the last one is over.
    fn failing_try(&self, hash: u64) -> u8 {
        match self.latest(hash).map(|place| self.window.at(place)) {
            Some(last) if last.is(Request::ENDED) => last.retry.saturating_add(1),
            Some(last) => last.retry,
            None => 0,
        }
    }

    fn place(&mut self, record: &Record<'_>, detail: &dyn Detail) -> usize {
        let hash = hash(record.id);
        let retry = record.retry.unwrap_or_else(|| self.failing_try(hash));
        let key = key(hash, retry);
        let place = self.window.find(key).unwrap_or_else(|| self.begin_request(key, retry, detail.starts()));
        self.newest = Some(Newest { hash, key, place });
        place
    }

    /// Enters a request; `starts` tells whether it is with its first record.
    fn begin_request(&mut self, key: u64, retry: u8, starts: bool) -> usize {
        let mut request = Request::new(key, retry);
        if !starts {
            if self.window.has_forgotten() {
                self.uncertain += 1;
            } else if self.part == Part::Later {
                request.marks |= Request::ORPHAN;
            }
        }
        self.adopt(request)
    }

    fn adopt(&mut self, request: Request) -> usize {
        let (place, forgotten) = self.window.insert(request);
        if let Some(request) = forgotten {
            self.forget(&request);
        }
        place
    }

    fn forget(&mut self, request: &Request) {
        if self.part == Part::Later && !self.closed && self.head.len() < REMEMBERED {
            if self.head.is_empty() {
                self.head.reserve_exact(REMEMBERED);
            }
            self.head.push(*request);
        } else {
            self.closed = true;
            self.uncertain += u64::from(request.is(Request::ORPHAN));
            self.settled.settle(request);
        }
    }

    /// Takes in the next part of the log, whose lines begin `lines` later; `minute` is the last time that this part
    /// states, for records of the next one that state none. `numbered` tells whether records say which try they are.
    pub(crate) fn join(&mut self, next: Self, lines: u64, minute: Option<u32>, numbered: bool) {
        self.newest = None;
        let renamed: Vec<u16> = next.names.iter().map(|name| self.names.number(Some(name))).collect();
        let renamed = |function: u16| renamed.get(usize::from(function)).copied().unwrap_or(NAMELESS);
        next.unknown.iter().for_each(|word| self.hear(word));
        let mut tries = BTreeMap::new();
        let mut take = |book: &mut Self, request: &Request, is_forgotten: bool| {
            let mut request = *request;
            request.function = renamed(request.function);
            if request.is(Request::FAILED) && request.minute == 0 {
                request.minute = minute.unwrap_or(0);
            }
            let now = book.enter(request, numbered, is_forgotten);
            if request.is(Request::SAMPLED) {
                tries.insert(request.key, now);
            }
        };
        next.head.iter().for_each(|request| take(self, request, true));
        self.settled.add(&next.settled, renamed);
        self.uncertain += next.uncertain;
        self.closed |= next.closed;
        next.window.requests().for_each(|request| take(self, request, false));
        self.unfinished += next.unfinished;
        self.awaited.join(next.awaited);
        let mut samples = next.samples;
        samples.rename(renamed);
        self.samples.join(samples, lines, |key| tries.get(&key).copied());
    }

    /// Takes in a request of the next part, which has forgotten it already or has not.
    fn enter(&mut self, mut request: Request, numbered: bool, is_forgotten: bool) -> Tried {
        if !numbered {
            let hash = key(request.key, request.retry);
            request.retry = self.failing_try(hash);
            request.key = key(hash, request.retry);
        }
        let mut failed_before = false;
        if let Some(place) = self.window.find(request.key) {
            let known = self.window.touch(place);
            failed_before = known.is(Request::FAILED);
            known.join(&request);
        } else {
            let may_be_known = self.window.has_forgotten();
            if request.is(Request::ORPHAN) && (may_be_known || self.part == Part::First) {
                request.marks &= !Request::ORPHAN;
                self.uncertain += u64::from(may_be_known);
            }
            if is_forgotten {
                self.forget(&request);
            } else {
                self.adopt(request);
            }
        }
        Tried { key: request.key, retry: request.retry, failed_before }
    }

    /// Everything counted, as if the log ended here; and requests that may be among it twice.
    pub(crate) fn tally(&self) -> (Tally, u64) {
        let mut tally = self.settled.clone();
        self.head.iter().chain(self.window.requests()).for_each(|request| tally.settle(request));
        tally.settle_lines();
        (tally, self.uncertain)
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
struct Names {
    names: Vec<String>,
    /// By the hash of the name
    numbers: BTreeMap<u64, u16>,
}

impl Default for Names {
    fn default() -> Self {
        Self { names: vec![String::new()], numbers: BTreeMap::from([(hash(b""), NAMELESS)]) }
    }
}

impl Names {
    fn number(&mut self, name: Option<&[u8]>) -> u16 {
        let Some(name) = name else { return NAMELESS };
        let hash = hash(name);
        if let Some(number) = self.numbers.get(&hash) {
            return *number;
        }
        match (u16::try_from(self.names.len()), str::from_utf8(name)) {
            (Ok(number), Ok(text)) if self.names.len() < MOST_FUNCTIONS && name.len() <= NAME => {
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

/// The try that was looked up last: no later one of its id is known.
#[derive(Clone, Copy, Debug)]
struct Newest {
    /// Of its id
    hash: u64,
    key: u64,
    place: usize,
}
