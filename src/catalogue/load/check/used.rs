//! Everything that a file declares is used: questions are asked, facts and sources are spoken of.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::{CauseId, Remedy};
use crate::catalogue::condition::{Condition, Rules};
use crate::catalogue::hole;
use crate::catalogue::load::fault::{Fault, Unasked};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source_map::SourceMap;
use crate::catalogue::question::QuestionId;
use crate::catalogue::reference::SourceId;
use crate::catalogue::step::{ByRuntime, Step};
use crate::catalogue::sum::{Sum, Term};
use crate::catalogue::vocabulary::FactType;
use crate::fact::Key;

/// Questions that are never asked, and two that settle one fact.
pub(super) fn questions(catalogue: &Catalogue, source_map: &SourceMap, rules: &BTreeMap<CauseId, Rules>) -> Vec<Fault> {
    let first: BTreeSet<QuestionId> = (catalogue.codes().iter().flat_map(|code| &code.first))
        .chain(catalogue.symptoms().iter().flat_map(|symptom| &symptom.first))
        .copied()
        .collect();
    let named: BTreeSet<&Key> = rules.values().flat_map(Rules::keys).collect();
    let stands: BTreeSet<QuestionId> = catalogue.asking().iter().map(|asking| asking.question).collect();
    let leads_on: BTreeSet<QuestionId> =
        catalogue.asking().iter().flat_map(|asking| asking.under.iter().copied()).collect();
    let mut faults = Vec::new();
    let mut settled: BTreeSet<&Key> = BTreeSet::new();
    for (id, question) in catalogue.questions() {
        let fault = |why: Unasked| Fault::unasked(&source_map.question(id), &question.slug, why);
        let (stands, leads_on) = (stands.contains(&id), leads_on.contains(&id));
        let lists_codes = question.answers.is_empty();
        if !stands && !first.contains(&id) {
            faults.push(fault(Unasked::Unplaced));
        } else if !named.contains(&question.fact) && !leads_on && !lists_codes {
            faults.push(fault(Unasked::Unused));
        }
        if !settled.insert(&question.fact) {
            faults.push(fault(Unasked::Settled));
        }
    }
    faults
}

/// Facts of the file at hand that nothing speaks of, and those that causes speak of and nothing tells.
pub(super) fn facts(catalogue: &Catalogue, source_map: &SourceMap, rules: &BTreeMap<CauseId, Rules>) -> Vec<Fault> {
    if source_map.own_facts().next().is_none() {
        return Vec::new();
    }
    let spoken_of: BTreeSet<&Key> = rules.values().flat_map(Rules::keys).collect();
    let asked: BTreeSet<&Key> = catalogue.questions().map(|(_, question)| &question.fact).collect();
    let patterns = &catalogue.patterns().all;
    let stated: BTreeSet<&Key> = (catalogue.sums().iter())
        .flat_map(Sum::may_state)
        .chain(patterns.iter().flat_map(|pattern| &pattern.facts))
        .map(|(key, _)| key)
        .chain(patterns.iter().flat_map(|pattern| &pattern.keys))
        .collect();
    let reckoned: BTreeSet<&Key> = catalogue
        .sums()
        .iter()
        .flat_map(|sum| {
            let terms = sum.value.0.iter().chain(&sum.limit.0).flatten();
            let terms = terms.filter_map(|term| if let Term::Fact(key) = term { Some(key) } else { None });
            terms.chain(sum.when.keys())
        })
        .collect();
    let given: BTreeSet<&Key> = catalogue.sums().iter().filter_map(|sum| Some(&sum.gives.as_ref()?.0)).collect();
    // every step has to be opened for it, so it is looked at last
    let pasted = LazyCell::new(|| holes_of(catalogue));
    let mut faults = Vec::new();
    for (key, path) in source_map.own_facts() {
        let Some(declared) = catalogue.fact(key.as_str()) else { continue };
        let spoken_of = spoken_of.contains(key);
        // a name or a number that evidence tells is shown with the case
        let shown = matches!(declared.kind, FactType::Text | FactType::Amount(_)) && !declared.from.is_empty();
        let known = asked.contains(key) || stated.contains(key) || given.contains(key);
        let used = shown || spoken_of || asked.contains(key) || reckoned.contains(key) || pasted.contains(key.as_str());
        if !used {
            faults.push(Fault::unused_fact(path, key.as_str()));
        } else if spoken_of && !known && declared.from.is_empty() {
            faults.push(Fault::untold(path, key.as_str()));
        }
    }
    faults
}

/// Sources of the file at hand that nothing was read in.
pub(super) fn sources(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    let mut unused: BTreeMap<SourceId, &Path> = source_map.own_sources().collect();
    let of_codes = |own: bool| {
        let codes = catalogue.codes().iter().filter(move |code| source_map.has_code(code.number) == own);
        codes.flat_map(|code| {
            let detail = code.detail.open();
            detail.links.into_iter().chain(detail.sources)
        })
    };
    let of_causes = |own: bool| {
        let causes = catalogue.causes().filter(move |(id, _)| source_map.own_cause(*id).is_some() == own);
        causes.flat_map(|(_, cause)| cause.remedy.open().sources)
    };
    // entries of the file are the likeliest to name them, and each has to be opened
    let mut named = of_codes(true).chain(of_causes(true)).chain(of_codes(false)).chain(of_causes(false));
    while let Some(id) = named.next().filter(|_| !unused.is_empty()) {
        unused.remove(&id);
    }
    let fault = |(id, path): (&SourceId, &&Path)| Fault::unused_source(path, &catalogue.source(*id).slug);
    unused.iter().map(fault).collect()
}

fn remedies(catalogue: &Catalogue) -> Vec<Remedy> {
    catalogue.causes().map(|(_, cause)| cause.remedy.open()).collect()
}

/// Every key that a step speaks of: its command takes a value of it, or it is told only where it fits.
fn holes_of(catalogue: &Catalogue) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut look = |step: &Step| {
        let written = step.run.iter().chain(&step.show).flat_map(ByRuntime::texts);
        for written in written.chain(step.powershell.as_deref()) {
            keys.extend(hole::keys(written).map(str::to_owned));
        }
        keys.extend(step.when.iter().flat_map(Condition::keys).map(Key::to_string));
    };
    for remedy in remedies(catalogue) {
        remedy.fix.iter().chain(&remedy.verify).chain(&remedy.undo).for_each(&mut look);
        remedy.stopgap.iter().for_each(|stopgap| look(&stopgap.step));
    }
    for (_, question) in catalogue.questions() {
        question.hints.open().find_out.iter().for_each(&mut look);
    }
    for reference in catalogue.references() {
        reference.table.open().rows.iter().for_each(|row| look(&row.step));
    }
    catalogue.follow_ups().iter().for_each(|follow_up| look(&follow_up.step));
    keys
}
