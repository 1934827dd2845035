//! The keys that a row of the keymap takes.

use crate::tui::keys::action::Action;
use crate::tui::keys::chord::Chord;
use crate::tui::theme::Signs;

/// The keys that a row of the keymap takes: one chord, or a class of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// This chord
    Chord(Chord),
    /// Any digit, where it begins a search; the action gets it
    Digits,
    /// The digits that stand before things to choose, 1 to 9; the action gets it
    Numbers,
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
            Self::Digits => digit(pressed).map(Action::Digit),
            Self::Numbers => digit(pressed).filter(|digit| *digit > 0).map(Action::Digit),
            Self::Characters => pressed.typed().map(Action::Type),
        }
    }

    /// How it is written on the screen.
    #[must_use]
    pub fn shown(self, signs: &Signs) -> String {
        match self {
            Self::Chord(chord) => chord.shown(signs),
            Self::Digits => "0-9".to_owned(),
            Self::Numbers => "1-9".to_owned(),
            Self::Characters => "character".to_owned(),
        }
    }
}

/// The digit that a key types.
fn digit(pressed: Chord) -> Option<u8> {
    u8::try_from(pressed.bare().typed()?.to_digit(10)?).ok()
}

#[cfg(test)]
mod tests {
    use terminput::{KeyCode, KeyEvent, KeyModifiers};

    use super::On;
    use crate::tui::keys::action::Action;
    use crate::tui::keys::chord::Chord;

    #[test]
    fn a_class_of_keys_hands_the_key_on() {
        let digits = |chord| On::Digits.take(chord, Action::Digit(0));
        assert_eq!([digits(Chord::key('7')), digits(Chord::key('0'))], [7, 0].map(|digit| Some(Action::Digit(digit))));
        assert_eq!([digits(Chord::key('x')), digits(Chord::key('7').ctrl())], [None, None]);
        let numbers = |chord| On::Numbers.take(chord, Action::Digit(0));
        assert_eq!([numbers(Chord::key('9')), numbers(Chord::key('0'))], [Some(Action::Digit(9)), None]);
        let typed = |chord| On::Characters.take(chord, Action::Type(' '));
        assert_eq!(typed(Chord::key('端')), Some(Action::Type('端')));
        assert_eq!([typed(Chord::key('a').ctrl()), typed(Chord::ENTER)], [None, None]);
        let alt = Chord::pressed(KeyEvent::new(KeyCode::Char('q')).modifiers(KeyModifiers::ALT)).unwrap();
        assert_eq!((typed(alt), On::Chord(Chord::key('q')).take(alt, Action::Quit)), (None, Some(Action::Quit)));
    }
}
