//! All that the program knows, with every reference resolved: what is written is in [`load::source`], what is true is here.
//!
//! A `Catalogue` is made by [`load::link`] alone, so that an id always leads somewhere.

#[expect(clippy::module_inception, reason = "the type that the room is named after has the file of that name")]
mod catalogue;
mod cause;
mod code;
pub mod condition;
pub mod drill;
pub mod entry;
pub mod follow_up;
pub mod hole;
pub mod load;
pub mod origin;
mod question;
pub mod reference;
mod step;
pub mod store;
pub mod sum;
pub mod symptom;
mod thesaurus;
pub mod tree;
mod vocabulary;

pub use crate::catalogue::catalogue::Catalogue;
pub use crate::catalogue::cause::{Cause, CauseId, Remedy, Stopgap};
pub use crate::catalogue::code::{Blame, Code, Detail, Instance, Limit, Phase, Retry, Unexplained, fold_name};
pub use crate::catalogue::question::{Choice, Effort, Hints, Question, QuestionId};
pub use crate::catalogue::reference::{ReferenceId, SourceId};
pub use crate::catalogue::step::Step;
pub use crate::catalogue::thesaurus::Thesaurus;
pub use crate::catalogue::vocabulary::{Declared, FactType, Word};
