//! Text from outside, made harmless: what is not `Clean`, catalogue text or a word of the program is never shown.

pub mod percent;

use std::fmt;
use std::ops::Deref;
use std::str::Chars;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The longest piece of outside text that is kept, in characters.
pub const MAX_CHARS: usize = 8 * 1024;

/// Text without escape sequences, control characters and bidirectional marks, at most [`MAX_CHARS`] long.
///
/// Line breaks become one blank, so a `Clean` is one line. Made only by [`Clean::new`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clean(String);

impl Clean {
    /// Makes `text` harmless. Whole escape sequences go (CSI, OSC, DCS and their kin), not only their first byte.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut clean = String::with_capacity(text.len().min(MAX_CHARS));
        let mut kept = 0;
        for c in Harmless(text.chars()) {
            if kept == MAX_CHARS {
                break;
            }
            let breaks = matches!(c, '\n' | '\t' | '\r');
            if !(breaks && clean.ends_with(' ')) {
                clean.push(if breaks { ' ' } else { c });
                kept += 1;
            }
        }
        Self(clean)
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A whole text without escape sequences, control characters and bidirectional marks. Only LF ends a line; tabs stay.
///
/// What looks for something in a text looks at a `Plain`, since colours and invisible signs tear words apart. Made only
/// by [`Plain::new`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    text: String,
    lines: Lines,
}

impl Plain {
    /// Makes `text` harmless, as [`Clean::new`] does, with its lines kept.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        let mut lines = Lines::default();
        let mut chars = Harmless(text.chars());
        loop {
            let rest = chars.0.as_str();
            let run = rest.bytes().take_while(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')).count();
            plain.push_str(rest.get(..run).unwrap_or_default());
            chars = Harmless(rest.get(run..).unwrap_or_default().chars());
            let Some(c) = chars.next() else { break };
            if c != '\r' {
                plain.push(c);
            } else if !chars.0.as_str().starts_with('\n') {
                // the line ends of old systems and of progress bars, which no editor counts
                plain.push('\n');
                lines.shift(plain.len(), -1);
            }
        }
        Self { text: plain, lines }
    }

    /// Where its lines were before it was made harmless.
    #[must_use]
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }
}

impl Deref for Plain {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// How the lines of a text that was changed are numbered in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(
    /// Places from which on the number differs from a count of line ends, and by how much
    Vec<(usize, isize)>,
);

impl Lines {
    /// From `at` on the original has `by` lines more. Places are told in their order.
    pub fn shift(&mut self, at: usize, by: isize) {
        let before = self.0.last().map_or(0, |(_, by)| *by);
        self.0.push((at, before + by));
    }

    /// How many lines more the original has before `at`.
    #[must_use]
    pub fn more_before(&self, at: usize) -> isize {
        let passed = self.0.partition_point(|(place, _)| *place <= at);
        passed.checked_sub(1).and_then(|last| self.0.get(last)).map_or(0, |(_, by)| *by)
    }

    /// The places where the numbering changes, each with how many lines it adds.
    pub fn shifts(&self) -> impl Iterator<Item = (usize, isize)> {
        let before = std::iter::once(0).chain(self.0.iter().map(|(_, by)| *by));
        self.0.iter().zip(before).map(|((at, by), before)| (*at, by - before))
    }
}

/// The characters of a text without escape sequences, and without those that are harmful but for line ends and tabs.
struct Harmless<'a>(Chars<'a>);

impl Iterator for Harmless<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            match self.0.next()? {
                '\u{1b}' => skip_escape(&mut self.0),
                '\u{9b}' => skip_csi(&mut self.0),
                '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut self.0),
                c if matches!(c, '\n' | '\t' | '\r') || !is_harmful(c) => return Some(c),
                _ => {}
            }
        }
    }
}

/// The nearest place at or before `at` where a character of `text` begins.
#[must_use]
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Cells that `text` takes in a terminal; the same table as the screen's.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// The longest beginning of `text` that fits `cells`, and the cells it takes. A wide character is never cut in half.
#[must_use]
pub fn fit(text: &str, cells: usize) -> (&str, usize) {
    if text.is_ascii() {
        let end = text.len().min(cells);
        return (&text[..end], end);
    }
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if taken + wide > cells {
            return (&text[..at], taken);
        }
        taken += wide;
    }
    (text, taken)
}

/// Controls, and characters that reorder or hide what stands beside them.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn skip_escape(chars: &mut Chars<'_>) {
    match chars.clone().next() {
        Some('[') => {
            chars.next();
            skip_csi(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            skip_string(chars);
        }
        Some(' '..='/') => {
            while matches!(chars.clone().next(), Some(' '..='/')) {
                chars.next();
            }
            if matches!(chars.clone().next(), Some('0'..='~')) {
                chars.next();
            }
        }
        Some('0'..='~') => {
            chars.next();
        }
        _ => {}
    }
}

fn skip_csi(chars: &mut Chars<'_>) {
    while matches!(chars.clone().next(), Some(' '..='?')) {
        chars.next();
    }
    if matches!(chars.clone().next(), Some('@'..='~')) {
        chars.next();
    }
}

/// To the string terminator; a line end stops it too, so that a stray introducer cannot swallow the rest of a text.
fn skip_string(chars: &mut Chars<'_>) {
    while let Some(c) = chars.clone().next() {
        match c {
            '\n' | '\r' => return,
            '\u{7}' | '\u{9c}' => {
                chars.next();
                return;
            }
            '\u{1b}' => {
                chars.next();
                if chars.clone().next() == Some('\\') {
                    chars.next();
                }
                return;
            }
            _ => {
                chars.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clean, MAX_CHARS, Plain, fit};

    #[test]
    fn nothing_that_moves_a_terminal_survives() {
        for (dirty, expected) in [
            ("plain 中文", "plain 中文"),
            ("a\u{1b}[31mred\u{1b}[0m", "ared"),
            ("\u{1b}]0;title\u{7}x", "x"),
            ("\u{1b}]8;;http://evil\u{1b}\\link", "link"),
            ("\u{9b}2Jx\u{90}q\u{9c}y", "xy"),
            ("a\u{0}b\u{8}c\u{7f}", "abc"),
            ("line one\r\nline two\tend", "line one line two end"),
            ("\u{202e}evil\u{2066}x\u{feff}", "evilx"),
            ("\u{1b}(Bx\u{1b}cq", "xq"),
            ("\u{1b}]0;no end\nnext", " next"),
        ] {
            assert_eq!(Clean::new(dirty).as_str(), expected, "{dirty:?}");
        }
    }

    #[test]
    fn a_text_keeps_its_lines() {
        let plain = Plain::new("a\u{1b}[31m\tb\r\nc\u{200b}d\r 10%\r 20%\n\u{0}e 中文");
        assert_eq!(&*plain, "a\tb\ncd\n 10%\n 20%\ne 中文");
        let line = |part: &str| {
            let at = plain.find(part).unwrap_or_default();
            (plain[..at].matches('\n').count() + 1).saturating_add_signed(plain.lines().more_before(at))
        };
        assert_eq!(["cd", "10%", "20%", "e 中"].map(line), [2, 2, 2, 3]);
    }

    #[test]
    fn the_length_is_bounded() {
        assert_eq!(Clean::new(&"字".repeat(MAX_CHARS * 2)).chars().count(), MAX_CHARS);
    }

    #[test]
    fn a_wide_character_is_not_cut() {
        assert_eq!(fit("云函数", 5), ("云函", 4));
        assert_eq!(fit("abc", 9), ("abc", 3));
        assert_eq!(fit("abc", 0), ("", 0));
    }
}
