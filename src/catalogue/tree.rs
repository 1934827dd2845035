//! The guide: a tree as written, for drawing, and the list that is walked.

use serde::{Deserialize, Serialize};

use crate::catalogue::QuestionId;
use crate::catalogue::condition::Condition;
use crate::fact::Value;
use crate::lang::{Str, Text};

/// A part of the guide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Group {
    /// Its name in files
    pub slug: Str,
    /// What it is about
    pub title: Text,
    /// Its questions, in order
    pub nodes: Vec<Node>,
}

/// A question in the tree, and what is asked under its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Node {
    /// What is asked
    pub question: QuestionId,
    /// What is asked next, by answer
    pub branches: Vec<Branch>,
}

/// What is asked under some answers of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Branch {
    /// The answers that lead here
    pub answers: Vec<Value>,
    /// What is asked here
    pub nodes: Vec<Node>,
}

/// A question as the guide walks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Asking {
    /// What is asked
    pub question: QuestionId,
    /// The answers it depends on; each place in the tree is one alternative
    pub when: Condition,
    /// The questions above it, in all its places
    pub under: Vec<QuestionId>,
}
