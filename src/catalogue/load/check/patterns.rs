//! Patterns do what they are for: each finds its examples and leaves its near misses alone.

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::source_map::Examples;
use crate::catalogue::load::source_map::SourceMap;
use crate::matching::fold::Folded;

/// Entries of the file at hand that miss an example, or find a near miss.
pub(super) fn faults(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    if source_map.patterns.is_empty() && source_map.foreign.is_empty() {
        return Vec::new();
    }
    let known = catalogue.patterns();
    let finder = known.finder();
    let mut faults = Vec::new();
    for examples in &source_map.patterns {
        faults.extend(tried(examples, EntryKind::Pattern, |text| {
            let hits = finder.hits(&Folded::new(text));
            let own = |at: usize| {
                let pattern = known.all.get(at).filter(|pattern| pattern.slug == examples.slug);
                pattern.is_some_and(|pattern| pattern.distinct || hits.foreign.is_none())
            };
            hits.certain.iter().any(|hit| own(hit.pattern))
        }));
    }
    for examples in &source_map.foreign {
        faults.extend(tried(examples, EntryKind::Foreign, |text| {
            let hits = finder.hits(&Folded::new(text));
            let found = [hits.foreign, hits.beside].into_iter().flatten().filter_map(|at| known.foreign.get(at));
            found.into_iter().any(|foreign| foreign.slug == examples.slug)
        }));
    }
    faults
}

fn tried(examples: &Examples, kind: EntryKind, finds: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, texts, must) in [("match_examples", &examples.matching, true), ("near_miss", &examples.missing, false)] {
        let path = examples.path.key(key);
        if texts.is_empty() {
            faults.push(Fault::untried(&path, kind, &examples.slug, must));
        }
        let wrong = texts.iter().enumerate().filter(|(_, text)| finds(text) != must);
        faults.extend(wrong.map(|(at, _)| Fault::example(&path.index(at), kind, &examples.slug, must)));
    }
    faults
}
