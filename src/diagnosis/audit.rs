//! What the ways through a code show of the catalogue: answers after which nothing is left and nobody says why, and log
//! lines that prove a cause which the code does not list.

use std::collections::BTreeSet;

use crate::catalogue::condition::Rules;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::parse;
use crate::catalogue::origin::Origin;
use crate::catalogue::{Catalogue, CauseId, Code, QuestionId};
use crate::diagnosis::diagnose::diagnose;
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::grade::Grade;
use crate::diagnosis::paths::{Answers, answers};
use crate::diagnosis::why::unexplained;
use crate::fact::{Answer, Key, Value};
use crate::session::{Session, Start};

/// The most cases of one code that are looked at; a file with more is too large to be walked.
const MOST: usize = 50_000;

/// What is wrong where a way ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The code
    pub code: u16,
    /// What it is
    pub kind: FlawKind,
    /// The answers of the way
    pub answers: Answers,
}

/// What is wrong where a way ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlawKind {
    /// No cause is left, and the catalogue does not say why
    Unexplained,
    /// What the log says proves this cause, and the code does not list it
    Unheard(CauseId),
}

/// The flaws of one code, one way of each kind.
#[must_use]
pub fn audit(catalogue: &Catalogue, code: &Code) -> Vec<Flaw> {
    let unlisted =
        catalogue.causes().filter(|(id, _)| !code.causes.contains(id)).map(|(id, cause)| (id, cause.rules.open()));
    let unlisted = unlisted.filter(|(_, rules)| rules.confirmed.keys().iter().any(|key| told(catalogue, key)));
    let mut audit =
        Audit { catalogue, code, unlisted: unlisted.collect(), found: BTreeSet::new(), flaws: Vec::new(), left: MOST };
    audit.walk(&Session::new(Start::Code(code.number)), &mut Vec::new());
    audit.flaws
}

/// The faults that the ways through the codes of a file show; `text` is the file. A code of a person's own may leave a way
/// without a cause.
#[must_use]
pub fn faults(catalogue: &Catalogue, text: &str) -> Vec<Fault> {
    let written = parse(text).map_or_else(|_| Vec::new(), |raw| raw.codes());
    let own = written.iter().enumerate().filter_map(|(at, number)| Some((at, catalogue.code(*number)?)));
    own.flat_map(|(at, code)| audit(catalogue, code).into_iter().filter_map(move |flaw| fault(catalogue, at, &flaw)))
        .collect()
}

fn fault(catalogue: &Catalogue, at: usize, flaw: &Flaw) -> Option<Fault> {
    let FlawKind::Unheard(cause) = flaw.kind else { return None };
    let path = Path::top("codes").index(at).key("causes");
    let said = |(id, value): &(QuestionId, Option<Value>)| {
        let value = value.as_ref().map_or_else(String::new, Value::to_string);
        format!("`{}: {value}`", catalogue.question(*id).fact)
    };
    let answers = flaw.answers.iter().map(said).collect::<Vec<_>>().join(", ");
    Some(Fault::unheard(&path, flaw.code, &catalogue.cause(cause).slug, &answers))
}

struct Audit<'a> {
    catalogue: &'a Catalogue,
    code: &'a Code,
    unlisted: Vec<(CauseId, Rules)>,
    found: BTreeSet<FlawKind>,
    flaws: Vec<Flaw>,
    left: usize,
}

impl Audit<'_> {
    fn walk(&mut self, session: &Session, said: &mut Answers) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let diagnosis = diagnose(self.catalogue, session);
        let Next::Ask(id) = diagnosis.next else {
            return self.end(&diagnosis, said);
        };
        for value in answers(self.catalogue, session, id).into_iter().flatten() {
            let mut next = session.clone();
            next.facts.answer(self.catalogue.question(id).fact.clone(), Answer::Is(value.clone()));
            said.push((id, Some(value)));
            self.walk(&next, said);
            said.pop();
        }
    }

    fn end(&mut self, diagnosis: &Diagnosis, said: &Answers) {
        let kind = match diagnosis.best() {
            Some(best) if matches!(best.grade, Grade::Confirmed(_)) => None,
            best => {
                let proven = self.unlisted.iter().find(|(_, rules)| self.proves(rules, diagnosis));
                let reason = || unexplained(self.catalogue, Some(self.code.number), &diagnosis.facts);
                match proven {
                    Some((cause, _)) if reason().is_none() => Some(FlawKind::Unheard(*cause)),
                    _ if best.is_none() && reason().is_none() => Some(FlawKind::Unexplained),
                    _ => None,
                }
            }
        };
        if let Some(kind) = kind.filter(|kind| self.found.insert(*kind)) {
            self.flaws.push(Flaw { code: self.code.number, kind, answers: said.clone() });
        }
    }

    /// Whether something that a log says is part of a proof.
    fn proves(&self, rules: &Rules, diagnosis: &Diagnosis) -> bool {
        let proof = rules.confirmed.proof(&diagnosis.facts);
        proof.is_some_and(|proof| proof.keys().iter().any(|key| told(self.catalogue, key)))
    }
}

/// Whether a log can tell the fact.
fn told(catalogue: &Catalogue, key: &Key) -> bool {
    catalogue.fact(key.as_str()).is_some_and(|declared| declared.from.contains(&Origin::Log))
}
