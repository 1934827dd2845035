//! The guide: a tree as written, for drawing, and the list that is walked.

use serde::{Deserialize, Serialize};

use crate::catalogue::question::QuestionId;
use crate::fact::{Key, Value};
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

/// An answer above a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gate {
    /// The fact that the question above settles
    pub key: Key,
    /// The answers that lead down
    pub values: Vec<Value>,
}

/// A question as the guide walks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Asking {
    /// What is asked
    pub question: QuestionId,
    /// Where it stands in the tree: each place is one alternative, with all the answers above it
    pub places: Vec<Vec<Gate>>,
    /// The questions above it, in all its places
    pub under: Vec<QuestionId>,
}
