//! The actions: what a person means by a key, each with an id that stays.

use crate::tui::layout::Pane;
use crate::tui::widgets::editor::Edit;
use crate::tui::widgets::list::Move;

/// What a person means by a key. Each has an id that stays, for settings and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the labels in the keymap say it")]
pub enum Action {
    Move(Move),
    OtherPane,
    ToPane(Pane),
    Search,
    Find,
    FindNext(bool),
    FindKeep,
    FindClear,
    Fold,
    Heading(bool),
    Sideways(bool),
    Digit(u8),
    Enter,
    Out,
    Close,
    Back,
    Symptom,
    Unknown,
    Tick,
    Why,
    Map,
    Evidence,
    Faults,
    Forget,
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
    Type(char),
    Edit(Edit),
}

impl Action {
    /// Every action; those that get a key of a class stand here once.
    pub const ALL: [Self; 57] = [
        Self::Move(Move::By(1)),
        Self::Move(Move::By(-1)),
        Self::Move(Move::Pages(1)),
        Self::Move(Move::Pages(-1)),
        Self::Move(Move::Halves(1)),
        Self::Move(Move::Halves(-1)),
        Self::Move(Move::First),
        Self::Move(Move::Last),
        Self::OtherPane,
        Self::ToPane(Pane::Main),
        Self::ToPane(Pane::Side),
        Self::Search,
        Self::Find,
        Self::FindNext(true),
        Self::FindNext(false),
        Self::FindKeep,
        Self::FindClear,
        Self::Fold,
        Self::Heading(true),
        Self::Heading(false),
        Self::Sideways(true),
        Self::Sideways(false),
        Self::Digit(0),
        Self::Enter,
        Self::Out,
        Self::Close,
        Self::Back,
        Self::Symptom,
        Self::Unknown,
        Self::Tick,
        Self::Why,
        Self::Map,
        Self::Evidence,
        Self::Faults,
        Self::Forget,
        Self::Log,
        Self::Copy,
        Self::CopyAll,
        Self::Undo,
        Self::Redo,
        Self::Language,
        Self::Zoom,
        Self::Mouse,
        Self::Help,
        Self::Palette,
        Self::Suspend,
        Self::Quit,
        Self::QuitNow,
        Self::Type(' '),
        Self::Edit(Edit::Backspace),
        Self::Edit(Edit::Delete),
        Self::Edit(Edit::Word),
        Self::Edit(Edit::ToStart),
        Self::Edit(Edit::Left),
        Self::Edit(Edit::Right),
        Self::Edit(Edit::Home),
        Self::Edit(Edit::End),
    ];

    /// Its id: a name in small letters that stays.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Move(step) => move_id(step),
            Self::Edit(edit) => edit_id(edit),
            Self::OtherPane => "other-pane",
            Self::ToPane(Pane::Main) => "main-pane",
            Self::ToPane(Pane::Side) => "side-pane",
            Self::Search => "search",
            Self::Find => "find",
            Self::FindNext(true) => "find-next",
            Self::FindNext(false) => "find-last",
            Self::FindKeep => "find-keep",
            Self::FindClear => "find-clear",
            Self::Fold => "fold",
            Self::Heading(true) => "next-heading",
            Self::Heading(false) => "last-heading",
            Self::Sideways(true) => "shift-right",
            Self::Sideways(false) => "shift-left",
            Self::Digit(_) => "digit",
            Self::Enter => "enter",
            Self::Out => "out",
            Self::Close => "close",
            Self::Back => "back",
            Self::Symptom => "symptom",
            Self::Unknown => "unknown",
            Self::Tick => "tick",
            Self::Why => "why",
            Self::Map => "map",
            Self::Evidence => "evidence",
            Self::Faults => "faults",
            Self::Forget => "forget",
            Self::Log => "log",
            Self::Copy => "copy",
            Self::CopyAll => "copy-all",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Language => "language",
            Self::Zoom => "zoom",
            Self::Mouse => "mouse",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Suspend => "suspend",
            Self::Quit => "quit",
            Self::QuitNow => "quit-now",
            Self::Type(_) => "type",
        }
    }

    /// The action with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

const fn move_id(step: Move) -> &'static str {
    match step {
        Move::By(..=-1) => "up",
        Move::By(_) => "down",
        Move::Pages(..=-1) => "page-up",
        Move::Pages(_) => "page-down",
        Move::Halves(..=-1) => "half-page-up",
        Move::Halves(_) => "half-page-down",
        Move::First => "first",
        Move::Last => "last",
    }
}

const fn edit_id(edit: Edit) -> &'static str {
    match edit {
        Edit::Backspace => "delete-before",
        Edit::Delete => "delete-behind",
        Edit::Word => "delete-word",
        Edit::ToStart => "delete-to-start",
        Edit::Left => "left",
        Edit::Right => "right",
        Edit::Home => "to-start",
        Edit::End => "to-end",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Action;

    #[test]
    fn every_action_has_an_id_of_its_own_that_leads_back() {
        let ids: BTreeSet<&str> = Action::ALL.into_iter().map(Action::id).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(Action::from_id(action.id()), Some(action));
        }
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }
}
