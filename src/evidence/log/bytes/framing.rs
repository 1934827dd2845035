//! Framing: finds where a record ends. Chunks are cut anywhere; an incomplete record is carried over to the next chunk,
//! up to a bound.
//!
//! | framer | a record ends at | what is open at the end of a chunk |
//! | --- | --- | --- |
//! | lines | `\n` | the last line |
//! | objects | the `}` that closes its `{`, outside quotes | depth of braces, [`QuoteState`], `[` seen |
//! | rows | `\n` outside quotes | whether a quote is open |

use memchr::{memchr, memchr2, memchr3, memrchr};

/// The longest line or object that is read, its end included: 128 times the longest message (8 KB). A longer one is
/// skipped and counted as damaged, so that memory stays flat.
pub(crate) const LONGEST_LINE: usize = 1 << 20;

/// The longest row of a table that is read. Its one long field is a message of at most 8 KB, 16 KB with every quote
/// doubled; a longer row has a quote that is never closed.
const LONGEST_ROW: usize = 1 << 16;

/// What a framer finds in a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framed<'a> {
    /// Whole lines, each with its end
    Lines(&'a [u8]),
    /// A line beyond [`LONGEST_LINE`]
    TooLong,
    /// One record, and the line in which it begins
    Record(&'a [u8], u64),
    /// A record that has no end, and the line in which it begins
    Unterminated(u64),
}

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

    /// The lines that have ended; `None` where frames are lines.
    pub(crate) const fn lines(&self) -> Option<u64> {
        match self {
            Self::Lines(_) => None,
            Self::Objects(objects) => Some(objects.line),
            Self::Rows(rows) => Some(rows.line),
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
            Self::Objects(objects) => objects.give_up(out),
            Self::Rows(rows) => {
                if rows.quoted {
                    out(Framed::Unterminated(rows.began));
                    *rows = RowFramer { line: rows.line, ..RowFramer::default() };
                } else if !rows.carry.is_empty() {
                    rows.feed(b"\n", out);
                }
            }
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

/// Frames the objects of arrays, at any depth: a state machine over braces and quotes.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObjectFramer {
    carry: Vec<u8>,
    /// Bytes of the record in earlier chunks; more than `carry` holds once the bound is passed
    length: usize,
    in_array: bool,
    /// Braces open; 0 between records
    depth: u32,
    quote: QuoteState,
    at_line_start: bool,
    line: u64,
    began: u64,
}

/// Where a byte stands: the state of a JSON string.
///
/// | state | `"` | `\` | `\n` | any other |
/// | --- | --- | --- | --- | --- |
/// | outside | inside | | next line | |
/// | inside | outside | escaped | give up the record | |
/// | escaped | inside | inside | give up the record | inside |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum QuoteState {
    #[default]
    Outside,
    Inside,
    /// Inside, behind a backslash
    Escaped,
}

impl ObjectFramer {
    fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        let (mut start, mut at) = (0, 0);
        while let Some(found) = self.next(&chunk[at..]) {
            at += found + 1;
            let byte = chunk[at - 1];
            if self.depth > 0 && self.length + (at - start) > LONGEST_LINE {
                self.give_up(out);
            }
            let at_line_start = std::mem::take(&mut self.at_line_start);
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.at_line_start = true;
                    // no JSON text breaks inside quotes
                    if self.quote != QuoteState::Outside {
                        self.give_up(out);
                    }
                }
                _ if self.quote == QuoteState::Escaped => self.quote = QuoteState::Inside,
                b'\\' if self.quote == QuoteState::Inside => self.quote = QuoteState::Escaped,
                b'"' if self.quote == QuoteState::Inside => self.quote = QuoteState::Outside,
                b'"' => self.quote = QuoteState::Inside,
                _ if self.quote == QuoteState::Inside => {}
                b'{' if self.depth > 0 && !at_line_start => self.depth += 1,
                b'{' if self.depth > 0 || self.in_array => {
                    // a `{` that begins a line begins a record: what is still open has lost its end
                    self.give_up(out);
                    (self.depth, self.began, start) = (1, self.line, at - 1);
                }
                b'}' if self.depth > 1 => self.depth -= 1,
                b'}' if self.depth == 1 => {
                    self.carry.extend_from_slice(&chunk[start..at]);
                    out(Framed::Record(&self.carry, self.began));
                    self.depth = 0;
                    self.clear();
                }
                b'[' if self.depth == 0 => self.in_array = true,
                b']' if self.depth == 0 => self.in_array = false,
                _ => {}
            }
        }
        if self.depth > 0 {
            let rest = &chunk[start..];
            self.length += rest.len();
            if self.length > LONGEST_LINE {
                self.carry = Vec::new();
            } else {
                self.carry.extend_from_slice(rest);
            }
        }
    }

    /// The next byte that may change the state.
    fn next(&self, rest: &[u8]) -> Option<usize> {
        if self.depth == 0 && self.quote == QuoteState::Outside
            || self.quote == QuoteState::Escaped
            || self.at_line_start
        {
            return (!rest.is_empty()).then_some(0);
        }
        if self.quote == QuoteState::Inside {
            return memchr3(b'"', b'\\', b'\n', rest);
        }
        rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'\n'))
    }

    /// Drops the record that is open, if one is.
    fn give_up(&mut self, out: &mut impl FnMut(Framed<'_>)) {
        if self.depth > 0 {
            out(Framed::Unterminated(self.began));
        }
        (self.depth, self.quote) = (0, QuoteState::Outside);
        self.clear();
    }

    fn clear(&mut self) {
        self.carry.clear();
        self.length = 0;
    }
}

/// Frames rows: at line ends outside quotes (RFC 4180; a doubled quote closes and opens again).
#[derive(Clone, Debug, Default)]
pub(crate) struct RowFramer {
    carry: Vec<u8>,
    quoted: bool,
    /// After a row beyond the bound: skips to the next line end
    skipping: bool,
    line: u64,
    began: u64,
}

impl RowFramer {
    fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        let (mut start, mut at) = (0, 0);
        while let Some(found) = memchr2(b'"', b'\n', &chunk[at..]) {
            let end = at + found + 1;
            let line_end = chunk[end - 1] == b'\n';
            self.line += u64::from(line_end);
            if self.carry.len() + (end - start) > LONGEST_ROW && !self.skipping {
                out(Framed::Unterminated(self.began));
                self.skipping = true;
            }
            if self.skipping {
                if line_end {
                    (self.skipping, self.quoted, self.began, start) = (false, false, self.line, end);
                    self.carry.clear();
                }
            } else if !line_end {
                self.quoted = !self.quoted;
            } else if !self.quoted {
                if self.carry.is_empty() {
                    out(Framed::Record(&chunk[start..end], self.began));
                } else {
                    self.carry.extend_from_slice(&chunk[start..end]);
                    out(Framed::Record(&self.carry, self.began));
                    self.carry.clear();
                }
                (self.began, start) = (self.line, end);
            }
            at = end;
        }
        if !self.skipping {
            if self.carry.len() + (chunk.len() - start) > LONGEST_ROW {
                out(Framed::Unterminated(self.began));
                (self.skipping, self.carry) = (true, Vec::new());
            } else {
                self.carry.extend_from_slice(&chunk[start..]);
            }
        }
    }
}
