//! The door: the only way to files, environment and terminal. It moves bytes and concludes nothing.

mod ahead;
pub mod bytes;
pub mod cancel;
#[cfg(target_os = "linux")]
mod frames;
#[cfg(not(target_os = "linux"))]
mod frames_portable;
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
mod system;

mod unpack;
