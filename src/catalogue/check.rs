//! What must hold of a whole catalogue beyond its form: everything is reachable and used, nothing contradicts itself.

mod cases;
mod causes;
mod names;
mod patterns;
pub mod texts;
mod used;

use crate::catalogue::Catalogue;
use crate::catalogue::fault::Fault;
use crate::catalogue::lay::Places;

/// Every fault of the catalogue as a whole.
#[must_use]
pub fn check(catalogue: &Catalogue, places: &Places) -> Vec<Fault> {
    let mut faults = used::questions(catalogue, places);
    faults.extend(causes::faults(catalogue, places));
    faults.extend(names::faults(catalogue, places));
    faults.extend(used::facts(catalogue, places));
    faults.extend(used::sources(catalogue, places));
    faults.extend(patterns::faults(catalogue, places));
    faults
}
