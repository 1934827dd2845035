//! Who is who: records become requests, requests are counted once nothing more is to be expected of them.

use std::collections::BTreeMap;

use crate::evidence::log::record::{Detail, RUNNING, Record, SUCCESS, Said};
use crate::evidence::log::samples::{Raw, Samples};
use crate::evidence::log::tally::Tally;
use crate::evidence::log::window::{NAMELESS, REMEMBERED, Request, Window, key};

/// The most functions told apart, and the most bytes of a name.
const MOST_FUNCTIONS: usize = 1024;
const NAME: usize = 128;

/// The requests of a log.
///
/// A request stays open until the [`Window`] forgets it; then it is settled, that is, counted for good. The first ones
/// that are forgotten stay open too (`head`), since they may have begun in the part of the log before this one.
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
}

impl Book {
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
        if !fails && !known {
            return;
        }
        request.duration = request.duration.max(detail.duration().unwrap_or(0));
        if !known {
            request.marks |= Request::FAILED;
            request.minute = detail.minute().unwrap_or(0);
        }
        if request.function == NAMELESS {
            request.function = self.names.number(detail.function());
        }
        if request.is(Request::SAMPLED) {
            self.samples.follow(request.key, request.status, detail);
        } else if (!known || request.status > before) && self.samples.wants(request.status) {
            let (function, status) = (request.function, request.status);
            let sample = Raw { function, status, ..Raw::new(request.key, record, line, detail) };
            if self.samples.keep(sample) {
                request.marks |= Request::SAMPLED;
            }
        }
    }

    fn place(&mut self, record: &Record<'_>, detail: &dyn Detail) -> usize {
        let key = key(record.id, record.retry);
        let place = self.window.find(key).unwrap_or_else(|| {
            let mut request = Request::new(key, record.retry);
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
    /// states, for records of the next one that state none.
    pub(super) fn join(&mut self, next: Self, lines: u64, minute: Option<u32>) {
        self.last = Last::default();
        let renamed: Vec<u16> = next.names.iter().map(|name| self.names.number(Some(name))).collect();
        let renamed = |function: u16| renamed.get(usize::from(function)).copied().unwrap_or(NAMELESS);
        let mut samples = next.samples;
        samples.rename(renamed);
        let window = &self.window;
        let failed = |key| window.find(key).is_some_and(|place| window.at(place).is(Request::FAILED));
        self.samples.join(samples, lines, failed);
        let take = |book: &mut Self, request: &Request| {
            let mut request = *request;
            request.function = renamed(request.function);
            if request.is(Request::FAILED) && request.minute == 0 {
                request.minute = minute.unwrap_or(0);
            }
            if let Some(place) = book.window.find(request.key) {
                book.window.touch(place).join(&request);
                return;
            }
            if request.is(Request::ORPHAN) && book.window.has_forgotten() {
                request.marks &= !Request::ORPHAN;
                book.uncertain += 1;
            }
            book.adopt(request);
        };
        next.head.iter().for_each(|request| take(self, request));
        self.settled.add(&next.settled, renamed);
        self.uncertain += next.uncertain;
        self.closed |= next.closed;
        next.window.requests().for_each(|request| take(self, request));
    }

    /// Everything counted, as if the log ended here; and requests that may be among it twice.
    pub(super) fn tally(&self) -> (Tally, u64) {
        let mut tally = self.settled.clone();
        self.head.iter().chain(self.window.requests()).for_each(|request| tally.settle(request));
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

/// Whose the last record was: the next one is mostly of the same request.
#[derive(Clone, Debug)]
struct Last {
    id: [u8; Self::MOST],
    length: usize,
    retry: u8,
    place: usize,
}

impl Default for Last {
    fn default() -> Self {
        Self { id: [0; Self::MOST], length: usize::MAX, retry: 0, place: 0 }
    }
}

impl Last {
    /// Longer ids are looked up each time.
    const MOST: usize = 64;

    fn is(&self, record: &Record<'_>) -> bool {
        self.retry == record.retry && self.id.get(..self.length) == Some(record.id)
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
