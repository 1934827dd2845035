//! A large file in pieces, since the YAML library keeps every event of what it is given: a hundred bytes for each.
//!
//! Only sections written as blocks are cut, before lines that begin an entry. Such a line ends an entry wherever the
//! text before it is whole; within a quoted text or brackets it does not, but then the piece before it is no YAML, and
//! the file is read in one. So where every piece is YAML, the pieces hold what the file holds.

use std::collections::BTreeSet;
use std::ops::Range;

/// Files below this are read in one, in bytes.
const LARGE: usize = 64 * 1024;

/// What one piece holds at least, in bytes.
const PIECE: usize = 16 * 1024;

/// The pieces of a large `text`, each a section and where its entries stand; `None` where the file is small, or is not
/// plainly sections of blocks.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    if text.len() < LARGE { None } else { cut(text, PIECE) }
}

/// Each entry of `text` by itself; `None` where the file is not plainly sections of blocks.
pub(super) fn entries(text: &str) -> Option<Vec<Piece<'_>>> {
    cut(text, 1)
}

fn cut(text: &str, least: usize) -> Option<Vec<Piece<'_>>> {
    let made = Vec::new();
    let mut pieces = Pieces {
        text,
        least,
        made,
        names: BTreeSet::new(),
        section: 0..0,
        entries: None,
        from: Begin::default(),
        seen: 0,
    };
    let mut here = Begin::default();
    for line in text.split_inclusive('\n') {
        pieces.line(here, line)?;
        here.at += line.len();
        here.line += 1;
    }
    pieces.cut(here.at);
    Some(pieces.made)
}

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// The line that begins the section
    section: &'t str,
    /// What stands below it
    entries: &'t str,
    /// Where that begins in the file
    from: Begin,
}

/// Where something begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Begin {
    /// In bytes
    at: usize,
    /// Lines before it
    line: usize,
    /// Entries of the section before it
    entry: usize,
}

impl Piece<'_> {
    /// The piece as a file of its own.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.section, self.entries)
    }

    /// The line of the file that is `line` of the piece as a file of its own, from 1.
    pub(super) const fn line(&self, line: usize) -> usize {
        // the line that begins the section comes first
        self.from.line + line.saturating_sub(1)
    }

    /// What is said of the piece as a file of its own, said of the file: its first entry is a later one.
    pub(super) fn renumbered(&self, what: &str) -> String {
        let (section, _) = self.section.split_once(':').unwrap_or((self.section, ""));
        let rest = what.strip_prefix(section).and_then(|rest| rest.strip_prefix("[0]"));
        rest.map_or_else(|| what.to_owned(), |rest| format!("{section}[{}]{rest}", self.from.entry))
    }
}

struct Pieces<'t> {
    text: &'t str,
    /// What one piece holds at least, in bytes
    least: usize,
    made: Vec<Piece<'t>>,
    /// The sections so far; one that stands twice is a fault
    names: BTreeSet<&'t str>,
    /// The line that begins the section
    section: Range<usize>,
    /// The column at which its entries begin; `None` before the first of them
    entries: Option<Entries>,
    /// Where the piece at hand begins
    from: Begin,
    /// Entries of the section so far
    seen: usize,
}

/// How the entries of a section are written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Entries {
    /// The column at which each begins
    column: usize,
    /// As a list; else as the keys of a mapping
    list: bool,
}

impl<'t> Pieces<'t> {
    fn line(&mut self, here: Begin, line: &'t str) -> Option<()> {
        let at = here.at;
        let column = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[column..];
        if rest.trim_end().is_empty() || rest.starts_with('#') {
            return Some(());
        }
        let entry = rest.starts_with("- ") || rest.trim_end() == "-";
        let begun = !self.section.is_empty();
        if column == 0 && !(entry && begun) {
            let (name, value) = rest.split_once(':')?;
            // what stands behind the name on its line is the section, which then has no entries to cut between
            if self.least > 1 && !value.trim().is_empty() {
                return None;
            }
            if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') || !self.names.insert(name) {
                return None;
            }
            self.cut(at);
            self.section = at..at + line.len();
            self.entries = None;
            self.from = Begin { at: self.section.end, line: here.line + 1, entry: 0 };
            self.seen = 0;
            return Some(());
        }
        let entries = Entries { column, list: entry };
        if begun && self.entries.is_none() {
            self.entries = Some(entries);
        }
        if self.entries == Some(entries) {
            if at - self.from.at >= self.least && self.seen > 0 {
                self.cut(at);
                self.from = Begin { entry: self.seen, ..here };
            }
            self.seen += 1;
        }
        Some(())
    }

    /// Ends the piece at hand before `at`.
    fn cut(&mut self, at: usize) {
        if !self.section.is_empty() {
            let section = &self.text[self.section.clone()];
            self.made.push(Piece { section, entries: &self.text[self.from.at..at], from: self.from });
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
    fn each_entry_is_told_with_its_place_in_the_file() {
        let text = "# head\nfacts:\n  # of a\n  a: {x: y}\n  b:\n    x: y\nlists: {a: [b],\n  c: [d]}\ncodes:\n\n- code: 1\n  x: y\n- code: 2\n";
        let entries = entries(text).unwrap();
        let told: Vec<(&str, usize)> = entries.iter().map(|piece| (piece.entries.trim(), piece.line(2))).collect();
        assert_eq!(
            told,
            [
                ("# of a\n  a: {x: y}", 3),
                ("b:\n    x: y", 5),
                ("c: [d]}", 8),
                ("- code: 1\n  x: y", 10),
                ("- code: 2", 13),
            ]
        );
        assert_eq!(entries[2].line(1), 7, "what stands on the line of the section");
        assert_eq!(entries[4].renumbered("codes[0].x: no"), "codes[1].x: no");
        assert_eq!(entries[1].renumbered("facts.b: no"), "facts.b: no");
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
