//! Arithmetic as written.

use serde::Deserialize;

use crate::catalogue::load::source::condition::RawCondition;
use crate::catalogue::load::source::value::{Pairs, RawText, Scalar};
use crate::catalogue::sum::Equal;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSum {
    pub(crate) id: String,
    pub(crate) label: RawText,
    pub(crate) value: Scalar,
    pub(crate) limit: Scalar,
    pub(crate) gives: Option<String>,
    pub(crate) when: Option<RawCondition>,
    #[serde(default)]
    pub(crate) equal: Equal,
    #[serde(default)]
    pub(crate) over: Pairs<Scalar>,
    #[serde(default)]
    pub(crate) below: Pairs<Scalar>,
    #[serde(default)]
    pub(crate) ample: Pairs<Scalar>,
}
