//! Keys and what they mean: a chord as it is pressed and written, the keys that a row of the keymap takes, the actions.
//!
//! This file and `input` are the only ones that know the terminal's names of keys; which key does what stands in `keymap`.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use terminput::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::theme::Signs;
use crate::tui::widgets::editor::Edit;
use crate::tui::widgets::list::Move;

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
    const fn typed(self) -> Option<char> {
        match self.key {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// The same without Shift and Alt.
    const fn bare(self) -> Self {
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

/// The keys that a row of the keymap takes: one chord, or a class of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// This chord
    Chord(Chord),
    /// Any digit; the action gets it
    Digits,
    /// Any character; the action gets it
    Characters,
}

impl On {
    /// What `action` becomes where `pressed` is taken. Shift and Alt that nothing is bound to are passed over: a terminal
    /// tells an Esc with a key close behind it as Alt with that key.
    #[must_use]
    pub fn take(self, pressed: Chord, action: Action) -> Option<Action> {
        match self {
            Self::Chord(chord) => (chord == pressed || chord == pressed.bare()).then_some(action),
            Self::Digits => {
                let digit = pressed.bare().typed()?.to_digit(10)?;
                u8::try_from(digit).ok().map(Action::Digit)
            }
            Self::Characters => pressed.typed().map(Action::Type),
        }
    }

    /// How it is written on the screen.
    #[must_use]
    pub fn shown(self, signs: &Signs) -> String {
        match self {
            Self::Chord(chord) => chord.shown(signs),
            Self::Digits => "0-9".to_owned(),
            Self::Characters => "character".to_owned(),
        }
    }
}

/// What a person means by a key. Each has an id that stays, for settings and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the labels in the keymap say it")]
pub enum Action {
    Move(Move),
    OtherPane,
    Search,
    Find,
    FindNext(bool),
    FindKeep,
    FindClear,
    Fold,
    Heading(bool),
    Sideways(bool),
    Digit(u8),
    Enter,
    Out,
    Close,
    Back,
    Symptom,
    Unknown,
    Tick,
    Why,
    Map,
    Log,
    Copy,
    CopyAll,
    Undo,
    Redo,
    Language,
    Zoom,
    Mouse,
    Help,
    Palette,
    Suspend,
    Quit,
    QuitNow,
    Type(char),
    Edit(Edit),
}

impl Action {
    /// Every action; those that get a key of a class stand here once.
    pub const ALL: [Self; 52] = [
        Self::Move(Move::By(1)),
        Self::Move(Move::By(-1)),
        Self::Move(Move::Pages(1)),
        Self::Move(Move::Pages(-1)),
        Self::Move(Move::Halves(1)),
        Self::Move(Move::Halves(-1)),
        Self::Move(Move::First),
        Self::Move(Move::Last),
        Self::OtherPane,
        Self::Search,
        Self::Find,
        Self::FindNext(true),
        Self::FindNext(false),
        Self::FindKeep,
        Self::FindClear,
        Self::Fold,
        Self::Heading(true),
        Self::Heading(false),
        Self::Sideways(true),
        Self::Sideways(false),
        Self::Digit(0),
        Self::Enter,
        Self::Out,
        Self::Close,
        Self::Back,
        Self::Symptom,
        Self::Unknown,
        Self::Tick,
        Self::Why,
        Self::Map,
        Self::Log,
        Self::Copy,
        Self::CopyAll,
        Self::Undo,
        Self::Redo,
        Self::Language,
        Self::Zoom,
        Self::Mouse,
        Self::Help,
        Self::Palette,
        Self::Suspend,
        Self::Quit,
        Self::QuitNow,
        Self::Type(' '),
        Self::Edit(Edit::Backspace),
        Self::Edit(Edit::Delete),
        Self::Edit(Edit::Word),
        Self::Edit(Edit::ToStart),
        Self::Edit(Edit::Left),
        Self::Edit(Edit::Right),
        Self::Edit(Edit::Home),
        Self::Edit(Edit::End),
    ];

    /// Its id: a name in small letters that stays.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Move(step) => move_id(step),
            Self::Edit(edit) => edit_id(edit),
            Self::OtherPane => "other-pane",
            Self::Search => "search",
            Self::Find => "find",
            Self::FindNext(true) => "find-next",
            Self::FindNext(false) => "find-last",
            Self::FindKeep => "find-keep",
            Self::FindClear => "find-clear",
            Self::Fold => "fold",
            Self::Heading(true) => "next-heading",
            Self::Heading(false) => "last-heading",
            Self::Sideways(true) => "shift-right",
            Self::Sideways(false) => "shift-left",
            Self::Digit(_) => "digit",
            Self::Enter => "enter",
            Self::Out => "out",
            Self::Close => "close",
            Self::Back => "back",
            Self::Symptom => "symptom",
            Self::Unknown => "unknown",
            Self::Tick => "tick",
            Self::Why => "why",
            Self::Map => "map",
            Self::Log => "log",
            Self::Copy => "copy",
            Self::CopyAll => "copy-all",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Language => "language",
            Self::Zoom => "zoom",
            Self::Mouse => "mouse",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Suspend => "suspend",
            Self::Quit => "quit",
            Self::QuitNow => "quit-now",
            Self::Type(_) => "type",
        }
    }

    /// The action with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

const fn move_id(step: Move) -> &'static str {
    match step {
        Move::By(..=-1) => "up",
        Move::By(_) => "down",
        Move::Pages(..=-1) => "page-up",
        Move::Pages(_) => "page-down",
        Move::Halves(..=-1) => "half-page-up",
        Move::Halves(_) => "half-page-down",
        Move::First => "first",
        Move::Last => "last",
    }
}

const fn edit_id(edit: Edit) -> &'static str {
    match edit {
        Edit::Backspace => "delete-before",
        Edit::Delete => "delete-behind",
        Edit::Word => "delete-word",
        Edit::ToStart => "delete-to-start",
        Edit::Left => "left",
        Edit::Right => "right",
        Edit::Home => "to-start",
        Edit::End => "to-end",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{Strategy, any, prop_oneof, proptest};
    use proptest::sample::select;
    use terminput::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Action, Chord, NAMES, On};

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

    #[test]
    fn every_action_has_an_id_of_its_own_that_leads_back() {
        let ids: BTreeSet<&str> = Action::ALL.into_iter().map(Action::id).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(Action::from_id(action.id()), Some(action));
        }
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }

    #[test]
    fn a_class_of_keys_hands_the_key_on() {
        let digits = |chord| On::Digits.take(chord, Action::Digit(0));
        assert_eq!(digits(Chord::key('7')), Some(Action::Digit(7)));
        assert_eq!([digits(Chord::key('x')), digits(Chord::key('7').ctrl())], [None, None]);
        let typed = |chord| On::Characters.take(chord, Action::Type(' '));
        assert_eq!(typed(Chord::key('端')), Some(Action::Type('端')));
        assert_eq!([typed(Chord::key('a').ctrl()), typed(Chord::ENTER)], [None, None]);
        let alt = Chord::pressed(KeyEvent::new(KeyCode::Char('q')).modifiers(KeyModifiers::ALT)).unwrap();
        assert_eq!((typed(alt), On::Chord(Chord::key('q')).take(alt, Action::Quit)), (None, Some(Action::Quit)));
    }
}
