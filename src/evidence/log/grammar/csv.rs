//! The CSV grammar: records as rows of a table, whose first row names the columns as JSON exports name their members.
//!
//! ```text
//! SCF_FunctionName,SCF_LogTime,SCF_RequestId,SCF_Message,SCF_StatusCode,SCF_RetryNum
//! pay-cron-02,1793491200031,3f2a9c1e-52d0-11e9-8a7b-0242ac120002,"KeyError: ""order_3f2a9c1e""",430,0
//! ```

use memchr::memchr2;

use crate::evidence::log::bytes::bits::{Steps, WIDTH, below, equal, inside, without_first};
use crate::evidence::log::bytes::rows::comma;
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

    /// What stands between the fields of a row.
    pub(crate) fn comma(&self) -> Option<u8> {
        self.header.as_ref().map(|header| header.comma)
    }

    /// The fast road: the record in `row`, which has so many commas outside quotes. Its id is looked for from the front,
    /// status and retry number from the end, so what lies between is not split.
    #[inline]
    pub(crate) fn fast<'a>(&mut self, row: &'a [u8], commas: u32) -> Option<FastRecord<'a>> {
        let header = self.header.as_ref().filter(|header| !header.is_return_code)?;
        let ([row @ .., b'\r', b'\n'] | [row @ .., b'\n'] | row) = row;
        if commas as usize + 1 != header.width || row.last()?.is_ascii_whitespace() {
            return None;
        }
        let start = header.id_start(row.first_chunk()?)?;
        let behind = &row[start..];
        let same = behind.strip_prefix(self.last.as_slice()).is_some_and(|rest| rest.first() == Some(&header.comma));
        let same = same && !self.last.is_empty();
        let id = if same { &behind[..self.last.len()] } else { &behind[..memchr2(header.comma, b'"', behind)?] };
        if !same {
            if behind[id.len()] == b'"' || id.is_empty() || !id.is_ascii() {
                return None;
            }
            self.last.clear();
            self.last.extend_from_slice(id);
        }
        let last = row.last_chunk()?;
        let ends = LastFields::of(last, header.comma);
        let field = |column: Option<usize>| match column {
            Some(column) => ends.field(last, header.width - 1 - column).map(Some),
            None => Some(None),
        };
        let (status, retry) = (field(header.status)?, field(header.retry)?);
        let status = status.and_then(record::status).map_or(Statement::Nothing, Statement::Status);
        Some(FastRecord { id, id_at: 0, same, retry: record::retry(retry), statement: status })
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
        let comma = comma(row)?;
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

impl Header {
    /// Where the id begins in a row with this beginning, if no quote stands before it.
    #[inline]
    fn id_start(&self, head: &[u8; WIDTH]) -> Option<usize> {
        let (mut commas, quotes) = (equal(head, self.comma), equal(head, b'"'));
        let Some(before) = self.id.checked_sub(1) else { return (quotes & 1 == 0).then_some(0) };
        (0..before).for_each(|_| commas = without_first(commas));
        let comma = commas.trailing_zeros();
        (comma + 2 < u64::BITS && quotes & below(comma + 2) == 0).then_some(comma as usize + 1)
    }
}

/// The fields at the end of a row.
struct LastFields {
    commas: u64,
    quotes: u64,
}

impl LastFields {
    #[inline]
    fn of(last: &[u8; WIDTH], comma: u8) -> Self {
        Self { commas: equal(last, comma), quotes: equal(last, b'"') }
    }

    /// The field with so many others behind it, if no quote stands in it or behind it.
    #[inline]
    fn field<'a>(&self, last: &'a [u8; WIDTH], behind: usize) -> Option<&'a [u8]> {
        let (mut commas, mut end) = (self.commas, WIDTH);
        for _ in 0..behind {
            end = commas.checked_ilog2()? as usize;
            commas ^= 1 << end;
        }
        let start = commas.checked_ilog2()? as usize + 1;
        (self.quotes >> (start - 1) == 0).then(|| &last[start..end])
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
