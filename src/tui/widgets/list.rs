//! A selection in a list and the window on it: numbers only, so that it serves every list.

/// Which line is selected, and which stands at the top of the window. Clamped when something changes, never by drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    selected: usize,
    top: usize,
}

/// A way to move in a list or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// By lines, down or up
    By(isize),
    /// By windows, down or up
    Pages(isize),
    /// By half windows, down or up
    Halves(isize),
    /// To the first line
    First,
    /// To the last line
    Last,
}

impl Move {
    /// The line that this leads to from `from`, among `count`, in a window of `height` lines.
    #[must_use]
    pub fn from(self, from: usize, count: usize, height: usize) -> usize {
        let signed = |lines: usize| isize::try_from(lines).unwrap_or(isize::MAX);
        let by = match self {
            Self::By(lines) => lines,
            Self::Pages(pages) => pages.saturating_mul(signed(height.saturating_sub(1).max(1))),
            Self::Halves(halves) => halves.saturating_mul(signed((height / 2).max(1))),
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        };
        from.saturating_add_signed(by).min(count.saturating_sub(1))
    }
}

impl ListState {
    /// The selected line.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first line of the window.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Selects a line.
    pub const fn select(&mut self, line: usize) {
        self.selected = line;
    }

    /// Moves the selection.
    pub fn go(&mut self, step: Move, count: usize, height: usize) {
        self.selected = step.from(self.selected, count, height);
        self.layout(count, height);
    }

    /// Brings selection and window back into a list of `count` lines, seen through a window of `height`.
    pub fn layout(&mut self, count: usize, height: usize) {
        let height = height.max(1);
        self.selected = self.selected.min(count.saturating_sub(1));
        let lowest = self.selected.saturating_sub(height - 1);
        self.top = self.top.clamp(lowest, self.selected).min(count.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::{ListState, Move};

    #[test]
    fn the_window_follows_the_selection() {
        let mut list = ListState::default();
        for (step, selected, top) in [
            (Move::By(-1), 0, 0),
            (Move::By(1), 1, 0),
            (Move::Pages(1), 5, 1),
            (Move::Last, 9, 5),
            (Move::Halves(-1), 7, 5),
            (Move::By(-4), 3, 3),
            (Move::First, 0, 0),
        ] {
            list.go(step, 10, 5);
            assert_eq!((list.selected(), list.top()), (selected, top), "{step:?}");
        }
        list.go(Move::Last, 10, 5);
        list.layout(2, 5);
        assert_eq!((list.selected(), list.top()), (1, 0), "a shorter list pulls both back");
        list.layout(0, 0);
        assert_eq!((list.selected(), list.top()), (0, 0));
    }
}
