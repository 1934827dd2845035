//! What lies ahead: how many more questions a case may take, and which evidence would answer most of them.

use crate::catalogue::origin::Origin;
use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnosis::diagnose::diagnose;
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::paths::answers;
use crate::fact::{Answer, Value};
use crate::session::Session;

/// The most questions that may still come, where each is answered: this one, and those that its most open answer leaves,
/// since answers close questions and open none. Only the status code brings questions of its own, so where it is asked for
/// later, each code is tried in its stead.
///
/// `paths` walks every way and finds no longer one; this is cheap enough for a key.
#[must_use]
pub fn most_left(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis) -> usize {
    let Next::Ask(next) = diagnosis.next else { return 0 };
    let session = session.bare();
    let names_code = |id: &QuestionId| catalogue.question(*id).answers.is_empty();
    let before = diagnosis.open.iter().position(names_code).unwrap_or_default();
    let asked = diagnosis.open.get(before).copied().filter(|id| before > 0 && names_code(id)).unwrap_or(next);
    let left = |value: Value| {
        let mut told = session.clone();
        told.facts.answer(catalogue.question(asked).fact.clone(), Answer::Is(value));
        let open = diagnose(catalogue, &told).open;
        let others = diagnosis.open.iter().take(before).filter(|id| !open.contains(id)).count();
        1 + open.len() + others
    };
    answers(catalogue, &session, asked).into_iter().flatten().map(left).max().unwrap_or(1)
}

/// Evidence that would answer questions of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which
    pub origin: Origin,
    /// The questions, in the order of the guide
    pub questions: Vec<QuestionId>,
}

/// Every kind of evidence, the quickest to get first.
const ORIGINS: [Origin; 6] =
    [Origin::Log, Origin::Function, Origin::Event, Origin::Package, Origin::Image, Origin::Port];

/// The evidence that would answer questions without an answer which still matter: what answers most of them first.
#[must_use]
pub fn offers(catalogue: &Catalogue, diagnosis: &Diagnosis) -> Vec<Offer> {
    let waiting = waiting(catalogue, diagnosis);
    let tells = |origin: Origin, id: &QuestionId| {
        let declared = catalogue.fact(catalogue.question(*id).fact.as_str());
        declared.is_some_and(|declared| declared.from.contains(&origin))
    };
    let offer =
        |origin: Origin| Offer { origin, questions: waiting.iter().copied().filter(|id| tells(origin, id)).collect() };
    let mut offers: Vec<Offer> = ORIGINS.into_iter().map(offer).filter(|offer| !offer.questions.is_empty()).collect();
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.questions.len()));
    offers
}

/// The questions without an answer that could still move a cause that stands: parked ones, then those to come.
#[must_use]
pub fn waiting(catalogue: &Catalogue, diagnosis: &Diagnosis) -> Vec<QuestionId> {
    let matters = |id: &QuestionId| {
        let fact = &catalogue.question(*id).fact;
        diagnosis.causes.iter().any(|standing| standing.stands() && standing.missing.contains(fact))
    };
    diagnosis.parked.iter().chain(&diagnosis.open).copied().filter(matters).collect()
}
