//! The name of a fact and the value that it has.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clean::Clean;
use crate::fact::amount::Amount;
use crate::lang::Str;

/// The name of a fact in the vocabulary of the catalogue, such as `deploy` or `port.9000`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Key(Str);

impl Key {
    /// A key as the catalogue spells it.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(Str::from(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Value {
    /// Yes or no
    Flag(bool),
    /// One of the words that the catalogue declares for the fact
    Word(Str),
    /// Several of these words at once, where the fact has them
    Words(Vec<Str>),
    /// A number with its unit
    Amount(Amount),
    /// A status code of SCF
    Code(u16),
    /// Free text, such as a function's name; never part of the catalogue
    #[serde(skip)]
    Text(Clean),
}

impl Value {
    /// The words that it is made of; none where it is no word.
    #[must_use]
    pub fn words(&self) -> &[Str] {
        match self {
            Self::Word(word) => std::slice::from_ref(word),
            Self::Words(words) => words,
            Self::Flag(_) | Self::Amount(_) | Self::Code(_) | Self::Text(_) => &[],
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Word(word) => word.fmt(f),
            Self::Words(words) => f.write_str(&words.iter().map(Str::as_str).collect::<Vec<_>>().join(",")),
            Self::Amount(amount) => amount.fmt(f),
            Self::Code(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
