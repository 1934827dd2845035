//! Requests in progress, in memory that does not grow with the log.
//!
//! `table` takes in records and `runs` of them. It finds their requests in `recent`, a CLOCK cache, by way of `index`,
//! a bucketed hash index; `pending`, a Bloom filter, spares it most closing lines of console text.

pub(super) mod index;
pub(super) mod pending;
pub(super) mod recent;
pub(super) mod runs;
pub(super) mod table;
