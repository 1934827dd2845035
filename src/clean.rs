//! Text from outside, made harmless: what is not `Clean`, catalogue text or a word of the program is never shown.

use std::fmt;
use std::ops::Deref;

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
        let mut chars = text.chars();
        let mut kept = 0;
        while let Some(c) = chars.next() {
            if kept == MAX_CHARS {
                break;
            }
            match c {
                '\u{1b}' => skip_escape(&mut chars),
                '\u{9b}' => skip_csi(&mut chars),
                '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut chars),
                '\n' | '\t' | '\r' => {
                    if !clean.ends_with(' ') {
                        clean.push(' ');
                        kept += 1;
                    }
                }
                c if is_harmful(c) => {}
                c => {
                    clean.push(c);
                    kept += 1;
                }
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

fn skip_escape(chars: &mut std::str::Chars<'_>) {
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

fn skip_csi(chars: &mut std::str::Chars<'_>) {
    while matches!(chars.clone().next(), Some(' '..='?')) {
        chars.next();
    }
    if matches!(chars.clone().next(), Some('@'..='~')) {
        chars.next();
    }
}

/// To the string terminator; a line end stops it too, so that a stray introducer cannot swallow the rest of a text.
fn skip_string(chars: &mut std::str::Chars<'_>) {
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
    use super::{Clean, MAX_CHARS, fit};

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
