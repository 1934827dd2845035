//! Ways to copy: which are tried, and in which order. What is known to have worked comes before what can only be hoped for.

use std::borrow::Cow;

use crate::world::clipboard::seen::{Display, Seen, Terminal};

/// The longest text for a sequence of the terminal, in bytes: many take 100,000 characters in base64 and drop what is longer.
const LONGEST: usize = 74_000;

/// A program that takes what it reads into the clipboard.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) name: &'static str,
    pub(super) args: &'static [&'static str],
    /// It takes other letters than those of English in UTF-16 only
    utf16: bool,
}

impl Program {
    /// The text as it reads it.
    pub(super) fn dress<'a>(&self, text: &'a str) -> Cow<'a, [u8]> {
        if self.utf16 && !text.is_ascii() {
            Cow::Owned(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
        } else {
            Cow::Borrowed(text.as_bytes())
        }
    }
}

const fn program(name: &'static str, args: &'static [&'static str]) -> Program {
    Program { name, args, utf16: false }
}

static WL_COPY: Program = program("wl-copy", &[]);
static XCLIP: Program = program("xclip", &["-selection", "clipboard"]);
static XSEL: Program = program("xsel", &["--clipboard", "--input"]);
static PBCOPY: Program = program("pbcopy", &[]);
static CLIP: Program = Program { name: "clip.exe", args: &[], utf16: true };

/// A way to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Hand it to this program
    Program(&'static Program),
    /// Hand it to tmux
    Tmux,
    /// Tell the terminal
    Terminal,
}

/// The ways for a text of so many bytes, the best first. A file is what is left behind them.
pub(super) fn ways(seen: Seen, bytes: usize) -> Vec<Way> {
    // a program copies on the machine where it runs, and the person may sit elsewhere
    let here = !seen.remote;
    let x11 = seen.x11 == Display::Forwarded || seen.x11 == Display::Here && here;
    let mac = cfg!(target_os = "macos") && here;
    let programs = [
        (seen.wsl && here, &CLIP),
        (cfg!(windows) && here, &CLIP),
        (mac, &PBCOPY),
        (seen.wayland && here, &WL_COPY),
        (x11, &XCLIP),
        (x11, &XSEL),
    ];
    let mut ways: Vec<Way> =
        programs.into_iter().filter(|(there, _)| *there).map(|(_, program)| Way::Program(program)).collect();
    match seen.terminal {
        Terminal::Tmux => ways.push(Way::Tmux),
        Terminal::Speaks if bytes <= LONGEST => ways.push(Way::Terminal),
        Terminal::Speaks | Terminal::Mute => {}
    }
    ways
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{CLIP, Display, LONGEST, Way, ways};
    use crate::world::clipboard::seen::Seen;

    fn names(seen: Seen, bytes: usize) -> Vec<&'static str> {
        let name = |way| match way {
            Way::Program(program) => program.name,
            Way::Tmux => "tmux",
            Way::Terminal => "terminal",
        };
        ways(seen, bytes).into_iter().map(name).collect()
    }

    /// What is seen where these variables are set, and tmux lists these.
    fn seen(variables: &[(&str, &str)], attached: &str) -> Seen {
        let value = |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        Seen::of(value("TMUX").is_some(), attached, value)
    }

    #[test]
    fn what_is_tried_is_what_reaches_the_person() {
        let (term, ssh) = (("TERM", "xterm-256color"), ("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22"));
        let tmux = ("TMUX", "/tmp/tmux-0/default,1,0");
        for (variables, attached, expected) in [
            (&[term][..], "", &["terminal"][..]),
            (
                &[term, ("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")],
                "",
                &["wl-copy", "xclip", "xsel", "terminal"],
            ),
            (&[term, ("DISPLAY", ":0"), ssh], "", &["terminal"]),
            (&[term, ("DISPLAY", "localhost:10.0"), ssh], "", &["xclip", "xsel", "terminal"]),
            (&[term, ("DISPLAY", "")], "", &["terminal"]),
            (&[term, ("WSL_DISTRO_NAME", "Ubuntu")], "", &["clip.exe", "terminal"]),
            (&[term, tmux], "", &["tmux"]),
            (&[term, tmux, ("DISPLAY", ":0")], "", &["xclip", "xsel", "tmux"]),
            // attached to from elsewhere, after it had begun at the desk
            (&[term, tmux, ("DISPLAY", ":0")], "-DISPLAY\nSSH_CONNECTION=10.0.0.1 5 10.0.0.2 22", &["tmux"]),
            // and the other way round
            (&[term, tmux, ssh], "DISPLAY=:0\n-SSH_CONNECTION", &["xclip", "xsel", "tmux"]),
            (&[("TERM", "screen"), ("STY", "1.pts-0")], "", &[]),
            (&[("TERM", "linux")], "", &[]),
            (&[], "", &[]),
        ] {
            assert_eq!(names(seen(variables, attached), 9), expected, "{variables:?} {attached:?}");
        }
        assert_eq!(names(seen(&[term], ""), LONGEST + 1), [""; 0], "the terminal would drop it");
        assert_eq!(seen(&[("DISPLAY", "unix:0")], "").x11, Display::Here);
    }

    #[test]
    fn a_program_of_windows_reads_its_own_letters() {
        assert_eq!(*CLIP.dress("ss -ltn"), *b"ss -ltn");
        assert_eq!(*CLIP.dress("\u{7aef}"), [0xef, 0x7a]);
    }
}
