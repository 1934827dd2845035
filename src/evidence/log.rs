//! Logs of any size: records in, requests counted, the first failures kept with their words.
//!
//! A *request* is a request id with a retry number. Its code is the highest status of its records, 202 (still running)
//! left aside. Console text has a line for each beginning and each end but no retry number: what ends there without an
//! error counts as 200, and an id that fails after its last try has ended fails in another try.
//!
//! **How a chunk becomes counts:**
//!
//! ```text
//! reader ─▶ bytes/framing ──▶ ingest ─▶ grammar/ ─▶ requests/ ───▶ counts, samples ──▶ summary
//! chunks    lines, records    state     a record    an entry for   once evicted, or    Log
//!                                                   each request   at the end
//! ```
//!
//! **Two roads.** Most records repeat the layout of the one before, so each form first tries a fast road that compares,
//! and falls back to a slow road that searches. Both give the same result; `tests/it/logs.rs` holds that.
//!
//! ```text
//!             fast road                                    slow road, where the fast one says "no"
//! JSON,       grammar/layout: id and end of the record     grammar/json, members: one substring search for each
//! lines or    match the templates of the last records,     member; an object packed in a string is unescaped
//! arrays      else grammar/fields: id, status and retry    first
//!             in one pass, in any order; a packed record
//!             is compared as it lies, with its escapes
//!
//! CSV         grammar/csv: id from the front, status and   grammar/csv: fields of a row, by column
//!             retry from the end, commas counted
//!                  │ status 200, 202 or none                    │
//!                  ▼                                            ▼
//!             requests/runs: a run of one request,         requests/table, record by record: failures, and
//!             16 runs looked up at once                    every record of a request that has failed
//!
//! text        bytes/lines: line ends, 64 bytes at once     grammar/text: ERROR with id and status; END and Report
//!             grammar/text: first byte, then eight;        of a request that may have failed (requests/pending)
//!             START and END only counted                   then requests/table
//! ```
//!
//! **Several readers.** A large log is cut where a record is likely to begin ([`Seam`]); the reader of the part before
//! proves it when it comes there, and reads on where it is not so. So the parts make the whole, whatever they hold.
//!
//! **Four structures** hold the speed and the memory:
//!
//! | structure | file | size | answers |
//! | --- | --- | --- | --- |
//! | CLOCK cache | `requests/recent.rs` | 2^15 entries of 24 bytes | what is known of a request in progress |
//! | bucketed hash index | `requests/index.rs` | 2^12 buckets of 64 bytes | where in the cache a request stands |
//! | one-hash Bloom filter | `requests/pending.rs` | 2^18 bits | whether a line that ends a request can matter |
//! | template of the last record | `grammar/template.rs` | 32 to 64 bytes | whether the next one is laid out alike |
//!
//! **How exact the counts are.** The cache holds the 32,768 requests with the most recent records, running ones longer;
//! of console text, failed ones only. As long as every request logs again before that many others have, every count is
//! exact, however long the log is. A request that logs again after its entry was evicted is counted a second time;
//! [`Log::uncertain`] says how many requests may have been: those that do not begin with their first record, in a log
//! that long.
//!
//! **What is forgiven.** Members may come in any order, with blanks, as strings, nested, or packed in a string. Bytes
//! that are no UTF-8 matter only inside an id: functions print in encodings of their own, and their failures count all
//! the same. A line that is cut, too long, or without an id is counted as damaged and skipped. In console text a lost
//! line of a beginning or an end moves one request between those that succeeded and those that run.

mod bytes;
mod counts;
mod entry;
mod form;
mod grammar;
mod ingest;
mod reader;
mod requests;
mod samples;
mod seam;
mod summary;

pub use crate::evidence::log::counts::{Cluster, Spread, Timeline, add};
pub use crate::evidence::log::form::Form;
pub use crate::evidence::log::grammar::record::{minute_of_date, status};
pub use crate::evidence::log::reader::{LogReader, form, form_behind};
pub use crate::evidence::log::seam::Seam;
pub use crate::evidence::log::summary::{Counted, Log, Sample};
