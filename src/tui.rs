//! The screen program: one state, one `update`, one `view` that only looks.
//!
//! `app` holds the state and routes; `layers` is the stack of what is open: `screens` and `overlays`, one file each;
//! `widgets` know nothing of SCF; `keymap` is the one table of keys, `theme` that of styles and signs; `layout` says where
//! everything stands; `run` is the loop around them, `input` makes messages of what `tty` reads.

pub mod app;
mod bridge;
pub mod input;
mod intake;
pub mod keymap;
pub mod keys;
pub mod layers;
pub mod layout;
pub mod message;
pub mod overlays;
pub mod palette;
pub mod run;
pub mod screens;
pub mod signs;
pub mod terminal;
pub mod theme;
mod tty;
pub mod widgets;
