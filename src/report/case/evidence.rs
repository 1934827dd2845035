//! A case that began with evidence: what was recognised, the facts with their words, how the case stands.

use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnosis::Next;
use crate::evidence::log::Log;
use crate::fact::Evidence;
use crate::fact::finding::{Finding, Outcome, Why};
use crate::fact::reading::Certainty;
use crate::lang::Lang;
use crate::report::case::bundle::Case;
use crate::report::case::heard;
use crate::report::case::path::brief;
use crate::report::case::question::contradiction;
use crate::report::case::question::{disputed, question};
use crate::report::case::verdict::{rivals, verdict};
use crate::report::case::verdict::{said, short};
use crate::report::page::{Block, Page, Target};
use crate::report::{say, triage};
use crate::words::Words;

/// What evidence holds beside facts.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// What the logs hold
    pub logs: &'a [Log],
    /// What came of checking the evidence
    pub findings: &'a [Finding],
}

/// All of it, top down: codes, counts, facts, the verdict or the next question.
#[must_use]
pub fn evidence(case: Case<'_>, beside: Beside<'_>) -> Page {
    let mut page = Page::default();
    if case.shows_failure() {
        codes(&mut page, case, beside.logs);
        heard::unlisted(&mut page, &case.session.evidence, case.lang);
        heard::leads(&mut page, case);
        heard::owners(&mut page, &case.session.evidence, case.lang);
        heard::guessed(&mut page, case.catalogue, &case.session.evidence, case.lang);
    } else if beside.logs.iter().any(|log| log.requests > 0 && log.failures().is_empty() && log.without_code == 0) {
        let unsaid = beside.logs.iter().any(|log| log.unstated + log.running > 0);
        let words = case.words().report;
        page.section(if unsaid { words.ends_unsaid } else { words.none_failed });
    } else if !case.session.evidence.is_empty() {
        heard::nothing(&mut page, case.catalogue, &case.session.evidence, case.lang);
    }
    beside.logs.iter().for_each(|log| triage::page(&mut page, case.catalogue, log, case.lang));
    facts(&mut page, case);
    contradictions(&mut page, case);
    stands(&mut page, case);
    let evidence = &case.session.evidence;
    beside.findings.iter().for_each(|finding| failed(&mut page, evidence, finding, case.lang));
    let unread: Vec<String> = beside.findings.iter().filter_map(|it| unread(evidence, it, case.lang)).collect();
    page.items(case.words().report.not_read, unread.iter().map(String::as_str));
    page
}

/// Nothing was recognised in a piece of evidence: what was looked at and for, what comes closest, what to do.
#[must_use]
pub fn nothing_in(catalogue: &Catalogue, evidence: &Evidence, lang: Lang) -> Page {
    let mut page = Page::default();
    let all = std::slice::from_ref(evidence);
    heard::unlisted(&mut page, all, lang);
    if page.0.is_empty() {
        heard::nothing(&mut page, catalogue, all, lang);
    }
    evidence.reading.findings.iter().filter_map(|it| unread(all, it, lang)).for_each(|it| page.item("•", it));
    page
}

/// What could not be read, and why.
pub(in crate::report) fn unread(evidence: &[Evidence], finding: &Finding, lang: Lang) -> Option<String> {
    let words = Words::of(lang).report;
    let Outcome::Skipped(why) = &finding.outcome else { return None };
    let why = match why {
        Why::Damaged => words.why_damaged,
        Why::TooLong => words.why_too_long,
        Why::TooDeep => words.why_too_deep,
        Why::NotText => words.why_not_text,
        Why::Empty => words.why_empty,
    };
    Some(format!("{}: {why}", say::place(evidence, &finding.place)))
}

/// A check that failed: what stands where, what has to stand there, and what to do.
fn failed(page: &mut Page, evidence: &[Evidence], finding: &Finding, lang: Lang) {
    if let Outcome::Failed { seen, wanted, fix } = &finding.outcome {
        page.item("✗", format!("{}: {seen} ≠ {wanted}", say::place(evidence, &finding.place)));
        page.aside(fix.of(lang));
    }
}

/// The codes, best first. A log counts its own anyway: of those only the case itself is told in full.
fn codes(page: &mut Page, case: Case<'_>, logs: &[Log]) {
    let words = case.words().report;
    let counted = |code: u16| logs.iter().any(|log| log.counts.contains_key(&code));
    for (at, seen) in case.session.sightings.iter().enumerate() {
        if at > 0 && counted(seen.code) {
            continue;
        }
        let Some(code) = case.catalogue.code(seen.code) else { continue };
        page.section(&format!("{} {}: {}", code.number, code.name, code.title.of(case.lang)));
        let sure = match seen.certainty {
            Certainty::High => words.certain,
            Certainty::Medium => words.most_likely,
            Certainty::Low => words.perhaps,
        };
        let place = say::place(&case.session.evidence, &seen.place);
        page.aside(format!("{sure} · {place} · {}", short(&seen.because)));
        if let Some(note) = &seen.note {
            page.aside(note.of(case.lang));
        }
    }
}

fn facts(page: &mut Page, case: Case<'_>) {
    let facts = &case.diagnosis.facts;
    let known: Vec<_> = facts.keys().filter(|key| facts.value(key).is_some()).collect();
    if known.is_empty() {
        return;
    }
    page.section(case.words().report.facts);
    said(page, case, known);
    // where a cause stands, they are told with it
    if case.diagnosis.best().is_none() {
        case.limits(page);
    }
}

/// What pieces of evidence contradict each other in; the question that is next tells its own.
fn contradictions(page: &mut Page, case: Case<'_>) {
    let next = match case.diagnosis.next {
        Next::Ask(id) if !case.diagnosis.causes.is_empty() => Some(&case.catalogue.question(id).fact),
        _ => None,
    };
    let mut disputed = disputed(case).filter(|(key, _)| Some(*key) != next).peekable();
    if disputed.peek().is_some() {
        page.section(case.words().report.disputed);
        disputed.for_each(|(key, observations)| contradiction(page, case, key, observations));
    }
}

fn stands(page: &mut Page, case: Case<'_>) {
    match case.diagnosis.next {
        _ if case.diagnosis.causes.is_empty() => {}
        Next::Ask(id) => {
            page.join(brief(case));
            page.join(stated(case, id));
        }
        Next::Confirmed(_) | Next::Exhausted if case.shown().is_some() => {
            page.join(verdict(case));
            page.join(rivals(case));
        }
        Next::Confirmed(_) | Next::Exhausted => {}
    }
}

/// The next question; its answers as they are stated on the command line.
fn stated(case: Case<'_>, id: QuestionId) -> Page {
    let (words, fact) = (case.words().report, &case.catalogue.question(id).fact);
    let blocks = question(case, id).0.into_iter().filter_map(|block| match block {
        Block::Choice(choice) => match choice.target {
            Target::Answer(value) => {
                Some(Block::Item { mark: "•".to_owned(), text: format!("{} ({fact}={value})", choice.text) })
            }
            _ => None,
        },
        block => Some(block),
    });
    let mut page = Page(blocks.collect()).titled(&format!("{}{}", words.next_question, words.colon));
    page.push(Block::Blank);
    page.aside(words.state_it);
    page
}
