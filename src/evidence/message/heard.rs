//! A text with all that was found in it, and the way from what was found back to the words and lines of the text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use crate::catalogue::Catalogue;
use crate::clean::{Clean, fit, floor, width};
use crate::evidence::message::record::Records;
use crate::fact::reading::Certainty;
use crate::fact::{At, EvidenceId, Observation, Origin, Place, Value};
use crate::mask::Masked;
use crate::matching::fold::Folded;
use crate::matching::pattern::{Hit, Hits, Pattern};

/// The bytes of a text that are looked at: its beginning, and its end.
const HEAD: usize = 256 * 1024;
const TAIL: usize = 64 * 1024;

/// Cells of the words that are quoted, and how many of them stand before what was found.
const QUOTED: usize = 160;
const BEFORE: usize = 60;

/// The beginning and the end of a text, and how many lines between them are left out.
pub(super) fn ends_of(text: &str) -> (Cow<'_, str>, usize) {
    if text.len() <= HEAD + TAIL {
        return (text.into(), 0);
    }
    let (head, tail) = (floor(text, HEAD), floor(text, text.len() - TAIL));
    let left_out = memchr_iter(b'\n', &text.as_bytes()[head..tail]).count();
    (format!("{}\n{}", &text[..head], &text[tail..]).into(), left_out.saturating_sub(1))
}

/// A text with all that was found in it.
pub(super) struct Heard<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) evidence: EvidenceId,
    pub(super) text: &'a str,
    /// The whole text
    pub(super) masked: &'a Masked,
    /// Lines between the beginning and the end
    pub(super) left_out: usize,
    pub(super) folded: &'a Folded,
    pub(super) ends: LineEnds,
    pub(super) hits: Hits,
    pub(super) records: Records,
}

/// Where lines end: a place is told by its line, and there are as many places as bytes.
pub(super) struct LineEnds {
    /// In the text
    text: Vec<usize>,
    /// In the folded one
    folded: Vec<usize>,
}

impl LineEnds {
    pub(super) fn of(text: &str, folded: &Folded) -> Self {
        let ends = |text: &str| memchr_iter(b'\n', text.as_bytes()).collect();
        Self { text: ends(text), folded: ends(folded.as_str()) }
    }
}

/// A code that something speaks for.
pub(super) struct Voice<'a> {
    pub(super) code: u16,
    pub(super) certainty: Certainty,
    pub(super) at: Range<usize>,
    pub(super) pattern: Option<&'a Pattern>,
}

impl Voice<'_> {
    /// Whether it is as sure in a text about a deployment: a number that is named, or words that only a call has.
    pub(super) fn outlasts_deploying(&self) -> bool {
        self.pattern.is_none_or(|pattern| pattern.takes.is_some() || pattern.distinct)
    }
}

impl<'a> Heard<'a> {
    /// The pattern that a hit is one of.
    pub(super) fn pattern(&self, hit: &Hit) -> Option<&'a Pattern> {
        self.catalogue.patterns().all.get(hit.pattern)
    }

    pub(super) fn observation(&self, value: Value, at: &Range<usize>) -> Observation {
        Observation { value, origin: Origin::Evidence(self.place(at)), quote: Some(self.quote(at)) }
    }

    /// The line in which a place begins.
    pub(super) fn place(&self, at: &Range<usize>) -> Place {
        let start = self.folded.original(at).start.min(self.text.len());
        let before = self.ends.text.partition_point(|end| *end < start);
        let left_out = if start > HEAD { self.left_out } else { 0 };
        let line = (before + left_out + 1).saturating_add_signed(self.more_lines(start));
        Place { evidence: self.evidence, at: At::Line(line as u64) }
    }

    /// How many lines secrets took away before a place.
    fn more_lines(&self, at: usize) -> isize {
        let cut = self.masked.len().saturating_sub(self.text.len());
        // behind the cut, which a line end stands for
        let original = if at > HEAD { at + cut } else { at };
        self.masked.more_lines_before(original)
    }

    /// The words at a place, with those around them on the same line.
    pub(super) fn quote(&self, at: &Range<usize>) -> Clean {
        let text = self.folded.as_str();
        let before = self.ends.folded.partition_point(|end| *end < at.start);
        let line = before.checked_sub(1).and_then(|end| self.ends.folded.get(end)).map_or(0, |end| end + 1);
        let to = self.ends.folded.get(before).copied().unwrap_or(text.len());
        let is_short = to - line <= QUOTED * 8 && width(&text[line..to]) <= QUOTED;
        let from = if is_short { line } else { begin(&text[line..at.start]) + line };
        let original = self.folded.original(&(from..to));
        let words = self.text.get(original).unwrap_or_default();
        let words = Clean::new(&words[..floor(words, words.len().min(QUOTED * 8))]);
        Clean::new(fit(words.trim(), QUOTED).0)
    }
}

/// Where a quotation begins so that few words stand before its end, none of them torn.
fn begin(line: &str) -> usize {
    let Some((near, _)) = line.char_indices().rev().nth(BEFORE) else { return 0 };
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '(' | '[' | '，' | '。' | '：');
    line[near..].char_indices().find(|(_, c)| parts(*c)).map_or(line.len(), |(part, c)| near + part + c.len_utf8())
}

/// Whether two places share a byte.
pub(super) const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
