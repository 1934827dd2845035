//! What makes a file dangerous to parse, told before it is parsed: brackets without end, entries without end, and anchors.

use saphyr_parser::{Event, Parser};

use crate::catalogue::load::fault::Fault;

/// More brackets than this inside one another are no catalogue; the YAML library takes seconds and more for them.
const DEEPEST: usize = 1000;

/// More values than this in one piece are no catalogue; the YAML library keeps two hundred bytes and more for each.
const MOST_VALUES: usize = 150_000;

/// Where a text holds more values than is read at once. A value stands behind a sign, so signs are counted: those within
/// texts count too, which leaves enough for any catalogue.
#[must_use]
pub fn too_many(text: &str) -> Option<Fault> {
    let mut signs = 0_usize;
    for (at, line) in text.lines().enumerate() {
        let bytes = line.as_bytes();
        let blank = |at: usize| bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        signs += bytes
            .iter()
            .enumerate()
            .filter(|(at, byte)| match byte {
                b',' | b'[' | b'{' | b':' => true,
                b'-' | b'?' => blank(*at),
                _ => false,
            })
            .count();
        if signs > MOST_VALUES {
            return Some(Fault::too_many_values(at + 1));
        }
    }
    None
}

/// Where brackets are opened and opened and hardly ever closed.
#[must_use]
pub fn too_deep(text: &str) -> Option<Fault> {
    let mut depth = 0_usize;
    for (at, line) in text.lines().enumerate() {
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Some(Fault::too_deep(at + 1));
            }
        }
    }
    None
}

/// The first anchor of a file: a text that is written once and meant in many places.
///
/// It is told for the person who wrote it. What keeps the program safe is the budget of [`super::bounded`]: should the two
/// parsers disagree about what an anchor is, nothing grows.
#[must_use]
pub fn anchor(text: &str) -> Option<Fault> {
    if !may_anchor(text) {
        return None;
    }
    // the parser repeats its error for ever, so the first one ends it
    let mut events = Parser::new_from_str(text).map_while(Result::ok);
    let anchored = |event: &Event<'_>| match event {
        Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
            *anchor > 0
        }
        _ => false,
    };
    let (_, span) = events.find(|(event, _)| anchored(event))?;
    Some(Fault::anchor((span.start.line(), span.start.col() + 1)))
}

/// Whether an anchor may stand in the text: `&` where a value begins, with a name behind it.
fn may_anchor(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'&').any(|(at, _)| {
        let begins =
            at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':' | b'-');
        let named = bytes.get(at + 1).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'&');
        begins && named
    })
}
