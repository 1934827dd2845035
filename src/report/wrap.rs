//! Lines of a width: breaks where the language allows one, so that Chinese punctuation does not begin a line.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::clean::{fit, width};

/// Cuts `text` into pieces of at most `cells` cells. A wide character is never cut; a word that is longer than a line
/// is cut where the line ends. Line breaks in `text` begin a new piece.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<&str> {
    let cells = cells.max(2);
    if text.len() <= cells && text.is_ascii() && !text.contains('\n') {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let (mut start, mut end, mut taken) = (0, 0, 0);
    for (at, opportunity) in linebreaks(text) {
        let part = &text[end..at];
        let wide = width(part.trim_end());
        if taken > 0 && taken + wide > cells {
            pieces.push(text[start..end].trim_end());
            (start, taken) = (end, 0);
        }
        taken += width(part);
        end = at;
        while width(text[start..end].trim_end()) > cells {
            let (head, _) = fit(&text[start..end], cells);
            let cut = head.len().max(text[start..].chars().next().map_or(1, char::len_utf8));
            pieces.push(&text[start..start + cut]);
            start += cut;
            taken = width(&text[start..end]);
        }
        if opportunity == BreakOpportunity::Mandatory {
            pieces.push(text[start..end].trim_end());
            (start, taken) = (end, 0);
        }
    }
    if pieces.is_empty() { vec![""] } else { pieces }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, proptest};

    use super::wrap;
    use crate::clean::width;

    #[test]
    fn lines_break_where_the_language_allows() {
        for (text, cells, expected) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one two", 80, vec!["one two"]),
            ("云函数超时，请检查", 10, vec!["云函数超", "时，请检查"]),
            ("abcdefghij", 4, vec!["abcd", "efgh", "ij"]),
            ("a\nb", 10, vec!["a", "b"]),
            ("", 10, vec![""]),
            ("监听 0.0.0.0:9000 才行", 8, vec!["监听", "0.0.0.0:", "9000 才", "行"]),
        ] {
            assert_eq!(wrap(text, cells), expected, "{text} at {cells}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn nothing_but_blanks_is_lost_and_no_line_is_too_long(text in "[a-z 云函数，。“”/.\\-]{0,80}", cells in 2_usize..40) {
            let pieces = wrap(&text, cells);
            assert!(pieces.iter().all(|piece| width(piece) <= cells), "{pieces:?}");
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&pieces.concat()), bare(&text));
        }

        #[test]
        fn any_text_wraps(text in any::<String>(), cells in 0_usize..9) {
            let _ = wrap(&text, cells);
        }
    }
}
