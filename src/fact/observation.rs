//! Observations: what a piece of evidence states, and where.

use crate::clean::Clean;
use crate::fact::value::Value;

/// A value that a piece of evidence states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What it says
    pub value: Value,
    /// Where it says so: `function.json: ImageConfig.ImageUri`
    pub origin: Clean,
    /// The words that say so, where it is a text
    pub quote: Option<Clean>,
}
