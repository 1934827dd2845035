//! Template: a piece of the last record, 32 to 64 bytes, of which one part is free (the id, or the status).
//!
//! Two overlapping SIMD comparisons of 32 bytes each, under a mask, tell whether the next record has the same piece: no
//! search and no loop over bytes. The free part has to be as long as it was; ids of 36 bytes with a name of 15 do fit.

use std::ops::Range;

use wide::u8x16;

/// A piece of a record, and its free part. Of length 0 it matches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Template {
    bytes: Lanes,
    /// Ones at the free part
    free: Lanes,
    length: usize,
}

/// The first 32 and the last 32 bytes of a piece; where it has fewer than 64 they overlap.
type Lanes = [u8x16; 4];
const HALF: usize = 32;

impl Template {
    /// The most bytes that a piece has.
    pub(crate) const LONGEST: usize = 2 * HALF;

    /// The template of `bytes` with the part `free`. It matches nothing if they are too few or too many, or if the part
    /// is not plain: with a quote, an escape or a byte of a longer character in it, another value might end elsewhere.
    pub(crate) fn of(bytes: &[u8], free: Range<usize>) -> Self {
        let mut part = [0; Self::LONGEST];
        let Some(part) = part.get_mut(..bytes.len()).filter(|_| is_plain(&bytes[free.clone()])) else {
            return Self::default();
        };
        part[free].fill(u8::MAX);
        match (lanes(bytes), lanes(part)) {
            (Some(lanes), Some(free)) => Self { bytes: lanes, free, length: bytes.len() },
            _ => Self::default(),
        }
    }

    /// How many bytes the piece has.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// Whether `record` begins with these very bytes.
    #[inline]
    pub(crate) fn begins(&self, record: &[u8]) -> bool {
        let Some(lanes) = record.get(..self.length).and_then(lanes) else { return false };
        each(|lane| lanes[lane].simd_eq(self.bytes[lane]))
    }

    /// Whether `record` begins with the template and a plain free part. Its bytes are then those of the template.
    #[inline]
    pub(crate) fn follow(&mut self, record: &[u8]) -> bool {
        let Some(lanes) = record.get(..self.length).and_then(lanes) else { return false };
        let [quote, escape] = [b'"', b'\\'].map(u8x16::splat);
        // a byte that is not ASCII has its upper bit set already
        let plain = |bytes: u8x16| !(bytes.simd_eq(quote) | bytes.simd_eq(escape) | bytes);
        let is_alike = each(|lane| lanes[lane].simd_eq(self.bytes[lane]) | self.free[lane] & plain(lanes[lane]));
        if is_alike {
            self.bytes = lanes;
        }
        is_alike
    }

    /// Whether `record` ends with the template.
    #[inline]
    pub(crate) fn ends(&self, record: &[u8]) -> bool {
        let start = record.len().checked_sub(self.length);
        let Some(lanes) = start.and_then(|start| lanes(&record[start..])) else { return false };
        each(|lane| lanes[lane].simd_eq(self.bytes[lane]) | self.free[lane])
    }
}

/// Whether bytes are neither quotes nor escapes, all ASCII.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\\'))
}

/// The lanes of a piece; none, if it is too short.
#[inline]
fn lanes(piece: &[u8]) -> Option<Lanes> {
    let (first, last) = (piece.first_chunk::<HALF>()?, piece.last_chunk::<HALF>()?);
    let ([a, b], [c, d]) = (quarters(first), quarters(last));
    Some([a, b, c, d])
}

#[inline]
fn quarters(half: &[u8; HALF]) -> [u8x16; 2] {
    let quarters = half.as_chunks().0;
    std::array::from_fn(|number| u8x16::new(quarters[number]))
}

/// Whether the upper bit of each byte of each lane is set.
#[inline]
fn each(lane: impl Fn(usize) -> u8x16) -> bool {
    (lane(0) & lane(1) & lane(2) & lane(3)).all()
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn a_piece_is_told_by_all_but_its_free_part() {
        let piece = |id: &str| format!("{:-<20}\"{id}\":0", "");
        for length in 8..=40 {
            let (old, new) = (piece(&"a".repeat(length)), piece(&"b".repeat(length)));
            let template = || Template::of(old.as_bytes(), 21..21 + length);
            assert!(template().begins(old.as_bytes()) && !template().begins(new.as_bytes()), "{length}");
            for (before, behind) in [("", ""), ("", "more"), ("more", "")] {
                let text = format!("{before}{new}{behind}");
                let mut followed = template();
                assert_eq!(followed.follow(text.as_bytes()), before.is_empty(), "{length}");
                assert_eq!(followed.begins(text.as_bytes()), before.is_empty(), "{length}");
                assert_eq!(template().ends(text.as_bytes()), behind.is_empty(), "{length}");
            }
            for at in 0..new.len() {
                for byte in *b"\"\\\x80\xff\0x" {
                    let mut other = new.clone().into_bytes();
                    let is_same = std::mem::replace(&mut other[at], byte) == byte;
                    let is_free = (21..21 + length).contains(&at);
                    let follows = is_same || is_free && matches!(byte, 0 | b'x');
                    assert_eq!(template().follow(&other), follows, "{length} {at} {byte}");
                    assert_eq!(template().ends(&other), is_same || is_free, "{length} {at} {byte}");
                }
            }
        }
    }

    #[test]
    fn what_is_too_short_or_too_long_or_not_plain_has_no_shape() {
        let plain = [0, 31, 65, 1_000].map(|length| vec![b'x'; length]);
        let not_plain = [b'"', b'\\', 0xeb].map(|byte| vec![byte; 40]);
        for bytes in plain.iter().chain(&not_plain) {
            let length = bytes.len();
            let mut template = Template::of(bytes, 0..length.min(1));
            assert!(!template.begins(bytes) && !template.follow(bytes) && !template.ends(bytes), "{bytes:?}");
        }
    }
}
