//! Recorded cases as written.

use serde::Deserialize;

use crate::catalogue::drill::Outcome;
use crate::catalogue::load::source::value::{Pairs, RawText, Scalar};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDrill {
    pub(crate) id: String,
    pub(crate) start: Scalar,
    pub(crate) title: RawText,
    pub(crate) story: RawText,
    pub(crate) facts: Pairs<Scalar>,
    pub(crate) cause: String,
    pub(crate) grade: Outcome,
}
