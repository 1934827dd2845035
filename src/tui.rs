//! The screen program: one state, one `update`, one `view` that only looks.
//!
//! `app` holds the state and routes; `layers` is the stack of what is open: `screens` and `overlays`, one file each;
//! `widgets` know nothing of SCF; `keymap` is the one table of keys, `theme` that of styles and signs; `layout` says where
//! everything stands; `run` is the loop around them, `input` makes messages of what `tty` reads; `tty` and `signals` are of the
//! system, and `windows` holds those of Windows.

pub mod app;
mod at_work;
mod bridge;
mod case;
mod copying;
pub mod input;
mod intake;
pub mod keymap;
pub mod keys;
pub mod layers;
pub mod layout;
pub mod message;
pub mod overlays;
pub mod palette;
mod requests;
pub mod run;
pub mod screens;
#[cfg(unix)]
mod signals;
#[cfg(windows)]
#[path = "tui/windows/signals.rs"]
mod signals;
pub mod signs;
mod status;
pub mod terminal;
pub mod theme;
#[cfg(unix)]
mod tty;
#[cfg(windows)]
#[path = "tui/windows/tty.rs"]
mod tty;
mod unbound;
pub mod widgets;
