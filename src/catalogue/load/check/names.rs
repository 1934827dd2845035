//! Names that belong to several codes: each of these says what sets it apart.

use std::collections::BTreeMap;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::code::fold_name;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::source_map::SourceMap;

/// Codes of the file at hand that share a name and do not say what sets them apart.
pub(super) fn faults(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    if source_map.own_codes().next().is_none() {
        return Vec::new();
    }
    let mut bearers: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for code in catalogue.codes() {
        for name in code.names() {
            bearers.entry(fold_name(name)).or_default().push(code.number);
        }
    }
    let mut faults = Vec::new();
    for (number, path) in source_map.own_codes() {
        let Some(code) = catalogue.code(number).filter(|code| code.detail.open().unlike.is_none()) else { continue };
        let shared = code.names().find_map(|name| {
            let other = bearers.get(&fold_name(name))?.iter().find(|other| **other != number)?;
            Some((name, *other))
        });
        if let Some((name, other)) = shared {
            faults.push(Fault::namesake(path, (number, other), name));
        }
    }
    faults
}
