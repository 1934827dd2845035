//! A screen as SVG, cell by cell from the program's own drawing.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use scf_tui::embedded;
use scf_tui::lang::Lang;
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::Message;
use scf_tui::tui::theme::Theme;

const COLUMNS: u16 = 110;
const ROWS: u16 = 30;
/// Width and height of a cell, in pixels.
const CELL: (u16, u16) = (9, 19);

/// The first screen after a search for `port`.
pub(crate) fn screen() -> String {
    let opening = Opening { lang: Lang::En, theme: Theme::dark(), size: (COLUMNS, ROWS), code: None };
    let mut app = App::new(embedded::catalogue(), opening);
    for c in "/port".chars() {
        app.update(Message::Key(Chord::key(c)));
    }
    app.update(Message::Key(Chord::ENTER));
    let mut buf = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    app.view(&mut buf);
    picture(&buf)
}

fn picture(buf: &Buffer) -> String {
    let (width, height) = (COLUMNS * CELL.0, ROWS * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" \
         font-size=\"15\" xml:space=\"preserve\"><rect width=\"100%\" height=\"100%\" fill=\"#16181d\"/>\n"
    );
    for y in 0..ROWS {
        for x in 0..COLUMNS {
            cell(&mut svg, &buf[(x, y)], x, y);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn cell(svg: &mut String, cell: &Cell, x: u16, y: u16) {
    let (left, top) = (x * CELL.0, y * CELL.1);
    let (mut ink, paper) = (colour(cell.fg), "#16181d");
    if cell.modifier.contains(Modifier::REVERSED) {
        let (wide, high) = CELL;
        let _ = writeln!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{ink}\"/>");
        ink = paper;
    }
    let symbol = cell.symbol().trim();
    if symbol.is_empty() {
        return;
    }
    let mut marks = String::new();
    for (modifier, mark) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.65\""),
    ] {
        if cell.modifier.contains(modifier) {
            marks.push_str(mark);
        }
    }
    let escaped = symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = top + 14;
    let _ = writeln!(svg, "<text x=\"{left}\" y=\"{base}\" fill=\"{ink}\"{marks}>{escaped}</text>");
}

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Cyan => "#56b6c2",
        Color::Yellow => "#e5c07b",
        Color::Green => "#98c379",
        Color::Magenta => "#c678dd",
        _ => "#d7dae0",
    }
}
