//! From a path in a YAML text to its line and column; only used when there is a fault to show.

use saphyr_parser::{Event, Parser, Span};

use crate::catalogue::load::path::{Path, Segment};

/// Line and column of `path` in `text`, from 1. Where the path ends early, the deepest part of it that exists.
#[must_use]
pub fn locate(text: &str, path: &Path) -> (usize, usize) {
    let mut events = Parser::new_from_str(text)
        .filter_map(Result::ok)
        .filter(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(_) | Event::Nothing));
    let mut found = (1, 1);
    let mut steps = path.0.iter();
    let mut node = events.next();
    while let (Some((event, span)), Some(step)) = (&node, steps.next()) {
        let next = match (event, step) {
            (Event::MappingStart(..), Segment::Key(key)) => enter_key(&mut events, key, &mut found),
            (Event::SequenceStart(..), Segment::Index(index)) => enter_index(&mut events, *index),
            _ => return position(*span),
        };
        let Some(entered) = next else { return found };
        if matches!(step, Segment::Index(_)) {
            found = position(entered.1);
        }
        node = Some(entered);
    }
    found
}

type Located<'a> = (Event<'a>, Span);

/// The value under `key` of the mapping just entered; `found` becomes the place of the key itself.
fn enter_key<'a>(
    events: &mut impl Iterator<Item = Located<'a>>,
    key: &str,
    found: &mut (usize, usize),
) -> Option<Located<'a>> {
    loop {
        let (event, span) = events.next()?;
        match event {
            Event::MappingEnd => return None,
            Event::Scalar(name, ..) if name == key => {
                *found = position(span);
                return events.next();
            }
            event => {
                skip(events, &event)?;
                let value = events.next()?;
                skip(events, &value.0)?;
            }
        }
    }
}

fn enter_index<'a>(events: &mut impl Iterator<Item = Located<'a>>, index: usize) -> Option<Located<'a>> {
    for _ in 0..index {
        let (event, _) = events.next()?;
        if matches!(event, Event::SequenceEnd) {
            return None;
        }
        skip(events, &event)?;
    }
    events.next().filter(|(event, _)| !matches!(event, Event::SequenceEnd))
}

/// Passes over the rest of a node of which the first event was taken.
fn skip<'a>(events: &mut impl Iterator<Item = Located<'a>>, first: &Event<'a>) -> Option<()> {
    let mut depth = usize::from(matches!(first, Event::MappingStart(..) | Event::SequenceStart(..)));
    while depth > 0 {
        match events.next()?.0 {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            _ => {}
        }
    }
    Some(())
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
        for (path, expected) in [
            (codes.clone(), (1, 1)),
            (codes.index(0).key("causes").index(1), (3, 17)),
            (codes.index(1).key("code"), (4, 5)),
            (codes.index(1).key("causes").index(0), (6, 9)),
            (codes.index(1).key("causes").index(1).key("when").key("x"), (7, 24)),
            (codes.index(1).key("absent"), (4, 5)),
            (Path::top("absent"), (1, 1)),
        ] {
            assert_eq!(locate(TEXT, &path), expected, "{path}");
        }
    }
}
