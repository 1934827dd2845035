//! A page and a table as plain text, for a pipe or a terminal that scrolls.

use crate::clean;
use crate::report::page::{Block, Page};
use crate::report::wrap;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Cells of a line; commands, samples and addresses are longer where they must be
    pub width: usize,
    /// Whether headings stand out
    pub ink: Ink,
}

/// What a text may use to stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Characters alone
    Plain,
    /// The bold and faint of a terminal
    Bold,
}

/// The blanks before a paragraph.
const INDENT: usize = 2;
/// The blanks before what is pasted: a command or a sample.
const PASTED: usize = 6;
/// Narrower paragraphs than this are not set, whatever the width.
const NARROWEST: usize = 16;

/// The page as lines. What follows a numbered item stands under its text until the next blank line or heading.
#[must_use]
pub fn page(page: &Page, setting: Setting) -> String {
    let mut text = String::with_capacity(4096);
    let mut indent = INDENT;
    let mut above = &Block::Blank;
    for block in &page.0 {
        match block {
            // a heading is set off enough by standing further left
            Block::Blank if matches!(above, Block::Title(_) | Block::Heading(_)) => {}
            Block::Blank => {
                indent = INDENT;
                text.push('\n');
            }
            Block::Title(heading) | Block::Heading(heading) => {
                indent = INDENT;
                text.push_str(&bold(heading, setting.ink));
                text.push('\n');
            }
            Block::Text(paragraph) | Block::Aside(paragraph) | Block::Subheading(paragraph) => {
                set(&mut text, setting, [indent, indent], paragraph);
            }
            Block::Quote(words) => set(&mut text, setting, [indent + INDENT, indent + INDENT], words),
            Block::Item { mark, text: paragraph } => item(&mut text, setting, &mut indent, mark, paragraph),
            // what belongs to the choice above it
            Block::Choice(choice) if choice.indent > 0 => {
                set(&mut text, setting, [indent, indent + INDENT], &choice.text);
            }
            Block::Choice(choice) => item(&mut text, setting, &mut indent, &choice.mark, &choice.text),
            Block::Field { name, value } => {
                set(&mut text, setting, [indent, indent + INDENT], &format!("{name}{}{value}", colon(name)));
            }
            Block::Command(lines) | Block::Sample(lines) => pasted(&mut text, lines),
            Block::Link { title, url } => link(&mut text, setting, title, url),
        }
        above = block;
    }
    text
}

/// Rows under headings, columns aligned by cells. The last column is as long as it is.
#[must_use]
pub fn table<const N: usize>(headings: [&str; N], rows: &[[&str; N]], ink: Ink) -> String {
    let mut widths = headings.map(clean::width);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = clean::width(cell).max(*width);
        }
    }
    let mut text = bold(&aligned(&headings, &widths), ink);
    text.push('\n');
    for row in rows {
        text.push_str(&aligned(row, &widths));
        text.push('\n');
    }
    text
}

/// `text` as a heading.
#[must_use]
pub fn bold(text: &str, ink: Ink) -> String {
    match ink {
        Ink::Plain => text.to_owned(),
        Ink::Bold => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}

fn aligned<const N: usize>(row: &[&str; N], widths: &[usize; N]) -> String {
    let mut line = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        line.push_str(cell);
        if at + 1 < N {
            blanks(&mut line, width - clean::width(cell) + 2);
        }
    }
    line
}

/// A paragraph behind a mark. What follows a numbered one stands under its text.
fn item(text: &mut String, setting: Setting, indent: &mut usize, mark: &str, paragraph: &str) {
    let numbered = mark.bytes().all(|byte| byte.is_ascii_digit());
    if numbered {
        *indent = INDENT;
    }
    hang(text, setting, *indent, mark, paragraph);
    if numbered {
        *indent = INDENT + clean::width(mark) + 1;
    }
}

/// A paragraph behind a mark; its other lines stand under its first word.
fn hang(text: &mut String, setting: Setting, indent: usize, mark: &str, paragraph: &str) {
    blanks(text, indent);
    text.push_str(mark);
    set(text, setting, [1, indent + clean::width(mark) + 1], paragraph);
}

/// A paragraph behind so many blanks in its first line and so many in the others, which give it its width.
fn set(text: &mut String, setting: Setting, [first, others]: [usize; 2], paragraph: &str) {
    let width = setting.width.saturating_sub(others).max(NARROWEST);
    let mut indent = first;
    wrap::each(paragraph, width, |line| {
        blanks(text, indent);
        text.push_str(&paragraph[line]);
        text.push('\n');
        indent = others;
    });
}

/// A Chinese name has a Chinese colon, which brings its own blank.
fn colon(name: &str) -> &'static str {
    if name.ends_with(|last: char| last.len_utf8() > 2) { "：" } else { ": " }
}

fn pasted(text: &mut String, lines: &str) {
    for line in lines.lines() {
        blanks(text, PASTED);
        text.push_str(line);
        text.push('\n');
    }
}

fn link(text: &mut String, setting: Setting, title: &str, url: &str) {
    let colon = colon(title);
    blanks(text, INDENT);
    text.push_str(title);
    if INDENT + clean::width(title) + clean::width(colon) + clean::width(url) <= setting.width {
        text.push_str(colon);
    } else {
        text.push_str(colon.trim_end());
        text.push('\n');
        blanks(text, INDENT * 2);
    }
    text.push_str(url);
    text.push('\n');
}

fn blanks(text: &mut String, count: usize) {
    text.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use super::{Ink, Setting, page, table};
    use crate::report::page::{Block, Page};

    const NARROW: Setting = Setting { width: 24, ink: Ink::Plain };

    #[test]
    fn paragraphs_hang_and_commands_stay_whole() {
        let mut written = Page::default();
        written.section("Fix");
        written.item("1", "Listen on all addresses, not on the loopback");
        written.push(Block::Command("ss -lntp | grep 9000 && echo done\nls".to_owned()));
        written.push(Block::Blank);
        written.field("Phase", "init, which is long before the run");
        written.push(Block::Link { title: "Page".to_owned(), url: "https://example.com/a".to_owned() });
        let expected = "\
Fix
  1 Listen on all
    addresses, not on
    the loopback
      ss -lntp | grep 9000 && echo done
      ls

  Phase: init, which
    is long before the
    run
  Page:
    https://example.com/a
";
        assert_eq!(page(&written, NARROW), expected);
    }

    #[test]
    fn headings_stand_out_where_the_terminal_can() {
        let mut written = Page::default();
        written.section("Fix");
        assert_eq!(page(&written, Setting { ink: Ink::Bold, ..NARROW }), "\u{1b}[1mFix\u{1b}[0m\n");
    }

    #[test]
    fn columns_are_aligned_by_cells() {
        let rows = [["446", "端口", "监听失败"], ["1", "a", "b"]];
        let expected = "码   名    题\n446  端口  监听失败\n1    a     b\n";
        assert_eq!(table(["码", "名", "题"], &rows, Ink::Plain), expected);
    }
}
