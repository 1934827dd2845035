//! From paths in a YAML text to their lines and columns; only used when there is a fault to show.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, Span};

use crate::catalogue::load::path::{Path, Segment};

/// Line and column of each path in `text`, from 1. Where a path ends early, the deepest part of it that exists. The text is
/// read once, however many paths there are.
#[must_use]
pub fn locate(text: &str, paths: &[Path]) -> Vec<(usize, usize)> {
    let mut wanted = Wanted::default();
    for (at, path) in paths.iter().enumerate() {
        wanted.add(&path.0, at);
    }
    // the parser repeats its error for ever, so the first one ends it
    let events = Parser::new_from_str(text)
        .map_while(Result::ok)
        .filter(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(_) | Event::Nothing));
    let mut walk = Walk { events, places: vec![(1, 1); paths.len()] };
    if let Some(top) = walk.events.next() {
        // where the text ends early, what was found by then counts
        let _early = walk.node(&top, &wanted, (1, 1));
    }
    walk.places
}

/// The paths below a place, as a tree: steps that several share are walked once.
#[derive(Default)]
struct Wanted<'p> {
    /// The paths that end here
    here: Vec<usize>,
    keys: BTreeMap<&'p str, Wanted<'p>>,
    entries: BTreeMap<usize, Wanted<'p>>,
}

impl<'p> Wanted<'p> {
    fn add(&mut self, path: &'p [Segment], at: usize) {
        match path {
            [] => self.here.push(at),
            [Segment::Key(key), rest @ ..] => self.keys.entry(key).or_default().add(rest, at),
            [Segment::Index(index), rest @ ..] => self.entries.entry(*index).or_default().add(rest, at),
        }
    }

    fn each(&self, found: &mut impl FnMut(usize)) {
        self.here.iter().for_each(|at| found(*at));
        self.keys.values().chain(self.entries.values()).for_each(|below| below.each(found));
    }
}

type Located<'a> = (Event<'a>, Span);

struct Walk<I> {
    events: I,
    places: Vec<(usize, usize)>,
}

impl<'a, I: Iterator<Item = Located<'a>>> Walk<I> {
    /// Walks a node of which the first event was taken; `found` is the place of its key, or its own in a list.
    fn node(&mut self, (event, span): &Located<'a>, wanted: &Wanted<'_>, found: (usize, usize)) -> Option<()> {
        // what is not found deeper stands here
        let deeper = if matches!(event, Event::Scalar(..) | Event::Alias(_)) { position(*span) } else { found };
        wanted.each(&mut |at| self.places[at] = deeper);
        wanted.here.iter().for_each(|at| self.places[*at] = found);
        match event {
            Event::MappingStart(..) => self.mapping(wanted),
            Event::SequenceStart(..) => self.sequence(wanted),
            _ => Some(()),
        }
    }

    /// Of a key that stands twice, the first counts.
    fn mapping(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        let mut left: BTreeMap<&str, &Wanted<'_>> = wanted.keys.iter().map(|(key, below)| (*key, below)).collect();
        loop {
            let (event, span) = self.events.next()?;
            let below = match &event {
                Event::MappingEnd => return Some(()),
                Event::Scalar(name, ..) => left.remove(&**name),
                _ => None,
            };
            self.skip(&event)?;
            let value = self.events.next()?;
            match below {
                Some(below) => self.node(&value, below, position(span))?,
                None => self.skip(&value.0)?,
            }
        }
    }

    fn sequence(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        for index in 0.. {
            let value = self.events.next()?;
            if matches!(value.0, Event::SequenceEnd) {
                break;
            }
            match wanted.entries.get(&index) {
                Some(below) => self.node(&value, below, position(value.1))?,
                None => self.skip(&value.0)?,
            }
        }
        Some(())
    }

    /// Passes over the rest of a node of which the first event was taken.
    fn skip(&mut self, first: &Event<'a>) -> Option<()> {
        let mut depth = usize::from(matches!(first, Event::MappingStart(..) | Event::SequenceStart(..)));
        while depth > 0 {
            match self.events.next()?.0 {
                Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
                Event::MappingEnd | Event::SequenceEnd => depth -= 1,
                _ => {}
            }
        }
        Some(())
    }
}

fn position(span: Span) -> (usize, usize) {
    (span.start.line(), span.start.col() + 1)
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::catalogue::load::path::Path;

    const TEXT: &str = "\
codes:
  - code: 1
    causes: [a, b]
  - code: 2
    causes:
      - c
      - {id: d, when: {x: y}}
";

    #[test]
    fn a_path_leads_to_its_line_and_column() {
        let codes = Path::top("codes");
        let cases = [
            (codes.clone(), (1, 1)),
            (codes.index(0).key("causes").index(1), (3, 17)),
            (codes.index(1).key("code"), (4, 5)),
            (codes.index(1).key("causes").index(0), (6, 9)),
            (codes.index(1).key("causes").index(1).key("when").key("x"), (7, 24)),
            (codes.index(1).key("absent"), (4, 5)),
            (Path::top("absent"), (1, 1)),
        ];
        let paths: Vec<Path> = cases.iter().map(|(path, _)| path.clone()).collect();
        assert_eq!(locate(TEXT, &paths), cases.map(|(_, expected)| expected));
    }
}
