//! Framing: finds where a record ends. Chunks are cut anywhere; an incomplete record is carried over to the next chunk,
//! up to a bound.
//!
//! | framer | a record ends at | what is open at the end of a chunk |
//! | --- | --- | --- |
//! | lines | `\n` | the last line |
//! | [objects](super::objects) | the `}` that closes its `{`, outside quotes | depth of braces, quote, escape, `[` seen |
//! | [rows](super::rows) | `\n` outside quotes | whether a quote is open |
//!
//! Records that lie in a chunk are handed on together, without a copy.

use memchr::{memchr, memrchr};

use crate::evidence::log::bytes::framed::{Framed, LONGEST_LINE};
use crate::evidence::log::bytes::objects::ObjectFramer;
use crate::evidence::log::bytes::rows::RowFramer;

/// The framer of one form of log.
#[derive(Clone, Debug)]
pub(crate) enum Framer {
    /// A record is a line
    Lines(LineFramer),
    /// A record is an object in an array
    Objects(ObjectFramer),
    /// A record is a row whose fields may hold line ends
    Rows(RowFramer),
}

impl Framer {
    /// Takes in a chunk.
    pub(crate) fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        match self {
            Self::Lines(lines) => lines.feed(chunk, out),
            Self::Objects(objects) => objects.feed(chunk, out),
            Self::Rows(rows) => rows.feed(chunk, out),
        }
    }

    /// The input is over: what is carried over is the last record.
    pub(crate) fn end(&mut self, out: &mut impl FnMut(Framed<'_>)) {
        match self {
            Self::Lines(lines) => {
                if lines.skipping || !lines.carry.is_empty() {
                    lines.feed(b"\n", out);
                }
            }
            Self::Objects(objects) => objects.end(out),
            Self::Rows(rows) => rows.end(out),
        }
    }

    /// Whether the last record has ended, so that another part of the log may follow.
    pub(crate) fn is_between_records(&self) -> bool {
        match self {
            Self::Lines(lines) => !lines.skipping && lines.carry.is_empty(),
            Self::Objects(objects) => objects.is_between_records(),
            Self::Rows(rows) => rows.is_between_records(),
        }
    }

    /// Line ends seen; `None` where lines are counted by who takes them in.
    pub(crate) const fn lines(&self) -> Option<u64> {
        match self {
            Self::Lines(_) => None,
            Self::Objects(objects) => Some(objects.line),
            Self::Rows(rows) => Some(rows.line),
        }
    }

    /// Goes on behind another part of the log, which has so many lines.
    pub(crate) const fn continue_from(&mut self, lines: u64) {
        match self {
            Self::Lines(_) => {}
            Self::Objects(objects) => objects.line += lines,
            Self::Rows(rows) => rows.line += lines,
        }
    }
}

/// Frames lines. Whole lines of a chunk are handed on together, without a copy.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineFramer {
    carry: Vec<u8>,
    skipping: bool,
}

impl LineFramer {
    fn feed(&mut self, mut chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        if self.skipping || !self.carry.is_empty() {
            let Some(end) = memchr(b'\n', chunk) else { return self.carry(chunk) };
            let (rest, next) = chunk.split_at(end + 1);
            self.carry(rest);
            if self.skipping {
                out(Framed::TooLong);
            } else {
                out(Framed::Lines(&self.carry));
            }
            self.carry.clear();
            self.skipping = false;
            chunk = next;
        }
        if let Some(end) = memrchr(b'\n', chunk) {
            let (whole, rest) = chunk.split_at(end + 1);
            out(Framed::Lines(whole));
            chunk = rest;
        }
        if !chunk.is_empty() {
            self.carry(chunk);
        }
    }

    fn carry(&mut self, part: &[u8]) {
        if self.skipping || self.carry.len() + part.len() > LONGEST_LINE {
            self.skipping = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(part);
        }
    }
}
