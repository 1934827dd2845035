//! What stands out on each screen: the pieces with a style of their own, in colour and without, on the catalogue of the
//! stories.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use scf_tui::clean::width;
use scf_tui::lang::Lang;
use scf_tui::tui::theme::Theme;

use crate::support::story::{catalogue, told};

/// Each screen, and the keys that lead to it.
const SCREENS: [(&str, &str); 5] =
    [("browse", "/44"), ("guide", "446\n\n1u"), ("verdict", "446\n\n11 "), ("map", "446\n\n1um"), ("help", "446\n\n?")];

fn draw(way: &str, theme: Theme) -> Buffer {
    told(&catalogue(), Lang::En, theme).size(80, 24).types(way).draw().0
}

fn look(cell: &Cell) -> String {
    format!("{:?} {:?}", cell.fg, cell.modifier).replace("Reset ", "").replace("NONE", "").trim().to_owned()
}

/// A line for each row: its pieces, each behind the style that it has where it has one.
fn styles(buf: &Buffer) -> String {
    let mut dump = String::new();
    for y in 0..buf.area.height {
        let mut line = String::new();
        let mut now = String::new();
        let mut free = 0;
        for x in (0..buf.area.width).filter(|x| !"─━│┃".contains(buf[(*x, y)].symbol())) {
            if x < free {
                continue;
            }
            let cell = &buf[(x, y)];
            free = x + u16::try_from(width(cell.symbol()).max(1)).unwrap();
            // a blank shows no colour of its own
            let look = if cell.symbol() == " " { now.clone() } else { look(cell) };
            if look != now {
                write!(line, "‹{look}›").unwrap();
                now = look;
            }
            line.push_str(cell.symbol());
        }
        dump.push_str(line.trim_end());
        dump.push('\n');
    }
    dump
}

#[test]
fn each_screen_lets_the_same_things_stand_out() {
    for (name, way) in SCREENS {
        for (theme, word) in [(Theme::plain(), "plain"), (Theme::dark(), "colour")] {
            insta::assert_snapshot!(format!("{name}-{word}"), styles(&draw(way, theme)));
        }
    }
}
