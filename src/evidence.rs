//! Readers: each takes one piece of evidence and says what it holds. None of them fails, and none concludes anything.
//!
//! The world opens a [`Source`](source::Source) as an [`Input`](input::Input); [`gather`] reads what takes time, and
//! [`read`] gives it to the reader of its kind in [`READERS`].

pub mod input;
pub mod intake;
pub mod keys;
pub mod log;
pub mod message;
pub mod sniff;
pub mod source;
pub mod status;
mod table;
pub mod together;
pub mod triage;

pub use crate::evidence::intake::{Gathered, Taken, gather, read};
pub use crate::evidence::sniff::READERS;
pub use crate::fact::EvidenceKind;
