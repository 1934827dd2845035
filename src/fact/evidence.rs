//! Pieces of evidence, each with what it says.

use crate::clean::Clean;
use crate::fact::observation::EvidenceId;
use crate::fact::reading::Reading;

/// A piece of evidence with what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Its number
    pub id: EvidenceId,
    /// What it is called: `error.txt`, `stdin`, `paste 2`
    pub name: Clean,
    /// What it says
    pub reading: Reading,
}
