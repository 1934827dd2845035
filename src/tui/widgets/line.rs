//! Lines: what a block becomes at a width. A line knows its place in the block, so that whoever reads stays where they
//! are at every width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::clean::{fit, width};
use crate::report::page::{Block, Choice};
use crate::report::wrap;
use crate::tui::theme::{Role, Signs, Theme, role_of, state_of};
use crate::tui::widgets::border;
use crate::tui::widgets::find::{Hit, Key, Place};

/// Cells by which what belongs to a line above stands in.
const INDENT: u16 = 2;
/// Cells by which commands and samples stand in.
const CODE: u16 = 4;
/// Less room than this is not wrapped for.
const LEAST: u16 = 4;

/// A line as it is drawn: a lead (mark, name) and a text behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    indent: u16,
    lead: (Lead, Role),
    text: (String, Role),
    /// Where its text begins
    place: Place,
    /// At its right end
    right: Option<String>,
}

/// What stands before the text of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lead {
    /// Nothing
    None,
    /// A mark
    Mark(String),
    /// The name of a field, a text of its own
    Name(String),
    /// The sign of what did not fit into the line above
    Continued,
}

impl Lead {
    fn of(&self, signs: &'static Signs) -> &str {
        match self {
            Self::None => "",
            Self::Mark(text) | Self::Name(text) => text,
            Self::Continued => signs.continued,
        }
    }
}

impl Line {
    /// Where it begins.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.lead.0 == Lead::None && self.text.0.is_empty()
    }

    /// Moves it to the right.
    pub const fn shift(&mut self, cells: u16) {
        self.indent += cells;
    }

    /// Shows its text in another role.
    pub const fn recast(&mut self, role: Role) {
        self.text.1 = role;
    }

    /// Shows this at its right end.
    pub fn put_right(&mut self, text: &str) {
        self.right = Some(text.to_owned());
    }

    /// Whether it is wider than `cells`.
    #[must_use]
    pub fn is_wider(&self, cells: u16) -> bool {
        usize::from(self.indent) + width(&self.text.0) > usize::from(cells)
    }

    /// Draws it into `area`, one line high, with the hits lit that lie in it. A line that is too long is moved to the left
    /// by so many cells.
    pub fn draw(&self, area: Rect, (hits, left): (&[Hit], usize), theme: Theme, buf: &mut Buffer) {
        let cells = usize::from(area.width.saturating_sub(self.indent));
        let (x, (lead, role)) = (area.x + self.indent.min(area.width), &self.lead);
        let name = x;
        let x = border::text(buf, x, area.y, lead.of(theme.signs), cells, theme, *role);
        let cells = usize::from(area.right().saturating_sub(x));
        let (text, role) = &self.text;
        let skipped = if left > 0 && self.is_wider(area.width) { fit(text, left).0.len() } else { 0 };
        let end = border::text(buf, x, area.y, &text[skipped..], cells, theme, *role);
        for hit in hits.iter().filter(|hit| hit.place.key == self.place.key) {
            if let (Lead::Name(named), 0) = (&self.lead.0, hit.place.part) {
                light(buf, (name, x, area.y), (named, hit.place.at, hit.len), theme);
            } else if hit.place.part == self.place.part {
                let from = self.place.at + skipped;
                let begin = hit.place.at.max(from);
                let len = (hit.place.at + hit.len).saturating_sub(begin);
                light(buf, (x, end, area.y), (&text[skipped..], begin - from, len), theme);
            }
        }
        if let Some(right) = &self.right {
            let wide = u16::try_from(width(right)).unwrap_or(u16::MAX);
            if end + wide + 2 <= area.right() {
                let at = area.right() - wide;
                border::text(buf, at, area.y, right, usize::from(wide), theme, Role::Muted);
            }
        }
    }
}

/// Lights `len` bytes from `at` on of a text that stands from `x` to `end`.
pub fn light(buf: &mut Buffer, (x, end, y): (u16, u16, u16), (text, at, len): (&str, usize, usize), theme: Theme) {
    let Some(before) = text.get(..at) else { return };
    let Some(lit) = text.get(at..text.len().min(at + len)) else { return };
    let narrow = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
    let from = x.saturating_add(narrow(before)).min(end);
    let to = from.saturating_add(narrow(lit)).min(end);
    let style = theme.style(Role::Match).add_modifier(Modifier::BOLD);
    buf.set_style(Rect::new(from, y, to - from, 1), style);
}

/// Adds the lines of one block, for `width` cells.
pub fn wrap_block(key: Key, block: &Block, width: u16, lines: &mut Vec<Line>) {
    let mut to = Lines { key, made: lines, width };
    match block {
        Block::Blank => to.blank(),
        Block::Title(text) => to.paragraph(0, 0, text, Role::First),
        Block::Heading(text) => to.paragraph(0, 0, text, Role::Heading),
        Block::Subheading(text) => {
            to.blank();
            to.paragraph(0, 0, text, Role::Heading);
        }
        Block::Text(text) => to.paragraph(0, 0, text, Role::Plain),
        Block::Aside(text) | Block::Quote(text) => to.paragraph(0, INDENT, text, Role::Muted),
        Block::Item { mark, text } => to.hanging(0, (Lead::Mark(format!("{mark} ")), Role::Number), text, Role::Plain),
        Block::Field { name, value } => to.field(name, value),
        Block::Command(text) => to.command(text),
        Block::Sample(text) => to.sample(text),
        Block::Link { title, url } => {
            to.paragraph(0, INDENT, title, Role::Plain);
            to.whole(1, INDENT * 2, url, Role::Link);
        }
        Block::Choice(Choice { mark, text, role, indent, .. }) => {
            let (from, style) = (to.made.len(), role_of(*role));
            to.width = width.saturating_sub(*indent);
            to.hanging(0, (Lead::Mark(format!("{mark}{} ", state_of(*role))), style), text, style);
            lines[from..].iter_mut().for_each(|line| line.indent += indent);
        }
    }
}

/// Adds the lines of a row of a list, behind its mark.
pub fn wrap_row(key: Key, mark: &str, text: &str, role: Role, width: u16, lines: &mut Vec<Line>) {
    Lines { key, made: lines, width }.hanging(0, (Lead::Mark(format!("{mark} ")), role), text, role);
}

/// Where the lines of a block go.
struct Lines<'l> {
    key: Key,
    made: &'l mut Vec<Line>,
    width: u16,
}

impl Lines<'_> {
    fn push(&mut self, indent: u16, lead: (Lead, Role), (part, at): (u8, usize), text: String, role: Role) {
        let place = Place { key: self.key, part, at };
        self.made.push(Line { indent, lead, text: (text, role), place, right: None });
    }

    fn blank(&mut self) {
        self.push(0, (Lead::None, Role::Plain), (0, 0), String::new(), Role::Plain);
    }

    fn paragraph(&mut self, part: u8, indent: u16, text: &str, role: Role) {
        let width = usize::from(self.width.saturating_sub(indent).max(LEAST));
        wrap::each(text, width, |line| {
            self.push(indent, (Lead::None, role), (part, line.start), text[line].to_owned(), role);
        });
    }

    /// A lead and a paragraph that hangs behind it.
    fn hanging(&mut self, part: u8, (lead, style): (Lead, Role), text: &str, role: Role) {
        let cells = match &lead {
            Lead::Mark(text) | Lead::Name(text) => u16::try_from(width(text)).unwrap_or(u16::MAX),
            Lead::None | Lead::Continued => 0,
        };
        let from = self.made.len();
        self.paragraph(part, cells, text, role);
        if let Some(first) = self.made.get_mut(from) {
            (first.indent, first.lead) = (0, (lead, style));
        }
    }

    /// A long name stands on a line of its own.
    fn field(&mut self, name: &str, value: &str) {
        let lead = format!("{name}  ");
        if width(&lead) > usize::from(self.width / 2) + 2 {
            self.paragraph(0, 0, name, Role::Muted);
            return self.paragraph(1, INDENT, value, Role::Plain);
        }
        self.hanging(1, (Lead::Name(lead), Role::Muted), value, Role::Plain);
    }

    /// A text that is never cut; whoever wants its end moves it to the left.
    fn whole(&mut self, part: u8, indent: u16, text: &str, role: Role) {
        self.push(indent, (Lead::None, role), (part, 0), text.to_owned(), role);
    }

    /// Lines for a shell: one that is too long goes on below, behind a backslash, so that it may be copied as it stands.
    fn command(&mut self, text: &str) {
        let room = usize::from(self.width.saturating_sub(CODE)).max(usize::from(LEAST));
        let code = (Lead::None, Role::Command);
        for line in text.lines() {
            let at = line.as_ptr() as usize - text.as_ptr() as usize;
            let (mut from, mut indent) = (0, CODE);
            // a document within the command is no command
            while let Some(blank) =
                (!text.contains("<<")).then(|| shell_break(&line[from..], room - usize::from(indent - CODE))).flatten()
            {
                let piece = format!("{} \\", &line[from..from + blank]);
                self.push(indent, code.clone(), (0, at + from), piece, Role::Command);
                from += blank + 1;
                indent = CODE + INDENT;
            }
            self.push(indent, code.clone(), (0, at + from), line[from..].to_owned(), Role::Command);
        }
    }

    /// Lines of a file or an answer: what does not fit goes on below behind a sign, between words.
    fn sample(&mut self, text: &str) {
        let room = usize::from(self.width.saturating_sub(CODE)).max(usize::from(LEAST));
        for line in text.lines() {
            let at = line.as_ptr() as usize - text.as_ptr() as usize;
            let (mut from, mut lead) = (0, Lead::None);
            loop {
                let rest = &line[from..];
                let room = if lead == Lead::None { room } else { room - 2 };
                let end = from + word_break(rest, room).unwrap_or(rest.len());
                let piece = line[from..end].to_owned();
                let indent = if lead == Lead::None { CODE } else { CODE - 2 };
                self.push(indent, (lead, Role::Muted), (0, at + from), piece, Role::Muted);
                (from, lead) = (end, Lead::Continued);
                if from >= line.len() {
                    break;
                }
            }
        }
    }
}

/// Behind which blank a line that is wider than `room` goes on below; nothing where it fits or holds none.
fn word_break(line: &str, room: usize) -> Option<usize> {
    let (head, _) = fit(line, room);
    if head.len() == line.len() {
        return None;
    }
    let indented = line.len() - line.trim_start().len();
    let near = head.rfind(' ').filter(|blank| *blank > indented);
    // a longer word stands whole; the line goes on behind it
    let next = || line[indented..].find(' ').map(|blank| indented + blank);
    near.or_else(next).map(|blank| blank + 1).filter(|end| *end < line.len())
}

/// The blank at which the shell takes a backslash and a new line, the last one that leaves room for the backslash; nothing
/// where the line fits, or none is outside quotes and comments.
fn shell_break(line: &str, room: usize) -> Option<usize> {
    if fit(line, room).0.len() == line.len() {
        return None;
    }
    let (mut quote, mut escaped, mut found) = (None, false, None);
    let indented = line.len() - line.trim_start().len();
    let reach = fit(line, room.saturating_sub(2)).0.len();
    for (at, c) in line.char_indices() {
        let in_word = at > 0 && !line[..at].ends_with([' ', '\t']);
        match (c, quote) {
            _ if escaped => escaped = false,
            ('\\', None | Some('"')) => escaped = true,
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('#', None) if !in_word => break,
            (' ', None) if at > indented && in_word && (at <= reach || found.is_none()) => {
                let rest = line[at..].trim_start();
                let comments = rest.starts_with('#') || rest.is_empty() || rest == "\\";
                found = if comments { found } else { Some(at) };
                if at > reach {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, proptest};

    use super::{Lines, shell_break, word_break};

    /// The lines of a command at a width.
    fn command(text: &str, width: u16) -> Vec<String> {
        let mut lines = Vec::new();
        Lines { key: (0, 0), made: &mut lines, width }.command(text);
        lines.into_iter().map(|line| line.text.0).collect()
    }

    #[test]
    fn a_command_is_cut_where_the_shell_takes_it() {
        for (text, width, expected) in [
            ("ls -l", 30, &["ls -l"][..]),
            (
                "tccli scf GetFunction --region REGION --FunctionName NAME",
                34,
                &["tccli scf GetFunction \\", "--region REGION \\", "--FunctionName NAME"],
            ),
            ("grep 'a b c d e f g h i j' file", 20, &["grep \\", "'a b c d e f g h i j' \\", "file"]),
            ("make x  # a comment that is long", 20, &["make \\", "x  # a comment that is long"]),
            ("cat <<END > a.txt and more", 14, &["cat <<END > a.txt and more"]),
            ("/a/path/that/is/much/longer/than/the/room", 20, &["/a/path/that/is/much/longer/than/the/room"]),
        ] {
            assert_eq!(command(text, width), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_command_that_is_cut_says_the_same(
            words in prop::collection::vec(
                prop::sample::select(vec!["ls", "-l", "--read-only", "'a b'", "\"x y\"", "|", "/tmp/a", "\\ ", "端口", "$(id)", "a#b"]), 1..20),
            width in 6_u16..60,
        ) {
            let text = words.join(" ");
            let lines = command(&text, width);
            let joined = lines.join("\n").replace(" \\\n", " ");
            assert_eq!(joined, text);
            assert!(lines.iter().all(|line| !line.trim_end_matches(" \\").ends_with('\\')), "{lines:?}");
        }

        #[test]
        fn a_sample_is_cut_behind_blanks(line in "[ a-z]{0,40}", room in 1_usize..30) {
            if let Some(end) = word_break(&line, room) {
                assert_eq!(line.as_bytes()[end - 1], b' ');
                assert!(0 < end && end < line.len());
            }
            assert!(shell_break(&line, room).is_none_or(|at| line.as_bytes()[at] == b' '));
        }
    }
}
