//! What follows from evidence, as a page: what was recognised, the facts with their words, how the case stands.

use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnosis::{Next, offered};
use crate::evidence::log::Log;
use crate::fact::finding::{Finding, Outcome, Why};
use crate::fact::reading::Certainty;
use crate::fact::{Evidence, Key, Known, Observation};
use crate::lang::{Lang, Text};
use crate::report::page::{Block, Page};
use crate::report::verdict::{Case, said, short};
use crate::report::{command, say, sums, triage};
use crate::words::Words;

/// A case that began with evidence.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The case and what follows
    pub case: Case<'a>,
    /// What the logs hold
    pub logs: &'a [Log],
    /// The closest entries where nothing was recognised
    pub guesses: &'a [u16],
    /// Whose texts these look like, where they are not SCF's
    pub foreign: &'a [Text],
    /// What came of checking the evidence
    pub findings: &'a [Finding],
}

impl Told<'_> {
    /// Whether the evidence shows a failure of SCF.
    #[must_use]
    pub fn found(&self) -> bool {
        !self.case.session.sightings.is_empty() || !self.case.diagnosis.causes.is_empty()
    }

    /// All of it, top down: codes, counts, facts, the verdict or the next question.
    #[must_use]
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        self.codes(&mut page);
        self.logs.iter().for_each(|log| triage::page(&mut page, self.case.catalogue, log, self.case.lang));
        self.facts(&mut page);
        self.disputed(&mut page);
        self.stands(&mut page);
        let words = Words::of(self.case.lang);
        let evidence = &self.case.session.evidence;
        self.findings.iter().for_each(|finding| failed(&mut page, evidence, finding, self.case.lang));
        let unread: Vec<_> = self.findings.iter().filter_map(|it| unread(evidence, it, self.case.lang)).collect();
        if !unread.is_empty() {
            page.section(words.report.not_read);
            for line in unread {
                page.item("•", line);
            }
        }
        page
    }

    fn codes(&self, page: &mut Page) {
        let (words, lang) = (Words::of(self.case.lang), self.case.lang);
        if !self.found() {
            let looked_at = &self.case.session.evidence;
            if !looked_at.is_empty() {
                nothing(page, self.case.catalogue, (self.guesses, self.foreign), lang);
                page.push(Block::Blank);
                page.field(words.report.looked_at, names(looked_at));
            }
            return;
        }
        // a log counts its codes anyway: only the case itself is told in full
        let told = if self.logs.is_empty() { usize::MAX } else { 1 };
        for seen in self.case.session.sightings.iter().take(told) {
            let Some(code) = self.case.catalogue.code(seen.code) else { continue };
            page.section(&format!("{} {}: {}", code.number, code.name, code.title.of(lang)));
            let sure = match seen.certainty {
                Certainty::High => words.report.certain,
                Certainty::Medium => words.report.most_likely,
                Certainty::Low => words.report.perhaps,
            };
            page.aside(format!(
                "{sure} · {} · {}",
                say::place(&self.case.session.evidence, &seen.place),
                short(&seen.because)
            ));
            if let Some(note) = &seen.note {
                page.aside(note.of(lang));
            }
        }
    }

    fn facts(&self, page: &mut Page) {
        let facts = &self.case.diagnosis.facts;
        let known: Vec<_> = facts.keys().filter(|key| facts.value(key).is_some()).collect();
        if known.is_empty() {
            return;
        }
        page.section(Words::of(self.case.lang).report.facts);
        page.0.extend(said(self.case.catalogue, (&self.case.session.evidence, facts), known, self.case.lang).0);
        let margins = sums::page(self.case.catalogue, facts, self.case.lang);
        // where a cause stands, they are told with it
        if !margins.0.is_empty() && self.case.diagnosis.best().is_none() {
            page.section(Words::of(self.case.lang).report.against_limits);
            page.0.extend(margins.0);
        }
    }

    /// What pieces of evidence contradict each other in, where a question is about it.
    fn disputed(&self, page: &mut Page) {
        let disputed = disputed(&self.case);
        if disputed.is_empty() {
            return;
        }
        page.section(Words::of(self.case.lang).report.disputed);
        for (key, observations) in disputed {
            let says = |seen: &Observation| {
                let value = say::value(self.case.catalogue, key, &seen.value, self.case.lang);
                format!("{value} ({})", say::origin(&self.case.session.evidence, &seen.origin))
            };
            let label = say::label(self.case.catalogue, key, self.case.lang);
            let colon = Words::of(self.case.lang).report.colon;
            page.item("!", format!("{label}{colon}{}", observations.iter().map(says).collect::<Vec<_>>().join(" ≠ ")));
        }
    }

    fn stands(&self, page: &mut Page) {
        let case = self.case;
        if case.diagnosis.causes.is_empty() {
            return;
        }
        match case.diagnosis.next {
            Next::Confirmed(id) => {
                if let Some(standing) = case.diagnosis.standing(id) {
                    join(page, case.verdict(standing));
                }
            }
            Next::Ask(question) => {
                join(page, case.brief());
                self.question(page, question);
            }
            Next::Exhausted => {
                if let Some(standing) = case.diagnosis.best() {
                    join(page, case.verdict(standing));
                }
            }
        }
    }

    fn question(&self, page: &mut Page, id: QuestionId) {
        let (words, lang) = (Words::of(self.case.lang), self.case.lang);
        let question = self.case.catalogue.question(id);
        page.section(&format!("{}{}{}", words.report.next_question, words.report.colon, question.ask.of(lang)));
        for choice in &question.answers {
            page.item("•", format!("{} ({}={})", choice.label.of(lang), question.fact, choice.value));
        }
        if question.answers.is_empty() {
            for code in offered(self.case.catalogue, self.case.session) {
                page.item("•", format!("{} ({}={})", code.title.of(lang), question.fact, code.number));
            }
        }
        let hints = question.hints.open();
        if !hints.find_out.is_empty() {
            page.aside(format!("{} ({})", words.how_to_find_out, words.effort_of(question.effort)));
            for step in &hints.find_out {
                command::step(page, self.case.catalogue, &self.case.diagnosis.facts, lang, "→", step);
            }
        }
        page.push(Block::Blank);
        page.aside(words.report.state_it);
    }
}

/// The facts that pieces of evidence contradict each other in, where a question is about them: ids and names differ
/// between requests and contradict nothing.
pub(super) fn disputed<'a>(case: &Case<'a>) -> Vec<(&'a Key, &'a [Observation])> {
    let facts = &case.diagnosis.facts;
    let asked = facts.keys().filter(|key| case.catalogue.question_of(key).is_some());
    let all = asked.filter_map(|key| match facts.known(key) {
        Known::Disputed(observations) => Some((key, observations)),
        _ => None,
    });
    all.collect()
}

/// Nothing was recognised in a piece of evidence: what was looked at and for, what comes closest, what to do.
#[must_use]
pub fn nothing_in(catalogue: &Catalogue, evidence: &Evidence, lang: Lang) -> Page {
    let Evidence { name, reading, .. } = evidence;
    let mut page = Page::default();
    let foreign: Vec<Text> = reading.foreign.iter().cloned().collect();
    nothing(&mut page, catalogue, (&reading.guesses, &foreign), lang);
    let words = Words::of(lang);
    page.push(Block::Blank);
    page.field(words.report.looked_at, name.as_str());
    let evidence = std::slice::from_ref(evidence);
    reading.findings.iter().filter_map(|it| unread(evidence, it, lang)).for_each(|it| page.item("•", it));
    page
}

/// Nothing was recognised: what would be, and what comes closest.
fn nothing(page: &mut Page, catalogue: &Catalogue, (guesses, foreign): (&[u16], &[Text]), lang: Lang) {
    let words = Words::of(lang);
    page.section(words.report.nothing_recognised);
    for foreign in foreign {
        page.text(&(words.report.looks_like)(foreign.of(lang)));
    }
    page.text(words.report.what_was_looked_for);
    if guesses.is_empty() {
        return;
    }
    page.section(words.report.only_guesses);
    for code in guesses.iter().filter_map(|number| catalogue.code(*number)) {
        page.item("?", format!("{} {}: {}", code.number, code.name, code.title.of(lang)));
    }
}

/// What could not be read, and why.
#[must_use]
pub fn unread(evidence: &[Evidence], finding: &Finding, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let Outcome::Skipped(why) = &finding.outcome else { return None };
    let why = match why {
        Why::Damaged => words.report.why_damaged,
        Why::TooLong => words.report.why_too_long,
        Why::TooDeep => words.report.why_too_deep,
        Why::NotText => words.report.why_not_text,
        Why::Empty => words.report.why_empty,
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

fn names(evidence: &[Evidence]) -> String {
    evidence.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn join(page: &mut Page, other: Page) {
    if !page.0.is_empty() {
        page.push(Block::Blank);
    }
    page.0.extend(other.0);
}
