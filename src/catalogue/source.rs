//! The catalogue as written: names and texts, nothing resolved. The only file that names the YAML library.

pub(crate) mod drill;
pub(crate) mod pattern;
pub(crate) mod sum;

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::catalogue::fault::Fault;
use crate::catalogue::origin::Origin;
use crate::catalogue::source::pattern::{RawPattern, RawStranger};
use crate::catalogue::source::sum::RawSum;
use crate::catalogue::{Effort, Fault as AtFault, Instance, Phase, harmless};

/// A whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Raw {
    pub(crate) facts: Pairs<RawFact>,
    pub(crate) sources: Pairs<RawSource>,
    pub(crate) codes: Vec<RawCode>,
    pub(crate) causes: Vec<RawCause>,
    pub(crate) questions: Vec<RawQuestion>,
    pub(crate) guide: Vec<RawGroup>,
    pub(crate) symptoms: Vec<RawSymptom>,
    pub(crate) references: Vec<RawReference>,
    pub(crate) sums: Vec<RawSum>,
    pub(crate) lists: Pairs<Vec<String>>,
    pub(crate) patterns: Vec<RawPattern>,
    pub(crate) strangers: Vec<RawStranger>,
}

/// Reads a file; a fault of form (not YAML, an unknown key, a missing language) ends the reading.
///
/// # Errors
/// The first fault of form, with its line and column.
pub fn parse(text: &str) -> Result<Raw, Fault> {
    read(text)
}

/// Reads a file of any shape.
pub(crate) fn read<T: DeserializeOwned + Default>(text: &str) -> Result<T, Fault> {
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    if let Some(fault) = harmless::too_deep(text) {
        return Err(fault);
    }
    let raw = serde_yaml::from_str(text).map_err(|error| {
        let place = error.location().map(|at| (at.line(), at.column()));
        let message = error.to_string();
        let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        Fault::form(place, what)
    })?;
    harmless::fault(text).map_or(Ok(raw), Err)
}

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

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawText {
    pub(crate) en: String,
    pub(crate) zh: String,
}

/// A text in both languages, or one that reads the same in each.
#[derive(Debug)]
pub(crate) enum RawName {
    Neutral(String),
    Text(RawText),
}

impl<'de> Deserialize<'de> for RawName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain string, or a mapping with `en` and `zh`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RawName, E> {
                Ok(RawName::Neutral(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<RawName, E> {
                Ok(RawName::Neutral(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<RawName, E> {
                Ok(RawName::Neutral(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawName, A::Error> {
                RawText::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(RawName::Text)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFact {
    pub(crate) label: RawText,
    pub(crate) r#type: Option<RawKind>,
    #[serde(default)]
    pub(crate) values: Pairs<RawText>,
    pub(crate) unit: Option<String>,
    pub(crate) placeholder: Option<Scalar>,
    #[serde(default)]
    pub(crate) from: Vec<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RawKind {
    Flag,
    Amount,
    Code,
    Text,
    Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource {
    pub(crate) title: RawText,
    pub(crate) url: Option<RawText>,
    pub(crate) read: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCode {
    pub(crate) code: u16,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) title: RawText,
    pub(crate) phase: Phase,
    pub(crate) fault: Vec<AtFault>,
    pub(crate) instance: Instance,
    pub(crate) retry: RawRetry,
    pub(crate) meaning: RawText,
    pub(crate) unlike: Option<RawText>,
    #[serde(default)]
    pub(crate) messages: Vec<String>,
    #[serde(default)]
    pub(crate) limits: Vec<RawLimit>,
    #[serde(default)]
    pub(crate) notes: Vec<RawText>,
    pub(crate) causes: Vec<String>,
    #[serde(default)]
    pub(crate) first: Vec<String>,
    #[serde(default)]
    pub(crate) references: Vec<String>,
    #[serde(default)]
    pub(crate) related: Vec<u16>,
    #[serde(default)]
    pub(crate) links: Vec<String>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    #[serde(default)]
    pub(crate) words: Vec<Scalar>,
    #[serde(default)]
    pub(crate) domestic_only: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRetry {
    pub(crate) hand: RawText,
    pub(crate) sync: RawText,
    pub(crate) r#async: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLimit {
    pub(crate) name: RawText,
    pub(crate) value: RawName,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCause {
    pub(crate) id: String,
    pub(crate) title: RawText,
    pub(crate) because: RawText,
    #[serde(default)]
    pub(crate) confirmed: Option<RawCondition>,
    #[serde(default)]
    pub(crate) likely: Option<RawCondition>,
    #[serde(default)]
    pub(crate) ruled_out: Option<RawCondition>,
    pub(crate) fix: Vec<RawStep>,
    pub(crate) verify: Option<RawStep>,
    pub(crate) undo: Option<RawStep>,
    pub(crate) stopgap: Option<RawStopgap>,
    #[serde(default)]
    pub(crate) unlike: Vec<RawText>,
    #[serde(default)]
    pub(crate) codes: Vec<u16>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStep {
    pub(crate) text: RawText,
    pub(crate) run: Option<String>,
    pub(crate) show: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStopgap {
    pub(crate) text: RawText,
    pub(crate) run: Option<String>,
    pub(crate) show: Option<String>,
    pub(crate) cost: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawQuestion {
    pub(crate) id: String,
    pub(crate) fact: String,
    pub(crate) ask: RawText,
    pub(crate) why: RawText,
    #[serde(default)]
    pub(crate) find_out: Vec<RawStep>,
    pub(crate) effort: Effort,
    #[serde(default)]
    pub(crate) answers: Vec<RawChoice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawChoice {
    pub(crate) id: Scalar,
    pub(crate) label: Option<RawText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroup {
    pub(crate) group: String,
    pub(crate) title: RawText,
    pub(crate) ask: Vec<RawNode>,
}

/// A question of the tree: its id, and the nodes under its answers (`yes`, or `code, custom_runtime`).
#[derive(Debug)]
pub(crate) struct RawNode {
    pub(crate) question: String,
    pub(crate) branches: Vec<(String, Vec<RawNode>)>,
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawNode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a question's id, or a mapping of one id to its answers")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<RawNode, E> {
                Ok(RawNode { question: id.to_owned(), branches: Vec::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawNode, A::Error> {
                let Some((question, branches)) = map.next_entry::<String, Pairs<Vec<RawNode>>>()? else {
                    return Err(A::Error::custom("an empty mapping where a question's id is expected"));
                };
                if map.next_key::<String>()?.is_some() {
                    return Err(A::Error::custom("a node holds one question; write the next one as a node of its own"));
                }
                Ok(RawNode { question, branches: branches.0 })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSymptom {
    pub(crate) id: String,
    pub(crate) title: RawText,
    #[serde(default)]
    pub(crate) words: Vec<Scalar>,
    pub(crate) codes: Vec<u16>,
    pub(crate) causes: Vec<String>,
    #[serde(default)]
    pub(crate) first: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawReference {
    pub(crate) id: String,
    pub(crate) title: RawText,
    pub(crate) intro: Option<RawText>,
    pub(crate) rows: Vec<RawRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRow {
    pub(crate) name: RawName,
    pub(crate) text: RawText,
    pub(crate) run: Option<String>,
    pub(crate) show: Option<String>,
}

/// A condition: `never`, or a mapping whose lines must all hold.
#[derive(Debug)]
pub(crate) enum RawCondition {
    Never,
    Lines(Vec<(String, RawLine)>),
}

/// What stands behind a key of a condition.
#[derive(Debug)]
pub(crate) enum RawLine {
    /// `all` and `any`
    Conditions(Vec<RawCondition>),
    /// `not`
    Condition(RawCondition),
    /// `key: value` and `key: [value, value]`
    Values(Vec<Scalar>),
    /// `key: {at_least: 3 s}`
    AtLeast(Scalar),
    /// `key: {below: 3 s}`
    Below(Scalar),
}

impl<'de> Deserialize<'de> for RawCondition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lines;
        impl<'de> Visitor<'de> for Lines {
            type Value = RawCondition;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a condition: a mapping of facts to values, or `never`")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<RawCondition, E> {
                if word == "never" {
                    Ok(RawCondition::Never)
                } else {
                    Err(E::custom(format_args!(
                        "`{word}` is no condition; write `never` or a mapping of facts to values"
                    )))
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawCondition, A::Error> {
                let mut lines = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    let line = match key.as_str() {
                        "all" | "any" => RawLine::Conditions(map.next_value()?),
                        "not" => RawLine::Condition(map.next_value()?),
                        _ => map.next_value_seed(Test)?,
                    };
                    lines.push((key, line));
                }
                Ok(RawCondition::Lines(lines))
            }
        }
        deserializer.deserialize_any(Lines)
    }
}

/// Reads what stands behind the key of a fact.
struct Test;

impl<'de> serde::de::DeserializeSeed<'de> for Test {
    type Value = RawLine;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawLine, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Test {
    type Value = RawLine;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a list of values, or a mapping with `at_least` or `below`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<RawLine, E> {
        Ok(RawLine::Values(vec![Scalar(text.to_owned())]))
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<RawLine, E> {
        Ok(RawLine::Values(vec![Scalar(if yes { "yes" } else { "no" }.to_owned())]))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<RawLine, E> {
        Ok(RawLine::Values(vec![Scalar(number.to_string())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawLine, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(RawLine::Values(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawLine, A::Error> {
        match map.next_entry::<String, Scalar>()? {
            Some((word, bound)) if word == "at_least" => Ok(RawLine::AtLeast(bound)),
            Some((word, bound)) if word == "below" => Ok(RawLine::Below(bound)),
            Some((word, _)) => {
                Err(A::Error::custom(format_args!("`{word}` compares nothing; write `at_least` or `below`")))
            }
            None => Err(A::Error::custom("an empty comparison; write `at_least` or `below`")),
        }
    }
}
