//! What each system does in its own way: where its terminal is, what holds an input, how a file is read in the middle, how
//! Ctrl-C is heard.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use crate::world::system::unix::{CONFIG, TERMINAL, input_holds_something, on_interrupt, read_at};
#[cfg(windows)]
pub(super) use crate::world::system::windows::{CONFIG, TERMINAL, input_holds_something, on_interrupt, read_at};
