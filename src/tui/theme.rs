//! What things look like: roles, each with a style and, where it matters, a sign. Colour never stands alone.

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
}

/// How roles look in this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The sixteen colours of the terminal's own palette
    Colour,
    /// Bold, dim, underlined and reversed only
    Plain,
}

impl Theme {
    /// The style of a role.
    #[must_use]
    pub const fn style(self, role: Role) -> Style {
        let style = match role {
            Role::Heading
            | Role::Title
            | Role::Number
            | Role::Confirmed
            | Role::BorderFocus
            | Role::Key
            | Role::Notice => Style::new().add_modifier(Modifier::BOLD),
            Role::Match | Role::Link => Style::new().add_modifier(Modifier::UNDERLINED),
            Role::Muted | Role::RuledOut => Style::new().add_modifier(Modifier::DIM),
            Role::Plain | Role::Border | Role::Command | Role::Likely | Role::Possible | Role::Override => Style::new(),
        };
        match self {
            Self::Plain => style,
            Self::Colour => match role {
                Role::Heading | Role::Border | Role::Key | Role::Link => style.fg(Color::Cyan),
                Role::BorderFocus | Role::Number | Role::Match | Role::Likely | Role::Notice => style.fg(Color::Yellow),
                Role::Command | Role::Confirmed => style.fg(Color::Green),
                Role::Override => style.fg(Color::Magenta),
                Role::Plain | Role::Muted | Role::Title | Role::Possible | Role::RuledOut => style,
            },
        }
    }

    /// The style laid over a selected line.
    #[must_use]
    pub const fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
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

/// The sign of a state, beside the number of a choice.
#[must_use]
pub const fn sign_of(role: page::Role) -> &'static str {
    match role {
        page::Role::Chosen => " ●",
        page::Role::ToDo => " [ ]",
        page::Role::Done => " [x]",
        _ => "",
    }
}
