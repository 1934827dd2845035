//! The program as people and programs meet it: one crate, so that it is linked once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod ambiguous;
mod cli;
mod contract;
mod corpus;
mod coverage;
mod diagnose;
mod drills;
mod ends;
mod evidence;
mod facts;
mod faults;
mod guide;
mod heard;
mod incidents;
mod input;
mod jobs;
mod log_files;
mod logs;
mod many;
mod masking;
mod messages;
mod new_code;
mod support {
    pub(crate) mod bin;
    pub(crate) mod dice;
    pub(crate) mod story;
    pub(crate) mod terminal;
}
mod outcomes;
mod overlays;
mod properties;
mod pty;
mod readme;
mod schema;
mod screens;
mod stated;
mod stories;
mod styles;
mod sums;
mod telling;
mod tidy;
