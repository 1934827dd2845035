//! A page, wrapped to a width and scrolled. Wrapping goes only as far as the window reaches, so a long page costs no
//! more than a short one until someone reads on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clean::width;
use crate::report::page::{Block, Choice, Page};
use crate::report::wrap::wrap;
use crate::tui::theme::{Role, Signs, Theme, role_of, state_of};
use crate::tui::widgets::border;
use crate::tui::widgets::list::Move;

/// A line as it is drawn: a lead (mark, name) and a text behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    indent: u16,
    lead: (LineMark, Role),
    text: (String, Role),
    /// The block that it belongs to
    block: usize,
}

/// What stands before the text of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LineMark {
    /// A mark, a name, or nothing
    Own(String),
    /// The sign of a line that is shown as it is
    Verbatim,
    /// The sign of what did not fit into the line above
    Continued,
}

impl LineMark {
    fn of(&self, signs: &'static Signs) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Verbatim => signs.verbatim,
            Self::Continued => signs.continued,
        }
    }
}

impl Line {
    /// Draws it into `area`, one line high.
    pub(super) fn draw(&self, area: Rect, theme: Theme, buf: &mut Buffer) {
        let cells = usize::from(area.width.saturating_sub(self.indent));
        let (x, (lead, role)) = (area.x + self.indent.min(area.width), &self.lead);
        let x = border::text(buf, x, area.y, lead.of(theme.signs), cells, theme, *role);
        let cells = usize::from(area.right().saturating_sub(x));
        let (text, role) = &self.text;
        border::text(buf, x, area.y, text, cells, theme, *role);
    }
}

/// A page in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    page: Page,
    lines: Vec<Line>,
    /// Blocks that are wrapped
    wrapped: usize,
    width: u16,
    top: usize,
}

impl Pager {
    /// A page, from its top, for a window that is `width` cells wide.
    #[must_use]
    pub fn new(page: Page, width: u16) -> Self {
        Self { page, width, ..Self::default() }
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line of the window.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// Scrolls.
    pub fn go(&mut self, step: Move, height: u16) {
        let height = usize::from(height);
        let wanted = match step {
            Move::Last => usize::MAX,
            step => step.from(self.top, usize::MAX, height),
        };
        self.reach(wanted.saturating_add(height));
        self.top = wanted.min(self.lines.len().saturating_sub(height));
    }

    /// Wraps as far as a window of `height` lines reaches; to be called before it is drawn.
    pub fn layout(&mut self, height: u16) {
        self.go(Move::By(0), height);
    }

    /// The command that stands first in the window, else the first one below it.
    #[must_use]
    pub fn command(&self) -> Option<&str> {
        let from = self.lines.get(self.top).map_or(0, |line| line.block);
        self.page.0[from..].iter().find_map(|block| match block {
            Block::Command(command) => Some(command.as_str()),
            _ => None,
        })
    }

    /// The address that stands first in the window, else the first one below it.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        let from = self.lines.get(self.top).map_or(0, |line| line.block);
        self.page.0[from..].iter().find_map(|block| match block {
            Block::Link { url, .. } => Some(url.as_str()),
            _ => None,
        })
    }

    /// Whether there is more above and below a window of `height` lines.
    #[must_use]
    pub fn more(&self, height: u16) -> (bool, bool) {
        let below = self.wrapped < self.page.0.len() || self.lines.len() > self.top + usize::from(height);
        (self.top > 0, below)
    }

    /// Draws the window.
    pub fn draw(&self, area: Rect, theme: Theme, buf: &mut Buffer) {
        for (y, line) in (area.y..area.bottom()).zip(self.lines.iter().skip(self.top)) {
            line.draw(Rect { y, height: 1, ..area }, theme, buf);
        }
    }

    fn reach(&mut self, lines: usize) {
        while self.lines.len() < lines.saturating_add(1) {
            let Some(block) = self.page.0.get(self.wrapped) else { return };
            let before = self.lines.len();
            wrap_block(block, self.width, &mut self.lines);
            let at = self.wrapped;
            self.lines[before..].iter_mut().for_each(|line| line.block = at);
            self.wrapped += 1;
        }
    }
}

/// Adds the lines of one block.
pub(super) fn wrap_block(block: &Block, width: u16, lines: &mut Vec<Line>) {
    match block {
        Block::Blank => lines.push(plain(0, String::new(), Role::Plain)),
        Block::Title(text) => paragraph(lines, 0, text, Role::First, width),
        Block::Heading(text) => paragraph(lines, 0, text, Role::Heading, width),
        Block::Text(text) => paragraph(lines, 1, text, Role::Plain, width),
        Block::Aside(text) | Block::Quote(text) => paragraph(lines, 3, text, Role::Muted, width),
        Block::Item { mark, text } => {
            hanging(lines, (&format!("{mark} "), Role::Number), text, Role::Plain, width);
        }
        Block::Field { name, value } => {
            hanging(lines, (&format!("{name}  "), Role::Muted), value, Role::Plain, width);
        }
        Block::Command(text) => verbatim(lines, text, Role::Command, width),
        Block::Sample(text) => verbatim(lines, text, Role::Muted, width),
        Block::Link { title, url } => {
            paragraph(lines, 1, title, Role::Plain, width);
            paragraph(lines, 3, url, Role::Link, width);
        }
        Block::Subheading(text) => {
            wrap_block(&Block::Blank, width, lines);
            paragraph(lines, 0, text, Role::Heading, width);
        }
        Block::Choice(Choice { mark, text, role, indent, .. }) => {
            let (from, style) = (lines.len(), role_of(*role));
            let lead = format!("{mark}{} ", state_of(*role));
            hanging(lines, (&lead, style), text, style, width.saturating_sub(*indent));
            lines[from..].iter_mut().for_each(|line| line.indent += indent);
        }
    }
}

fn plain(indent: u16, text: String, role: Role) -> Line {
    Line { indent, lead: (LineMark::Own(String::new()), role), text: (text, role), block: 0 }
}

fn paragraph(lines: &mut Vec<Line>, indent: u16, text: &str, role: Role, width: u16) {
    let pieces = wrap(text, usize::from(width.saturating_sub(indent)));
    lines.extend(pieces.into_iter().map(|piece| plain(indent, piece.to_owned(), role)));
}

/// A lead and a paragraph that hangs behind it; a long lead stands on a line of its own.
pub(super) fn hanging(lines: &mut Vec<Line>, lead: (&str, Role), text: &str, role: Role, line_width: u16) {
    let cells = u16::try_from(width(lead.0)).unwrap_or(u16::MAX);
    if cells > line_width / 3 {
        paragraph(lines, 1, lead.0.trim_end(), lead.1, line_width);
        paragraph(lines, 3, text, role, line_width);
        return;
    }
    let pieces = wrap(text, usize::from(line_width.saturating_sub(cells + 1)));
    for (at, piece) in pieces.into_iter().enumerate() {
        let line = if at == 0 {
            Line {
                indent: 1,
                lead: (LineMark::Own(lead.0.to_owned()), lead.1),
                text: (piece.to_owned(), role),
                block: 0,
            }
        } else {
            plain(cells + 1, piece.to_owned(), role)
        };
        lines.push(line);
    }
}

/// Where a line that is too long goes on below: behind a blank where there is one not far back, else where the room ends.
fn cut(line: &str, room: usize) -> usize {
    let (head, _) = crate::clean::fit(line, room);
    if head.is_empty() || head.len() == line.len() {
        return line.len();
    }
    head.rfind(' ').map(|blank| blank + 1).filter(|end| end * 2 > head.len()).unwrap_or(head.len())
}

/// Lines as they are; what does not fit goes on below, marked, since a blank would change its meaning.
fn verbatim(lines: &mut Vec<Line>, text: &str, role: Role, width: u16) {
    let room = usize::from(width.saturating_sub(5)).max(2);
    for line in text.lines() {
        let mut rest = line;
        let mut lead = LineMark::Verbatim;
        loop {
            let cut = cut(rest, room);
            lines.push(Line { indent: 3, lead: (lead, Role::Muted), text: (rest[..cut].to_owned(), role), block: 0 });
            rest = &rest[cut..];
            lead = LineMark::Continued;
            if rest.is_empty() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::Pager;
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

    fn shown(prose: &Pager, width: u16, height: u16) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        prose.draw(buf.area, Theme::plain(), &mut buf);
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    #[test]
    fn a_page_is_wrapped_and_hangs_behind_its_marks() {
        let mut prose = Pager::new(page(), 16);
        prose.layout(6);
        let expected = ["Fix", " 1 监 听", "   0.0.0.0:9000", "   ， 不 是", "   127.0.0.1", "   │ ss -ltn | g"];
        assert_eq!(shown(&prose, 16, 6)[..2], expected[..2]);
        assert_eq!(prose.more(6), (false, true));
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        let mut prose = Pager::new(page(), 40);
        prose.go(Move::Last, 2);
        assert_eq!((prose.top(), prose.more(2)), (1, (true, false)));
        assert_eq!(prose.command(), Some("ss -ltn | grep 9000"));
        prose.go(Move::First, 2);
        assert_eq!((prose.top(), prose.more(2)), (0, (false, true)));
        prose.go(Move::Pages(9), 90);
        assert_eq!(prose.top(), 0);
    }
}
