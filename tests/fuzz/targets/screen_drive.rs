//! The screen program without a terminal: bytes are keys and pastes, some of them new sizes, and everything is drawn.

use std::sync::OnceLock;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scf_tui::catalogue::Catalogue;
use scf_tui::embedded;
use scf_tui::lang::Lang;
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::input::Decoder;
use scf_tui::tui::message::Message;
use scf_tui::tui::theme::Theme;

/// A byte that no key has: the two behind it are a new size.
pub(crate) const RESIZE: u8 = 0xff;

/// Cells around the screen that nothing may be drawn on.
const MARGIN: u16 = 2;

fn catalogue() -> Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(embedded::catalogue).clone()
}

/// Sends the bytes, and draws after each new size and at the end.
pub(crate) fn drive(mut bytes: &[u8]) {
    let opening = Opening { lang: Lang::En, theme: Theme::dark(), size: (80, 24), code: None };
    let mut app = App::new(catalogue(), opening);
    let mut decoder = Decoder::default();
    while !bytes.is_empty() {
        let mut messages = Vec::new();
        let end = bytes.iter().position(|byte| *byte == RESIZE).unwrap_or(bytes.len());
        decoder.take(&bytes[..end], &mut messages);
        while decoder.patience().is_some() {
            decoder.silence(&mut messages);
        }
        bytes = &bytes[end..];
        if let [RESIZE, width, height, rest @ ..] = bytes {
            messages.push(Message::Resized(u16::from(*width) * 2, u16::from(*height)));
            bytes = rest;
        } else {
            bytes = &bytes[bytes.len().min(1)..];
        }
        let _ = app.update_all(messages);
        draw(&app);
    }
}

/// Draws, and nothing beside the screen.
fn draw(app: &App) {
    let (width, height) = app.size();
    let mut buf = Buffer::empty(Rect::new(0, 0, width + MARGIN, height + MARGIN));
    let caret = app.view(&mut buf);
    assert!(caret.is_none_or(|at| at.x < width && at.y < height));
    for y in 0..height + MARGIN {
        for x in 0..width + MARGIN {
            assert!((x < width && y < height) || buf[(x, y)].symbol() == " ", "{x},{y} of {width}x{height}");
        }
    }
}
