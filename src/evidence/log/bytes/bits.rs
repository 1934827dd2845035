//! Bits of bytes: 64 bytes are compared at once with SIMD, and what is found comes as a bit for each. Quotes and escapes
//! are worked out on those bits, as simdjson does, without a branch for each byte.

use std::iter;

use wide::i8x16;

/// Bytes of one step: a bit for each in a `u64`.
pub(crate) const WIDTH: usize = 64;
/// Bytes of one SIMD register that every x86-64 and every `AArch64` has.
pub(crate) const LANE: usize = 16;

/// Bytes in steps. The last one has fewer than [`WIDTH`], may be empty, and is filled with zeros.
pub(crate) struct Steps<'a> {
    whole: &'a [[u8; WIDTH]],
    last: [u8; WIDTH],
    rest: usize,
}

impl<'a> Steps<'a> {
    /// The steps of `bytes`.
    #[inline]
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        let (whole, rest) = bytes.as_chunks();
        let mut last = [0; WIDTH];
        last[..rest.len()].copy_from_slice(rest);
        Self { whole, last, rest: rest.len() }
    }

    /// Each step, with the offset at which it begins and the number of its bytes.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &[u8; WIDTH], usize)> {
        let lengths = iter::repeat_n(WIDTH, self.whole.len()).chain(iter::once(self.rest));
        let steps = self.whole.iter().chain(iter::once(&self.last)).zip(lengths).enumerate();
        steps.map(|(number, (step, length))| (number * WIDTH, step, length))
    }
}

/// Where `is` holds, which sets all bits of a byte or none.
#[inline]
pub(crate) fn where_it(step: &[u8; WIDTH], is: impl Fn(i8x16) -> i8x16) -> u64 {
    let lanes = step.as_chunks::<LANE>().0.iter().enumerate();
    lanes.fold(0, |bits, (number, bytes)| bits | u64::from(is(lane(bytes)).to_bitmask()) << (number * LANE))
}

/// Where `byte` stands.
#[inline]
pub(crate) fn equal(step: &[u8; WIDTH], byte: u8) -> u64 {
    let byte = i8x16::splat(byte.cast_signed());
    where_it(step, |bytes| bytes.simd_eq(byte))
}

/// Bytes that are compared at once.
#[inline]
pub(crate) fn lane(bytes: &[u8; LANE]) -> i8x16 {
    i8x16::new(bytes.map(u8::cast_signed))
}

/// All of `bits` but the lowest one that is set.
pub(crate) const fn without_first(bits: u64) -> u64 {
    bits & bits.wrapping_sub(1)
}

/// Bits below `place`, which is one of 64.
pub(crate) const fn below(place: u32) -> u64 {
    (1 << place) - 1
}

/// Which bytes lie between quotes, opening quotes included; `open` tells whether a quote was open before. A bit is the
/// parity of all quotes up to it.
#[inline]
pub(crate) const fn inside(quotes: u64, open: bool) -> u64 {
    let mut parity = quotes;
    parity ^= parity << 1;
    parity ^= parity << 2;
    parity ^= parity << 4;
    parity ^= parity << 8;
    parity ^= parity << 16;
    parity ^= parity << 32;
    if open { !parity } else { parity }
}

/// Every second bit, from the first one on.
const EVEN: u64 = 0x5555_5555_5555_5555;

/// Which bytes follow a backslash that is not escaped itself. `escaped` tells it of the first byte, and then of the one
/// behind the `length` bytes at hand.
#[inline]
pub(crate) const fn escaped(backslashes: u64, escaped: &mut bool, length: usize) -> u64 {
    let first = *escaped as u64;
    if backslashes == 0 {
        *escaped = *escaped && length == 0;
        return first;
    }
    // of a run of backslashes every second one is escaped; an addition finds the ends of runs (simdjson, section 3.1.1)
    let backslashes = backslashes & !first;
    let follows = backslashes << 1 | first;
    let odd_starts = backslashes & !EVEN & !follows;
    let (even_runs, beyond) = odd_starts.overflowing_add(backslashes);
    let bits = (EVEN ^ even_runs << 1) & follows;
    *escaped = if length == WIDTH { beyond } else { bits >> length & 1 == 1 };
    bits
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert_eq, proptest};
    use proptest::sample::select;

    use super::{Steps, equal, escaped, inside};

    /// The same, byte by byte.
    fn plainly(bytes: &[u8]) -> Vec<(bool, bool)> {
        let (mut open, mut escape) = (false, false);
        let told = bytes.iter().map(|byte| {
            let escaped = escape;
            escape = !escaped && *byte == b'\\';
            open ^= *byte == b'"' && !escaped;
            (escaped, open)
        });
        told.collect()
    }

    proptest! {
        #[test]
        fn quotes_and_escapes_are_those_of_a_walk(bytes in vec(select(b"\"\\\\x".to_vec()), 0..300), cut in 0..300_usize) {
            let (mut open, mut escape, mut told) = (false, false, Vec::new());
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            for part in [first, second] {
                for (_, step, length) in Steps::of(part).iter() {
                    let escapes = escaped(equal(step, b'\\'), &mut escape, length);
                    let within = inside(equal(step, b'"') & !escapes, open);
                    let bit = |bits: u64, place: usize| bits >> place & 1 == 1;
                    told.extend((0..length).map(|place| (bit(escapes, place), bit(within, place))));
                    open = told.last().is_some_and(|(_, open)| *open);
                }
            }
            prop_assert_eq!(told, plainly(&bytes));
        }
    }
}
