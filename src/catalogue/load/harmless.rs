//! What makes a file dangerous to read or to show. Texts that could move a terminal or hide what stands beside them are
//! faults, so that catalogue texts need no cleaning wherever they are shown.

use saphyr_parser::{Event, Parser};

use crate::catalogue::load::fault::Fault;
use crate::clean::is_harmful;

/// More brackets than this inside one another are no catalogue; the YAML library takes seconds and more for them.
const DEEPEST: usize = 1000;

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

/// The first harmful character of a file's scalars, as a fault.
#[must_use]
pub fn fault(text: &str) -> Option<Fault> {
    let harmful = |c: char| is_harmful(c) && !matches!(c, '\n' | '\t' | '\r');
    // without an escape, what is written is what is read
    if !text.contains('\\') && !text.contains(harmful) {
        return None;
    }
    let events = Parser::new_from_str(text).filter_map(Result::ok);
    let mut found = events.filter_map(|(event, span)| match event {
        Event::Scalar(scalar, ..) => Some((scalar.chars().find(|c| harmful(*c))?, span)),
        _ => None,
    });
    found.next().map(|(c, span)| Fault::harmful((span.start.line(), span.start.col() + 1), c))
}
