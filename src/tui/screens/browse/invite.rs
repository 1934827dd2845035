//! What stands beside the list while no code is marked: what a person may hold, and what to do with it.

use ratatui::buffer::Buffer;

use crate::clean::width;
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::screens::browse::list::answered;
use crate::tui::screens::context::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::pager::MARK;

/// Cells by which lines stand in below their heading.
const INDENT: u16 = 2;
/// Cells between what a person holds and what to do with it.
const GAP: u16 = 3;

/// Draws the invitation; below it the case that can be gone on with, where there is one.
pub(super) fn view(cx: &Cx<'_>, case: bool, buf: &mut Buffer) {
    let (area, words) = (cx.layout.side, cx.words());
    if area.is_empty() {
        return;
    }
    let (x, end) = (area.x + MARK, area.right());
    let mut y = area.y + 1;
    let mut put = |x: u16, y: u16, text: &str, role: Role| {
        if y < area.bottom() {
            border::text(buf, x, y, text, usize::from(end.saturating_sub(x)), cx.theme, role);
        }
    };
    put(x, y, words.what_do_you_have, Role::Title);
    y += 2;
    let (search, symptom) = (cx.key(Action::Search, Scope::Browse), cx.key(Action::Symptom, Scope::Browse));
    let lines = (words.invitation)(&search, &symptom);
    let widest = lines.iter().map(|(held, _)| width(held)).max().unwrap_or(0);
    let column = x + INDENT + u16::try_from(widest).unwrap_or(0) + GAP;
    for (held, done) in &lines {
        put(x + INDENT, y, held, Role::Plain);
        put(column, y, done, Role::Key);
        y += 1;
    }
    if case {
        put(x, y + 1, words.your_last_case, Role::Heading);
        put(x + INDENT, y + 2, &cx.title(), Role::Plain);
        put(x + INDENT, y + 3, &(words.answers)(answered(cx)), Role::Muted);
        let hint = format!("{} {}", cx.key(Action::Enter, Scope::Browse), words.go_on);
        let right = end.saturating_sub(u16::try_from(width(&hint)).unwrap_or(0));
        put(right, y + 1, &hint, Role::Muted);
        y += 4;
    }
    let last = area.bottom() - 1;
    if y < last {
        put(x, last, words.offline, Role::Muted);
    }
}
