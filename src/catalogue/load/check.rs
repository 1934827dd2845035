//! What must hold of a whole catalogue beyond its form: everything is reachable and used, nothing contradicts itself.

mod cases;
mod causes;
mod names;
mod numbers;
mod opened;
mod patterns;
mod used;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::load::check::opened::Opened;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::source_map::SourceMap;

/// Every fault of the catalogue as a whole.
#[must_use]
pub fn check(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    let rules = Opened::new(catalogue);
    let mut faults = used::questions(catalogue, source_map, &rules);
    faults.extend(causes::faults(catalogue, source_map, &rules));
    faults.extend(names::faults(catalogue, source_map));
    faults.extend(numbers::faults(catalogue, source_map));
    faults.extend(used::facts(catalogue, source_map, &rules));
    faults.extend(used::sources(catalogue, source_map));
    faults.extend(patterns::faults(catalogue, source_map));
    faults
}
