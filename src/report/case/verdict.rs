//! The verdict: the likely cause with its proof and its fix, whether it helped, and what else it could be.

use crate::catalogue::QuestionId;
use crate::clean::Clean;
use crate::diagnosis::why::cheapest_check;
use crate::diagnosis::{Grade, Standing};
use crate::fact::{Key, Known, Observation};
use crate::report::case::bundle::Case;
use crate::report::case::nothing_left::nothing_left;
use crate::report::case::path::{NAMED, Titles, cause, others};
use crate::report::case::undecided::undecided;
use crate::report::page::{Block, Choice, Page, Role, Target};
use crate::session::StepOf;

/// The verdict on the cause that is shown; that nothing is left where there is none.
#[must_use]
pub fn verdict(case: Case<'_>) -> Page {
    let Some(standing) = case.shown() else { return nothing_left(case) };
    let (words, found) = (case.words(), case.catalogue.cause(standing.cause));
    if case.session.solved().is_some() {
        let mut page = Page::about(found.title.of(case.lang));
        page.text(words.report.closed);
        return page;
    }
    let verdict = match standing.grade {
        Grade::Confirmed(_) => words.report.confirmed_cause,
        Grade::Likely(_) => words.report.likely_cause,
        Grade::Possible | Grade::RuledOut(_) => return undecided(case),
    };
    let mut page = Page::about(format!("{verdict}{}{}", words.report.colon, found.title.of(case.lang)));
    if let Some(file) = &found.from {
        page.aside(format!("{} {file}", words.from_file));
    }
    page.text(found.remedy.open().because.of(case.lang));
    if !matches!(standing.grade, Grade::Confirmed(_)) {
        page.aside(words.report.unconfirmed);
    }
    if !standing.grade.keys().is_empty() {
        page.section(words.report.because);
        said(&mut page, case, standing.grade.keys());
    }
    case.limits(&mut page);
    fix(&mut page, case, standing);
    page
}

/// Whether the fix helped; empty where there is none to try.
#[must_use]
pub fn helped(case: Case<'_>) -> Page {
    let mut page = Page::default();
    let words = case.words();
    if let Some(standing) = case.decided().filter(|_| case.session.solved().is_none()) {
        let steps = case.commands().told(&case.catalogue.cause(standing.cause).remedy.open().fix).count();
        page.section(words.report.did_it_help);
        page.choice((steps + 1).to_string(), words.report.helped, Role::Answer, Target::Helped(true));
        page.choice((steps + 2).to_string(), words.report.did_not_help, Role::Answer, Target::Helped(false));
    }
    page
}

/// What else it could be, with the quickest checks; empty where nothing is decided, since that page tells it. Causes that one check tells apart stand together above it.
#[must_use]
pub fn rivals(case: Case<'_>) -> Page {
    let words = case.words();
    let mut page = Page::default();
    if case.shown().is_some() && case.decided().is_none() {
        return page;
    }
    page.section(words.report.could_also_be);
    let shown = case.shown().map(|standing| standing.cause);
    let rivals: Vec<&Standing> = case.standing().filter(|standing| Some(standing.cause) != shown).collect();
    if rivals.is_empty() {
        page.aside(words.report.no_rival);
    }
    let check = |rival: &Standing| cheapest_check(case.catalogue, case.diagnosis, rival.cause);
    let named: Vec<_> = rivals.iter().take(NAMED).map(|rival| (*rival, check(rival))).collect();
    let mut checks: Vec<Option<QuestionId>> = Vec::new();
    for (_, check) in &named {
        if !checks.contains(check) {
            checks.push(*check);
        }
    }
    for (at, check) in checks.iter().enumerate() {
        let own = named.iter().filter(|(_, own)| own == check);
        own.for_each(|(rival, _)| cause(&mut page, case, rival, Titles::Whole));
        let Some(id) = check else { continue };
        let question = case.catalogue.question(*id);
        let ask = format!("{} ({})", question.ask.of(case.lang), words.effort_of(question.effort));
        page.push(Block::Choice(Choice {
            mark: "↳".to_owned(),
            text: format!("{}{}{ask}", words.report.cheapest_check, words.report.colon),
            role: Role::Muted,
            target: Target::Check(*id),
            indent: 2,
        }));
        // how to find out is told where it tells the best rival
        if let Some(step) = case.commands().told(&question.hints.open().find_out).next().filter(|_| at == 0) {
            case.commands().step(&mut page, "→", step);
        }
    }
    others(&mut page, case, rivals.len());
    page
}

/// Adds facts, each with the words of the evidence that state it; words that state several stand once.
pub(super) fn said<'k>(page: &mut Page, case: Case<'_>, keys: impl IntoIterator<Item = &'k Key>) {
    let mut quoted: Vec<&Clean> = Vec::new();
    for key in keys {
        page.item("•", case.fact(key));
        if let Known::Observed(Observation { quote: Some(quote), .. }) = case.diagnosis.facts.known(key)
            && !quoted.contains(&quote)
        {
            page.quote(format!("“{}”", short(quote)));
            quoted.push(quote);
        }
    }
}

/// The words of evidence as they stand beside a fact.
pub(super) fn short(quote: &str) -> String {
    const CELLS: usize = 160;
    let (head, _) = crate::clean::fit(quote, CELLS);
    if head.len() == quote.len() { head.to_owned() } else { format!("{head}…") }
}

/// Adds what helps at once, the steps of the fix, how to see that it helped, how to take it back.
fn fix(page: &mut Page, case: Case<'_>, standing: &Standing) {
    let (words, lang, commands) = (case.words(), case.lang, case.commands());
    let told = case.catalogue.cause(standing.cause);
    let remedy = told.remedy.open();
    let stopgap = remedy.stopgap.as_ref();
    if let Some(stopgap) = stopgap {
        page.section(words.report.right_now);
        commands.step(page, "•", &stopgap.step);
        page.aside(format!("{}{}{}", words.cost, words.report.colon, stopgap.cost.of(lang)));
    }
    page.section(words.fix);
    for (at, step) in commands.told(&remedy.fix).enumerate() {
        let target = StepOf { cause: told.slug.clone(), step: step.slug() };
        let role = if case.session.ticked.contains(&target) { Role::Done } else { Role::ToDo };
        page.choice((at + 1).to_string(), step.text.of(lang), role, Target::Step(target));
        commands.attached(page, step);
    }
    for (heading, step) in [
        (words.verify, commands.told(remedy.verify.as_slice()).next()),
        (words.undo, commands.told(remedy.undo.as_slice()).next()),
    ] {
        if let Some(step) = step {
            page.section(heading);
            commands.step(page, "•", step);
        }
    }
    page.items(words.not_this_if, remedy.unlike.iter().map(|text| text.of(lang)));
    page.items(words.good_to_know, remedy.notes.iter().map(|text| text.of(lang)));
}
