//! Finding a code, a symptom or an action: one ranking for the screen and the command line.
//!
//! Every text is prepared once: folded to lower case, cut into words, Chinese also read as pinyin. A query is cut into
//! terms; all must be found, in any order, and where nothing holds all of them those that hold most come first.

mod index;
pub mod named;
mod pinyin;
mod query;
mod rank;
mod score;
#[cfg(test)]
mod tests;

pub use crate::search::index::{Field, Index};
pub use crate::search::rank::{Hit, Limit, marks, rank, rank_symptoms, rank_texts};
