//! What is known about a case: typed statements, each with where it came from.

mod amount;
mod evidence;
mod facts;
pub mod finding;
mod observation;
pub mod reading;
mod value;

pub use crate::fact::amount::{Amount, Dimension, Unit};
pub use crate::fact::evidence::{Evidence, EvidenceKind};
pub use crate::fact::facts::{Answer, Facts, Known};
pub use crate::fact::observation::{At, EvidenceId, Observation, Origin, Place};
pub use crate::fact::value::{Key, Value};
