//! Members of a JSON object, found by a substring search for their quoted names: the slow road. Nothing around them is
//! parsed.

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};
use memchr::{memchr, memchr2};

/// What stands around names and strings: in an object, and in one that is packed in a string.
pub(super) const OPEN: &[u8] = b"\"";
pub(super) const PACKED: &[u8] = b"\\\"";

/// Bytes of a value that are looked at before a search: a status and a retry number have at most three.
const SHORT: usize = 4;

/// A member, with a prepared search for its name.
#[derive(Clone, Debug)]
pub(crate) struct Member(Finder<'static>);

impl Member {
    /// The member whose name, in quotes, is `name`.
    pub(crate) fn new(name: &[u8]) -> Self {
        Self(FinderBuilder::new().build_forward_with_ranker(AmongNames, name).into_owned())
    }

    /// Its name, in quotes.
    pub(crate) fn name(&self) -> &[u8] {
        self.0.needle()
    }

    /// Where its name stands, from `from` on.
    pub(crate) fn find(&self, object: &[u8], from: usize) -> Option<usize> {
        self.0.find(object.get(from..)?).map(|found| from + found)
    }

    /// Its value, if there is one: the first one from `from` on, else the first one.
    pub(crate) fn value<'a>(&self, object: &'a [u8], from: usize) -> Option<&'a [u8]> {
        let found = self.locate(object, from, is_there).or_else(|| self.locate(object, 0, is_there));
        found.map(|(_, value)| value)
    }

    /// The first value from `from` on that counts, and where the name stands.
    pub(crate) fn locate<'a>(
        &self,
        object: &'a [u8],
        mut from: usize,
        counts: fn(&[u8]) -> bool,
    ) -> Option<(usize, &'a [u8])> {
        while let Some(at) = self.find(object, from) {
            if let Some(value) = value_at(object, at, self.name()).filter(|value| counts(value)) {
                return Some((at, value));
            }
            from = at + 1;
        }
        None
    }
}

/// How frequent a byte is in a record, by which `memchr` chooses the two bytes of a name that it looks for. Its own
/// table takes capitals for rare, but `"SCF_` begins most names in a record. Letters are ranked by their frequency in
/// English.
struct AmongNames;

impl HeuristicFrequencyRank for AmongNames {
    fn rank(&self, byte: u8) -> u8 {
        const FREQUENT_LAST: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";
        let place = FREQUENT_LAST.iter().position(|letter| *letter == byte);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
    }
}

/// Whether a value is not empty.
pub(crate) const fn is_there(value: &[u8]) -> bool {
    !value.is_empty()
}

/// The value behind `name`, if that is what stands at `at`: a string without its quotes, or a bare word. A name in
/// escaped quotes is that of a member of a packed object.
pub(crate) fn value_at<'a>(object: &'a [u8], at: usize, name: &[u8]) -> Option<&'a [u8]> {
    let behind = object.get(at..)?.strip_prefix(name)?;
    let value = match behind {
        [b':', b' ', value @ ..] | [b':', value @ ..] if value.first().is_some_and(|byte| *byte > b' ') => value,
        _ => behind.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start(),
    };
    let quote = if name.starts_with(PACKED) { PACKED } else { OPEN };
    let Some(string) = value.strip_prefix(quote) else {
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n' | b'\\');
        return Some(&value[..value.iter().position(ends)?]);
    };
    if quote == PACKED {
        return packed_string(string);
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\');
    // for most values a search costs more to begin than to do
    let mut end = string.iter().take(SHORT).position(ends).or_else(|| memchr2(b'"', b'\\', string))?;
    while string[end] == b'\\' {
        end += 2 + memchr2(b'"', b'\\', string.get(end + 2..)?)?;
    }
    Some(&string[..end])
}

/// The string that `bytes` begin with and an escaped quote ends. Its own quotes and backslashes are escaped twice.
fn packed_string(bytes: &[u8]) -> Option<&[u8]> {
    let mut end = memchr2(b'"', b'\\', bytes)?;
    loop {
        match bytes.get(end..end + 2)? {
            b"\\\"" => return Some(&bytes[..end]),
            // an escape of the packed string: `\\n`, or `\\\"` with three
            b"\\\\" => end += if bytes.get(end + 2)? == &b'\\' { 4 } else { 3 },
            [b'\\', _] => end += 2,
            // the end of the string that holds the object
            _ => return None,
        }
        end += memchr2(b'"', b'\\', bytes.get(end..)?)?;
    }
}

/// Takes one layer of escapes off, so that an object packed in a string lies open; strings in that object keep theirs.
pub(crate) fn unpack(object: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = object;
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        out.extend(rest.get(at + 1));
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}
