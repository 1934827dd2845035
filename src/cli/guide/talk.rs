//! The talk: what was said and typed, and where it leads.

use std::io::{self, BufRead, Read, Write};

use crate::catalogue::QuestionId;
use crate::catalogue::drill::Drill;
use crate::clean::{Clean, fit};
use crate::cli::context::Cx;
use crate::diagnosis::drill::{is_lost, is_solved};
use crate::diagnosis::{Diagnosis, Next, diagnose};
use crate::fact::Answer;
use crate::report::case::{self, Case};
use crate::report::drill;
use crate::report::page::{Block, Choice, Page, Target};
use crate::report::say;
use crate::report::text;
use crate::session::{Change, History, Start, Tried};
use crate::trouble::Exit;

/// The part of a line that is read, in bytes; the rest is dropped.
const MAX_LINE: u64 = 4096;
/// The part of a line that is looked at, in cells: no answer is longer.
const MAX_ECHO: usize = 80;

/// What a person types who does not know.
const UNKNOWN: &str = "u";

/// What a person typed.
pub(super) enum Said {
    /// Nothing more will come
    End,
    Quit,
    /// An empty line
    Again,
    Unknown,
    Back,
    Why,
    /// An answer
    Line(Clean),
}

/// Whether the talk goes on.
pub(super) enum Flow {
    On,
    End(Exit),
}

/// A talk with a person, line by line.
pub(in crate::cli) struct Talk<'a, 'io> {
    pub(in crate::cli) cx: &'a Cx<'a>,
    pub(in crate::cli) input: &'io mut dyn BufRead,
    pub(in crate::cli) out: &'io mut dyn Write,
    /// The recorded case that is rehearsed
    pub(in crate::cli) drill: Option<&'a Drill>,
}

impl Talk<'_, '_> {
    /// Asks until a cause is found, or nothing is left.
    pub(in crate::cli) fn lead(&mut self, start: Start) -> io::Result<Exit> {
        let mut history = History::new(start);
        loop {
            let diagnosis = diagnose(self.cx.catalogue, history.session());
            if let Some(drill) = self.drill
                && (!matches!(diagnosis.next, Next::Ask(_))
                    || is_lost(self.cx.catalogue, drill, history.session(), &diagnosis))
            {
                self.page(&drill::outcome(self.case(&history, &diagnosis), drill))?;
                return Ok(if is_solved(drill, &diagnosis) { Exit::Found } else { Exit::Nothing });
            }
            let flow = match diagnosis.next {
                Next::Ask(id) => self.settle(&mut history, &diagnosis, id)?,
                Next::Confirmed(_) | Next::Exhausted => self.conclude(&mut history, &diagnosis)?,
            };
            if let Flow::End(exit) = flow {
                return Ok(exit);
            }
        }
    }

    /// Asks one question until it is answered.
    pub(super) fn settle(&mut self, history: &mut History, diagnosis: &Diagnosis, id: QuestionId) -> io::Result<Flow> {
        let words = self.cx.words();
        let told = self.case(history, diagnosis);
        let (number, most) = case::number_of(told, id);
        let title = say::capital(&(words.report.question_of)(number, most)) + words.report.colon;
        let question = case::question(told, id).titled(&title);
        let offered = question.choices().find(|choice| matches!(choice.target, Target::Evidence(_)));
        let how = offered.and_then(|choice| case::why(told, &choice.target));
        let mut page = question;
        page.join(how.unwrap_or_default());
        page = prompt(page);
        let why = case::why(told, &Target::Question(id)).unwrap_or_default();
        let question = self.cx.catalogue.question(id);
        page.push(Block::Blank);
        page.aside(match (question.answers.is_empty(), self.cx.catalogue.takes_several(question)) {
            (true, _) => words.cli.keys_code,
            (false, true) => words.cli.keys_several,
            (false, false) => words.cli.keys_question,
        });
        self.page(&page)?;
        let answer = loop {
            match self.listen()? {
                Said::End | Said::Quit => return Ok(Flow::End(Exit::Nothing)),
                Said::Again => self.page(&page)?,
                Said::Back if history.undo() => {
                    self.line(words.cli.went_back)?;
                    return Ok(Flow::On);
                }
                Said::Back => self.line(words.cli.nothing_to_undo)?,
                Said::Why => self.page(&why)?,
                Said::Unknown => break Answer::Unknown,
                Said::Line(line) => match self.answer(question, &page, &line)? {
                    Some(value) => break Answer::Is(value),
                    None => self.line(&(words.cli.no_such_answer)(&line))?,
                },
            }
        };
        history.apply(Change::Answer { fact: question.fact.clone(), answer });
        let diagnosis = diagnose(self.cx.catalogue, history.session());
        let brief = case::brief(self.case(history, &diagnosis));
        self.page(&brief)?;
        Ok(Flow::On)
    }

    /// Tells the best cause that is left and asks whether its fix helped.
    pub(super) fn conclude(&mut self, history: &mut History, diagnosis: &Diagnosis) -> io::Result<Flow> {
        let words = self.cx.words();
        let told = self.case(history, diagnosis);
        let mut page = case::verdict(told);
        let decided = told.decided().is_some();
        let why = told.shown().and_then(|shown| case::why(told, &Target::Cause(shown.cause))).unwrap_or_default();
        if decided {
            page.join(case::rivals(told));
            page.join(prompt(case::helped(told)));
        }
        page.push(Block::Blank);
        let can_go_on = page.choices().any(is_typed);
        page.aside(if can_go_on { words.cli.keys_helped } else { words.cli.keys_end });
        self.page(&page)?;
        let exit = if decided { Exit::Found } else { Exit::Nothing };
        loop {
            match self.listen()? {
                Said::End | Said::Quit => return Ok(Flow::End(exit)),
                Said::Back if history.undo() => {
                    self.line(words.cli.went_back)?;
                    return Ok(Flow::On);
                }
                Said::Back => self.line(words.cli.nothing_to_undo)?,
                Said::Line(line) => match (typed(&page, &line), diagnosis.best()) {
                    (Some(Target::Helped(true)), _) => {
                        self.line(words.report.solved)?;
                        return Ok(Flow::End(Exit::Found));
                    }
                    (Some(Target::Helped(false)), Some(standing)) => {
                        let cause = self.cx.catalogue.cause(standing.cause).slug.clone();
                        history.apply(Change::Tried(Tried { cause, helped: false }));
                        return Ok(Flow::On);
                    }
                    (Some(Target::Check(id)), _) => return self.settle(history, diagnosis, *id),
                    _ => self.line(&(words.cli.no_such_answer)(&line))?,
                },
                Said::Again => self.page(&page)?,
                Said::Why => self.page(&why)?,
                Said::Unknown => self.line(if can_go_on { words.cli.keys_helped } else { words.cli.keys_end })?,
            }
        }
    }

    fn case<'c>(&'c self, history: &'c History, diagnosis: &'c Diagnosis) -> Case<'c> {
        Case { catalogue: self.cx.catalogue, session: history.session(), diagnosis, lang: self.cx.lang }
    }

    pub(super) fn page(&mut self, page: &Page) -> io::Result<()> {
        let text = text::page(page, self.cx.setting);
        writeln!(self.out, "{text}")
    }

    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// The next line; all that was said before is shown first.
    pub(super) fn listen(&mut self) -> io::Result<Said> {
        self.out.flush()?;
        let mut bytes = Vec::new();
        let read = (&mut *self.input).take(MAX_LINE).read_until(b'\n', &mut bytes);
        // a terminal that hung up answers with an error: it has nothing more to say either
        if read.is_err() || bytes.is_empty() {
            return Ok(Said::End);
        }
        if !bytes.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
        }
        let line = String::from_utf8_lossy(&bytes);
        Ok(match line.trim() {
            "" => Said::Again,
            "q" => Said::Quit,
            UNKNOWN => Said::Unknown,
            "b" => Said::Back,
            "w" => Said::Why,
            line => Said::Line(Clean::new(fit(line, MAX_ECHO).0)),
        })
    }
}

/// The page with what can be typed at its end, beside where it is typed, numbered from 1.
fn prompt(page: Page) -> Page {
    let typed = page.choices().filter(|choice| is_typed(choice)).cloned().collect::<Vec<_>>();
    let mut page = page;
    page.0.retain(|block| !matches!(block, Block::Choice(choice) if is_typed(choice)));
    if !matches!(page.0.last(), None | Some(Block::Title(_) | Block::Heading(_))) {
        page.push(Block::Blank);
    }
    for (at, choice) in typed.into_iter().enumerate() {
        let mark = if choice.target == Target::Unknown { UNKNOWN.to_owned() } else { (at + 1).to_string() };
        page.push(Block::Choice(Choice { mark, ..choice }));
    }
    page
}

/// Whether a choice answers what is asked.
const fn is_typed(choice: &Choice) -> bool {
    matches!(
        choice.target,
        Target::Answer(_) | Target::Unknown | Target::Helped(_) | Target::Symptom(_) | Target::Check(_)
    )
}

/// Where the line leads that a person typed: what stands behind it on the page, or the answer that files call so.
pub(super) fn typed<'p>(page: &'p Page, line: &str) -> Option<&'p Target> {
    let choices = || page.choices().filter(|choice| is_typed(choice));
    let by_name = || choices().find(|choice| matches!(&choice.target, Target::Answer(it) if it.to_string() == line));
    choices().find(|choice| choice.mark == line).or_else(by_name).map(|choice| &choice.target)
}
