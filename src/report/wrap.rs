//! Lines of a given width, for screens and pipes alike: Chinese punctuation begins no line, a wide character is never
//! cut, what would be copied wrong (an option, a path, an address, a quotation) stands whole wherever a line holds it, and a
//! word longer than the line is cut between what a person calls characters.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use crate::clean::width as cells;

/// The lines of `text`, none wider than `width` cells where `width` is 2 or more. Blanks at a break are dropped; a line
/// break in the text is kept. There is always a line, if an empty one.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    each(text, width, |line| lines.push(&text[line]));
    lines
}

/// Calls `visit` with the place of each line of `text`, in order, and keeps none: for whoever stores places beside the
/// text instead of its parts.
pub fn each(text: &str, width: usize, mut visit: impl FnMut(Range<usize>)) {
    let mut start = 0;
    for paragraph in text.split('\n') {
        each_of_paragraph(paragraph, width.max(1), |line| visit(start + line.start..start + line.end));
        start += paragraph.len() + 1;
    }
}

fn each_of_paragraph(text: &str, width: usize, visit: impl FnMut(Range<usize>)) {
    let text = text.trim_end();
    let mut lines = Lines { text, width, visit, line: Line { start: 0, end: 0, cells: 0 } };
    // no character takes more cells than bytes, so the short ones need no look at all
    if text.len() <= width {
        return (lines.visit)(0..text.len());
    }
    let mut quotes = Quotes { text, width, kept: 0..0 };
    let (mut from, mut seen) = (0, 0);
    for (to, _) in linebreaks(text) {
        // the rules keep a blank and a slash together, which is a path to us
        let blanks = text[seen..to].match_indices(' ').map(|(at, _)| seen + at + 1).filter(|at| *at < to);
        for at in blanks.chain([to]) {
            if at == text.len() || (is_border(text, at) && !quotes.hold(at)) {
                lines.fill(from..at);
                from = at;
            }
        }
        seen = to;
    }
    (lines.visit)(lines.line.start..lines.line.end);
}

/// Whether a line may end here: not before a blank or what closes something, and not between two letters of ASCII. What is
/// written there in one piece (an option, a path, an address, a UUID) is copied in one piece.
fn is_border(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at(at);
    let (before, behind) = (before.chars().next_back(), behind.chars().next());
    let blank = before == Some(' ');
    if blank && behind.is_some_and(|c| c == ' ' || (!c.is_ascii() && CLOSERS.contains(c))) {
        return false;
    }
    !(is_piece(before) && is_piece(behind))
}

fn is_piece(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii() && !c.is_ascii_whitespace())
}

/// The most bytes that a cell is taken to need.
const LONGEST: usize = 32;
/// What begins a quotation, and what ends it.
const QUOTES: [(char, char); 3] = [('"', '"'), ('`', '`'), ('“', '”')];
/// What may stand before the first and behind the last letter of a piece, and does not belong to it.
const OPENERS: &str = "\"'`([{<“‘（《「【";
const CLOSERS: &str = "\"'`)]}>,.;:!?”’）》」】，。；：！？、…";

/// The quotations of a paragraph, from left to right. One that fits a line stays whole.
struct Quotes<'t> {
    text: &'t str,
    width: usize,
    /// The last one that was found, or what was looked at in vain
    kept: Range<usize>,
}

impl Quotes<'_> {
    /// Whether a break lies within a quotation; to be asked in ascending order.
    fn hold(&mut self, at: usize) -> bool {
        while self.kept.end < at && self.find(at) {}
        self.kept.start < at && at < self.kept.end
    }

    /// Goes on to the next quotation that begins before `at`; whether there is one.
    fn find(&mut self, at: usize) -> bool {
        let from = self.kept.end;
        let found = quotation(self.text, from..at, self.width);
        self.kept = found.clone().unwrap_or(at..at);
        found.is_some()
    }
}

/// The first quotation that begins in `within` and fits a line.
fn quotation(text: &str, within: Range<usize>, width: usize) -> Option<Range<usize>> {
    let mut from = within.start;
    while from < within.end {
        let (start, open) = text[from..within.end].char_indices().find(|(_, c)| is_open(*c))?;
        let start = from + start;
        from = start + open.len_utf8();
        // behind a letter it closes one that was too long
        if text[..start].chars().next_back().is_some_and(|c| c.is_ascii_graphic() && !OPENERS.contains(c)) {
            continue;
        }
        let close = QUOTES.iter().find(|(it, _)| *it == open).map_or(open, |(_, close)| *close);
        // what is longer than a line is no piece, so no text is looked through for the end of it
        let near = text[from..].char_indices().take(width).find(|(_, c)| *c == close);
        if let Some(end) = near.map(|(end, _)| from + end + close.len_utf8()) {
            if cells(&text[start..end]) <= width {
                return Some(start..end);
            }
            from = end;
        }
    }
    None
}

fn is_open(c: char) -> bool {
    QUOTES.iter().any(|(open, _)| *open == c)
}

/// The lines of a paragraph while they are filled.
struct Lines<'t, V> {
    text: &'t str,
    width: usize,
    visit: V,
    line: Line,
}

impl<V: FnMut(Range<usize>)> Lines<'_, V> {
    /// Adds what stands between two borders. What is wider than a line goes to pieces: at quotations and blanks, else
    /// around what is written in one piece, else where any text may break, else anywhere.
    fn fill(&mut self, part: Range<usize>) {
        let end = part.start + self.text[part.clone()].trim_end().len();
        let mut rest = part.start..end;
        while !self.fits(&rest) {
            let word = &self.text[rest.clone()];
            let blank = word.find(' ').map_or(rest.end, |blank| rest.start + blank);
            let quote = quotation(self.text, rest.start..blank, self.width).filter(|quote| quote.end <= rest.end);
            let next = quote.unwrap_or(blank..blank);
            self.word(rest.start..next.start);
            self.place(next.clone());
            let blanks = self.text[next.end..rest.end].len() - self.text[next.end..rest.end].trim_start().len();
            self.line.cells += blanks;
            rest.start = next.end + blanks;
        }
        self.place(rest);
        self.line.cells += cells(&self.text[end..part.end]);
    }

    /// Whether a part fits a line. A very long one is not measured: it does not, but for marks without cells.
    fn fits(&self, part: &Range<usize>) -> bool {
        part.len() <= LONGEST * (self.width + 1) && cells(&self.text[part.clone()]) <= self.width
    }

    /// Adds a word without blanks and quotations. What is written in one piece stays whole if a line holds it, with what
    /// closes it if that fits as well.
    fn word(&mut self, word: Range<usize>) {
        if self.fits(&word) {
            return self.place(word);
        }
        let mut rest = word;
        while !rest.is_empty() {
            let text = &self.text[rest.clone()];
            let open = text.len() - text.trim_start_matches(|c| OPENERS.contains(c)).len();
            let run = text[open..].find(|c: char| !c.is_ascii()).map_or(text.len(), |end| open + end);
            let core = open + text[open..run].trim_end_matches(|c| CLOSERS.contains(c)).len();
            let closed = core + text[core..].len() - text[core..].trim_start_matches(|c| CLOSERS.contains(c)).len();
            let first = text.chars().next().map_or(0, char::len_utf8);
            let end = if core > open { closed } else { open.max(first).max(closed) };
            let (begin, core) = (rest.start, rest.start + open..rest.start + core);
            let whole =
                [begin..begin + end, core.start..begin + end, core.clone()].into_iter().find(|it| self.fits(it));
            let whole = whole.filter(|_| !core.is_empty() || begin + end > begin).unwrap_or(begin..begin + end);
            for piece in [begin..whole.start, whole.clone(), whole.end..begin + end] {
                if self.fits(&piece) { self.place(piece) } else { self.tear(piece) }
            }
            rest.start = begin + end;
        }
    }

    /// Adds a word that fits a line.
    fn place(&mut self, word: Range<usize>) {
        if word.is_empty() {
            return;
        }
        let wide = cells(&self.text[word.clone()]);
        if self.line.cells + wide > self.width {
            self.end(word.start);
        }
        self.line.cells += wide;
        self.line.end = word.end;
    }

    /// Adds a word that is wider than a line.
    fn tear(&mut self, word: Range<usize>) {
        let text = self.text;
        let mut from = word.start;
        for (to, _) in linebreaks(&text[word.clone()]) {
            let part = from..word.start + to;
            from = part.end;
            if self.fits(&part) { self.place(part) } else { self.cut(part) }
        }
    }

    /// Adds a word that is wider than a line and breaks nowhere.
    fn cut(&mut self, word: Range<usize>) {
        self.end(word.start);
        let text = self.text;
        for (offset, character) in text[word.clone()].grapheme_indices(true) {
            let wide = cells(character);
            if self.line.cells > 0 && self.line.cells + wide > self.width {
                self.line.end = word.start + offset;
                self.end(word.start + offset);
            }
            self.line.cells += wide;
        }
        self.line.end = word.end;
    }

    /// Ends the line, if anything stands in it; the next one begins at `start`.
    fn end(&mut self, start: usize) {
        if self.line.end > self.line.start {
            (self.visit)(self.line.start..self.line.end);
        }
        self.line = Line { start, end: start, cells: 0 };
    }
}

/// The line being filled.
struct Line {
    start: usize,
    /// Behind its last word
    end: usize,
    /// Up to where the next word begins
    cells: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};
    use unicode_segmentation::UnicodeSegmentation;

    use super::wrap;
    use crate::clean::width as cells;

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        for (text, width, expected) in [
            ("", 10, &[""][..]),
            ("short", 10, &["short"]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three  ", 8, &["one two", "three"]),
            ("a  b", 80, &["a  b"]),
            ("first\nsecond\n\nlast", 80, &["first", "second", "", "last"]),
            ("平台只探测端口。", 8, &["平台只探", "测端口。"]),
            ("平台只探测，端口", 10, &["平台只探", "测，端口"]),
            ("（平台）探测", 7, &["（平", "台）探", "测"]),
            ("云函数", 3, &["云", "函", "数"]),
            ("监听127.0.0.1吗", 9, &["监听", "127.0.0.1", "吗"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("see abcdefgh i", 4, &["see", "abcd", "efgh", "i"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("👩‍👩‍👧👩‍👩‍👧", 2, &["👩‍👩‍👧", "👩‍👩‍👧"]),
            ("  indented words", 10, &["  indented", "words"]),
            ("云", 1, &["云"]),
            ("run it with --read-only", 16, &["run it with", "--read-only"]),
            ("write below /tmp only", 14, &["write below", "/tmp only"]),
            ("a ) b", 3, &["a )", "b"]),
            ("on \"0.0.0.0\", not", 10, &["on", "\"0.0.0.0\",", "not"]),
            ("says \"exec format error\" twice", 22, &["says", "\"exec format error\"", "twice"]),
            ("参数--read-only；用", 12, &["参数", "--read-only", "；用"]),
            ("a/b/c/d/e/f", 5, &["a/b/", "c/d/", "e/f"]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text:?} at {width}");
        }
    }

    /// What is copied in one piece.
    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            "--?[a-z]{1,8}(-[a-z]{1,6}){0,2}(=[a-z0-9/]{1,6})?",
            "(/[a-z_.]{0,6}[a-z]){1,4}",
            "[0-9]{1,3}(\\.[0-9]{1,3}){3}(:[0-9]{2,5})?",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "https://[a-z]{2,9}(\\.[a-z]{2,5}){1,2}(/[a-z?=&%-]{0,8}[a-z]){0,3}",
            "\"[a-z0-9.]{1,5}( [a-z0-9./-]{1,7}){0,3}\"",
            "`[a-z]{1,5}( -[a-z]{1,5}){0,2}`",
            "“[a-z 端口]{1,9}”",
        ]
    }

    proptest! {
        #[test]
        fn what_is_copied_in_one_piece_stands_on_one_line(
            parts in prop::collection::vec((piece(), prop::sample::select(vec![
                " ", ", ", " (", ") and ", "，", "（", "）监听", "：", "。端口", " word ", "、"])), 1..12),
            width in 4_usize..60,
        ) {
            let (mut text, mut pieces) = (String::from("端口 "), Vec::new());
            for (piece, between) in &parts {
                pieces.push(text.len()..text.len() + piece.len());
                text.extend([piece, *between]);
            }
            let mut lines = Vec::new();
            super::each(&text, width, |line| lines.push(line));
            for piece in pieces.into_iter().filter(|piece| cells(&text[piece.clone()]) <= width) {
                let holds = |line: &std::ops::Range<usize>| line.start <= piece.start && piece.end <= line.end;
                assert!(lines.iter().any(holds), "{:?} is torn at {width}: {:?}", &text[piece.clone()], wrap(&text, width));
            }
        }

        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            text in prop::collection::vec(
                prop::sample::select(vec!["a", "bc ", "云", "函数", "，", "。", "（", "）", " ", "\u{3000}", "-", "/", "\n", "é", "e\u{301}", "👩‍👩‍👧", "“", "”", "1.0", "：", "한", "ไทย"]), 0..60),
            width in 2_usize..40,
            scattered in any::<String>(),
        ) {
            for text in [text.concat(), scattered] {
                let lines = wrap(&text, width);
                let mut at = 0;
                for line in &lines {
                    let start = line.as_ptr() as usize - text.as_ptr() as usize;
                    assert!(text[at..start].chars().all(char::is_whitespace), "lost {:?}", &text[at..start]);
                    at = start + line.len();
                    // one sign cannot be cut, however wide it is
                    let indivisible = line.graphemes(true).nth(1).is_none() || line.chars().any(char::is_control);
                    assert!(cells(line) <= width || indivisible, "{line:?} is wider than {width}");
                }
                assert!(text[at..].chars().all(char::is_whitespace));
            }
        }
    }
}
