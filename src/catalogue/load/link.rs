//! Linking: names become ids, entries are merged over those of a base, every fault is reported.
//!
//! The built-in catalogue is merged over an empty one, a user's file over the built-in one.

mod entries;
mod guide;
mod linker;
mod names;
mod parts;
pub mod patterns;
mod steps;
mod sums;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::link::linker::Linker;
use crate::catalogue::load::source::Raw;
use crate::catalogue::load::source_map::SourceMap;

/// Lays `over` on `base`. `from` names the user's file; `None` for the built-in catalogue.
///
/// # Errors
/// Every fault that was found; then nothing is merged.
pub fn link(base: Catalogue, over: &Raw, from: Option<&str>) -> Result<(Catalogue, SourceMap), Vec<Fault>> {
    let mut linker = Linker::new(base.unprepared(), over, from);
    linker.count(over);
    linker.facts(&over.facts.0);
    linker.sums(&over.sums);
    linker.sources(over);
    linker.references(&over.references);
    linker.questions(&over.questions);
    linker.follow_ups(&over.follow_ups);
    linker.causes(&over.causes);
    linker.codes(&over.codes);
    linker.listings(&over.causes);
    linker.symptoms(&over.symptoms);
    linker.thesaurus(&over.synonyms, &over.common);
    linker.guide(&over.guide);
    linker.lists(&over.lists);
    linker.patterns(&over.patterns);
    linker.foreign(&over.foreign);
    if !over.codes.is_empty() || !over.patterns.is_empty() {
        linker.numbers_taken();
    }
    let Linker { catalogue, faults, source_map, .. } = linker;
    if faults.is_empty() { Ok((catalogue, source_map)) } else { Err(faults) }
}
