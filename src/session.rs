//! A case: where it began, what is known, what was done. All changes go through [`History::apply`].

mod history;
mod session;

pub use crate::session::history::{Change, History};
pub use crate::session::session::{Session, Start, StepOf, Tried};
