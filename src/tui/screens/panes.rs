//! Two panes of choices, as the guide and the verdict have them: what to choose from, and what belongs to it.

use ratatui::buffer::Buffer;

use crate::report::case;
use crate::report::page::{Page, Target};
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::choices::Choices;
use crate::tui::widgets::frame;
use crate::tui::widgets::list::Move;

/// Two panes: what to choose from, and what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Panes {
    pub(super) front: Pane,
    pub(super) main: Choices,
    side: Choices,
}

impl Default for Panes {
    fn default() -> Self {
        Self { front: Pane::Main, main: Choices::default(), side: Choices::default() }
    }
}

impl Panes {
    fn choices(&mut self, pane: Pane) -> &mut Choices {
        match pane {
            Pane::Main => &mut self.main,
            Pane::Side => &mut self.side,
        }
    }

    /// The same, to be searched.
    pub(super) fn front_mut(&mut self) -> &mut Choices {
        self.choices(self.front)
    }

    /// The page of the front pane.
    pub(super) const fn front(&self) -> &Choices {
        match self.front {
            Pane::Main => &self.main,
            Pane::Side => &self.side,
        }
    }

    /// From the side pane back to the main one; whether it was the side pane.
    pub(super) fn out(&mut self) -> bool {
        std::mem::replace(&mut self.front, Pane::Main) == Pane::Side
    }

    /// Carries out what is the same on every screen of two panes; where the choice leads that was made, if one was.
    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Option<Target> {
        let height = |pane| cx.layout.pane(pane).height;
        let chosen = match input {
            Input::Act(Action::Move(step)) => {
                let height = height(self.front);
                self.choices(self.front).go(*step, height);
                None
            }
            Input::Act(Action::OtherPane) => {
                self.front = self.front.other();
                None
            }
            Input::Act(Action::ToPane(pane)) => {
                self.front = *pane;
                None
            }
            Input::Act(Action::Sideways(right)) => {
                self.front_mut().sideways(*right);
                None
            }
            Input::Act(Action::Enter) => self.front().target(),
            Input::Act(Action::Digit(digit)) => {
                let mark = digit.to_string();
                self.main.select(height(Pane::Main), |choice| choice.mark == mark)
            }
            Input::Wheel(pane, lines) => {
                self.choices(*pane).go(Move::By(isize::from(*lines)), height(*pane));
                None
            }
            Input::Press(pane, line) => {
                self.front = *pane;
                self.choices(*pane).press(*line, height(*pane))
            }
            _ => None,
        };
        chosen.cloned()
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>, main: &Page, side: &Page) {
        self.main.layout(main, cx.layout.main);
        self.side.layout(side, cx.layout.side);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, titles: [&str; 2], buf: &mut Buffer) {
        frame_view(cx, titles, buf);
        for (pane, choices) in [(Pane::Main, &self.main), (Pane::Side, &self.side)] {
            choices_view(cx, choices, (pane, self.front == pane), buf);
        }
    }
}

/// A question is asked again; a cause is explained.
pub(super) fn follow(cx: &Cx<'_>, target: &Target) -> Vec<Request> {
    match target {
        Target::Question(id) | Target::Check(id) => vec![Request::Ask(*id)],
        target => explain(cx, [Some(target.clone())]),
    }
}

/// The first of these that there is something to say of is explained.
pub(super) fn explain(cx: &Cx<'_>, targets: impl IntoIterator<Item = Option<Target>>) -> Vec<Request> {
    let said = |target: &Target| case::why(cx.case(), target).is_some();
    targets.into_iter().flatten().find(said).map(Request::Why).into_iter().collect()
}

/// Draws a page of choices in its pane, and how much of it is below.
pub(super) fn choices_view(cx: &Cx<'_>, choices: &Choices, (pane, focus): (Pane, bool), buf: &mut Buffer) {
    let area = cx.layout.pane(pane);
    if area.is_empty() {
        return;
    }
    choices.draw(focus, area, cx.theme, buf);
    let below = choices.below(area.height);
    if below > 0 {
        let text = format!("{} {}", cx.theme.signs.down, (cx.words().more_lines)(below));
        frame::below(buf, area, &text, cx.theme);
    }
}

/// Draws what stands around two panes: the row above with their titles, and what is between them.
pub(super) fn frame_view(cx: &Cx<'_>, [main, side]: [&str; 2], buf: &mut Buffer) {
    let layout = cx.layout;
    let beside = layout.both && layout.between.width == 1;
    match (layout.main.is_empty(), beside) {
        (true, _) => frame::rule(buf, layout.top, &[(1, side)], cx.theme),
        (false, true) => {
            frame::rule(buf, layout.top, &[(1, main), (layout.side.x, side)], cx.theme);
            frame::divider(buf, layout.between, cx.theme);
        }
        (false, false) => {
            frame::rule(buf, layout.top, &[(1, main)], cx.theme);
            frame::rule(buf, layout.between, &[(1, side)], cx.theme);
        }
    }
}
