//! The screen program: one state, one `update`, one `view` that only looks.
//!
//! `app` holds the state and routes; `screens` and `overlays` have one file each; `widgets` know nothing of SCF;
//! `keys` is the one table of keys; `plan` says where everything stands; `run` is the loop around them.

pub mod app;
mod bridge;
pub mod keys;
pub mod layout;
pub mod message;
pub mod overlays;
pub mod run;
pub mod screens;
pub mod theme;
pub mod widgets;
