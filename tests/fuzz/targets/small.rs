//! A small catalogue with every form of entry, so that a run of a target costs little.

use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::load;

/// The laboratory's catalogue with a pattern of each form.
///
/// # Panics
/// When the two files have a fault.
pub fn catalogue() -> Catalogue {
    let lab = load(Catalogue::default(), include_str!("../../data/lab.yaml"), None);
    let over = lab.and_then(|lab| load(lab, include_str!("../patterns.yaml"), None));
    over.unwrap_or_else(|faults| panic!("{faults:#?}"))
}
