//! Runs: records of one request that follow one another and do not fail. Most of a log is made of them, and all that
//! counts of one is how it ends.

use std::ops::Range;

use crate::evidence::log::entry::{hash, key};
use crate::evidence::log::grammar::layout::FastRecord;
use crate::evidence::log::grammar::record::Statement;
use crate::evidence::status::{RUNNING, SUCCESS};

/// The most runs that are looked up together.
pub(crate) const MOST_RUNS: usize = 16;

/// A run of records.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Of the request
    pub(crate) key: u64,
    /// Where the request was found, if it was
    pub(crate) slot: Option<usize>,
    pub(crate) retry: u8,
    /// 200 where a record says so, otherwise 0
    pub(crate) status: u16,
    /// Where the name of the id stands in its first line
    pub(crate) id_at: usize,
    /// Where its lines lie, and where the first of them ends
    pub(crate) lines: Range<usize>,
    pub(crate) first: usize,
    /// The number of its first line
    pub(crate) number: u64,
}

impl Run {
    /// A run of one record, which lies at `line`, the one of this number.
    pub(crate) fn new(record: &FastRecord<'_>, status: u16, line: Range<usize>, number: u64) -> Self {
        let key = key(hash(record.id), record.retry);
        Self { key, slot: None, retry: record.retry, status, id_at: record.id_at, first: line.end, lines: line, number }
    }
}

/// The status that a record of a run leaves its request with; `None` for a record that belongs into none.
pub(crate) fn status(statement: Statement) -> Option<u16> {
    match statement {
        // one way for both: which of them comes next is hard to guess for the processor
        Statement::Status(status @ (RUNNING | SUCCESS)) => Some(SUCCESS * u16::from(status == SUCCESS)),
        Statement::Nothing => Some(0),
        Statement::Ended | Statement::Failed | Statement::Status(_) => None,
    }
}
