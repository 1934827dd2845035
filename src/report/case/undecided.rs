//! Not decided: what would tell the causes apart, the quickest first, what waits for an answer, and the ticket. No cause
//! heads it, for nothing speaks for one.

use crate::catalogue::QuestionId;
use crate::diagnosis::ahead::{offers, waiting};
use crate::diagnosis::why::separates;
use crate::report::case::bundle::Case;
use crate::report::case::path::{NAMED, Titles, graded, others, sign};
use crate::report::page::{Block, Page, Role, Target};

/// Nothing speaks for a cause: what would, the cheapest check first.
#[must_use]
pub(super) fn undecided(case: Case<'_>) -> Page {
    let words = case.words().report;
    let mut page = Page::about((words.undecided)(case.standing().count()));
    page.aside((words.asked)(case.diagnosis.path.len(), case.diagnosis.parked.len()));
    case.limits(&mut page);
    evidence(&mut page, case);
    questions(&mut page, case);
    graded(&mut page, case, case.standing().take(NAMED), Titles::Whole);
    others(&mut page, case, case.standing().count());
    page.push(Block::Blank);
    page.text(words.ask_support);
    page.push(Block::Link { title: words.new_ticket.to_owned(), url: words.ticket_url.to_owned() });
    page
}

/// Adds the evidence that would tell causes apart, with the way to what answers most.
fn evidence(page: &mut Page, case: Case<'_>) {
    let offers = offers(case.catalogue, case.diagnosis).into_iter();
    let ways = offers.filter_map(|offer| Some((case.catalogue.way_to(offer.origin)?, offer)));
    for (at, (way, offer)) in ways.enumerate() {
        if at == 0 {
            page.section(case.words().report.tells_apart);
        }
        page.choice("→", way.name.of(case.lang), Role::Answer, Target::Evidence(offer.origin));
        settles(page, case, &offer.questions);
        if at == 0 {
            case.commands().attached(page, &way.step);
        }
    }
}

/// Adds which causes the answers to some questions could move.
fn settles(page: &mut Page, case: Case<'_>, questions: &[QuestionId]) {
    let moved: Vec<_> = questions.iter().flat_map(|id| separates(case.catalogue, case.diagnosis, *id)).collect();
    let standing = case.standing().filter(|standing| moved.contains(&standing.cause));
    let named = standing.map(|it| format!("{} {}", sign(it), case.catalogue.cause(it.cause).brief(case.lang)));
    let named: Vec<String> = named.take(NAMED).collect();
    if !named.is_empty() {
        page.aside(format!("{} {}", case.words().report.settles, named.join("  ")));
    }
}

/// Adds the questions without an answer that could still move a cause that stands, the cheapest first.
fn questions(page: &mut Page, case: Case<'_>) {
    let words = case.words();
    let mut missing = waiting(case.catalogue, case.diagnosis);
    missing.sort_by_key(|id| case.catalogue.question(*id).effort);
    if !missing.is_empty() {
        page.section(&(words.report.parked_questions)(missing.len()));
    }
    for (at, id) in missing.iter().enumerate() {
        let question = case.catalogue.question(*id);
        let text = format!("{} ({})", case.ask(*id), words.effort_of(question.effort));
        page.choice((at + 1).to_string(), text, Role::Answer, Target::Check(*id));
        if at == 0 {
            question.hints.open().find_out.iter().take(1).for_each(|step| case.commands().step(page, "→", step));
        }
    }
}
