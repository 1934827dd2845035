//! What was read of a log: lines and records, each given to the grammar of its form, and what all of them come to.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr_iter;

use crate::clean::Clean;
use crate::evidence::log::bytes::framing::{self, Cut};
use crate::evidence::log::bytes::lines::{self, Batch, Splitter};
use crate::evidence::log::counts::{ByStatus, add};
use crate::evidence::log::grammar::csv::{Csv, Row};
use crate::evidence::log::grammar::json::Cls;
use crate::evidence::log::grammar::record::Said;
use crate::evidence::log::grammar::text::{self, Text, Word};
use crate::evidence::log::requests::runs::{self, Run};
use crate::evidence::log::requests::table::{Book, Part};
use crate::evidence::log::samples::Raw;
use crate::evidence::log::summary::{Log, Sample};
use crate::fact::reading::{Missed, Why};
use crate::mask::Mask;

/// The samples of one code that are shown, and of those without a code.
const SHOWN: usize = 3;
const SHOWN_WITHOUT_CODE: usize = 8;

/// The places of damage that are named.
const PLACES: usize = 5;

/// How the records of a form are read.
#[derive(Clone, Debug)]
pub(super) enum Grammar {
    Json(Box<Cls>),
    Csv(Csv),
    Text(Box<Text>),
}

/// What was read so far.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    name: Clean,
    grammar: Grammar,
    splitter: Splitter,
    /// Of the lines that are read now
    runs: Vec<Run>,
    /// Numbers of the lines in a batch that may be the platform's
    telling: Vec<usize>,
    book: Book,
    lines: u64,
    records: u64,
    damaged: u64,
    missed: Vec<(u64, Why)>,
    /// Records by status
    by_status: ByStatus,
}

impl Pages {
    pub(super) fn new(name: Clean, grammar: Grammar, part: Part) -> Self {
        Self {
            name,
            grammar,
            splitter: Splitter::default(),
            runs: Vec::new(),
            telling: Vec::new(),
            book: Book::new(part),
            lines: 0,
            records: 0,
            damaged: 0,
            missed: Vec::new(),
            by_status: ByStatus::default(),
        }
    }

    pub(super) fn take(&mut self, cut: Cut<'_>) {
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
        while let Some((lines, rest)) = lines::batch(block) {
            if lines.len() <= framing::LINE {
                self.take_text(&splitter.lines(lines));
            } else {
                self.take_each(lines);
            }
            block = rest;
        }
        self.splitter = splitter;
    }

    /// Reads lines one by one.
    fn take_each(&mut self, lines: &[u8]) {
        let mut start = 0;
        for end in memchr_iter(b'\n', lines) {
            let place = start..end + 1;
            let line = &lines[place.clone()];
            start = place.end;
            self.lines += 1;
            if self.runs.len() == runs::MOST {
                self.settle_runs(lines);
            }
            if line.len() > framing::LINE {
                self.miss(self.lines, Why::TooLong);
            } else if !self.run_on(line, place) {
                self.settle_runs(lines);
                self.take_record(line);
            }
        }
        self.settle_runs(lines);
    }

    /// Takes a record into a run, where it can be in one.
    fn run_on(&mut self, line: &[u8], place: Range<usize>) -> bool {
        let Grammar::Json(cls) = &mut self.grammar else { return false };
        let Some(glance) = cls.glance(line) else { return false };
        let Some(status) = runs::status(glance.said) else { return false };
        if let Some(run) = self.runs.last_mut().filter(|run| glance.same && run.retry == glance.retry) {
            run.status = run.status.max(status);
            run.lines.end = place.end;
        } else {
            self.runs.push(Run::new(&glance, status, place, self.lines));
        }
        self.records += 1;
        count(&mut self.by_status, glance.said);
        true
    }

    /// Enters the runs, whose lines are among these.
    fn settle_runs(&mut self, lines: &[u8]) {
        let Grammar::Json(cls) = &mut self.grammar else { return };
        if self.runs.is_empty() {
            return;
        }
        self.book.look_up(&mut self.runs);
        for run in self.runs.drain(..) {
            if self.book.hear_run(&run, || cls.starts(&lines[run.lines.start..run.first], run.id_at)) {
                continue;
            }
            for (number, line) in (run.number..).zip(lines[run.lines].split_inclusive(|byte| *byte == b'\n')) {
                cls.read_anew(line, |found| self.book.take(&found.record, number, found));
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
            match text::glance(line, |id| self.book.listens(id)) {
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
                    if let Some(word) = text.last_word(word, record, rest) {
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

    /// Notes that the next line could not be had.
    pub(super) fn cut_short(&mut self) {
        self.miss(self.lines + 1, Why::Damaged);
    }

    fn miss(&mut self, line: u64, why: Why) {
        self.damaged += 1;
        if self.missed.len() < PLACES {
            self.missed.push((line, why));
        }
    }

    pub(super) fn join(&mut self, next: Self) {
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
        self.by_status.join(&next.by_status);
    }

    pub(super) fn log(&self, mask: &mut Mask) -> Log {
        let (tally, uncertain) = self.book.tally();
        let mut functions: BTreeMap<Clean, BTreeMap<u16, u64>> = BTreeMap::new();
        for (function, statuses) in (0..).zip(tally.functions) {
            if let Some(name) = self.book.name(function).filter(|_| !statuses.is_empty()) {
                // names that differ only in what is not shown are one
                add(functions.entry(Clean::new(name)).or_default(), &statuses);
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
        let counts = tally.counts.counts();
        Log {
            records: self.records,
            requests: counts.values().sum::<u64>() + tally.running + tally.without_code,
            running: tally.running,
            without_code: tally.without_code,
            uncertain,
            damaged: self.damaged,
            missed: missed.collect(),
            counts,
            records_by_status: self.by_status.counts(),
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
fn count(by_status: &mut ByStatus, said: Said) {
    if let Said::Status(status) = said {
        by_status.add(status, 1);
    }
}
