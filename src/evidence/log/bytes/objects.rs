//! Frames the objects of arrays, at any depth: braces outside quotes, found 64 bytes at a step.
//!
//! | byte | outside quotes | inside |
//! | --- | --- | --- |
//! | `{` | a record begins in an array, or the next depth in a record | |
//! | `{` that begins a line | a record begins: what is still open has lost its end | |
//! | `}` | one depth less; at the last one the record ends | |
//! | `[`, `]` between records | an array begins, ends | |
//! | line end | | no JSON text breaks there: the record is given up, the quote is closed |

use wide::i8x16;

use crate::evidence::log::bytes::bits::{self, Steps, below, equal, where_it};
use crate::evidence::log::bytes::framed::{Framed, LONGEST_LINE, MOST_PLACES, Place};

/// Frames objects.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObjectFramer {
    carry: Vec<u8>,
    /// Bytes of the record in earlier chunks; more than `carry` holds once the bound is passed
    length: usize,
    in_array: bool,
    /// Braces open; 0 between records
    depth: u32,
    quote: Quote,
    /// The last byte was a line end
    at_line_start: bool,
    /// Line ends seen
    pub(super) line: u64,
    began: u64,
    /// Records of the chunk at hand; kept for its memory
    places: Vec<Place>,
}

/// Where the next byte stands.
#[derive(Clone, Debug, Default)]
struct Quote {
    /// In a string
    open: bool,
    /// Behind a backslash
    escaped: bool,
}

impl ObjectFramer {
    /// A framer that begins in an array, between two records.
    pub(crate) fn in_array() -> Self {
        Self { in_array: true, ..Self::default() }
    }

    /// Takes in a chunk.
    pub(super) fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        let mut start = 0;
        Steps::of(chunk).iter().for_each(|step| self.step(chunk, step, &mut start, out));
        self.flush(chunk, out);
        self.at_line_start = chunk.last().map_or(self.at_line_start, |last| *last == b'\n');
        if self.depth > 0 {
            self.carry_over(&chunk[start..]);
        }
    }

    /// Takes in a step of the chunk; the open record begins at `start`.
    #[inline]
    fn step(
        &mut self,
        chunk: &[u8],
        (offset, step, length): (usize, &[u8; bits::WIDTH], usize),
        start: &mut usize,
        out: &mut impl FnMut(Framed<'_>),
    ) {
        let line_ends = equal(step, b'\n');
        let quotes = equal(step, b'"') & !bits::escaped(equal(step, b'\\'), &mut self.quote.escaped, length);
        let mut strings = bits::inside(quotes, self.quote.open);
        let braces = braces(step);
        let mut left = u64::MAX;
        loop {
            let found = (braces & !strings | line_ends & strings) & left;
            if found == 0 {
                break;
            }
            let place = found.trailing_zeros();
            left = !below(place) << 1;
            let at = offset + place as usize;
            let breaks = chunk[at] == b'\n';
            if breaks || self.depth > 0 && self.length + (at + 1 - *start) > LONGEST_LINE {
                // a quote that never closed is more likely than a record so long
                strings ^= !below(place);
                self.give_up(chunk, out);
            } else {
                let line = self.line + u64::from((line_ends & below(place)).count_ones());
                self.take(chunk, at, line, start, out);
            }
        }
        self.line += u64::from(line_ends.count_ones());
        if let Some(last) = length.checked_sub(1) {
            self.quote.open = strings >> last & 1 == 1;
        }
    }

    /// Takes in the brace at `at`, which lies outside quotes.
    #[inline]
    fn take(&mut self, chunk: &[u8], at: usize, line: u64, start: &mut usize, out: &mut impl FnMut(Framed<'_>)) {
        match chunk[at] {
            b'{' if self.depth > 0 && !self.begins_line(chunk, at) => self.depth += 1,
            b'{' if self.depth > 0 || self.in_array => {
                self.give_up(chunk, out);
                (self.depth, self.began, *start) = (1, line, at);
            }
            b'}' if self.depth > 1 => self.depth -= 1,
            b'}' if self.depth == 1 => {
                self.depth = 0;
                if self.length > 0 {
                    self.carry_over(&chunk[..=at]);
                    let place = Place { bytes: 0..self.carry.len(), line: self.began, commas: 0 };
                    out(Framed::Records(&self.carry, &[place]));
                    self.clear();
                } else {
                    self.places.push(Place { bytes: *start..at + 1, line: self.began, commas: 0 });
                    if self.places.len() == MOST_PLACES {
                        self.flush(chunk, out);
                    }
                }
            }
            b'[' if self.depth == 0 => self.in_array = true,
            b']' if self.depth == 0 => self.in_array = false,
            _ => {}
        }
    }

    fn begins_line(&self, chunk: &[u8], at: usize) -> bool {
        at.checked_sub(1).map_or(self.at_line_start, |before| chunk[before] == b'\n')
    }

    fn carry_over(&mut self, part: &[u8]) {
        self.length += part.len();
        if self.length > LONGEST_LINE {
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(part);
        }
    }

    /// Drops the record that is open, if one is.
    fn give_up(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        if self.depth > 0 {
            self.flush(chunk, out);
            out(Framed::Unterminated(self.began));
            self.depth = 0;
        }
        self.clear();
    }

    /// Hands on the records found so far.
    fn flush(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        if !self.places.is_empty() {
            out(Framed::Records(chunk, &self.places));
            self.places.clear();
        }
    }

    fn clear(&mut self) {
        self.carry.clear();
        self.length = 0;
    }

    /// The input is over.
    pub(super) fn end(&mut self, out: &mut impl FnMut(Framed<'_>)) {
        self.give_up(&[], out);
        self.quote.open = false;
    }

    pub(super) const fn is_between_records(&self) -> bool {
        self.depth == 0 && !self.quote.open && self.in_array
    }
}

/// Where braces and brackets stand, in one comparison: a few other bytes (`Y`, `_`, `y`) look like them.
#[inline]
fn braces(step: &[u8; bits::WIDTH]) -> u64 {
    let [differing, brace] = [0x26, 0x7f].map(i8x16::splat);
    where_it(step, |bytes| (bytes | differing).simd_eq(brace))
}
