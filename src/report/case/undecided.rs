//! Not decided: what is missing, the cheapest check first, what it may be, and the ticket. No cause heads it, for nothing
//! speaks for one.

use crate::catalogue::QuestionId;
use crate::report::case::bundle::Case;
use crate::report::case::path::{NAMED, cause, others};
use crate::report::page::{Block, Choice, Page, Role, Target};

/// Nothing speaks for a cause: what would, the cheapest check first.
#[must_use]
pub(super) fn undecided(case: Case<'_>) -> Page {
    let words = case.words();
    let mut page = Page::default();
    page.section(words.report.undecided);
    page.text(words.report.undecided_because);
    case.limits(&mut page);
    let missing = missing(case);
    if !missing.is_empty() {
        page.section(words.report.missing);
    }
    for (at, id) in missing.iter().enumerate() {
        let question = case.catalogue.question(*id);
        page.push(Block::Choice(Choice {
            mark: (at + 1).to_string(),
            text: format!("{} ({})", case.ask(*id), words.effort_of(question.effort)),
            role: Role::Likely,
            target: Target::Check(*id),
            indent: 0,
        }));
        if at == 0 {
            question.hints.open().find_out.iter().take(1).for_each(|step| case.commands().step(&mut page, "→", step));
        }
    }
    page.section(words.report.may_be);
    case.standing().take(NAMED).for_each(|standing| cause(&mut page, case, standing));
    others(&mut page, case, case.standing().count());
    page.push(Block::Blank);
    page.text(words.report.ask_support);
    page.push(Block::Link { title: words.report.new_ticket.to_owned(), url: words.report.ticket_url.to_owned() });
    page
}

/// The questions without an answer that could still move a cause that stands, the cheapest first.
fn missing(case: Case<'_>) -> Vec<QuestionId> {
    let could_move = |id: &QuestionId| {
        let fact = &case.catalogue.question(*id).fact;
        case.standing().any(|standing| standing.missing.contains(fact))
    };
    let waiting = case.diagnosis.parked.iter().chain(&case.diagnosis.open);
    let mut missing: Vec<QuestionId> = waiting.copied().filter(could_move).collect();
    missing.sort_by_key(|id| case.catalogue.question(*id).effort);
    missing
}
