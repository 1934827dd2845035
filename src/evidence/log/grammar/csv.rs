//! The CSV grammar: records as rows of a table, whose first row names the columns as JSON exports name their members.
//!
//! ```text
//! SCF_FunctionName,SCF_LogTime,SCF_RequestId,SCF_Message,SCF_StatusCode,SCF_RetryNum
//! pay-cron-02,1793491200031,3f2a9c1e-52d0-11e9-8a7b-0242ac120002,"KeyError: ""order_3f2a9c1e""",430,0
//! ```

use crate::evidence::log::bytes::bits::{Steps, equal, inside, without_first};
use crate::evidence::log::grammar::exports::{EXPORTS, MemberNames, statement};
use crate::evidence::log::grammar::layout::FastRecord;
use crate::evidence::log::grammar::record::{self, Record, RecordDetail, Statement};
use crate::evidence::log::grammar::text;

/// Reads rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct CsvGrammar {
    header: Option<Header>,
    /// Where the fields of the row at hand end
    ends: Vec<usize>,
    /// The id of the last row on the fast road
    last: Vec<u8>,
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
    row: Row<'a, 'a>,
    header: &'a Header,
}

/// A row, split into fields.
#[derive(Clone, Copy)]
struct Row<'a, 'e> {
    bytes: &'a [u8],
    ends: &'e [usize],
}

impl CsvGrammar {
    /// Takes `row` for the names of the columns, if it is that.
    pub(crate) fn takes_header(&mut self, row: &[u8]) -> bool {
        self.header = Header::of(row);
        self.header.is_some()
    }

    /// Whether `row` has all columns and an id.
    pub(crate) fn is_record(&mut self, row: &[u8]) -> bool {
        matches!(self.read(row), CsvRow::Record(_))
    }

    /// The fast road: the record in `row`, if it says all with its id, its status and its retry number.
    #[inline]
    pub(crate) fn fast<'a>(&mut self, row: &'a [u8]) -> Option<FastRecord<'a>> {
        let Self { header, ends, last } = self;
        let header = header.as_ref().filter(|header| !header.is_return_code)?;
        let row = Row::split(row.trim_ascii_end(), header.comma, ends);
        let id = row.field(header.id).filter(|id| !id.is_empty() && id.is_ascii())?;
        if row.ends.len() != header.width {
            return None;
        }
        let same = id == last.as_slice();
        if !same {
            last.clear();
            last.extend_from_slice(id);
        }
        let status = header.status.and_then(|column| record::status(row.field(column)?));
        let retry = record::retry(header.retry.and_then(|column| row.field(column)));
        Some(FastRecord { id, id_at: 0, same, retry, statement: status.map_or(Statement::Nothing, Statement::Status) })
    }

    /// Whether `row` holds the first record of its request.
    pub(crate) fn starts(&mut self, row: &[u8]) -> bool {
        match self.read(row) {
            CsvRow::Record(cells) => cells.starts(),
            CsvRow::Header | CsvRow::Damaged => false,
        }
    }

    /// What `row` is.
    pub(crate) fn read<'a>(&'a mut self, row: &'a [u8]) -> CsvRow<'a> {
        let row = row.trim_ascii_end();
        if self.header.is_none() {
            return if self.takes_header(row) { CsvRow::Header } else { CsvRow::Damaged };
        }
        let Some(header) = &self.header else { return CsvRow::Damaged };
        let row = Row::split(row, header.comma, &mut self.ends);
        let id = row.field(header.id).filter(|id| !id.is_empty() && str::from_utf8(id).is_ok());
        let Some(id) = id.filter(|_| row.ends.len() == header.width) else { return CsvRow::Damaged };
        let retry = Some(record::retry(header.retry.and_then(|column| row.field(column))));
        let record = Record { id, retry, statement: Statement::Nothing };
        let mut cells = CsvRecord { record, row, header };
        if let Some(status) = header.status.and_then(|column| row.field(column)) {
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
        let mut ends = Vec::new();
        let row = Row::split(row, comma, &mut ends);
        let column = |name: &[u8]| {
            let bare = &name[1..name.len() - 1];
            (0..row.ends.len()).find(|column| row.field(*column).is_some_and(|field| field.trim_ascii() == bare))
        };
        let of = |names: &MemberNames| {
            let (id, status, message) = (column(names.id)?, column(names.status), column(names.message));
            (status.is_some() || !names.is_return_code && message.is_some()).then(|| Self {
                comma,
                width: row.ends.len(),
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
        self.row.field(column?)
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

impl<'a, 'e> Row<'a, 'e> {
    /// Splits a row at the commas outside quotes.
    #[inline]
    fn split(bytes: &'a [u8], comma: u8, ends: &'e mut Vec<usize>) -> Self {
        ends.clear();
        let mut quoted = false;
        for (offset, step, length) in Steps::of(bytes).iter() {
            let open = inside(equal(step, b'"'), quoted);
            let mut commas = equal(step, comma) & !open;
            while commas != 0 {
                ends.push(offset + commas.trailing_zeros() as usize);
                commas = without_first(commas);
            }
            if let Some(last) = length.checked_sub(1) {
                quoted = open >> last & 1 == 1;
            }
        }
        ends.push(bytes.len());
        Self { bytes, ends }
    }

    /// A field, without the quotes around it.
    #[inline]
    fn field(&self, column: usize) -> Option<&'a [u8]> {
        let start = if column == 0 { 0 } else { self.ends.get(column - 1)? + 1 };
        let field = &self.bytes[start..*self.ends.get(column)?];
        match field {
            [b'"', bare @ .., b'"'] => Some(bare),
            _ => Some(field),
        }
    }
}
