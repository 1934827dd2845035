//! Chunks of bytes into records and lines; nothing here knows what a record says.

pub(super) mod bits;
pub(super) mod framed;
pub(super) mod framing;
pub(super) mod lines;
pub(super) mod objects;
pub(super) mod rows;
