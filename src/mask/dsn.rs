//! Passwords in the addresses of data sources: `mysql://root:…@host`, `root:…@tcp(host)`, `scott/…@//host`.

use crate::mask::commands::takes_login;
use crate::mask::text::{Scan, is_word};

/// The longest user part of an address, and its longest host.
const LONGEST_AUTHORITY: usize = 256;
const LONGEST_LOGIN: usize = 96;
const LONGEST_HOST: usize = 128;

/// The shortest user of an address that is a key: `https://key@host`.
const SHORTEST_KEY: usize = 16;

/// What stands behind the sign of a login, for what it takes to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// `tcp(`, `//`, `(DESCRIPTION=`: nothing else is written so
    Certain,
    /// A host with its port
    Port,
    /// A number of four parts, or a host and a path
    Host,
}

/// The password in `scheme://user:password@host`; `colon` is the one before the slashes.
pub(super) fn url(scan: &mut Scan<'_>, colon: usize) {
    let start = colon + 3;
    let most = scan.between(start, scan.bytes.len().min(start + LONGEST_AUTHORITY));
    let text = |byte: &u8| matches!(byte, b'"' | b'\'' | b'\\' | b'<' | b'>' | b'`') || byte.is_ascii_whitespace();
    let ends = |byte: &u8| text(byte) || matches!(byte, b'/' | b'?' | b'#');
    let authority = most.split(ends).next().unwrap_or_default();
    let user = authority.iter().position(|byte| *byte == b':');
    // a password may hold what ends an authority; a port does not
    let port = user.is_some_and(|user| authority.iter().skip(user + 1).all(u8::is_ascii_digit));
    let odd = user.is_some() && !port && !authority.contains(&b'@');
    let login = if odd {
        most.split(text).next().map_or(authority, |all| all.get(..LONGEST_LOGIN).unwrap_or(all))
    } else {
        authority
    };
    let Some(host) = login.iter().rposition(|byte| *byte == b'@') else { return };
    if let Some(user) = user.filter(|user| *user < host) {
        return scan.take(start + user + 1..start + host);
    }
    let key = login.get(..host).unwrap_or_default();
    let word = key.iter().all(|byte| is_word(*byte) || *byte == b'-') && key.iter().any(u8::is_ascii_digit);
    if key.len() >= SHORTEST_KEY && word {
        scan.take(start..start + host);
    }
}

/// The password in a login without a scheme, before the `@` at `at`.
pub(super) fn login(scan: &mut Scan<'_>, at: usize) {
    let told = if takes_login(scan, at) { Some(Behind::Certain) } else { behind(scan, at + 1) };
    let Some(behind) = told.filter(|_| !matches!(scan.before(at), b'/' | b':' | b' ')) else { return };
    let quiet = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'(' | b'[');
    let begin = scan.run_back(at, LONGEST_LOGIN, quiet).max(scan.floor);
    let whole = scan.between(begin, at);
    if whole.windows(3).any(|part| part == b"://") {
        return;
    }
    // what drivers and settings put before a login: jdbc:oracle:thin:user/…, dsn=user:…
    let driver = thin(whole);
    let setting = begins(whole.get(driver..).unwrap_or_default());
    let begin = begin + driver + setting;
    let login = scan.between(begin, at);
    let Some(sign) = login.iter().position(|byte| matches!(byte, b':' | b'/')) else { return };
    let (user, password) = (login.get(..sign).unwrap_or_default(), login.get(sign + 1..).unwrap_or_default());
    let slash = login.get(sign) == Some(&b'/');
    let named = !user.is_empty() && user.iter().all(|byte| is_user(*byte));
    let simple = !slash || !user.contains(&b'.') && !password.contains(&b'/');
    let fits = match behind {
        Behind::Certain => named || !slash,
        Behind::Port => named && simple,
        Behind::Host => named && !slash && password.len() >= 3,
    };
    if fits && !password.is_empty() {
        scan.take(begin + sign + 1..at);
    }
}

/// Where the first word begins in `login` that a sign for a password follows.
fn begins(login: &[u8]) -> usize {
    let starts = std::iter::once(0).chain(
        login.iter().enumerate().filter(|(_, byte)| matches!(byte, b'=' | b'&' | b'?' | b',')).map(|(at, _)| at + 1),
    );
    let mut users = starts.filter(|start| {
        let rest = login.get(*start..).unwrap_or_default();
        let user = rest.iter().take_while(|byte| is_user(**byte)).count();
        user > 0 && matches!(rest.get(user), Some(b':' | b'/'))
    });
    users.next().unwrap_or(0)
}

const fn is_user(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.' | b'#' | b'$')
}

/// The length of what a driver of Java puts before a login.
fn thin(login: &[u8]) -> usize {
    let mark = [&b"thin:"[..], b"oci:", b"oci8:"];
    let ends = mark
        .iter()
        .filter_map(|mark| login.windows(mark.len()).position(|part| part == *mark).map(|at| at + mark.len()));
    ends.max().unwrap_or(0)
}

fn behind(scan: &Scan<'_>, at: usize) -> Option<Behind> {
    let text = scan.from(at);
    let certain = [&b"tcp("[..], b"tcp6(", b"unix(", b"udp(", b"cloudsql(", b"(", b"//"];
    if certain.iter().any(|mark| text.starts_with(mark)) {
        return Some(Behind::Certain);
    }
    let end =
        scan.run_most(at, LONGEST_HOST, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let host = scan.between(at, end);
    if host.is_empty() || host.starts_with(b"sha") {
        return None;
    }
    let port = scan.run_most(end + 1, 5, |byte| byte.is_ascii_digit());
    if scan.at(end) == b':' && port > end + 2 && !is_word(scan.at(port)) {
        return Some(Behind::Port);
    }
    let number = host.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && host.split(|byte| *byte == b'.').filter(|part| !part.is_empty()).take(5).count() == 4;
    let path = scan.at(end) == b'/' && host.contains(&b'.');
    (number || path || host == b"localhost").then_some(Behind::Host)
}
