//! A line that is typed, behind its sign.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
use crate::tui::widgets::editor::Editor;

/// Draws the line in the first row of `area`; returns where the caret stands.
pub fn draw(editor: &Editor, area: Rect, theme: Theme, buf: &mut Buffer) -> Position {
    let x = border::text(buf, area.x, area.y, theme.signs.prompt, 2, theme, Role::Key);
    let room = usize::from(area.right().saturating_sub(x));
    let (shown, caret) = editor.window(room);
    border::text(buf, x, area.y, shown, room, theme, Role::Plain);
    Position { x: x + u16::try_from(caret.min(room)).unwrap_or(0), y: area.y }
}

/// What is left of `area` below the line.
#[must_use]
pub const fn below(area: Rect) -> Rect {
    Rect { x: area.x, y: area.y.saturating_add(1), width: area.width, height: area.height.saturating_sub(1) }
}
