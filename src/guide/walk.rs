//! The guide as a guarded list: which questions are settled, which are parked, which are still worth asking.
//!
//! A question belongs to a case when a cause of the case speaks of its fact, or a question below it belongs. It is
//! worth asking while its fact could change how a standing cause is graded. From that alone follow: an unknown never
//! blocks, a changed answer keeps the later ones, evidence answers questions. There is no cursor that could be wrong.

use std::collections::BTreeSet;

use crate::catalogue::condition::{Condition, Rules, Truth};
use crate::catalogue::tree::Asking;
use crate::catalogue::{Catalogue, QuestionId};
use crate::fact::{Key, Known};
use crate::guide::{Standing, Step};
use crate::session::{Session, Start};

/// Where a case stands in the guide.
pub(super) struct Walked {
    pub(super) path: Vec<Step>,
    pub(super) parked: Vec<QuestionId>,
    pub(super) open: Vec<QuestionId>,
}

pub(super) fn walk(catalogue: &Catalogue, session: &Session, code: Option<u16>, causes: &[Standing]) -> Walked {
    let first = first(catalogue, session, code);
    let order = order(catalogue, &first);
    let belong = belonging(catalogue, &first, causes);
    let missing: BTreeSet<&Key> =
        causes.iter().filter(|standing| standing.stands()).flat_map(|standing| &standing.missing).collect();
    let reachable: Vec<(&Asking, bool)> = order
        .iter()
        .filter_map(|asking| match asking.when.eval(&session.facts) {
            Truth::True(_) => Some((asking, true)),
            Truth::Unknown(_) => Some((asking, false)),
            Truth::False(_) => None,
        })
        .collect();
    let fact = |id: QuestionId| &catalogue.question(id).fact;
    let useful = with_those_above(reachable.iter().map(|(asking, _)| *asking), |id| missing.contains(fact(id)));

    let mut walked = Walked { path: Vec::new(), parked: Vec::new(), open: Vec::new() };
    for (asking, certain) in reachable {
        let id = asking.question;
        let lists_codes = catalogue.question(id).answers.is_empty();
        match session.facts.known(fact(id)) {
            _ if !belong.contains(&id) => {}
            Known::Parked => walked.parked.push(id),
            Known::Nothing | Known::Disputed(_) => {
                if useful.contains(&id) || (lists_codes && code.is_none()) {
                    walked.open.push(id);
                }
            }
            _ => walked.path.push(Step { question: id, certain }),
        }
    }
    walked
}

/// The questions of a case, whatever the answers: a cause speaks of their fact, or they stand above such a question.
pub(super) fn belonging(catalogue: &Catalogue, first: &[QuestionId], causes: &[Standing]) -> BTreeSet<QuestionId> {
    let rules: Vec<Rules> = causes.iter().map(|standing| catalogue.cause(standing.cause).rules.open()).collect();
    let spoken_of: BTreeSet<&Key> = rules.iter().flat_map(Rules::keys).collect();
    let mut belong = with_those_above(catalogue.asking().iter(), |id| spoken_of.contains(&catalogue.question(id).fact));
    belong.extend(first);
    belong
}

/// The questions that the code and the symptom of the case put before all others.
pub(super) fn first(catalogue: &Catalogue, session: &Session, code: Option<u16>) -> Vec<QuestionId> {
    let symptom = match &session.start {
        Start::Symptom(slug) => catalogue.symptom(slug),
        Start::Open | Start::Code(_) => None,
    };
    let by_symptom = symptom.map_or(&[][..], |symptom| &symptom.first);
    let by_code = code.and_then(|number| catalogue.code(number)).map_or(&[][..], |code| &code.first);
    let mut first = Vec::new();
    for id in by_symptom.iter().chain(by_code) {
        if !first.contains(id) {
            first.push(*id);
        }
    }
    first
}

/// The list of the guide, with `first` at its head; what stands there depends on no answer.
fn order(catalogue: &Catalogue, first: &[QuestionId]) -> Vec<Asking> {
    let head = first.iter().map(|id| Asking { question: *id, when: Condition::Always, under: Vec::new() });
    let rest = catalogue.asking().iter().filter(|asking| !first.contains(&asking.question)).cloned();
    head.chain(rest).collect()
}

/// The questions for which `wanted` holds, and all that stand above one of them.
fn with_those_above<'a>(
    askings: impl Iterator<Item = &'a Asking>,
    wanted: impl Fn(QuestionId) -> bool,
) -> BTreeSet<QuestionId> {
    let mut found = BTreeSet::new();
    for asking in askings {
        if wanted(asking.question) {
            found.insert(asking.question);
            found.extend(&asking.under);
        }
    }
    found
}
