//! Causes: how facts grade one, and how it is repaired.

use serde::{Deserialize, Serialize};

use crate::catalogue::condition::Rules;
use crate::catalogue::reference::SourceId;
use crate::catalogue::step::Step;
use crate::catalogue::store::packed::Packed;
use crate::lang::{Lang, Str, Text};

/// A cause of some catalogue; made only by `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CauseId(pub(super) u16);

/// What may be wrong: what grading and lists need, and the rest packed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Cause {
    /// Its name in files and for programs
    pub slug: Str,
    /// What is wrong, as a statement
    pub title: Text,
    /// The same for narrow panes, at most 26 cells
    pub short: Option<Text>,
    /// The user's file it came from; `None` for the built-in catalogue
    pub from: Option<Str>,
    /// How facts grade it
    pub rules: Packed<Rules>,
    /// Why it is so, and what to do
    pub remedy: Packed<Remedy>,
}

/// The most cells of a short title.
pub(super) const SHORT: usize = 26;

impl Cause {
    /// The title for a narrow pane: the short one where there is one.
    #[must_use]
    pub fn brief(&self, lang: Lang) -> &str {
        self.short.as_ref().unwrap_or(&self.title).of(lang)
    }
}

/// Why a cause produces its code, and how to repair it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Remedy {
    /// Why this produces the code
    pub because: Text,
    /// What to do, in order
    pub fix: Vec<Step>,
    /// How to see that it is repaired
    pub verify: Option<Step>,
    /// How to take the fix back
    pub undo: Option<Step>,
    /// What stops the bleeding meanwhile
    pub stopgap: Option<Stopgap>,
    /// "Not this, if …"
    pub unlike: Vec<Text>,
    /// What files of the user add
    pub notes: Vec<Text>,
    /// Where it was read
    pub sources: Vec<SourceId>,
}

/// What stops the bleeding, and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Stopgap {
    /// What to do
    pub step: Step,
    /// What one pays for it
    pub cost: Text,
}
