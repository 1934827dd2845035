//! Conditions as written: `{deploy: image, any: [...], size: {at_least: 10 MB}}`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::catalogue::load::source::value::Scalar;

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

impl RawCondition {
    /// How many values, comparisons and conditions it is made of.
    pub(crate) fn parts(&self) -> usize {
        let Self::Lines(lines) = self else { return 1 };
        let line = |line: &RawLine| match line {
            RawLine::Conditions(list) => list.iter().map(Self::parts).sum(),
            RawLine::Condition(inner) => inner.parts(),
            RawLine::Values(values) => values.len(),
            RawLine::AtLeast(_) | RawLine::Below(_) => 1,
        };
        1 + lines.iter().map(|(_, it)| line(it)).sum::<usize>()
    }
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
