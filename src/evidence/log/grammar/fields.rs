//! Fields in one pass: where each of a few members stands in a record, whatever their order.
//!
//! A search for each name would stop at every `"SCF_`. Here a step looks at 64 bytes with SIMD: for a quote, and five
//! bytes on for the first byte that the wanted names can have there. What is left is compared with the next eight bytes
//! of each name.

use wide::i8x16;

use crate::evidence::log::bytes::bits::{LANE, WIDTH, lane, without_first};

/// Offset at which names are told apart: behind `"SCF_`.
const TELLING_FROM: usize = 5;

/// The most candidates in a record: it has 14 members by default.
const MOST_CANDIDATES: usize = 16;

/// A search for N members at once.
#[derive(Clone, Debug)]
pub(crate) struct FieldFinder<const N: usize> {
    names: [MaskedName; N],
    /// The bits in which the first bytes of the names (from [`TELLING_FROM`] on) differ; and those bytes, with these
    /// bits set
    differing: i8x16,
    telling: i8x16,
}

/// Up to eight bytes of a name, from [`TELLING_FROM`] on.
#[derive(Clone, Copy, Debug)]
struct MaskedName {
    bytes: u64,
    /// Ones at the bytes that it has
    mask: u64,
}

impl<const N: usize> FieldFinder<N> {
    /// The members whose names, in quotes, are these.
    pub(crate) fn new(names: [&[u8]; N]) -> Self {
        let parts = names.map(|name| name.get(TELLING_FROM..).unwrap_or_default());
        let mut firsts = parts.iter().map(|part| part.first().map_or(0, |byte| byte.cast_signed()));
        let first = firsts.next().unwrap_or_default();
        let differing = firsts.fold(0, |bits, byte| bits | byte ^ first);
        let (telling, differing) = (i8x16::splat(first | differing), i8x16::splat(differing));
        Self { names: parts.map(MaskedName::new), differing, telling }
    }

    /// Offset of the first candidate for each name: one with the same [`MaskedName`]. `None` for a record that is too
    /// short or has too many candidates.
    pub(crate) fn locate(&self, record: &[u8]) -> Option<[Option<usize>; N]> {
        let last = record.len().checked_sub(WIDTH + TELLING_FROM)?;
        let (firsts, _) = record.as_chunks();
        let (tellings, rest) = record[TELLING_FROM..].as_chunks();
        let mut candidates = Candidates { places: [0; MOST_CANDIDATES + 2], count: 0 };
        for (number, (first, telling)) in firsts.iter().zip(tellings).enumerate() {
            candidates.add(number * WIDTH, self.candidate_bits(first, telling))?;
        }
        if !rest.is_empty() {
            // the last step overlaps the one before
            let bits = self.candidate_bits(record[last..].first_chunk()?, record[last + TELLING_FROM..].first_chunk()?);
            candidates.add(last, bits & u64::MAX << (WIDTH - rest.len()))?;
        }
        let mut places = [usize::MAX; N];
        for place in &candidates.places[..candidates.count] {
            let there = eight(&record[place + TELLING_FROM..]);
            for (known, name) in places.iter_mut().zip(&self.names) {
                // branch-free: which name it is cannot be predicted
                let here = if there & name.mask == name.bytes { *place } else { usize::MAX };
                *known = here.min(*known);
            }
        }
        Some(places.map(|place| (place != usize::MAX).then_some(place)))
    }

    /// Where a name may begin: a bit for each byte.
    #[inline]
    fn candidate_bits(&self, first: &[u8; WIDTH], telling: &[u8; WIDTH]) -> u64 {
        let (first, telling) = (first.as_chunks::<LANE>().0, telling.as_chunks::<LANE>().0);
        let quote = i8x16::splat(b'"'.cast_signed());
        first.iter().zip(telling).enumerate().fold(0, |found, (number, (first, telling))| {
            let unlike = lane(first) ^ quote | (lane(telling) | self.differing) ^ self.telling;
            found | u64::from(unlike.simd_eq(i8x16::ZERO).to_bitmask()) << (number * LANE)
        })
    }
}

/// Offsets at which a name may begin.
struct Candidates {
    places: [usize; MOST_CANDIDATES + 2],
    count: usize,
}

impl Candidates {
    /// Adds those of the step that began at `start`; `None` where there are too many.
    #[inline]
    fn add(&mut self, start: usize, first: u64) -> Option<()> {
        let second = without_first(first);
        let mut others = without_first(second);
        let place = |bits: u64| start + bits.trailing_zeros() as usize;
        // branch-free: two are written whether there are any or not
        (self.places[self.count], self.places[self.count + 1]) = (place(first), place(second));
        self.count += usize::from(first != 0) + usize::from(second != 0);
        while others != 0 && self.count < MOST_CANDIDATES {
            self.places[self.count] = place(others);
            others = without_first(others);
            self.count += 1;
        }
        (self.count < MOST_CANDIDATES).then_some(())
    }
}

impl MaskedName {
    fn new(name: &[u8]) -> Self {
        let length = name.len().min(size_of::<u64>());
        Self { bytes: eight(&name[..length]), mask: eight(&[u8::MAX; size_of::<u64>()][..length]) }
    }
}

/// The first eight bytes, and zeros where there are not so many.
#[inline]
fn eight(bytes: &[u8]) -> u64 {
    let whole = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut whole = [0; size_of::<u64>()];
        whole[..bytes.len()].copy_from_slice(bytes);
        whole
    });
    u64::from_le_bytes(whole)
}

#[cfg(test)]
mod tests {
    use super::FieldFinder;

    #[test]
    fn the_first_of_each_name_is_found_wherever_it_stands() {
        let names = ["\"SCF_RequestId\"", "\"SCF_StatusCode\"", "\"SCF_RetryNum\""];
        let finder = FieldFinder::new(names.map(str::as_bytes));
        for before in 0..140 {
            for between in [0, 3, 70] {
                for behind in [0, 5, 64, 100] {
                    let gap =
                        |length: usize| "\"SCF_R-----------------------------------".repeat(4)[..length].to_owned();
                    let record =
                        [&gap(before), names[1], &gap(between), names[2], &gap(behind), names[1], "."].concat();
                    let expected = [None, Some(before), Some(before + names[1].len() + between)];
                    let places = finder.locate(record.as_bytes());
                    assert_eq!(places, (record.len() >= 69).then_some(expected), "{record}");
                }
            }
        }
    }

    #[test]
    fn a_name_at_the_very_end_is_found() {
        let finder = FieldFinder::new([b"\"SCF_StatusCode\"", b"\"retry_num\""]);
        let record = format!("{}\"retry_num\"", "-".repeat(80));
        assert_eq!(finder.locate(record.as_bytes()), Some([None, Some(80)]));
    }
}
