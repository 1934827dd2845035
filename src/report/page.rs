//! A page for people: what a screen wraps to its width and a pipe prints as it is.

/// A piece of a page, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// An empty line
    Blank,
    /// A heading
    Heading(String),
    /// A paragraph
    Text(String),
    /// A paragraph of lesser weight: origins, hints
    Aside(String),
    /// The words of evidence; they belong to the block above them
    Quote(String),
    /// A paragraph behind a mark: `1`, `•`, `✓`
    Item {
        /// What stands before it
        mark: String,
        /// The paragraph
        text: String,
    },
    /// A named value
    Field {
        /// Its name
        name: String,
        /// The value
        value: String,
    },
    /// Something to paste as it stands, line by line; it belongs to the block above it
    Command(String),
    /// The content of a file, line by line; it belongs to the block above it
    Sample(String),
    /// An address
    Link {
        /// What is there
        title: String,
        /// Where
        url: String,
    },
}

/// Blocks in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(pub Vec<Block>);

impl Page {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    /// Begins a section: a blank line, unless the page is empty, and a heading.
    pub fn section(&mut self, heading: &str) {
        if !self.0.is_empty() {
            self.push(Block::Blank);
        }
        self.push(Block::Heading(heading.to_owned()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: &str) {
        self.push(Block::Text(text.to_owned()));
    }

    /// Adds a paragraph of lesser weight.
    pub fn aside(&mut self, text: impl Into<String>) {
        self.push(Block::Aside(text.into()));
    }

    /// Adds the words of evidence.
    pub fn quote(&mut self, text: impl Into<String>) {
        self.push(Block::Quote(text.into()));
    }

    /// Adds a paragraph behind a mark.
    pub fn item(&mut self, mark: impl Into<String>, text: impl Into<String>) {
        self.push(Block::Item { mark: mark.into(), text: text.into() });
    }

    /// Adds a named value.
    pub fn field(&mut self, name: &str, value: impl Into<String>) {
        self.push(Block::Field { name: name.to_owned(), value: value.into() });
    }

    /// The page as plain text, unwrapped: for the clipboard.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for block in &self.0 {
            match block {
                Block::Blank => {}
                Block::Heading(line) | Block::Text(line) => text.push_str(line),
                Block::Aside(line) | Block::Quote(line) => text.extend(["  ", line]),
                Block::Item { mark, text: item } => text.extend([mark, " ", item]),
                Block::Field { name, value } => text.extend([name, ": ", value]),
                Block::Command(lines) | Block::Sample(lines) => text.push_str(lines),
                Block::Link { title, url } => text.extend([title, " ", url]),
            }
            text.push('\n');
        }
        text
    }
}
