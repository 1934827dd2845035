//! The frame of a screen: one row above with where a person is, a line between two panes, and no box. The row above is
//! underlined from edge to edge, a rule that costs no row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::clean::width;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;

/// Draws a row that is a rule, and titles in it: each at its column, up to the next one.
pub fn rule(buf: &mut Buffer, row: Rect, titles: &[(u16, &str)], theme: Theme) {
    if row.is_empty() || !buf.area.contains((row.x, row.y).into()) {
        return;
    }
    buf.set_style(row, look(theme));
    for (at, (x, title)) in titles.iter().enumerate() {
        let end = titles.get(at + 1).map_or(row.right(), |(next, _)| next.saturating_sub(1));
        let room = usize::from(end.saturating_sub(*x));
        border::text(buf, *x, row.y, title, room, theme, Role::Muted);
    }
    buf.set_style(row, look(theme));
}

/// Puts a text at the right end of such a row, over what stands there.
pub fn notice(buf: &mut Buffer, row: Rect, text: &str, role: Role, theme: Theme) {
    let room = usize::from(row.width.saturating_sub(2));
    let cells = u16::try_from(width(text).min(room)).unwrap_or(u16::MAX);
    let x = row.right().saturating_sub(cells + 1);
    if row.is_empty() || x == 0 {
        return;
    }
    border::uncover(Rect { x: x.saturating_sub(1), ..row }, buf);
    // a title that does not fit beside it goes as a whole
    let is_blank = |buf: &Buffer, x: u16| buf[(x, row.y)].symbol() == " ";
    let mut title = x - 1;
    while title > row.x && !(is_blank(buf, title) && is_blank(buf, title - 1)) {
        title -= 1;
    }
    for x in title..x {
        buf[(x, row.y)].set_symbol(" ");
    }
    border::text(buf, x.saturating_sub(1), row.y, " ", 1, theme, role);
    let end = border::text(buf, x, row.y, text, room, theme, role);
    border::text(buf, end, row.y, " ", 1, theme, role);
    buf.set_style(Rect { x: x - 1, width: row.right() - x + 1, ..row }, Modifier::UNDERLINED);
}

/// Draws the line between two panes.
pub fn divider(buf: &mut Buffer, area: Rect, theme: Theme) {
    let style = theme.style(Role::Border);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            buf[(x, y)].set_symbol(theme.signs.border.upright).set_style(style);
        }
    }
}

/// Says at the right end of the last row of a pane how much is below.
pub fn below(buf: &mut Buffer, pane: Rect, text: &str, theme: Theme) {
    let Some(y) = pane.bottom().checked_sub(1) else { return };
    let cells = u16::try_from(width(text)).unwrap_or(u16::MAX).min(pane.width);
    border::text(buf, pane.right() - cells, y, text, usize::from(cells), theme, Role::Muted);
}

fn look(theme: Theme) -> Style {
    theme.style(Role::Muted).add_modifier(Modifier::UNDERLINED)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::{notice, rule};
    use crate::tui::theme::{Role, Theme};

    #[test]
    fn the_row_is_a_rule_and_a_notice_stands_at_its_end() {
        let row = Rect::new(0, 0, 20, 1);
        let mut buf = Buffer::empty(row);
        rule(&mut buf, row, &[(1, "Codes · 4 of 31"), (11, "446 Port")], Theme::plain());
        let text = |buf: &Buffer| (0..20).map(|x| buf[(x, 0)].symbol()).collect::<String>();
        assert_eq!(text(&buf), " Codes ·…  446 Port ");
        notice(&mut buf, row, "copied", Role::Notice, Theme::plain());
        assert_eq!(text(&buf), " Codes ·…    copied ");
        assert!((0..20).all(|x| buf[(x, 0)].modifier.contains(Modifier::UNDERLINED)));
    }
}
