//! Recorded cases to rehearse: a story, the answers that it holds, and what they lead to.

use serde::{Deserialize, Serialize};

use crate::catalogue::cause::CauseId;
use crate::fact::{Key, Value};
use crate::lang::{Str, Text};

/// A recorded case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Drill {
    /// Its name in files and for programs
    pub slug: Str,
    /// Where it begins
    pub start: Begin,
    /// What it is about, without the cause
    pub title: Text,
    /// What the person sees
    pub story: Text,
    /// The answers that the story holds, in its order
    pub facts: Vec<(Key, Value)>,
    /// What they lead to
    pub cause: CauseId,
    /// How certain that is
    pub grade: Outcome,
}

/// Where a recorded case begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Begin {
    /// With a status code
    Code(u16),
    /// With a symptom, by its id
    Symptom(Str),
}

/// How certain the cause of a recorded case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A deciding fact says so
    Confirmed,
    /// Facts speak for it
    Likely,
    /// It is the best that is left
    Possible,
}
