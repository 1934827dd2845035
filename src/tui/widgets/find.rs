//! A search within what is shown: the words, where they stand, and the way from one place to the next. It knows blocks
//! and places, so that it serves every page.

use crate::report::page::{Block, Choice};
use crate::tui::widgets::editor::{Edit, Editor};

/// Where a block stands: its section, and its number within that. Ascending from top to bottom.
pub type Key = (u32, u32);

/// A place in the text of a block, the same at every width: in a block, in one of its two texts (a name before a value),
/// so many bytes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The block
    pub key: Key,
    /// Which of its texts
    pub part: u8,
    /// Bytes before it
    pub at: usize,
}

/// Where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Their beginning
    pub place: Place,
    /// Their length, in bytes
    pub len: usize,
}

/// A search within a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// While it is typed
    editor: Option<Editor>,
    query: String,
    hits: Vec<Hit>,
    /// Where the person was when it began
    from: Place,
    /// The hit that was gone to
    now: Option<usize>,
    /// It was changed, and nobody has looked since
    changed: bool,
}

/// A page that can be searched.
pub trait Searched {
    /// The search in it.
    fn find(&mut self) -> &mut Find;

    /// Where the person is.
    fn place(&self) -> Place;

    /// Brings a place into a window of `height` lines.
    fn go_to(&mut self, place: Place, height: u16);
}

impl Find {
    /// Begins to type one; `from` is where the person is.
    pub fn begin(&mut self, from: Place) {
        *self = Self { editor: Some(Editor::default()), from, ..Self::default() };
    }

    /// The line while it is typed.
    #[must_use]
    pub const fn typed(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// What is searched for; empty where nothing is.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Where the words stand, from top to bottom.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The number of the hit that was gone to, from 1 on, among how many.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.now.map_or(0, |now| now + 1), self.hits.len())
    }

    /// Changes the line that is typed.
    pub fn edit(&mut self, change: impl FnOnce(&mut Editor)) {
        if let Some(editor) = &mut self.editor {
            change(editor);
            editor.text().clone_into(&mut self.query);
            self.changed = true;
        }
    }

    /// Takes back a character or more; from an empty line it leaves the search.
    pub fn take_back(&mut self, edit: Edit) {
        match &self.editor {
            Some(editor) if edit == Edit::Backspace && editor.text().is_empty() => *self = Self::default(),
            _ => self.edit(|editor| editor.edit(edit)),
        }
    }

    /// Ends typing; the hits stay lit.
    pub fn keep(&mut self) {
        self.editor = None;
        if self.query.is_empty() {
            *self = Self::default();
        }
    }

    /// Leaves the search; where the person was when it began.
    pub fn clear(&mut self) -> Place {
        std::mem::take(self).from
    }

    /// Whether it was changed since the last look.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.changed
    }

    /// Looks through blocks, from top to bottom. Case does not count. Where to go, where the search was changed.
    pub fn look<'b>(&mut self, blocks: impl IntoIterator<Item = (Key, &'b Block)>) -> Option<Place> {
        self.gather(blocks);
        std::mem::take(&mut self.changed).then(|| self.first())
    }

    fn gather<'b>(&mut self, blocks: impl IntoIterator<Item = (Key, &'b Block)>) {
        self.hits.clear();
        let wanted = self.query.trim().to_lowercase();
        if wanted.is_empty() {
            return;
        }
        for (key, block) in blocks {
            for (part, text) in (0..).zip(texts(block)) {
                let hit = |(at, len)| Hit { place: Place { key, part, at }, len };
                self.hits.extend(found(text, &wanted).into_iter().map(hit));
            }
        }
    }

    /// Goes to the first hit from where the search began on; where that is.
    fn first(&mut self) -> Place {
        self.now = (!self.hits.is_empty()).then(|| self.hits.partition_point(|hit| hit.place < self.from));
        if self.now == Some(self.hits.len()) {
            self.now = Some(0);
        }
        self.now.map_or(self.from, |now| self.hits[now].place)
    }

    /// Goes to the next hit, or the one before; behind the last comes the first. Where that is; nothing where none is.
    pub fn next(&mut self, onward: bool) -> Option<Place> {
        let count = self.hits.len();
        if count == 0 {
            return None;
        }
        let now = match (self.now, onward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(now), true) => (now + 1) % count,
            (Some(now), false) => (now + count - 1) % count,
        };
        self.now = Some(now);
        Some(self.hits[now].place)
    }
}

/// The texts of a block that are looked through: a name, then what stands behind it.
#[must_use]
pub fn texts(block: &Block) -> [&str; 2] {
    match block {
        Block::Blank => ["", ""],
        Block::Title(text)
        | Block::Heading(text)
        | Block::Subheading(text)
        | Block::Text(text)
        | Block::Aside(text)
        | Block::Quote(text)
        | Block::Command(text)
        | Block::Sample(text)
        | Block::Item { text, .. }
        | Block::Choice(Choice { text, .. }) => [text, ""],
        Block::Field { name, value } => [name, value],
        Block::Link { title, url } => [title, url],
    }
}

/// Where `wanted`, in small letters, stands in `text`: place and length in bytes.
fn found(text: &str, wanted: &str) -> Vec<(usize, usize)> {
    if text.is_ascii() {
        let small = text.to_ascii_lowercase();
        return small.match_indices(wanted).map(|(at, found)| (at, found.len())).collect();
    }
    // a small letter may be longer than its capital, so each knows where it comes from
    let (mut small, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    for (at, c) in text.char_indices() {
        small.extend(c.to_lowercase());
        from.resize(small.len(), at);
    }
    from.push(text.len());
    let place = |(at, found): (usize, &str)| {
        let end = from[at + found.len()];
        (from[at], end.max(from[at]) - from[at])
    };
    small.match_indices(wanted).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::{Find, Place, found};
    use crate::report::page::Block;

    #[test]
    fn case_does_not_count_and_places_are_those_of_the_text() {
        for (text, wanted, expected) in [
            ("Port 9000, PORT", "port", &[(0, 4), (11, 4)][..]),
            ("监听 Port，端口", "port", &[(7, 4)]),
            ("İstanbul port", "port", &[(10, 4)]),
            ("端口", "口", &[(3, 3)]),
            ("abc", "x", &[]),
        ] {
            assert_eq!(found(text, wanted), expected, "{text:?}");
        }
    }

    #[test]
    fn the_way_leads_from_hit_to_hit_and_round() {
        let blocks = ["a port", "none", "port port"].map(|text| Block::Text(text.to_owned()));
        let keyed = || (0..).map(|at| (0, at)).zip(&blocks);
        let mut find = Find::default();
        find.begin(Place { key: (0, 1), ..Place::default() });
        find.edit(|editor| editor.insert("Port"));
        assert_eq!((find.look(keyed()).map(|it| it.key), find.count()), (Some((0, 2)), (2, 3)), "from where one was");
        assert_eq!(find.look(keyed()), None, "nothing was changed since");
        let ways: Vec<_> = [true, true, true, false].map(|onward| find.next(onward).map(|it| (it.key, it.at))).into();
        assert_eq!(ways, [Some(((0, 2), 5)), Some(((0, 0), 2)), Some(((0, 2), 0)), Some(((0, 0), 2))]);
        assert_eq!(find.clear().key, (0, 1), "leaving leads back");
    }
}
