//! What a person typed, as it is searched for.

/// The longest query that is looked at, in characters.
const MAX_QUERY: usize = 256;

/// What a person typed, cut into terms.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) terms: Vec<String>,
    /// The terms without the blanks between them
    pub(super) whole: String,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        let folded: String = text.chars().take(MAX_QUERY).map(narrow).flat_map(char::to_lowercase).collect();
        let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let terms: Vec<String> = folded.split_whitespace().map(letters).filter(|term| !term.is_empty()).collect();
        Self { whole: terms.concat(), terms }
    }
}

/// A full-width letter or digit as its ASCII twin.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}
