//! Keys and what they mean: a chord as it is pressed and written, the keys that a row of the keymap takes, the actions.
//!
//! `chord` and `input` are the only ones that know the terminal's names of keys; which key does what stands in `keymap`.

mod action;
mod chord;
mod on;

pub use crate::tui::keys::action::Action;
pub use crate::tui::keys::chord::{Chord, NoChord};
pub use crate::tui::keys::on::On;
