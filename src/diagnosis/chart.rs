//! The chart of a case: every question that belongs to it, once, and where each of its answers leads.
//!
//! A question is looked at as it would be asked: what stands before it in the order of the guide is known as in the case,
//! else not known; what comes after it is open. One that the case does not come to is looked at as if nothing were known
//! but the answers that lead to it. So each answer has one end.

use std::collections::BTreeSet;

use crate::catalogue::tree::Asking;
use crate::catalogue::{Catalogue, CauseId, QuestionId};
use crate::diagnosis::diagnose::{among, code_of, diagnose};
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::grade::Grade;
use crate::diagnosis::paths::answers;
use crate::diagnosis::walk;
use crate::fact::{Answer, Key, Value};
use crate::session::{Session, Start};

/// The questions of a case, in the order of the guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Each of them once
    pub stations: Vec<Station>,
    /// The causes that no answer in it leads to
    pub others: Vec<CauseId>,
}

/// A question, and where its answers lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    /// Which
    pub question: QuestionId,
    /// Its answers by where they lead, in the order of the first of each
    pub arms: Vec<Arm>,
}

/// Answers that lead to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The answers
    pub values: Vec<Value>,
    /// Where they lead
    pub end: End,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// To this question
    Question(QuestionId),
    /// To this cause, confirmed
    Confirmed(CauseId),
    /// To this cause, likely; nothing is left to ask
    Likely(CauseId),
    /// To questions that belong to the code which the answer names
    Elsewhere,
    /// Nothing is left to ask, and so many causes stand
    Undecided(usize),
    /// Every cause is ruled out
    Nothing,
}

/// The chart of a case.
#[must_use]
pub fn chart(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis) -> Chart {
    let session = &session.bare();
    let first = walk::first(catalogue, session, diagnosis.code);
    let belong = walk::belonging(catalogue, &first, &diagnosis.causes);
    let order = walk::order(catalogue, &first);
    let order: Vec<Asking> = order.into_iter().filter(|asking| belong.contains(&asking.question)).collect();
    draw(catalogue, session, &order, |told| {
        // an answer about the code changes which causes there are
        if code_of(catalogue, told) == diagnosis.code {
            among(catalogue, told, &causes(diagnosis))
        } else {
            diagnose(catalogue, told)
        }
    })
    .with_others(&causes(diagnosis))
}

/// The chart of these questions where these causes are looked for, with nothing known.
#[must_use]
pub fn chart_of(catalogue: &Catalogue, questions: &BTreeSet<QuestionId>, causes: &[CauseId]) -> Chart {
    let of_these = |asking: &&Asking| questions.contains(&asking.question);
    let order: Vec<Asking> = catalogue.asking().iter().filter(of_these).cloned().collect();
    draw(catalogue, &Session::new(Start::Open), &order, |told| among(catalogue, told, causes)).with_others(causes)
}

fn causes(diagnosis: &Diagnosis) -> Vec<CauseId> {
    diagnosis.causes.iter().map(|standing| standing.cause).collect()
}

impl Chart {
    fn with_others(mut self, causes: &[CauseId]) -> Self {
        let ends: Vec<&End> = self.stations.iter().flat_map(|station| &station.arms).map(|arm| &arm.end).collect();
        let led_to = |id: &CauseId| ends.contains(&&End::Confirmed(*id)) || ends.contains(&&End::Likely(*id));
        self.others = causes.iter().copied().filter(|id| !led_to(id)).collect();
        self
    }
}

fn draw(catalogue: &Catalogue, session: &Session, order: &[Asking], conclude: impl Fn(&Session) -> Diagnosis) -> Chart {
    let charted: BTreeSet<QuestionId> = order.iter().map(|asking| asking.question).collect();
    let mut stations = Vec::new();
    for (at, asking) in order.iter().enumerate() {
        let question = asking.question;
        let mut before = as_in(catalogue, session, (&order[..at], &order[at..]));
        if conclude(&before).open.first() != Some(&question) {
            before = as_led_to(catalogue, session, (order, asking));
        }
        let mut arms: Vec<Arm> = Vec::new();
        for value in answers(catalogue, session, question).into_iter().flatten() {
            let mut told = before.clone();
            told.facts.answer(catalogue.question(question).fact.clone(), Answer::Is(value.clone()));
            let end = end(&conclude(&told), &charted);
            match arms.iter_mut().find(|arm| arm.end == end) {
                Some(arm) => arm.values.push(value),
                None => arms.push(Arm { values: vec![value], end }),
            }
        }
        stations.push(Station { question, arms });
    }
    Chart { stations, others: Vec::new() }
}

/// The case when it comes to a question: what stands before it is known, or was asked in vain; nothing behind it is known.
fn as_in(catalogue: &Catalogue, session: &Session, (before, from): (&[Asking], &[Asking])) -> Session {
    let fact = |asking: &Asking| catalogue.question(asking.question).fact.clone();
    let mut case = session.clone();
    for asking in before.iter().filter(|asking| session.facts.value(&fact(asking)).is_none()) {
        case.facts.answer(fact(asking), Answer::Unknown);
    }
    for asking in from {
        case.facts.clear(&fact(asking));
    }
    case
}

/// The case as if no question had an answer but those that lead to this one, in the first of its places that can be told.
fn as_led_to(catalogue: &Catalogue, session: &Session, (order, asking): (&[Asking], &Asking)) -> Session {
    let mut case = session.clone();
    let mut before = true;
    for other in order {
        before &= other.question != asking.question;
        let fact = &catalogue.question(other.question).fact;
        case.facts.clear(fact);
        if before {
            case.facts.answer(fact.clone(), Answer::Unknown);
        }
    }
    let asked = |key: &Key| order.iter().any(|other| catalogue.question(other.question).fact == *key);
    let place = asking.places.iter().find(|gates| gates.iter().all(|gate| asked(&gate.key)));
    for gate in place.into_iter().flatten() {
        if let Some(value) = gate.values.first() {
            case.facts.answer(gate.key.clone(), Answer::Is(value.clone()));
        }
    }
    case
}

fn end(diagnosis: &Diagnosis, charted: &BTreeSet<QuestionId>) -> End {
    let best = diagnosis.best();
    if let (Some(_), Next::Ask(next)) = (diagnosis.code, diagnosis.next)
        && !charted.contains(&next)
    {
        return End::Elsewhere;
    }
    match (diagnosis.open.iter().find(|id| charted.contains(id)), diagnosis.next, best) {
        (_, Next::Confirmed(cause), _) => End::Confirmed(cause),
        (Some(question), ..) => End::Question(*question),
        (None, _, None) => End::Nothing,
        (None, _, Some(best)) if matches!(best.grade, Grade::Likely(_)) => End::Likely(best.cause),
        (None, ..) => End::Undecided(diagnosis.causes.iter().filter(|standing| standing.stands()).count()),
    }
}
