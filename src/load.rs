//! What a run begins with: the settings, and the catalogue: the built-in one, the person's own files over it, then those
//! named on the command line.

use std::path::{Path, PathBuf};

use crate::catalogue::load::fault::{Fault, MOST_SHOWN};
use crate::catalogue::{self, Catalogue};
use crate::clean::Clean;
use crate::embedded;
use crate::lang::Lang;
use crate::settings::checked::Settings;
use crate::trouble::{Exit, Trouble};
use crate::words::Words;
use crate::world::{locale, read};

/// What could be read, and what was wrong with the rest.
#[derive(Debug)]
pub struct Loaded {
    /// Every file without a fault, merged in order
    pub catalogue: Catalogue,
    /// What the person has chosen; as without a file where it has a fault
    pub settings: Settings,
    /// These files
    pub files: Vec<PathBuf>,
    /// The faults of the others
    pub troubles: Vec<Trouble>,
    /// `Unreadable` where a file named on the command line has a fault; a faulty file of the folder changes nothing
    pub exit: Exit,
}

/// Reads the built-in catalogue, the files of the person's folder, and `named`.
#[must_use]
pub fn load(lang: Lang, named: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::built_in();
    if let Some(file) = locale::settings() {
        match settings(lang, &file) {
            Ok(settings) => loaded.settings = settings,
            Err(mut troubles) => loaded.troubles.append(&mut troubles),
        }
    }
    for file in locale::overlays() {
        // a pipe in the folder would be waited for, and a folder is no catalogue
        if read::is_file(&file) {
            loaded.merge(lang, &file);
        } else {
            loaded.troubles.push(Trouble::not_a_file(Words::of(lang), &file.to_string_lossy()));
        }
    }
    let faults = loaded.troubles.len();
    for file in named {
        loaded.merge(lang, file);
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
        Self {
            catalogue: embedded::catalogue(),
            settings: Settings::default(),
            files: Vec::new(),
            troubles: Vec::new(),
            exit: Exit::Found,
        }
    }

    fn merge(&mut self, lang: Lang, file: &Path) {
        match over(lang, &self.catalogue, file) {
            Ok(catalogue) => {
                self.catalogue = catalogue;
                self.files.push(file.to_owned());
            }
            Err(mut troubles) => self.troubles.append(&mut troubles),
        }
    }
}

/// `base` with `file` merged over it.
///
/// # Errors
/// Why the file cannot be read, or all that is wrong in it.
pub fn over(lang: Lang, base: &Catalogue, file: &Path) -> Result<Catalogue, Vec<Trouble>> {
    let text = read::text(Words::of(lang), file, read::CATALOGUE_MIB).map_err(|trouble| vec![trouble])?;
    let name = Clean::new(&file.to_string_lossy());
    let troubles = |faults: Vec<Fault>| troubles(lang, (&name, &text), &faults);
    catalogue::load::load(base.clone(), &text, Some(name.as_str())).map_err(troubles)
}

/// What `faults` finds in a catalogue and in the text of the file that lies in it.
#[must_use]
pub fn audit(
    lang: Lang,
    catalogue: &Catalogue,
    file: &Path,
    faults: fn(&Catalogue, &str) -> Vec<Fault>,
) -> Vec<Trouble> {
    let name = Clean::new(&file.to_string_lossy());
    // ways begin at codes, so without one of its own the file is not read again
    if !catalogue.codes().iter().any(|code| code.from.as_deref() == Some(name.as_str())) {
        return Vec::new();
    }
    let Ok(text) = read::text(Words::of(lang), file, read::CATALOGUE_MIB) else { return Vec::new() };
    troubles(lang, (&name, &text), &faults(catalogue, &text))
}

/// The settings in `file`.
fn settings(lang: Lang, file: &Path) -> Result<Settings, Vec<Trouble>> {
    let name = Clean::new(&file.to_string_lossy());
    if !read::is_file(file) {
        return Err(vec![Trouble::not_a_file(Words::of(lang), &name)]);
    }
    let text = read::text(Words::of(lang), file, read::CATALOGUE_MIB).map_err(|trouble| vec![trouble])?;
    Settings::read(&text).map_err(|faults| troubles(lang, (&name, &text), &faults))
}

/// The faults of a file, each with its place; of many the first ones.
fn troubles(lang: Lang, (name, text): (&Clean, &str), faults: &[Fault]) -> Vec<Trouble> {
    let shown = &faults[..faults.len().min(MOST_SHOWN)];
    let trouble =
        |(fault, place): (&Fault, (usize, usize))| Trouble::faulty(name, place, fault.what(lang), fault.next(lang));
    let mut troubles: Vec<Trouble> = shown.iter().zip(Fault::positions(shown, text)).map(trouble).collect();
    if shown.len() < faults.len() {
        troubles.push(Trouble::more_faults(Words::of(lang), name, faults.len() - shown.len()));
    }
    troubles
}
