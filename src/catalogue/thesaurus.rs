//! What a search knows of words beyond the texts: which mean the same, and which say little.

use serde::{Deserialize, Serialize};

use crate::lang::Str;

/// What a search knows of words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Thesaurus {
    /// Words of the field that stand in every other query and say little in it: `function`, `error`
    pub common: Vec<Str>,
    /// Words and short phrases, in both languages, that mean the same
    pub synonyms: Vec<Vec<Str>>,
}
