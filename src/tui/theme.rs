//! What things look like: five inks for the roles of what is drawn, and a set of signs. Colour never stands alone.

use ratatui::style::{Color, Modifier, Style};

use crate::report::page;
use crate::tui::palette::{self, Inks, Rgb};
use crate::tui::signs::{ASCII, UNICODE};

pub use crate::tui::signs::{Border, Signs, state_of};

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Plain,
    /// The one line of a screen that matters
    First,
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
    Done,
    Likely,
    Possible,
    RuledOut,
    Override,
    Notice,
    Selected,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 20] = [
        Self::Plain,
        Self::First,
        Self::Muted,
        Self::Heading,
        Self::Border,
        Self::BorderFocus,
        Self::Title,
        Self::Number,
        Self::Match,
        Self::Command,
        Self::Link,
        Self::Key,
        Self::Confirmed,
        Self::Done,
        Self::Likely,
        Self::Possible,
        Self::RuledOut,
        Self::Override,
        Self::Notice,
        Self::Selected,
    ];
}

/// How roles look in this terminal, and which signs it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Colours that can be read on the background; none where it is unknown, or the terminal has too few
    inks: Option<&'static Inks>,
    /// The terminal is asked for its background, and the colours follow what it says
    asks: bool,
    /// What is drawn that is no text
    pub signs: &'static Signs,
}

impl Theme {
    /// Bold, underlined and reversed only.
    #[must_use]
    pub const fn plain() -> Self {
        Self { inks: None, asks: false, signs: &UNICODE }
    }

    /// The same, with signs that every terminal has.
    #[must_use]
    pub const fn ascii() -> Self {
        Self::plain().in_ascii()
    }

    /// Colours for a black background.
    #[must_use]
    pub const fn dark() -> Self {
        Self { inks: Some(&palette::DARK), ..Self::plain() }
    }

    /// Colours for a white background.
    #[must_use]
    pub const fn light() -> Self {
        Self { inks: Some(&palette::LIGHT), ..Self::plain() }
    }

    /// Colours for this background; none where it is unknown or nothing can be read on it.
    #[must_use]
    pub fn on(background: Option<Rgb>) -> Self {
        Self { inks: background.and_then(palette::readable), ..Self::plain() }
    }

    /// The same, with signs that every terminal has.
    #[must_use]
    pub const fn in_ascii(self) -> Self {
        Self { signs: &ASCII, ..self }
    }

    /// The same; but the terminal is asked for its background.
    #[must_use]
    pub const fn asking(self) -> Self {
        Self { asks: true, ..self }
    }

    /// Whether the terminal is to be asked for its background.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.asks
    }

    /// The terminal has said which background it has; nothing changes where it was not asked.
    pub fn hear(&mut self, background: Rgb) {
        if self.asks {
            self.inks = palette::readable(background);
        }
    }

    /// The style of a role.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        let Some(Inks { quiet, accent, alarm, good }) = self.inks else { return without_colour(role) };
        match role {
            Role::Plain | Role::Command | Role::Likely | Role::Possible => Style::new(),
            Role::First | Role::Title => BOLD,
            Role::Muted | Role::Border | Role::RuledOut => Style::new().fg(Color::Indexed(*quiet)),
            Role::Heading | Role::Number | Role::Key | Role::Notice => Style::new().fg(Color::Indexed(*accent)),
            Role::BorderFocus => BOLD.fg(Color::Indexed(*accent)),
            Role::Match => BOLD.fg(Color::Indexed(*accent)).add_modifier(Modifier::UNDERLINED),
            Role::Link => UNDERLINED.fg(Color::Indexed(*accent)),
            Role::Confirmed | Role::Override => Style::new().fg(Color::Indexed(*alarm)),
            Role::Done => Style::new().fg(Color::Indexed(*good)),
            Role::Selected => REVERSED,
        }
    }
}

/// How a role looks where no colour is known to be readable.
const fn without_colour(role: Role) -> Style {
    match role {
        Role::First | Role::BorderFocus | Role::Title => BOLD,
        Role::Heading | Role::Match | Role::Link | Role::Key => UNDERLINED,
        Role::Selected => REVERSED,
        _ => Style::new(),
    }
}

/// How a choice looks.
#[must_use]
pub const fn role_of(role: page::Role) -> Role {
    match role {
        page::Role::Answer | page::Role::Chosen | page::Role::ToDo => Role::Number,
        page::Role::Done => Role::Done,
        page::Role::Confirmed => Role::Confirmed,
        page::Role::Likely => Role::Likely,
        page::Role::Possible => Role::Possible,
        page::Role::RuledOut => Role::RuledOut,
        page::Role::Override => Role::Override,
        page::Role::Current => Role::First,
        page::Role::Muted => Role::Muted,
    }
}

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{Role, Theme};
    use crate::tui::palette::Rgb;

    #[test]
    fn a_theme_follows_what_the_terminal_says_only_where_it_was_asked() {
        let black = Rgb(0, 0, 0);
        for theme in [Theme::plain(), Theme::ascii(), Theme::light()] {
            let mut told = theme;
            told.hear(black);
            assert_eq!(told, theme);
        }
        let mut asked = Theme::on(None).asking();
        asked.hear(black);
        assert_eq!(asked, Theme::dark().asking());
        asked.hear(Rgb(255, 255, 255));
        assert_eq!(asked, Theme::light().asking());
        asked.hear(Rgb(119, 119, 119));
        assert_eq!(asked, Theme::plain().asking(), "nothing can be read on it");
    }

    /// Faint letters have half the contrast, and the sixteen colours are whatever the terminal makes of them.
    #[test]
    fn no_style_is_faint_or_one_of_sixteen() {
        for theme in [Theme::plain(), Theme::ascii(), Theme::dark(), Theme::light()] {
            for role in Role::ALL {
                let style = theme.style(role);
                assert!(!style.add_modifier.contains(Modifier::DIM), "{role:?}");
                assert!(matches!(style.fg, None | Some(Color::Indexed(16..))) && style.bg.is_none(), "{role:?}");
            }
        }
    }
}
