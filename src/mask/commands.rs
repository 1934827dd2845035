//! Secrets that are arguments of known commands: `sshpass -p …`, `mysql -p…`, `curl -u user:…`.

use crate::mask::programs::{COMMANDS, Part, Place};
use crate::mask::text::{Beginnings, MOST_BLANKS, Scan, is_blank, is_word};

/// The longest line of a command whose arguments are looked at.
const LONGEST_LINE: usize = 2048;

/// Adds how the commands begin.
pub(super) const fn beginnings(mut known: Beginnings) -> Beginnings {
    let mut at = 0;
    while at < COMMANDS.len() {
        known = known.with(COMMANDS[at].name);
        at += 1;
    }
    known
}

/// Notes the command that begins at `at`: what follows on its line are its arguments.
pub(super) fn command(scan: &mut Scan<'_>, at: usize) {
    let end = scan.run_most(at, 24, |byte| is_word(byte) || byte == b'-');
    let name = scan.between(at, end);
    // in a list of arguments quotes and commas stand between
    if !matches!(scan.at(end), b' ' | b'\t' | b'"' | b'\'' | b'\\') {
        return;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name.first() == name.first() && command.name == name)
    else {
        return;
    };
    let until = match scan.command {
        Some((_, until)) if until > end => until,
        _ => scan.run_most(end, LONGEST_LINE, |byte| byte != b'\n'),
    };
    scan.command = Some((command, until));
}

/// Whether `at` stands in the arguments of a command that takes a login.
pub(super) fn takes_login(scan: &Scan<'_>, at: usize) -> bool {
    scan.command.is_some_and(|(command, until)| command.flags.is_empty() && at < until)
}

/// Takes the value of a flag of the command that it belongs to; `at` is its dash.
pub(super) fn argument(scan: &mut Scan<'_>, at: usize) {
    let Some((command, until)) = scan.command.filter(|(_, until)| at < *until) else { return };
    if !matches!(scan.before(at), b' ' | b'\t' | b'"' | b'\'') {
        return;
    }
    for (flag, place, part) in command.flags {
        let end = at + flag.len();
        if scan.between(at, end) != *flag {
            continue;
        }
        let apart = |byte: u8| is_blank(byte) || matches!(byte, b'"' | b'\'' | b',' | b'\\');
        let start = scan.run_most(end, MOST_BLANKS, apart);
        let glued = start == end || matches!(scan.at(end), b'"' | b'\'') && !is_listed(scan, at);
        let fits = match place {
            Place::Apart => !glued,
            Place::Glued => glued,
            Place::Both => true,
        };
        if fits && start < until && (glued || scan.at(start) != b'-') {
            let open = start.checked_sub(1).map(|quote| scan.at(quote)).filter(|quote| matches!(quote, b'"' | b'\''));
            return take(scan, start, open, *part);
        }
    }
}

/// Whether the flag at `at` stands in a list of arguments: `["-p", "…"]`.
fn is_listed(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.before(at), b'"' | b'\'')
}

fn take(scan: &mut Scan<'_>, start: usize, open: Option<u8>, part: Part) {
    let end = match open {
        Some(quote) => scan.run(start, |byte| byte != quote && byte != b'\n' && byte != b'\\'),
        None => scan.run(start, |byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'|' | b';' | b'\\')),
    };
    let start = match part {
        Part::Whole => start,
        Part::Behind(sign) => match scan.between(start, end).iter().position(|byte| *byte == sign) {
            Some(user) => start + user + 1,
            None => return,
        },
    };
    // what follows may be another command: sshpass -p … ssh -p 22
    scan.command = scan.command.filter(|_| part != Part::Whole);
    // a stand-in of the shell is looked up there
    if !matches!(scan.at(start), b'$' | b'<' | b'{') && !scan.has_token(start) {
        scan.take(start..end);
    }
}
