//! Seam: where a log may be cut so that its parts are read by several readers.
//!
//! Somewhere in the middle nobody knows whether a quote is open. What stands between two records is therefore learned
//! from the beginning of the log, and looked for: in sound JSON `},{"Time"` cannot lie inside a string, for its quotes
//! would be escaped there. It may still lie at another depth, or the log may not be sound. So a cut is a guess, and the
//! reader of the part before it proves it when it comes to its end ([`LogReader::is_between_records`]); where it does
//! not, it reads on, and the other part is read in vain.
//!
//! [`LogReader::is_between_records`]: crate::evidence::log::LogReader::is_between_records

use memchr::{memchr, memchr_iter, memmem};

use crate::evidence::log::bytes::framed::Framed;
use crate::evidence::log::bytes::framing::Framer;
use crate::evidence::log::bytes::objects::ObjectFramer;
use crate::evidence::log::bytes::rows::RowFramer;
use crate::evidence::log::form::Form;
use crate::evidence::log::grammar::csv::CsvGrammar;

/// The most bytes of what stands between two records and of the first name in the second.
const LONGEST_SEAM: usize = 256;

/// Rows that must be records where a cut is guessed: a line of a message may look like one, hardly like two.
const ROWS: usize = 2;
/// How far these rows are looked for.
const NEAR: usize = 1 << 14;

/// Where records meet.
#[derive(Clone, Debug)]
pub struct Seam(Meeting);

#[derive(Clone, Debug)]
enum Meeting {
    /// At line ends, always: of JSON, or of the console
    Lines(Form),
    /// Between two objects: from the end of one to the first name in the next, and where the next begins in that
    Objects(Vec<u8>, usize),
    /// Between two rows, told by the columns
    Rows(CsvGrammar),
}

impl Seam {
    /// Where the records meet of a log of this form that begins with `head`; `None` where that cannot be told.
    #[must_use]
    pub fn of(form: Form, head: &[u8]) -> Option<Self> {
        match form {
            Form::JsonLines | Form::Text => Some(Self(Meeting::Lines(form))),
            Form::JsonArray => between_objects(head),
            Form::Csv => {
                let (mut columns, mut rows) = (CsvGrammar::default(), Vec::new());
                let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
                first_rows(head, 1, &mut rows);
                columns.takes_header(rows.first()?).then_some(Self(Meeting::Rows(columns)))
            }
        }
    }

    /// The form of the log.
    pub(crate) const fn form(&self) -> Form {
        match &self.0 {
            Meeting::Lines(form) => *form,
            Meeting::Objects(..) => Form::JsonArray,
            Meeting::Rows(_) => Form::Csv,
        }
    }

    /// What a reader knows of a table that does not begin with its header.
    pub(crate) const fn columns(&self) -> Option<&CsvGrammar> {
        match &self.0 {
            Meeting::Rows(columns) => Some(columns),
            Meeting::Lines(_) | Meeting::Objects(..) => None,
        }
    }

    /// Where a record is likely to begin in `bytes`, which begin anywhere. There may be one in more bytes if there is
    /// none in these.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Option<usize> {
        match &self.0 {
            Meeting::Lines(_) => memchr(b'\n', bytes).map(|end| end + 1),
            Meeting::Objects(seam, next) => memmem::find(bytes, seam).map(|at| at + next),
            Meeting::Rows(columns) => {
                let mut columns = columns.clone();
                memchr_iter(b'\n', bytes).map(|end| end + 1).find(|start| begins_rows(&mut columns, &bytes[*start..]))
            }
        }
    }
}

/// What stands between the first two objects in `head`, and the name in the second.
fn between_objects(head: &[u8]) -> Option<Seam> {
    let (mut places, mut framer) = (Vec::new(), Framer::Objects(ObjectFramer::default()));
    framer.feed(head, &mut |framed| {
        if let Framed::Records(_, records) = framed {
            places.extend(records.iter().map(|place| place.bytes.clone()));
        }
    });
    let [first, second, ..] = &places[..] else { return None };
    let from = first.end - 1;
    let quote = second.start + memchr(b'"', &head[second.clone()])?;
    let name = memchr(b'"', &head[quote + 1..second.end])?;
    let seam = &head[from..=quote + 1 + name];
    (seam.len() <= LONGEST_SEAM).then(|| Seam(Meeting::Objects(seam.to_vec(), second.start - from)))
}

/// Whether `bytes` begin with records.
fn begins_rows(columns: &mut CsvGrammar, bytes: &[u8]) -> bool {
    let mut rows = Vec::new();
    first_rows(&bytes[..bytes.len().min(NEAR)], ROWS, &mut rows);
    rows.len() == ROWS && rows.iter().all(|row| columns.is_record(row))
}

/// The first rows of `bytes`.
fn first_rows(bytes: &[u8], most: usize, rows: &mut Vec<Vec<u8>>) {
    let mut framer = Framer::Rows(RowFramer::default());
    framer.feed(bytes, &mut |framed| {
        if let Framed::Records(bytes, places) = framed {
            let places = places.iter().take(most.saturating_sub(rows.len()));
            rows.extend(places.map(|place| bytes[place.bytes.clone()].to_vec()));
        }
    });
}
