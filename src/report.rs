//! Telling: what follows from a case and what the catalogue says, in one language, for a screen, a pipe or a program.

pub mod case;
pub mod command;
pub mod explain;
pub mod page;
pub mod say;
pub mod why;
pub mod wrap;
