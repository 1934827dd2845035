//! A chord: one key and the modifiers held with it, as it is pressed and as it is written.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use terminput::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::theme::Signs;

/// The keys that have a name; every other one is written as its character, or as `F` with a number.
const NAMES: [(&str, KeyCode); 15] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

/// The modifiers, as they are written before a key.
const MODIFIERS: [(&str, KeyModifiers); 3] =
    [("Ctrl-", KeyModifiers::CTRL), ("Alt-", KeyModifiers::ALT), ("S-", KeyModifiers::SHIFT)];

/// A key chord: one key and the modifiers that are held with it. Written `q`, `Enter`, `Ctrl-z`, `S-Tab`; what is written
/// parses to the same chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    key: KeyCode,
    modifiers: KeyModifiers,
}

impl Chord {
    /// Enter, also called Return.
    pub const ENTER: Self = Self::plain(KeyCode::Enter);
    /// Escape.
    pub const ESC: Self = Self::plain(KeyCode::Esc);
    /// Tab.
    pub const TAB: Self = Self::plain(KeyCode::Tab);
    /// The space bar.
    pub const SPACE: Self = Self::key(' ');
    /// Backspace.
    pub const BACKSPACE: Self = Self::plain(KeyCode::Backspace);
    /// Delete.
    pub const DELETE: Self = Self::plain(KeyCode::Delete);
    /// The arrow up.
    pub const UP: Self = Self::plain(KeyCode::Up);
    /// The arrow down.
    pub const DOWN: Self = Self::plain(KeyCode::Down);
    /// The arrow to the left.
    pub const LEFT: Self = Self::plain(KeyCode::Left);
    /// The arrow to the right.
    pub const RIGHT: Self = Self::plain(KeyCode::Right);
    /// Home.
    pub const HOME: Self = Self::plain(KeyCode::Home);
    /// End.
    pub const END: Self = Self::plain(KeyCode::End);
    /// A page up.
    pub const PAGE_UP: Self = Self::plain(KeyCode::PageUp);
    /// A page down.
    pub const PAGE_DOWN: Self = Self::plain(KeyCode::PageDown);

    /// The key of a character.
    #[must_use]
    pub const fn key(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A function key.
    #[must_use]
    pub const fn function(number: u8) -> Self {
        Self::plain(KeyCode::F(number))
    }

    /// The same with Ctrl held. Letters with Ctrl are small ones: a terminal tells no others.
    #[must_use]
    pub const fn ctrl(self) -> Self {
        let key = match self.key {
            KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
            key => key,
        };
        Self { key, modifiers: self.modifiers.union(KeyModifiers::CTRL) }
    }

    /// The same with Shift held. A character says by itself whether Shift was held.
    #[must_use]
    pub const fn shift(self) -> Self {
        match self.key {
            KeyCode::Char(_) => self,
            key => Self { key, modifiers: self.modifiers.union(KeyModifiers::SHIFT) },
        }
    }

    /// The same with Alt held.
    #[must_use]
    pub const fn alt(self) -> Self {
        Self { modifiers: self.modifiers.union(KeyModifiers::ALT), ..self }
    }

    /// What was pressed; `None` for a key that has no name here, such as one that starts music.
    #[must_use]
    pub fn pressed(event: KeyEvent) -> Option<Self> {
        let named = |key: &KeyCode| NAMES.iter().any(|(_, named)| named == key);
        let chord = match event.code {
            key @ (KeyCode::Char(_) | KeyCode::F(_)) => Self::plain(key),
            key if named(&key) => Self::plain(key),
            _ => return None,
        };
        let held = |modifier| event.modifiers.contains(modifier);
        let chord = if held(KeyModifiers::CTRL) { chord.ctrl() } else { chord };
        let chord = if held(KeyModifiers::SHIFT) { chord.shift() } else { chord };
        Some(if held(KeyModifiers::ALT) { chord.alt() } else { chord })
    }

    /// How it is written on the screen: some keys have a sign.
    #[must_use]
    pub fn shown(self, signs: &Signs) -> String {
        let sign = match self.key {
            KeyCode::Enter => signs.enter,
            KeyCode::Up => signs.up,
            KeyCode::Down => signs.down,
            KeyCode::Left => signs.left,
            KeyCode::Right => signs.right,
            _ => return self.to_string(),
        };
        self.held().chain([sign]).collect()
    }

    /// The character that it types: a key without Ctrl or Alt.
    pub(super) const fn typed(self) -> Option<char> {
        match self.key {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// The same without Shift and Alt.
    pub(super) const fn bare(self) -> Self {
        Self { modifiers: self.modifiers.intersection(KeyModifiers::CTRL), ..self }
    }

    const fn plain(key: KeyCode) -> Self {
        Self { key, modifiers: KeyModifiers::NONE }
    }

    /// The modifiers as they are written.
    fn held(self) -> impl Iterator<Item = &'static str> {
        MODIFIERS.into_iter().filter(move |(_, modifier)| self.modifiers.contains(*modifier)).map(|(name, _)| name)
    }
}

impl Display for Chord {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.held().try_for_each(|name| f.write_str(name))?;
        match (NAMES.iter().find(|(_, key)| *key == self.key), self.key) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(number)) => write!(f, "F{number}"),
            // no other key becomes a chord
            (None, _) => Ok(()),
        }
    }
}

/// A text that names no chord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoChord(String);

impl Display for NoChord {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "no key is called `{}`", self.0)
    }
}

impl FromStr for Chord {
    type Err = NoChord;

    fn from_str(text: &str) -> Result<Self, NoChord> {
        let (mut rest, mut modifiers) = (text, KeyModifiers::NONE);
        while let Some((after, modifier)) = MODIFIERS
            .iter()
            .find_map(|(name, modifier)| Some((rest.strip_prefix(name)?, *modifier)))
            .filter(|(after, modifier)| !after.is_empty() && !modifiers.contains(*modifier))
        {
            (rest, modifiers) = (after, modifiers.union(modifier));
        }
        let mut letters = rest.chars();
        let key = match (letters.next(), letters.as_str()) {
            (Some(c), "") if c != ' ' => Some(KeyCode::Char(c)),
            (Some('F'), number) => number.parse().ok().filter(|n: &u8| n.to_string() == number).map(KeyCode::F),
            _ => None,
        };
        let named = || NAMES.iter().find(|(name, _)| *name == rest).map(|(_, key)| *key);
        let key = key.or_else(named).ok_or_else(|| NoChord(text.to_owned()))?;
        if matches!(key, KeyCode::Char(_)) && modifiers.contains(KeyModifiers::SHIFT) {
            return Err(NoChord(text.to_owned()));
        }
        let chord = if modifiers.contains(KeyModifiers::CTRL) { Self::plain(key).ctrl() } else { Self::plain(key) };
        Ok(Self { modifiers, ..chord })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};
    use proptest::sample::select;
    use terminput::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Chord, NAMES};

    fn keys() -> impl Strategy<Value = KeyCode> {
        let named: Vec<KeyCode> = NAMES.iter().map(|(_, key)| *key).collect();
        prop_oneof![select(named), any::<char>().prop_map(KeyCode::Char), any::<u8>().prop_map(KeyCode::F)]
    }

    proptest! {
        #[test]
        fn what_is_written_parses_to_the_same_chord(key in keys(), modifiers in any::<u8>()) {
            let chord = Chord::pressed(KeyEvent::new(key).modifiers(KeyModifiers::from_bits_truncate(modifiers))).unwrap();
            assert_eq!(chord.to_string().parse(), Ok(chord), "{chord}");
        }

        #[test]
        fn what_parses_is_written_so_that_it_parses_again(text in "(Ctrl-|Alt-|S-){0,3}(Tab|F1|F|.|Enter|-|Space)") {
            if let Ok(chord) = text.parse::<Chord>() {
                assert_eq!(chord.to_string().parse(), Ok(chord), "{text}");
            }
        }
    }

    #[test]
    fn chords_are_written_as_people_write_them() {
        for (chord, text) in [
            (Chord::key('q'), "q"),
            (Chord::key('G'), "G"),
            (Chord::key('-').ctrl(), "Ctrl--"),
            (Chord::key('Z').ctrl(), "Ctrl-z"),
            (Chord::TAB.shift(), "S-Tab"),
            (Chord::SPACE, "Space"),
            (Chord::function(12), "F12"),
            (Chord::PAGE_DOWN.ctrl().shift(), "Ctrl-S-PgDn"),
        ] {
            assert_eq!((chord.to_string().as_str(), text.parse()), (text, Ok(chord)));
        }
        for text in ["", "Ctrl-", "S-a", "F01", "F300", "enter", "qq", " ", "Ctrl-Ctrl-q"] {
            assert!(text.parse::<Chord>().is_err(), "{text:?}");
        }
    }
}
