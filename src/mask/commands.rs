//! Secrets that are arguments of known commands: `sshpass -p …`, `mysql -p…`, `curl -u user:…`.

use crate::mask::text::{Beginnings, MOST_BLANKS, Scan, is_blank, is_word};

/// Where in an argument the secret stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    /// Behind a sign, as in `user:password`
    Behind(u8),
}

/// A command that takes secrets.
#[derive(Debug)]
pub(super) struct Command {
    name: &'static [u8],
    /// The flag, whether its value may be glued to it or stand apart, and where the secret is in it
    flags: &'static [(&'static [u8], Place, Part)],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Apart,
    Glued,
    Both,
}

use Part::{Behind, Whole};
use Place::{Apart, Both, Glued};

const LOGIN: &[(&[u8], Place, Part)] = &[(b"-p", Apart, Whole)];
const GLUED: &[(&[u8], Place, Part)] = &[(b"-p", Glued, Whole)];
const USER: &[(&[u8], Place, Part)] = &[
    (b"-u", Both, Behind(b':')),
    (b"--user", Apart, Behind(b':')),
    (b"-U", Both, Behind(b':')),
    (b"--proxy-user", Apart, Behind(b':')),
    (b"-b", Both, Behind(b'=')),
    (b"--cookie", Apart, Behind(b'=')),
];
const PASSED: &[(&[u8], Place, Part)] =
    &[(b"-passin", Apart, Behind(b':')), (b"-passout", Apart, Behind(b':')), (b"-pass", Apart, Behind(b':'))];
const LARGE: &[(&[u8], Place, Part)] = &[(b"-P", Both, Whole)];

const COMMANDS: [Command; 33] = [
    Command { name: b"sshpass", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mysql", flags: GLUED },
    Command { name: b"mysqldump", flags: GLUED },
    Command { name: b"mysqladmin", flags: GLUED },
    Command { name: b"mysqlimport", flags: GLUED },
    Command { name: b"mysqlcheck", flags: GLUED },
    Command { name: b"mysqlsh", flags: GLUED },
    Command { name: b"mariadb", flags: GLUED },
    Command { name: b"mariadb-dump", flags: GLUED },
    Command { name: b"curl", flags: USER },
    Command { name: b"http", flags: &[(b"-a", Apart, Behind(b':'))] },
    Command { name: b"https", flags: &[(b"-a", Apart, Behind(b':'))] },
    Command { name: b"skopeo", flags: &[(b"-p", Apart, Whole), (b"--creds", Apart, Behind(b':'))] },
    // of engines, registries and clouds
    Command { name: b"login", flags: LOGIN },
    // their argument is a login, which tells itself
    Command { name: b"sqlplus", flags: &[] },
    Command { name: b"sqlldr", flags: &[] },
    Command { name: b"expdp", flags: &[] },
    Command { name: b"impdp", flags: &[] },
    Command { name: b"openssl", flags: PASSED },
    Command { name: b"redis-cli", flags: &[(b"-a", Apart, Whole)] },
    Command { name: b"redis-benchmark", flags: &[(b"-a", Apart, Whole)] },
    Command { name: b"mongo", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongosh", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongodump", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongorestore", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"sqlcmd", flags: LARGE },
    Command { name: b"mosquitto_pub", flags: LARGE },
    Command { name: b"mosquitto_sub", flags: LARGE },
    Command { name: b"zip", flags: LARGE },
    Command { name: b"unzip", flags: LARGE },
    Command { name: b"ldapsearch", flags: &[(b"-w", Apart, Whole)] },
    Command { name: b"coscmd", flags: &[(b"-s", Apart, Whole), (b"-a", Apart, Whole)] },
    Command { name: b"smbclient", flags: &[(b"-U", Apart, Behind(b'%'))] },
];

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
            Apart => !glued,
            Glued => glued,
            Both => true,
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
        Whole => start,
        Behind(sign) => match scan.between(start, end).iter().position(|byte| *byte == sign) {
            Some(user) => start + user + 1,
            None => return,
        },
    };
    // what follows may be another command: sshpass -p … ssh -p 22
    scan.command = scan.command.filter(|_| part != Whole);
    // a stand-in of the shell is looked up there
    if !matches!(scan.at(start), b'$' | b'<' | b'{') && !scan.has_token(start) {
        scan.take(start..end);
    }
}
