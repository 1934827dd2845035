//! Line index of a catalogue file: where each of its entries begins, found in one pass.

use saphyr_parser::{Event, Parser};

use crate::catalogue::entry::{EntryKind, Written};
use crate::lang::Str;

/// The keys by which an entry of a list is named.
const NAMES: [&str; 3] = ["id", "code", "group"];

/// Where each entry of `text` begins, in the order of the file; what is no YAML ends it.
#[must_use]
pub fn lines(text: &str) -> Vec<Written> {
    let mut index = Index::default();
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        index.take(&event, u32::try_from(span.start.line()).unwrap_or(u32::MAX));
    }
    index.lines
}

/// A collection that is open, outermost first.
enum Open {
    /// A mapping: the key whose value comes next
    Mapping(Option<String>),
    List,
}

#[derive(Default)]
struct Index {
    open: Vec<Open>,
    /// The line of the entry of a list that is open
    begun: u32,
    lines: Vec<Written>,
}

impl Index {
    fn take(&mut self, event: &Event<'_>, line: u32) {
        match event {
            Event::MappingStart(..) => {
                if let [Open::Mapping(_), Open::List] = self.open.as_slice() {
                    self.begun = line;
                }
                self.open.push(Open::Mapping(None));
            }
            Event::SequenceStart(..) => self.open.push(Open::List),
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.valued();
            }
            Event::Scalar(word, ..) => self.scalar(word, line),
            Event::Alias(_) => self.valued(),
            _ => {}
        }
    }

    fn scalar(&mut self, word: &str, line: u32) {
        match self.open.as_slice() {
            // `facts: {deploy: …}`
            [Open::Mapping(Some(section)), Open::Mapping(None)] => self.found(&section.clone(), word, line),
            // `codes: [{code: 446, …}]`
            [Open::Mapping(Some(section)), Open::List, Open::Mapping(Some(key))] if NAMES.contains(&key.as_str()) => {
                self.found(&section.clone(), word, self.begun);
            }
            _ => {}
        }
        match self.open.last_mut() {
            Some(Open::Mapping(key @ None)) => *key = Some(word.to_owned()),
            _ => self.valued(),
        }
    }

    /// The value of a key has come to its end.
    fn valued(&mut self) {
        if let Some(Open::Mapping(key)) = self.open.last_mut() {
            *key = None;
        }
    }

    fn found(&mut self, section: &str, slug: &str, line: u32) {
        self.lines.extend(EntryKind::of_section(section).map(|kind| Written { kind, slug: Str::from(slug), line }));
    }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::catalogue::entry::EntryKind;

    #[test]
    fn every_entry_is_found_at_its_line() {
        let text = "\
# a head
facts:
  deploy:
    label: {en: a, zh: b}
    values: {code: {en: c, zh: d}}
  port.9000: {label: {en: a, zh: b}, type: flag}
codes:
  - code: 446
    retry: &retry {hand: {en: no, zh: no}}
  - retry: *retry
    code: 447
guide:
  - group: start
    ask: [{deploy: {code: [id, code]}}]
causes: [{fix: [{text: {id: x}}], id: one}, {id: two}]
";
        let found: Vec<_> = lines(text).into_iter().map(|it| (it.kind, it.slug.to_string(), it.line)).collect();
        let expected = [
            (EntryKind::Fact, "deploy", 3),
            (EntryKind::Fact, "port.9000", 6),
            (EntryKind::Code, "446", 8),
            (EntryKind::Code, "447", 10),
            (EntryKind::Group, "start", 13),
            (EntryKind::Cause, "one", 15),
            (EntryKind::Cause, "two", 15),
        ];
        assert_eq!(found, expected.map(|(kind, slug, line)| (kind, slug.to_owned(), line)));
    }
}
