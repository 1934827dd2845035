//! Logs of any size: records in, requests counted, the first failures kept with their words.
//!
//! A *request* is a request id with a retry number. Its code is the highest status of its records, 202 (still running)
//! left aside. Console text has a line for each beginning and each end but no retry number: what ends there without an
//! error counts as 200, and an id that fails after its last try has ended fails in another try.
//!
//! **How exact the counts are.** The 32,768 requests heard of last are remembered, longer while they run; of console
//! text, the failed ones. As long as every request logs again before that many others have, every count is exact,
//! however long the log is. A request that speaks again after it was forgotten is counted a second time;
//! [`Log::uncertain`] says how many requests may have been: those that do not begin with their first record, in a log
//! that long.
//!
//! **What is forgiven.** Members may come in any order, with blanks, as strings, nested, or packed in a string. Bytes that
//! are no UTF-8 are only in the way where an id should be: functions print in encodings of their own, and their failures
//! count all the same. A line that is cut, too long, or without an id is counted as damaged and skipped. In console text a
//! lost line of a beginning or an end moves one request between those that succeeded and those that run.

mod bytes;
mod counts;
mod entry;
mod grammar;
mod ingest;
mod reader;
mod requests;
mod samples;
mod summary;

pub use crate::evidence::log::counts::{Cluster, Spread, Timeline, add};
pub(super) use crate::evidence::log::reader::form;
pub use crate::evidence::log::reader::{Form, LogReader};
pub use crate::evidence::log::summary::{Log, Sample};
