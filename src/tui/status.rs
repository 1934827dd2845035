//! What the app draws itself: a notice at the right end of the first row, and the last row: the keys, what is read, or the
//! search within a page while it is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::clean::{fit, width};
use crate::report::wrap::wrap;
use crate::tui::app::{App, look};
use crate::tui::keymap::{Binding, Scope};
use crate::tui::keys::Action;
use crate::tui::screens::context::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::editor::Editor;
use crate::tui::widgets::find::Find;
use crate::tui::widgets::{border, frame};
use crate::words::screen::ScreenWords;

impl App {
    /// Draws the whole screen into `buf`; returns where the caret stands.
    pub fn view(&self, buf: &mut Buffer) -> Option<Position> {
        if self.layout.too_small() {
            self.view_too_small(buf);
            return None;
        }
        let caret = self.layers.view(&look!(self), buf);
        let told = self.view_notice(buf);
        match self.layers.find().and_then(Find::typed) {
            Some(editor) => Some(self.view_find(editor, buf)),
            None if told => caret,
            None => {
                self.view_footer(buf);
                caret
            }
        }
    }

    fn view_too_small(&self, buf: &mut Buffer) {
        let area = self.layout.area;
        let lines = wrap(ScreenWords::of(self.lang).too_small, usize::from(area.width));
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            border::text(buf, area.x, y, line, usize::from(area.width), self.theme, Role::Plain);
        }
    }

    /// What was done, else how many hits a search has, at the right end of the first row. What is too long for that takes
    /// the last row; whether it did.
    fn view_notice(&self, buf: &mut Buffer) -> bool {
        if let Some(notice) = &self.notice {
            let short = width(notice) <= self.notice_room();
            if short {
                frame::notice(buf, self.layout.top, notice, Role::Notice, self.theme);
            } else {
                let (row, room) = (self.layout.footer, usize::from(self.layout.footer.width.saturating_sub(2)));
                border::text(buf, row.x + 1, row.y, notice, room, self.theme, Role::Notice);
            }
            return !short;
        }
        if let Some(find) = self.layers.find().filter(|find| !find.query().is_empty()) {
            let (now, all) = find.count();
            let told = (ScreenWords::of(self.lang).hits)(now, all);
            frame::notice(buf, self.layout.top, &told, Role::Muted, self.theme);
        }
        false
    }

    /// Cells of a notice that stands beside the title of a screen.
    fn notice_room(&self) -> usize {
        usize::from(self.layout.top.width / 2)
    }

    /// What to say of a text that was copied: its first line, as much as fits, and how many lines it has.
    pub(super) fn copied(&self, text: &str) -> String {
        let (words, first) = (ScreenWords::of(self.lang), text.lines().next().unwrap_or_default());
        let lines = text.lines().count();
        let room = self.notice_room().saturating_sub(width(&(words.copied)("", lines)));
        if width(first) <= room {
            return (words.copied)(first, lines);
        }
        let shown = format!("{}{}", fit(first, room.saturating_sub(1)).0, self.theme.signs.ellipsis);
        (words.copied)(&shown, lines)
    }

    /// The search within a page, in the last row; returns where the caret stands.
    fn view_find(&self, editor: &Editor, buf: &mut Buffer) -> Position {
        let (area, signs) = (self.layout.footer, self.theme.signs);
        let x = border::text(buf, area.x + 1, area.y, signs.prompt, 2, self.theme, Role::Key);
        let hints = self.hints(usize::from(area.width / 2));
        let taken: usize = hints.iter().map(|(key, label)| width(key) + width(label) + 4).sum();
        let room = usize::from(area.right().saturating_sub(x)).saturating_sub(taken + 1);
        let (shown, caret) = editor.window(room);
        border::text(buf, x, area.y, shown, room, self.theme, Role::Plain);
        let taken = u16::try_from(taken).unwrap_or(area.width);
        self.view_hints(hints, area.right().saturating_sub(taken), buf);
        Position { x: x + u16::try_from(caret.min(room)).unwrap_or(0), y: area.y }
    }

    fn view_footer(&self, buf: &mut Buffer) {
        if !self.view_reading(buf) {
            let area = self.layout.footer;
            self.view_hints(self.hints(usize::from(area.width.saturating_sub(2))), area.x + 1, buf);
        }
    }

    fn view_hints(&self, hints: Vec<(String, &'static str)>, from: u16, buf: &mut Buffer) {
        let area = self.layout.footer;
        let room = |x: u16| usize::from(area.right().saturating_sub(x));
        let mut x = from;
        for (key, label) in hints {
            x = border::text(buf, x, area.y, &key, room(x), self.theme, Role::Key);
            x = border::text(buf, x + 1, area.y, label, room(x + 1), self.theme, Role::Muted) + 3;
        }
    }

    /// The keys for the last row that fit `cells`, the most wanted ones first. The one for help never goes.
    fn hints(&self, cells: usize) -> Vec<(String, &'static str)> {
        const BETWEEN: usize = 3;
        let words = ScreenWords::of(self.lang);
        let told = |row: &Binding| Some((row.on.first()?.shown(self.theme.signs), (row.label)(words)));
        let wide = |(key, label): &(String, &str)| width(key) + width(label) + 1 + BETWEEN;
        let rows = self.keymap.footer(self.layers.focus());
        let help = rows.iter().find(|row| row.action == Action::Help).and_then(|row| told(row));
        let mut room = (cells + BETWEEN).saturating_sub(help.as_ref().map_or(0, wide));
        let others = rows.into_iter().filter(|row| row.action != Action::Help).filter_map(told);
        let fitting = others.take_while(|hint| {
            let fits = wide(hint) <= room;
            room = room.saturating_sub(wide(hint));
            fits
        });
        let mut hints: Vec<(String, &str)> = fitting.collect();
        hints.extend(help);
        hints
    }

    /// How the key of every screen for an action is written.
    pub(super) fn spelled(&self, action: Action) -> String {
        self.keymap.spelled(action, Scope::Screens, self.theme.signs)
    }
}
