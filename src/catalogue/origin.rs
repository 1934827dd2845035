//! Which evidence can tell a fact.

use serde::{Deserialize, Serialize};

/// A kind of evidence, as far as it can tell facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A log, or an error text
    Log,
    /// The JSON of `GetFunction`
    Function,
    /// The code package
    Package,
    /// The image
    Image,
    /// The event, or the response
    Event,
    /// What listens on a port
    Port,
}
