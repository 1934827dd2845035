//! Why this question, how this cause was reached, why not that one.

use crate::catalogue::origin::Origin;
use crate::catalogue::{CauseId, QuestionId};
use crate::diagnosis::Grade;
use crate::diagnosis::ahead::offers;
use crate::diagnosis::why::{separates, what_would_change};
use crate::report::case::bundle::Case;
use crate::report::case::path::grade;
use crate::report::page::{Page, Target};

/// Why a target stands where it stands; nothing for one that needs no reason.
#[must_use]
pub fn why(case: Case<'_>, target: &Target) -> Option<Page> {
    match target {
        Target::Question(id) | Target::Check(id) => Some(question(case, *id)),
        Target::Cause(id) => Some(cause(case, *id)),
        Target::Evidence(origin) => evidence(case, *origin),
        _ => None,
    }
}

/// Why a question is asked and what its answer separates.
fn question(case: Case<'_>, id: QuestionId) -> Page {
    let words = case.words().report;
    let mut page = Page::default();
    page.section(case.ask(id));
    page.section(words.why_asked);
    page.text(case.catalogue.question(id).hints.open().why.of(case.lang));
    let causes = separates(case.catalogue, case.diagnosis, id);
    page.items(words.separates, causes.into_iter().map(|cause| case.title(cause)));
    page
}

/// How to get evidence, and which questions it would answer.
fn evidence(case: Case<'_>, origin: Origin) -> Option<Page> {
    let way = case.catalogue.way_to(origin)?;
    let mut page = Page::default();
    page.section(way.name.of(case.lang));
    page.text(way.step.text.of(case.lang));
    case.commands().attached(&mut page, &way.step);
    let offer = offers(case.catalogue, case.diagnosis).into_iter().find(|offer| offer.origin == origin);
    let questions = offer.map(|offer| offer.questions).unwrap_or_default();
    page.items(case.words().report.would_answer, questions.into_iter().map(|id| case.ask(id)));
    Some(page)
}

/// How a cause was reached, or what would bring it back.
fn cause(case: Case<'_>, id: CauseId) -> Page {
    let words = case.words();
    let mut page = Page::default();
    page.section(case.title(id));
    let remedy = case.catalogue.cause(id).remedy.open();
    page.text(remedy.because.of(case.lang));
    let Some(standing) = case.diagnosis.standing(id) else { return page };
    page.section(&grade(case, standing));
    standing.grade.keys().iter().for_each(|key| page.item("•", case.fact(key)));
    let ruled_out = matches!(standing.grade, Grade::RuledOut(_));
    let heading = if ruled_out { words.report.would_bring_back } else { words.report.would_decide };
    let open = what_would_change(case.diagnosis, id).iter();
    page.items(heading, open.filter_map(|key| case.catalogue.question_of(key)).map(|id| case.ask(id)));
    page.items(words.not_this_if, remedy.unlike.iter().map(|text| text.of(case.lang)));
    page
}
