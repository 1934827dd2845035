//! The door: the only way to files, environment and terminal. It moves bytes and concludes nothing.

mod ahead;
pub mod bytes;
pub mod cancel;
pub mod clipboard;
mod gbk;
pub mod jobs;
pub mod locale;
pub mod logs;
pub mod open;
pub mod pager;
pub mod pipe;
pub mod progress;
pub mod read;
mod shares;

mod unpack;
