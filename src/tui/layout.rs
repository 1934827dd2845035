//! Where everything stands: a pure function of the size, of the kind of screen, and of what is in front.
//!
//! Two rows are not content: the first, a rule with titles in it, and the last, the keys. Between two panes stands one
//! line, and the last column stays free.

use ratatui::layout::Rect;

/// The smallest terminal that holds a screen.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Cells of the list of codes: numbers alone, with the names, with the titles, with the phases.
pub const RAIL: u16 = 6;
const NAMES: u16 = 28;
const TITLES: u16 = 66;
const PHASES: u16 = 80;

/// From these widths on, screens have more columns.
const PAIR: u16 = 60;
const USUAL: u16 = 80;
const WIDE: u16 = 120;
const WIDEST: u16 = 160;
/// From this height on, two panes stand one above the other where the screen has that form.
const TALL: u16 = 20;
/// Cells between two panes: a blank, the line, a blank.
const GAP: u16 = 3;

/// One of the two panes of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list, the question, the steps
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

/// How a screen shares out its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A list and what is marked in it: the pane with the focus gets the room
    List,
    /// A question and what stands beside it: the same
    Question,
    /// A page and what belongs to it: below it while there is no room beside it
    Page,
    /// One pane
    Single,
}

/// Every rectangle of a frame. What is not shown has an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The whole terminal
    pub area: Rect,
    /// The first row: where a person is
    pub top: Rect,
    /// The list, the question, the steps
    pub main: Rect,
    /// What belongs to it
    pub side: Rect,
    /// The line between two panes side by side, or the row with the title of the lower one
    pub between: Rect,
    /// The line of keys
    pub footer: Rect,
    /// What opens over the panes: help, palette, why
    pub overlay: Rect,
    /// Both panes are shown; else one at a time
    pub both: bool,
}

/// Lays out a terminal of this size; `front` has the focus, `zoom` gives it all the room.
#[must_use]
pub fn layout(width: u16, height: u16, form: Form, front: Pane, zoom: bool) -> Layout {
    let area = Rect::new(0, 0, width, height);
    let top = Rect { height: height.min(1), ..area };
    let footer = Rect { y: height.saturating_sub(1), height: u16::from(height > 1), ..area };
    let body = Rect { y: top.height, height: height.saturating_sub(2), width: width.saturating_sub(1), ..area };
    let none = Rect { width: 0, height: 0, ..body };
    let left = if zoom { None } else { left(width, form, front) };
    let stacked = !zoom && form == Form::Page && left.is_none() && width >= PAIR && height >= TALL;
    let (main, between, side) = match (left, front) {
        (Some(left), _) => {
            let right = body.x + left + GAP;
            let between = Rect { x: body.x + left + 1, width: 1, ..body };
            (Rect { width: left, ..body }, between, Rect { x: right, width: body.width.saturating_sub(right), ..body })
        }
        (None, _) if stacked => {
            let upper = body.height * 3 / 5;
            let between = Rect { y: body.y + upper, height: 1, width, ..body };
            let low = Rect { y: between.y + 1, height: body.height - upper - 1, ..body };
            (Rect { height: upper, ..body }, between, low)
        }
        (None, Pane::Main) => (body, none, none),
        (None, Pane::Side) => (none, none, body),
    };
    let over = Rect { width, ..body };
    Layout { area, top, main, side, between, footer, overlay: overlay(over), both: left.is_some() || stacked }
}

/// Cells of the left pane where two stand side by side. The one with the focus has the room.
const fn left(width: u16, form: Form, front: Pane) -> Option<u16> {
    let cells = match (form, front) {
        (Form::Single, _) => return None,
        (Form::List, Pane::Main) => match width {
            WIDEST.. => PHASES,
            WIDE.. => TITLES,
            PAIR.. => NAMES,
            _ => return None,
        },
        (Form::List, Pane::Side) => match width {
            WIDEST.. => PHASES,
            WIDE.. => NAMES,
            PAIR.. => RAIL,
            _ => return None,
        },
        (Form::Question, front) => match (width, front) {
            (WIDEST.., _) => 86,
            (WIDE.., _) => 70,
            (USUAL.., Pane::Main) => width - 30,
            (USUAL.., Pane::Side) => 27,
            _ => return None,
        },
        (Form::Page, _) => match width {
            WIDEST.. => 86,
            WIDE.. => 70,
            _ => return None,
        },
    };
    Some(cells)
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
    Rect { x: (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use ratatui::layout::Rect;

    use super::{Form, Pane, layout};

    #[test]
    fn the_pane_with_the_focus_gets_the_room() {
        for (width, front, main, side) in [
            (80, Pane::Main, (0, 28), (31, 48)),
            (80, Pane::Side, (0, 6), (9, 70)),
            (120, Pane::Main, (0, 66), (69, 50)),
            (120, Pane::Side, (0, 28), (31, 88)),
            (200, Pane::Side, (0, 80), (83, 116)),
            (40, Pane::Main, (0, 39), (0, 0)),
            (40, Pane::Side, (0, 0), (0, 39)),
        ] {
            let layout = layout(width, 24, Form::List, front, false);
            assert_eq!(
                ((layout.main.x, layout.main.width), (layout.side.x, layout.side.width)),
                (main, side),
                "{width}"
            );
        }
        let zoomed = layout(80, 24, Form::List, Pane::Main, true);
        assert_eq!((zoomed.main, zoomed.side.area()), (Rect::new(0, 1, 79, 22), 0));
        let stacked = layout(80, 24, Form::Page, Pane::Main, false);
        assert_eq!((stacked.main.bottom(), stacked.between.y, stacked.side.y), (14, 14, 15));
        let small = |width, height| layout(width, height, Form::List, Pane::Main, false).too_small();
        assert_eq!([small(40, 12), small(39, 12), small(40, 11)], [false, true, true]);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_terminal(width in 0_u16..400, height in 0_u16..200, zoom in any::<bool>()) {
            for form in [Form::List, Form::Question, Form::Page, Form::Single] {
                for front in [Pane::Main, Pane::Side] {
                    let layout = layout(width, height, form, front, zoom);
                    let parts = [layout.top, layout.main, layout.between, layout.side, layout.footer];
                    for part in parts.into_iter().chain([layout.overlay]) {
                        assert_eq!(part.intersection(layout.area), part, "{layout:?}");
                    }
                    for (at, one) in parts.iter().enumerate() {
                        for other in &parts[at + 1..] {
                            assert!(one.intersection(*other).area() == 0, "{layout:?}");
                        }
                    }
                }
            }
        }
    }
}
