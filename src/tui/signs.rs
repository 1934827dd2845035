//! Signs: everything that is drawn and is no text, for terminals that have them and for those that have ASCII only.

use std::borrow::Cow;

use crate::report::{page, signs};

/// Everything that is drawn and is no text. A sign is one cell wide where nothing else is said; the names of keys are as
/// long as they are.
#[derive(Debug, PartialEq, Eq)]
pub struct Signs {
    /// The border of a pane
    pub border: Border,
    /// The border of the pane that has the focus
    pub border_focus: Border,
    /// A text was cut
    pub ellipsis: &'static str,
    /// Before the selected line of the pane with the focus
    pub selected: &'static str,
    /// Before the selected line of another pane
    pub kept: &'static str,
    /// Before each line to pick from, and what counts as little
    pub bullet: &'static str,
    /// Before a line that is typed, two cells wide
    pub prompt: &'static str,
    /// Between the parts of a title
    pub dot: &'static str,
    /// Before what goes on from the line above, which was too long, two cells wide
    pub continued: &'static str,
    /// The fill of a bar, from the least to a whole cell
    pub bar: [&'static str; 8],
    /// The key Enter
    pub enter: &'static str,
    /// The arrow key up
    pub up: &'static str,
    /// The arrow key down
    pub down: &'static str,
    /// The arrow key to the left
    pub left: &'static str,
    /// The arrow key to the right
    pub right: &'static str,
    /// Signs that a page or a word brings along are put in ASCII
    ascii: bool,
}

/// The six signs of a border.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Border {
    pub top_left: &'static str,
    pub top_right: &'static str,
    pub low_left: &'static str,
    pub low_right: &'static str,
    pub flat: &'static str,
    pub upright: &'static str,
}

impl Signs {
    /// `text` with the signs of this set in place of others.
    #[must_use]
    pub fn put<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.ascii { signs::ascii(text) } else { text.into() }
    }
}

/// What stands behind the number of a choice that has a state.
#[must_use]
pub const fn state_of(role: page::Role) -> &'static str {
    match role {
        page::Role::Chosen => " ●",
        page::Role::ToDo => " [ ]",
        page::Role::Done => " [x]",
        _ => "",
    }
}

pub(super) const UNICODE: Signs = Signs {
    border: Border {
        top_left: "┌", top_right: "┐", low_left: "└", low_right: "┘", flat: "─", upright: "│"
    },
    border_focus: Border {
        top_left: "┏", top_right: "┓", low_left: "┗", low_right: "┛", flat: "━", upright: "┃"
    },
    ellipsis: "…",
    selected: "▸",
    kept: "›",
    bullet: "·",
    prompt: "/ ",
    dot: "·",
    continued: "┆ ",
    bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    enter: "↵",
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    ascii: false,
};

pub(super) const ASCII: Signs = Signs {
    border: Border { top_left: "+", top_right: "+", low_left: "+", low_right: "+", flat: "-", upright: "|" },
    border_focus: Border { top_left: "#", top_right: "#", low_left: "#", low_right: "#", flat: "=", upright: "#" },
    ellipsis: "~",
    selected: ">",
    kept: "-",
    bullet: "-",
    prompt: "/ ",
    dot: "-",
    continued: ": ",
    bar: ["-", "-", "-", "-", "=", "=", "=", "#"],
    enter: "Enter",
    up: "Up",
    down: "Down",
    left: "Left",
    right: "Right",
    ascii: true,
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ASCII, Signs, UNICODE};
    use crate::clean::width;

    /// Every sign, but for the names of keys, which stand in running text.
    fn cells(signs: &Signs) -> Vec<&'static str> {
        let borders = [&signs.border, &signs.border_focus];
        let sides = borders.map(|it| [it.top_left, it.top_right, it.low_left, it.low_right, it.flat, it.upright]);
        let Signs { ellipsis, selected, kept, bullet, prompt, dot, continued, .. } = signs;
        let marks = [ellipsis, selected, kept, bullet, prompt, dot, continued];
        sides.into_iter().flatten().chain(signs.bar).chain(marks.into_iter().copied()).collect()
    }

    #[test]
    fn every_set_of_signs_takes_the_same_room() {
        for (sign, other) in cells(&UNICODE).into_iter().zip(cells(&ASCII)) {
            assert_eq!(width(sign), width(other), "{sign} {other}");
            assert!(other.is_ascii(), "{other}");
        }
    }

    #[test]
    fn grades_differ_by_their_signs() {
        for signs in [&UNICODE, &ASCII] {
            let grades: BTreeSet<_> = ["✓", "●", "○", "✗"].map(|sign| signs.put(sign)).into();
            assert_eq!(grades.len(), 4, "{grades:?}");
        }
    }
}
