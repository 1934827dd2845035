//! Questions: each settles one fact.

use serde::{Deserialize, Serialize};

use crate::catalogue::step::Step;
use crate::catalogue::store::packed::Packed;
use crate::fact::{Key, Value};
use crate::lang::{Str, Text};

/// A question of some catalogue; made only by `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuestionId(pub(super) u16);

/// A question that settles one fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// Its name in files and for programs
    pub slug: Str,
    /// The fact that the answer settles
    pub fact: Key,
    /// The question
    pub ask: Text,
    /// What finding out takes
    pub effort: Effort,
    /// The answers to choose from, at most nine; empty where the fact is a status code
    pub answers: Vec<Choice>,
    /// The user's file it came from; `None` for the built-in catalogue
    pub from: Option<Str>,
    /// Why it is asked, and how to find out
    pub hints: Packed<Hints>,
}

/// Why a question is asked, and how to find the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Hints {
    /// What the answer separates
    pub why: Text,
    /// The quickest way to find out, first
    pub find_out: Vec<Step>,
}

/// What finding out takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effort {
    /// A look at something at hand
    Seconds,
    /// A few commands
    Minutes,
    /// A deploy
    Redeploy,
    /// Rights that not everyone has
    Rights,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
    /// The value that the fact then has
    pub value: Value,
    /// What a person reads
    pub label: Text,
    /// "Something else": says no more than that no other answer fits, so it confirms nothing
    pub rest: bool,
}
