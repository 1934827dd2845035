//! Whether the texts of a file could move a terminal or hide what stands beside them. A file that could is faulty, so
//! that catalogue texts need no cleaning wherever they are shown.

use saphyr_parser::{Event, Parser};

use crate::catalogue::fault::Fault;
use crate::clean::is_harmful;

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
