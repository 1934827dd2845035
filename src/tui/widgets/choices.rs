//! A page with lines to choose from: a question with its answers, a fix with its steps, a path with its stations.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::Block;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::{Line, wrap_block};

/// A piece of a choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// To read
    Block(Block),
    /// To choose
    Choice {
        /// What stands before it: a digit, a tick, a sign
        mark: String,
        /// What a person chooses
        text: String,
        /// How it looks
        role: Role,
        /// How far it is moved to the right, in cells
        indent: u16,
    },
}

/// Parts in a window, one choice selected. What is selected is kept when the parts are made anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    lines: Vec<(Option<usize>, Line)>,
    /// How much can be chosen
    count: usize,
    selected: usize,
    top: usize,
}

impl Choices {
    /// Lays the parts out for a window; to be called before it is drawn.
    pub fn layout(&mut self, parts: &[Part], area: Rect) {
        self.lines.clear();
        self.count = 0;
        let mut lines = Vec::new();
        for part in parts {
            let choice = match part {
                Part::Block(block) => {
                    wrap_block(block, area.width.saturating_sub(1), &mut lines);
                    None
                }
                Part::Choice { mark, text, role, indent } => {
                    let narrow = area.width.saturating_sub(1 + indent);
                    crate::tui::widgets::pager::hanging(&mut lines, (&format!("{mark} "), *role), text, *role, narrow);
                    for line in &mut lines {
                        line.indent += indent;
                    }
                    self.count += 1;
                    Some(self.count - 1)
                }
            };
            self.lines.extend(lines.drain(..).map(|line| (choice, line)));
        }
        self.selected = self.selected.min(self.count.saturating_sub(1));
        self.top = self.top.min(self.lines.len().saturating_sub(usize::from(area.height)));
    }

    /// The selected choice.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Selects a choice and brings it into a window of `height` lines.
    pub fn select(&mut self, choice: usize, height: u16) {
        self.selected = choice.min(self.count.saturating_sub(1));
        self.show(usize::from(height));
    }

    /// Begins anew at the top.
    pub fn reset(&mut self) {
        (self.selected, self.top) = (0, 0);
    }

    /// Moves the selection; past the last choice it reads on, line by line.
    pub fn go(&mut self, step: Move, height: u16) {
        let height = usize::from(height);
        let last_top = self.lines.len().saturating_sub(height);
        let at_end = self.count == 0 || self.selected + 1 == self.count;
        match step {
            Move::By(1..) if at_end => self.top = step.from(self.top, last_top + 1, height),
            Move::By(..=-1) if self.count == 0 || self.passed(height) => {
                self.top = step.from(self.top, last_top + 1, height);
            }
            Move::By(_) => {
                self.selected = step.from(self.selected, self.count, height);
                self.show(height);
            }
            Move::First => self.reset(),
            Move::Last => {
                self.selected = self.count.saturating_sub(1);
                self.top = last_top;
            }
            Move::Pages(_) | Move::Halves(_) => {
                self.top = step.from(self.top, last_top + 1, height);
                let seen = self.lines[self.top..].iter().take(height).find_map(|(choice, _)| *choice);
                self.selected = seen.unwrap_or(self.selected);
            }
        }
    }

    /// The choice at a line of the window.
    #[must_use]
    pub fn at(&self, line: u16) -> Option<usize> {
        self.lines.get(self.top + usize::from(line)).and_then(|(choice, _)| *choice)
    }

    /// Whether there is more above and below a window of `height` lines.
    #[must_use]
    pub fn more(&self, height: u16) -> (bool, bool) {
        (self.top > 0, self.lines.len() > self.top + usize::from(height))
    }

    /// Draws the window; the selected choice has a mark, and is reversed where the pane has the focus.
    pub fn draw(&self, focus: bool, area: Rect, theme: Theme, buf: &mut Buffer) {
        for (y, (choice, line)) in (area.y..area.bottom()).zip(self.lines.iter().skip(self.top)) {
            let chosen = self.count > 0 && *choice == Some(self.selected);
            line.draw(Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 }, theme, buf);
            if chosen && focus {
                buf.set_style(Rect { y, height: 1, ..area }, theme.style(Role::Selected));
            }
            let first = chosen
                && self
                    .lines
                    .get((self.top + usize::from(y - area.y)).wrapping_sub(1))
                    .is_none_or(|(above, _)| above != choice);
            if first {
                let mark = if focus { theme.signs.selected } else { theme.signs.kept };
                border::text(buf, area.x, y, mark, 1, theme, Role::Plain);
            }
        }
    }

    /// Whether the last choice is selected and the window was scrolled on past it.
    fn passed(&self, height: usize) -> bool {
        self.selected + 1 == self.count && self.top > self.wanted_top(0, height)
    }

    /// The top nearest to `from` that shows the selected choice, and all that stands above the first one.
    fn wanted_top(&self, from: usize, height: usize) -> usize {
        let of = |(choice, _): &(Option<usize>, Line)| *choice == Some(self.selected);
        let (Some(start), Some(end)) = (self.lines.iter().position(of), self.lines.iter().rposition(of)) else {
            return from;
        };
        if self.selected == 0 && end < height {
            return 0;
        }
        let lowest = (end + 1).saturating_sub(height).min(start);
        from.clamp(lowest, start)
    }

    fn show(&mut self, height: usize) {
        self.top = self.wanted_top(self.top, height.max(1));
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Choices, Part};
    use crate::report::page::Block;
    use crate::tui::theme::Role;
    use crate::tui::widgets::list::Move;

    fn parts() -> Vec<Part> {
        let choice =
            |n: usize| Part::Choice { mark: n.to_string(), text: format!("answer {n}"), role: Role::Plain, indent: 0 };
        let text = |text: &str| Part::Block(Block::Text(text.to_owned()));
        let mut parts = vec![text("question"), choice(1), choice(2), choice(3)];
        parts.extend((0..6).map(|n| text(&format!("hint {n}"))));
        parts
    }

    #[test]
    fn the_selection_moves_and_then_the_text_reads_on() {
        let area = Rect::new(0, 0, 30, 4);
        let mut choices = Choices::default();
        choices.layout(&parts(), area);
        for (step, selected, top) in [
            (Move::By(1), 1, 0),
            (Move::By(1), 2, 0),
            (Move::By(1), 2, 1),
            (Move::By(1), 2, 2),
            (Move::By(-1), 2, 1),
            (Move::By(-1), 2, 0),
            (Move::By(-1), 1, 0),
            (Move::Last, 2, 6),
            (Move::First, 0, 0),
        ] {
            choices.go(step, area.height);
            assert_eq!((choices.selected(), choices.top), (selected, top), "{step:?}");
        }
        assert_eq!((choices.at(0), choices.at(1)), (None, Some(0)));
    }

    #[test]
    fn no_choice_only_scrolls() {
        let mut choices = Choices::default();
        let text = vec![Part::Block(Block::Text("a\nb\nc\nd".to_owned()))];
        choices.layout(&text, Rect::new(0, 0, 9, 2));
        choices.go(Move::By(1), 2);
        assert_eq!(choices.more(2), (true, true));
        choices.go(Move::Last, 2);
        assert_eq!(choices.more(2), (true, false));
    }
}
