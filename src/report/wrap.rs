//! Lines of a given width, for screens and pipes alike: Chinese punctuation begins no line, a wide character is never
//! cut, and a word longer than the line is cut between what a person calls characters.

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

fn each_of_paragraph(text: &str, width: usize, mut visit: impl FnMut(Range<usize>)) {
    let text = text.trim_end();
    // no character takes more cells than bytes, so the short ones need no look at all
    if text.len() <= width {
        return visit(0..text.len());
    }
    let mut line = Line { start: 0, end: 0, cells: 0 };
    let mut from = 0;
    for (to, _) in linebreaks(text) {
        let word = text[from..to].trim_end();
        let (word_end, word_cells) = (from + word.len(), cells(word));
        if !word.is_empty() {
            if line.cells + word_cells > width {
                if line.end > line.start {
                    visit(line.start..line.end);
                }
                line = Line { start: from, end: from, cells: 0 };
            }
            if word_cells > width {
                line = cut(word, from, width, &mut visit);
            } else {
                line.cells += word_cells;
            }
            line.end = word_end;
        }
        line.cells += cells(&text[word_end..to]);
        from = to;
    }
    visit(line.start..line.end);
}

/// Cuts a word that is wider than a line; gives the line that its end begins.
fn cut(word: &str, at: usize, width: usize, visit: &mut impl FnMut(Range<usize>)) -> Line {
    let mut line = Line { start: at, end: at, cells: 0 };
    for (offset, character) in word.grapheme_indices(true) {
        let wide = cells(character);
        if line.cells > 0 && line.cells + wide > width {
            visit(line.start..at + offset);
            line = Line { start: at + offset, end: at + offset, cells: 0 };
        }
        line.cells += wide;
    }
    line
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
    use proptest::prelude::{any, prop, proptest};
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
        ] {
            assert_eq!(wrap(text, width), expected, "{text:?} at {width}");
        }
    }

    proptest! {
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
