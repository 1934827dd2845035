//! The border of a pane: its title, and the focus by a heavier line and a mark, not by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::clean::{fit, width};
use crate::tui::theme::{Border, Role, Theme};

/// Draws the border of `area` with `title` in it. The pane with the focus has the heavier line.
pub fn draw(title: &str, focus: bool, area: Rect, theme: Theme, buf: &mut Buffer) {
    if area.width < 4 || area.height < 2 {
        return;
    }
    let style = theme.style(if focus { Role::BorderFocus } else { Role::Border });
    let signs = if focus { &theme.signs.border_focus } else { &theme.signs.border };
    let Border { top_left, top_right, low_left, low_right, flat, upright } = signs;
    let (right, low) = (area.right() - 1, area.bottom() - 1);
    for x in area.x + 1..right {
        buf[(x, area.y)].set_symbol(flat).set_style(style);
        buf[(x, low)].set_symbol(flat).set_style(style);
    }
    for y in area.y + 1..low {
        buf[(area.x, y)].set_symbol(upright).set_style(style);
        buf[(right, y)].set_symbol(upright).set_style(style);
    }
    for (x, y, sign) in
        [(area.x, area.y, top_left), (right, area.y, top_right), (area.x, low, low_left), (right, low, low_right)]
    {
        buf[(x, y)].set_symbol(sign).set_style(style);
    }
    let room = usize::from(area.width - 4);
    let role = if focus { Role::Title } else { Role::Plain };
    text(buf, area.x + 1, area.y, " ", 1, theme, role);
    let end = text(buf, area.x + 2, area.y, title, room, theme, role);
    text(buf, end, area.y, " ", 1, theme, role);
}

/// Takes the wide characters away that stand half under the left border of `area` and would cover it.
pub fn uncover(area: Rect, buf: &mut Buffer) {
    let Some(left) = area.x.checked_sub(1) else { return };
    for y in area.y..area.bottom() {
        let cell = &mut buf[(left, y)];
        if width(cell.symbol()) > 1 {
            cell.set_symbol(" ");
        }
    }
}

/// Draws `text` into at most `cells` cells of one line, with an ellipsis where it is cut; returns the cell behind it.
pub fn text(buf: &mut Buffer, x: u16, y: u16, text: &str, cells: usize, theme: Theme, role: Role) -> u16 {
    if !buf.area.contains((x, y).into()) {
        return x;
    }
    let (text, style, ellipsis) = (theme.signs.put(text), theme.style(role), theme.signs.ellipsis);
    let cells = cells.min(usize::from(buf.area.right() - x));
    let (shown, taken) = fit(&text, cells);
    if shown.len() == text.len() || cells == 0 {
        put(buf, (x, y), shown, taken, style);
        return x + narrow(taken);
    }
    let shown = fit(&text, cells - 1).0.trim_end();
    let taken = width(shown);
    put(buf, (x, y), shown, taken, style);
    put(buf, (x + narrow(taken), y), ellipsis, 1, style);
    x + narrow(taken + 1)
}

/// Plain letters take a cell each: no look at widths, no search for what belongs together.
fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, cells: usize, style: Style) {
    if !text.is_ascii() {
        buf.set_stringn(x, y, text, cells, style);
        return;
    }
    let at = buf.index_of(x, y);
    for (cell, c) in buf.content[at..].iter_mut().zip(text.chars()) {
        // a tab would move the terminal's cursor
        cell.set_char(if c.is_ascii_control() { ' ' } else { c }).set_style(style);
    }
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{draw, text};
    use crate::tui::theme::{Role, Theme};

    #[test]
    fn the_focus_shows_without_colour() {
        let area = Rect::new(0, 0, 10, 2);
        let mut one = Buffer::empty(area);
        draw("云函数很长的标题", true, area, Theme::plain(), &mut one);
        let mut other = Buffer::empty(area);
        draw("云函数很长的标题", false, area, Theme::plain(), &mut other);
        let row = |buf: &Buffer| (0..10).map(|x| buf[(x, 0)].symbol()).collect::<Vec<_>>().concat();
        assert_eq!(row(&one), "┏ 云 函 … ━┓");
        assert_eq!(row(&other), "┌ 云 函 … ─┐");
    }

    #[test]
    fn a_text_never_leaves_its_cells() {
        for cells in 0..8 {
            let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
            text(&mut buf, 0, 0, "端口 9000 监听", cells, Theme::plain(), Role::Plain);
            let beyond = (cells..8).map(|x| buf[(u16::try_from(x).unwrap(), 0)].symbol()).collect::<String>();
            assert_eq!(beyond.trim(), "", "{cells}");
        }
    }
}
