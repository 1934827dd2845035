//! Every way through the guide: each answer of each question, "I don't know" included, from a start to its end.
//!
//! Two cases in which the same is left to be decided go on alike, so they are walked once; the counts are exact.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::condition::{Condition, Rules};
use crate::catalogue::{Catalogue, CauseId, QuestionId};
use crate::diagnosis::diagnose::{diagnose, offered};
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::grade::Grade;
use crate::diagnosis::why::unexplained;
use crate::fact::{Answer, Facts, Value};
use crate::session::Session;

/// What was answered on a way.
pub type Answers = Vec<(QuestionId, Option<Value>)>;

/// The ways on from a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// How many ways ask so many more questions, by that number
    pub lengths: Vec<u64>,
    /// How many end at a confirmed cause
    pub confirmed: u64,
    /// The causes that some way confirms
    pub settled: BTreeSet<CauseId>,
    /// The causes that are the best one left where some way ends undecided
    pub left: BTreeSet<CauseId>,
    /// How many end with a likely cause
    pub likely: u64,
    /// How many end undecided, with causes left that nothing speaks for
    pub possible: u64,
    /// How many end with every cause ruled out
    pub none: u64,
    /// Of these one of each kind for which the catalogue gives no reason, by what was answered
    pub bare: Vec<Answers>,
    /// One of the longest, with its answers; `None` is "I don't know"
    pub longest: Answers,
}

impl Paths {
    /// How many ways there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.lengths.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The number of questions that at least half of the ways do not exceed.
    #[must_use]
    pub fn median(&self) -> usize {
        let half = self.count().div_ceil(2);
        let mut passed: u64 = 0;
        let at = self.lengths.iter().position(|count| {
            passed = passed.saturating_add(*count);
            passed >= half
        });
        at.unwrap_or_default()
    }

    /// The most questions that any way asks.
    #[must_use]
    pub fn most(&self) -> usize {
        self.lengths.len().saturating_sub(1)
    }

    /// Adds other ways, which ask `more` questions before.
    pub fn add(&mut self, other: &Self, more: usize) {
        if self.lengths.len() < other.lengths.len() + more {
            self.lengths.resize(other.lengths.len() + more, 0);
        }
        for (sum, count) in self.lengths.iter_mut().skip(more).zip(&other.lengths) {
            *sum = sum.saturating_add(*count);
        }
        self.settled.extend(&other.settled);
        self.left.extend(&other.left);
        self.confirmed = self.confirmed.saturating_add(other.confirmed);
        self.likely = self.likely.saturating_add(other.likely);
        self.possible = self.possible.saturating_add(other.possible);
        self.none = self.none.saturating_add(other.none);
    }
}

/// Walks from cases, and remembers what it walked.
#[derive(Debug)]
pub struct Walker<'a> {
    catalogue: &'a Catalogue,
    walked: BTreeMap<(Vec<u8>, usize), usize>,
    ways: Vec<Paths>,
}

impl<'a> Walker<'a> {
    /// Has walked nothing yet.
    #[must_use]
    pub const fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, walked: BTreeMap::new(), ways: Vec::new() }
    }

    /// Every way on from a case on which "I don't know" is said at most `unknown` times.
    pub fn paths(&mut self, session: &Session, unknown: usize) -> Paths {
        let at = self.walk(session, unknown);
        self.ways.get(at).cloned().unwrap_or_default()
    }

    /// Every case that was met and goes on differently from the others.
    #[must_use]
    pub fn met(&self) -> usize {
        self.ways.len()
    }

    fn walk(&mut self, session: &Session, unknown: usize) -> usize {
        let diagnosis = diagnose(self.catalogue, session);
        let likeness = (likeness(self.catalogue, &diagnosis), unknown);
        if let Some(known) = self.walked.get(&likeness) {
            return *known;
        }
        let ways = match diagnosis.next {
            Next::Ask(question) => self.ask(session, question, unknown),
            Next::Confirmed(cause) => {
                Paths { lengths: vec![1], confirmed: 1, settled: [cause].into(), ..Paths::default() }
            }
            Next::Exhausted => self.exhausted(&diagnosis),
        };
        self.ways.push(ways);
        self.walked.insert(likeness, self.ways.len() - 1);
        self.ways.len() - 1
    }

    fn exhausted(&self, diagnosis: &Diagnosis) -> Paths {
        let ends = Paths { lengths: vec![1], ..Paths::default() };
        let Some(best) = diagnosis.best() else {
            let reason = unexplained(self.catalogue, diagnosis.code, &diagnosis.facts);
            let bare = if reason.is_none() { vec![Vec::new()] } else { Vec::new() };
            return Paths { none: 1, bare, ..ends };
        };
        let likely = u64::from(matches!(best.grade, Grade::Likely(_)));
        Paths { likely, possible: 1 - likely, left: [best.cause].into(), ..ends }
    }

    fn ask(&mut self, session: &Session, id: QuestionId, unknown: usize) -> Paths {
        let mut ways = Paths::default();
        for answer in answers(self.catalogue, session, id) {
            let left = if answer.is_some() { Some(unknown) } else { unknown.checked_sub(1) };
            let Some(left) = left else { continue };
            let mut next = session.clone();
            let said = answer.clone().map_or(Answer::Unknown, Answer::Is);
            next.facts.answer(self.catalogue.question(id).fact.clone(), said);
            let at = self.walk(&next, left);
            let Some(below) = self.ways.get(at) else { continue };
            ways.add(below, 1);
            let step = |rest: &Answers| std::iter::once((id, answer.clone())).chain(rest.iter().cloned()).collect();
            let bare: Vec<Answers> = below.bare.iter().map(step).collect();
            ways.bare.extend(bare);
            if ways.longest.len() <= below.longest.len() {
                ways.longest = step(&below.longest);
            }
        }
        ways
    }
}

/// What can be said to a question: its answers, last of all `None`, "I don't know". Where the codes are its answers,
/// those that the case offers.
#[must_use]
pub fn answers(catalogue: &Catalogue, session: &Session, id: QuestionId) -> Vec<Option<Value>> {
    let question = catalogue.question(id);
    let values: Vec<Value> = if question.answers.is_empty() {
        offered(catalogue, session).into_iter().map(|code| Value::Code(code.number)).collect()
    } else {
        question.answers.iter().map(|choice| choice.value.clone()).collect()
    };
    values.into_iter().map(Some).chain([None]).collect()
}

/// All of a case that bears on how it goes on: what is open, and what is left of each condition. Amounts stay as they
/// are, since arithmetic may use them.
fn likeness(catalogue: &Catalogue, diagnosis: &Diagnosis) -> Vec<u8> {
    let facts = &diagnosis.facts;
    let causes: Vec<_> = (diagnosis.causes.iter())
        .map(|standing| {
            (standing.cause, standing.grade.rank(), rest(&standing.grade, catalogue, standing.cause, facts))
        })
        .collect();
    let gates: Vec<_> = (catalogue.asking().iter())
        .filter(|asking| diagnosis.open.contains(&asking.question))
        .flat_map(|asking| asking.places.iter().flatten())
        .map(|gate| facts.known(&gate.key).value().map(|value| gate.values.contains(value)))
        .collect();
    let parked: Vec<_> = (diagnosis.parked.iter())
        .filter(|id| diagnosis.open.iter().any(|open| under(catalogue, *open, **id)))
        .collect();
    let amounts: Vec<_> = (facts.keys())
        .filter_map(|key| facts.value(key).filter(|value| matches!(value, Value::Amount(_))).map(|value| (key, value)))
        .collect();
    let reasons: Vec<Condition> = (diagnosis.code.and_then(|number| catalogue.code(number)).iter())
        .flat_map(|code| code.detail.open().unexplained)
        .map(|reason| reason.when.rest(facts))
        .collect();
    postcard::to_allocvec(&(diagnosis.code.is_some(), reasons, causes, &diagnosis.open, gates, parked, amounts))
        .unwrap_or_default()
}

fn under(catalogue: &Catalogue, question: QuestionId, above: QuestionId) -> bool {
    catalogue.asking().iter().any(|asking| asking.question == question && asking.under.contains(&above))
}

fn rest(grade: &Grade, catalogue: &Catalogue, cause: CauseId, facts: &Facts) -> Rules {
    let rules = catalogue.cause(cause).rules.open();
    let left = |condition: &Condition| condition.rest(facts);
    match grade {
        Grade::Confirmed(_) => Rules::default(),
        Grade::RuledOut(_) => Rules { confirmed: left(&rules.confirmed), ..Rules::default() },
        Grade::Likely(_) | Grade::Possible => {
            Rules { confirmed: left(&rules.confirmed), likely: left(&rules.likely), ruled_out: left(&rules.ruled_out) }
        }
    }
}
