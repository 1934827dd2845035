//! Secrets that their form gives away: signed tokens, credentials, key blocks, addresses of people and of robots.

use crate::mask::text::{Beginnings, Scan, is_base64url, is_blank};

/// The shortest credential behind `Bearer` that is no word of a sentence, and the shortest one with a digit.
const SHORTEST_BEARER: usize = 16;
const SHORTEST_NUMBERED: usize = 8;

/// The schemes whose credentials are known without their header.
const BEARER: &[u8] = b"bearer";
const BASIC: &[u8] = b"basic";

/// The longest part of an address before or behind its `@`.
const LONGEST_PART: usize = 64;

/// The longest login that is unpacked to be looked at, in signs of base64.
const LONGEST_LOGIN: usize = 256;

/// Robots whose address holds their key: what stands before it.
const ROBOTS: [&[u8]; 4] = [b"/webhook/send?key=", b"/bot/v2/hook/", b"hooks.slack.com/services/", b"/api/webhooks/"];

/// Adds how signed tokens and schemes begin.
pub(super) const fn beginnings(known: Beginnings) -> Beginnings {
    known.with(b"ey").with_any_case(BEARER).with_any_case(BASIC)
}

/// A signed token (JWT), whole or cut off behind its first dot.
pub(super) fn jwt(scan: &mut Scan<'_>, start: usize) {
    if !scan.is(start, b"eyJ") {
        return;
    }
    let head = scan.run(start, is_base64url);
    // a header of less than ten signs holds no algorithm
    if head - start >= 10 && scan.at(head) == b'.' && is_base64url(scan.at(head + 1)) {
        scan.take(start..scan.run(start, |byte| is_base64url(byte) || byte == b'.'));
    }
}

/// What stands behind `Bearer` or `Basic`, outside of a header too.
pub(super) fn scheme(scan: &mut Scan<'_>, at: usize) {
    let (bearer, end) = match (scan.is_spelt(at, BEARER), scan.is_spelt(at, BASIC)) {
        (true, _) => (true, at + BEARER.len()),
        (_, true) => (false, at + BASIC.len()),
        _ => return,
    };
    let start = scan.run(end, |byte| is_blank(byte) || byte == b':');
    let stop = scan.run(start, |byte| is_base64url(byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'='));
    let value = scan.between(start, stop);
    let numbered = || value.len() >= SHORTEST_NUMBERED && value.iter().any(u8::is_ascii_digit);
    let found = if bearer { value.len() >= SHORTEST_BEARER || numbered() } else { is_login(value) };
    if start > end && found {
        scan.take(start..stop);
    }
}

/// Whether `text` is a user and a password in base64, as `Basic` has them.
pub(super) fn is_login(text: &[u8]) -> bool {
    let bare = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    if !(8..=LONGEST_LOGIN).contains(&text.len()) || text.starts_with(b"eyJ") || bare.len() % 4 == 1 {
        return false;
    }
    let (mut bits, mut held, mut colon, mut count) = (0_u32, 0, None, 0_usize);
    for sign in bare {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            let byte = (bits >> held & 0xff) as u8;
            if !(b' '..=b'~').contains(&byte) {
                return false;
            }
            if byte == b':' && colon.is_none() {
                colon = Some(count);
            }
            count += 1;
        }
    }
    colon.is_some_and(|colon| colon > 0 && colon + 1 < count)
}

/// An id as requests have them: 8-4-4-4-12.
pub(super) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A block `-----BEGIN … PRIVATE KEY-----`, to its end or, where it is cut off, as far as its lines go.
pub(super) fn block(scan: &mut Scan<'_>, at: usize) {
    if !is_block(scan, at) {
        return;
    }
    let head = scan.between(at, scan.bytes.len().min(at + LONGEST_PART));
    let marks = [&b"PRIVATE KEY-----"[..], b"PRIVATE KEY BLOCK-----", b"PRIVATE KEY ----"];
    let ends = |mark: &&[u8]| head.windows(mark.len()).position(|part| part == *mark).map(|from| from + mark.len());
    let Some(length) = marks.iter().find_map(ends) else { return };
    let body = at + length;
    let next = match scan.block_end {
        Some((asked, end)) if asked <= body && end.is_none_or(|end| end >= body) => end,
        _ => ["-----END ", "---- END "]
            .iter()
            .filter_map(|mark| find(scan.from(body), mark.as_bytes()))
            .min()
            .map(|step| body + step),
    };
    scan.block_end = Some((body, next));
    let whole = |end: &usize| find(scan.between(body, *end), b"-----BEGIN ").is_none();
    let end = match next.filter(whole) {
        Some(end) => {
            let words = scan.run(end + 9, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ');
            scan.run(words, |byte| byte == b'-')
        }
        None => scan.run(headers(scan, body), is_body),
    };
    scan.take(at..end);
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|part| part == mark)
}

const fn is_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\\' | b'\n')
}

/// Behind the headers of a block that was cut off: `Proc-Type: 4,ENCRYPTED`, `Version: …`.
fn headers(scan: &Scan<'_>, body: usize) -> usize {
    const MOST: usize = 6;
    let mut at = body;
    for _ in 0..MOST {
        let line = scan.line_end(at).unwrap_or(at);
        let name = scan.run_most(line, LONGEST_PART, |byte| byte.is_ascii_alphabetic() || byte == b'-');
        if name == line || !scan.from(name).starts_with(b": ") {
            break;
        }
        at = scan.run_most(name, 2 * LONGEST_PART, |byte| !matches!(byte, b'\n' | b'\\' | b'"'));
    }
    at
}

/// Whether a block begins at `at`; no other value reaches into it.
pub(super) fn is_block(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == b'-' && (scan.from(at).starts_with(b"-----BEGIN ") || scan.from(at).starts_with(b"---- BEGIN "))
}

/// The key in the address of a robot that takes messages; `sign` is the last one before it.
pub(super) fn robot(scan: &mut Scan<'_>, sign: usize) {
    let start = sign + 1;
    let known = |mark: &&[u8]| start.checked_sub(mark.len()).is_some_and(|from| scan.is(from, mark));
    if !ROBOTS.iter().any(known) {
        return;
    }
    let end = scan.run(start, |byte| is_base64url(byte) || matches!(byte, b'/' | b':'));
    if end - start >= SHORTEST_BEARER {
        scan.take(start..end);
    }
}

/// The key of a robot in the form `123456789:AA…`; `colon` is the one in it.
pub(super) fn bot(scan: &mut Scan<'_>, colon: usize) {
    const DIGITS: usize = 10;
    const LEAST: usize = 30;
    let start = scan.run_back(colon, DIGITS, |byte| byte.is_ascii_digit());
    if start + 8 > colon || !scan.from(colon + 1).starts_with(b"AA") {
        return;
    }
    let end = scan.run(colon + 1, is_base64url);
    if end > colon + LEAST {
        scan.take(colon + 1..end);
    }
}

/// Whether a secret is an e-mail address.
pub(super) fn is_mail(secret: &str) -> bool {
    let parts = secret.split_once('@').or_else(|| secret.split_once("%40"));
    parts.is_some_and(|(name, host)| is_name(name.as_bytes()) && is_host(host.as_bytes()))
}

/// An e-mail address around its sign, which is `length` bytes long: `%40` in a URL.
pub(super) fn mail(scan: &mut Scan<'_>, sign: usize, length: usize) {
    let mut start = scan.run_back(sign, LONGEST_PART, is_name_byte).max(scan.floor);
    if scan.before(start) == b'\\' && matches!(scan.at(start), b'n' | b'r' | b't') {
        start += 1;
    }
    start += scan.between(start, sign).iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    let limit = scan.bytes.len().min(sign + length + LONGEST_PART);
    let host = scan.between(sign + length, limit);
    let run = host.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    let mut host = host.get(..run).unwrap_or_default();
    while let Some((b'.' | b'-', rest)) = host.split_last() {
        host = rest;
    }
    // the user of every repository: git@host:…
    let everybody = scan.between(start, sign) == b"git" && scan.at(sign + length + host.len()) == b':';
    if !everybody && is_name(scan.between(start, sign)) && is_host(host) {
        scan.take(start..sign + length + host.len());
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
}

fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| is_name_byte(*byte))
}

/// A host with a top level of letters. A version behind a package (`left-pad@1.3.0-rc.a`) and the scale of a picture
/// (`icon@2x.png`) are none.
fn is_host(host: &[u8]) -> bool {
    let mut parts = host.split(|byte| *byte == b'.');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    let top = parts.next_back().unwrap_or(second);
    let digits = first.iter().all(u8::is_ascii_digit);
    let scale = matches!(first, [digit, b'x'] if digit.is_ascii_digit());
    let version = digits && second.first().is_some_and(u8::is_ascii_digit);
    let lettered = top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic);
    lettered
        && !first.is_empty()
        && !scale
        && !version
        && host.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}
