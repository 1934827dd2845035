//! Which request a record belongs to, in memory that does not grow with the log.

pub(super) mod index;
pub(super) mod pending;
pub(super) mod recent;
pub(super) mod runs;
pub(super) mod table;
