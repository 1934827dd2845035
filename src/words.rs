//! The program's own words: one struct, one value for each language. A word that is missing does not compile.

pub mod cli;
pub mod drill;
pub mod help;
mod number;
pub mod report;
pub mod screen;
pub mod stats;
mod terms;
pub mod trouble;

pub use crate::words::number::{grouped, size};
pub use crate::words::terms::Words;
