//! Nothing is left to try: what was tried, what is missing, and the text for a support ticket.

use crate::diagnosis::why::unexplained;
use crate::report::case::bundle::Case;
use crate::report::case::path::{Titles, causes, path};
use crate::report::page::{Block, Page};

/// What a support engineer asks for first; `%{key}` is filled where the fact is known.
const ASKED_FOR: &str = "RequestId: %{request_id}\nFunction: %{function}\nNamespace: %{namespace}\nRegion: %{region}";

/// Nothing is left to try: what was tried, what is excluded, what has no answer, and whom to ask.
#[must_use]
pub fn nothing_left(case: Case<'_>) -> Page {
    let words = case.words().report;
    let mut page = Page::default();
    page.section(words.none_left);
    if let Some(reason) = unexplained(case.catalogue, case.diagnosis.code, &case.diagnosis.facts) {
        page.text(reason.of(case.lang));
    }
    let titles = |failed: bool| {
        let causes = case.diagnosis.causes.iter().filter(move |standing| standing.failed == failed);
        causes.map(|standing| case.title(standing.cause))
    };
    page.items(words.tried, titles(true));
    page.items(words.excluded, titles(false));
    page.items(words.unanswered, case.diagnosis.parked.iter().chain(&case.diagnosis.open).map(|id| case.ask(*id)));
    page.push(Block::Blank);
    page.text(words.ask_support);
    page.push(Block::Link { title: words.new_ticket.to_owned(), url: words.ticket_url.to_owned() });
    page
}

/// A case as it stands, for the clipboard and the support ticket.
#[must_use]
pub fn ticket(case: Case<'_>) -> Page {
    let mut page = Page::default();
    if let Some(code) = case.diagnosis.code.and_then(|number| case.catalogue.code(number)) {
        page.section(&format!("{} {}", code.number, code.name));
        page.text(code.title.of(case.lang));
    }
    page.section(case.words().report.ticket);
    page.push(Block::Sample(case.commands().sample(ASKED_FOR)));
    page.join(path(case));
    page.join(causes(case, Titles::Whole));
    page
}
