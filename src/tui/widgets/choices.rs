//! A page with lines to choose from: a question with its answers, a fix with its steps, a path with its stations.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::{Block, Choice, Page, Target};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
use crate::tui::widgets::find::{Find, Place, Searched};
use crate::tui::widgets::line::{Line, wrap_block, wrap_row};
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::{MARK, sideways};

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
    /// What the first line of the window shows, and the width that its lines were made for
    place: (Place, u16),
    /// How far lines that are too long are moved to the left
    left: usize,
    /// The search in it
    pub find: Find,
}

impl Searched for Choices {
    fn find(&mut self) -> &mut Find {
        &mut self.find
    }

    /// Where the window begins.
    fn place(&self) -> Place {
        self.place.0
    }

    /// Brings a place into a window of `height` lines, and selects the choice that it lies in.
    fn go_to(&mut self, place: Place, height: u16) {
        let (line, rows) = (self.line_of(place), self.rows(height));
        if !(self.top..self.top + rows).contains(&line) {
            self.top = line.saturating_sub(rows / 2).min(self.lines.len().saturating_sub(rows));
        }
        self.selected = self.lines.get(line).and_then(|(choice, _)| *choice).unwrap_or(self.selected);
        self.remember();
    }
}

impl Choices {
    /// Lays a page out for a window; to be called before it is drawn.
    pub fn layout(&mut self, page: &Page, area: Rect) {
        self.lines.clear();
        self.listed.clear();
        let mut lines = Vec::new();
        for (at, block) in (0..).zip(&page.0) {
            wrap_block((0, at), block, area.width.saturating_sub(MARK), &mut lines);
            let choice = match block {
                Block::Choice(choice) => {
                    self.listed.push(choice.clone());
                    Some(self.listed.len() - 1)
                }
                _ => None,
            };
            self.lines.extend(lines.drain(..).map(|line| (choice, line)));
        }
        let place = self.find.look((0..).zip(&page.0).map(|(at, block)| ((0, at), block)));
        if self.place.1 != area.width {
            self.top = self.line_of(self.place.0);
            self.place.1 = area.width;
        }
        self.fit(self.listed.len(), area);
        if let Some(place) = place {
            self.go_to(place, area.height);
        }
    }

    /// Moves lines that are too long to the side.
    pub fn sideways(&mut self, right: bool) {
        self.left = sideways(self.left, right);
    }

    /// How many lines are below a window of `height` lines.
    #[must_use]
    pub fn below(&self, height: u16) -> usize {
        self.lines.len().saturating_sub(self.top + self.rows(height))
    }

    /// Rows for lines: the last one tells how much is below where not everything fits.
    fn rows(&self, height: u16) -> usize {
        let height = usize::from(height);
        if self.lines.len() <= height { height } else { height.saturating_sub(1).max(1) }
    }

    /// The line that a place lies in.
    fn line_of(&self, place: Place) -> usize {
        self.lines.partition_point(|(_, line)| line.place() <= place).saturating_sub(1)
    }

    /// Keeps where the window begins as a place, which is the same at every width.
    fn remember(&mut self) {
        self.place.0 = self.lines.get(self.top).map_or_else(Place::default, |(_, line)| line.place());
    }

    /// Lays out the rows of a list that keeps its selection itself; some have a heading above them.
    pub fn layout_rows(&mut self, mark: &str, rows: &[(Option<&str>, &str)], area: Rect) {
        self.lines.clear();
        let (mut lines, width) = (Vec::new(), area.width.saturating_sub(MARK));
        for (at, (heading, row)) in (0..).zip(rows) {
            if let Some(heading) = heading {
                wrap_block((0, at), &Block::Heading((*heading).to_owned()), width, &mut lines);
                self.lines.extend(lines.drain(..).map(|line| (None, line)));
            }
            wrap_row((0, at), mark, row, Role::Muted, width, &mut lines);
            self.lines.extend(lines.drain(..).map(|line| (usize::try_from(at).ok(), line)));
        }
        self.fit(rows.len(), area);
    }

    /// Selects a row of such a list, in a window of `height` lines.
    pub fn select_row(&mut self, row: usize, height: u16) {
        self.selected = row;
        self.show(height);
    }

    fn fit(&mut self, count: usize, area: Rect) {
        self.count = count;
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = self.top.min(self.lines.len().saturating_sub(self.rows(area.height)));
    }

    /// Where the selected choice leads.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.listed.get(self.selected).map(|choice| &choice.target)
    }

    /// Selects the first choice that is `wanted` and brings it into a window of `height` lines; nothing where none is.
    pub fn select(&mut self, height: u16, wanted: impl Fn(&Choice) -> bool) -> Option<&Target> {
        self.selected = self.listed.iter().position(wanted)?;
        self.show(height);
        self.target()
    }

    /// Brings the selected choice into a window of `height` lines.
    pub fn reveal(&mut self, height: u16) {
        self.show(height);
    }

    /// Selects the choice at a line of a window of `height` lines; where it leads if it was selected already.
    pub fn press(&mut self, line: u16, height: u16) -> Option<&Target> {
        let (choice, _) = self.lines.get(self.top + usize::from(line))?;
        let before = std::mem::replace(&mut self.selected, (*choice)?);
        self.show(height);
        self.target().filter(|_| before == self.selected)
    }

    /// Whether nothing stands above the window.
    #[must_use]
    pub const fn is_at_top(&self) -> bool {
        self.top == 0
    }

    /// Begins anew at the top.
    pub fn reset(&mut self) {
        (self.selected, self.top) = (0, 0);
        self.remember();
    }

    /// Moves the selection; past the last choice it reads on, line by line.
    pub fn go(&mut self, step: Move, height: u16) {
        self.step(step, height);
        self.remember();
    }

    fn step(&mut self, step: Move, window: u16) {
        let height = self.rows(window);
        let last_top = self.lines.len().saturating_sub(height);
        let at_end = self.count == 0 || self.selected + 1 == self.count;
        match step {
            Move::By(1..) if at_end => self.top = step.from(self.top, last_top + 1, height),
            Move::By(..=-1) if self.count == 0 || self.passed(height) => {
                self.top = step.from(self.top, last_top + 1, height);
            }
            Move::By(_) => {
                self.selected = step.from(self.selected, self.count, height);
                self.show(window);
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

    /// Draws the window; the selected choice has a mark, and is reversed where the pane has the focus.
    pub fn draw(&self, focus: bool, area: Rect, theme: Theme, buf: &mut Buffer) {
        let rows = u16::try_from(self.rows(area.height)).unwrap_or(u16::MAX);
        for (y, (choice, line)) in (area.y..area.y + rows.min(area.height)).zip(self.lines.iter().skip(self.top)) {
            let chosen = self.count > 0 && *choice == Some(self.selected);
            let at = Rect { x: area.x + MARK, y, width: area.width.saturating_sub(MARK), height: 1 };
            line.draw(at, (self.find.hits(), self.left), theme, buf);
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

    fn show(&mut self, height: u16) {
        self.top = self.wanted_top(self.top, self.rows(height).max(1));
        self.remember();
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
        let area = Rect::new(0, 0, 30, 5);
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
        let area = Rect::new(0, 0, 30, 5);
        let mut choices = Choices::default();
        choices.layout(&page(), area);
        assert_eq!(choices.select(5, |choice| choice.mark == "3"), Some(&Target::Failure(3)));
        assert_eq!(choices.select(5, |choice| choice.mark == "4"), None);
        assert_eq!(choices.target(), Some(&Target::Failure(3)), "what is not there changes nothing");
        assert_eq!(choices.press(0, 5), None, "a text is no choice");
        assert_eq!(choices.press(1, 5), None, "the first press selects");
        assert_eq!(choices.press(1, 5), Some(&Target::Failure(1)));
    }

    #[test]
    fn no_choice_only_scrolls() {
        let mut choices = Choices::default();
        let mut text = Page::default();
        text.text("a\nb\nc\nd");
        choices.layout(&text, Rect::new(0, 0, 9, 3));
        choices.go(Move::By(1), 3);
        assert_eq!(choices.below(3), 1);
        choices.go(Move::Last, 3);
        assert_eq!(choices.below(3), 0);
    }
}
