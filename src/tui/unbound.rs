//! What is said of a key that means nothing where a person is.

use crate::clean::Clean;
use crate::tui::app::App;
use crate::tui::keys::{Action, Chord};
use crate::words::screen::ScreenWords;

impl App {
    /// What is said of a key that means nothing here: the one that does what it does elsewhere, else the one that shows all.
    pub(super) fn unbound(&self, pressed: Chord) -> String {
        let words = ScreenWords::of(self.lang);
        let key = Clean::new(&pressed.shown(self.theme.signs));
        let (focus, signs) = (self.layers.focus(), self.theme.signs);
        let closes = || self.keymap.holding(focus).find(|row| row.action == Action::Close);
        if let Some(row) = self.keymap.likely(pressed, focus).or_else(closes) {
            return (words.unbound)(&key, &row.first(signs), (row.label)(words));
        }
        (words.unknown_key)(&key, &self.spelled(Action::Help))
    }
}
