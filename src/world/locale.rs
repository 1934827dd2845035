//! What the surroundings prefer: language, colour, width, and where a person keeps their own files.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use ratatui::crossterm::terminal;

use crate::lang::Lang;
use crate::world::system::{CACHE, CONFIG, TERMINAL, input_holds_something};

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

/// What the terminal can show, as far as its surroundings say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looks {
    /// It may be coloured, and has the 256 colours of which most are the same everywhere
    pub colours: bool,
    /// Its background, by its number among the first sixteen colours
    pub background: Option<u8>,
    /// It is of a kind that says which background it has, or passes the question over
    pub answers: bool,
}

/// What the terminal on standard output can show.
#[must_use]
pub fn looks(colour: Colour) -> Looks {
    let text = |name| said(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
    let (kind, depth) = (text("TERM"), text("COLORTERM"));
    let many = depth == "truecolor" || depth == "24bit" || kind.contains("256color") || is_one_of(&kind, MANY_COLOURS);
    let colours = coloured(colour) && many && kind != "dumb";
    Looks { colours, background: named_background(&text("COLORFGBG")), answers: colours && is_one_of(&kind, ANSWER) }
}

/// Kinds of terminals that have 256 colours, whatever their names say.
const MANY_COLOURS: &[&str] = &["alacritty", "contour", "foot", "ghostty", "kitty", "st", "wezterm", "xterm"];

/// Kinds of terminals that answer what their background is, or pass the question over. A console, a serial line, a kind
/// that is not known here is asked nothing.
const ANSWER: &[&str] =
    &["alacritty", "contour", "foot", "ghostty", "kitty", "konsole", "rxvt", "tmux", "vte", "wezterm", "xterm"];

/// Whether the name of a terminal is one of these, or begins so: `xterm-256color`.
fn is_one_of(kind: &str, names: &[&str]) -> bool {
    let begins = |name: &&str| kind.strip_prefix(*name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    names.iter().any(begins)
}

/// The background that `COLORFGBG` names: the last of its numbers.
fn named_background(said: &str) -> Option<u8> {
    said.rsplit_once(';')?.1.parse().ok().filter(|number| *number < 16)
}

/// Whether signs beyond ASCII may be shown: where a locale is named, its characters are UTF-8. A terminal that takes lines
/// only is not trusted with them.
#[must_use]
pub fn has_signs() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(said);
    let utf8 = named.is_none_or(|name| {
        let name = name.to_string_lossy().to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    });
    utf8 && !is_dumb()
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

/// `$XDG_CONFIG_HOME/scf-tui`, else `~/.config/scf-tui`, on Windows `%APPDATA%\scf-tui`.
fn config_folder() -> Option<PathBuf> {
    own_folder("XDG_CONFIG_HOME", CONFIG)
}

/// `$XDG_CACHE_HOME/scf-tui`, else `~/.cache/scf-tui`, on Windows `%LOCALAPPDATA%\scf-tui`; `None` where the person has no home.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    own_folder("XDG_CACHE_HOME", CACHE)
}

/// The folder of the program in the one that `variable` names, else in the usual one of the system. A relative path counts as
/// unset, as the specification of these variables has it.
fn own_folder(variable: &str, (above, below): (&str, &str)) -> Option<PathBuf> {
    let named = said(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || said(above).map(|folder| PathBuf::from(folder).join(below));
    Some(named.or_else(usual)?.join("scf-tui"))
}

/// A variable that is set and not empty.
pub(super) fn said(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{ANSWER, MANY_COLOURS, is_one_of, named_background};

    #[test]
    fn a_background_is_the_last_number() {
        for (said, expected) in [
            ("15;0", Some(0)),
            ("0;default;15", Some(15)),
            ("0;default", None),
            ("15", None),
            ("0;16", None),
            ("", None),
        ] {
            assert_eq!(named_background(said), expected, "{said}");
        }
    }

    #[test]
    fn only_kinds_that_answer_or_pass_it_over_are_asked() {
        for kind in ["xterm-256color", "tmux-256color", "xterm-kitty", "alacritty", "foot", "rxvt-unicode-256color"] {
            assert!(is_one_of(kind, ANSWER), "{kind}");
        }
        for kind in ["dumb", "linux", "vt100", "vt220", "screen", "ansi", "cons25", "xtermish", "stterm", ""] {
            assert!(!is_one_of(kind, ANSWER) && !is_one_of(kind, MANY_COLOURS), "{kind}");
        }
    }
}
