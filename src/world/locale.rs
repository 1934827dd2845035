//! What the surroundings prefer: language, colour, width, and where a person keeps their own files.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use ratatui::crossterm::terminal;

use crate::lang::Lang;
use crate::world::system::{CONFIG, TERMINAL, input_holds_something};

/// The width of a line where no terminal says another.
pub const PLAIN_WIDTH: usize = 80;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` or a terminal without colours says no
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The language of the locale: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
#[must_use]
pub fn lang() -> Lang {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(said);
    match said.as_deref().and_then(|name| name.to_str()) {
        Some(name) if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) => Lang::Zh,
        _ => Lang::En,
    }
}

/// Whether to colour what goes to standard output.
#[must_use]
pub fn coloured(colour: Colour) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            said("NO_COLOR").is_none() && said("TERM").is_none_or(|term| term != "dumb") && io::stdout().is_terminal()
        }
    }
}

/// Whether standard output is a terminal.
#[must_use]
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether there is a screen: pictures go to a terminal, and keys come from one, if not through standard input.
#[must_use]
pub fn has_screen() -> bool {
    io::stdout().is_terminal() && (io::stdin().is_terminal() || File::open(TERMINAL).is_ok())
}

/// Whether the terminal takes lines only: it moves no cursor. Without a terminal there is none that is dumb.
#[must_use]
pub fn is_dumb() -> bool {
    has_screen() && said("TERM").is_some_and(|kind| kind == "dumb")
}

/// Whether something is piped in.
#[must_use]
pub fn is_piped() -> bool {
    !io::stdin().is_terminal() && input_holds_something()
}

/// The width of a line on standard output, in cells.
#[must_use]
pub fn width() -> usize {
    if !io::stdout().is_terminal() {
        return PLAIN_WIDTH;
    }
    terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0).unwrap_or(PLAIN_WIDTH)
}

/// The name of the settings in the person's own folder; every other file of that kind there is a catalogue.
const SETTINGS: &str = "settings.yaml";

/// What has the name of the person's settings, where there is anything: a link that leads nowhere counts, so that it is said.
#[must_use]
pub fn settings() -> Option<PathBuf> {
    config_folder().map(|folder| folder.join(SETTINGS)).filter(|file| file.symlink_metadata().is_ok())
}

/// The catalogue files in the person's own folder, in the order of their names.
#[must_use]
pub fn overlays() -> Vec<PathBuf> {
    let Some(folder) = config_folder() else { return Vec::new() };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_catalogue = |path: &PathBuf| path.extension().is_some_and(|it| it == "yaml") && !path.ends_with(SETTINGS);
    let mut paths: Vec<PathBuf> = paths.filter(is_catalogue).collect();
    paths.sort();
    paths
}

/// `$XDG_CONFIG_HOME/scf-tui`, else `~/.config/scf-tui`, on Windows `%APPDATA%\scf-tui`. A relative `XDG_CONFIG_HOME` counts as unset, as its
/// specification has it.
fn config_folder() -> Option<PathBuf> {
    let named = said("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let (above, below) = CONFIG;
    let usual = || said(above).map(|folder| PathBuf::from(folder).join(below));
    Some(named.or_else(usual)?.join("scf-tui"))
}

/// A variable that is set and not empty.
fn said(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
