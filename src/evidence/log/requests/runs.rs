//! Runs: records of one request that follow one another and do not fail. Most of a log is made of them, and all that
//! counts of one is how it ends.

use std::ops::Range;

use crate::evidence::log::grammar::json::Glance;
use crate::evidence::log::grammar::record::Said;
use crate::evidence::log::requests::recent::{hash, key};
use crate::evidence::status::{RUNNING, SUCCESS};

/// The most runs that are looked up together.
pub(crate) const MOST: usize = 16;

/// A run of records.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Of the request
    pub(crate) key: u64,
    /// Where the request was found, if it was
    pub(crate) place: Option<usize>,
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
    pub(crate) fn new(record: &Glance<'_>, status: u16, line: Range<usize>, number: u64) -> Self {
        let key = key(hash(record.id), record.retry);
        Self {
            key,
            place: None,
            retry: record.retry,
            status,
            id_at: record.id_at,
            first: line.end,
            lines: line,
            number,
        }
    }
}

/// The status that a record of a run leaves its request with; `None` for a record that belongs into none.
pub(crate) fn status(said: Said) -> Option<u16> {
    match said {
        // one way for both: which of them comes next is hard to guess for the processor
        Said::Status(status @ (RUNNING | SUCCESS)) => Some(SUCCESS * u16::from(status == SUCCESS)),
        Said::Nothing => Some(0),
        Said::Ended | Said::Failed | Said::Status(_) => None,
    }
}
