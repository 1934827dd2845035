//! Where everything stands: a pure function of the size and of what is in front.

use ratatui::layout::Rect;

/// The smallest terminal that holds a screen.
pub const SMALLEST: (u16, u16) = (40, 12);

/// From this width on, two panes stand side by side.
const WIDE: u16 = 80;
/// From this height on, two panes stand one above the other.
const TALL: u16 = 30;

/// One of the two panes of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list, the question, the steps
    #[default]
    Main,
    /// What belongs to it
    Side,
}

impl Pane {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Main => Self::Side,
            Self::Side => Self::Main,
        }
    }
}

/// Every rectangle of a frame. A pane that is not shown has an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The whole terminal
    pub area: Rect,
    /// The list, the question, the steps, with its border
    pub main: Rect,
    /// What belongs to it, with its border
    pub side: Rect,
    /// The line of keys
    pub footer: Rect,
    /// What opens over the panes: help, palette, why
    pub overlay: Rect,
    /// Two panes stand one above the other or side by side; else one is shown at a time
    pub both: bool,
}

/// Lays out a terminal of this size; `front` has the focus, `zoom` gives it all the room.
#[must_use]
pub fn layout(width: u16, height: u16, front: Pane, zoom: bool) -> Layout {
    let area = Rect::new(0, 0, width, height);
    let body = Rect { height: height.saturating_sub(1), ..area };
    let footer = Rect { y: body.height, height: height - body.height, ..area };
    let none = Rect { width: 0, height: 0, ..area };
    let both = !zoom && (width >= WIDE || height >= TALL);
    let (main, side) = match (both, front) {
        (false, Pane::Main) => (body, none),
        (false, Pane::Side) => (none, body),
        (true, _) if width >= WIDE => {
            let left = if width >= 160 { width * 2 / 5 } else { width / 2 };
            (Rect { width: left, ..body }, Rect { x: left, width: width - left, ..body })
        }
        (true, _) => {
            let top = body.height / 2;
            (Rect { height: top, ..body }, Rect { y: top, height: body.height - top, ..body })
        }
    };
    Layout { area, main, side, footer, overlay: overlay(body), both }
}

impl Layout {
    /// Whether the terminal is too small for a screen.
    #[must_use]
    pub const fn too_small(&self) -> bool {
        self.area.width < SMALLEST.0 || self.area.height < SMALLEST.1
    }

    /// The rectangle of a pane.
    #[must_use]
    pub const fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Main => self.main,
            Pane::Side => self.side,
        }
    }
}

/// What is left of a bordered rectangle for its content: a border, and a blank at each side.
#[must_use]
pub const fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

fn overlay(body: Rect) -> Rect {
    let width = body.width.min(96.max(body.width / 2)).saturating_sub(if body.width > 60 { 4 } else { 0 });
    let height = body.height.saturating_sub(if body.height > 16 { 2 } else { 0 });
    Rect { x: (body.width - width) / 2, y: (body.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use ratatui::layout::Rect;

    use super::{Pane, layout};

    #[test]
    fn wide_stands_side_by_side_narrow_stacked_small_alone() {
        let wide = layout(80, 24, Pane::Main, false);
        assert_eq!((wide.main, wide.side), (Rect::new(0, 0, 40, 23), Rect::new(40, 0, 40, 23)));
        let narrow = layout(60, 40, Pane::Main, false);
        assert_eq!((narrow.main, narrow.side), (Rect::new(0, 0, 60, 19), Rect::new(0, 19, 60, 20)));
        let small = layout(40, 12, Pane::Side, false);
        assert_eq!((small.main.area(), small.side), (0, Rect::new(0, 0, 40, 11)));
        assert!(!layout(40, 12, Pane::Main, false).too_small());
        assert!(layout(39, 12, Pane::Main, false).too_small() && layout(40, 11, Pane::Main, false).too_small());
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_terminal(width in 0_u16..400, height in 0_u16..200, zoom in any::<bool>()) {
            for front in [Pane::Main, Pane::Side] {
                let layout = layout(width, height, front, zoom);
                for part in [layout.main, layout.side, layout.footer, layout.overlay] {
                    assert_eq!(part.intersection(layout.area), part, "{layout:?}");
                }
                for (one, other) in [(layout.main, layout.side), (layout.main, layout.footer), (layout.side, layout.footer)] {
                    assert!(one.intersection(other).area() == 0, "{layout:?}");
                }
            }
        }
    }
}
