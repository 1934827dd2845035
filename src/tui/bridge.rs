//! Fewer and shorter writes: a short run of cells that stay as they are is written again instead of jumped over.
//!
//! A jump of the cursor takes eight bytes, and two texts of one language share a letter in every tenth place. What a
//! frame costs is mostly what the terminal has to read.

use ratatui::buffer::{Buffer, Cell};

use crate::clean::width;

/// The longest run that is cheaper to write than to jump over.
const LONGEST: u16 = 8;

/// `updates`, the cells of `next` that changed, with the short runs between them.
pub(super) fn bridged<'a>(
    updates: impl Iterator<Item = (u16, u16, &'a Cell)>,
    next: &'a Buffer,
) -> impl Iterator<Item = (u16, u16, &'a Cell)> {
    let mut behind = None;
    updates.flat_map(move |(x, y, cell)| {
        let from = match behind {
            Some((end, row)) if row == y && end < x && x - end <= LONGEST && all_like(next, end..x, y, cell) => end,
            _ => x,
        };
        behind = Some((x.saturating_add(cells(cell)), y));
        (from..x).filter_map(move |x| next.cell((x, y)).map(|cell| (x, y, cell))).chain([(x, y, cell)])
    })
}

/// Whether the cells need no other style than `cell`, and are of one byte each.
fn all_like(next: &Buffer, mut columns: std::ops::Range<u16>, y: u16, cell: &Cell) -> bool {
    columns.all(|x| {
        next.cell((x, y)).is_some_and(|other| {
            other.symbol().len() == 1 && (other.fg, other.bg, other.modifier) == (cell.fg, cell.bg, cell.modifier)
        })
    })
}

fn cells(cell: &Cell) -> u16 {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => u16::try_from(width(symbol)).unwrap_or(1).max(1),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::bridged;

    fn written(before: &str, after: &str, dress: impl Fn(&mut Buffer)) -> String {
        let area = Rect::new(0, 0, 24, 1);
        let mut shown = Buffer::empty(area);
        shown.set_string(0, 0, before, Style::new());
        let mut next = Buffer::empty(area);
        next.set_string(0, 0, after, Style::new());
        dress(&mut next);
        let cells = bridged(shown.diff_iter(&next), &next).map(|(x, _, cell)| format!("{x}{}", cell.symbol()));
        cells.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn short_runs_are_written_and_long_ones_jumped_over() {
        let plain = |_: &mut Buffer| ();
        assert_eq!(written("a same z", "b same y", plain), "0b 1  2s 3a 4m 5e 6  7y");
        assert_eq!(written("a longer than eight z", "b longer than eight y", plain), "0b 20y");
        assert_eq!(written("same", "same", plain), "");
    }

    #[test]
    fn a_run_that_needs_another_style_or_is_wide_is_jumped_over() {
        let red = |next: &mut Buffer| next[(2, 0)].fg = Color::Red;
        assert_eq!(written("a s z", "b s y", red), "0b 2s 3  4y", "the changed one itself is written");
        assert_eq!(written("a云z", "b云y", |_| ()), "0b 3y");
        assert_eq!(written("云a z", "函b y", |_| ()), "0函 2b 3  4y", "a wide cell ends two columns on");
    }
}
