//! Everything that a file declares is used: questions are asked, facts and sources are spoken of.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::Remedy;
use crate::catalogue::condition::{Condition, Rules};
use crate::catalogue::hole;
use crate::catalogue::load::check::opened::Opened;
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
pub(super) fn questions(catalogue: &Catalogue, source_map: &SourceMap, rules: &Opened<'_>) -> Vec<Fault> {
    if !source_map.asks_otherwise() {
        return Vec::new();
    }
    let first: BTreeSet<QuestionId> = (catalogue.codes().iter().flat_map(|code| &code.first))
        .chain(catalogue.symptoms().iter().flat_map(|symptom| &symptom.first))
        .copied()
        .collect();
    let named: BTreeSet<&Key> = rules.of_all(|_| true).flat_map(Rules::keys).collect();
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
pub(super) fn facts(catalogue: &Catalogue, source_map: &SourceMap, rules: &Opened<'_>) -> Vec<Fault> {
    // each section is opened only where those before it leave a fact open, the steps of all entries last
    let of_causes = |own: bool| {
        let causes = rules.of_all(move |id| source_map.own_cause(id).is_some() == own);
        causes.flat_map(Rules::keys).collect::<BTreeSet<&Key>>()
    };
    let (own, others) = (LazyCell::new(|| of_causes(true)), LazyCell::new(|| of_causes(false)));
    let asked = LazyCell::new(|| catalogue.questions().map(|(_, question)| &question.fact).collect::<BTreeSet<_>>());
    let stated = LazyCell::new(|| stated(catalogue));
    let reckoned = LazyCell::new(|| reckoned(catalogue));
    let pasted = LazyCell::new(|| holes_of(catalogue));
    let mut faults = Vec::new();
    for (key, path) in source_map.own_facts() {
        let Some(declared) = catalogue.fact(key.as_str()) else { continue };
        let told = !declared.from.is_empty();
        let spoken_of = own.contains(key) || others.contains(key);
        // a name or a number that evidence tells is shown with the case
        let shown = matches!(declared.kind, FactType::Text | FactType::Amount(_)) && told;
        let used = || asked.contains(key) || reckoned.contains(key) || pasted.contains(key.as_str());
        if !(shown || spoken_of || used()) {
            faults.push(Fault::unused_fact(path, key.as_str()));
        } else if spoken_of && !told && !(asked.contains(key) || stated.contains(key)) {
            faults.push(Fault::untold(path, key.as_str()));
        }
    }
    faults
}

/// The facts that sums and patterns state.
fn stated(catalogue: &Catalogue) -> BTreeSet<&Key> {
    let (sums, patterns) = (catalogue.sums(), &catalogue.patterns().all);
    let stated = sums.iter().flat_map(Sum::may_state).chain(patterns.iter().flat_map(|pattern| &pattern.facts));
    let given = sums.iter().filter_map(|sum| Some(&sum.gives.as_ref()?.0));
    let named = patterns.iter().flat_map(|pattern| &pattern.keys);
    stated.map(|(key, _)| key).chain(given).chain(named).collect()
}

/// The facts that sums reckon with.
fn reckoned(catalogue: &Catalogue) -> BTreeSet<&Key> {
    let terms = catalogue.sums().iter().flat_map(|sum| sum.value.0.iter().chain(&sum.limit.0).flatten());
    let named = terms.filter_map(|term| if let Term::Fact(key) = term { Some(key) } else { None });
    named.chain(catalogue.sums().iter().flat_map(|sum| sum.when.keys())).collect()
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
    while !unused.is_empty()
        && let Some(id) = named.next()
    {
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
