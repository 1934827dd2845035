//! The index: every text that a code or a symptom can be found by, and the words in them.
//!
//! It is flat, so it is decoded in no time and takes little room: words, sorted; for each of them where it stands, as
//! differences in few bytes; and of each text what it is and how long. The texts themselves stay in the catalogue.

mod flat;
mod gather;
#[expect(clippy::module_inception, reason = "the type that the room is named after has the file of that name")]
mod index;
mod postings;
mod table;
pub mod text;

pub use crate::search::index::index::Index;
pub(super) use crate::search::index::postings::{Place, places, take};
