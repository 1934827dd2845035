//! The built-in catalogue and its cases to rehearse, decoded from the bytes that the build script made.

use crate::catalogue::Catalogue;
use crate::catalogue::drill::Drill;
use crate::catalogue::entry::Written;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
static DRILLS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/drills.bin"));
/// The index of a search, read when the first one begins.
static SEARCH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/search.bin"));
/// Apart from the catalogue, so that a start does not touch them.
static LINES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lines.bin"));

/// The name of the file that the built-in catalogue is written in.
pub const FILE: &str = "catalogue.yaml";

/// The built-in catalogue. Its texts are borrowed from the program itself.
///
/// # Panics
/// Never: the bytes were encoded from the same types by the build of this program.
#[must_use]
pub fn catalogue() -> Catalogue {
    #[expect(clippy::expect_used, reason = "the build script of this very build encoded the bytes")]
    Catalogue::decode(BYTES).expect("the embedded catalogue is of this build").with_prepared(SEARCH)
}

/// The cases to rehearse, for the built-in catalogue.
///
/// # Panics
/// Never, as above.
#[must_use]
pub fn drills() -> Vec<Drill> {
    #[expect(clippy::expect_used, reason = "the build script of this very build encoded the bytes")]
    postcard::from_bytes(DRILLS).expect("the embedded cases are of this build")
}

/// Where each entry of the built-in catalogue is written.
///
/// # Panics
/// Never, as above.
#[must_use]
pub fn lines() -> Vec<Written> {
    #[expect(clippy::expect_used, reason = "the build script of this very build encoded the bytes")]
    postcard::from_bytes(LINES).expect("the embedded lines are of this build")
}
