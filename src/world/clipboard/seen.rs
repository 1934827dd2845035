//! What the surroundings say that bears on a clipboard: variables, and what tmux answers.

use crate::world::cancel::CancelToken;
use crate::world::clipboard::program::run;
use crate::world::locale::said;

/// What the surroundings say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) terminal: Terminal,
    /// The person sits elsewhere, behind a connection
    pub(super) remote: bool,
    /// A Wayland display
    pub(super) wayland: bool,
    /// An X display
    pub(super) x11: Display,
    /// It runs in Linux under Windows
    pub(super) wsl: bool,
}

/// What the program writes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Terminal {
    Tmux,
    /// It may have a clipboard, and a sequence for it (OSC 52)
    Speaks,
    /// It has none, or keeps a long sequence to itself, as GNU screen does
    #[default]
    Mute,
}

/// An X display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Display {
    #[default]
    None,
    /// The one of this machine
    Here,
    /// One behind a connection: the person's own
    Forwarded,
}

impl Seen {
    /// Asks the variables of the process; within tmux also tmux, which is attached to anew from elsewhere while a process
    /// keeps the variables that it began with.
    pub(super) fn look(cancel: &CancelToken) -> Self {
        let tmux = said("TMUX").is_some();
        let attached =
            if tmux { run("tmux", &["show-environment"], None, cancel).unwrap_or_default() } else { String::new() };
        Self::of(tmux, &attached, |name| said(name).map(|value| value.to_string_lossy().into_owned()))
    }

    /// From the variables, and those that tmux lists: `NAME=value` where it is set, `-NAME` where it is not.
    pub(super) fn of(tmux: bool, attached: &str, variable: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| {
            let listed = attached.lines().find_map(|line| {
                let unset = line.strip_prefix('-').filter(|unset| *unset == name).map(|_| None);
                unset.or_else(|| line.strip_prefix(name)?.strip_prefix('=').map(|value| Some(value.to_owned())))
            });
            listed.unwrap_or_else(|| variable(name)).filter(|value| !value.is_empty())
        };
        let set = |name: &str| value(name).is_some();
        let x11 = match value("DISPLAY") {
            None => Display::None,
            Some(display) if display.starts_with([':', '/']) || display.starts_with("unix:") => Display::Here,
            Some(_) => Display::Forwarded,
        };
        let mute = |kind: &str| ["dumb", "linux", "cons25"].contains(&kind) || kind.starts_with("vt");
        let terminal = match (tmux, value("TERM")) {
            (true, _) => Terminal::Tmux,
            (false, Some(kind)) if !set("STY") && !mute(&kind) => Terminal::Speaks,
            (false, _) => Terminal::Mute,
        };
        Self {
            terminal,
            // what tmux keeps up to date is the first of these alone
            remote: set("SSH_CONNECTION") || !tmux && (set("SSH_TTY") || set("SSH_CLIENT")),
            wayland: set("WAYLAND_DISPLAY"),
            x11,
            wsl: set("WSL_DISTRO_NAME") || set("WSL_INTEROP"),
        }
    }
}

/// Whether tmux tells the terminal around it of what is copied (`set-clipboard`).
pub(super) fn tmux_sends_on(cancel: &CancelToken) -> bool {
    ["on", "external"].contains(&option(&["show-options", "-sqv", "set-clipboard"], cancel).as_str())
}

/// Whether tmux hands on a sequence that is wrapped for that (`allow-passthrough`); where it does not know the option, it
/// always does.
pub(super) fn tmux_lets_through(cancel: &CancelToken) -> bool {
    option(&["show-options", "-Apqv", "allow-passthrough"], cancel) != "off"
}

fn option(args: &[&str], cancel: &CancelToken) -> String {
    run("tmux", args, None, cancel).map(|said| said.trim().to_owned()).unwrap_or_default()
}
