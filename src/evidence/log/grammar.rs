//! How a record is written, and what it says: one file for each form of log, and what they share.

pub(super) mod csv;
mod exports;
mod fields;
pub(super) mod json;
pub(super) mod layout;
mod members;
pub(super) mod record;
mod template;
pub(super) mod text;
