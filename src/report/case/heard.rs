//! What evidence says that names no code of the catalogue: numbers that are not listed, words that lead to a symptom,
//! texts of others, and what was not recognised at all.

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::fact::Evidence;
use crate::fact::reading::{Guess, Unlisted};
use crate::lang::Lang;
use crate::report::case::bundle::Case;
use crate::report::page::{Block, Page};
use crate::report::say;
use crate::search::{Index, Limit, rank};
use crate::words::Words;

/// Codes that are guessed of a text at most, and how many of them a search finds.
const GUESSES: usize = 5;
const SEARCHED: usize = 3;

/// The codes that a text may mean in which none is sure: what stands close to a pattern, then what a search for its words
/// finds.
#[must_use]
pub fn guesses(catalogue: &Catalogue, evidence: &[Evidence]) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = Vec::new();
    let seen: Vec<u16> = evidence.iter().flat_map(|it| &it.reading.sightings).map(|seen| seen.code).collect();
    let mut add = |guess: Guess| {
        if guesses.len() < GUESSES
            && !seen.contains(&guess.code)
            && guesses.iter().all(|known| known.code != guess.code)
        {
            guesses.push(guess);
        }
    };
    evidence.iter().flat_map(|it| it.reading.guesses.clone()).for_each(&mut add);
    let unheard: Vec<&Clean> = evidence.iter().filter_map(|it| it.reading.unheard.as_ref()).collect();
    if let [first, ..] = unheard.as_slice() {
        let index = Index::new(catalogue);
        let found = rank(&index, first, Limit::First(SEARCHED)).into_iter();
        found.map(|hit| Guess { code: hit.code, because: (*first).clone() }).for_each(add);
    }
    guesses
}

/// Adds the numbers that the platform states and the catalogue does not hold.
pub(super) fn unlisted(page: &mut Page, evidence: &[Evidence], lang: Lang) {
    let words = Words::of(lang).report;
    for Unlisted { number, because, place } in evidence.iter().flat_map(|it| &it.reading.unlisted) {
        page.section(&(words.unlisted_code)(*number));
        page.aside(format!("{} · {}", say::place(evidence, place), because));
        page.text(words.unlisted_next);
    }
}

/// Adds where the words of the evidence lead, and what they are.
pub(super) fn leads(page: &mut Page, case: Case<'_>) {
    let words = case.words().report;
    for (at, lead) in case.session.leads().enumerate() {
        let Some(symptom) = case.catalogue.symptom(&lead.symptom) else { continue };
        if at == 0 {
            page.section(&format!("{}{}{}", words.no_sure_code, words.colon, symptom.title.of(case.lang)));
        } else {
            page.item("•", symptom.title.of(case.lang));
        }
        page.aside(format!("{} · {}", say::place(&case.session.evidence, &lead.place), lead.because));
        if let Some(note) = &lead.note {
            page.text(note.of(case.lang));
        }
    }
}

/// Adds whose texts these are, with one useful step there.
pub(super) fn owners(page: &mut Page, evidence: &[Evidence], lang: Lang) {
    let words = Words::of(lang).report;
    for owner in evidence.iter().filter_map(|it| it.reading.owner.as_ref()) {
        page.section(&(words.text_of)(owner.name.of(lang)));
        page.text(owner.next.of(lang));
    }
}

/// Adds what a text may mean in which no code is sure.
pub(super) fn guessed(page: &mut Page, catalogue: &Catalogue, evidence: &[Evidence], lang: Lang) {
    let guesses = guesses(catalogue, evidence);
    if !guesses.is_empty() {
        page.section(Words::of(lang).report.only_guesses);
    }
    for code in guesses.iter().filter_map(|guess| catalogue.code(guess.code)) {
        page.item("?", format!("{} {}: {}", code.number, code.name, code.title.of(lang)));
    }
}

/// Adds that nothing was recognised: whose text it is, what would be recognised, what comes closest, what was looked at.
pub(super) fn nothing(page: &mut Page, catalogue: &Catalogue, evidence: &[Evidence], lang: Lang) {
    let words = Words::of(lang).report;
    if evidence.iter().all(|it| it.reading.owner.is_none()) {
        page.section(words.nothing_recognised);
        page.text(words.what_was_looked_for);
    }
    owners(page, evidence, lang);
    guessed(page, catalogue, evidence, lang);
    page.push(Block::Blank);
    let names: Vec<&str> = evidence.iter().map(|known| known.name.as_str()).collect();
    page.field(words.looked_at, names.join(", "));
}
