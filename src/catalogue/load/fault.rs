//! What is wrong in a catalogue, where, and what to do about it. Every wording stands in a file of this room, made by a
//! named function, in both languages.

mod commands;
mod form;
mod located;
mod names;
mod patterns;
mod rules;
mod texts;
mod values;

pub use crate::catalogue::load::fault::located::{Fault, MOST_SHOWN};
pub use crate::catalogue::load::fault::rules::{Unasked, Unreached};
pub use crate::catalogue::load::fault::values::Allowed;
