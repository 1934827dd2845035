//! Causes: each is reached, none is confirmed and ruled out at once, no two of a code are confirmed by the same facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::{Cause, CauseId};
use crate::catalogue::condition::{Condition, Rules, Truth};
use crate::catalogue::load::check::cases::{self, Tries};
use crate::catalogue::load::fault::{Fault, Unreached};
use crate::catalogue::load::source_map::SourceMap;
use crate::fact::{Answer, Facts, Key};

/// Every fault of the causes that the file at hand touches, and of the codes that list them. All others were checked when
/// their own file was.
pub(super) fn faults(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut tries = Tries::default();
    let touched = touched(catalogue, source_map);
    let of_codes = catalogue.codes().iter().flat_map(|code| &code.causes);
    let of_symptoms = catalogue.symptoms().iter().flat_map(|symptom| &symptom.causes);
    let listed: BTreeSet<CauseId> = of_codes.chain(of_symptoms).copied().collect();
    for id in &touched {
        let (id, cause) = (*id, catalogue.cause(*id));
        if let Some(path) = source_map.own_cause(id) {
            let remedy = cause.remedy.open();
            if remedy.verify.is_none() {
                faults.push(Fault::no_verify(path, &cause.slug));
            }
            if remedy.sources.is_empty() {
                faults.push(Fault::no_source(path, &cause.slug));
            }
        }
        faults.extend(conditions(catalogue, source_map, (id, cause), listed.contains(&id), &mut tries));
    }
    faults.extend(touched.iter().filter_map(|id| unproven(catalogue, source_map, *id, &mut tries)));
    faults.extend(rivals(catalogue, source_map, &touched, &mut tries));
    faults
}

/// A cause that an answer confirms which only says what is not so: one with `rest`, or the absence of all others.
fn unproven(catalogue: &Catalogue, source_map: &SourceMap, id: CauseId, tries: &mut Tries) -> Option<Fault> {
    let confirmed = catalogue.cause(id).rules.open().confirmed;
    let proofs = confirming(catalogue, id, tries);
    let empty = proofs
        .iter()
        .find(|facts| facts.keys().any(|key| is_rest(catalogue, key, facts)) || !confirmed.speaks(facts))?;
    Some(Fault::unproven(&source_map.cause(id), &catalogue.cause(id).slug, &describe(empty)))
}

/// Whether what is known under `key` is an answer with `rest`.
fn is_rest(catalogue: &Catalogue, key: &Key, facts: &Facts) -> bool {
    let answers = catalogue.question_of(key).map_or(&[][..], |id| catalogue.question(id).answers.as_slice());
    answers.iter().any(|choice| choice.rest && Some(&choice.value) == facts.value(key))
}

/// The causes of the file at hand, those that speak of a fact that it declares or asks for, and those that a code of the file listed
/// before it was replaced.
fn touched(catalogue: &Catalogue, source_map: &SourceMap) -> BTreeSet<CauseId> {
    let asked = source_map.own_questions().map(|id| &catalogue.question(id).fact);
    let declared: BTreeSet<&Key> = source_map.own_facts().map(|(key, _)| key).chain(asked).collect();
    let speaks =
        |cause: &Cause| !declared.is_empty() && cause.rules.open().keys().iter().any(|key| declared.contains(*key));
    let touched = catalogue
        .causes()
        .filter(|(id, cause)| source_map.own_cause(*id).is_some() || source_map.unlisted(*id) || speaks(cause));
    touched.map(|(id, _)| id).collect()
}

/// Two causes of one code that the same facts confirm.
fn rivals(catalogue: &Catalogue, source_map: &SourceMap, touched: &BTreeSet<CauseId>, tries: &mut Tries) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut proofs: BTreeMap<CauseId, Vec<Facts>> = BTreeMap::new();
    let mut rules: BTreeMap<CauseId, Rules> = BTreeMap::new();
    for code in catalogue.codes() {
        let own = source_map.has_code(code.number);
        if !own && !code.causes.iter().any(|cause| touched.contains(cause)) {
            continue;
        }
        for cause in &code.causes {
            proofs.entry(*cause).or_insert_with(|| confirming(catalogue, *cause, tries));
            rules.entry(*cause).or_insert_with(|| catalogue.cause(*cause).rules.open());
        }
        for (cause, rival) in pairs(&code.causes) {
            if !own && !touched.contains(&cause) && !touched.contains(&rival) {
                continue;
            }
            let both =
                proofs[&cause].iter().find(|facts| matches!(rules[&rival].confirmed.eval(facts), Truth::True(_)));
            if let Some(facts) = both {
                let [cause_slug, rival] = [cause, rival].map(|id| &catalogue.cause(id).slug);
                faults.push(Fault::rivals(
                    &source_map.cause(cause),
                    cause_slug,
                    rival,
                    (code.number, &describe(facts)),
                ));
            }
        }
    }
    faults
}

fn pairs(causes: &[CauseId]) -> impl Iterator<Item = (CauseId, CauseId)> {
    let pairs = causes.iter().flat_map(|cause| causes.iter().map(|rival| (*cause, *rival)));
    pairs.filter(|(cause, rival)| cause != rival)
}

fn conditions(
    catalogue: &Catalogue,
    source_map: &SourceMap,
    (id, cause): (CauseId, &Cause),
    listed: bool,
    tries: &mut Tries,
) -> Vec<Fault> {
    let (mut reached, mut contradiction) = (false, None);
    let rules = cause.rules.open();
    let all = cases::each(catalogue, &[&rules.confirmed, &rules.ruled_out], tries, |facts| {
        if matches!(rules.confirmed.eval(facts), Truth::True(_)) {
            reached = true;
            if matches!(rules.ruled_out.eval(facts), Truth::True(_)) {
                contradiction = Some(describe(facts));
            }
        }
    });
    let all = all
        && cases::each(catalogue, &[&rules.likely], tries, |facts| {
            reached |= matches!(rules.likely.eval(facts), Truth::True(_));
        });
    let mut faults = Vec::new();
    let path = source_map.cause(id);
    if !all {
        faults.push(Fault::too_many(&path, &cause.slug));
    } else if !listed {
        faults.push(Fault::unreached(&path, &cause.slug, Unreached::Unlisted));
    } else if !reached {
        faults.push(Fault::unreached(&path, &cause.slug, Unreached::Unsupported));
    }
    if let Some(facts) = contradiction {
        faults.push(Fault::contradiction(&path, &cause.slug, &facts));
    }
    faults
}

/// The facts that confirm a cause, by themselves and without any other.
fn confirming(catalogue: &Catalogue, id: CauseId, tries: &mut Tries) -> Vec<Facts> {
    let confirmed: Condition = catalogue.cause(id).rules.open().confirmed;
    let mut found: BTreeMap<String, Facts> = BTreeMap::new();
    cases::each(catalogue, &[&confirmed], tries, |facts| {
        if let Truth::True(keys) = confirmed.eval(facts) {
            let facts = only(facts, &keys);
            found.entry(describe(&facts)).or_insert(facts);
        }
    });
    found.into_values().collect()
}

fn only(facts: &Facts, keys: &[Key]) -> Facts {
    let mut some = Facts::default();
    for key in keys {
        if let Some(value) = facts.value(key) {
            some.answer(key.clone(), Answer::Is(value.clone()));
        }
    }
    some
}

fn describe(facts: &Facts) -> String {
    let known = facts.keys().filter_map(|key| facts.value(key).map(|value| format!("`{key}: {value}`")));
    known.collect::<Vec<_>>().join(", ")
}
