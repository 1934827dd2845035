//! Numbers as lengths, each beside its figure: a picture alone tells nothing.

use crate::tui::theme::Signs;

/// `part` of `whole` as a bar in a field of `cells`. What is not nothing shows.
#[must_use]
pub fn bar(part: u64, whole: u64, cells: usize, signs: &Signs) -> String {
    let room = cells as u128 * 8;
    let eighths = u128::from(part.min(whole)) * room / u128::from(whole.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(usize::from(part > 0));
    let [.., full] = signs.bar;
    let mut bar = full.repeat(eighths / 8);
    if let Some(rest) = (eighths % 8).checked_sub(1) {
        bar.push_str(signs.bar[rest]);
    }
    let drawn = eighths.div_ceil(8);
    bar.extend(std::iter::repeat_n(' ', cells.saturating_sub(drawn)));
    bar
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::clean::width;
    use crate::tui::theme::Theme;

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
            let drawn = bar(part, whole, 4, Theme::plain().signs);
            assert_eq!((drawn.as_str(), width(&drawn)), (expected, 4), "{part} of {whole}");
        }
    }
}
