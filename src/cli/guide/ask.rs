//! What the guide asks, and what it makes of a line.

use std::io;

use crate::catalogue::{Code, Question, QuestionId};
use crate::cli::guide::{Said, Talk, chosen};
use crate::diagnosis::{Diagnosis, why};
use crate::fact::{Facts, Value};
use crate::report::command;
use crate::report::page::{Block, Page};
use crate::search::named;
use crate::session::Start;

impl<'a> Talk<'a, '_> {
    /// Where the case begins; `None` where the person leaves.
    pub(super) fn begin(&mut self) -> io::Result<Option<Start>> {
        let symptoms = self.cx.catalogue.symptoms();
        let words = self.cx.words();
        let mut page = Page::default();
        page.section(words.cli.begin);
        for (at, symptom) in symptoms.iter().enumerate() {
            page.item((at + 1).to_string(), symptom.title.of(self.cx.lang));
        }
        page.push(Block::Blank);
        page.aside(words.cli.begin_hint);
        self.page(&page)?;
        loop {
            let line = match self.listen()? {
                Said::End | Said::Quit => return Ok(None),
                Said::Line(line) => line,
                Said::Again | Said::Unknown | Said::Back | Said::Why => {
                    self.page(&page)?;
                    continue;
                }
            };
            match self.cx.named(&line) {
                Ok(codes) => return Ok(self.one_of(&codes)?.map(|code| Start::Code(code.number))),
                Err(unknown) => match chosen(symptoms, &line) {
                    Some(symptom) => return Ok(Some(Start::Symptom(symptom.slug.clone()))),
                    None => self.line(&unknown.to_string())?,
                },
            }
        }
    }

    /// The one code that is meant where a name belongs to several; `None` where the person leaves.
    pub(super) fn one_of(&mut self, codes: &[&'a Code]) -> io::Result<Option<&'a Code>> {
        if let [only] = codes {
            return Ok(Some(only));
        }
        let words = self.cx.words();
        let mut page = Page::default();
        page.section(words.cli.several_codes);
        for (at, code) in codes.iter().enumerate() {
            page.item((at + 1).to_string(), format!("{} {}: {}", code.number, code.name, code.title.of(self.cx.lang)));
        }
        page.push(Block::Blank);
        page.aside(words.cli.keys_choice);
        self.page(&page)?;
        loop {
            match self.listen()? {
                Said::End | Said::Quit => return Ok(None),
                Said::Line(line) => match chosen(codes, &line) {
                    Some(code) => return Ok(Some(code)),
                    None => self.line(&(words.cli.no_such_answer)(&line))?,
                },
                Said::Again | Said::Unknown | Said::Back | Said::Why => self.page(&page)?,
            }
        }
    }

    /// A question with its answers and how to find out.
    pub(super) fn question(&self, diagnosis: &Diagnosis, id: QuestionId) -> Page {
        let (lang, words) = (self.cx.lang, self.cx.words());
        let question = self.cx.catalogue.question(id);
        let mut page = Page::default();
        let number = diagnosis.path.len() + diagnosis.parked.len() + 1;
        page.section(&format!("{} {number}{}{}", words.cli.question, words.report.colon, question.ask.of(lang)));
        let hints = question.hints.open();
        if !hints.find_out.is_empty() {
            page.aside(format!("{} ({})", words.how_to_find_out, words.effort_of(question.effort)));
            for step in &hints.find_out {
                command::step(&mut page, self.cx.catalogue, &Facts::default(), lang, "→", step);
            }
        }
        for (at, choice) in question.answers.iter().enumerate() {
            page.item((at + 1).to_string(), choice.label.of(lang));
        }
        page.push(Block::Blank);
        page.aside(if question.answers.is_empty() { words.cli.keys_code } else { words.cli.keys_question });
        page
    }

    /// Why a question is asked.
    pub(super) fn why(&self, diagnosis: &Diagnosis, id: QuestionId) -> Page {
        let lang = self.cx.lang;
        let mut page = Page::default();
        page.text(self.cx.catalogue.question(id).hints.open().why.of(lang));
        let causes = why::separates(self.cx.catalogue, diagnosis, id);
        if !causes.is_empty() {
            page.section(self.cx.words().report.separates);
            for cause in causes {
                page.item("•", self.cx.catalogue.cause(cause).title.of(lang));
            }
        }
        page
    }

    /// The answer that a line gives: by its number, by its name in files, or a status code.
    pub(super) fn answer(&mut self, question: &Question, line: &str) -> io::Result<Option<Value>> {
        if question.answers.is_empty() {
            let codes = named::named(self.cx.catalogue, line);
            if codes.is_empty() {
                return Ok(None);
            }
            return Ok(self.one_of(&codes)?.map(|code| Value::Code(code.number)));
        }
        let by_name = || question.answers.iter().find(|choice| choice.value.to_string() == line);
        Ok(chosen(&question.answers, line).or_else(by_name).map(|choice| choice.value.clone()))
    }
}
