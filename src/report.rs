//! Telling: what follows from a case and what the catalogue says, in one language, for a screen, a pipe or a program.

pub mod bearing;
pub mod brief;
pub mod case;
pub mod command;
pub mod drill;
pub mod explain;
pub mod json;
pub mod outline;
pub mod page;
pub mod say;
pub mod schema;
pub mod signs;
pub mod stats;
pub mod sums;
pub mod text;
pub mod tree;
pub mod triage;
pub mod wrap;
