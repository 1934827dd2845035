//! A page with lines to choose from: a question with its answers, a fix with its steps, a path with its stations.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::{Block, Choice, Page, Target};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::{Line, hanging, paragraph, wrap_block};

/// A page in a window, one of its choices selected. What is selected is kept when the page is made anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    lines: Vec<(Option<usize>, Line)>,
    /// What can be chosen, by the numbers in `lines`
    listed: Vec<Choice>,
    /// How much can be chosen
    count: usize,
    selected: usize,
    top: usize,
}

impl Choices {
    /// Lays a page out for a window; to be called before it is drawn.
    pub fn layout(&mut self, page: &Page, area: Rect) {
        self.lines.clear();
        self.listed.clear();
        let mut lines = Vec::new();
        for block in &page.0 {
            wrap_block(block, area.width.saturating_sub(1), &mut lines);
            let choice = match block {
                Block::Choice(choice) => {
                    self.listed.push(choice.clone());
                    Some(self.listed.len() - 1)
                }
                _ => None,
            };
            self.lines.extend(lines.drain(..).map(|line| (choice, line)));
        }
        self.fit(self.listed.len(), area);
    }

    /// Lays out the rows of a list that keeps its selection itself; some have a heading above them.
    pub fn layout_rows(&mut self, mark: &str, rows: &[(Option<&str>, &str)], area: Rect) {
        self.lines.clear();
        let (mut lines, width) = (Vec::new(), area.width.saturating_sub(1));
        for (at, (heading, row)) in rows.iter().enumerate() {
            if let Some(heading) = heading {
                paragraph(&mut lines, 0, heading, Role::Heading, width);
                self.lines.extend(lines.drain(..).map(|line| (None, line)));
            }
            hanging(&mut lines, (&format!("{mark} "), Role::Muted), row, Role::Muted, width);
            self.lines.extend(lines.drain(..).map(|line| (Some(at), line)));
        }
        self.fit(rows.len(), area);
    }

    /// Selects a row of such a list, in a window of `height` lines.
    pub fn select_row(&mut self, row: usize, height: u16) {
        self.selected = row;
        self.show(usize::from(height));
    }

    fn fit(&mut self, count: usize, area: Rect) {
        self.count = count;
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = self.top.min(self.lines.len().saturating_sub(usize::from(area.height)));
    }

    /// Where the selected choice leads.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.listed.get(self.selected).map(|choice| &choice.target)
    }

    /// Selects the first choice that is `wanted` and brings it into a window of `height` lines; nothing where none is.
    pub fn select(&mut self, height: u16, wanted: impl Fn(&Choice) -> bool) -> Option<&Target> {
        self.selected = self.listed.iter().position(wanted)?;
        self.show(usize::from(height));
        self.target()
    }

    /// Brings the selected choice into a window of `height` lines.
    pub fn reveal(&mut self, height: u16) {
        self.show(usize::from(height));
    }

    /// Selects the choice at a line of a window of `height` lines; where it leads if it was selected already.
    pub fn press(&mut self, line: u16, height: u16) -> Option<&Target> {
        let (choice, _) = self.lines.get(self.top + usize::from(line))?;
        let before = std::mem::replace(&mut self.selected, (*choice)?);
        self.show(usize::from(height));
        self.target().filter(|_| before == self.selected)
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

    use super::Choices;
    use crate::report::page::{Page, Role, Target};
    use crate::tui::widgets::list::Move;

    fn page() -> Page {
        let mut page = Page::default();
        page.text("question");
        for code in 1..4 {
            page.choice(code.to_string(), format!("answer {code}"), Role::Answer, Target::Failure(code));
        }
        (0..6).for_each(|n| page.text(&format!("hint {n}")));
        page
    }

    #[test]
    fn the_selection_moves_and_then_the_text_reads_on() {
        let area = Rect::new(0, 0, 30, 4);
        let mut choices = Choices::default();
        choices.layout(&page(), area);
        for (step, selected, top) in [
            (Move::By(1), 2, 0),
            (Move::By(1), 3, 0),
            (Move::By(1), 3, 1),
            (Move::By(1), 3, 2),
            (Move::By(-1), 3, 1),
            (Move::By(-1), 3, 0),
            (Move::By(-1), 2, 0),
            (Move::Last, 3, 6),
            (Move::First, 1, 0),
        ] {
            choices.go(step, area.height);
            assert_eq!((choices.target(), choices.top), (Some(&Target::Failure(selected)), top), "{step:?}");
        }
    }

    #[test]
    fn a_choice_is_found_by_its_mark_and_by_its_line_and_leads_where_it_says() {
        let area = Rect::new(0, 0, 30, 4);
        let mut choices = Choices::default();
        choices.layout(&page(), area);
        assert_eq!(choices.select(4, |choice| choice.mark == "3"), Some(&Target::Failure(3)));
        assert_eq!(choices.select(4, |choice| choice.mark == "4"), None);
        assert_eq!(choices.target(), Some(&Target::Failure(3)), "what is not there changes nothing");
        assert_eq!(choices.press(0, 4), None, "a text is no choice");
        assert_eq!(choices.press(1, 4), None, "the first press selects");
        assert_eq!(choices.press(1, 4), Some(&Target::Failure(1)));
    }

    #[test]
    fn no_choice_only_scrolls() {
        let mut choices = Choices::default();
        let mut text = Page::default();
        text.text("a\nb\nc\nd");
        choices.layout(&text, Rect::new(0, 0, 9, 2));
        choices.go(Move::By(1), 2);
        assert_eq!(choices.more(2), (true, true));
        choices.go(Move::Last, 2);
        assert_eq!(choices.more(2), (true, false));
    }
}
