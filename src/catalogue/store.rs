//! How a catalogue is kept in the program: encoded once at build time, decoded as far as someone looks.

mod encoded;
pub mod lazy;
pub mod packed;
