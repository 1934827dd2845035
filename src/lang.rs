//! Languages and texts: a text exists in both languages or not at all.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Deserialize as DeriveDeserialize, Serialize, Serializer};

/// A language of the screen. Adding a variant leads the compiler through everything that must be said in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, DeriveDeserialize)]
pub enum Lang {
    /// English
    En,
    /// Simplified Chinese
    Zh,
}

impl Lang {
    /// The language after this one, for the key that switches.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }
}

/// A string of the catalogue: borrowed from the embedded bytes, owned where it came from a user's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Str(Cow<'static, str>);

impl Str {
    /// A string known at compile time.
    #[must_use]
    pub const fn fixed(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Str {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de: 'static> Visitor<'de> for Borrowed {
            type Value = Str;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a borrowed string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Str, E> {
                Ok(Str(Cow::Borrowed(text)))
            }
        }
        deserializer.deserialize_str(Borrowed)
    }
}

/// What a text says in one language. Whether embedded bytes are UTF-8 is looked at when they are read: nobody reads a
/// catalogue in both languages, and to look at the Chinese half was an eighth of a start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Cow<'static, [u8]>);

impl Wording {
    /// A wording known at compile time.
    #[must_use]
    pub const fn fixed(text: &'static str) -> Self {
        Self(Cow::Borrowed(text.as_bytes()))
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl From<String> for Wording {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text.into_bytes()))
    }
}

impl From<&str> for Wording {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Deref for Wording {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(Cow::Borrowed(bytes)))
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

/// One text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, DeriveDeserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Text {
    /// English
    pub en: Wording,
    /// Simplified Chinese
    pub zh: Wording,
}

impl Text {
    /// The text in `lang`.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// A text that reads the same in every language: a number with its unit, a name.
    #[must_use]
    pub fn neutral(text: &str) -> Self {
        Self { en: Wording::from(text), zh: Wording::from(text) }
    }
}
