//! The reader of a log: takes in chunks, joins parts, says what the log holds.

use memchr::memchr;

use crate::clean::Clean;
use crate::evidence::log::bytes::framing::{Cutter, Lines, Objects, Rows};
use crate::evidence::log::grammar::csv::{self, Csv};
use crate::evidence::log::grammar::json::{self, Cls, Lying};
use crate::evidence::log::grammar::text;
use crate::evidence::log::ingest::{Grammar, Pages};
use crate::evidence::log::requests::table::Part;
use crate::evidence::log::summary::Log;
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
pub(in crate::evidence) fn form(head: &[u8]) -> Option<Form> {
    let in_text = || text::is_log(head).then_some(Form::Text);
    if let b'[' | b'{' = head.first()? {
        let form = json::lying(head).map(|lying| match lying {
            Lying::InArray => Form::JsonArray,
            Lying::InLines => Form::JsonLines,
        });
        return form.or_else(in_text);
    }
    let line = &head[..memchr(b'\n', head).unwrap_or(head.len())];
    if csv::is_header(line) { Some(Form::Csv) } else { in_text() }
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
        Self::of(name, form, Part::First)
    }

    /// A reader for a part of a log that does not begin it. What it has read is to be [merged](Self::merge) into the
    /// part before.
    #[must_use]
    pub fn later(name: &Clean, form: Form) -> Self {
        Self::of(name, form, Part::Later)
    }

    fn of(name: &Clean, form: Form, part: Part) -> Self {
        let (cutter, grammar) = match form {
            Form::JsonLines => (Cutter::Lines(Lines::default()), Grammar::Json(Box::new(Cls::new()))),
            Form::JsonArray => (Cutter::Objects(Objects::default()), Grammar::Json(Box::new(Cls::new()))),
            Form::Csv => (Cutter::Rows(Rows::default()), Grammar::Csv(Csv::default())),
            Form::Text => (Cutter::Lines(Lines::default()), Grammar::Text(Box::default())),
        };
        Self { cutter, pages: Pages::new(name.clone(), grammar, part) }
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

    /// Takes in what the reader of the part behind this one, a [later](Self::later) one, has read. The parts are cut at
    /// a line end, and the form [`divides`](Form::divides). The result is that of the whole as long as nothing is uncertain.
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
