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

/// What stands for a fact in a command while nobody knows it. Commands need no more of the vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Placeholder {
    /// The name of the fact
    pub key: Key,
    /// The word
    pub word: Str,
    /// What the fact is called on a screen
    pub label: Text,
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
                let named: Option<Vec<Value>> = text.split(',').map(|name| word(words, name.trim())).collect();
                self.together(&named?)
            }
            FactType::Amount(unit) => Amount::parse(text, *unit).map(Value::Amount),
            FactType::Code => text.parse().ok().map(Value::Code),
            FactType::Text => Some(Value::Text(crate::clean::Clean::new(text))),
        }
    }
}

impl Declared {
    /// The one value that these make; `None` where they do not hold together.
    #[must_use]
    pub fn together(&self, values: &[Value]) -> Option<Value> {
        let [first, rest @ ..] = values else { return None };
        if rest.iter().all(|other| other == first) {
            return Some(first.clone());
        }
        let FactType::Word(words) = &self.kind else { return None };
        let named: Vec<&Str> = values.iter().flat_map(Value::words).collect();
        let (held, all) = (words.iter().filter(|word| named.contains(&&word.id)), words.iter().filter(|it| it.beside));
        let held: Vec<Str> = held.map(|word| word.id.clone()).collect();
        let beside: Vec<&Str> = all.map(|word| &word.id).collect();
        named.iter().all(|name| beside.contains(name)).then_some(Value::Words(held))
    }

    /// The values that can hold beside one another.
    pub fn beside(&self) -> impl Iterator<Item = Value> {
        let words = if let FactType::Word(words) = &self.kind { words.as_slice() } else { &[] };
        words.iter().filter(|word| word.beside).map(|word| Value::Word(word.id.clone()))
    }
}

fn word(words: &[Word], name: &str) -> Option<Value> {
    words.iter().find(|word| *word.id == *name).map(|word| Value::Word(word.id.clone()))
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
    /// Others can hold beside it
    pub beside: bool,
}
