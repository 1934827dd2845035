//! What the world hands in of a piece of evidence: a text at hand, or a stream. Nothing here knows what it holds.

use std::io;

use crate::evidence::log::LogReader;
use crate::fact::finding::Why;

/// The most bytes of a text that are taken in as a whole; of a longer one the rest is left.
pub const MOST: usize = 4 << 20;

/// The bytes of a beginning that are looked at.
pub const HEAD: usize = 64 * 1024;

/// What is looked at of a beginning: neither a byte order mark nor blanks.
#[must_use]
pub fn beginning(head: &[u8]) -> &[u8] {
    let head = head.get(..HEAD).unwrap_or(head);
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

/// A piece of evidence, opened.
pub enum Input {
    /// A text that is at hand
    Text(Content),
    /// More than is taken in as a whole, or what may never end
    Stream(Box<dyn Stream>),
}

/// A text that is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its bytes
    pub bytes: Vec<u8>,
    /// Why there is more that is not at hand, where there is
    pub rest: Option<Why>,
}

impl Content {
    /// A text of which nothing is missing.
    #[must_use]
    pub fn whole(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), rest: None }
    }

    /// A text that broke off behind these bytes.
    #[must_use]
    pub fn broken(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), rest: Some(Why::Damaged) }
    }
}

/// What can be read once, piece by piece.
pub trait Stream {
    /// Its beginning
    fn head(&self) -> &[u8];

    /// The beginning alone; the rest is left.
    fn into_head(self: Box<Self>) -> Vec<u8>;

    /// Has it read as a log, to its end or until `watch` says stop: the reader, and what the system said where it broke
    /// off.
    fn log(self: Box<Self>, reader: LogReader, watch: &mut Watch<'_>) -> (LogReader, Option<io::Error>);
}

/// Called after each piece of a stream.
pub type Watch<'a> = dyn FnMut(Partial<'_>) -> Go + 'a;

/// What was read of a stream so far.
pub struct Partial<'a> {
    /// Bytes read, counted as they lie in the file
    pub bytes: u64,
    /// Bytes there are, where that is known
    pub of: Option<u64>,
    /// What was read; where several threads read a file, its beginning
    pub reader: &'a LogReader,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To the end
    On,
    /// No further; what was read is kept
    Stop,
}
