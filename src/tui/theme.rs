//! What things look like: a theme is a table of styles by role and a set of signs. Colour never stands alone.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};

use crate::report::page;

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Plain,
    Muted,
    Heading,
    Border,
    BorderFocus,
    Title,
    Number,
    Match,
    Command,
    Link,
    Key,
    Confirmed,
    Likely,
    Possible,
    RuledOut,
    Override,
    Notice,
    Selected,
}

/// How roles look in this terminal, and which signs it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: &'static [(Role, Style)],
    /// What is drawn that is no text
    pub signs: &'static Signs,
}

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
    /// What stands for the signs that a page or a word brings along
    stand_ins: &'static [(char, char)],
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

impl Theme {
    /// The sixteen colours of the terminal's own palette.
    #[must_use]
    pub const fn colour() -> Self {
        Self { styles: COLOUR, signs: &UNICODE }
    }

    /// Bold, dim, underlined and reversed only.
    #[must_use]
    pub const fn plain() -> Self {
        Self { styles: PLAIN, signs: &UNICODE }
    }

    /// The same, with signs that every terminal has.
    #[must_use]
    pub const fn ascii() -> Self {
        Self { styles: PLAIN, signs: &ASCII }
    }

    /// The style of a role; one that the theme does not name is plain.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.iter().find(|(named, _)| *named == role).map_or_else(Style::new, |(_, style)| *style)
    }
}

impl Signs {
    /// `text` with the signs of this set in place of others.
    #[must_use]
    pub fn put<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let other = |c: char| self.stand_ins.iter().find(|(sign, _)| *sign == c).map(|(_, other)| *other);
        if self.stand_ins.is_empty() || !text.contains(|c| other(c).is_some()) {
            return text.into();
        }
        text.chars().map(|c| other(c).unwrap_or(c)).collect()
    }
}

/// How a choice looks.
#[must_use]
pub const fn role_of(role: page::Role) -> Role {
    match role {
        page::Role::Answer | page::Role::Chosen | page::Role::ToDo => Role::Number,
        page::Role::Done | page::Role::Confirmed => Role::Confirmed,
        page::Role::Likely => Role::Likely,
        page::Role::Possible => Role::Possible,
        page::Role::RuledOut => Role::RuledOut,
        page::Role::Override => Role::Override,
        page::Role::Current => Role::Notice,
        page::Role::Muted => Role::Muted,
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

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const DIM: Style = Style::new().add_modifier(Modifier::DIM);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

const PLAIN: &[(Role, Style)] = &[
    (Role::Muted, DIM),
    (Role::Heading, BOLD),
    (Role::BorderFocus, BOLD),
    (Role::Title, BOLD),
    (Role::Number, BOLD),
    (Role::Match, UNDERLINED),
    (Role::Link, UNDERLINED),
    (Role::Key, BOLD),
    (Role::Confirmed, BOLD),
    (Role::RuledOut, DIM),
    (Role::Notice, BOLD),
    (Role::Selected, REVERSED),
];

const COLOUR: &[(Role, Style)] = &[
    (Role::Muted, DIM),
    (Role::Heading, BOLD.fg(Color::Cyan)),
    (Role::Border, Style::new().fg(Color::Cyan)),
    (Role::BorderFocus, BOLD.fg(Color::Yellow)),
    (Role::Title, BOLD),
    (Role::Number, BOLD.fg(Color::Yellow)),
    (Role::Match, UNDERLINED.fg(Color::Yellow)),
    (Role::Command, Style::new().fg(Color::Green)),
    (Role::Link, UNDERLINED.fg(Color::Cyan)),
    (Role::Key, BOLD.fg(Color::Cyan)),
    (Role::Confirmed, BOLD.fg(Color::Green)),
    (Role::Likely, Style::new().fg(Color::Yellow)),
    (Role::RuledOut, DIM),
    (Role::Override, Style::new().fg(Color::Magenta)),
    (Role::Notice, BOLD.fg(Color::Yellow)),
    (Role::Selected, REVERSED),
];

const UNICODE: Signs = Signs {
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
    stand_ins: &[],
};

const ASCII: Signs = Signs {
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
    stand_ins: &[
        ('•', '*'),
        ('·', '-'),
        ('→', '>'),
        ('›', '>'),
        ('…', '~'),
        ('≠', '!'),
        ('–', '-'),
        ('×', 'x'),
        ('“', '"'),
        ('”', '"'),
        ('’', '\''),
        ('✓', '+'),
        ('●', '*'),
        ('○', 'o'),
        ('✗', 'x'),
        ('◆', '@'),
        ('↳', '`'),
        ('▶', '>'),
        ('━', '='),
        ('─', '-'),
        ('│', '|'),
        ('└', '`'),
        ('├', '|'),
        ('▁', '.'),
        ('▂', '.'),
        ('▃', '-'),
        ('▄', '-'),
        ('▅', '='),
        ('▆', '='),
        ('▇', '#'),
        ('█', '#'),
    ],
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
        for (sign, other) in ASCII.stand_ins {
            assert_eq!((width(&sign.to_string()), other.is_ascii()), (1, true), "{sign}");
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
