//! Parts of the catalogue that are decoded when someone looks at them: a start reads what the first screen shows, and
//! the rest of the bytes stay untouched.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A `T`, encoded.
pub struct Packed<T> {
    bytes: &'static [u8],
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize + Deserialize<'static> + Default> Packed<T> {
    /// Encodes. The bytes live as long as the program: a catalogue is linked once for each file at start.
    #[must_use]
    pub fn new(value: &T) -> Self {
        let bytes = postcard::to_allocvec(value).unwrap_or_default();
        Self { bytes: bytes.leak(), of: PhantomData }
    }

    /// Decodes; its texts are borrowed.
    #[must_use]
    pub fn open(&self) -> T {
        postcard::from_bytes(self.bytes).unwrap_or_default()
    }
}

impl<T> Packed<T> {
    /// Its bytes, which may be laid elsewhere.
    pub(in crate::catalogue) const fn bytes(&mut self) -> &mut &'static [u8] {
        &mut self.bytes
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Packed<T> {}

impl<T> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.bytes.len())
    }
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.bytes)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de: 'static> Visitor<'de> for Borrowed {
            type Value = &'static [u8];

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("borrowed bytes")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<&'static [u8], E> {
                Ok(bytes)
            }
        }
        deserializer.deserialize_bytes(Borrowed).map(|bytes| Self { bytes, of: PhantomData })
    }
}
