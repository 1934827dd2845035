//! A case: where it began, what is known, what was done. All changes go through [`History::apply`].

mod history;
#[expect(clippy::module_inception, reason = "the type that the room is named after has the file of that name")]
mod session;

pub use crate::session::history::{Change, History};
pub use crate::session::session::{Session, Start, StepOf, Tried};
