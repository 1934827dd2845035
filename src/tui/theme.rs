//! What things look like: roles, each with a style and, where it matters, a sign. Colour never stands alone.

use ratatui::style::{Color, Modifier, Style};

use crate::diagnosis::Grade;

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

/// The role of a grade.
#[must_use]
pub const fn role_of(grade: &Grade) -> Role {
    match grade {
        Grade::Confirmed(_) => Role::Confirmed,
        Grade::Likely(_) => Role::Likely,
        Grade::Possible => Role::Possible,
        Grade::RuledOut(_) => Role::RuledOut,
    }
}

/// The sign of a grade, beside its colour.
#[must_use]
pub const fn sign_of(grade: &Grade) -> &'static str {
    match grade {
        Grade::Confirmed(_) => "✓",
        Grade::Likely(_) => "●",
        Grade::Possible => "○",
        Grade::RuledOut(_) => "✗",
    }
}
