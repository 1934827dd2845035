//! The way so far and how the causes stand, in full and in a few lines.

use crate::catalogue::QuestionId;
use crate::diagnosis::{Grade, Next, Standing};
use crate::fact::Known;
use crate::report::case::bundle::Case;
use crate::report::case::heard;
use crate::report::page::{Page, Role, Target};
use crate::report::say;

/// Causes that are named in a few lines; the others are counted.
pub(super) const NAMED: usize = 5;

/// How much of a title is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Titles {
    /// All of it
    Whole,
    /// What fits a narrow pane
    Short,
}

/// Where the words of the evidence lead; the questions that are settled, each with its number and where its answer comes
/// from; then those that wait for an answer.
#[must_use]
pub fn path(case: Case<'_>) -> Page {
    let words = case.words().report;
    let mut page = Page::default();
    heard::leads(&mut page, case);
    page.section(words.path_so_far);
    if case.diagnosis.path.is_empty() {
        page.aside(words.no_answers_yet);
    }
    for (at, step) in case.diagnosis.path.iter().enumerate() {
        let key = &case.catalogue.question(step.question).fact;
        let known = case.diagnosis.facts.known(key);
        let (mark, role) = match known {
            Known::Overridden { .. } => ("!".to_owned(), Role::Override),
            _ if step.certain => ((at + 1).to_string(), Role::Possible),
            _ => ((at + 1).to_string(), Role::Muted),
        };
        let stated = say::statement(case.catalogue, &case.diagnosis.facts, key, case.lang);
        page.choice(mark, stated, role, Target::Question(step.question));
        page.aside(say::source(&case.session.evidence, known, case.lang));
    }
    if let Next::Ask(id) = case.diagnosis.next {
        page.item("›", label(case, id));
    }
    if !case.diagnosis.parked.is_empty() {
        page.section(words.for_later);
    }
    for id in &case.diagnosis.parked {
        page.choice("?", case.ask(*id), Role::Possible, Target::Question(*id));
    }
    page
}

/// What is known against its limits, and how every cause stands: each grade once, as a heading.
#[must_use]
pub fn causes(case: Case<'_>, titles: Titles) -> Page {
    let mut page = Page::default();
    case.limits(&mut page);
    graded(&mut page, case, case.diagnosis.causes.iter(), titles);
    page
}

/// How many causes stand, by grade: `5 possible · 3 ruled out`.
#[must_use]
pub fn tally(case: Case<'_>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for standing in &case.diagnosis.causes {
        let word = word(case, standing);
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.iter().map(|(word, count)| (case.words().report.so_many)(*count, word)).collect::<Vec<_>>().join(" · ")
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
    graded(&mut page, case, case.standing().take(NAMED), Titles::Whole);
    others(&mut page, case, count);
    page
}

/// Adds causes, those of a grade below its heading.
pub(super) fn graded<'s>(page: &mut Page, case: Case<'_>, causes: impl Iterator<Item = &'s Standing>, titles: Titles) {
    let mut above = "";
    for standing in causes {
        let word = word(case, standing);
        if word != above {
            page.section(&grade(case, standing));
            above = word;
        }
        cause(page, case, standing, titles);
    }
}

/// Adds a cause behind the sign of its grade.
pub(super) fn cause(page: &mut Page, case: Case<'_>, standing: &Standing, titles: Titles) {
    let role = match &standing.grade {
        _ if standing.failed => Role::RuledOut,
        Grade::Confirmed(_) => Role::Confirmed,
        Grade::Likely(_) => Role::Likely,
        Grade::Possible => Role::Possible,
        Grade::RuledOut(_) => Role::RuledOut,
    };
    let told = case.catalogue.cause(standing.cause);
    let from = told.from.as_ref().map_or_else(String::new, |file| format!(" [{file}]"));
    let title = if titles == Titles::Short { told.brief(case.lang) } else { told.title.of(case.lang) };
    page.choice(sign(standing), format!("{title}{from}"), role, Target::Cause(standing.cause));
}

/// What stands before a cause: how it stands, as a sign.
pub(in crate::report) const fn sign(standing: &Standing) -> &'static str {
    match &standing.grade {
        _ if standing.failed => "–",
        Grade::Confirmed(_) => "✓",
        Grade::Likely(_) => "●",
        Grade::Possible => "○",
        Grade::RuledOut(_) => "✗",
    }
}

/// How a cause stands, as a heading.
pub(super) fn grade(case: Case<'_>, standing: &Standing) -> String {
    say::capital(word(case, standing))
}

/// How a cause stands, in a word.
fn word(case: Case<'_>, standing: &Standing) -> &'static str {
    if standing.failed { case.words().report.set_aside } else { case.words().grade_of(&standing.grade) }
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
