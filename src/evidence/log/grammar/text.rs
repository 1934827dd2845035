//! The text grammar: the lines of the console. Those of the platform begin with a word and `RequestId`, all others are
//! the function's own.
//!
//! ```text
//! START RequestId: 3f2a9c1e-52d0-11e9-8a7b-0242ac120002
//! 2026-11-01T00:00:00.031Z 3f2a9c1e-52d0-11e9-8a7b-0242ac120002 INFO db query took 12 ms, rows=3
//! ERROR RequestId: 3f2a9c1e-52d0-11e9-8a7b-0242ac120002 Result:{"errorCode":1,"errorMessage":"…","statusCode":433}
//! END RequestId: 3f2a9c1e-52d0-11e9-8a7b-0242ac120002
//! Report RequestId: 3f2a9c1e-52d0-11e9-8a7b-0242ac120002 Duration:3007ms Memory:128MB MemUsage:42.10MB
//! ```
//!
//! | line | counted | looked up |
//! | --- | --- | --- |
//! | START | as a start | never |
//! | ERROR | as a failure | always |
//! | END | as an end | where its request may have failed |
//! | Response | as a return | never |
//! | Report | | where its request may have failed |
//! | Init Report, the function's own | | never |
//!
//! Only a line that begins with `ERROR RequestId` carries a status. Functions log the answers of other services with
//! the same member names, so nothing else is searched for one.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;
use memchr::memmem::{self, Finder, FinderRev};

use crate::evidence::log::bytes::lines::Batch;
use crate::evidence::log::entry;
use crate::evidence::log::grammar::record::{self, ClosingLine, Record, RecordDetail, Statement};

/// How the first line of a request begins.
pub(crate) const START: &[u8] = b"START RequestId";

/// The name of the status in the result of a failure.
const STATUS: &[u8] = b"\"statusCode\"";

/// What a line of the platform is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlatformLine {
    /// A try begins
    Start,
    /// It returned something
    Response,
    /// It failed
    Error,
    /// It is over
    End,
    /// How long it took
    Report,
    /// Something that is not counted
    Other,
}

/// What `line` is for, if it is one of the platform's, and what stands behind its first words. Eight bytes tell the
/// words apart.
pub(crate) fn platform(line: &[u8]) -> Option<(PlatformLine, &[u8])> {
    match line.first_chunk()? {
        b"START Re" => Some((PlatformLine::Start, behind(line, b"START RequestId")?)),
        b"ERROR Re" => Some((PlatformLine::Error, behind(line, b"ERROR RequestId")?)),
        b"END Requ" => Some((PlatformLine::End, behind(line, b"END RequestId")?)),
        b"Report R" => Some((PlatformLine::Report, behind(line, b"Report RequestId")?)),
        b"Response" => Some((PlatformLine::Response, behind(line, b"Response RequestId")?)),
        b"Init Rep" => Some((PlatformLine::Other, behind(line, b"Init Report RequestId")?)),
        _ => None,
    }
}

/// The length is known to the compiler, so this is no call.
fn behind<'a, const N: usize>(line: &'a [u8], begin: &[u8; N]) -> Option<&'a [u8]> {
    line.split_first_chunk().filter(|(head, _)| *head == begin).map(|(_, rest)| rest)
}

/// Table by first byte: false where no line of the platform, and no blank one, begins so. A wrong "true" costs time
/// only.
const MAY_BE_PLATFORM: [bool; 256] = {
    let mut may_be = [true; 256];
    let mut first = 0_u8;
    while first < u8::MAX {
        may_be[first as usize] = !matches!(first, b'0'..=b'9' | b'a'..=b'z' | b'{' | b'[' | b'T');
        first += 1;
    }
    may_be
};

/// The numbers of the lines that may be the platform's, or are blank, by their first bytes.
pub(crate) fn platform_candidates(batch: &Batch<'_>, numbers: &mut Vec<usize>) {
    numbers.resize(batch.len(), 0);
    let mut count = 0;
    // branch-free: each number is written, and most are written over
    for (number, first) in batch.first_bytes().enumerate() {
        numbers[count] = number;
        count += usize::from(MAY_BE_PLATFORM[usize::from(first)]);
    }
    numbers.truncate(count);
}

/// The fast road: what `line` is for, where its first bytes tell and nothing else in it is needed. `wants_closing`
/// tells whether an END or a Report with the id at the beginning of its argument may matter.
pub(crate) fn glance(line: &[u8], wants_closing: impl Fn(&[u8]) -> bool) -> Option<PlatformLine> {
    let ends = |word: PlatformLine, rest| begins_id(rest).filter(|id| !wants_closing(id)).map(|_| word);
    match line.first_chunk()? {
        b"START Re" => behind(line, b"START RequestId").map(|_| PlatformLine::Start),
        b"Response" => behind(line, b"Response RequestId").map(|_| PlatformLine::Response),
        b"END Requ" => ends(PlatformLine::End, behind(line, b"END RequestId")?),
        b"Report R" => ends(PlatformLine::Report, behind(line, b"Report RequestId")?),
        _ => None,
    }
}

/// Bytes of a date that are kept: `2026-11-01T00:00`.
const DATE: usize = 16;

/// Reads console text.
#[derive(Clone, Debug)]
pub(crate) struct TextGrammar {
    status: FinderRev<'static>,
    duration: Finder<'static>,
    /// The last date at the beginning of a line: the platform's lines have none of their own
    date: Option<[u8; DATE]>,
}

/// A failure, and the last date before it.
pub(crate) struct TextFailure<'a> {
    pub(crate) record: Record<'a>,
    line: &'a [u8],
    minute: Option<u32>,
}

impl Default for TextGrammar {
    fn default() -> Self {
        Self { status: FinderRev::new(STATUS), duration: Finder::new(b" Duration:"), date: None }
    }
}

impl TextGrammar {
    /// Keeps the date that `line` begins with, if it does.
    pub(crate) fn keep_date(&mut self, line: &[u8]) -> bool {
        let date = line.first_chunk::<DATE>().filter(|date| matches!(date, [b'2', .., b'0'..=b'9']));
        self.date = date.copied().or(self.date);
        date.is_some()
    }

    /// Keeps the last date in some lines.
    pub(crate) fn keep_last_date(&mut self, batch: &Batch<'_>, lines: Range<usize>) {
        lines.rev().any(|number| self.keep_date(batch.line(number)));
    }

    /// The failure that `line` tells of, `rest` being what stands behind its first words.
    pub(crate) fn failure<'a>(&self, line: &'a [u8], rest: &'a [u8]) -> Option<TextFailure<'a>> {
        let statement = status_at(rest, self.status.rfind(rest)).map_or(Statement::Failed, Statement::Status);
        Some(TextFailure { record: Record { id: id(rest)?, retry: None, statement }, line, minute: self.minute() })
    }

    /// What a line at the end of a request says.
    pub(crate) fn closing_line<'a>(&self, word: PlatformLine, line: &'a [u8], rest: &[u8]) -> Option<ClosingLine<'a>> {
        let duration = || {
            let at = self.duration.find(rest)? + self.duration.needle().len();
            record::milliseconds(rest[at..].trim_ascii_start())
        };
        let duration = if word == PlatformLine::Report { duration() } else { None };
        Some(ClosingLine {
            hash: entry::hash(id(rest)?),
            ends: word == PlatformLine::End,
            duration,
            line: Cow::Borrowed(line),
        })
    }

    /// The minute of the last date.
    pub(crate) fn minute(&self) -> Option<u32> {
        self.date.as_ref().and_then(|date| record::minute_of_date(date))
    }

    /// Goes on behind another part of the same text.
    pub(crate) fn continue_from(&mut self, earlier: &Self) {
        self.date = self.date.or(earlier.date);
    }
}

/// What begins with the id.
fn begins_id(rest: &[u8]) -> Option<&[u8]> {
    rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start)
}

fn id(rest: &[u8]) -> Option<&[u8]> {
    let id = begins_id(rest)?;
    let id = &id[..memchr2(b' ', b'\t', id).unwrap_or(id.len())];
    (!id.is_empty() && str::from_utf8(id).is_ok()).then_some(id)
}

/// Whether `head` is the console text of requests. An error line alone is a message that somebody copied.
pub(crate) fn is_log(head: &[u8]) -> bool {
    let mut errors = 0;
    head.split(|byte| *byte == b'\n').any(|line| {
        let word = platform(line).map(|(word, _)| word);
        errors += u32::from(word == Some(PlatformLine::Error));
        errors > 1 || word.is_some_and(|word| word != PlatformLine::Error)
    })
}

/// The status in the result of a failure. The last one of that name: it is the last member, and one that a message
/// quotes has its quotes escaped.
pub(crate) fn status(result: &[u8]) -> Option<u16> {
    status_at(result, memmem::rfind(result, STATUS))
}

fn status_at(result: &[u8], at: Option<usize>) -> Option<u16> {
    let value = result[at? + STATUS.len()..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    record::status(&value[..digits])
}

impl RecordDetail for TextFailure<'_> {
    // a failure that is not known is a new one
    fn starts(&self) -> bool {
        true
    }

    fn function(&self) -> Option<&[u8]> {
        None
    }

    fn duration(&self) -> Option<u32> {
        None
    }

    fn minute(&self) -> Option<u32> {
        self.minute
    }

    fn message(&self) -> String {
        String::from_utf8_lossy(self.line).into_owned()
    }
}
