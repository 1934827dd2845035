//! The one table of keys. Footer, help, palette and the README are made from it; nothing else spells a key.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::widgets::editor::Edit;
use crate::tui::widgets::list::Move;
use crate::words::screen::ScreenWords;

/// What a person means by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the labels in the table say it")]
pub enum Action {
    Move(Move),
    OtherPane,
    Search,
    Digit(u8),
    Enter,
    Out,
    Back,
    Symptom,
    Unknown,
    Tick,
    Why,
    Map,
    Log,
    Copy,
    CopyAll,
    Undo,
    Redo,
    Language,
    Zoom,
    Mouse,
    Help,
    Palette,
    Suspend,
    Quit,
    QuitNow,
}

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the screen of that name")]
pub enum Scope {
    Everywhere,
    Browse,
    Guide,
    Verdict,
    Map,
    Triage,
}

/// A key, or a kind of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// This key
    Key(KeyCode),
    /// This letter with Ctrl
    Ctrl(char),
    /// Any digit
    Digit,
}

/// A row of the table.
#[derive(Debug)]
pub struct Binding {
    /// What it does
    pub action: Action,
    /// The keys for it; the first one is shown in the footer
    pub on: &'static [On],
    /// Where
    pub scope: Scope,
    /// How much the footer wants it: 0 never, then the higher the sooner
    pub footer: u8,
    /// What it is called
    pub label: fn(&ScreenWords) -> &'static str,
}

const fn row(
    action: Action,
    on: &'static [On],
    scope: Scope,
    footer: u8,
    label: fn(&ScreenWords) -> &'static str,
) -> Binding {
    Binding { action, on, scope, footer, label }
}

const fn key(c: char) -> On {
    On::Key(KeyCode::Char(c))
}

/// Every key.
pub const KEYS: &[Binding] = &[
    row(Action::Enter, &[On::Key(KeyCode::Enter)], Scope::Browse, 9, |words| words.diagnose),
    row(Action::Enter, &[On::Key(KeyCode::Enter)], Scope::Guide, 9, |words| words.choose),
    row(Action::Enter, &[On::Key(KeyCode::Enter)], Scope::Verdict, 9, |words| words.do_it),
    row(Action::Enter, &[On::Key(KeyCode::Enter)], Scope::Map, 9, |words| words.go_there),
    row(Action::Enter, &[On::Key(KeyCode::Enter)], Scope::Triage, 9, |words| words.diagnose),
    row(Action::Digit(0), &[On::Digit], Scope::Triage, 0, |words| words.choose_number),
    row(Action::Search, &[key('/')], Scope::Browse, 8, |words| words.search),
    row(Action::Digit(0), &[On::Digit], Scope::Browse, 0, |words| words.search_number),
    row(Action::Digit(0), &[On::Digit], Scope::Guide, 0, |words| words.choose_number),
    row(Action::Digit(0), &[On::Digit], Scope::Verdict, 0, |words| words.choose_number),
    row(Action::Unknown, &[key('u')], Scope::Guide, 8, |words| words.unknown),
    row(Action::Tick, &[key(' ')], Scope::Verdict, 7, |words| words.tick),
    row(Action::Back, &[On::Key(KeyCode::Backspace)], Scope::Guide, 7, |words| words.back),
    row(Action::Back, &[On::Key(KeyCode::Backspace)], Scope::Verdict, 6, |words| words.back),
    row(Action::Symptom, &[key('d')], Scope::Browse, 8, |words| words.symptom),
    row(Action::Why, &[key('w')], Scope::Guide, 6, |words| words.why),
    row(Action::Why, &[key('w')], Scope::Verdict, 6, |words| words.why),
    row(Action::Map, &[key('m')], Scope::Guide, 5, |words| words.map),
    row(Action::Map, &[key('m')], Scope::Verdict, 4, |words| words.map),
    row(Action::OtherPane, &[On::Key(KeyCode::Tab), On::Key(KeyCode::BackTab)], Scope::Everywhere, 4, |words| {
        words.other_pane
    }),
    row(Action::Copy, &[key('y')], Scope::Everywhere, 3, |words| words.copy),
    row(Action::CopyAll, &[key('Y')], Scope::Everywhere, 0, |words| words.copy_all),
    row(Action::Out, &[On::Key(KeyCode::Esc)], Scope::Everywhere, 2, |words| words.out),
    row(Action::Undo, &[key('z')], Scope::Everywhere, 0, |words| words.undo),
    row(Action::Redo, &[key('Z')], Scope::Everywhere, 0, |words| words.redo),
    row(Action::Language, &[key('L')], Scope::Everywhere, 1, |words| words.language),
    row(Action::Log, &[key('t')], Scope::Everywhere, 0, |words| words.log),
    row(Action::Zoom, &[key('f')], Scope::Everywhere, 1, |words| words.zoom),
    row(Action::Help, &[key('?'), On::Key(KeyCode::F(1))], Scope::Everywhere, 8, |words| words.help),
    row(Action::Palette, &[key(':')], Scope::Everywhere, 0, |words| words.palette),
    row(Action::Mouse, &[On::Key(KeyCode::F(2))], Scope::Everywhere, 0, |words| words.mouse),
    row(Action::Suspend, &[On::Ctrl('z')], Scope::Everywhere, 0, |words| words.suspend),
    row(Action::Quit, &[key('q')], Scope::Everywhere, 7, |words| words.quit),
    row(Action::QuitNow, &[On::Ctrl('c')], Scope::Everywhere, 0, |words| words.quit_now),
    row(Action::Move(Move::By(1)), &[key('j'), On::Key(KeyCode::Down)], Scope::Everywhere, 0, |words| words.down),
    row(Action::Move(Move::By(-1)), &[key('k'), On::Key(KeyCode::Up)], Scope::Everywhere, 0, |words| words.up),
    row(Action::Move(Move::Pages(1)), &[On::Key(KeyCode::PageDown)], Scope::Everywhere, 0, |words| words.page_down),
    row(Action::Move(Move::Pages(-1)), &[On::Key(KeyCode::PageUp)], Scope::Everywhere, 0, |words| words.page_up),
    row(Action::Move(Move::Halves(1)), &[On::Ctrl('d')], Scope::Everywhere, 0, |words| words.half_down),
    row(Action::Move(Move::Halves(-1)), &[On::Ctrl('u')], Scope::Everywhere, 0, |words| words.half_up),
    row(Action::Move(Move::First), &[key('g'), On::Key(KeyCode::Home)], Scope::Everywhere, 0, |words| words.first),
    row(Action::Move(Move::Last), &[key('G'), On::Key(KeyCode::End)], Scope::Everywhere, 0, |words| words.last),
];

/// What `event` means on a screen of this scope while no text box has the focus.
#[must_use]
pub fn resolve(event: KeyEvent, scope: Scope) -> Option<Action> {
    KEYS.iter()
        .filter(|binding| binding.scope == scope || binding.scope == Scope::Everywhere)
        .find_map(|binding| binding.on.iter().find_map(|on| matches(*on, event, binding.action)))
}

/// What `event` does to a text box.
#[must_use]
pub fn edit(event: KeyEvent) -> Option<Typed> {
    let edit = match (event.code, event.modifiers.contains(KeyModifiers::CONTROL)) {
        (KeyCode::Char('w') | KeyCode::Backspace, true) => Edit::Word,
        (KeyCode::Char('u'), true) => Edit::ToStart,
        (KeyCode::Char('a'), true) | (KeyCode::Home, _) => Edit::Home,
        (KeyCode::Char('e'), true) | (KeyCode::End, _) => Edit::End,
        (KeyCode::Char('h'), true) | (KeyCode::Backspace, false) => Edit::Backspace,
        (KeyCode::Delete, _) => Edit::Delete,
        (KeyCode::Left, _) => Edit::Left,
        (KeyCode::Right, _) => Edit::Right,
        (KeyCode::Char(c), false) if !event.modifiers.contains(KeyModifiers::ALT) => return Some(Typed::Char(c)),
        _ => return None,
    };
    Some(Typed::Edit(edit))
}

/// What was done to a text box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A character came in
    Char(char),
    /// The line was changed
    Edit(Edit),
}

fn matches(on: On, event: KeyEvent, action: Action) -> Option<Action> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    match (on, event.code) {
        (On::Digit, KeyCode::Char(c)) if !ctrl => {
            let digit = c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())?;
            Some(Action::Digit(digit))
        }
        (On::Key(key), code) if !ctrl && key == code => Some(action),
        (On::Ctrl(letter), KeyCode::Char(c)) if ctrl && letter == c.to_ascii_lowercase() => Some(action),
        _ => None,
    }
}

/// How the first key for `action` is written.
#[must_use]
pub fn first(action: Action) -> String {
    let binding = KEYS.iter().find(|binding| binding.action == action);
    binding.and_then(|binding| binding.on.first()).map_or_else(String::new, |on| name(*on))
}

/// How the keys of a row are written, the first alone or all of them.
#[must_use]
pub fn spell(on: &[On]) -> String {
    let names: Vec<String> = on.iter().map(|on| name(*on)).collect();
    names.join(" ")
}

/// How a key is written.
#[must_use]
pub fn name(on: On) -> String {
    match on {
        On::Digit => "0-9".to_owned(),
        On::Ctrl(letter) => format!("Ctrl-{letter}"),
        On::Key(code) => match code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::Enter => "↵".to_owned(),
            KeyCode::Esc => "Esc".to_owned(),
            KeyCode::BackTab => "S-Tab".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            other => other.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Action, KEYS, Scope, resolve};

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for (at, one) in KEYS.iter().enumerate() {
            for other in &KEYS[at + 1..] {
                let meet =
                    one.scope == other.scope || one.scope == Scope::Everywhere || other.scope == Scope::Everywhere;
                let shared: Vec<_> = one.on.iter().filter(|on| other.on.contains(on)).collect();
                assert!(!meet || shared.is_empty(), "{:?} and {:?} share {shared:?}", one.action, other.action);
            }
        }
    }

    #[test]
    fn a_key_means_what_its_screen_says() {
        let press = |code| KeyEvent::new(code, KeyModifiers::NONE);
        for (event, scope, expected) in [
            (press(KeyCode::Char('7')), Scope::Guide, Some(Action::Digit(7))),
            (press(KeyCode::Char('7')), Scope::Map, None),
            (press(KeyCode::Char('u')), Scope::Guide, Some(Action::Unknown)),
            (press(KeyCode::Char('u')), Scope::Browse, None),
            (KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL), Scope::Map, Some(Action::QuitNow)),
            (
                KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT),
                Scope::Map,
                Some(Action::Move(crate::tui::widgets::list::Move::Last)),
            ),
        ] {
            assert_eq!(resolve(event, scope), expected, "{event:?}");
        }
    }
}
