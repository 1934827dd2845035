//! The shape of a diagnosis.

use serde::Serialize;

use crate::catalogue::condition::{Condition, Rules, Truth};
use crate::catalogue::{CauseId, QuestionId};
use crate::diagnosis::{Grade, Next, Standing, offered};
use crate::evidence::keys;
use crate::fact::finding::{Finding, Outcome};
use crate::fact::reading::{Certainty, Owner, Unlisted};
use crate::fact::{Evidence, Key, Known, Observation};
use crate::lang::Lang;
use crate::report::case::{Beside, Case, disputed, guesses, unread};
use crate::report::json::step::{ToDo, to_do};
use crate::report::json::triage::{LogCounts, log_counts};
use crate::report::say;
use crate::report::sums::{self, Summed};

/// What follows from evidence.
#[derive(Debug, Serialize)]
pub struct Diagnosed<'a> {
    codes: Vec<Seen<'a>>,
    /// What was looked at
    evidence: Vec<Piece<'a>>,
    facts: Vec<KnownFact>,
    /// What pieces of evidence contradict each other in
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputed: Vec<Disputed>,
    causes: Vec<Graded<'a>>,
    /// Values against their limits, those over it first
    sums: Vec<Summed<'a>>,
    next: Option<Asked<'a>>,
    /// What the case is about: a call, or a deployment that was refused
    stage: Option<String>,
    /// Numbers that the platform states and this version does not know
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unlisted: Vec<OnNoList<'a>>,
    /// The symptoms that the words lead to where no code is sure
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leads: Vec<Led<'a>>,
    /// What a text may mean in which no code is sure
    #[serde(skip_serializing_if = "Vec::is_empty")]
    guesses: Vec<Guessed>,
    /// Whose text it is, where it is not SCF's, and one useful step there
    foreign: Option<Owned<'a>>,
    /// The names of all whose texts these are
    #[serde(skip_serializing_if = "Vec::is_empty")]
    looks_like: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missed: Vec<String>,
    /// Checks of the evidence that failed
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failed: Vec<Failed<'a>>,
    #[serde(flatten)]
    log: Option<LogCounts<'a>>,
}

#[derive(Debug, Serialize)]
struct Seen<'a> {
    code: u16,
    certainty: &'static str,
    because: &'a str,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct OnNoList<'a> {
    number: u16,
    because: &'a str,
    source: String,
}

#[derive(Debug, Serialize)]
struct Led<'a> {
    symptom: &'a str,
    title: &'a str,
    because: &'a str,
    source: String,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Guessed {
    code: u16,
    because: String,
}

#[derive(Debug, Serialize)]
struct Owned<'a> {
    owner: &'a str,
    next: &'a str,
}

#[derive(Debug, Serialize)]
struct Piece<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct KnownFact {
    key: String,
    value: String,
    origin: String,
    /// The piece of evidence that states it
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
}

#[derive(Debug, Serialize)]
struct Disputed {
    key: String,
    values: Vec<StatedValue>,
}

#[derive(Debug, Serialize)]
struct StatedValue {
    value: String,
    origin: String,
}

#[derive(Debug, Serialize)]
struct Failed<'a> {
    check: &'a str,
    place: String,
    seen: &'a str,
    wanted: &'a str,
    fix: &'a str,
}

#[derive(Debug, Serialize)]
struct Graded<'a> {
    id: &'a str,
    grade: &'static str,
    title: &'a str,
    r#for: Vec<String>,
    against: Vec<String>,
    fix: Vec<ToDo>,
}

#[derive(Debug, Serialize)]
struct Asked<'a> {
    id: &'a str,
    ask: &'a str,
    /// Several answers can be given at once, joined by commas
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    several: bool,
    answers: Vec<Answered<'a>>,
}

#[derive(Debug, Serialize)]
struct Answered<'a> {
    id: String,
    label: &'a str,
}

/// The diagnosis of a case.
#[must_use]
pub fn diagnosed<'a>(case: Case<'a>, beside: Beside<'a>) -> Diagnosed<'a> {
    let evidence = &case.session.evidence;
    let seen = case.session.sightings.iter().map(|seen| Seen {
        code: seen.code,
        certainty: match seen.certainty {
            Certainty::High => "high",
            Certainty::Medium => "medium",
            Certainty::Low => "low",
        },
        because: &seen.because,
        source: say::place(evidence, &seen.place),
        note: seen.note.as_ref().map(|note| note.of(case.lang)),
    });
    Diagnosed {
        codes: seen.collect(),
        evidence: (1..).zip(evidence).map(|(at, known)| piece(at, known)).collect(),
        facts: case.diagnosis.facts.keys().filter_map(|key| fact(case, key)).collect(),
        disputed: disputed(case).map(|(key, observations)| contradiction(case, key, observations)).collect(),
        causes: case.diagnosis.causes.iter().map(|standing| graded(case, standing)).collect(),
        sums: sums::json(case.catalogue, &case.diagnosis.facts, case.lang),
        next: match case.diagnosis.next {
            Next::Ask(question) => Some(asked(case, question)),
            Next::Confirmed(_) | Next::Exhausted => None,
        },
        stage: stage(case),
        unlisted: unlisted(evidence),
        leads: leads(case),
        guesses: guessed(case),
        foreign: owners(evidence)
            .next()
            .map(|owner| Owned { owner: owner.name.of(case.lang), next: owner.next.of(case.lang) }),
        looks_like: owners(evidence).map(|owner| owner.name.of(case.lang)).collect(),
        missed: beside.findings.iter().filter_map(|it| unread(evidence, it, case.lang)).collect(),
        failed: beside.findings.iter().filter_map(|it| failed(evidence, it, case.lang)).collect(),
        log: (!beside.logs.is_empty()).then(|| log_counts(beside.logs)),
    }
}

/// A status code is what a call ends with, so a case with one is about a call where nothing else is said.
fn stage(case: Case<'_>) -> Option<String> {
    let stated = case.diagnosis.facts.value(&keys::STAGE.key()).map(ToString::to_string);
    let called = !case.session.sightings.is_empty() || case.diagnosis.code.is_some();
    stated.or_else(|| called.then(|| keys::AT_CALL.to_owned()))
}

fn unlisted(evidence: &[Evidence]) -> Vec<OnNoList<'_>> {
    let unlisted = evidence.iter().flat_map(|it| &it.reading.unlisted);
    let told = |it: &'_ Unlisted| say::place(evidence, &it.place);
    unlisted.map(|it| OnNoList { number: it.number, because: &it.because, source: told(it) }).collect()
}

fn leads(case: Case<'_>) -> Vec<Led<'_>> {
    let led = case.session.leads().filter_map(|lead| {
        let symptom = case.catalogue.symptom(&lead.symptom)?;
        Some(Led {
            symptom: &symptom.slug,
            title: symptom.title.of(case.lang),
            because: &lead.because,
            source: say::place(&case.session.evidence, &lead.place),
            note: lead.note.as_ref().map(|note| note.of(case.lang)),
        })
    });
    led.collect()
}

fn guessed(case: Case<'_>) -> Vec<Guessed> {
    let guesses = guesses(case.catalogue, &case.session.evidence).into_iter();
    guesses.map(|guess| Guessed { code: guess.code, because: guess.because.to_string() }).collect()
}

fn owners(evidence: &[Evidence]) -> impl Iterator<Item = &Owner> {
    evidence.iter().filter_map(|it| it.reading.owner.as_ref())
}

fn piece(at: usize, known: &Evidence) -> Piece<'_> {
    Piece { id: numbered(at), name: &known.name, kind: known.kind.word() }
}

/// How a piece of evidence is named.
fn numbered(at: usize) -> String {
    format!("e{at}")
}

fn failed<'a>(evidence: &[Evidence], finding: &'a Finding, lang: Lang) -> Option<Failed<'a>> {
    let Outcome::Failed { seen, wanted, fix } = &finding.outcome else { return None };
    let place = say::place(evidence, &finding.place);
    Some(Failed { check: &finding.check, place, seen, wanted, fix: fix.of(lang) })
}

fn contradiction(case: Case<'_>, key: &Key, observations: &[Observation]) -> Disputed {
    let origin = |seen: &Observation| say::origin(&case.session.evidence, &seen.origin);
    let said = |seen: &Observation| StatedValue { value: seen.value.to_string(), origin: origin(seen) };
    Disputed { key: key.to_string(), values: observations.iter().map(said).collect() }
}

fn fact(case: Case<'_>, key: &Key) -> Option<KnownFact> {
    let known = case.diagnosis.facts.known(key);
    let value = known.value()?.to_string();
    let seen = match known {
        Known::Observed(seen) => Some(seen),
        _ => None,
    };
    let quote = seen.and_then(|seen| seen.quote.as_ref()).map(ToString::to_string);
    let pieces = (1..).zip(&case.session.evidence);
    let stated = |it: &Evidence| seen.is_some_and(|seen| seen.origin.is_in(it.id));
    let evidence = pieces.filter(|(_, it)| stated(it)).map(|(at, _)| numbered(at)).next();
    Some(KnownFact {
        key: key.to_string(),
        value,
        origin: say::source(&case.session.evidence, known, case.lang),
        evidence,
        quote,
    })
}

fn graded<'a>(case: Case<'a>, standing: &Standing) -> Graded<'a> {
    let graded = case.catalogue.cause(standing.cause);
    let (speaks_for, against) = speaking(case, standing.cause);
    let say = |key: &Key| say::fact(case.catalogue, (&case.session.evidence, &case.diagnosis.facts), key, case.lang);
    Graded {
        id: &graded.slug,
        grade: match standing.grade {
            Grade::Confirmed(_) => "confirmed",
            Grade::Likely(_) => "likely",
            Grade::Possible => "possible",
            Grade::RuledOut(_) => "ruled_out",
        },
        title: graded.title.of(case.lang),
        r#for: speaks_for.iter().map(say).collect(),
        against: against.iter().map(say).collect(),
        fix: case.commands().told(&graded.remedy.open().fix).map(|step| to_do(case.commands(), step)).collect(),
    }
}

/// The facts that speak for a cause and those that speak against it.
fn speaking(case: Case<'_>, id: CauseId) -> (Vec<Key>, Vec<Key>) {
    let Rules { confirmed, likely, ruled_out } = case.catalogue.cause(id).rules.open();
    let holds = |condition: &Condition| match condition.eval(&case.diagnosis.facts) {
        Truth::True(keys) => keys,
        Truth::False(_) | Truth::Unknown(_) => Vec::new(),
    };
    let mut speaks_for = holds(&confirmed);
    speaks_for.extend(holds(&likely).into_iter().filter(|key| !speaks_for.contains(key)).collect::<Vec<_>>());
    (speaks_for, holds(&ruled_out))
}

fn asked(case: Case<'_>, id: QuestionId) -> Asked<'_> {
    let question = case.catalogue.question(id);
    let codes = || {
        let codes = offered(case.catalogue, case.session).into_iter();
        codes.map(|code| Answered { id: code.number.to_string(), label: code.name.as_str() }).collect()
    };
    let answers = question
        .answers
        .iter()
        .map(|choice| Answered { id: choice.value.to_string(), label: choice.label.of(case.lang) });
    Asked {
        id: &question.slug,
        ask: question.ask.of(case.lang),
        several: case.catalogue.takes_several(question),
        answers: if question.answers.is_empty() { codes() } else { answers.collect() },
    }
}
