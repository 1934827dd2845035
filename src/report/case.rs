//! A case as it stands: what is known, what was tried, what is left; for the clipboard and the support ticket.

use crate::catalogue::Catalogue;
use crate::diagnosis::Diagnosis;
use crate::lang::Lang;
use crate::report::page::Page;
use crate::report::{command, say, sums};
use crate::session::Session;
use crate::words::Words;
use crate::words::screen::ScreenWords;

/// What a support engineer asks for first; `%{key}` is filled where the fact is known.
const ASKED_FOR: &str = "RequestId: %{request_id}\nFunction: %{function}\nNamespace: %{namespace}\nRegion: %{region}";

/// The case as a page.
#[must_use]
pub fn page(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis, lang: Lang) -> Page {
    let (words, screen) = (Words::of(lang), ScreenWords::of(lang));
    let mut page = Page::default();
    if let Some(code) = diagnosis.code.and_then(|number| catalogue.code(number)) {
        page.section(&format!("{} {}", code.number, code.name));
        page.text(code.title.of(lang));
    }
    page.section(screen.ticket);
    page.push(crate::report::page::Block::Sample(command::fill(catalogue, &session.facts, ASKED_FOR)));
    page.section(screen.path_so_far);
    for step in &diagnosis.path {
        page.item(
            "•",
            say::fact(catalogue, (&session.evidence, &diagnosis.facts), &catalogue.question(step.question).fact, lang),
        );
    }
    for id in &diagnosis.parked {
        page.item("?", catalogue.question(*id).ask.of(lang));
    }
    let sums = sums::page(catalogue, &diagnosis.facts, lang);
    if !sums.0.is_empty() {
        page.section(words.report.against_limits);
        page.0.extend(sums.0);
    }
    page.section(screen.causes_standing);
    for standing in &diagnosis.causes {
        let grade = if standing.failed { screen.tried_in_vain } else { words.grade_of(&standing.grade) };
        page.item("•", format!("{} ({grade})", catalogue.cause(standing.cause).title.of(lang)));
    }
    page
}

/// The case as plain text.
#[must_use]
pub fn text(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis, lang: Lang) -> String {
    page(catalogue, session, diagnosis, lang).to_text()
}
