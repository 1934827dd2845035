//! The catalogue of a run: the built-in one, the person's own files over it, then those named on the command line.

use std::path::{Path, PathBuf};

use crate::catalogue::load::fault::Fault;
use crate::catalogue::{self, Catalogue};
use crate::clean::Clean;
use crate::embedded;
use crate::trouble::{Exit, Trouble};
use crate::words::Words;
use crate::world::{locale, read};

/// What could be read, and what was wrong with the rest.
#[derive(Debug)]
pub struct Loaded {
    /// Every file without a fault, laid in order
    pub catalogue: Catalogue,
    /// The faults of the others
    pub troubles: Vec<Trouble>,
    /// `Unreadable` where a file named on the command line has a fault; a faulty file of the folder changes nothing
    pub exit: Exit,
}

/// Reads the built-in catalogue, the files of the person's folder, and `named`.
#[must_use]
pub fn load(words: &Words, named: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::built_in();
    for file in locale::overlays() {
        loaded.lay(words, &file);
    }
    let faults = loaded.troubles.len();
    for file in named {
        loaded.lay(words, file);
    }
    if loaded.troubles.len() > faults {
        loaded.exit = Exit::Unreadable;
    }
    loaded
}

impl Loaded {
    /// The built-in catalogue alone.
    #[must_use]
    pub fn built_in() -> Self {
        Self { catalogue: embedded::catalogue(), troubles: Vec::new(), exit: Exit::Found }
    }

    fn lay(&mut self, words: &Words, file: &Path) {
        match over(words, &self.catalogue, file) {
            Ok(catalogue) => self.catalogue = catalogue,
            Err(mut troubles) => self.troubles.append(&mut troubles),
        }
    }
}

/// `base` with `file` laid over it.
///
/// # Errors
/// Why the file cannot be read, or all that is wrong in it.
pub fn over(words: &Words, base: &Catalogue, file: &Path) -> Result<Catalogue, Vec<Trouble>> {
    let text = read::text(words, file, read::CATALOGUE_MIB).map_err(|trouble| vec![trouble])?;
    let name = Clean::new(&file.to_string_lossy());
    catalogue::load::load(base.clone(), &text, Some(name.as_str())).map_err(|faults| {
        let trouble = |fault: &Fault| Trouble::faulty(&name, fault.position(&text), fault.what(), fault.next());
        faults.iter().map(trouble).collect()
    })
}
