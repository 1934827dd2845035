//! Pictures of the screens at several sizes in both languages, with the real catalogue.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scf_tui::catalogue::Catalogue;
use scf_tui::embedded;
use scf_tui::lang::Lang;
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::Message;
use scf_tui::tui::theme::Theme;

/// Each screen, and the keys that lead to it.
const SCREENS: [(&str, &str); 5] = [
    ("browse", "/port\n"),
    ("guide", "446\n\n21"),
    ("verdict", "446\n\n22"),
    ("map", "446\n\n21m"),
    ("help", "446\n\n?"),
];
const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn draw(keys: &str, size: (u16, u16), lang: Lang, theme: Theme) -> Buffer {
    shown(embedded::catalogue(), keys, Opening { lang, theme, size, code: None })
}

fn shown(catalogue: Catalogue, keys: &str, opening: Opening) -> Buffer {
    let (mut app, size) = (App::new(catalogue, opening), opening.size);
    for c in keys.chars() {
        app.update(Message::Key(if c == '\n' { Chord::ENTER } else { Chord::key(c) }));
    }
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    app.view(&mut buf);
    buf
}

/// The screen as text: a wide character takes its two cells.
fn text(buf: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buf.area.height {
        let mut line = String::new();
        let mut covered = 0;
        for x in 0..buf.area.width {
            let symbol = buf[(x, y)].symbol();
            if covered == 0 {
                line.push_str(symbol);
                covered = scf_tui::clean::width(symbol).saturating_sub(1);
            } else {
                covered -= 1;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn screens_at_every_size_in_both_languages() {
    for (name, keys) in SCREENS {
        for (width, height) in SIZES {
            for (lang, word) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
                let picture = text(&draw(keys, (width, height), lang, Theme::plain()));
                insta::assert_snapshot!(format!("{name}-{width}x{height}-{word}"), picture);
            }
        }
    }
}

#[test]
fn colour_changes_no_character_and_no_state_stands_by_colour_alone() {
    for (name, keys) in SCREENS {
        let [plain, coloured] = [Theme::plain(), Theme::dark()].map(|theme| draw(keys, (80, 24), Lang::En, theme));
        assert_eq!(text(&plain), text(&coloured), "{name}");
        assert!(plain.content.iter().all(|cell| cell.fg == ratatui::style::Color::Reset), "{name}");
    }
    let verdict = text(&draw("446\n\n22", (120, 40), Lang::En, Theme::plain()));
    assert!(verdict.contains("✓ Confirmed") && verdict.contains("[ ]"), "{verdict}");
}

/// Every sign comes from the theme: with the signs of ASCII nothing else is on a screen in English, but for the name of the
/// other language.
#[test]
fn signs_of_ascii_draw_every_screen_with_ascii() {
    let others = [("search", "/po"), ("nothing", "/qqqq"), ("palette", ":"), ("symptoms", "d"), ("why", "446\n\n1w")];
    for (name, keys) in SCREENS.into_iter().chain(others) {
        for size in SIZES {
            let catalogue = crate::support::story::catalogue();
            let opening = Opening { lang: Lang::En, theme: Theme::ascii(), size, code: None };
            let picture = text(&shown(catalogue, keys, opening)).replace("中文", "");
            assert!(picture.is_ascii(), "{name}\n{picture}");
        }
    }
}

#[test]
fn a_terminal_that_is_too_small_gets_one_polite_line() {
    for (lang, words) in [(Lang::En, "Please give me at least"), (Lang::Zh, "终端至少要")] {
        let picture = text(&draw("", (39, 11), lang, Theme::plain()));
        assert!(picture.starts_with(words), "{picture}");
    }
}
