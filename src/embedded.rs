//! The built-in catalogue, decoded from the bytes that the build script made.

use crate::catalogue::Catalogue;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

/// The built-in catalogue. Its texts are borrowed from the program itself.
///
/// # Panics
/// Never: the bytes were encoded from the same types by the build of this program.
#[must_use]
pub fn catalogue() -> Catalogue {
    #[expect(clippy::expect_used, reason = "the build script of this very build encoded the bytes")]
    postcard::from_bytes(BYTES).expect("the embedded catalogue is of this build")
}
