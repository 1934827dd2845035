//! The shape of a checked catalogue file.

use serde::Serialize;

use crate::clean::Clean;

/// A file and its faults; without any, it can be used.
#[derive(Debug, Serialize)]
pub struct Checked {
    file: String,
    faults: Vec<Fault>,
}

#[derive(Debug, Serialize)]
struct Fault {
    /// From 1; null where the file as a whole is meant
    line: Option<usize>,
    column: Option<usize>,
    what: String,
    next: String,
}

impl Checked {
    /// A file without faults so far.
    #[must_use]
    pub fn new(file: &Clean) -> Self {
        Self { file: file.to_string(), faults: Vec::new() }
    }

    /// Adds a fault: its line and column from 1, what is wrong, and what to do.
    pub fn fault(&mut self, position: Option<(usize, usize)>, what: &str, next: &str) {
        let (line, column) = position.unzip();
        self.faults.push(Fault { line, column, what: what.to_owned(), next: next.to_owned() });
    }
}
