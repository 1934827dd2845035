//! Causes: each is reached, none is confirmed and ruled out at once, no two of a code are confirmed by the same facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::CauseId;
use crate::catalogue::condition::Truth;
use crate::catalogue::load::check::cases::{self, Tries};
use crate::catalogue::load::check::opened::Opened;
use crate::catalogue::load::fault::{Fault, Unreached};
use crate::catalogue::load::source_map::SourceMap;
use crate::fact::{Answer, Facts, Key};

/// Every fault of the causes that the file at hand touches, and of the codes that list them. All others were checked when
/// their own file was.
pub(super) fn faults(catalogue: &Catalogue, source_map: &SourceMap, rules: &Opened<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (tries, proofs) = (Tries::default(), BTreeMap::new());
    let mut causes = Causes { catalogue, source_map, rules, tries, proofs };
    let touched = causes.touched();
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
        faults.extend(causes.conditions(id, listed.contains(&id)));
    }
    faults.extend(touched.iter().filter_map(|id| causes.unproven(*id)));
    faults.extend(causes.rivals(&touched));
    faults
}

/// What the checks of causes look at, and what they have worked out.
struct Causes<'a> {
    catalogue: &'a Catalogue,
    source_map: &'a SourceMap,
    rules: &'a Opened<'a>,
    tries: Tries,
    /// Facts that confirm a cause, by themselves and without any other
    proofs: BTreeMap<CauseId, Vec<Facts>>,
}

impl Causes<'_> {
    /// The causes of the file at hand, those that speak of a fact that it declares anew or asks for, and those that a code of the
    /// file listed before it was replaced. Of a fact that is new no other cause speaks.
    fn touched(&self) -> BTreeSet<CauseId> {
        let replaced = self.source_map.replaced();
        let asked = self.source_map.own_questions().map(|id| &self.catalogue.question(id).fact);
        let declared: BTreeSet<&Key> = replaced.facts.iter().chain(asked).collect();
        let speaks = |id| !declared.is_empty() && self.rules.of(id).keys().iter().any(|key| declared.contains(*key));
        let ids = self.catalogue.causes().map(|(id, _)| id);
        let touched =
            ids.filter(|id| self.source_map.own_cause(*id).is_some() || replaced.listed.contains(id) || speaks(*id));
        touched.collect()
    }

    fn conditions(&mut self, id: CauseId, listed: bool) -> Vec<Fault> {
        let (mut reached, mut contradiction) = (false, None);
        let (rules, slug) = (self.rules.of(id), &self.catalogue.cause(id).slug);
        let all = cases::each(self.catalogue, &[&rules.confirmed, &rules.ruled_out], &mut self.tries, |facts| {
            if matches!(rules.confirmed.eval(facts), Truth::True(_)) {
                reached = true;
                if matches!(rules.ruled_out.eval(facts), Truth::True(_)) {
                    contradiction = Some(describe(facts));
                }
            }
        });
        let all = all
            && cases::each(self.catalogue, &[&rules.likely], &mut self.tries, |facts| {
                reached |= matches!(rules.likely.eval(facts), Truth::True(_));
            });
        let mut faults = Vec::new();
        let path = self.source_map.cause(id);
        if !all {
            faults.push(Fault::too_many(&path, slug));
        } else if !listed {
            faults.push(Fault::unreached(&path, slug, Unreached::Unlisted));
        } else if !reached {
            faults.push(Fault::unreached(&path, slug, Unreached::Unsupported));
        }
        if let Some(facts) = contradiction {
            faults.push(Fault::contradiction(&path, slug, &facts));
        }
        faults
    }

    /// A cause that an answer confirms which only says what is not so: one with `rest`, or the absence of all others.
    fn unproven(&mut self, id: CauseId) -> Option<Fault> {
        let (catalogue, confirmed) = (self.catalogue, &self.rules.of(id).confirmed);
        let empty = self
            .confirming(id)
            .iter()
            .find(|facts| facts.keys().any(|key| is_rest(catalogue, key, facts)) || !confirmed.speaks(facts))
            .map(describe)?;
        Some(Fault::unproven(&self.source_map.cause(id), &catalogue.cause(id).slug, &empty))
    }

    /// Two causes of one code that the same facts confirm.
    fn rivals(&mut self, touched: &BTreeSet<CauseId>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for code in self.catalogue.codes() {
            let own = self.source_map.has_code(code.number);
            if !own && !code.causes.iter().any(|cause| touched.contains(cause)) {
                continue;
            }
            for (cause, rival) in pairs(&code.causes) {
                if !own && !touched.contains(&cause) && !touched.contains(&rival) {
                    continue;
                }
                let other = &self.rules.of(rival).confirmed;
                // what neither speaks of cannot confirm both
                let keys = other.keys();
                if !self.rules.of(cause).confirmed.keys().iter().any(|key| keys.contains(key)) {
                    continue;
                }
                let both = self.confirming(cause).iter().find(|facts| matches!(other.eval(facts), Truth::True(_)));
                if let Some(facts) = both.map(describe) {
                    let [slug, rival] = [cause, rival].map(|id| &self.catalogue.cause(id).slug);
                    faults.push(Fault::rivals(&self.source_map.cause(cause), slug, rival, (code.number, &facts)));
                }
            }
        }
        faults
    }

    /// The facts that confirm a cause, by themselves and without any other.
    fn confirming(&mut self, id: CauseId) -> &[Facts] {
        let Self { catalogue, rules, tries, proofs, .. } = self;
        proofs.entry(id).or_insert_with(|| {
            let confirmed = &rules.of(id).confirmed;
            let mut found: BTreeMap<String, Facts> = BTreeMap::new();
            cases::each(catalogue, &[confirmed], tries, |facts| {
                if let Truth::True(keys) = confirmed.eval(facts) {
                    let facts = only(facts, &keys);
                    found.entry(describe(&facts)).or_insert(facts);
                }
            });
            found.into_values().collect()
        })
    }
}

/// Whether what is known under `key` is an answer with `rest`.
fn is_rest(catalogue: &Catalogue, key: &Key, facts: &Facts) -> bool {
    let answers = catalogue.question_of(key).map_or(&[][..], |id| catalogue.question(id).answers.as_slice());
    answers.iter().any(|choice| choice.rest && Some(&choice.value) == facts.value(key))
}

fn pairs(causes: &[CauseId]) -> impl Iterator<Item = (CauseId, CauseId)> {
    let pairs = causes.iter().flat_map(|cause| causes.iter().map(|rival| (*cause, *rival)));
    pairs.filter(|(cause, rival)| cause != rival)
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
