//! Follow-ups: steps that several fixes end with, written once.

use serde::{Deserialize, Serialize};

use crate::catalogue::step::Step;
use crate::lang::Str;

/// A step that stands at the end of each fix with one of these words in a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FollowUp {
    /// Its name in files, and what the step is known by
    pub slug: Str,
    /// The words of commands that call for it
    pub after: Vec<Str>,
    /// What to do then
    pub step: Step,
}

impl FollowUp {
    /// Whether one of the steps calls for it.
    #[must_use]
    pub fn follows<'a>(&self, steps: impl IntoIterator<Item = &'a Step>) -> bool {
        let calls = |run: &str| run.split_whitespace().any(|word| self.after.iter().any(|after| **after == *word));
        steps.into_iter().filter_map(|step| step.run.as_ref()).any(|run| run.texts().any(calls))
    }
}
