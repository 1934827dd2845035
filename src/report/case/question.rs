//! A question: its answers, what the evidence says of it, and how to find out.

use crate::catalogue::{Question, QuestionId};
use crate::diagnosis::ahead::{most_left, offers};
use crate::diagnosis::{Diagnosis, offered};
use crate::fact::{Key, Known, Observation, Value};
use crate::lang::Text;
use crate::report::case::bundle::Case;
use crate::report::page::{Block, Page, Role, Target};
use crate::report::say;

/// A question with its answers and how to find out. One about the code offers the codes of the case.
#[must_use]
pub fn question(case: Case<'_>, id: QuestionId) -> Page {
    let (question, words) = (case.catalogue.question(id), case.words());
    let known = case.diagnosis.facts.known(&question.fact);
    let role = |chosen: bool| if chosen { Role::Chosen } else { Role::Answer };
    let mut page = Page::about(question.ask.of(case.lang));
    page.push(Block::Blank);
    let given = |value: &Value| {
        known.value().is_some_and(|it| it == value || value.words().iter().any(|word| it.words().contains(word)))
    };
    for (at, (value, label)) in answers(case, question).into_iter().enumerate() {
        let role = role(given(&value));
        page.choice((at + 1).to_string(), label, role, Target::Answer(value));
    }
    page.choice("?", words.dont_know, role(known == Known::Parked), Target::Unknown);
    if case.catalogue.takes_several(question) {
        page.aside(words.report.several);
    }
    if let Known::Disputed(observations) = known {
        page.push(Block::Subheading(words.report.disputed.to_owned()));
        contradiction(&mut page, case, &question.fact, observations);
    }
    if question.answers.is_empty() {
        notes(&mut page, case);
    }
    offer(&mut page, case);
    let hints = question.hints.open();
    if case.commands().told(&hints.find_out).next().is_some() {
        page.push(Block::Subheading(format!("{} ({})", words.how_to_find_out, words.effort_of(question.effort))));
        case.commands().told(&hints.find_out).for_each(|step| case.commands().step(&mut page, "→", step));
    }
    page.push(Block::Blank);
    page.aside(hints.why.of(case.lang));
    page
}

/// The number of a question among those of its case, and how many there are at most.
#[must_use]
pub fn number_of(case: Case<'_>, id: QuestionId) -> (usize, usize) {
    let Diagnosis { path, parked, .. } = case.diagnosis;
    let settled = path.len() + parked.len();
    let most = settled + most_left(case.catalogue, case.session, case.diagnosis);
    let before = path.iter().position(|step| step.question == id);
    (before.unwrap_or(settled) + 1, most.max(1))
}

/// Questions in a row that nobody knows an answer to, before something is offered that would answer several.
const UNKNOWN: usize = 3;

/// Adds the evidence that would answer most of the questions that wait, where several do.
fn offer(page: &mut Page, case: Case<'_>) {
    if case.diagnosis.parked.len() < UNKNOWN {
        return;
    }
    let mut offers = offers(case.catalogue, case.diagnosis).into_iter().filter(|offer| offer.questions.len() > 1);
    let told = offers.find_map(|offer| Some((case.catalogue.way_to(offer.origin)?, offer)));
    if let Some((way, offer)) = told {
        let text = (case.words().report.one_answers)(offer.questions.len(), way.name.of(case.lang));
        page.push(Block::Blank);
        page.choice("→", text, Role::Answer, Target::Evidence(offer.origin));
    }
}

/// The facts that pieces of evidence contradict each other in, where a question is about them: ids and names differ
/// between requests and contradict nothing.
pub(in crate::report) fn disputed(case: Case<'_>) -> impl Iterator<Item = (&Key, &[Observation])> {
    let facts = &case.diagnosis.facts;
    let asked = facts.keys().filter(move |key| case.catalogue.question_of(key).is_some());
    asked.filter_map(|key| match facts.known(key) {
        Known::Disputed(observations) => Some((key, observations)),
        _ => None,
    })
}

/// Adds what each piece of evidence says of a fact.
pub(super) fn contradiction(page: &mut Page, case: Case<'_>, key: &Key, observations: &[Observation]) {
    let says = |seen: &Observation| {
        let origin = say::origin(&case.session.evidence, &seen.origin);
        format!("{} ({origin})", say::value(case.catalogue, key, &seen.value, case.lang))
    };
    let label = say::label(case.catalogue, key, case.lang);
    let said: Vec<String> = observations.iter().map(says).collect();
    page.item("!", format!("{label}{}{}", case.words().report.colon, said.join(" ≠ ")));
}

/// The values to choose from, with what a person reads.
fn answers(case: Case<'_>, question: &Question) -> Vec<(Value, String)> {
    if question.answers.is_empty() {
        let codes = offered(case.catalogue, case.session).into_iter();
        let label = |title: &Text, number, name| format!("{number} {name}: {}", title.of(case.lang));
        return codes.map(|code| (Value::Code(code.number), label(&code.title, code.number, &code.name))).collect();
    }
    question.answers.iter().map(|choice| (choice.value.clone(), choice.label.of(case.lang).to_owned())).collect()
}

/// Adds how to tell the codes from each other that the evidence shows, each once.
fn notes(page: &mut Page, case: Case<'_>) {
    let mut notes: Vec<&Text> = case.session.sightings.iter().filter_map(|seen| seen.note.as_ref()).collect();
    notes.dedup();
    if !notes.is_empty() {
        page.push(Block::Blank);
        for note in notes {
            page.item("!", note.of(case.lang));
        }
    }
}
