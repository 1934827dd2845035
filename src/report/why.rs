//! Why this question, how this cause was reached, why not that one, as a page.

use crate::catalogue::{Catalogue, CauseId, QuestionId};
use crate::diagnosis::why::{separates, what_would_change};
use crate::diagnosis::{Diagnosis, Grade};
use crate::lang::Lang;
use crate::report::page::Page;
use crate::report::say;
use crate::session::Session;
use crate::words::Words;
use crate::words::screen::ScreenWords;

/// Why a question is asked and what its answer separates.
#[must_use]
pub fn question(catalogue: &Catalogue, diagnosis: &Diagnosis, id: QuestionId, lang: Lang) -> Page {
    let words = ScreenWords::of(lang);
    let question = catalogue.question(id);
    let mut page = Page::default();
    page.section(question.ask.of(lang));
    page.section(words.why_asked);
    page.text(question.hints.open().why.of(lang));
    let causes = separates(catalogue, diagnosis, id);
    if !causes.is_empty() {
        page.section(words.separates);
        for cause in causes {
            page.item("•", catalogue.cause(cause).title.of(lang));
        }
    }
    page
}

/// How a cause was reached, or what would bring it back.
#[must_use]
pub fn cause(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis, id: CauseId, lang: Lang) -> Page {
    let words = ScreenWords::of(lang);
    let cause = catalogue.cause(id);
    let mut page = Page::default();
    page.section(cause.title.of(lang));
    let remedy = cause.remedy.open();
    page.text(remedy.because.of(lang));
    let Some(standing) = diagnosis.standing(id) else { return page };
    page.section(Words::of(lang).grade_of(&standing.grade));
    for key in standing.grade.keys() {
        page.item("•", say::fact(catalogue, (&session.evidence, &diagnosis.facts), key, lang));
    }
    let open = what_would_change(diagnosis, id);
    let asked = open.iter().filter_map(|key| catalogue.question_of(key));
    let asked: Vec<&str> = asked.map(|question| catalogue.question(question).ask.of(lang)).collect();
    if !asked.is_empty() {
        let ruled_out = matches!(standing.grade, Grade::RuledOut(_));
        page.section(if ruled_out { words.would_bring_back } else { words.would_decide });
        for ask in asked {
            page.item("•", ask);
        }
    }
    if !remedy.unlike.is_empty() {
        page.section(Words::of(lang).not_this_if);
        remedy.unlike.iter().for_each(|text| page.item("•", text.of(lang)));
    }
    page
}
