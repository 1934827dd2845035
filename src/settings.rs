//! A person's settings, on the same road as the catalogue: what is written, then what is checked. Each fault has its line
//! and column.

pub mod checked;
mod written;
