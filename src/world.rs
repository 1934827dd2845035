//! The door: the only way to files, environment and terminal. It moves bytes and concludes nothing.

pub mod feed;
mod interrupt;
pub mod locale;
pub mod logs;
pub mod pipe;
pub mod progress;
pub mod read;
mod shares;
pub mod source;
mod unpack;
