//! `LogReader`, the door of the log reader: takes in chunks, merges parts, gives the result; and the forms it reads.

use memchr::{memchr, memrchr};

use crate::clean::Clean;
use crate::evidence::log::bytes::framing::{Framer, LineFramer};
use crate::evidence::log::bytes::objects::ObjectFramer;
use crate::evidence::log::bytes::rows::RowFramer;
use crate::evidence::log::form::Form;
use crate::evidence::log::grammar::csv::{self, CsvGrammar};
use crate::evidence::log::grammar::json::{self, JsonGrammar, JsonLayout};
use crate::evidence::log::grammar::text;
use crate::evidence::log::ingest::{Grammar, Ingest};
use crate::evidence::log::requests::table::Position;
use crate::evidence::log::seam::Seam;
use crate::evidence::log::summary::Log;
use crate::mask::Mask;

/// The form of the log that begins with `head`, if it is one; without what is [left out](crate::evidence::input::beginning).
#[must_use]
pub fn form(head: &[u8]) -> Option<Form> {
    let in_text = || text::is_log(head).then_some(Form::Text);
    if let b'[' | b'{' = head.first()? {
        let form = json::layout(head).map(|layout| match layout {
            JsonLayout::InArray => Form::JsonArray,
            JsonLayout::InLines => Form::JsonLines,
        });
        return form.or_else(in_text);
    }
    let line = &head[..memchr(b'\n', head).unwrap_or(head.len())];
    if csv::is_header(line) { Some(Form::Csv) } else { in_text() }
}

/// The form of the log whose records begin somewhere in `text`, behind other lines.
#[must_use]
pub fn form_behind(text: &[u8]) -> Option<Form> {
    let record = json::first_id(text).map(|id| memrchr(b'\n', &text[..id]).map_or(0, |end| end + 1));
    record.and_then(|line| form(&text[line..])).or_else(|| text::is_log(text).then_some(Form::Text))
}

/// Reads a log chunk by chunk.
#[derive(Clone, Debug)]
pub struct LogReader {
    form: Form,
    framer: Framer,
    ingest: Ingest,
    /// The last line has no end yet
    open: bool,
}

impl LogReader {
    /// A reader for a log that is called `name`.
    #[must_use]
    pub fn new(name: &Clean, form: Form) -> Self {
        Self::of(name, form, Position::First)
    }

    /// A reader for a part of a log that does not begin it, but with a record. What it has read is to be
    /// [merged](Self::merge) into the part before.
    #[must_use]
    pub fn later(name: &Clean, seam: &Seam) -> Self {
        let mut reader = Self::of(name, seam.form(), Position::Later);
        if let Framer::Objects(objects) = &mut reader.framer {
            *objects = ObjectFramer::in_array();
        }
        if let Some(columns) = seam.columns() {
            reader.framer = Framer::Rows(columns.comma().map_or_else(RowFramer::default, RowFramer::of));
            reader.ingest = Ingest::new(name.clone(), Grammar::Csv(columns.clone()), Position::Later);
        }
        reader
    }

    /// A [later](Self::later) reader of the log that this one reads.
    #[must_use]
    pub fn part(&self, seam: &Seam) -> Self {
        Self::later(self.ingest.name(), seam)
    }

    /// How the records are written.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }

    /// What comes now lies in a file of this name: the log is that of several files, one behind the other.
    pub fn begin(&mut self, file: &Clean) {
        if self.open {
            self.feed(b"\n");
        }
        self.end();
        self.ingest.begin(file, self.framer.lines());
    }

    fn of(name: &Clean, form: Form, position: Position) -> Self {
        let (framer, grammar) = match form {
            Form::JsonLines => (Framer::Lines(LineFramer::default()), Grammar::Json(Box::new(JsonGrammar::new()))),
            Form::JsonArray => (Framer::Objects(ObjectFramer::default()), Grammar::Json(Box::new(JsonGrammar::new()))),
            Form::Csv => (Framer::Rows(RowFramer::default()), Grammar::Csv(CsvGrammar::default())),
            Form::Text => (Framer::Lines(LineFramer::default()), Grammar::Text(Box::default())),
        };
        Self { form, framer, ingest: Ingest::new(name.clone(), grammar, position), open: false }
    }

    /// Takes in the next bytes, cut anywhere.
    pub fn feed(&mut self, chunk: &[u8]) {
        let Self { framer, ingest, .. } = self;
        framer.feed(chunk, &mut |framed| ingest.take(framed));
        self.open = chunk.last().map_or(self.open, |last| *last != b'\n');
    }

    /// Notes that the rest of the log could not be had.
    pub fn cut_short(&mut self) {
        self.end();
        self.ingest.cut_short();
        self.open = true;
    }

    /// Whether what was read ends where a record ends. A cut is only [likely](Seam::find) to lie between two records:
    /// this proves it.
    #[must_use]
    pub fn is_between_records(&self) -> bool {
        self.framer.is_between_records()
    }

    /// Takes in what the reader of the part behind this one, a [later](Self::later) one, has read, where this one [ends
    /// between records](Self::is_between_records). The result is that of the whole as long as nothing is uncertain.
    #[must_use]
    pub fn merge(mut self, next: Self) -> Self {
        self.end();
        let lines = self.framer.lines();
        (self.framer, self.open) = (next.framer, next.open);
        self.framer.continue_from(lines.unwrap_or(0));
        self.ingest.merge(next.ingest, lines);
        self
    }

    /// What the log says, with all of it read.
    #[must_use]
    pub fn finish(mut self, mask: &mut Mask) -> Log {
        self.end();
        self.ingest.log(mask)
    }

    /// What the log says so far.
    #[must_use]
    pub fn so_far(&self, mask: &mut Mask) -> Log {
        self.ingest.log(mask)
    }

    fn end(&mut self) {
        let Self { framer, ingest, .. } = self;
        framer.end(&mut |framed| ingest.take(framed));
    }
}
