//! Where a word stands: texts, ascending, and the position in each, as differences in few bytes.

/// A place of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) struct Place {
    /// The number of the text
    pub(in crate::search) text: u32,
    /// Which word of the text it is
    pub(in crate::search) position: u32,
}

/// The places of one word, while they are gathered in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    last: Option<Place>,
}

impl Postings {
    /// Adds a place; none is before the last one.
    pub(super) fn push(&mut self, place: Place) {
        if self.last == Some(place) {
            return;
        }
        put(place.text - self.last.map_or(0, |last| last.text), &mut self.bytes);
        put(place.position, &mut self.bytes);
        self.last = Some(place);
    }
}

impl AsRef<[u8]> for Postings {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads the places of a word.
pub(in crate::search) fn places(bytes: &[u8]) -> impl Iterator<Item = Place> + '_ {
    let (mut rest, mut text) = (bytes, 0);
    std::iter::from_fn(move || {
        text += take(&mut rest)?;
        Some(Place { text, position: take(&mut rest)? })
    })
}

/// Writes a number, seven bits a byte, the low ones first.
pub(super) fn put(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

/// Reads a number and takes it off.
pub(in crate::search) fn take(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0_u32, 0);
    loop {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7f).checked_shl(shift)?;
        if first & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Postings, places};

    #[test]
    fn places_are_read_as_they_were_written() {
        let written: Vec<Place> =
            [(0, 3), (0, 4), (7, 0), (300, 200), (70_000, 1)].map(|(text, position)| Place { text, position }).into();
        let mut postings = Postings::default();
        for place in &written {
            postings.push(*place);
        }
        assert_eq!(places(postings.as_ref()).collect::<Vec<_>>(), written);
        assert_eq!(places(&[0x80]).count(), 0, "what breaks off is no place");
    }
}
