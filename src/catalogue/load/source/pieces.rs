//! A large file in pieces, since the YAML library keeps every event of what it is given: a hundred bytes for each.
//!
//! Only sections written as block lists are cut, before lines that begin an entry. Such a line ends an entry wherever the
//! text before it is whole; within a quoted text or brackets it does not, but then the piece before it does not parse, and
//! the file is read in one. So where every piece parses, the pieces hold what the file holds.

use std::collections::BTreeSet;
use std::ops::Range;

/// Files below this are read in one, in bytes.
const LARGE: usize = 64 * 1024;

/// What one piece holds at least, in bytes.
const PIECE: usize = 16 * 1024;

/// The pieces of `text`, each a section and where its entries stand; `None` where the file is small, or is not plainly
/// sections of block lists.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    if text.len() < LARGE {
        return None;
    }
    let mut pieces = Pieces { text, made: Vec::new(), names: BTreeSet::new(), section: 0..0, entries: None, from: 0 };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pieces.line(at, line)?;
        at += line.len();
    }
    pieces.cut(at);
    Some(pieces.made)
}

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// The line that begins the section
    section: &'t str,
    /// What stands below it
    entries: &'t str,
}

impl Piece<'_> {
    /// The piece as a file of its own.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.section, self.entries)
    }
}

struct Pieces<'t> {
    text: &'t str,
    made: Vec<Piece<'t>>,
    /// The sections so far; one that stands twice is a fault
    names: BTreeSet<&'t str>,
    /// The line that begins the section
    section: Range<usize>,
    /// The column at which its entries begin; `None` before the first of them, and where it is no block list
    entries: Option<usize>,
    /// Where the piece at hand begins
    from: usize,
}

impl<'t> Pieces<'t> {
    fn line(&mut self, at: usize, line: &'t str) -> Option<()> {
        let column = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[column..];
        if rest.trim_end().is_empty() || rest.starts_with('#') {
            return Some(());
        }
        let entry = rest.starts_with("- ") || rest.trim_end() == "-";
        let begun = !self.section.is_empty();
        if column == 0 && !(entry && begun) {
            let name = rest.trim_end().strip_suffix(':')?;
            if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') || !self.names.insert(name) {
                return None;
            }
            self.cut(at);
            self.section = at..at + line.len();
            (self.from, self.entries) = (self.section.end, None);
        } else if entry && begun && self.entries.is_none() && self.text[self.section.end..at].trim().is_empty() {
            self.entries = Some(column);
        } else if entry && self.entries == Some(column) && at - self.from >= PIECE {
            self.cut(at);
            self.from = at;
        }
        Some(())
    }

    /// Ends the piece at hand before `at`.
    fn cut(&mut self, at: usize) {
        if !self.section.is_empty() {
            let section = &self.text[self.section.clone()];
            self.made.push(Piece { section, entries: &self.text[self.from..at] });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_lists_are_cut_before_entries() {
        let entry = |at: usize| format!("  - id: e{at}\n    text: |\n      - no entry\n    # a note\n");
        let codes: String = (0..2_000).map(entry).collect();
        let text = format!("# head\ncodes:\n{codes}\nlists:\n  a: [b]\ncauses:\n- x\n");
        let pieces: Vec<String> = pieces(&text).unwrap().iter().map(Piece::text).collect();
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.len() < 2 * PIECE), "{}", pieces.len());
        assert!(pieces.iter().rev().skip(2).all(|piece| piece.starts_with("codes:\n  - id: e")));
        assert_eq!(pieces.iter().map(|piece| piece.matches("- id:").count()).sum::<usize>(), 2_000);
        assert_eq!(pieces[pieces.len() - 2..], ["lists:\n  a: [b]\n", "causes:\n- x\n"]);
    }

    #[test]
    fn what_is_not_plainly_sections_is_read_in_one() {
        let codes = format!("codes:\n{}", "  - a\n".repeat(20_000));
        for text in [
            format!("{codes}codes:\n  - b\n"),
            format!("---\n{codes}"),
            format!("\u{feff}{codes}"),
            codes.replace(":\n", ": \\\n"),
        ] {
            assert_eq!(pieces(&text), None, "{}", &text[..20]);
        }
        assert_eq!(pieces("codes:\n  - a\n"), None);
    }
}
