//! Where a record ends. Input comes in chunks cut anywhere; what is incomplete is carried over to the next chunk, up to
//! a bound.

use memchr::{memchr, memchr2, memchr3, memrchr};

/// The longest line that is read, its end included; a longer one is skipped.
pub(crate) const LINE: usize = 1 << 20;

/// The longest row of a table that is read. Its one long field is a message of at most 8 KB; whatever is longer comes
/// from a quote that never ends.
const ROW: usize = 1 << 16;

/// What was cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cut<'a> {
    /// Whole lines, each with its end
    Lines(&'a [u8]),
    /// A line beyond the bound
    LongLine,
    /// One record, and the line in which it begins
    Record(&'a [u8], u64),
    /// What should be a record and does not end, and the line in which it begins
    Endless(u64),
}

/// Cuts one form of log.
#[derive(Clone, Debug)]
pub(crate) enum Cutter {
    /// A record is a line
    Lines(Lines),
    /// A record is an object in an array
    Objects(Objects),
    /// A record is a row whose fields may hold line ends
    Rows(Rows),
}

impl Cutter {
    /// Takes in a chunk.
    pub(crate) fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Cut<'_>)) {
        match self {
            Self::Lines(lines) => lines.feed(chunk, out),
            Self::Objects(objects) => objects.feed(chunk, out),
            Self::Rows(rows) => rows.feed(chunk, out),
        }
    }

    /// The input is over: what is left is the last record.
    pub(crate) fn end(&mut self, out: &mut impl FnMut(Cut<'_>)) {
        match self {
            Self::Lines(lines) => {
                if lines.skipping || !lines.carry.is_empty() {
                    lines.feed(b"\n", out);
                }
            }
            Self::Objects(objects) => objects.give_up(out),
            Self::Rows(rows) => {
                if rows.quoted {
                    out(Cut::Endless(rows.began));
                    *rows = Rows { line: rows.line, ..Rows::default() };
                } else if !rows.carry.is_empty() {
                    rows.feed(b"\n", out);
                }
            }
        }
    }
}

/// Cuts at line ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    carry: Vec<u8>,
    skipping: bool,
}

impl Lines {
    fn feed(&mut self, mut chunk: &[u8], out: &mut impl FnMut(Cut<'_>)) {
        if self.skipping || !self.carry.is_empty() {
            let Some(end) = memchr(b'\n', chunk) else { return self.carry(chunk) };
            let (rest, next) = chunk.split_at(end + 1);
            self.carry(rest);
            if self.skipping {
                out(Cut::LongLine);
            } else {
                out(Cut::Lines(&self.carry));
            }
            self.carry.clear();
            self.skipping = false;
            chunk = next;
        }
        if let Some(end) = memrchr(b'\n', chunk) {
            let (whole, rest) = chunk.split_at(end + 1);
            out(Cut::Lines(whole));
            chunk = rest;
        }
        if !chunk.is_empty() {
            self.carry(chunk);
        }
    }

    fn carry(&mut self, part: &[u8]) {
        if self.skipping || self.carry.len() + part.len() > LINE {
            self.skipping = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(part);
        }
    }
}

/// Cuts the objects out of arrays, wherever the arrays stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Objects {
    carry: Vec<u8>,
    /// Bytes of the record that lie in earlier chunks; more than `carry` where it is beyond the bound
    length: usize,
    in_array: bool,
    /// Braces open; 0 between records
    depth: u32,
    quote: Quote,
    at_line_start: bool,
    line: u64,
    began: u64,
}

/// Where a byte stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Quote {
    #[default]
    Outside,
    Inside,
    /// Inside, behind a backslash
    Escaped,
}

impl Objects {
    fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Cut<'_>)) {
        let (mut start, mut at) = (0, 0);
        while let Some(found) = self.next(&chunk[at..]) {
            at += found + 1;
            let byte = chunk[at - 1];
            if self.depth > 0 && self.length + (at - start) > LINE {
                self.give_up(out);
            }
            let at_line_start = std::mem::take(&mut self.at_line_start);
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.at_line_start = true;
                    // no JSON text breaks inside quotes
                    if self.quote != Quote::Outside {
                        self.give_up(out);
                    }
                }
                _ if self.quote == Quote::Escaped => self.quote = Quote::Inside,
                b'\\' if self.quote == Quote::Inside => self.quote = Quote::Escaped,
                b'"' if self.quote == Quote::Inside => self.quote = Quote::Outside,
                b'"' => self.quote = Quote::Inside,
                _ if self.quote == Quote::Inside => {}
                b'{' if self.depth > 0 && !at_line_start => self.depth += 1,
                b'{' if self.depth > 0 || self.in_array => {
                    // one that begins a line is never within another
                    self.give_up(out);
                    (self.depth, self.began, start) = (1, self.line, at - 1);
                }
                b'}' if self.depth > 1 => self.depth -= 1,
                b'}' if self.depth == 1 => {
                    self.carry.extend_from_slice(&chunk[start..at]);
                    out(Cut::Record(&self.carry, self.began));
                    self.depth = 0;
                    self.forget();
                }
                b'[' if self.depth == 0 => self.in_array = true,
                b']' if self.depth == 0 => self.in_array = false,
                _ => {}
            }
        }
        if self.depth > 0 {
            let rest = &chunk[start..];
            self.length += rest.len();
            if self.length > LINE {
                self.carry = Vec::new();
            } else {
                self.carry.extend_from_slice(rest);
            }
        }
    }

    /// The next byte that may matter.
    fn next(&self, rest: &[u8]) -> Option<usize> {
        if self.depth == 0 && self.quote == Quote::Outside || self.quote == Quote::Escaped || self.at_line_start {
            return (!rest.is_empty()).then_some(0);
        }
        if self.quote == Quote::Inside {
            return memchr3(b'"', b'\\', b'\n', rest);
        }
        rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'\n'))
    }

    /// What was begun, if anything, is no record.
    fn give_up(&mut self, out: &mut impl FnMut(Cut<'_>)) {
        if self.depth > 0 {
            out(Cut::Endless(self.began));
        }
        (self.depth, self.quote) = (0, Quote::Outside);
        self.forget();
    }

    fn forget(&mut self) {
        self.carry.clear();
        self.length = 0;
    }
}

/// Cuts rows at line ends outside quotes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    carry: Vec<u8>,
    quoted: bool,
    /// After a row that does not end: on to the next line end
    skipping: bool,
    line: u64,
    began: u64,
}

impl Rows {
    fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Cut<'_>)) {
        let (mut start, mut at) = (0, 0);
        while let Some(found) = memchr2(b'"', b'\n', &chunk[at..]) {
            let end = at + found + 1;
            let line_end = chunk[end - 1] == b'\n';
            self.line += u64::from(line_end);
            if self.carry.len() + (end - start) > ROW && !self.skipping {
                out(Cut::Endless(self.began));
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
                    out(Cut::Record(&chunk[start..end], self.began));
                } else {
                    self.carry.extend_from_slice(&chunk[start..end]);
                    out(Cut::Record(&self.carry, self.began));
                    self.carry.clear();
                }
                (self.began, start) = (self.line, end);
            }
            at = end;
        }
        if !self.skipping {
            if self.carry.len() + (chunk.len() - start) > ROW {
                out(Cut::Endless(self.began));
                (self.skipping, self.carry) = (true, Vec::new());
            } else {
                self.carry.extend_from_slice(&chunk[start..]);
            }
        }
    }
}
