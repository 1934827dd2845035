//! A page: what a screen wraps to its width and a pipe prints as it is. Its choices say where they lead, so that
//! whatever shows it has to know nothing of a case.

use crate::catalogue::origin::Origin;
use crate::catalogue::{CauseId, QuestionId};
use crate::fact::Value;
use crate::lang::Str;
use crate::session::StepOf;

/// A piece of a page, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// An empty line
    Blank,
    /// The one line of a page that matters: the question, the verdict
    Title(String),
    /// A heading
    Heading(String),
    /// A heading within a section
    Subheading(String),
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
    /// A paragraph that can be chosen
    Choice(Choice),
}

/// A paragraph that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands before it: what a person types to choose it, else a sign
    pub mark: String,
    /// The paragraph
    pub text: String,
    /// What it is
    pub role: Role,
    /// Where it leads
    pub target: Target,
    /// How far it is moved to the right, in cells
    pub indent: u16,
}

/// What a choice is; a screen gives each a style of its own, and those with a state a sign beside the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An answer, or anything else to choose by its number
    Answer,
    /// The answer that was given
    Chosen,
    /// A step that is not done yet
    ToDo,
    /// A step that is done
    Done,
    /// A confirmed cause, a settled question
    Confirmed,
    /// A likely cause, a question that waits for its answer
    Likely,
    /// A possible cause, an open question
    Possible,
    /// A cause that is excluded, or was tried in vain
    RuledOut,
    /// An answer that counts against what evidence says
    Override,
    /// The question that is asked now
    Current,
    /// What matters less
    Muted,
}

/// Where a choice leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This value is the answer
    Answer(Value),
    /// "I don't know" is the answer
    Unknown,
    /// This step is done, or not done after all
    Step(StepOf),
    /// The fix helped, or did not
    Helped(bool),
    /// This question is asked again
    Question(QuestionId),
    /// This cause is explained
    Cause(CauseId),
    /// This question is asked, since it tells causes apart
    Check(QuestionId),
    /// It is told how to get this evidence
    Evidence(Origin),
    /// A case begins with this failure of a log
    Failure(u16),
    /// A case begins with this symptom, by its id
    Symptom(Str),
}

/// Blocks in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(pub Vec<Block>);

impl Page {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    /// Adds another page below a blank line.
    pub fn join(&mut self, other: Self) {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.push(Block::Blank);
        }
        self.0.extend(other.0);
    }

    /// Begins a section: a blank line, unless the page is empty, and a heading.
    pub fn section(&mut self, heading: &str) {
        if !self.0.is_empty() {
            self.push(Block::Blank);
        }
        self.push(Block::Heading(heading.to_owned()));
    }

    /// Begins with the one line that matters.
    #[must_use]
    pub fn about(title: impl Into<String>) -> Self {
        Self(vec![Block::Title(title.into())])
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

    /// Adds a section of such paragraphs; nothing where there are none.
    pub fn items<'a>(&mut self, heading: &str, texts: impl IntoIterator<Item = &'a str>) {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_some() {
            self.section(heading);
            texts.for_each(|text| self.item("•", text));
        }
    }

    /// Adds a named value.
    pub fn field(&mut self, name: &str, value: impl Into<String>) {
        self.push(Block::Field { name: name.to_owned(), value: value.into() });
    }

    /// Adds a choice at the left.
    pub fn choice(&mut self, mark: impl Into<String>, text: impl Into<String>, role: Role, target: Target) {
        self.push(Block::Choice(Choice { mark: mark.into(), text: text.into(), role, target, indent: 0 }));
    }

    /// What can be chosen, from top to bottom.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.0.iter().filter_map(|block| match block {
            Block::Choice(choice) => Some(choice),
            _ => None,
        })
    }

    /// Has `mark` before the choices that lead to `target`: the key for it.
    pub fn mark(&mut self, target: &Target, mark: &str) {
        for block in &mut self.0 {
            if let Block::Choice(choice) = block
                && choice.target == *target
            {
                mark.clone_into(&mut choice.mark);
            }
        }
    }

    /// Shows these answers, and no others, as chosen.
    pub fn choose(&mut self, answers: &[Value]) {
        for block in &mut self.0 {
            if let Block::Choice(choice) = block
                && let Target::Answer(value) = &choice.target
            {
                choice.role = if answers.contains(value) { Role::Chosen } else { Role::Answer };
            }
        }
    }

    /// The page with `title` before its first heading.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        if let Some(Block::Title(heading) | Block::Heading(heading)) = self.0.first_mut() {
            heading.insert_str(0, title);
        }
        self
    }

    /// The page as plain text, unwrapped: for the clipboard.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for block in &self.0 {
            match block {
                Block::Blank => {}
                Block::Title(line) | Block::Heading(line) | Block::Subheading(line) | Block::Text(line) => {
                    text.push_str(line);
                }
                Block::Aside(line) | Block::Quote(line) => text.extend(["  ", line]),
                Block::Item { mark, text: item } => text.extend([mark, " ", item]),
                Block::Field { name, value } => text.extend([name, ": ", value]),
                Block::Command(lines) | Block::Sample(lines) => text.push_str(lines),
                Block::Link { title, url } => text.extend([title, " ", url]),
                Block::Choice(choice) => {
                    text.extend(std::iter::repeat_n(' ', usize::from(choice.indent)));
                    text.extend([&choice.mark, " ", &choice.text]);
                }
            }
            text.push('\n');
        }
        text
    }
}
