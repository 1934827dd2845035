//! A rehearsal told: the list of cases, how one begins, and how a person fared.

use crate::catalogue::Catalogue;
use crate::catalogue::drill::{Begin, Drill};
use crate::diagnosis::drill::{is_lost, is_solved, misread};
use crate::lang::Lang;
use crate::report::case::Case;
use crate::report::page::{Block, Page};
use crate::report::say;
use crate::words::Words;
use crate::words::drill::DrillWords;

/// What the person holds at the beginning: a code with its name, or a symptom in their words.
#[must_use]
pub fn held(catalogue: &Catalogue, drill: &Drill, lang: Lang) -> String {
    match &drill.start {
        Begin::Code(number) => {
            catalogue.code(*number).map_or_else(|| number.to_string(), |code| format!("{number} {}", code.name))
        }
        Begin::Symptom(slug) => {
            catalogue.symptom(slug).map_or_else(|| slug.to_string(), |symptom| symptom.title.of(lang).to_owned())
        }
    }
}

/// The story. `at` is the number of the case, from 1, of so many.
#[must_use]
pub fn story(catalogue: &Catalogue, drill: &Drill, (at, of): (usize, usize), lang: Lang) -> Page {
    let words = DrillWords::of(lang);
    let mut page = Page::default();
    page.section(&(words.heading)(at, of, drill.title.of(lang)));
    page.text(drill.story.of(lang));
    page.push(Block::Blank);
    page.field(words.you_hold, held(catalogue, drill, lang));
    page
}

/// The answers and the conclusion of a person beside those that were recorded.
#[must_use]
pub fn outcome(case: Case<'_>, drill: &Drill) -> Page {
    let (catalogue, lang) = (case.catalogue, case.lang);
    let words = DrillWords::of(lang);
    let mut page = Page::default();
    if is_lost(catalogue, drill, case.session, case.diagnosis) {
        page.section(words.lost);
    } else if is_solved(drill, case.diagnosis) {
        page.section(words.solved);
    } else {
        page.section(words.other_cause);
        let yours = case.diagnosis.best().map_or(words.no_cause, |best| catalogue.cause(best.cause).title.of(lang));
        page.field(words.your_cause, yours);
    }
    let title = catalogue.cause(drill.cause).title.of(lang);
    page.field(words.recorded_cause, format!("{title} ({})", Words::of(lang).outcome_of(drill.grade)));
    let misread = misread(drill, case.session);
    if misread.is_empty() {
        page.text(words.nothing_misread);
        return page;
    }
    page.section(words.misread);
    for wrong in misread {
        let question = catalogue.question_of(wrong.key).map(|id| catalogue.question(id));
        let answer = |value| {
            question.map_or_else(
                || say::value(catalogue, wrong.key, value, lang),
                |question| say::answer(catalogue, question, value, lang),
            )
        };
        let ask = question
            .map_or_else(|| say::label(catalogue, wrong.key, lang), |question| question.ask.of(lang).to_owned());
        page.item("•", ask);
        page.field(words.you_said, wrong.said.map_or_else(|| Words::of(lang).report.parked.to_owned(), answer));
        page.field(words.story_says, answer(wrong.recorded));
    }
    page
}
