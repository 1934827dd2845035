//! What the guide asks, and what it makes of a line.

use std::io;

use crate::catalogue::{Code, Question};
use crate::cli::guide::talk::{Said, Talk, typed};
use crate::fact::Value;
use crate::report::page::{Block, Page, Role, Target};
use crate::search::named;
use crate::session::Start;

impl<'a> Talk<'a, '_> {
    /// Where the case begins; `None` where the person leaves.
    pub(super) fn begin(&mut self) -> io::Result<Option<Start>> {
        let words = self.cx.words();
        let mut page = Page::default();
        page.section(words.cli.begin);
        for (at, symptom) in self.cx.catalogue.symptoms().iter().enumerate() {
            let title = symptom.title.of(self.cx.lang);
            page.choice((at + 1).to_string(), title, Role::Answer, Target::Symptom(symptom.slug.clone()));
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
                Err(unknown) => match typed(&page, &line) {
                    Some(Target::Symptom(slug)) => return Ok(Some(Start::Symptom(slug.clone()))),
                    _ => self.line(&unknown.to_string())?,
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
            let text = format!("{} {}: {}", code.number, code.name, code.title.of(self.cx.lang));
            page.choice((at + 1).to_string(), text, Role::Answer, Target::Answer(Value::Code(code.number)));
        }
        page.push(Block::Blank);
        page.aside(words.cli.keys_choice);
        self.page(&page)?;
        loop {
            match self.listen()? {
                Said::End | Said::Quit => return Ok(None),
                Said::Line(line) => match typed(&page, &line) {
                    Some(Target::Answer(Value::Code(number))) => return Ok(self.cx.catalogue.code(*number)),
                    _ => self.line(&(words.cli.no_such_answer)(&line))?,
                },
                Said::Again | Said::Unknown | Said::Back | Said::Why => self.page(&page)?,
            }
        }
    }

    /// The answers that a line names together, apart by blanks or commas, where the question takes several.
    fn several(&self, question: &Question, page: &Page, line: &str) -> Option<Value> {
        let parts = line.split([' ', ',', '，', '、']).filter(|part| !part.is_empty());
        let value = |part| match typed(page, part) {
            Some(Target::Answer(value)) => Some(value.clone()),
            _ => None,
        };
        let values: Option<Vec<Value>> = parts.map(value).collect();
        self.cx.catalogue.fact(question.fact.as_str())?.together(&values?)
    }

    /// The answer that a line gives: by what stands on the page, by its name in files, or a status code.
    pub(super) fn answer(&mut self, question: &Question, page: &Page, line: &str) -> io::Result<Option<Value>> {
        match typed(page, line) {
            Some(Target::Answer(value)) => return Ok(Some(value.clone())),
            None if question.answers.is_empty() => {}
            _ => return Ok(self.several(question, page, line)),
        }
        let codes = named::named(self.cx.catalogue, line);
        if codes.is_empty() {
            return Ok(None);
        }
        Ok(self.one_of(&codes)?.map(|code| Value::Code(code.number)))
    }
}
