//! Frames the rows of a table: they end at line ends outside quotes (RFC 4180; a doubled quote closes and opens again),
//! found 64 bytes at a step.

use std::ops::Range;

use crate::evidence::log::bytes::bits::{self, Steps, below, equal, without_first};
use crate::evidence::log::bytes::framed::{Framed, MOST_PLACES, Place};

/// The longest row of a table that is read. Its one long field is a message of at most 8 KB, 16 KB with every quote
/// doubled; a longer row has a quote that is never closed.
const LONGEST_ROW: usize = 1 << 16;

/// Frames rows.
#[derive(Clone, Debug)]
pub(crate) struct RowFramer {
    carry: Vec<u8>,
    quoted: bool,
    /// The row is beyond the bound, which was told: it ends at the next line end
    skipping: bool,
    /// Line ends seen
    pub(super) line: u64,
    began: u64,
    /// What stands between two fields, and how often it was in the row so far
    comma: u8,
    commas: u32,
    /// The row began before the comma was known, so nobody counted from its beginning
    uncounted: bool,
    /// Rows of the chunk at hand; kept for its memory
    places: Vec<Place>,
}

/// The comma is not known yet: every row has one line end at least.
const UNKNOWN: u8 = b'\n';

/// The number of commas where they were not counted; no row has so many.
const UNCOUNTED: u32 = u32::MAX - 1;

/// What stands between the fields of a row.
pub(crate) fn comma(row: &[u8]) -> Option<u8> {
    row.iter().copied().find(|byte| matches!(byte, b',' | b'\t' | b';'))
}

impl Default for RowFramer {
    fn default() -> Self {
        Self::of(UNKNOWN)
    }
}

impl RowFramer {
    /// A framer of rows whose fields are divided so.
    pub(crate) const fn of(comma: u8) -> Self {
        let began = 0;
        let quoted = false;
        Self {
            carry: Vec::new(),
            quoted,
            skipping: false,
            line: 0,
            began,
            comma,
            commas: 0,
            uncounted: false,
            places: Vec::new(),
        }
    }

    /// Takes in a chunk.
    pub(super) fn feed(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        let mut start = 0;
        Steps::of(chunk).iter().for_each(|step| self.step(chunk, step, &mut start, out));
        self.flush(chunk, out);
        if self.skipping || self.carry.len() + (chunk.len() - start) > LONGEST_ROW {
            self.skip(chunk, out);
        } else {
            self.carry.extend_from_slice(&chunk[start..]);
        }
    }

    /// Takes in a step of the chunk; the open row begins at `start`.
    #[inline]
    fn step(
        &mut self,
        chunk: &[u8],
        (offset, step, length): (usize, &[u8; bits::WIDTH], usize),
        start: &mut usize,
        out: &mut impl FnMut(Framed<'_>),
    ) {
        let mut quoted = bits::inside(equal(step, b'"'), self.quoted);
        let mut line_ends = equal(step, b'\n');
        let commas = equal(step, self.comma) & !quoted;
        let unknown = self.comma == UNKNOWN;
        self.uncounted |= unknown;
        while line_ends != 0 {
            let place = line_ends.trailing_zeros();
            line_ends = without_first(line_ends);
            self.line += 1;
            let is_quoted = quoted >> place & 1 == 1;
            let end = offset + place as usize + 1;
            let before = (commas & below(place)).count_ones();
            if self.skipping || self.carry.len() + (end - *start) > LONGEST_ROW {
                if is_quoted {
                    quoted ^= !below(place);
                }
                self.skip(chunk, out);
                self.skipping = false;
            } else if !is_quoted {
                let commas = if self.uncounted { UNCOUNTED } else { self.commas.wrapping_add(before) };
                self.take(chunk, *start..end, commas, out);
            } else {
                continue;
            }
            (self.commas, self.uncounted) = (0_u32.wrapping_sub(before), unknown);
            (self.began, *start) = (self.line, end);
        }
        self.commas = self.commas.wrapping_add(commas.count_ones());
        if let Some(last) = length.checked_sub(1) {
            self.quoted = quoted >> last & 1 == 1;
        }
    }

    fn take(&mut self, chunk: &[u8], row: Range<usize>, commas: u32, out: &mut impl FnMut(Framed<'_>)) {
        if self.comma == UNKNOWN {
            let bytes = if self.carry.is_empty() { &chunk[row.clone()] } else { &self.carry };
            self.comma = comma(bytes).unwrap_or(UNKNOWN);
        }
        if self.carry.is_empty() {
            self.places.push(Place { bytes: row, line: self.began, commas });
            if self.places.len() == MOST_PLACES {
                self.flush(chunk, out);
            }
        } else {
            self.carry.extend_from_slice(&chunk[row]);
            let place = Place { bytes: 0..self.carry.len(), line: self.began, commas };
            out(Framed::Records(&self.carry, &[place]));
            self.carry.clear();
        }
    }

    /// Tells once that the row has no end.
    fn skip(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        if !self.skipping {
            self.flush(chunk, out);
            out(Framed::Unterminated(self.began));
        }
        (self.skipping, self.carry) = (true, Vec::new());
    }

    fn flush(&mut self, chunk: &[u8], out: &mut impl FnMut(Framed<'_>)) {
        if !self.places.is_empty() {
            out(Framed::Records(chunk, &self.places));
            self.places.clear();
        }
    }

    /// The input is over: what is carried over is the last row.
    pub(super) fn end(&mut self, out: &mut impl FnMut(Framed<'_>)) {
        if self.quoted && !self.skipping {
            out(Framed::Unterminated(self.began));
        } else if !self.carry.is_empty() {
            self.feed(b"\n", out);
        }
        *self = Self { line: self.line, began: self.line, ..Self::default() };
    }

    pub(super) const fn is_between_records(&self) -> bool {
        !self.quoted && !self.skipping && self.carry.is_empty()
    }
}
