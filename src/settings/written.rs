//! The settings file as written. A key that no option has is a fault.

use serde::Deserialize;

/// A whole file. There is no option yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {}
