//! The keymap: the one table of which key does what, and where. Footer, help, palette, README and the texts that name a
//! key are made from it; nothing else spells one.

use std::cmp::Reverse;

use crate::tui::keys::{Action, Chord, On};
use crate::tui::layout::Pane;
use crate::tui::theme::Signs;
use crate::tui::widgets::editor::Edit;
use crate::tui::widgets::list::Move;
use crate::words::screen::ScreenWords;

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every layer
    Everywhere,
    /// On every screen, while no overlay is open
    Screens,
    /// On the table of codes
    Browse,
    /// In the details beside it
    Details,
    /// In the search of the table, while it is typed
    Search,
    /// In the guide
    Guide,
    /// On the verdict
    Verdict,
    /// On the map
    Map,
    /// On a log
    Triage,
    /// Over a screen, in a page to read: why, what was read
    Reader,
    /// Over a screen, in the list of its keys
    Help,
    /// Over a screen, in a list to pick from: actions, symptoms
    Picker,
    /// In the search within a page, while it is typed
    Find,
    /// In any line that is typed
    TextBox,
}

impl Scope {
    /// Where the meaning of a key is looked for, the innermost scope first. What an overlay does not bind falls through to
    /// `Everywhere` only.
    #[must_use]
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Everywhere => &[Self::Everywhere],
            Self::Screens => &[Self::Screens, Self::Everywhere],
            Self::Browse => &[Self::Browse, Self::Screens, Self::Everywhere],
            Self::Details => &[Self::Details, Self::Browse, Self::Screens, Self::Everywhere],
            Self::Find => &[Self::TextBox, Self::Find, Self::Everywhere],
            Self::Search => &[Self::TextBox, Self::Search, Self::Screens, Self::Everywhere],
            Self::Guide => &[Self::Guide, Self::Screens, Self::Everywhere],
            Self::Verdict => &[Self::Verdict, Self::Screens, Self::Everywhere],
            Self::Map => &[Self::Map, Self::Screens, Self::Everywhere],
            Self::Triage => &[Self::Triage, Self::Screens, Self::Everywhere],
            Self::Reader => &[Self::Reader, Self::Everywhere],
            // the key that opened it closes it, too
            Self::Help => &[Self::Help, Self::TextBox, Self::Everywhere],
            Self::Picker => &[Self::TextBox, Self::Picker, Self::Everywhere],
            Self::TextBox => &[Self::TextBox, Self::Everywhere],
        }
    }

    /// Whether what is typed goes into a line.
    #[must_use]
    pub const fn types(self) -> bool {
        matches!(self, Self::Search | Self::Find | Self::Help | Self::Picker | Self::TextBox)
    }

    /// Whether the footer tells the keys of this scope alone: what lies under it waits.
    const fn alone(self) -> bool {
        matches!(self, Self::Search | Self::Find | Self::Details | Self::Reader | Self::Help | Self::Picker)
    }
}

/// A row of the keymap.
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

impl Binding {
    /// How its keys are written on the screen.
    #[must_use]
    pub fn spelled(&self, signs: &Signs) -> String {
        let keys: Vec<String> = self.on.iter().map(|on| on.shown(signs)).collect();
        keys.join(" ")
    }

    /// How the first of its keys is written.
    #[must_use]
    pub fn first(&self, signs: &Signs) -> String {
        self.on.first().map_or_else(String::new, |on| on.shown(signs))
    }
}

/// Which key does what.
#[derive(Clone, Copy, Debug)]
pub struct Keymap(&'static [Binding]);

impl Default for Keymap {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl Keymap {
    /// Every row, in the order in which help and palette show them.
    pub fn rows(&self) -> impl Iterator<Item = &'static Binding> + use<> {
        self.0.iter()
    }

    /// What a key means where `focus` is the innermost scope.
    #[must_use]
    pub fn resolve(&self, pressed: Chord, focus: Scope) -> Option<Action> {
        let of = |scope| self.rows().filter(move |row| row.scope == scope);
        let take = |row: &Binding| row.on.iter().find_map(|on| on.take(pressed, row.action));
        focus.chain().iter().find_map(|scope| of(*scope).find_map(take))
    }

    /// The rows that hold where `focus` is the innermost scope.
    pub fn holding(&self, focus: Scope) -> impl Iterator<Item = &'static Binding> + use<> {
        self.rows().filter(move |row| focus.chain().contains(&row.scope))
    }

    /// The rows for the footer, the most wanted ones first.
    #[must_use]
    pub fn footer(&self, focus: Scope) -> Vec<&'static Binding> {
        let told = |row: &&Binding| row.footer > 0 && (row.scope == focus || !focus.alone());
        let mut rows: Vec<&Binding> = self.holding(focus).filter(told).collect();
        rows.sort_by_key(|row| Reverse(row.footer));
        rows
    }

    /// How the first key for `action` is written where `focus` is the innermost scope.
    #[must_use]
    pub fn spelled(&self, action: Action, focus: Scope, signs: &Signs) -> String {
        let of = |scope| self.rows().find(move |row| row.scope == scope && row.action == action);
        let row = focus.chain().iter().find_map(|scope| of(*scope));
        row.map_or_else(String::new, |row| row.first(signs))
    }

    /// The row that does what `pressed` does in programs like this one, where it means nothing here.
    #[must_use]
    pub fn likely(&self, pressed: Chord, focus: Scope) -> Option<&'static Binding> {
        let hands = LIKELY.iter().filter(|(on, _)| on.iter().any(|on| on.take(pressed, Action::Enter).is_some()));
        let mut actions = hands.flat_map(|(_, actions)| *actions);
        actions.find_map(|action| self.holding(focus).find(|row| row.action == *action))
    }
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
    On::Chord(Chord::key(c))
}

const fn ctrl(c: char) -> On {
    On::Chord(Chord::key(c).ctrl())
}

const ENTER: On = On::Chord(Chord::ENTER);
const ESC: On = On::Chord(Chord::ESC);
const BACKSPACE: On = On::Chord(Chord::BACKSPACE);
const F1: On = On::Chord(Chord::function(1));

/// The keys as they are before a person changes them.
const DEFAULT: &[Binding] = &[
    row(Action::Enter, &[ENTER], Scope::Browse, 9, |words| words.diagnose),
    row(Action::Enter, &[ENTER], Scope::Guide, 9, |words| words.choose),
    row(Action::Enter, &[ENTER], Scope::Verdict, 9, |words| words.do_it),
    row(Action::Enter, &[ENTER], Scope::Map, 9, |words| words.go_there),
    row(Action::Enter, &[ENTER], Scope::Triage, 9, |words| words.diagnose),
    row(Action::Search, &[key('/')], Scope::Triage, 8, |words| words.search),
    row(Action::Digit(0), &[On::Digits], Scope::Triage, 0, |words| words.search_number),
    row(Action::Enter, &[ENTER], Scope::Details, 9, |words| words.unfold),
    row(Action::Fold, &[On::Chord(Chord::SPACE)], Scope::Details, 0, |words| words.fold),
    row(Action::Heading(true), &[key(']')], Scope::Details, 7, |words| words.next_heading),
    row(Action::Heading(false), &[key('[')], Scope::Details, 0, |words| words.last_heading),
    row(Action::Find, &[key('/')], Scope::Details, 6, |words| words.search),
    row(Action::Copy, &[key('y')], Scope::Details, 5, |words| words.copy),
    row(Action::CopyAll, &[key('Y')], Scope::Details, 2, |words| words.copy_block),
    row(Action::Out, &[ESC], Scope::Details, 4, |words| words.to_list),
    row(Action::Help, &[key('?'), F1], Scope::Details, 8, |words| words.help),
    row(Action::Sideways(true), &[On::Chord(Chord::RIGHT)], Scope::Screens, 0, |words| words.shift_right),
    row(Action::Sideways(false), &[On::Chord(Chord::LEFT)], Scope::Screens, 0, |words| words.shift_left),
    row(Action::Find, &[key('/')], Scope::Guide, 0, |words| words.find),
    row(Action::Find, &[key('/')], Scope::Verdict, 0, |words| words.find),
    row(Action::Find, &[key('/')], Scope::Map, 7, |words| words.find),
    row(Action::Find, &[key('/')], Scope::Reader, 7, |words| words.find),
    row(Action::FindNext(true), &[key('n')], Scope::Everywhere, 0, |words| words.next_hit),
    row(Action::FindNext(false), &[key('N')], Scope::Everywhere, 0, |words| words.last_hit),
    row(Action::FindKeep, &[ENTER], Scope::Find, 9, |words| words.find_keep),
    row(Action::FindClear, &[ESC], Scope::Find, 8, |words| words.typing_clear),
    row(Action::Search, &[key('/')], Scope::Browse, 8, |words| words.search),
    row(Action::Digit(0), &[On::Digits], Scope::Browse, 0, |words| words.search_number),
    row(Action::Digit(0), &[On::Numbers], Scope::Guide, 0, |words| words.choose_number),
    row(Action::Digit(0), &[On::Numbers], Scope::Verdict, 0, |words| words.choose_number),
    row(Action::Unknown, &[key('u')], Scope::Guide, 8, |words| words.unknown),
    row(Action::Tick, &[On::Chord(Chord::SPACE)], Scope::Verdict, 7, |words| words.tick),
    row(Action::Tick, &[On::Chord(Chord::SPACE)], Scope::Guide, 0, |words| words.mark_several),
    row(Action::Back, &[BACKSPACE], Scope::Guide, 7, |words| words.back),
    row(Action::Back, &[BACKSPACE], Scope::Verdict, 6, |words| words.back),
    row(Action::Back, &[BACKSPACE], Scope::Browse, 0, |words| words.back),
    row(Action::Back, &[BACKSPACE], Scope::Map, 0, |words| words.back),
    row(Action::Back, &[BACKSPACE], Scope::Triage, 0, |words| words.back),
    row(Action::Forget, &[key('x')], Scope::Browse, 0, |words| words.forget),
    row(Action::Symptom, &[key('d')], Scope::Browse, 8, |words| words.symptom),
    row(Action::Why, &[key('w')], Scope::Guide, 6, |words| words.why),
    row(Action::Why, &[key('w')], Scope::Verdict, 6, |words| words.why),
    row(Action::Why, &[key('w')], Scope::Map, 6, |words| words.why),
    row(Action::Map, &[key('m')], Scope::Guide, 5, |words| words.map),
    row(Action::Map, &[key('m')], Scope::Verdict, 4, |words| words.map),
    row(Action::OtherPane, &[On::Chord(Chord::TAB), On::Chord(Chord::TAB.shift())], Scope::Screens, 4, |words| {
        words.other_pane
    }),
    row(Action::ToPane(Pane::Main), &[key('h')], Scope::Screens, 0, |words| words.main_pane),
    row(Action::ToPane(Pane::Side), &[key('l')], Scope::Screens, 0, |words| words.side_pane),
    row(Action::Copy, &[key('y')], Scope::Everywhere, 3, |words| words.copy),
    row(Action::CopyAll, &[key('Y')], Scope::Everywhere, 0, |words| words.copy_all),
    row(Action::Out, &[ESC], Scope::Screens, 2, |words| words.out),
    row(Action::Undo, &[key('z')], Scope::Screens, 0, |words| words.undo),
    row(Action::Redo, &[key('Z')], Scope::Screens, 0, |words| words.redo),
    row(Action::Evidence, &[key('v')], Scope::Screens, 0, |words| words.evidence),
    row(Action::Faults, &[key('!')], Scope::Screens, 0, |words| words.faults),
    row(Action::Language, &[key('L')], Scope::Everywhere, 1, |words| words.language),
    row(Action::Log, &[key('t')], Scope::Screens, 0, |words| words.log),
    row(Action::Zoom, &[key('f')], Scope::Everywhere, 1, |words| words.zoom),
    row(Action::Help, &[key('?'), F1], Scope::Screens, 8, |words| words.help),
    row(Action::Palette, &[key(':')], Scope::Screens, 0, |words| words.palette),
    row(Action::Mouse, &[On::Chord(Chord::function(2))], Scope::Everywhere, 0, |words| words.mouse),
    row(Action::Suspend, &[ctrl('z')], Scope::Everywhere, 0, |words| words.suspend),
    row(Action::Quit, &[key('q')], Scope::Screens, 7, |words| words.quit),
    row(Action::QuitNow, &[ctrl('c')], Scope::Everywhere, 0, |words| words.quit_now),
    row(Action::Move(Move::By(1)), &[key('j'), On::Chord(Chord::DOWN), ctrl('n')], Scope::Everywhere, 0, |words| {
        words.down
    }),
    row(Action::Move(Move::By(-1)), &[key('k'), On::Chord(Chord::UP), ctrl('p')], Scope::Everywhere, 0, |words| {
        words.up
    }),
    row(Action::Move(Move::Pages(1)), &[On::Chord(Chord::PAGE_DOWN), ctrl('f')], Scope::Everywhere, 0, |words| {
        words.page_down
    }),
    row(Action::Move(Move::Pages(-1)), &[On::Chord(Chord::PAGE_UP), ctrl('b')], Scope::Everywhere, 0, |words| {
        words.page_up
    }),
    row(Action::Move(Move::Halves(1)), &[ctrl('d')], Scope::Everywhere, 0, |words| words.half_down),
    row(Action::Move(Move::Halves(-1)), &[ctrl('u')], Scope::Everywhere, 0, |words| words.half_up),
    row(Action::Move(Move::First), &[key('g'), On::Chord(Chord::HOME)], Scope::Everywhere, 0, |words| words.first),
    row(Action::Move(Move::Last), &[key('G'), On::Chord(Chord::END)], Scope::Everywhere, 0, |words| words.last),
    row(Action::Enter, &[ENTER], Scope::Search, 9, |words| words.typing_keep),
    row(Action::Out, &[ESC], Scope::Search, 8, |words| words.typing_clear),
    row(Action::Enter, &[ENTER], Scope::Picker, 9, |words| words.choose),
    row(Action::Close, &[ESC], Scope::Picker, 8, |words| words.to_close),
    row(Action::Close, &[ESC, ENTER, key('q'), key('w'), key('?'), F1], Scope::Reader, 8, |words| words.to_close),
    row(Action::Close, &[ESC, ENTER, key('?'), F1], Scope::Help, 8, |words| words.to_close),
    row(Action::Type(' '), &[On::Characters], Scope::TextBox, 0, |words| words.type_it),
    row(Action::Edit(Edit::Backspace), &[BACKSPACE, ctrl('h')], Scope::TextBox, 0, |words| words.delete_before),
    row(
        Action::Edit(Edit::Delete),
        &[On::Chord(Chord::DELETE), On::Chord(Chord::DELETE.ctrl())],
        Scope::TextBox,
        0,
        |words| words.delete_behind,
    ),
    row(Action::Edit(Edit::Word), &[ctrl('w'), On::Chord(Chord::BACKSPACE.ctrl())], Scope::TextBox, 0, |words| {
        words.delete_word
    }),
    row(Action::Edit(Edit::ToStart), &[ctrl('u')], Scope::TextBox, 0, |words| words.delete_to_start),
    row(
        Action::Edit(Edit::Left),
        &[On::Chord(Chord::LEFT), On::Chord(Chord::LEFT.ctrl())],
        Scope::TextBox,
        0,
        |words| words.left,
    ),
    row(
        Action::Edit(Edit::Right),
        &[On::Chord(Chord::RIGHT), On::Chord(Chord::RIGHT.ctrl())],
        Scope::TextBox,
        0,
        |words| words.right,
    ),
    row(
        Action::Edit(Edit::Home),
        &[ctrl('a'), On::Chord(Chord::HOME), On::Chord(Chord::HOME.ctrl())],
        Scope::TextBox,
        0,
        |words| words.to_start,
    ),
    row(
        Action::Edit(Edit::End),
        &[ctrl('e'), On::Chord(Chord::END), On::Chord(Chord::END.ctrl())],
        Scope::TextBox,
        0,
        |words| words.to_end,
    ),
];

/// Keys that hands know from programs like this one, and the actions that come closest: of those, the first one that has a
/// key where the person is.
const LIKELY: &[(&[On], &[Action])] = &[
    (&[key('i'), key('*'), ctrl('s')], &[Action::Search, Action::Find]),
    (&[On::Chord(Chord::SPACE)], &[Action::Move(Move::Pages(1))]),
    (&[key('b')], &[Action::Move(Move::Pages(-1))]),
    (&[key('u'), key('U')], &[Action::Undo]),
    (&[ctrl('r')], &[Action::Redo]),
    (&[key('o'), On::Digits], &[Action::Enter]),
    (&[key('c'), key('p')], &[Action::Copy]),
    (&[key('e')], &[Action::CopyAll]),
    (&[key('x'), key('d')], &[Action::Out]),
    (&[key('m'), key('w')], &[Action::Enter]),
    (&[key('Q')], &[Action::Quit]),
];

#[cfg(test)]
mod tests {
    use super::{Keymap, Scope};
    use crate::tui::keys::{Action, Chord};
    use crate::tui::layout::Pane;
    use crate::tui::widgets::editor::Edit;
    use crate::tui::widgets::list::Move;

    #[test]
    fn no_key_means_two_things_in_one_scope_and_screens_hide_nothing() {
        let screen = |scope: Scope| {
            use Scope::{Details, Find, Help, Picker, Reader, Search, TextBox};
            !matches!(scope, Details | Find | Reader | Help | Picker | Search | TextBox)
        };
        let rows: Vec<_> = Keymap::default().rows().collect();
        for (at, one) in rows.iter().enumerate() {
            for other in &rows[at + 1..] {
                let common = one.scope.chain().contains(&other.scope) || other.scope.chain().contains(&one.scope);
                let meet = one.scope == other.scope || common && screen(one.scope) && screen(other.scope);
                let shared: Vec<_> = one.on.iter().filter(|on| other.on.contains(on)).collect();
                assert!(!meet || shared.is_empty(), "{:?} and {:?} share {shared:?}", one.action, other.action);
            }
        }
    }

    #[test]
    fn every_action_has_a_key_and_every_row_an_action_with_an_id() {
        for action in Action::ALL {
            assert!(Keymap::default().rows().any(|row| row.action == action), "{action:?}");
        }
        for row in Keymap::default().rows() {
            assert_eq!(Action::from_id(row.action.id()), Some(row.action));
        }
    }

    #[test]
    fn a_key_that_means_nothing_here_leads_to_one_that_does() {
        for (key, focus, expected) in [
            ("i", Scope::Browse, Some(Action::Search)),
            ("i", Scope::Map, Some(Action::Find)),
            ("Space", Scope::Browse, Some(Action::Move(Move::Pages(1)))),
            ("u", Scope::Browse, Some(Action::Undo)),
            ("7", Scope::Map, Some(Action::Enter)),
            ("F5", Scope::Browse, None),
        ] {
            let chord: Chord = key.parse().unwrap();
            assert_eq!(Keymap::default().resolve(chord, focus), None, "{key} means something in {focus:?}");
            let likely = Keymap::default().likely(chord, focus).map(|row| row.action);
            assert_eq!(likely, expected, "{key} in {focus:?}");
        }
    }

    #[test]
    fn a_key_means_what_its_place_says() {
        for (key, focus, expected) in [
            ("7", Scope::Guide, Some(Action::Digit(7))),
            ("7", Scope::Map, None),
            ("0", Scope::Guide, None),
            ("0", Scope::Triage, Some(Action::Digit(0))),
            ("?", Scope::Help, Some(Action::Close)),
            ("q", Scope::Help, Some(Action::Type('q'))),
            ("Ctrl-n", Scope::Search, Some(Action::Move(Move::By(1)))),
            ("Left", Scope::Search, Some(Action::Edit(Edit::Left))),
            ("h", Scope::Guide, Some(Action::ToPane(Pane::Main))),
            ("7", Scope::Search, Some(Action::Type('7'))),
            ("u", Scope::Guide, Some(Action::Unknown)),
            ("u", Scope::Browse, None),
            ("Ctrl-c", Scope::Picker, Some(Action::QuitNow)),
            ("G", Scope::Map, Some(Action::Move(Move::Last))),
            ("q", Scope::Map, Some(Action::Quit)),
            ("q", Scope::Reader, Some(Action::Close)),
            ("q", Scope::Picker, Some(Action::Type('q'))),
            ("z", Scope::Reader, None),
            ("Tab", Scope::Picker, None),
            ("Ctrl-u", Scope::Reader, Some(Action::Move(Move::Halves(-1)))),
            ("Ctrl-u", Scope::Picker, Some(Action::Edit(Edit::ToStart))),
            ("S-Tab", Scope::Guide, Some(Action::OtherPane)),
        ] {
            let chord: Chord = key.parse().unwrap();
            assert_eq!(Keymap::default().resolve(chord, focus), expected, "{key} in {focus:?}");
        }
    }
}
