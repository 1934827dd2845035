//! A line of text with a caret.

use unicode_segmentation::UnicodeSegmentation;

use crate::clean::{Clean, width};

/// The longest line that is taken, in bytes.
const MAX_BYTES: usize = 1024;

/// A line of text and the caret in it. What is typed or pasted is made harmless on the way in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// In bytes, always at the border of what a person calls a character
    caret: usize,
}

/// A way to change the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Takes the character before the caret away
    Backspace,
    /// Takes the character behind the caret away
    Delete,
    /// Takes the word before the caret away
    Word,
    /// Takes everything before the caret away
    ToStart,
    /// One character back
    Left,
    /// One character on
    Right,
    /// To the start
    Home,
    /// To the end
    End,
}

impl Editor {
    /// The line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line with the caret at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        let mut editor = Self::default();
        editor.insert(text);
        editor
    }

    /// Puts `text` in at the caret.
    pub fn insert(&mut self, text: &str) {
        let text = Clean::new(text);
        let room = MAX_BYTES.saturating_sub(self.text.len());
        let fits = text.grapheme_indices(true).map(|(at, part)| at + part.len()).take_while(|end| *end <= room).last();
        let text = &text[..fits.unwrap_or(0)];
        self.text.insert_str(self.caret, text);
        self.caret += text.len();
        // a mark may have joined the character before or behind it
        while !self.borders().any(|border| border == self.caret) {
            self.caret += 1;
        }
    }

    /// Changes the line.
    pub fn edit(&mut self, edit: Edit) {
        let before = self.borders().filter(|border| *border < self.caret).last().unwrap_or(0);
        let behind = self.borders().find(|border| *border > self.caret).unwrap_or(self.text.len());
        match edit {
            Edit::Backspace => self.cut(before),
            Edit::Delete => {
                self.text.replace_range(self.caret..behind, "");
            }
            Edit::Word => {
                let head = self.text[..self.caret].trim_end();
                self.cut(head.rfind(' ').map_or(0, |blank| blank + 1));
            }
            Edit::ToStart => self.cut(0),
            Edit::Left => self.caret = before,
            Edit::Right => self.caret = behind,
            Edit::Home => self.caret = 0,
            Edit::End => self.caret = self.text.len(),
        }
    }

    /// The part of the line that shows in `cells` cells, and the cell of the caret in it.
    #[must_use]
    pub fn window(&self, cells: usize) -> (&str, usize) {
        let mut from = 0;
        for border in self.borders().take_while(|border| *border <= self.caret) {
            from = border;
            if width(&self.text[from..self.caret]) < cells.max(1) {
                break;
            }
        }
        (&self.text[from..], width(&self.text[from..self.caret]))
    }

    fn cut(&mut self, from: usize) {
        self.text.replace_range(from..self.caret, "");
        self.caret = from;
    }

    fn borders(&self) -> impl Iterator<Item = usize> {
        self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{Edit, Editor};

    #[test]
    fn typing_and_taking_back() {
        let mut editor = Editor::with("port 端口");
        editor.edit(Edit::Backspace);
        assert_eq!(editor.text(), "port 端");
        editor.edit(Edit::Left);
        editor.insert("9");
        assert_eq!((editor.text(), editor.window(20).1), ("port 9端", 6));
        editor.edit(Edit::Word);
        assert_eq!(editor.text(), "port 端");
        editor.edit(Edit::ToStart);
        assert_eq!((editor.text(), editor.window(20).1), ("端", 0));
        editor.edit(Edit::Delete);
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn the_window_keeps_the_caret_in_sight() {
        let editor = Editor::with("abcdefghij");
        assert_eq!(editor.window(4), ("hij", 3));
        assert_eq!(editor.window(80), ("abcdefghij", 10));
    }

    proptest! {
        #[test]
        fn the_caret_stays_between_characters(steps in prop::collection::vec((any::<String>(), 0_u8..8), 0..20)) {
            let mut editor = Editor::default();
            for (text, edit) in steps {
                editor.insert(&text);
                editor.edit([Edit::Backspace, Edit::Delete, Edit::Word, Edit::ToStart, Edit::Left, Edit::Right, Edit::Home, Edit::End][usize::from(edit)]);
                assert!(editor.text().is_char_boundary(editor.caret));
                let _ = editor.window(7);
            }
        }
    }
}
