//! Readers: each takes one piece of evidence and says what it holds. None of them fails, and none concludes anything.

pub mod log;
pub mod sniff;
