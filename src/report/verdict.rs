//! How a case stands and how it ends, as pages: the causes that stand, the verdict, and what is missing for one.

use crate::catalogue::{Catalogue, CauseId, QuestionId, Remedy, Step};
use crate::clean::Clean;
use crate::diagnosis::{Diagnosis, Grade, Standing, why};
use crate::fact::{Evidence, Facts, Key, Known, Observation};
use crate::lang::Lang;
use crate::report::page::{Block, Page};
use crate::report::{command, say, sums};
use crate::session::Session;
use crate::words::Words;

/// The facts behind a grade, each with the words of the evidence that state it; words that state several stand once.
#[must_use]
pub fn proof(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis, grade: &Grade, lang: Lang) -> Page {
    said(catalogue, (&session.evidence, &diagnosis.facts), grade.keys(), lang)
}

/// Facts, each with the words of the evidence that state it; words that state several stand once.
pub(super) fn said<'k>(
    catalogue: &Catalogue,
    (evidence, facts): (&[Evidence], &Facts),
    keys: impl IntoIterator<Item = &'k Key>,
    lang: Lang,
) -> Page {
    let mut page = Page::default();
    let mut quoted: Vec<&Clean> = Vec::new();
    for key in keys {
        page.item("•", say::fact(catalogue, (evidence, facts), key, lang));
        if let Known::Observed(Observation { quote: Some(quote), .. }) = facts.known(key)
            && !quoted.contains(&quote)
        {
            page.quote(format!("“{}”", short(quote)));
            quoted.push(quote);
        }
    }
    page
}

/// The words of evidence as they stand beside a fact.
pub(super) fn short(quote: &str) -> String {
    const CELLS: usize = 160;
    let (head, _) = crate::clean::fit(quote, CELLS);
    if head.len() == quote.len() { head.to_owned() } else { format!("{head}…") }
}

/// Causes that are named; the others are counted.
const NAMED: usize = 5;

/// A case and what follows from it, told in one language.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// All that is known
    pub catalogue: &'a Catalogue,
    /// The case
    pub session: &'a Session,
    /// What follows from it
    pub diagnosis: &'a Diagnosis,
    /// The language
    pub lang: Lang,
}

impl<'a> Case<'a> {
    /// The answers so far and the causes that stand, in a few lines.
    #[must_use]
    pub fn brief(&self) -> Page {
        let words = Words::of(self.lang);
        let mut page = Page::default();
        let settled = self.diagnosis.path.iter().map(|step| self.settled(step.question));
        let parked = self.diagnosis.parked.iter().map(|id| format!("{} ({})", self.label(*id), words.report.parked));
        let path: Vec<String> = settled.chain(parked).collect();
        if !path.is_empty() {
            page.field(words.report.path, path.join(" › "));
        }
        let standing: Vec<&Standing> = self.standing().collect();
        self.sums(&mut page);
        page.field(words.report.standing, standing.len().to_string());
        self.named(&mut page, &standing);
        self.others(&mut page, standing.len());
        page
    }

    /// The verdict on a cause: its proof, the fix in numbered steps, and what else it could be.
    #[must_use]
    pub fn verdict(&self, standing: &Standing) -> Page {
        let words = Words::of(self.lang);
        let cause = self.catalogue.cause(standing.cause);
        let mut page = Page::default();
        let verdict = verdict_of(words, &standing.grade);
        page.section(&format!("{verdict}{}{}", words.report.colon, cause.title.of(self.lang)));
        let remedy = cause.remedy.open();
        page.text(remedy.because.of(self.lang));
        if !matches!(standing.grade, Grade::Confirmed(_)) {
            page.aside(words.report.unconfirmed);
        }
        if !standing.grade.keys().is_empty() {
            page.section(words.report.because_of);
            page.0.extend(proof(self.catalogue, self.session, self.diagnosis, &standing.grade, self.lang).0);
        }
        self.sums(&mut page);
        self.repair(&mut page, &remedy);
        self.rivals(&mut page, standing.cause);
        page
    }

    /// Nothing is left to try: what was tried, what is excluded, what nobody could answer, and whom to ask.
    #[must_use]
    pub fn nothing_left(&self) -> Page {
        let words = Words::of(self.lang);
        let mut page = Page::default();
        page.section(words.report.none_left);
        let titles = |failed: bool| -> Vec<&str> {
            let causes = self.diagnosis.causes.iter().filter(|standing| standing.failed == failed);
            causes.map(|standing| self.title(standing.cause)).collect()
        };
        let unanswered = self.diagnosis.parked.iter().chain(&self.diagnosis.open);
        let unanswered = unanswered.map(|id| self.catalogue.question(*id).ask.of(self.lang)).collect();
        for (heading, lines) in [
            (words.report.tried, titles(true)),
            (words.report.excluded, titles(false)),
            (words.report.unanswered, unanswered),
        ] {
            if !lines.is_empty() {
                page.section(heading);
                for line in lines {
                    page.item("•", line);
                }
            }
        }
        page.push(Block::Blank);
        page.text(words.report.ask_support);
        page.push(Block::Link { title: words.report.new_ticket.to_owned(), url: words.report.ticket_url.to_owned() });
        page
    }

    fn sums(&self, page: &mut Page) {
        let sums = sums::page(self.catalogue, &self.diagnosis.facts, self.lang);
        if !sums.0.is_empty() {
            page.section(Words::of(self.lang).report.against_limits);
            page.0.extend(sums.0);
        }
    }

    fn repair(&self, page: &mut Page, remedy: &Remedy) {
        let words = Words::of(self.lang);
        page.section(words.fix);
        for (at, step) in remedy.fix.iter().enumerate() {
            self.step(page, &(at + 1).to_string(), step);
        }
        for (heading, step) in [(words.verify, &remedy.verify), (words.undo, &remedy.undo)] {
            if let Some(step) = step {
                page.section(heading);
                self.step(page, "•", step);
            }
        }
        if let Some(stopgap) = &remedy.stopgap {
            page.section(words.stopgap);
            self.step(page, "•", &stopgap.step);
            page.field(words.cost, stopgap.cost.of(self.lang));
        }
        if !remedy.unlike.is_empty() {
            page.section(words.not_this_if);
            remedy.unlike.iter().for_each(|text| page.item("•", text.of(self.lang)));
        }
    }

    fn rivals(&self, page: &mut Page, cause: CauseId) {
        let words = Words::of(self.lang);
        let rivals: Vec<&Standing> = self.standing().filter(|standing| standing.cause != cause).collect();
        if rivals.is_empty() {
            return;
        }
        page.section(words.report.could_also_be);
        let named: Vec<_> = rivals.iter().take(NAMED).map(|rival| (*rival, self.check(rival))).collect();
        let mut checks: Vec<Option<QuestionId>> = Vec::new();
        for (_, check) in &named {
            if !checks.contains(check) {
                checks.push(*check);
            }
        }
        // causes that one check tells apart stand together, and it stands below them
        for (at, check) in checks.iter().enumerate() {
            let group = named.iter().filter(|(_, own)| own == check);
            self.named(page, &group.map(|(rival, _)| *rival).collect::<Vec<_>>());
            let Some(question) = check.map(|id| self.catalogue.question(id)) else { continue };
            let ask = format!("{} ({})", question.ask.of(self.lang), words.effort_of(question.effort));
            page.field(words.report.cheapest_check, ask);
            // how to find out is told where it tells the best rival
            if let Some(step) = question.hints.open().find_out.first().filter(|_| at == 0) {
                self.step(page, "→", step);
            }
        }
        self.others(page, rivals.len());
    }

    fn check(&self, rival: &Standing) -> Option<QuestionId> {
        why::cheapest_check(self.catalogue, self.diagnosis, rival.cause)
    }

    fn named(&self, page: &mut Page, standing: &[&Standing]) {
        let words = Words::of(self.lang);
        for standing in standing.iter().take(NAMED) {
            page.item("•", format!("{} ({})", self.title(standing.cause), words.grade_of(&standing.grade)));
        }
    }

    fn others(&self, page: &mut Page, count: usize) {
        if count > NAMED {
            page.aside((Words::of(self.lang).report.and_more)(count - NAMED));
        }
    }

    fn standing(&self) -> impl Iterator<Item = &'a Standing> {
        self.diagnosis.causes.iter().filter(|standing| standing.stands())
    }

    fn step(&self, page: &mut Page, mark: &str, step: &Step) {
        command::step(page, self.catalogue, &self.diagnosis.facts, self.lang, mark, step);
    }

    fn settled(&self, id: QuestionId) -> String {
        let question = self.catalogue.question(id);
        let label = format!("{}{}", self.label(id), Words::of(self.lang).report.colon);
        match self.diagnosis.facts.known(&question.fact) {
            Known::Overridden { answer, observation } => {
                let says = (Words::of(self.lang).report.evidence_says)(&observation.value.to_string());
                format!("{label}{} ({says})", say::answer(self.catalogue, question, answer, self.lang))
            }
            Known::Observed(seen) => {
                format!("{label}{}", say::value(self.catalogue, &question.fact, &seen.value, self.lang))
            }
            Known::Answered(value) => {
                format!("{label}{}", say::answer(self.catalogue, question, value, self.lang))
            }
            Known::Nothing | Known::Parked | Known::Disputed(_) => self.label(id),
        }
    }

    fn label(&self, id: QuestionId) -> String {
        say::label(self.catalogue, &self.catalogue.question(id).fact, self.lang)
    }

    fn title(&self, id: CauseId) -> &'a str {
        self.catalogue.cause(id).title.of(self.lang)
    }
}

const fn verdict_of(words: &Words, grade: &Grade) -> &'static str {
    match grade {
        Grade::Confirmed(_) => words.report.confirmed_cause,
        Grade::Likely(_) => words.report.likely_cause,
        Grade::Possible | Grade::RuledOut(_) => words.report.possible_cause,
    }
}
