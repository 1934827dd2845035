//! What framers find, and its bounds.

use std::ops::Range;

/// The longest line or object that is read, its end included: 128 times the longest message (8 KB). A longer one is
/// skipped and counted as damaged, so that memory stays flat.
pub(crate) const LONGEST_LINE: usize = 1 << 20;

/// What a framer finds in a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framed<'a> {
    /// Whole lines, each with its end
    Lines(&'a [u8]),
    /// A line beyond [`LONGEST_LINE`]
    TooLong,
    /// Records that lie in these bytes
    Records(&'a [u8], &'a [Place]),
    /// A record that has no end, and the line in which it begins
    Unterminated(u64),
}

/// Where a record lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) bytes: Range<usize>,
    /// The line in which it begins
    pub(crate) line: u64,
    /// Commas outside quotes, of a row
    pub(crate) commas: u32,
}

/// The most records that are handed on together: they are read again while they are in the processor's cache.
pub(crate) const MOST_PLACES: usize = 128;
