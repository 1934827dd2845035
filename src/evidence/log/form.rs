//! The forms of logs.

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// One JSON object a line
    JsonLines,
    /// JSON objects in an array
    JsonArray,
    /// A table whose first row names the columns
    Csv,
    /// The lines of the console
    Text,
}
