//! Finding a code, a symptom or an action: one ranking for the screen, the command line and guesses.
//!
//!     catalogue ── index (at build time) ──▶ Index ─┐
//!     query ── query::units ── resolve ──▶ atoms ── score ──▶ Hit, best first
//!
//! A query is cut where the script changes, Chinese by the words of the catalogue; what only carries a question is left out.
//! Each word is looked for as it is, and only where nothing is found as a compound, by how it is read, with a typing error.
//! What stands nowhere is dropped. The ranking is told at the head of `score`.

pub mod index;
mod letters;
mod marker;
pub mod named;
mod pinyin;
mod query;
mod rank;
mod resolve;
mod runs;
mod score;
#[cfg(test)]
mod tests;

pub use crate::search::index::Index;
pub use crate::search::index::text::{Entry, Field, TextRef};
pub use crate::search::marker::Marker;
pub use crate::search::rank::{Found, Hit, Limit, Searches, rank, rank_symptoms, rank_texts};
