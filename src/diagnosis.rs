//! Concluding: from the catalogue and a case to path, causes and the next question.
//!
//! Nothing outside this module grades a cause or picks a question; screens, lines and JSON show its result.

pub mod ahead;
pub mod audit;
pub mod chart;
mod diagnose;
#[expect(clippy::module_inception, reason = "the type that the room is named after has the file of that name")]
mod diagnosis;
pub mod drill;
mod gate;
mod grade;
pub mod paths;
pub mod sums;
mod walk;
pub mod why;

pub use crate::diagnosis::diagnose::{diagnose, offered};
pub use crate::diagnosis::diagnosis::{Diagnosis, Next, PathStep};
pub use crate::diagnosis::grade::{Grade, Standing};
