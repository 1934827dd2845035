//! Steps: one thing to do, and how it is known.

use serde::{Deserialize, Serialize};

use crate::lang::{Str, Text};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Step {
    /// What it is known by, where that is written
    pub id: Option<Str>,
    /// What to do
    pub text: Text,
    /// The shell command that does it, with `%{key}` for the user's own values
    pub run: Option<Str>,
    /// The content of a file, or a code sample
    pub show: Option<Str>,
}

/// The words of a text that a step is known by.
const NAMED_BY: usize = 6;

impl Step {
    /// What the step of a fix is known by within its cause, wherever it stands: the written id, else the first words of
    /// the English text.
    #[must_use]
    pub fn slug(&self) -> Str {
        self.id.clone().unwrap_or_else(|| {
            let text = self.text.en.to_ascii_lowercase();
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            Str::from(words.take(NAMED_BY).collect::<Vec<_>>().join("-"))
        })
    }
}
