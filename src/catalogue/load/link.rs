//! Linking: names become ids, entries are merged over those of a base, every fault is reported.
//!
//! The built-in catalogue is merged over an empty one, a user's file over the built-in one.

mod entries;
mod guide;
mod linker;
mod names;
mod notes;
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
pub fn link(base: Catalogue, mut over: Raw, from: Option<&str>) -> Result<(Catalogue, SourceMap), Vec<Fault>> {
    // of entries that come in thousands, what is written becomes what is linked, one by one
    let symptoms = std::mem::take(&mut over.symptoms);
    let over = &over;
    let mut linker = Linker::new(base.unprepared(), over, from);
    linker.count(over);
    if !over.facts.0.is_empty() {
        linker.facts(&over.facts.0);
    }
    if !over.sums.is_empty() {
        linker.sums(&over.sums);
    }
    linker.sources(over);
    linker.references(&over.references);
    linker.questions(&over.questions);
    linker.follow_ups(&over.follow_ups);
    linker.causes(&over.causes);
    linker.codes(&over.codes);
    linker.listings(&over.causes);
    if !symptoms.is_empty() {
        linker.symptoms(symptoms);
    }
    linker.thesaurus(&over.synonyms, &over.common);
    linker.notes(&over.notes);
    // sections that a file does not speak of stay packed
    if !over.guide.is_empty() || !over.questions.is_empty() {
        linker.guide(&over.guide);
    }
    if !over.lists.0.is_empty() || !over.patterns.is_empty() || !over.foreign.is_empty() {
        linker.lists(&over.lists);
        linker.patterns(&over.patterns);
        linker.foreign(&over.foreign);
    }
    if !over.codes.is_empty() || !over.patterns.is_empty() {
        linker.numbers_taken();
    }
    let Linker { catalogue, faults, source_map, .. } = linker;
    if faults.is_empty() { Ok((catalogue, source_map)) } else { Err(faults) }
}
