//! Two panes of choices, as the guide and the verdict have them: what to choose from, and what belongs to it.

use ratatui::buffer::Buffer;

use crate::report::page::{Block, Page};
use crate::tui::keys::Action;
use crate::tui::layout::{Pane, inside};
use crate::tui::screens::context::{Cx, Input};
use crate::tui::widgets::border;
use crate::tui::widgets::choices::{Choices, Part};
use crate::tui::widgets::list::Move;

/// Two panes, as the guide and the verdict have them: what to choose from, and what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Panes {
    pub(super) front: Pane,
    pub(super) main: Choices,
    pub(super) side: Choices,
}

impl Default for Panes {
    fn default() -> Self {
        Self { front: Pane::Main, main: Choices::default(), side: Choices::default() }
    }
}

impl Panes {
    pub(super) fn choices(&mut self, pane: Pane) -> &mut Choices {
        match pane {
            Pane::Main => &mut self.main,
            Pane::Side => &mut self.side,
        }
    }

    /// Carries out what is the same on every screen of two panes; the choice that was pressed, if one was.
    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Option<(Pane, usize)> {
        match input {
            Input::Act(Action::Move(step)) => {
                let height = inside(cx.layout.pane(self.front)).height;
                self.choices(self.front).go(*step, height);
            }
            Input::Act(Action::OtherPane) => self.front = self.front.other(),
            Input::Act(Action::Enter) => {
                let front = self.front;
                return Some((front, self.choices(front).selected()));
            }
            Input::Wheel(pane, lines) => {
                let height = inside(cx.layout.pane(*pane)).height;
                self.choices(*pane).go(Move::By(isize::from(*lines)), height);
            }
            Input::Press(pane, line) => {
                self.front = *pane;
                let height = inside(cx.layout.pane(*pane)).height;
                if let Some(choice) = self.choices(*pane).at(*line) {
                    let again = self.choices(*pane).selected() == choice;
                    self.choices(*pane).select(choice, height);
                    return again.then_some((*pane, choice));
                }
            }
            _ => {}
        }
        None
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>, main: &[Part], side: &[Part]) {
        self.main.layout(main, inside(cx.layout.main));
        self.side.layout(side, inside(cx.layout.side));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, titles: [&str; 2], buf: &mut Buffer) {
        for (pane, choices, title) in [(Pane::Main, &self.main, titles[0]), (Pane::Side, &self.side, titles[1])] {
            choices_view(cx, choices, title, (pane, self.front == pane), buf);
        }
    }
}

/// Draws a choices in the border of its pane.
pub(super) fn choices_view(cx: &Cx<'_>, choices: &Choices, title: &str, (pane, focus): (Pane, bool), buf: &mut Buffer) {
    let area = cx.layout.pane(pane);
    if area.is_empty() {
        return;
    }
    border::draw(title, focus, area, cx.theme, buf);
    choices.draw(focus, inside(area), cx.theme, buf);
    let (above, below) = choices.more(inside(area).height);
    border::more(above, below, area, cx.theme, buf);
}

/// A page as parts of a choices.
pub(super) fn blocks(page: Page) -> impl Iterator<Item = Part> {
    page.0.into_iter().map(Part::Block)
}

/// A heading, set off from what stands above it.
pub(super) fn heading(parts: &mut Vec<Part>, text: &str) {
    if !parts.is_empty() {
        parts.push(Part::Block(Block::Blank));
    }
    parts.push(Part::Block(Block::Heading(text.to_owned())));
}
