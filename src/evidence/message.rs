//! An error text: which status code it names, and every fact in it.

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::fact::reading::Reading;
use crate::mask::Masked;

/// Reads `text`, which is called `name`.
#[must_use]
pub fn message(_catalogue: &Catalogue, _name: &Clean, _text: &Masked) -> Reading {
    Reading::default()
}
