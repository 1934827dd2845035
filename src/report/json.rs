//! The contract for programs: one struct for each shape. Fields are added, never changed or dropped.

mod bearing;
mod checked;
mod diagnosed;
mod drill;
mod explained;
mod stats;
mod step;
mod triage;

use serde::Serialize;

pub use crate::report::json::bearing::{Bearing, bearing};
pub use crate::report::json::checked::Checked;
pub use crate::report::json::diagnosed::{Diagnosed, diagnosed};
pub use crate::report::json::drill::{Recorded, drills};
pub use crate::report::json::explained::{Explained, Listed, SearchHit, explained, found, list};
pub use crate::report::json::stats::{Counted, counted};

/// One document on one line.
#[must_use]
pub fn document(value: &impl Serialize) -> String {
    let mut document = serde_json::to_string(value).unwrap_or_default();
    document.push('\n');
    document
}
