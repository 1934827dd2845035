//! What a text is, told from its beginning.

use crate::evidence::log::{self, Form};

/// The bytes of a beginning that are looked at.
pub const HEAD: usize = 64 * 1024;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Records of requests
    Log(Form),
    /// Anything else that a person holds: an error text, a reply
    Message,
}

/// What begins with `head`; at most [`HEAD`] bytes of it are looked at. The last line may be cut.
#[must_use]
pub fn sniff(head: &[u8]) -> Kind {
    let head = head.get(..HEAD).unwrap_or(head);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    log::form(head).map_or(Kind::Message, Kind::Log)
}
