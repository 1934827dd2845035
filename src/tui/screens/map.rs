//! The map: the whole tree of the case, the path lit, so that a person sees where they are.

use ratatui::buffer::Buffer;

use crate::report::case;
use crate::report::page::Role;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{choices_view, follow, frame_view};
use crate::tui::widgets::choices::Choices;
use crate::tui::widgets::find::Find;
use crate::tui::widgets::list::Move;

/// The map.
#[derive(Clone, Debug, Default)]
pub struct Map {
    choices: Choices,
    /// Whether the place of the next question was brought into the window
    placed: bool,
}

impl Map {
    pub(super) const fn page(&mut self) -> &mut Choices {
        &mut self.choices
    }

    pub(super) const fn find(&self) -> &Find {
        &self.choices.find
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let height = cx.layout.main.height;
        match input {
            Input::Act(Action::Move(step)) => self.choices.go(*step, height),
            Input::Wheel(_, lines) => self.choices.go(Move::By(isize::from(*lines)), height),
            Input::Act(Action::Sideways(right)) => self.choices.sideways(*right),
            Input::Act(Action::Enter) => {
                return self.choices.target().map_or_else(Vec::new, |target| follow(cx, target));
            }
            Input::Press(_, line) => {
                self.choices.press(*line, height);
            }
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => {
                return vec![Request::Copy(Some(case::map(cx.case()).to_text()))];
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let area = cx.layout.main;
        self.choices.layout(&case::map(cx.case()), area);
        if !self.placed {
            self.placed = true;
            self.choices.select(area.height, |choice| choice.role == Role::Current);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let title = format!("{} {} {}", cx.title(), cx.theme.signs.dot, cx.words().map_title);
        frame_view(cx, [&title, ""], buf);
        choices_view(cx, &self.choices, (Pane::Main, true), buf);
    }
}
