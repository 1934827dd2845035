//! Patterns of messages as written.

use serde::Deserialize;

use crate::catalogue::load::source::value::{Pairs, RawText, Scalar};
use crate::fact::reading::Certainty;
use crate::matching::pattern::Sharing;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPattern {
    pub(crate) id: String,
    pub(crate) any: Vec<String>,
    #[serde(default)]
    pub(crate) codes: Vec<u16>,
    #[serde(default)]
    pub(crate) shared: Vec<Sharing>,
    pub(crate) certainty: Option<Certainty>,
    #[serde(default)]
    pub(crate) undecided: bool,
    #[serde(default)]
    pub(crate) distinct: bool,
    #[serde(default)]
    pub(crate) wrapper: bool,
    pub(crate) symptom: Option<String>,
    #[serde(default)]
    pub(crate) facts: Pairs<Scalar>,
    #[serde(default)]
    pub(crate) near: Vec<String>,
    #[serde(default)]
    pub(crate) unless: Vec<String>,
    pub(crate) note: Option<RawText>,
    pub(crate) match_examples: Vec<String>,
    pub(crate) near_miss: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawForeign {
    pub(crate) id: String,
    pub(crate) name: RawText,
    pub(crate) next: RawText,
    #[serde(default)]
    pub(crate) beside: bool,
    pub(crate) any: Vec<String>,
    #[serde(default)]
    pub(crate) unless: Vec<String>,
    pub(crate) match_examples: Vec<String>,
    pub(crate) near_miss: Vec<String>,
}
