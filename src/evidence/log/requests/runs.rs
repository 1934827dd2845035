//! Runs: records of one request that follow one another and do not fail. Most of a log is made of them, and only the
//! highest status of a run counts.
//!
//! | a record states | in a run | the run then has |
//! | --- | --- | --- |
//! | 200 | yes | 200 |
//! | 202, or no status | yes | what it had |
//! | any other status, failure, end | no: the slow road | |

use std::ops::Range;

use crate::evidence::log::entry::{hash, key};
use crate::evidence::log::grammar::layout::FastRecord;
use crate::evidence::log::grammar::record::Statement;
use crate::evidence::status::{RUNNING, SUCCESS};

/// The most runs that are looked up together. Their look-ups do not depend on one another, so the processor waits for
/// memory once: a core has about as many misses of its first cache in flight.
pub(crate) const MOST_RUNS: usize = 16;

/// A run of records.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The key of its request
    pub(crate) key: u64,
    /// The slot of the request in the cache, if it was found
    pub(crate) slot: Option<usize>,
    pub(crate) retry: u8,
    /// 200 where a record says so, otherwise 0
    pub(crate) status: u16,
    /// Offset of the name of the id in its first line
    pub(crate) id_at: usize,
    /// Its lines, and the end of the first of them
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

/// The status that a record adds to its run; `None` for a record that cannot be in one.
pub(crate) fn status(statement: Statement) -> Option<u16> {
    match statement {
        // branch-free: which of both comes next is hard to predict
        Statement::Status(status @ (RUNNING | SUCCESS)) => Some(SUCCESS * u16::from(status == SUCCESS)),
        Statement::Nothing => Some(0),
        Statement::Ended | Statement::Failed | Statement::Status(_) => None,
    }
}
