//! The guide as a guarded list: which questions are settled, which are parked, which are still worth asking.
//!
//! A question belongs to a case when a cause of the case speaks of its fact, or a question below it belongs. It is
//! worth asking while its fact could change how a standing cause is graded, or could lead to such a question. From that
//! alone follow: an unknown never blocks, a changed answer keeps the later ones, evidence answers questions. There is no
//! cursor that could be wrong.

use std::collections::BTreeSet;

use crate::catalogue::condition::{Rules, Truth};
use crate::catalogue::tree::Asking;
use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnosis::diagnosis::PathStep;
use crate::diagnosis::gate;
use crate::diagnosis::grade::Standing;
use crate::fact::{Key, Known};
use crate::session::{Session, Start};

/// Where a case stands in the guide.
pub(super) struct Walked {
    pub(super) path: Vec<PathStep>,
    pub(super) parked: Vec<QuestionId>,
    pub(super) open: Vec<QuestionId>,
}

pub(super) fn walk(catalogue: &Catalogue, session: &Session, code: Option<u16>, causes: &[Standing]) -> Walked {
    let first = first(catalogue, session, code);
    let order = order(catalogue, &first);
    let rules: Vec<Rules> = causes.iter().map(|standing| catalogue.cause(standing.cause).rules.open()).collect();
    let spoken_of: BTreeSet<&Key> = rules.iter().flat_map(Rules::keys).collect();
    let reachable = gate::reachable(catalogue, &order, &spoken_of, &session.facts);
    let missing: BTreeSet<&Key> =
        causes.iter().filter(|standing| standing.stands()).flat_map(|standing| &standing.missing).collect();
    let fact = |id: QuestionId| &catalogue.question(id).fact;
    let mut useful: BTreeSet<&Key> = BTreeSet::new();
    for (asking, truth) in &reachable {
        if missing.contains(fact(asking.question)) {
            useful.insert(fact(asking.question));
            if let Truth::Unknown(above) = truth {
                useful.extend(above);
            }
        }
    }

    let belong = belonging(catalogue, &first, causes);
    let mut walked = Walked { path: Vec::new(), parked: Vec::new(), open: Vec::new() };
    for (asking, truth) in &reachable {
        let id = asking.question;
        let lists_codes = catalogue.question(id).answers.is_empty();
        match session.facts.known(fact(id)) {
            _ if !belong.contains(&id) => {}
            Known::Parked => walked.parked.push(id),
            Known::Nothing | Known::Disputed(_) => {
                if useful.contains(fact(id)) || (lists_codes && code.is_none()) {
                    walked.open.push(id);
                }
            }
            _ => walked.path.push(PathStep { question: id, certain: matches!(truth, Truth::True(_)) }),
        }
    }
    // a question under one that is still open waits for it
    let open: BTreeSet<&Key> = walked.open.iter().map(|id| fact(*id)).collect();
    let waits = |id: &QuestionId| match reachable.iter().find(|(asking, _)| asking.question == *id) {
        Some((_, Truth::Unknown(above))) => above.iter().any(|key| open.contains(key)),
        _ => false,
    };
    walked.open.sort_by_key(waits);
    walked
}

/// The questions of a case, whatever the answers: a cause speaks of their fact, or they stand above such a question.
pub(super) fn belonging(catalogue: &Catalogue, first: &[QuestionId], causes: &[Standing]) -> BTreeSet<QuestionId> {
    let rules: Vec<Rules> = causes.iter().map(|standing| catalogue.cause(standing.cause).rules.open()).collect();
    let spoken_of: BTreeSet<&Key> = rules.iter().flat_map(Rules::keys).collect();
    let mut belong: BTreeSet<QuestionId> = first.iter().copied().collect();
    for asking in catalogue.asking() {
        if spoken_of.contains(&catalogue.question(asking.question).fact) {
            belong.insert(asking.question);
            belong.extend(&asking.under);
        }
    }
    belong
}

/// The questions that the code and the symptom of the case put before all others; the one about the code, where evidence
/// shows several.
pub(super) fn first(catalogue: &Catalogue, session: &Session, code: Option<u16>) -> Vec<QuestionId> {
    let symptom = session.symptom().and_then(|slug| catalogue.symptom(slug));
    let by_symptom = symptom.map_or(&[][..], |symptom| &symptom.first);
    let by_code = code.and_then(|number| catalogue.code(number)).map_or(&[][..], |code| &code.first);
    let mut first = Vec::new();
    if code.is_none() && symptom.is_none() && session.start == Start::Open && !session.sightings.is_empty() {
        first.extend(catalogue.questions().find(|(_, question)| question.answers.is_empty()).map(|(id, _)| id));
    }
    for id in by_symptom.iter().chain(by_code) {
        if !first.contains(id) {
            first.push(*id);
        }
    }
    first
}

/// The list of the guide, with `first` at its head; what stands there depends on no answer.
pub(super) fn order(catalogue: &Catalogue, first: &[QuestionId]) -> Vec<Asking> {
    let head = first.iter().map(|id| Asking { question: *id, places: vec![Vec::new()], under: Vec::new() });
    let rest = catalogue.asking().iter().filter(|asking| !first.contains(&asking.question)).cloned();
    head.chain(rest).collect()
}
