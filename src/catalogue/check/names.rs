//! Names that belong to several codes: each of these says what sets it apart.

use crate::catalogue::fault::Fault;
use crate::catalogue::lay::Places;
use crate::catalogue::{Catalogue, named};
use crate::lang::Str;

/// Codes of the file at hand that share a name and do not say what sets them apart.
pub(super) fn faults(catalogue: &Catalogue, places: &Places) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, path) in places.own_codes() {
        let Some(code) = catalogue.code(number).filter(|code| code.detail.open().unlike.is_none()) else { continue };
        let shared = std::iter::once(&code.name).chain(&code.also).find_map(|name: &Str| {
            let other = named::named(catalogue, name).into_iter().find(|other| other.number != number)?;
            Some((name, other.number))
        });
        if let Some((name, other)) = shared {
            faults.push(Fault::namesake(path, (number, other), name));
        }
    }
    faults
}
