//! The CSV grammar: records as rows of a table, whose first row names the columns as JSON exports name their members.
//!
//! ```text
//! SCF_FunctionName,SCF_LogTime,SCF_RequestId,SCF_Message,SCF_StatusCode,SCF_RetryNum
//! pay-cron-02,1793491200031,3f2a9c1e-52d0-11e9-8a7b-0242ac120002,"KeyError: ""order_3f2a9c1e""",430,0
//! ```

use std::ops::Range;

use memchr::memchr2;

use crate::evidence::log::grammar::exports::{EXPORTS, MemberNames, statement};
use crate::evidence::log::grammar::record::{self, Record, RecordDetail, Statement};
use crate::evidence::log::grammar::text;

/// Reads rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct CsvGrammar {
    header: Option<Header>,
    fields: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
struct Header {
    comma: u8,
    width: usize,
    is_return_code: bool,
    id: usize,
    status: Option<usize>,
    retry: Option<usize>,
    function: Option<usize>,
    message: Option<usize>,
    time: Option<usize>,
    duration: Option<usize>,
}

/// What a row holds.
pub(crate) enum CsvRow<'a> {
    /// The names of the columns
    Header,
    /// A record
    Record(CsvRecord<'a>),
    /// Neither: another number of fields, or no id
    Damaged,
}

/// A record, and the row that holds the rest of it.
pub(crate) struct CsvRecord<'a> {
    pub(crate) record: Record<'a>,
    row: &'a [u8],
    fields: &'a [Range<usize>],
    header: &'a Header,
}

impl CsvGrammar {
    /// What `row` is.
    pub(crate) fn read<'a>(&'a mut self, row: &'a [u8]) -> CsvRow<'a> {
        let row = row.trim_ascii_end();
        if self.header.is_none() {
            self.header = Header::of(row);
            return if self.header.is_some() { CsvRow::Header } else { CsvRow::Damaged };
        }
        let Some(header) = &self.header else { return CsvRow::Damaged };
        split_row(row, header.comma, &mut self.fields);
        let field = |column: usize| self.fields.get(column).map(|field| &row[field.clone()]);
        let id = field(header.id).filter(|id| !id.is_empty() && str::from_utf8(id).is_ok());
        let Some(id) = id.filter(|_| self.fields.len() == header.width) else { return CsvRow::Damaged };
        let retry = Some(record::retry(header.retry.and_then(field)));
        let record = Record { id, retry, statement: Statement::Nothing };
        let mut cells = CsvRecord { record, row, fields: &self.fields, header };
        if let Some(status) = header.status.and_then(field) {
            cells.record.statement = statement(status, header.is_return_code, || cells.message());
        }
        CsvRow::Record(cells)
    }
}

/// Whether `row` names the columns of a table of records.
pub(crate) fn is_header(row: &[u8]) -> bool {
    Header::of(row).is_some()
}

impl Header {
    fn of(row: &[u8]) -> Option<Self> {
        let row = row.trim_ascii();
        let comma = *row.iter().find(|byte| b",\t;".contains(byte))?;
        let mut fields = Vec::new();
        split_row(row, comma, &mut fields);
        let column = |name: &[u8]| {
            let bare = &name[1..name.len() - 1];
            fields.iter().position(|field| row[field.clone()].trim_ascii() == bare)
        };
        let of = |names: &MemberNames| {
            let (id, status, message) = (column(names.id)?, column(names.status), column(names.message));
            (status.is_some() || !names.is_return_code && message.is_some()).then(|| Self {
                comma,
                width: fields.len(),
                is_return_code: names.is_return_code,
                id,
                status,
                retry: column(names.retry),
                function: column(names.function),
                message,
                time: column(names.time),
                duration: column(names.duration),
            })
        };
        EXPORTS.iter().find_map(of)
    }
}

impl CsvRecord<'_> {
    fn cell(&self, column: Option<usize>) -> Option<&[u8]> {
        self.fields.get(column?).map(|field| &self.row[field.clone()])
    }
}

impl RecordDetail for CsvRecord<'_> {
    fn starts(&self) -> bool {
        self.header.is_return_code
            || self.cell(self.header.message).is_some_and(|message| message.starts_with(text::START))
    }

    fn function(&self) -> Option<&[u8]> {
        self.cell(self.header.function)
    }

    fn duration(&self) -> Option<u32> {
        self.cell(self.header.duration).and_then(record::milliseconds)
    }

    fn minute(&self) -> Option<u32> {
        let time = self.cell(self.header.time)?;
        record::minute_of_date(time).or_else(|| record::number(time).and_then(record::minute))
    }

    fn message(&self) -> String {
        let raw = self.cell(self.header.message).unwrap_or_default();
        String::from_utf8_lossy(raw).replace("\"\"", "\"")
    }
}

/// The fields of a row, without the quotes around them.
fn split_row(row: &[u8], comma: u8, fields: &mut Vec<Range<usize>>) {
    fields.clear();
    let (mut start, mut at, mut quoted) = (0, 0, false);
    while let Some(found) = memchr2(b'"', comma, &row[at..]) {
        at += found + 1;
        if row[at - 1] == b'"' {
            quoted = !quoted;
        } else if !quoted {
            fields.push(bare(row, start..at - 1));
            start = at;
        }
    }
    fields.push(bare(row, start..row.len()));
}

fn bare(row: &[u8], field: Range<usize>) -> Range<usize> {
    match &row[field.clone()] {
        [b'"', .., b'"'] => field.start + 1..field.end - 1,
        _ => field,
    }
}
