//! From the text of a file to a catalogue: parsed into what is written, linked into what is true, checked as a whole.

mod bounded;
pub mod check;
pub mod drill;
pub mod fault;
pub mod harmless;
pub mod lines;
pub mod link;
pub mod locate;
pub mod path;
pub mod source;
pub mod source_map;
pub mod texts;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::load::fault::Fault;

/// Reads `text` and merges it over `base`. `from` names the user's file; `None` for the built-in catalogue.
///
/// # Errors
/// Every fault that was found; then nothing is merged.
pub fn load(base: Catalogue, text: &str, from: Option<&str>) -> Result<Catalogue, Vec<Fault>> {
    // the built-in catalogue is our own and may write a text once for two causes
    if let Some(fault) = from.and_then(|_| harmless::anchor(text)) {
        return Err(vec![fault]);
    }
    let raw = source::parse(text).map_err(|first| faults_of_form(base.clone(), text, from, first))?;
    let (catalogue, source_map) = link::link(base, raw, from)?;
    let faults = check::check(&catalogue, &source_map);
    if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
}

/// The faults of form of a file, entry by entry, and what else can be told without the entries that have one; else the
/// `first` one.
fn faults_of_form(base: Catalogue, text: &str, from: Option<&str>, first: Fault) -> Vec<Fault> {
    let Some((raw, mut faults)) = source::salvage(text) else { return vec![first] };
    faults.extend(link::link(base, raw, from).err().unwrap_or_default());
    faults
}
