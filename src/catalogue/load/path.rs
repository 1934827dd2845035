//! Places in a catalogue file, as steps from its top.

use std::fmt;

/// A step from the top of a file to a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Under this key of a mapping
    Key(String),
    /// At this position of a list, from 0
    Index(usize),
}

/// The way from the top of a file to a place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// A key of the top level.
    #[must_use]
    pub fn top(key: &str) -> Self {
        Self(vec![Segment::Key(key.to_owned())])
    }

    /// The place under `key`.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Segment::Key(key.to_owned()));
        Self(steps)
    }

    /// The place at `index`.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Segment::Index(index));
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Segment::Key(key) if at == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
