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
use crate::evidence::log::book::Book;
use crate::evidence::log::cls::{Cls, Lying};
use crate::evidence::log::csv::{Csv, Row};
use crate::evidence::log::cut::{Cut, Cutter, Lines, Objects, Rows};
use crate::evidence::log::record::Said;
use crate::evidence::log::samples::Raw;
use crate::evidence::log::split::{Batch, Splitter};
use crate::evidence::log::tally::Durations;
pub use crate::evidence::log::tally::{Cluster, MOST_BINS, Spread, Timeline};
use crate::evidence::log::text::{Text, Word};
use crate::fact::reading::{Missed, Why};
use crate::mask::Mask;

/// The samples of one code that are shown, and of those without a code.
const SHOWN: usize = 3;
const SHOWN_WITHOUT_CODE: usize = 8;

/// The places of damage that are named.
const PLACES: usize = 5;

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
        self.pages.miss(self.pages.lines + 1, Why::Damaged);
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

/// How the records of a form are read.
#[derive(Clone, Debug)]
enum Grammar {
    Json(Cls),
    Csv(Csv),
    Text(Box<Text>),
}

/// What was read so far.
#[derive(Clone, Debug)]
struct Pages {
    name: Clean,
    grammar: Grammar,
    splitter: Splitter,
    /// Numbers of the lines in a batch that may be the platform's
    telling: Vec<usize>,
    book: Book,
    lines: u64,
    records: u64,
    damaged: u64,
    missed: Vec<(u64, Why)>,
    /// Records by status
    by_status: Vec<u64>,
}

impl Pages {
    fn new(name: Clean, grammar: Grammar) -> Self {
        Self {
            name,
            grammar,
            splitter: Splitter::default(),
            telling: Vec::new(),
            book: Book::default(),
            lines: 0,
            records: 0,
            damaged: 0,
            missed: Vec::new(),
            by_status: vec![0; 1000],
        }
    }

    fn take(&mut self, cut: Cut<'_>) {
        match cut {
            Cut::Lines(lines) => self.take_lines(lines),
            Cut::LongLine => {
                self.lines += 1;
                self.miss(self.lines, Why::TooLong);
            }
            Cut::Record(record, line) => {
                self.lines = line + 1;
                self.take_record(record);
            }
            Cut::Endless(line) => {
                self.lines = line + 1;
                self.miss(self.lines, Why::Damaged);
            }
        }
    }

    fn take_lines(&mut self, mut block: &[u8]) {
        if !matches!(self.grammar, Grammar::Text(_)) {
            return self.take_each(block);
        }
        let mut splitter = std::mem::take(&mut self.splitter);
        while let Some((lines, rest)) = split::batch(block) {
            if lines.len() <= cut::LINE {
                self.take_text(&splitter.lines(lines));
            } else {
                self.take_each(lines);
            }
            block = rest;
        }
        self.splitter = splitter;
    }

    /// Reads lines one by one.
    fn take_each(&mut self, mut lines: &[u8]) {
        while let Some(end) = memchr(b'\n', lines) {
            let (line, rest) = lines.split_at(end + 1);
            lines = rest;
            self.lines += 1;
            if let Grammar::Json(cls) = &mut self.grammar
                && let Some(glance) = cls.glance(line)
                && self.book.hear_more(glance)
            {
                self.records += 1;
                count(&mut self.by_status, glance.said);
            } else if line.len() > cut::LINE {
                self.miss(self.lines, Why::TooLong);
            } else {
                self.take_record(line);
            }
        }
    }

    /// Reads lines of console text. Most are the function's own and begin as none of the platform's does.
    fn take_text(&mut self, batch: &Batch<'_>) {
        let before = self.lines;
        let mut dated = 0;
        let mut telling = std::mem::take(&mut self.telling);
        text::telling(batch, &mut telling);
        self.records += (batch.len() - telling.len()) as u64;
        for number in &telling {
            let line = batch.line(*number);
            match text::glance(line, self.book.listens()) {
                None => {
                    if let Grammar::Text(text) = &mut self.grammar {
                        text.see(batch, dated..*number);
                        dated = *number;
                    }
                    self.lines = before + *number as u64 + 1;
                    self.take_record(line);
                    continue;
                }
                Some(Word::Start) => self.book.begin(),
                Some(Word::End) => self.book.end(),
                Some(Word::Error | Word::Report | Word::Other) => {}
            }
            self.records += 1;
        }
        self.telling = telling;
        if let Grammar::Text(text) = &mut self.grammar {
            text.see(batch, dated..batch.len());
        }
        self.lines = before + batch.len() as u64;
    }

    /// Reads a record that begins in the line of number `self.lines`.
    fn take_record(&mut self, record: &[u8]) {
        let record = match record {
            [b'{', .., b'}', b'\n'] => &record[..record.len() - 1],
            // files that were put together have the mark in their midst
            _ => record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record).trim_ascii_end(),
        };
        if record.is_empty() {
            return;
        }
        match &mut self.grammar {
            Grammar::Json(cls) => match cls.read(record) {
                Some(found) => {
                    count(&mut self.by_status, found.record.said);
                    self.book.take(&found.record, self.lines, &found);
                }
                None => return self.miss_record(record),
            },
            Grammar::Csv(csv) => match csv.read(record) {
                Row::Record(cells) => {
                    count(&mut self.by_status, cells.record.said);
                    self.book.take(&cells.record, self.lines, &cells);
                }
                Row::Header => return,
                Row::Damaged => return self.miss_record(record),
            },
            Grammar::Text(text) => match text::platform(record) {
                None => {
                    text.keep_date(record);
                }
                Some((Word::Other, _)) => {}
                Some((Word::Start, _)) => self.book.begin(),
                Some((Word::Error, rest)) => {
                    let Some(failure) = text.failure(record, rest) else { return self.miss_record(record) };
                    count(&mut self.by_status, failure.record.said);
                    self.book.take(&failure.record, self.lines, &failure);
                }
                Some((word, rest)) => {
                    if word == Word::End {
                        self.book.end();
                    }
                    if self.book.listens()
                        && let Some(word) = text.last_word(word, record, rest)
                    {
                        self.book.hear(&word);
                    }
                }
            },
        }
        self.records += 1;
    }

    /// Notes that a record cannot be read.
    fn miss_record(&mut self, record: &[u8]) {
        let why = if str::from_utf8(record).is_ok() { Why::Damaged } else { Why::NotText };
        self.miss(self.lines, why);
    }

    fn miss(&mut self, line: u64, why: Why) {
        self.damaged += 1;
        if self.missed.len() < PLACES {
            self.missed.push((line, why));
        }
    }

    fn join(&mut self, next: Self) {
        let minute = match (&mut self.grammar, next.grammar) {
            (Grammar::Text(mine), Grammar::Text(mut others)) => {
                let minute = mine.minute();
                others.follow(mine);
                *mine = others;
                minute
            }
            (grammar, others) => {
                *grammar = others;
                None
            }
        };
        let numbered = !matches!(self.grammar, Grammar::Text(_));
        self.book.join(next.book, self.lines, minute, numbered);
        let places = next.missed.into_iter().map(|(line, why)| (line + self.lines, why));
        self.missed.extend(places);
        self.missed.truncate(PLACES);
        self.lines += next.lines;
        self.records += next.records;
        self.damaged += next.damaged;
        self.by_status.iter_mut().zip(&next.by_status).for_each(|(mine, others)| *mine += others);
    }

    fn log(&self, mask: &mut Mask) -> Log {
        let (tally, uncertain) = self.book.tally();
        let mut functions: BTreeMap<Clean, BTreeMap<u16, u64>> = BTreeMap::new();
        for (function, statuses) in (0..).zip(tally.functions) {
            if let Some(name) = self.book.name(function).filter(|_| !statuses.is_empty()) {
                // names that differ only in what is not shown are one
                let known = functions.entry(Clean::new(name)).or_default();
                for (status, count) in statuses {
                    *known.entry(status).or_default() += count;
                }
            }
        }
        let mut samples: BTreeMap<u16, Vec<Sample>> = BTreeMap::new();
        let mut unrecognised = Vec::new();
        for raw in self.book.samples().iter() {
            let (list, shown) = match raw.status {
                0 => (&mut unrecognised, SHOWN_WITHOUT_CODE),
                status => (samples.entry(status).or_default(), SHOWN),
            };
            if list.len() < shown {
                list.push(self.sample(raw, mask));
            }
        }
        let missed = self.missed.iter().map(|(line, why)| Missed { origin: self.origin(*line), why: *why });
        let statuses = (0..).zip(&self.by_status).filter(|(_, count)| **count > 0);
        Log {
            records: self.records,
            requests: tally.counts.values().sum::<u64>() + tally.running + tally.without_code,
            running: tally.running,
            without_code: tally.without_code,
            uncertain,
            damaged: self.damaged,
            missed: missed.collect(),
            counts: tally.counts,
            records_by_status: statuses.map(|(status, count)| (status, *count)).collect(),
            functions,
            retries: tally.retries,
            timeline: tally.timeline,
            samples,
            unrecognised,
            durations: tally.durations,
        }
    }

    fn sample(&self, raw: &Raw, mask: &mut Mask) -> Sample {
        let mut clean = |text: &str| Clean::new(&mask.mask(text));
        Sample {
            request: clean(&raw.id),
            function: self.book.name(raw.function).map(&mut clean),
            line: raw.line,
            origin: self.origin(raw.line),
            retry: raw.retry,
            message: clean(&raw.message),
            followed_by: raw.after.iter().map(|message| clean(message)).collect(),
        }
    }

    fn origin(&self, line: u64) -> Clean {
        Clean::new(&format!("{}:{line}", self.name))
    }
}

/// Counts a record under its status, if it states one.
fn count(by_status: &mut [u64], said: Said) {
    if let Said::Status(status) = said {
        by_status[usize::from(status)] += 1;
    }
}
