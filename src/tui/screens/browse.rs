//! The first screen: the table of codes and the search in it, and beside it the marked code, what matters of it first.

mod details;
mod invite;
mod list;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::catalogue::Code;
use crate::fact::Facts;
use crate::lang::Lang;
use crate::report::explain;
use crate::session::{Change, Start};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::{Pane, RAIL};
use crate::tui::screens::browse::details::{Details, Leads};
use crate::tui::screens::browse::list::{List, Row};
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::frame_view;
use crate::tui::widgets::find::Find;
use crate::tui::widgets::list::Move;
use crate::words::Words;

/// The table of codes.
#[derive(Clone, Debug)]
pub struct Browse {
    front: Pane,
    list: List,
    details: Details,
}

impl Default for Browse {
    fn default() -> Self {
        Self { front: Pane::Main, list: List::default(), details: Details::default() }
    }
}

impl Browse {
    /// The table with this row marked.
    #[must_use]
    pub fn at(line: usize) -> Self {
        Self { list: List::at(line), ..Self::default() }
    }

    pub(super) fn focus(&self) -> Scope {
        match self.front {
            Pane::Main if self.list.typing() => Scope::Search,
            Pane::Main => Scope::Browse,
            Pane::Side if self.find().typed().is_some() => Scope::Find,
            Pane::Side => Scope::Details,
        }
    }

    pub(super) const fn front(&self) -> Pane {
        self.front
    }

    pub(super) const fn show_main(&mut self) {
        self.front = Pane::Main;
    }

    /// The case is left for the table: it is marked there, so that one key goes back.
    pub(crate) const fn mark_case(&mut self) {
        self.list.mark_case();
    }

    pub(super) const fn find(&self) -> &Find {
        self.details.find()
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Wheel(Pane::Main, lines) => self.list.go(cx, Move::By(isize::from(*lines))),
            Input::Press(pane, line) => {
                self.front = *pane;
                match pane {
                    // the second press on a row is that of a double click
                    Pane::Main if self.list.press(*line) => return self.enter(cx),
                    Pane::Main => {}
                    Pane::Side => return self.read(cx, input),
                }
            }
            Input::Wheel(Pane::Side, _) | Input::Act(Action::FindNext(_)) => return self.read(cx, input),
            Input::Act(Action::OtherPane) => self.turn(self.front.other()),
            Input::Act(Action::ToPane(pane)) => self.turn(*pane),
            Input::Act(Action::Forget) => return vec![Request::Change(Change::Leave)],
            Input::Act(Action::Symptom) => return vec![Request::Symptoms],
            Input::Act(Action::Digit(digit)) => self.search(&digit.to_string()),
            Input::Paste(text) if self.find().typed().is_none() => self.search(text),
            Input::Act(Action::Back) if self.front == Pane::Side => self.front = Pane::Main,
            Input::Act(_) | Input::Paste(_) if self.front == Pane::Side => return self.read(cx, input),
            Input::Act(action) => return self.choose(cx, *action),
            Input::Paste(_) => {}
        }
        Vec::new()
    }

    /// What a person does in the list.
    fn choose(&mut self, cx: &Cx<'_>, action: Action) -> Vec<Request> {
        match action {
            Action::Type(c) => self.list.insert(c),
            Action::Edit(edit) => self.list.take_back(edit),
            Action::Search => self.list.open(),
            Action::Move(step) => self.list.go(cx, step),
            Action::Enter if self.list.typing() => self.list.keep(),
            Action::Enter => return self.enter(cx),
            Action::Out | Action::Back if self.list.is_whole() => return vec![Request::Out],
            Action::Out | Action::Back => self.list.clear(),
            Action::Copy => {
                return vec![Request::Copy(self.marked(cx).map(|code| format!("{} {}", code.number, code.name)))];
            }
            Action::CopyAll => return vec![Request::Copy(self.marked(cx).map(|code| in_full(cx, code)))],
            _ => {}
        }
        Vec::new()
    }

    /// What a person does in the details.
    fn read(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let read = self.marked(cx).map(|code| self.details.update(cx, code, input));
        match (read, input) {
            (Some(Some(Leads::Guide)), _) | (None, Input::Act(Action::Enter)) => return self.enter(cx),
            (Some(Some(Leads::Copy(text))), _) => return vec![Request::Copy(text)],
            (Some(Some(Leads::Out)), _) | (None, Input::Act(Action::Out)) => self.front = Pane::Main,
            _ => {}
        }
        Vec::new()
    }

    /// Goes to a pane; a search that is typed is left for that, so that no letter goes into it unseen.
    fn turn(&mut self, pane: Pane) {
        self.list.keep();
        self.front = pane;
    }

    fn search(&mut self, text: &str) {
        self.front = Pane::Main;
        self.list.search(text);
    }

    /// Goes on with the case, or opens the guide on the marked code; the code of the case goes on with it too. Marks the
    /// first row where none is.
    fn enter(&mut self, cx: &Cx<'_>) -> Vec<Request> {
        match self.list.marked() {
            Some(Row::Case) => vec![Request::Guide],
            Some(Row::Code(number)) if cx.diagnosis.code == Some(number) && cx.case_in_short().is_some() => {
                vec![Request::Guide]
            }
            Some(Row::Code(number)) => vec![Request::Change(Change::Start(Start::Code(number))), Request::Guide],
            None => {
                self.list.go(cx, Move::By(1));
                Vec::new()
            }
        }
    }

    fn marked<'a>(&self, cx: &Cx<'a>) -> Option<&'a Code> {
        match self.list.marked()? {
            Row::Code(number) => cx.catalogue.code(number),
            Row::Case => None,
        }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        self.list.layout(cx);
    }

    /// Makes what the window shows of the details.
    pub(super) fn layout_visible(&mut self, cx: &Cx<'_>) {
        if let Some(code) = self.marked(cx) {
            self.details.layout(cx, code);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let (words, dot) = (cx.words(), cx.theme.signs.dot);
        let (shown, all) = (self.list.count(), cx.catalogue.codes().len());
        let marked = self.marked(cx);
        let title = match marked.filter(|_| cx.layout.main.width <= RAIL) {
            Some(code) => code.number.to_string(),
            None => format!("{} {dot} {shown} {} {all}", words.status_codes, words.of),
        };
        let phase = |code: &Code| Words::of(cx.lang).phase_of(code.phase);
        let side = marked.map(|code| {
            // a Chinese title says at once what the name does not
            let title = if cx.lang == Lang::Zh { format!(" {}", code.title.of(cx.lang)) } else { String::new() };
            format!("{} {}{title} {dot} {}", code.number, code.name, phase(code))
        });
        frame_view(cx, [&title, &side.unwrap_or_default()], buf);
        match marked {
            Some(_) => self.details.view(cx, self.front == Pane::Side, buf),
            None => invite::view(cx, self.list.marked() == Some(Row::Case), buf),
        }
        self.list.view(cx, self.front == Pane::Main, buf)
    }
}

/// Everything that is said of a code, as text.
fn in_full(cx: &Cx<'_>, code: &Code) -> String {
    let page = explain::code(cx.catalogue, &Facts::default(), code, cx.lang);
    format!("{} {}\n{}", code.number, code.name, page.to_text())
}
