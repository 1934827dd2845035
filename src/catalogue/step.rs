//! Steps: one thing to do, and how it is known.

use serde::{Deserialize, Serialize};

use crate::catalogue::condition::Condition;
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
    pub run: Option<ByRuntime>,
    /// The same command for PowerShell on Windows
    pub powershell: Option<Str>,
    /// The content of a file, or a code sample
    pub show: Option<ByRuntime>,
    /// What must not be known to be false for it to be told
    pub when: Option<Condition>,
    /// How the runtimes begin that it is for; none where it is for all
    pub runtimes: Vec<Str>,
}

/// A text that may read otherwise for each runtime.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ByRuntime(
    /// How the runtime begins, empty for all of them, and the text
    pub Vec<(Str, Str)>,
);

impl ByRuntime {
    /// Every text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }

    /// The text for this runtime; all of them, one below the other, where it is unknown or has none of its own.
    #[must_use]
    pub fn of(&self, runtime: Option<&str>) -> String {
        let own = |runtime: &str| self.0.iter().find(|(begin, _)| begins(runtime, begin));
        match runtime.and_then(own) {
            Some((_, text)) => text.to_string(),
            None => self.texts().collect::<Vec<_>>().join("\n"),
        }
    }
}

/// Whether the name of a runtime, such as `Nodejs16.13`, begins so.
fn begins(runtime: &str, begin: &str) -> bool {
    runtime.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin))
}

/// The words of a text that a step is known by.
const NAMED_BY: usize = 6;

impl Step {
    /// Whether it is for this runtime; for one that nobody knows it may be.
    #[must_use]
    pub fn is_for(&self, runtime: Option<&str>) -> bool {
        let fits = |runtime: &str| self.runtimes.iter().any(|begin| begins(runtime, begin));
        self.runtimes.is_empty() || runtime.is_none_or(fits)
    }

    /// What the step of a fix is known by within its cause, wherever it stands: the written id, else the first words of
    /// the English text. Where the text is in one language only, words of any script count.
    #[must_use]
    pub fn slug(&self) -> Str {
        self.id.clone().unwrap_or_else(|| {
            let text = self.text.en.to_ascii_lowercase();
            let one_language = self.text.en == self.text.zh;
            let counts = |c: char| c.is_ascii_alphanumeric() || one_language && c.is_alphanumeric();
            let words = text.split(|c: char| !counts(c)).filter(|word| !word.is_empty());
            Str::from(words.take(NAMED_BY).collect::<Vec<_>>().join("-"))
        })
    }
}
