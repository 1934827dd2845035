//! Ingest: the state of a reader. It gives each line or record to the grammar of its form, on the fast road if it can,
//! and what the grammar says to [`Requests`].
//!
//! | form | frames | fast road | slow road |
//! | --- | --- | --- | --- |
//! | JSON lines | lines | `extend_run`, `flush_runs` | `take_record` |
//! | JSON array, CSV | records | `extend_run`, `flush_runs` | `take_record` |
//! | text | lines, in batches | `take_text` | `take_record` |

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr_iter;

use crate::clean::{Clean, Plain};
use crate::evidence::log::bytes::framed::{Framed, LONGEST_LINE, Place};
use crate::evidence::log::bytes::framing::{Framer, LineFramer};
use crate::evidence::log::bytes::lines::{self, Batch, LineIndex};
use crate::evidence::log::bytes::objects::ObjectFramer;
use crate::evidence::log::bytes::rows::RowFramer;
use crate::evidence::log::counts::{ByStatus, add};
use crate::evidence::log::grammar::csv::{CsvGrammar, CsvRow};
use crate::evidence::log::grammar::json::JsonGrammar;
use crate::evidence::log::grammar::record::Statement;
use crate::evidence::log::grammar::text::{self, PlatformLine, TextGrammar};
use crate::evidence::log::requests::runs::{self, Run};
use crate::evidence::log::requests::table::{Position, Requests};
use crate::evidence::log::samples::RawSample;
use crate::evidence::log::summary::{Log, MOST_MISSED, SHOWN, Sample};
use crate::evidence::source::from_to;
use crate::fact::finding::Why;
use crate::mask::Mask;

/// The samples without a code that are shown: more than of one code, since their words are all there is.
const SHOWN_WITHOUT_CODE: usize = 8;

/// How the records of a form are read.
#[derive(Clone, Debug)]
pub(super) enum Grammar {
    Json(Box<JsonGrammar>),
    Csv(CsvGrammar),
    Text(Box<TextGrammar>),
}

impl Grammar {
    /// Whether `record`, the name of whose id stands at `id`, is the first one of its request.
    fn starts(&mut self, record: &[u8], id: usize) -> bool {
        match self {
            Self::Json(json) => json.starts(record, id),
            Self::Csv(csv) => csv.starts(record),
            Self::Text(_) => true,
        }
    }

    /// Frames the records of a run that begins with `first`: a line ends with its end, an object does not.
    fn framer_within(&self, first: &[u8]) -> Framer {
        match self {
            Self::Csv(_) => Framer::Rows(RowFramer::default()),
            Self::Json(_) if !first.ends_with(b"\n") => Framer::Objects(ObjectFramer::in_array()),
            Self::Json(_) | Self::Text(_) => Framer::Lines(LineFramer::default()),
        }
    }

    /// The slow road for a record of a run, which begins in line `number`.
    fn read_anew(&mut self, record: &[u8], number: u64, requests: &mut Requests) {
        match self {
            Self::Json(json) => {
                json.read_anew(record, |found| requests.take(&found.record, number, found));
            }
            Self::Csv(csv) => {
                if let CsvRow::Record(cells) = csv.read(record) {
                    requests.take(&cells.record, number, &cells);
                }
            }
            Self::Text(_) => {}
        }
    }
}

/// The state of a reader.
#[derive(Clone, Debug)]
pub(super) struct Ingest {
    name: Clean,
    /// The files that it lies in, each with the lines before it, where it is that of several
    files: Vec<(u64, Clean)>,
    grammar: Grammar,
    line_index: LineIndex,
    /// Runs of the lines at hand that are not looked up yet
    runs: Vec<Run>,
    /// Numbers of the lines in a batch that may be the platform's; kept for its memory
    candidates: Vec<usize>,
    requests: Requests,
    lines: u64,
    records: u64,
    damaged: u64,
    missed: Vec<(u64, Why)>,
    /// Records by status
    by_status: ByStatus,
}

impl Ingest {
    pub(super) fn new(name: Clean, grammar: Grammar, position: Position) -> Self {
        Self {
            name,
            files: Vec::new(),
            grammar,
            line_index: LineIndex::default(),
            runs: Vec::new(),
            candidates: Vec::new(),
            requests: Requests::new(position),
            lines: 0,
            records: 0,
            damaged: 0,
            missed: Vec::new(),
            by_status: ByStatus::default(),
        }
    }

    pub(super) const fn name(&self) -> &Clean {
        &self.name
    }

    /// What the log is called: by its first file and its last one, where it lies in several.
    fn called(&self) -> Clean {
        match self.files.as_slice() {
            [] => self.name.clone(),
            [(_, only)] => only.clone(),
            [(_, first), .., (_, last)] => from_to(first, last),
        }
    }

    /// What comes now lies in another file; `lines` came before it, where the framer counts them.
    pub(super) fn begin(&mut self, file: &Clean, lines: Option<u64>) {
        self.lines = lines.unwrap_or(self.lines);
        self.files.push((self.lines, file.clone()));
        if let Grammar::Csv(csv) = &mut self.grammar {
            // each file names its columns
            *csv = CsvGrammar::default();
        }
    }

    pub(super) fn take(&mut self, framed: Framed<'_>) {
        match framed {
            Framed::Lines(lines) => self.take_lines(lines),
            Framed::TooLong => {
                self.lines += 1;
                self.miss(self.lines, Why::TooLong);
            }
            Framed::Records(bytes, places) => self.take_records(bytes, places),
            Framed::Unterminated(line) => {
                self.lines = line + 1;
                self.miss(self.lines, Why::Damaged);
            }
        }
    }

    fn take_lines(&mut self, mut block: &[u8]) {
        if !matches!(self.grammar, Grammar::Text(_)) {
            return self.take_one_by_one(block);
        }
        let mut line_index = std::mem::take(&mut self.line_index);
        while let Some((lines, rest)) = lines::batch(block) {
            if lines.len() <= LONGEST_LINE {
                self.take_text(&line_index.lines(lines));
            } else {
                self.take_one_by_one(lines);
            }
            block = rest;
        }
        self.line_index = line_index;
    }

    /// Reads lines one by one: JSON lines, rows, and text with a line beyond the bound.
    fn take_one_by_one(&mut self, lines: &[u8]) {
        let mut start = 0;
        for end in memchr_iter(b'\n', lines) {
            let place = start..end + 1;
            let line = &lines[place.clone()];
            start = place.end;
            self.lines += 1;
            if self.runs.len() == runs::MOST_RUNS {
                self.flush_runs(lines);
            }
            if line.len() > LONGEST_LINE {
                self.miss(self.lines, Why::TooLong);
            } else if !self.extend_run(line, place, 0) {
                self.flush_runs(lines);
                self.take_record(line);
            }
        }
        self.flush_runs(lines);
    }

    /// Reads records of an array or a table.
    fn take_records(&mut self, bytes: &[u8], places: &[Place]) {
        for place in places {
            let record = &bytes[place.bytes.clone()];
            self.lines = place.line + 1;
            if self.runs.len() == runs::MOST_RUNS {
                self.flush_runs(bytes);
            }
            if !self.extend_run(record, place.bytes.clone(), place.commas) {
                self.flush_runs(bytes);
                self.take_record(record);
            }
        }
        self.flush_runs(bytes);
    }

    /// The fast road of JSON and CSV: adds the record to the last run, or begins one. False where it needs the slow road.
    #[inline]
    fn extend_run(&mut self, record: &[u8], place: Range<usize>, commas: u32) -> bool {
        let record = match &mut self.grammar {
            Grammar::Json(json) => json.fast(record),
            Grammar::Csv(csv) => csv.fast(record, commas),
            Grammar::Text(_) => None,
        };
        let Some(record) = record else { return false };
        let Some(status) = runs::status(record.statement) else { return false };
        if let Some(run) = self.runs.last_mut().filter(|run| record.same && run.retry == record.retry) {
            run.status = run.status.max(status);
            run.lines.end = place.end;
        } else {
            self.runs.push(Run::new(&record, status, place, self.lines));
        }
        self.records += 1;
        count(&mut self.by_status, record.statement);
        true
    }

    /// Hands on the runs, whose records lie in `bytes`. A run of a request that has failed is read again record by
    /// record.
    fn flush_runs(&mut self, bytes: &[u8]) {
        if self.runs.is_empty() {
            return;
        }
        let Self { grammar, requests, runs, .. } = self;
        requests.look_up(runs);
        for run in runs.drain(..) {
            let first = &bytes[run.lines.start..run.first];
            if requests.take_run(&run, || grammar.starts(first, run.id_at)) {
                continue;
            }
            let mut framer = grammar.framer_within(first);
            framer.feed(&bytes[run.lines], &mut |framed| match framed {
                Framed::Lines(lines) => {
                    for (number, line) in (run.number..).zip(lines.split_inclusive(|byte| *byte == b'\n')) {
                        grammar.read_anew(line, number, requests);
                    }
                }
                Framed::Records(bytes, places) => places.iter().for_each(|place| {
                    grammar.read_anew(&bytes[place.bytes.clone()], run.number + place.line, requests);
                }),
                Framed::TooLong | Framed::Unterminated(_) => {}
            });
        }
    }

    /// The fast road of text: the first byte rules most lines out, eight bytes tell START and END, and only the rest
    /// are read as records.
    fn take_text(&mut self, batch: &Batch<'_>) {
        let before = self.lines;
        let mut dated = 0;
        let mut candidates = std::mem::take(&mut self.candidates);
        text::platform_candidates(batch, &mut candidates);
        self.records += (batch.len() - candidates.len()) as u64;
        for number in &candidates {
            let line = batch.line(*number);
            match text::glance(line, |id| self.requests.wants_closing(id)) {
                None => {
                    if let Grammar::Text(text) = &mut self.grammar {
                        text.keep_last_date(batch, dated..*number);
                        dated = *number;
                    }
                    self.lines = before + *number as u64 + 1;
                    self.take_record(line);
                    continue;
                }
                Some(PlatformLine::Start) => self.requests.count_start(),
                Some(PlatformLine::Response) => self.requests.count_response(),
                Some(PlatformLine::End) => self.requests.count_end(),
                Some(PlatformLine::Error | PlatformLine::Report | PlatformLine::Other) => {}
            }
            self.records += 1;
        }
        self.candidates = candidates;
        if let Grammar::Text(text) = &mut self.grammar {
            text.keep_last_date(batch, dated..batch.len());
        }
        self.lines = before + batch.len() as u64;
    }

    /// The slow road: reads a record that begins in line `self.lines`.
    fn take_record(&mut self, record: &[u8]) {
        let record = match record {
            [b'{', .., b'}', b'\n'] => &record[..record.len() - 1],
            // concatenated files have byte order marks between them
            _ => record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record).trim_ascii_end(),
        };
        if record.is_empty() {
            return;
        }
        match &mut self.grammar {
            Grammar::Json(json) => match json.read(record) {
                Some(found) => {
                    count(&mut self.by_status, found.record.statement);
                    self.requests.take(&found.record, self.lines, &found);
                }
                None => return self.miss_record(record),
            },
            Grammar::Csv(csv) => match csv.read(record) {
                CsvRow::Record(cells) => {
                    count(&mut self.by_status, cells.record.statement);
                    self.requests.take(&cells.record, self.lines, &cells);
                }
                CsvRow::Header => return,
                CsvRow::Damaged => return self.miss_record(record),
            },
            Grammar::Text(text) => match text::platform(record) {
                None => {
                    text.keep_date(record);
                }
                Some((PlatformLine::Other, _)) => {}
                Some((PlatformLine::Start, _)) => self.requests.count_start(),
                Some((PlatformLine::Response, _)) => self.requests.count_response(),
                Some((PlatformLine::Error, rest)) => {
                    let Some(failure) = text.failure(record, rest) else { return self.miss_record(record) };
                    count(&mut self.by_status, failure.record.statement);
                    self.requests.take(&failure.record, self.lines, &failure);
                }
                Some((word, rest)) => {
                    if word == PlatformLine::End {
                        self.requests.count_end();
                    }
                    if let Some(word) = text.closing_line(word, record, rest) {
                        self.requests.take_closing_line(&word);
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
        if self.missed.len() < MOST_MISSED {
            self.missed.push((line, why));
        }
    }

    /// Takes in what the reader of the next part has read, which begins behind so many lines of this one; `None` where
    /// that are the lines taken in.
    pub(super) fn merge(&mut self, next: Self, lines: Option<u64>) {
        let before = lines.unwrap_or(self.lines);
        let minute = match (&mut self.grammar, next.grammar) {
            (Grammar::Text(mine), Grammar::Text(mut others)) => {
                let minute = mine.minute();
                others.continue_from(mine);
                *mine = others;
                minute
            }
            (grammar, others) => {
                *grammar = others;
                None
            }
        };
        let numbered = !matches!(self.grammar, Grammar::Text(_));
        self.requests.merge(next.requests, before, minute, numbered);
        let places = next.missed.into_iter().map(|(line, why)| (line + before, why));
        self.missed.extend(places);
        self.missed.truncate(MOST_MISSED);
        self.lines = before + next.lines;
        self.records += next.records;
        self.damaged += next.damaged;
        self.by_status.merge(&next.by_status);
    }

    pub(super) fn log(&self, mask: &mut Mask) -> Log {
        let (totals, uncertain) = self.requests.counts();
        let mut functions: BTreeMap<Clean, BTreeMap<u16, u64>> = BTreeMap::new();
        for (function, statuses) in (0..).zip(totals.functions) {
            if let Some(name) = self.requests.name(function).filter(|_| !statuses.is_empty()) {
                // names that differ only in what is not shown are one
                add(functions.entry(Clean::new(&mask.mask(&Plain::new(name)))).or_default(), &statuses);
            }
        }
        let mut samples: BTreeMap<u16, Vec<Sample>> = BTreeMap::new();
        let mut unrecognised = Vec::new();
        for raw in self.requests.samples().iter() {
            let (list, shown) = match raw.status {
                0 => (&mut unrecognised, SHOWN_WITHOUT_CODE),
                status => (samples.entry(status).or_default(), SHOWN),
            };
            if list.len() < shown {
                list.push(self.sample(raw, mask));
            }
        }
        let counts = totals.counts.counts();
        Log {
            name: self.called(),
            files: self.files.clone(),
            records: self.records,
            requests: counts.values().sum::<u64>() + totals.running + totals.without_code + totals.unstated,
            running: totals.running,
            without_code: totals.without_code,
            unstated: totals.unstated,
            uncertain,
            damaged: self.damaged,
            missed: self.missed.clone(),
            counts,
            records_by_status: self.by_status.counts(),
            functions,
            retries: totals.retries,
            timeline: totals.timeline,
            samples,
            unrecognised,
            durations: totals.durations,
        }
    }

    fn sample(&self, raw: &RawSample, mask: &mut Mask) -> Sample {
        let mut clean = |text: &str| Clean::new(&mask.mask(&Plain::new(text)));
        Sample {
            request: clean(&raw.id),
            function: self.requests.name(raw.function).map(&mut clean),
            line: raw.line,
            retry: raw.retry,
            message: clean(&raw.message),
            followed_by: raw.after.iter().map(|message| clean(message)).collect(),
        }
    }
}

/// Counts a record under its status, if it states one.
fn count(by_status: &mut ByStatus, statement: Statement) {
    if let Statement::Status(status) = statement {
        by_status.add(status, 1);
    }
}
