//! The vocabulary: which facts there are, and which values each can have.

use serde::{Deserialize, Serialize};

use crate::catalogue::origin::Origin;
use crate::fact::{Amount, Key, Unit, Value};
use crate::lang::{Str, Text};

/// A fact of the vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Declared {
    /// Its name
    pub key: Key,
    /// What it is called on a screen
    pub label: Text,
    /// Which values it takes
    pub kind: FactType,
    /// The evidence that can tell it
    pub from: Vec<Origin>,
    /// The option of a command that sets it: no command sets it to a number of its own
    pub sets: Option<Str>,
    /// The most that it can be
    pub at_most: Option<Amount>,
}

impl Declared {
    /// Reads a value of this fact as a person or a catalogue writes it.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<Value> {
        match &self.kind {
            FactType::Flag => match text {
                "yes" | "true" => Some(Value::Flag(true)),
                "no" | "false" => Some(Value::Flag(false)),
                _ => None,
            },
            FactType::Word(words) => {
                words.iter().find(|word| *word.id == *text).map(|word| Value::Word(word.id.clone()))
            }
            FactType::Amount(unit) => Amount::parse(text, *unit).map(Value::Amount),
            FactType::Code => text.parse().ok().map(Value::Code),
            FactType::Text => Some(Value::Text(crate::clean::Clean::new(text))),
        }
    }
}

/// Which values a fact takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum FactType {
    /// Yes or no
    Flag,
    /// One of these
    Word(Vec<Word>),
    /// A number, usually in this unit
    Amount(Unit),
    /// A status code
    Code,
    /// Free text
    Text,
}

/// A value out of a closed list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Word {
    /// As conditions and programs write it
    pub id: Str,
    /// As a person reads it
    pub label: Text,
}
