//! A page, wrapped to a width and scrolled. Wrapping goes only as far as the window reaches, so a long page costs no
//! more than a short one until someone reads on. Where a person is, is kept as a place in the text, whatever the width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::{Block, Page};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
use crate::tui::widgets::find::{Find, Key, Place, Searched};
use crate::tui::widgets::line::{Line, wrap_block};
use crate::tui::widgets::list::Move;

/// Lines that stay between the mark and the edge of the window.
const MARGIN: usize = 2;
/// Cells of the mark and of the blank behind it.
pub const MARK: u16 = 2;
/// Cells by which a line that is too long moves at once.
const STEP: usize = 8;
/// No line is longer than that.
const FURTHEST: usize = 4096;

/// A block of a page, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands
    pub key: Key,
    /// What it says
    pub block: Block,
    /// How far it is moved to the right, in cells
    pub indent: u16,
    /// Another role for its text
    pub role: Option<Role>,
    /// What stands at the right end of its first line
    pub right: Option<String>,
    /// It is a heading that a person can go to
    pub head: bool,
}

impl Entry {
    /// A block as it is.
    #[must_use]
    pub const fn new(key: Key, block: Block) -> Self {
        Self { key, block, indent: 0, role: None, right: None, head: false }
    }
}

/// A line that is marked, and the place that it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    line: usize,
    place: Place,
}

/// How much of a page is below its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// So many headings
    Headings(usize),
    /// So many lines
    Lines(usize),
}

/// A page in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    entries: Vec<Entry>,
    lines: Vec<Line>,
    /// Blocks that are wrapped
    wrapped: usize,
    width: u16,
    top: usize,
    /// The first line of the window, whatever the width
    place: Place,
    /// The marked line, where one can be marked
    mark: Option<Mark>,
    /// How far lines that are too long are moved to the left
    left: usize,
    /// The search in it
    pub find: Find,
    /// The lines were not made for what is shown
    anew: bool,
}

impl Searched for Pager {
    fn find(&mut self) -> &mut Find {
        &mut self.find
    }

    /// The place that is marked, else where the window begins.
    fn place(&self) -> Place {
        self.mark.map_or(self.place, |mark| mark.place)
    }

    /// Goes to a place and marks it, in a window of `height` lines.
    fn go_to(&mut self, place: Place, height: u16) {
        let line = self.line_of(place);
        if let Some(mark) = &mut self.mark {
            *mark = Mark { line, place };
            self.follow(height);
        } else {
            let rows = self.rows(height);
            if !(self.top..self.top + rows).contains(&line) {
                self.scroll_to(line.saturating_sub(MARGIN), height);
            }
        }
    }
}

impl Pager {
    /// A page to scroll.
    #[must_use]
    pub fn new(page: Page, width: u16) -> Self {
        let mut pager = Self::default();
        pager.show((0..).zip(page.0).map(|(at, block)| Entry::new((0, at), block)).collect(), width);
        pager
    }

    /// An empty page in which a line is marked. It may show a part of something, so its owner looks through the whole for
    /// what is searched.
    #[must_use]
    pub fn marked() -> Self {
        Self { mark: Some(Mark::default()), ..Self::default() }
    }

    /// Shows these blocks, their keys ascending, at this width. The place is kept.
    pub fn show(&mut self, entries: Vec<Entry>, width: u16) {
        self.entries = entries;
        if self.mark.is_none() && !self.find.query().is_empty() {
            self.look();
        }
        self.rewrap(width);
    }

    /// Shows the same at this width. The place is kept.
    pub fn rewrap(&mut self, width: u16) {
        self.width = width;
        (self.wrapped, self.anew) = (0, true);
        self.lines.clear();
    }

    /// The blocks.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where the window begins and what is marked, to come back to.
    #[must_use]
    pub fn places(&self) -> [Place; 2] {
        [self.place, self.place()]
    }

    /// Comes back to where `places` was.
    pub fn return_to(&mut self, [top, marked]: [Place; 2]) {
        self.place = top;
        if let Some(mark) = &mut self.mark {
            mark.place = marked;
        }
        self.anew = true;
    }

    /// Goes to a place and shows what follows of its section, as much as fits below it.
    pub fn go_to_section(&mut self, place: Place, height: u16) {
        self.go_to(place, height);
        let section = place.key.0;
        while self.lines.last().is_none_or(|line| line.place().key.0 <= section) && self.wrap_next() {}
        let (rows, line) = (self.rows(height), self.line_of(place));
        let end = self.lines.partition_point(|line| line.place().key.0 <= section);
        let top = end.saturating_sub(rows).min(line.saturating_sub(MARGIN));
        if top > self.top {
            self.scroll_to(top, height);
        }
    }

    /// Moves lines that are too long to the side.
    pub fn sideways(&mut self, right: bool) {
        self.left = sideways(self.left, right);
    }

    /// Moves the mark; without one, scrolls.
    pub fn go(&mut self, step: Move, height: u16) {
        let rows = self.rows(height);
        let Some(mark) = self.mark else {
            let wanted = match step {
                Move::Last => usize::MAX,
                step => step.from(self.top, usize::MAX, rows),
            };
            return self.scroll_to(wanted, height);
        };
        let wanted = match step {
            Move::Last => usize::MAX,
            step => step.from(mark.line, usize::MAX, rows),
        };
        self.reach(wanted.saturating_add(1));
        let last = self.lines.len().saturating_sub(1);
        let filled = |line: &usize| self.lines.get(*line).is_some_and(|line| !line.is_blank());
        let wanted = wanted.min(last);
        let found = if wanted < mark.line {
            (0..=wanted).rev().find(filled).or_else(|| (wanted..=last).find(filled))
        } else {
            (wanted..=last).find(filled).or_else(|| (0..=wanted).rev().find(filled))
        };
        if let Some((line, place)) = found.and_then(|line| Some((line, self.lines.get(line)?.place()))) {
            self.mark = Some(Mark { line, place });
            self.follow(height);
        }
    }

    /// Marks the line at this row of the window.
    pub fn press(&mut self, row: u16, height: u16) {
        let line = self.top + usize::from(row);
        if let (Some(mark), Some(pressed)) = (&mut self.mark, self.lines.get(line).filter(|line| !line.is_blank())) {
            *mark = Mark { line, place: pressed.place() };
            self.follow(height);
        }
    }

    /// Looks through what is shown for what is searched; where to go, where that was changed.
    fn look(&mut self) -> Option<Place> {
        let mut find = std::mem::take(&mut self.find);
        let place = find.look(self.entries.iter().map(|entry| (entry.key, &entry.block)));
        self.find = find;
        place
    }

    /// Makes the lines that a window of `height` rows shows; to be called before it is drawn.
    pub fn layout(&mut self, height: u16) {
        let searched = self.mark.is_none() && self.find.is_changed();
        if let Some(place) = searched.then(|| self.look()).flatten() {
            self.go_to(place, height);
        }
        if std::mem::take(&mut self.anew) {
            self.top = self.line_of(self.place);
            if let Some(place) = self.mark.map(|mark| mark.place) {
                self.mark = Some(Mark { line: self.line_of(place), place });
            }
        }
        let rows = self.rows(height);
        self.reach(self.top.saturating_add(rows));
        self.top = self.top.min(self.lines.len().saturating_sub(rows));
        if self.mark.is_some() {
            self.top = self.wanted_top(rows);
        }
        // lines are counted where no heading is left to count
        if self.headings_below(height) == 0 {
            self.reach(usize::MAX);
        }
    }

    /// The entry that is marked; of one that does not scroll by lines, the first in the window.
    #[must_use]
    pub fn current(&self) -> Option<&Entry> {
        let key = self.place().key;
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The heading after the marked place, or the one before it.
    #[must_use]
    pub fn heading(&self, onward: bool) -> Option<Place> {
        let now = self.place().key;
        let heads = || self.entries.iter().filter(|entry| entry.head).map(|entry| entry.key);
        let key = if onward { heads().find(|key| *key > now) } else { heads().rfind(|key| *key < now) };
        key.map(|key| Place { key, ..Place::default() })
    }

    /// How much is below a window of `height` lines.
    #[must_use]
    pub fn below(&self, height: u16) -> Option<Below> {
        let headings = self.headings_below(height);
        if headings > 0 {
            return Some(Below::Headings(headings));
        }
        let lines = self.lines.len().saturating_sub(self.top + self.rows(height));
        (lines > 0).then_some(Below::Lines(lines))
    }

    fn headings_below(&self, height: u16) -> usize {
        let end = (self.top + self.rows(height)).min(self.lines.len());
        let Some(last) = end.checked_sub(1).map(|last| self.lines[last].place().key) else { return 0 };
        self.entries.iter().filter(|entry| entry.head && entry.key > last).count()
    }

    /// Draws the window. What can be marked has two cells at its left for the mark.
    pub fn draw(&self, focus: bool, area: Rect, theme: Theme, buf: &mut Buffer) {
        let rows = u16::try_from(self.rows(area.height)).unwrap_or(u16::MAX);
        let indent = if self.mark.is_some() { MARK } else { 0 };
        for (row, line) in (0..rows).zip(self.lines.iter().skip(self.top)) {
            let y = area.y + row;
            let at = Rect { x: area.x + indent, y, width: area.width.saturating_sub(indent), height: 1 };
            line.draw(at, (self.find.hits(), self.left), theme, buf);
            if self.mark.is_some_and(|mark| mark.line == self.top + usize::from(row)) {
                let sign = if focus { theme.signs.selected } else { theme.signs.kept };
                border::text(buf, area.x, y, sign, 1, theme, Role::Key);
            }
        }
    }

    /// Rows for lines: the last one tells how much is below where not everything fits.
    fn rows(&self, height: u16) -> usize {
        let height = usize::from(height);
        let all = self.wrapped == self.entries.len() && self.lines.len() <= height;
        if all { height } else { height.saturating_sub(1).max(1) }
    }

    fn scroll_to(&mut self, wanted: usize, height: u16) {
        self.reach(wanted.saturating_add(usize::from(height)));
        let rows = self.rows(height);
        self.top = wanted.min(self.lines.len().saturating_sub(rows));
        self.place = self.lines.get(self.top).map_or_else(Place::default, Line::place);
    }

    /// Brings the mark into the window.
    fn follow(&mut self, height: u16) {
        let rows = self.rows(height);
        let top = self.wanted_top(rows);
        if top != self.top {
            self.scroll_to(top, height);
        }
    }

    /// The top nearest to the present one that shows the mark, with lines around it.
    fn wanted_top(&self, rows: usize) -> usize {
        let Some(mark) = self.mark else { return self.top };
        let margin = MARGIN.min(rows.saturating_sub(1) / 2);
        let lowest = (mark.line + margin + 1).saturating_sub(rows);
        let highest = mark.line.saturating_sub(margin);
        self.top.clamp(lowest.min(highest), highest).min(self.lines.len().saturating_sub(rows))
    }

    /// The line that a place lies in.
    fn line_of(&mut self, place: Place) -> usize {
        while self.lines.last().is_none_or(|line| line.place() <= place) && self.wrap_next() {}
        self.lines.partition_point(|line| line.place() <= place).saturating_sub(1)
    }

    /// Wraps until there are more than so many lines, or all.
    fn reach(&mut self, lines: usize) {
        while self.lines.len() < lines.saturating_add(1) && self.wrap_next() {}
    }

    /// Wraps the next block; whether there was one.
    fn wrap_next(&mut self) -> bool {
        let Some(entry) = self.entries.get(self.wrapped) else { return false };
        let from = self.lines.len();
        wrap_block(entry.key, &entry.block, self.width.saturating_sub(entry.indent), &mut self.lines);
        for line in &mut self.lines[from..] {
            line.shift(entry.indent);
            if let Some(role) = entry.role {
                line.recast(role);
            }
        }
        if let (Some(right), Some(line)) = (&entry.right, self.lines.get_mut(from)) {
            line.put_right(right);
        }
        self.wrapped += 1;
        true
    }
}

/// How far lines that are too long are moved to the left, one step further or back.
pub(super) fn sideways(left: usize, right: bool) -> usize {
    if right { (left + STEP).min(FURTHEST) } else { left.saturating_sub(STEP) }
}

/// Lines that blocks take at this width.
#[must_use]
pub fn height(entries: &[Entry], width: u16) -> usize {
    let mut pager = Pager::default();
    pager.show(entries.to_vec(), width);
    pager.reach(usize::MAX);
    pager.lines.len()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{Below, Entry, Pager, Searched};
    use crate::report::page::{Block, Page};
    use crate::tui::theme::Theme;
    use crate::tui::widgets::list::Move;

    fn page() -> Page {
        let mut page = Page::default();
        page.section("Fix");
        page.item("1", "监听 0.0.0.0:9000，不是 127.0.0.1");
        page.push(Block::Command("ss -ltn | grep 9000".to_owned()));
        page
    }

    fn shown(pager: &Pager, width: u16, height: u16) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        pager.draw(true, buf.area, Theme::plain(), &mut buf);
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    /// Blocks of words with a heading before each third.
    fn long(width: u16) -> Pager {
        let mut pager = Pager::marked();
        let block = |at: u32| match at % 3 {
            0 => Entry { head: true, ..Entry::new((at, 0), Block::Heading(format!("heading {at}"))) },
            _ => Entry::new((at, 0), Block::Text(format!("text {at} one two three four five six seven eight nine"))),
        };
        pager.show((0..30).map(block).collect(), width);
        pager.layout(8);
        pager
    }

    #[test]
    fn a_page_is_wrapped_and_hangs_behind_its_marks() {
        let mut pager = Pager::new(page(), 17);
        pager.layout(8);
        let expected =
            ["Fix", "1 监 听", "  0.0.0.0:9000，", "  不 是  127.0.0.1", "    ss -ltn | \\", "      grep 9000"];
        assert_eq!(shown(&pager, 17, 8)[..6], expected);
        assert_eq!(pager.below(8), None);
    }

    #[test]
    fn scrolling_stops_at_both_ends_and_what_is_below_is_counted() {
        let mut pager = Pager::new(page(), 40);
        pager.layout(2);
        assert_eq!(pager.below(2), Some(Below::Lines(2)));
        pager.go(Move::Last, 2);
        assert_eq!((shown(&pager, 40, 2)[0].trim(), pager.below(2)), ("ss -ltn | grep 9000", None));
        pager.go(Move::First, 2);
        assert_eq!(shown(&pager, 40, 2)[0], "Fix");
        pager.go(Move::Pages(9), 90);
        assert_eq!(shown(&pager, 40, 90)[0], "Fix");
    }

    #[test]
    fn the_place_is_kept_at_every_width() {
        let mut pager = long(40);
        pager.go(Move::By(17), 8);
        let (before, place) = (shown(&pager, 40, 8), pager.places());
        for width in [12, 80, 23, 40] {
            pager.rewrap(width);
            pager.layout(8);
            assert_eq!(pager.places(), place);
        }
        assert_eq!(shown(&pager, 40, 8), before);
    }

    #[test]
    fn the_mark_leads_the_window_and_skips_what_is_empty() {
        let mut pager = long(80);
        for _ in 0..12 {
            pager.go(Move::By(1), 8);
        }
        let rows = shown(&pager, 80, 8);
        let at = rows.iter().position(|row| row.starts_with('▸')).unwrap();
        assert!(rows[at].contains("heading 12") && (2..5).contains(&at), "{rows:#?}");
        assert_eq!(pager.below(8), Some(Below::Headings(5)));
        let heading = pager.heading(false).unwrap();
        pager.go_to(heading, 8);
        assert_eq!(pager.place().key, (9, 0));
        pager.go(Move::Last, 8);
        assert_eq!((pager.place().key, pager.below(8)), ((29, 0), None));
    }
}
