//! Prefixes: which of many texts another one begins with. One binary search, however many there are.

/// Texts in order, each with the numbers that it stands for.
#[derive(Debug)]
pub(super) struct Prefixes<'p> {
    entries: Vec<Entry<'p>>,
    /// Sorted by the texts that they belong to
    numbers: Vec<usize>,
    /// Where the entries begin whose first byte is this one; and, last, where all end
    firsts: Vec<usize>,
}

#[derive(Debug)]
struct Entry<'p> {
    text: &'p str,
    /// Where its numbers begin; they end where those of the next begin
    numbers: usize,
    /// The longest other entry that this one begins with
    shorter: Option<usize>,
}

impl<'p> Prefixes<'p> {
    /// Makes texts ready; one may come with several numbers. The empty text begins everything.
    pub(super) fn new(mut pairs: Vec<(&'p str, usize)>) -> Self {
        pairs.sort_unstable();
        let mut entries: Vec<Entry<'p>> = Vec::new();
        for (at, (text, _)) in pairs.iter().enumerate() {
            if entries.last().is_some_and(|last| last.text == *text) {
                continue;
            }
            // in order, so what this one begins with is the last one or what that begins with
            let mut shorter = entries.len().checked_sub(1);
            while let Some(entry) = shorter.map(|at| &entries[at]).filter(|entry| !text.starts_with(entry.text)) {
                shorter = entry.shorter;
            }
            entries.push(Entry { text, numbers: at, shorter });
        }
        let first = |entry: &Entry<'_>| entry.text.bytes().next();
        let firsts = (0..=u8::MAX).map(|byte| entries.partition_point(|entry| first(entry) < Some(byte)));
        let firsts = firsts.chain([entries.len()]).collect();
        Self { numbers: pairs.into_iter().map(|(_, number)| number).collect(), entries, firsts }
    }

    /// Adds to `found` the numbers of all that `text` begins with.
    pub(super) fn find(&self, text: &str, found: &mut Vec<usize>) {
        let (from, to) = match text.bytes().next() {
            Some(byte) => (self.firsts[usize::from(byte)], self.firsts[usize::from(byte) + 1]),
            None => (0, 0),
        };
        // the last that is not behind `text` begins with each that `text` begins with
        let behind = from + self.entries[from..to].partition_point(|entry| entry.text <= text);
        let none_but_empty = self.firsts[0].checked_sub(1);
        let mut at = behind.checked_sub(1).filter(|at| *at >= from).or(none_but_empty);
        while let Some(entry) = at.map(|at| &self.entries[at]) {
            if text.starts_with(entry.text) {
                let end = at.and_then(|at| self.entries.get(at + 1)).map_or(self.numbers.len(), |next| next.numbers);
                found.extend_from_slice(&self.numbers[entry.numbers..end]);
            }
            at = entry.shorter;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Prefixes;

    proptest! {
        #[test]
        fn what_a_text_begins_with_is_found(words in vec("[ab超]{0,4}", 0..12), text in "[ab超]{0,6}") {
            let pairs = words.iter().enumerate().map(|(number, word)| (word.as_str(), number)).collect();
            let mut found = Vec::new();
            Prefixes::new(pairs).find(&text, &mut found);
            found.sort_unstable();
            let expected: Vec<usize> = (0..words.len()).filter(|at| text.starts_with(&words[*at])).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
