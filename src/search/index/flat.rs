//! Bytes and numbers that are borrowed from the program where it was built with them: nothing is decoded.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Bytes, borrowed or owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::search) struct Bytes(Cow<'static, [u8]>);

impl Bytes {
    pub(in crate::search) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(mut bytes: Vec<u8>) -> Self {
        bytes.shrink_to_fit();
        Self(Cow::Owned(bytes))
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de: 'static> Visitor<'de> for Borrowed {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("borrowed bytes")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Bytes, E> {
                Ok(Bytes(Cow::Borrowed(bytes)))
            }
        }
        deserializer.deserialize_bytes(Borrowed)
    }
}

/// A list of numbers, four bytes each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(in crate::search) struct Numbers(Bytes);

/// Bytes of one number.
const WIDTH: usize = 4;

impl Numbers {
    pub(in crate::search) fn len(&self) -> usize {
        self.0.as_slice().len() / WIDTH
    }

    /// The number at `at`, if there is one.
    pub(in crate::search) fn get(&self, at: usize) -> Option<u32> {
        let bytes = self.0.as_slice().get(at * WIDTH..)?.first_chunk::<WIDTH>()?;
        Some(u32::from_le_bytes(*bytes))
    }

    pub(in crate::search) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.as_slice().chunks_exact(WIDTH).filter_map(|chunk| chunk.first_chunk().map(|it| u32::from_le_bytes(*it)))
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(Bytes::from(numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>()))
    }
}

/// Lists of numbers, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(in crate::search) struct Lists {
    numbers: Numbers,
    ends: Numbers,
}

impl Lists {
    /// The list at `at`; empty where there is none.
    pub(in crate::search) fn get(&self, at: usize) -> impl Iterator<Item = u32> {
        let (from, to) = span(&self.ends, at);
        (from..to).filter_map(|at| self.numbers.get(at))
    }
}

impl FromIterator<Vec<u32>> for Lists {
    fn from_iter<I: IntoIterator<Item = Vec<u32>>>(lists: I) -> Self {
        let (mut numbers, mut ends) = (Vec::new(), Vec::new());
        for list in lists {
            numbers.extend(list);
            ends.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        }
        Self { numbers: numbers.into_iter().collect(), ends: ends.into_iter().collect() }
    }
}

/// Where the part at `at` begins and ends, of those that end there.
pub(in crate::search) fn span(ends: &Numbers, at: usize) -> (usize, usize) {
    let end = |at: usize| ends.get(at).map_or(0, |end| end as usize);
    (if at == 0 { 0 } else { end(at - 1) }, end(at))
}
