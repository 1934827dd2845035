//! Runs: records of one request that follow one another and do not fail. Most of a log is made of them, and all that
//! counts of one is how it ends.

use std::ops::Range;

use crate::evidence::log::cls::Glance;
use crate::evidence::log::record::Said;
use crate::evidence::log::window::{hash, key};
use crate::evidence::{RUNNING, SUCCESS};

/// The most runs that are looked up together.
pub(super) const MOST: usize = 16;

/// A run of records.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Of the request
    pub(super) key: u64,
    /// Where the request was found, if it was
    pub(super) place: Option<usize>,
    pub(super) retry: u8,
    /// 200 where a record says so, otherwise 0
    pub(super) status: u16,
    /// Where the name of the id stands in its first line
    pub(super) id_at: usize,
    /// Where its lines lie, and where the first of them ends
    pub(super) lines: Range<usize>,
    pub(super) first: usize,
    /// The number of its first line
    pub(super) number: u64,
}

impl Run {
    /// A run of one record, which lies at `line`, the one of this number.
    pub(super) fn new(record: &Glance<'_>, status: u16, line: Range<usize>, number: u64) -> Self {
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
pub(super) fn status(said: Said) -> Option<u16> {
    match said {
        // one way for both: which of them comes next is hard to guess for the processor
        Said::Status(status @ (RUNNING | SUCCESS)) => Some(SUCCESS * u16::from(status == SUCCESS)),
        Said::Nothing => Some(0),
        Said::Ended | Said::Failed | Said::Status(_) => None,
    }
}
