//! What every page of a case is told from.

use crate::catalogue::{Catalogue, CauseId, QuestionId, Step};
use crate::diagnosis::{Diagnosis, Grade, Standing};
use crate::fact::Key;
use crate::lang::Lang;
use crate::report::command::Commands;
use crate::report::page::{Page, Target};
use crate::report::say;
use crate::session::Session;
use crate::words::Words;

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
    /// The cause that a verdict is about: the one whose fix helped, else the best one.
    #[must_use]
    pub fn shown(&self) -> Option<&'a Standing> {
        match self.session.solved() {
            Some(slug) => self.diagnosis.causes.iter().find(|it| self.catalogue.cause(it.cause).slug == *slug),
            None => self.diagnosis.best(),
        }
    }

    /// The cause of the verdict where something speaks for it.
    #[must_use]
    pub fn decided(&self) -> Option<&'a Standing> {
        let solved = self.session.solved().is_some();
        self.shown().filter(|it| solved || matches!(it.grade, Grade::Confirmed(_) | Grade::Likely(_)))
    }

    /// Whether the evidence shows a failure of SCF.
    #[must_use]
    pub fn shows_failure(&self) -> bool {
        let unlisted = self.session.evidence.iter().any(|it| !it.reading.unlisted.is_empty());
        unlisted || !self.session.sightings.is_empty() || !self.diagnosis.causes.is_empty()
    }

    /// The command that belongs to a target, filled from what is known: how to find out, how to do a step, how to see
    /// whether it helped.
    #[must_use]
    pub fn command(&self, target: &Target) -> Option<String> {
        let run = |step: &Step| {
            self.commands().run(step).and_then(|run| self.commands().fill(&run).ok()).map(|it| it.command)
        };
        let remedy = || Some(self.catalogue.cause(self.shown()?.cause).remedy.open());
        match target {
            Target::Question(id) | Target::Check(id) => {
                self.commands().told(&self.catalogue.question(*id).hints.open().find_out).find_map(run)
            }
            Target::Step(step) => remedy()?.fix.iter().find(|it| it.slug() == step.step).and_then(run),
            Target::Helped(_) => remedy()?.verify.as_ref().and_then(run),
            _ => None,
        }
    }

    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// Commands are filled from the facts of the case and what follows from them.
    pub(in crate::report) fn commands(&self) -> Commands<'a> {
        Commands { catalogue: self.catalogue, facts: &self.diagnosis.facts, lang: self.lang }
    }

    pub(super) fn title(&self, id: CauseId) -> &'a str {
        self.catalogue.cause(id).title.of(self.lang)
    }

    pub(super) fn ask(&self, id: QuestionId) -> &'a str {
        self.catalogue.question(id).ask.of(self.lang)
    }

    pub(super) fn fact(&self, key: &Key) -> String {
        say::fact(self.catalogue, (&self.session.evidence, &self.diagnosis.facts), key, self.lang)
    }

    /// The causes that are still worth a try, best first.
    pub(super) fn standing(&self) -> impl Iterator<Item = &'a Standing> {
        self.diagnosis.causes.iter().filter(|standing| standing.stands())
    }

    /// Adds what is known against its limits.
    pub(super) fn limits(&self, page: &mut Page) {
        let sums = crate::report::sums::page(self.catalogue, &self.diagnosis.facts, self.lang);
        if !sums.0.is_empty() {
            page.section(self.words().report.against_limits);
            page.0.extend(sums.0);
        }
    }
}
