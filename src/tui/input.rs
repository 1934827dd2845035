//! Input: from the bytes that a terminal sends to messages, as a state machine of bytes and silence. Pure: what reads the
//! bytes keeps the clock.
//!
//! `sequences` finds where a key, an answer of the terminal, or the mark of a paste begins and ends; a kept crate says
//! which key it is. `decoder` knows what is a paste: evidence, never keys, however it is cut. The same bytes mean the same
//! in whatever pieces they come, for only a silence decides what is open.

#[cfg(any(windows, test))]
mod bursts;
mod decoder;
mod sequences;

#[cfg(windows)]
pub(in crate::tui) use crate::tui::input::bursts::bursts;
pub use crate::tui::input::decoder::Decoder;
#[cfg(windows)]
pub(in crate::tui) use crate::tui::input::decoder::told;
