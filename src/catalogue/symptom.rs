//! Where a person without a status code begins.

use serde::{Deserialize, Serialize};

use crate::catalogue::cause::CauseId;
use crate::catalogue::question::QuestionId;
use crate::lang::{Str, Text};

/// What a person sees who has no code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Symptom {
    /// Its name in files and for programs
    pub slug: Str,
    /// In the words of the person who has it
    pub title: Text,
    /// More words to find it by
    pub words: Vec<Str>,
    /// Where to look, in this order
    pub codes: Vec<u16>,
    /// What is behind it, most likely first
    pub causes: Vec<CauseId>,
    /// The questions to begin with
    pub first: Vec<QuestionId>,
}
