//! The guide: one question at a time, the path so far and the causes beside it.

use ratatui::buffer::Buffer;

use crate::catalogue::QuestionId;
use crate::diagnosis::Next;
use crate::fact::{Answer, Value};
use crate::report::case::{self, Titles};
use crate::report::page::{Choice, Page, Role, Target};
use crate::session::Change;
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{Panes, explain, follow};
use crate::tui::widgets::line::wrap_block;
use crate::words::Words;

/// From this many cells on, titles of causes stand in full beside the question.
const WHOLE: u16 = 40;

/// From this many cells on, the name of the code stands beside its number.
const NAMED: u16 = 60;

/// The guide.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    pub(super) panes: Panes,
    /// A question that the person went back to
    again: Option<QuestionId>,
    /// The question that the choices belong to
    shown: Option<QuestionId>,
    /// Answers that are marked, to be given together
    marked: Vec<Value>,
    /// The number of the question, and how many there are at most
    number: (usize, usize),
}

impl Guide {
    /// The guide, with a question that was answered before.
    #[must_use]
    pub fn again(question: QuestionId) -> Self {
        Self { again: Some(question), ..Self::default() }
    }

    /// Whether the person went back to a question.
    #[must_use]
    pub const fn goes_back(&self) -> bool {
        self.again.is_some()
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let asked = self.question(cx).map(Target::Question);
        match input {
            Input::Act(Action::Tick) => {
                self.mark(cx);
                Vec::new()
            }
            Input::Act(Action::Unknown) => self.answer(cx, Answer::Unknown),
            Input::Act(Action::Why) => explain(cx, [self.panes.front().target().cloned(), asked]),
            Input::Act(Action::Map) => vec![Request::Map],
            Input::Act(Action::Back) if self.again.take().is_none() => vec![Request::Undo],
            Input::Act(Action::Out) if self.panes.out() => Vec::new(),
            Input::Act(Action::Out) if self.again.take().is_none() => vec![Request::Out],
            Input::Act(Action::Copy) => vec![Request::Copy(asked.and_then(|target| cx.case().command(&target)))],
            Input::Act(Action::CopyAll) => vec![Request::Copy(Some(case::ticket(cx.case()).to_text()))],
            input => match self.panes.update(cx, input) {
                Some(Target::Answer(value)) => {
                    let value = self.together(cx, value, matches!(input, Input::Act(Action::Enter)));
                    self.answer(cx, Answer::Is(value))
                }
                Some(Target::Unknown) => self.answer(cx, Answer::Unknown),
                Some(target) => follow(cx, &target),
                None => Vec::new(),
            },
        }
    }

    /// The question that is asked now.
    fn question(&self, cx: &Cx<'_>) -> Option<QuestionId> {
        self.again.or(match cx.diagnosis.next {
            Next::Ask(question) => Some(question),
            Next::Confirmed(_) | Next::Exhausted => None,
        })
    }

    /// Marks the selected answer, or takes the mark back, where the question takes several.
    fn mark(&mut self, cx: &Cx<'_>) {
        let several = self.question(cx).is_some_and(|id| cx.catalogue.takes_several(cx.catalogue.question(id)));
        if let Some(Target::Answer(value)) = self.panes.main.target().filter(|_| several) {
            match self.marked.iter().position(|marked| marked == value) {
                Some(at) => drop(self.marked.remove(at)),
                None => self.marked.push(value.clone()),
            }
        }
    }

    /// The answers that are marked, with the one that was chosen unless Enter only ends the marking; the chosen one
    /// alone where they do not hold together.
    fn together(&self, cx: &Cx<'_>, chosen: Value, ends: bool) -> Value {
        let declared = self.question(cx).and_then(|id| cx.catalogue.fact(cx.catalogue.question(id).fact.as_str()));
        let mut values = self.marked.clone();
        if !ends || values.is_empty() {
            values.push(chosen.clone());
        }
        declared.and_then(|declared| declared.together(&values)).unwrap_or(chosen)
    }

    fn answer(&mut self, cx: &Cx<'_>, answer: Answer) -> Vec<Request> {
        let Some(question) = self.question(cx) else { return Vec::new() };
        self.again = None;
        vec![Request::Change(Change::Answer { fact: cx.catalogue.question(question).fact.clone(), answer })]
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let question = self.question(cx);
        let mut asked = question.map_or_else(Page::default, |question| case::question(cx.case(), question));
        asked.mark(&Target::Unknown, &cx.key(Action::Unknown, Scope::Guide));
        let several = question.is_some_and(|id| cx.catalogue.takes_several(cx.catalogue.question(id)));
        if question != self.shown {
            self.marked.clear();
            let chosen = asked.choices().filter(|choice| several && choice.role == Role::Chosen);
            let value =
                |choice: &Choice| if let Target::Answer(value) = &choice.target { Some(value.clone()) } else { None };
            self.marked.extend(chosen.filter_map(value));
        }
        if several {
            asked.choose(&self.marked);
        }
        if let Some(question) = question.filter(|_| question != self.shown) {
            self.number = case::number_of(cx.case(), question);
        }
        let titles = if cx.layout.side.width < WHOLE { Titles::Short } else { Titles::Whole };
        let (mut side, mut below) = (case::causes(cx.case(), titles), case::path(cx.case()));
        // where not all of it can be seen, what was answered and read comes first: it is short
        let lines = |page: &Page| {
            let mut lines = Vec::new();
            page.0.iter().for_each(|block| wrap_block((0, 0), block, cx.layout.side.width, &mut lines));
            lines.len()
        };
        if lines(&side) + lines(&below) >= usize::from(cx.layout.side.height) {
            std::mem::swap(&mut side, &mut below);
        }
        side.join(below);
        self.panes.layout(cx, &asked, &side);
        let height = cx.layout.main.height;
        if question != self.shown {
            self.shown = question;
            self.panes.main.reset();
            self.panes.main.select(height, |choice| choice.role == Role::Chosen);
        }
        self.panes.main.reveal(height);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let (words, dot, (number, most)) = (cx.words(), cx.theme.signs.dot, self.number);
        let code = cx.diagnosis.code.filter(|_| cx.layout.main.width < NAMED);
        let case = code.map_or_else(|| cx.title(), |code| code.to_string());
        let mut title = if self.again.is_some() {
            format!("{case} {dot} {}", words.change_answer)
        } else {
            format!("{case} {dot} {}", (Words::of(cx.lang).report.question_of)(number, most))
        };
        if !cx.layout.both {
            title = format!("{title} {dot} {}", case::tally(cx.case()));
        }
        self.panes.view(cx, [&title, words.path_and_causes], buf);
    }
}
