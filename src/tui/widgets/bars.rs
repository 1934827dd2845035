//! Numbers as lengths and heights, each beside its figure: a picture alone tells nothing.

const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// `part` of `whole` as a bar in a field of `cells`. What is not nothing shows.
#[must_use]
pub fn bar(part: u64, whole: u64, cells: usize) -> String {
    let room = cells as u128 * 8;
    let eighths = u128::from(part.min(whole)) * room / u128::from(whole.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(usize::from(part > 0));
    let mut bar: String = std::iter::repeat_n('█', eighths / 8).collect();
    if let Some(rest) = (eighths % 8).checked_sub(1) {
        bar.push(EIGHTHS[rest]);
    }
    let drawn = eighths.div_ceil(8);
    bar.extend(std::iter::repeat_n(' ', cells.saturating_sub(drawn)));
    bar
}

/// Counts in a row, one cell each, as high as their share of the highest; none is a blank.
#[must_use]
pub fn sparkline(counts: &[u64]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |count: u64| usize::try_from(u128::from(count) * 7 / u128::from(most)).unwrap_or(0);
    counts.iter().map(|count| if *count == 0 { ' ' } else { HEIGHTS[height(*count)] }).collect()
}

#[cfg(test)]
mod tests {
    use super::{bar, sparkline};
    use crate::clean::width;

    #[test]
    fn a_bar_fills_its_field_and_shows_what_is_not_nothing() {
        for (part, whole, expected) in [
            (0, 10, "    "),
            (1, 1_000_000, "▏   "),
            (5, 10, "██  "),
            (10, 10, "████"),
            (99, 10, "████"),
            (1, 0, "▏   "),
            (u64::MAX, u64::MAX, "████"),
        ] {
            let drawn = bar(part, whole, 4);
            assert_eq!((drawn.as_str(), width(&drawn)), (expected, 4), "{part} of {whole}");
        }
    }

    #[test]
    fn heights_are_shares_of_the_highest() {
        assert_eq!(sparkline(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(sparkline(&[]), "");
    }
}
