//! What every part of a file is written with: mappings in their order, scalars of any type, texts in one language or in both.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A mapping in the order of the file, duplicates kept so that they can be named.
#[derive(Debug)]
pub(crate) struct Pairs<V>(pub(crate) Vec<(String, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for InOrder<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry::<Scalar, V>()? {
                    pairs.push((pair.0.0, pair.1));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

/// A scalar as it is written: `yes`, `3 s`, `446`, `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar(pub(crate) String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsWritten;
        impl Visitor<'_> for AsWritten {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a number, yes or no")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar(if yes { "yes" } else { "no" }.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(AsWritten)
    }
}

/// A text as written.
#[derive(Debug)]
pub(crate) enum RawText {
    /// One string, whatever the language
    Plain(String),
    /// By language
    Told(Told),
}

/// A text by language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Told {
    pub(crate) en: Option<String>,
    pub(crate) zh: Option<String>,
}

impl RawText {
    /// The text in English and in Chinese; one language stands for the other where that is missing.
    pub(crate) fn both(&self) -> [&str; 2] {
        match self {
            Self::Plain(text) => [text, text],
            Self::Told(Told { en, zh }) => {
                let (own_en, own_zh) = (en.as_deref(), zh.as_deref());
                [own_en.or(own_zh).unwrap_or_default(), own_zh.or(own_en).unwrap_or_default()]
            }
        }
    }

    /// The text in both languages, where it is written in both.
    pub(crate) fn in_both(&self) -> Option<[&str; 2]> {
        match self {
            Self::Told(Told { en: Some(en), zh: Some(zh) }) => Some([en, zh]),
            Self::Plain(_) | Self::Told(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain string, or a mapping with `en` or `zh`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RawText, E> {
                Ok(RawText::Plain(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<RawText, E> {
                Ok(RawText::Plain(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<RawText, E> {
                Ok(RawText::Plain(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawText, A::Error> {
                Told::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(RawText::Told)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A text, or one for each beginning of the names of runtimes: `{python: …, node: …}`.
#[derive(Debug)]
pub(crate) struct RawByRuntime(pub(crate) Vec<(String, String)>);

impl RawByRuntime {
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }
}

impl<'de> Deserialize<'de> for RawByRuntime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawByRuntime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or a mapping of runtimes to strings")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RawByRuntime, E> {
                Ok(RawByRuntime(vec![(String::new(), text.to_owned())]))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawByRuntime, A::Error> {
                Pairs::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(|pairs| RawByRuntime(pairs.0))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
