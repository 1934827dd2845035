//! The way so far and how the causes stand, in full and in a few lines.

use crate::catalogue::QuestionId;
use crate::diagnosis::{Grade, Standing};
use crate::fact::Known;
use crate::report::case::bundle::Case;
use crate::report::case::heard;
use crate::report::page::{Page, Role, Target};
use crate::report::say;

/// Causes that are named in a few lines; the others are counted.
pub(super) const NAMED: usize = 5;

/// Where the words of the evidence lead; the questions that are settled, then those that wait for an answer.
#[must_use]
pub fn path(case: Case<'_>) -> Page {
    let words = case.words().report;
    let mut page = Page::default();
    heard::leads(&mut page, case);
    page.section(words.path_so_far);
    if case.diagnosis.path.is_empty() {
        page.aside(words.no_answers_yet);
    }
    for step in &case.diagnosis.path {
        let key = &case.catalogue.question(step.question).fact;
        let (mark, role) = match case.diagnosis.facts.known(key) {
            Known::Overridden { .. } => ("!", Role::Override),
            _ if step.certain => ("✓", Role::Confirmed),
            _ => ("·", Role::Muted),
        };
        page.choice(mark, case.fact(key), role, Target::Question(step.question));
    }
    if !case.diagnosis.parked.is_empty() {
        page.section(words.for_later);
    }
    for id in &case.diagnosis.parked {
        page.choice("?", case.ask(*id), Role::Likely, Target::Question(*id));
    }
    page
}

/// What is known against its limits, and how every cause stands.
#[must_use]
pub fn causes(case: Case<'_>) -> Page {
    let mut page = Page::default();
    case.limits(&mut page);
    page.section(case.words().report.causes);
    case.diagnosis.causes.iter().for_each(|standing| cause(&mut page, case, standing));
    page
}

/// The answers so far and the causes that stand, in a few lines.
#[must_use]
pub fn brief(case: Case<'_>) -> Page {
    let words = case.words().report;
    let mut page = Page::default();
    let settled = case.diagnosis.path.iter().map(|step| settled(case, step.question));
    let parked = case.diagnosis.parked.iter().map(|id| format!("{} ({})", label(case, *id), words.parked));
    let path: Vec<String> = settled.chain(parked).collect();
    if !path.is_empty() {
        page.field(words.path, path.join(" › "));
    }
    case.limits(&mut page);
    let count = case.standing().count();
    page.field(words.standing, count.to_string());
    case.standing().take(NAMED).for_each(|standing| cause(&mut page, case, standing));
    others(&mut page, case, count);
    page
}

/// Adds a cause and how it stands.
pub(super) fn cause(page: &mut Page, case: Case<'_>, standing: &Standing) {
    let (mark, role) = match &standing.grade {
        Grade::Confirmed(_) => ("✓", Role::Confirmed),
        Grade::Likely(_) => ("●", Role::Likely),
        Grade::Possible => ("○", Role::Possible),
        Grade::RuledOut(_) => ("✗", Role::RuledOut),
    };
    let (grade, mark, role) = if standing.failed {
        (case.words().report.tried_in_vain, "✗", Role::RuledOut)
    } else {
        (case.words().grade_of(&standing.grade), mark, role)
    };
    let from = case.catalogue.cause(standing.cause).from.as_ref();
    let from = from.map_or_else(String::new, |file| format!(" [{file}]"));
    let text = format!("{} ({grade}){from}", case.title(standing.cause));
    page.choice(mark, text, role, Target::Cause(standing.cause));
}

/// Adds how many causes are not named, of so many.
pub(super) fn others(page: &mut Page, case: Case<'_>, count: usize) {
    if count > NAMED {
        page.aside((case.words().report.and_more)(count - NAMED));
    }
}

fn settled(case: Case<'_>, id: QuestionId) -> String {
    let question = case.catalogue.question(id);
    let answer = |value| say::answer(case.catalogue, question, value, case.lang);
    let said = match case.diagnosis.facts.known(&question.fact) {
        Known::Overridden { answer: given, observation } => {
            let says = (case.words().report.evidence_says)(&observation.value.to_string());
            format!("{} ({says})", answer(given))
        }
        Known::Observed(seen) => say::value(case.catalogue, &question.fact, &seen.value, case.lang),
        Known::Answered(value) => answer(value),
        Known::Nothing | Known::Parked | Known::Disputed(_) => return label(case, id),
    };
    format!("{}{}{said}", label(case, id), case.words().report.colon)
}

fn label(case: Case<'_>, id: QuestionId) -> String {
    say::label(case.catalogue, &case.catalogue.question(id).fact, case.lang)
}
