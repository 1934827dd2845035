//! The last line: a notice, how far reading has come, or the keys.

use ratatui::buffer::Buffer;

use crate::clean::{Clean, width};
use crate::tui::app::App;
use crate::tui::keymap::Binding;
use crate::tui::keys::{Action, Chord};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::words::screen::ScreenWords;

impl App {
    pub(super) fn view_footer(&self, buf: &mut Buffer) {
        let area = self.layout.footer;
        let room = |x: u16| usize::from(area.right().saturating_sub(x));
        if let Some(notice) = &self.notice {
            border::text(buf, area.x + 1, area.y, notice, room(area.x + 1), self.theme, Role::Notice);
            return;
        }
        if self.view_reading(buf) {
            return;
        }
        let mut x = area.x + 1;
        for (key, label) in self.hints(room(x)) {
            x = border::text(buf, x, area.y, &key, room(x), self.theme, Role::Key);
            x = border::text(buf, x + 1, area.y, label, room(x + 1), self.theme, Role::Muted) + 2;
        }
    }

    /// The keys for the footer that fit `cells`, the most wanted ones first.
    fn hints(&self, cells: usize) -> Vec<(String, &'static str)> {
        let words = ScreenWords::of(self.lang);
        let key = |row: &Binding| Some((row.on.first()?.shown(self.theme.signs), (row.label)(words)));
        let mut taken = 0;
        let rows = self.keymap.footer(self.layers.focus()).into_iter().filter_map(key);
        rows.filter(|(key, label)| {
            let wide = width(key) + width(label) + 3;
            let fits = taken + wide <= cells + 2;
            taken += if fits { wide } else { 0 };
            fits
        })
        .collect()
    }

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
