//! Who is who: records become requests, requests are counted once nothing more is to be expected of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::evidence::log::cls::Glance;
use crate::evidence::log::record::{Detail, Record, Said};
use crate::evidence::log::samples::{Raw, Samples, Tried};
use crate::evidence::log::tally::Tally;
use crate::evidence::log::window::{NAMELESS, REMEMBERED, Request, Window, hash, key};
use crate::evidence::{RUNNING, SUCCESS};

/// The most functions told apart, and the most bytes of a name.
const MOST_FUNCTIONS: usize = 1024;
const NAME: usize = 128;

/// The most last words kept of requests that nobody knows: they may have failed in the part of the log before this one.
const MOST_LAST_WORDS: usize = 256;
const MOST_OF_LINE: usize = 1024;

/// The requests of a log.
///
/// A request stays open until the [`Window`] forgets it; then it is settled, that is, counted for good. The first ones
/// that are forgotten stay open too (`head`), since they may have begun in the part of the log before this one.
///
/// Console text is counted in a cheaper way, since it has a line for each beginning and each end: only failed requests
/// are entered, the others are the difference.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    window: Window,
    head: Vec<Request>,
    /// A request beyond `head` has been settled
    closed: bool,
    settled: Tally,
    uncertain: u64,
    names: Names,
    samples: Samples,
    last: Last,
    newest: Option<Newest>,
    /// Failed requests whose last words are still to come
    unfinished: usize,
    unknown: Vec<LastWord<'static>>,
}

/// A line at the end of a request.
#[derive(Clone, Debug)]
pub(super) struct LastWord<'a> {
    /// Of the request id
    pub(super) hash: u64,
    /// Whether it says that the request is over
    pub(super) ends: bool,
    /// How long the request took
    pub(super) duration: Option<u32>,
    /// The line, or as much of it as is kept
    pub(super) line: Cow<'a, [u8]>,
}

impl Book {
    /// Takes in one more record of the same request, where that is all there is to know of it: whether it is so.
    pub(super) fn hear_more(&mut self, glance: Glance) -> bool {
        if glance.again && self.last.idle {
            return true;
        }
        let success = match glance.said {
            Said::Nothing | Said::Status(RUNNING) => 0,
            Said::Status(SUCCESS) => SUCCESS,
            Said::Ended | Said::Failed | Said::Status(_) => return false,
        };
        if glance.retry != self.last.retry || self.last.length > Last::MOST {
            return false;
        }
        let request = self.window.touch(self.last.place);
        self.last.idle = !request.is(Request::FAILED);
        if self.last.idle {
            request.status = request.status.max(success);
        }
        self.last.idle
    }

    /// Takes in a record that begins in `line`.
    pub(super) fn take(&mut self, record: &Record<'_>, line: u64, detail: &dyn Detail) {
        let place = if self.last.is(record) { self.last.place } else { self.place(record, detail) };
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
        self.last.idle = !fails && !known;
        if self.last.idle {
            return;
        }
        request.duration = request.duration.max(detail.duration().unwrap_or(0));
        if !known {
            request.marks |= Request::FAILED;
            request.minute = detail.minute().unwrap_or(0);
            self.unfinished += usize::from(record.retry.is_none());
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
    pub(super) fn begin(&mut self) {
        self.settled.starts += 1;
    }

    /// A try ends.
    pub(super) fn end(&mut self) {
        self.settled.ends += 1;
    }

    /// Whether it matters whose last words these are.
    pub(super) fn listens(&self) -> bool {
        self.unfinished > 0 || self.unknown.len() < MOST_LAST_WORDS
    }

    /// Hears the last words of a request.
    pub(super) fn hear(&mut self, word: &LastWord<'_>) {
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
        if let Some(newest) = &self.newest
            && newest.hash == hash
            && self.window.at(newest.place).key == newest.key
        {
            return Some(newest.place);
        }
        (0..=u8::MAX).map_while(|retry| self.window.find(key(hash, retry))).last()
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
        let place = self.window.find(key).unwrap_or_else(|| {
            let mut request = Request::new(key, retry);
            if !detail.starts() {
                if self.window.has_forgotten() {
                    self.uncertain += 1;
                } else {
                    request.marks |= Request::ORPHAN;
                }
            }
            self.adopt(request)
        });
        self.last.set(record, place);
        self.newest = Some(Newest { hash, key, place });
        place
    }

    fn adopt(&mut self, request: Request) -> usize {
        let (place, forgotten) = self.window.insert(request);
        if let Some(request) = forgotten {
            if !self.closed && self.head.len() < REMEMBERED {
                self.head.push(request);
            } else {
                self.closed = true;
                self.uncertain += u64::from(request.is(Request::ORPHAN));
                self.settled.settle(&request);
            }
        }
        place
    }

    /// Takes in the next part of the log, whose lines begin `lines` later; `minute` is the last time that this part
    /// states, for records of the next one that state none. `numbered` tells whether records say which try they are.
    pub(super) fn join(&mut self, next: Self, lines: u64, minute: Option<u32>, numbered: bool) {
        self.last = Last::default();
        self.newest = None;
        let renamed: Vec<u16> = next.names.iter().map(|name| self.names.number(Some(name))).collect();
        let renamed = |function: u16| renamed.get(usize::from(function)).copied().unwrap_or(NAMELESS);
        next.unknown.iter().for_each(|word| self.hear(word));
        let mut tries = BTreeMap::new();
        let mut take = |book: &mut Self, request: &Request| {
            let mut request = *request;
            request.function = renamed(request.function);
            if request.is(Request::FAILED) && request.minute == 0 {
                request.minute = minute.unwrap_or(0);
            }
            let now = book.enter(request, numbered);
            if request.is(Request::SAMPLED) {
                tries.insert(request.key, now);
            }
        };
        next.head.iter().for_each(|request| take(self, request));
        self.settled.add(&next.settled, renamed);
        self.uncertain += next.uncertain;
        self.closed |= next.closed;
        next.window.requests().for_each(|request| take(self, request));
        self.unfinished += next.unfinished;
        let mut samples = next.samples;
        samples.rename(renamed);
        self.samples.join(samples, lines, |key| tries.get(&key).copied());
    }

    /// Takes in a request of the next part.
    fn enter(&mut self, mut request: Request, numbered: bool) -> Tried {
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
            if request.is(Request::ORPHAN) && self.window.has_forgotten() {
                request.marks &= !Request::ORPHAN;
                self.uncertain += 1;
            }
            self.adopt(request);
        }
        Tried { key: request.key, retry: request.retry, failed_before }
    }

    /// Everything counted, as if the log ended here; and requests that may be among it twice.
    pub(super) fn tally(&self) -> (Tally, u64) {
        let mut tally = self.settled.clone();
        self.head.iter().chain(self.window.requests()).for_each(|request| tally.settle(request));
        tally.settle_lines();
        (tally, self.uncertain)
    }

    /// The first failures of each status.
    pub(super) const fn samples(&self) -> &Samples {
        &self.samples
    }

    /// The name of a function.
    pub(super) fn name(&self, function: u16) -> Option<&str> {
        self.names.names.get(usize::from(function)).map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// Names of functions, numbered as they come; the first one is that of [`NAMELESS`].
#[derive(Clone, Debug)]
struct Names {
    names: Vec<String>,
    numbers: BTreeMap<String, u16>,
}

impl Default for Names {
    fn default() -> Self {
        Self { names: vec![String::new()], numbers: BTreeMap::from([(String::new(), NAMELESS)]) }
    }
}

impl Names {
    fn number(&mut self, name: Option<&[u8]>) -> u16 {
        let Some(Ok(name)) = name.map(str::from_utf8) else { return NAMELESS };
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        match u16::try_from(self.names.len()) {
            Ok(number) if self.names.len() < MOST_FUNCTIONS && name.len() <= NAME => {
                self.names.push(name.to_owned());
                self.numbers.insert(name.to_owned(), number);
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

/// Whose the last record was: the next one is mostly of the same request.
#[derive(Clone, Debug)]
struct Last {
    id: [u8; Self::MOST],
    length: usize,
    retry: Option<u8>,
    place: usize,
    /// Said once more, it changes nothing
    idle: bool,
}

impl Default for Last {
    fn default() -> Self {
        Self { id: [0; Self::MOST], length: usize::MAX, retry: None, place: 0, idle: false }
    }
}

impl Last {
    /// Longer ids are looked up each time.
    const MOST: usize = 64;

    fn is(&self, record: &Record<'_>) -> bool {
        self.retry.is_some() && self.retry == record.retry && self.id.get(..self.length) == Some(record.id)
    }

    fn set(&mut self, record: &Record<'_>, place: usize) {
        self.length = usize::MAX;
        if let Some(id) = self.id.get_mut(..record.id.len()) {
            id.copy_from_slice(record.id);
            self.length = record.id.len();
        }
        (self.retry, self.place) = (record.retry, place);
    }
}
