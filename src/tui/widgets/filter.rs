//! What a list is narrowed to: a line that is typed, or one that was kept.

use crate::tui::widgets::editor::{Edit, Editor};

/// What of a list is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of it
    #[default]
    Off,
    /// What the search finds, while it is typed
    Typing(Editor),
    /// What the search found
    Kept(String),
}

impl Filter {
    /// What is searched for; empty where nothing is.
    #[must_use]
    pub fn query(&self) -> &str {
        match self {
            Self::Off => "",
            Self::Typing(editor) => editor.text(),
            Self::Kept(query) => query,
        }
    }

    /// Whether what is typed goes into it.
    #[must_use]
    pub const fn typing(&self) -> bool {
        matches!(self, Self::Typing(_))
    }

    /// Goes on typing at the end of what was kept.
    pub fn open(&mut self) {
        *self = Self::Typing(Editor::with(self.query()));
    }

    /// Types; begins anew where nothing was being typed.
    pub fn insert(&mut self, text: &str) {
        match self {
            Self::Typing(editor) => editor.insert(text),
            Self::Off | Self::Kept(_) => *self = Self::Typing(Editor::with(text)),
        }
    }

    /// Changes the line; taking back from an empty one leaves it.
    pub fn edit(&mut self, edit: Edit) {
        match self {
            Self::Typing(editor) if edit == Edit::Backspace && editor.text().is_empty() => *self = Self::Off,
            Self::Typing(editor) => editor.edit(edit),
            Self::Off | Self::Kept(_) => {}
        }
    }

    /// Ends the typing and keeps what it found; whether anything was being typed.
    pub fn keep(&mut self) -> bool {
        let Self::Typing(editor) = self else { return false };
        let query = editor.text().to_owned();
        *self = if query.is_empty() { Self::Off } else { Self::Kept(query) };
        true
    }

    /// Shows all again; whether anything was left out.
    pub fn clear(&mut self) -> bool {
        std::mem::take(self) != Self::Off
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::tui::widgets::editor::Edit;

    #[test]
    fn a_line_is_typed_kept_gone_on_with_and_cleared() {
        let mut filter = Filter::default();
        filter.insert("4");
        filter.insert("46");
        assert!(filter.typing() && filter.keep() && !filter.keep());
        assert_eq!((filter.query(), filter.typing()), ("446", false));
        filter.open();
        filter.edit(Edit::Backspace);
        assert_eq!((filter.query(), filter.typing()), ("44", true));
        filter.keep();
        filter.insert("9");
        assert_eq!(filter.query(), "9", "what is typed behind a kept one begins anew");
        assert!(filter.clear() && !filter.clear());
        filter.open();
        filter.edit(Edit::Backspace);
        assert_eq!(filter, Filter::Off);
        filter.open();
        assert!(filter.keep() && filter == Filter::Off, "nothing typed is nothing kept");
    }
}
