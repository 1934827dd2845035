//! How a record is written, and what it says: one grammar for each form of log, and what they share.
//!
//! `json` (with `layout`, `template`, `fields` on its fast road, `members` on its slow one), `csv` and `text` each make
//! a `record`. `exports` names the members of JSON objects and the columns of tables.

pub(super) mod csv;
mod exports;
mod fields;
pub(super) mod json;
pub(super) mod layout;
mod members;
pub(super) mod record;
mod template;
pub(super) mod text;
