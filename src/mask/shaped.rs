//! Secrets that their form gives away: ids of keys, tokens, key blocks, passwords in URLs, phone numbers, addresses.

use crate::mask::text::{Scan, is_base64url, is_blank, is_word};

/// Beginnings of the ids of keys, with what follows the prefix at least, and the length from which no digit is needed.
const IDS: [&[u8]; 3] = [b"AKID", b"AKIA", b"LTAI"];
const SHORTEST_ID: usize = 12;
const CERTAIN_ID: usize = 32;

/// The shortest credential behind `Bearer` that is no word of a sentence.
const SHORTEST_BEARER: usize = 16;

/// The longest part of an address before or behind its `@`, and the longest user part of a URL.
const LONGEST_PART: usize = 64;
const LONGEST_AUTHORITY: usize = 512;

/// The word for a secret, by its form; so it is the same wherever the secret stands.
pub(super) fn kind(secret: &str) -> &'static str {
    let digits = secret.bytes().filter(u8::is_ascii_digit).count();
    let in_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b' ' | b'-');
    if IDS.iter().any(|prefix| secret.as_bytes().starts_with(prefix)) {
        "secret id"
    } else if secret.bytes().all(in_number) && matches!(digits, 11 | 13 | 15) {
        "phone"
    } else if secret
        .split_once('@')
        .or_else(|| secret.split_once("%40"))
        .is_some_and(|(name, host)| is_name(name.as_bytes()) && is_host(host.as_bytes()))
    {
        "mail"
    } else {
        "secret"
    }
}

/// The id of a key, by the second letter of its prefix.
pub(super) fn id(scan: &mut Scan<'_>, second: usize) {
    let Some(start) = second.checked_sub(1) else { return };
    if !IDS.iter().any(|prefix| scan.from(start).starts_with(prefix)) {
        return;
    }
    let end = scan.run(start, is_base64url);
    let id = scan.between(start, end);
    // a whole id is one even where the blank before it was lost
    let short = id.len() >= SHORTEST_ID && id.iter().any(u8::is_ascii_digit) && scan.begins_word(start);
    if id.len() >= CERTAIN_ID || short {
        scan.take(start..end);
    }
}

/// A signed token (JWT), whole or cut off behind its first dot.
pub(super) fn jwt(scan: &mut Scan<'_>, third: usize) {
    let Some(start) = third.checked_sub(2).filter(|start| scan.from(*start).starts_with(b"eyJ")) else { return };
    if !scan.begins_word(start) {
        return;
    }
    let head = scan.run(start, is_base64url);
    // a header of less than ten signs holds no algorithm
    if head - start >= 10 && scan.at(head) == b'.' && is_base64url(scan.at(head + 1)) {
        scan.take(start..scan.run(start, |byte| is_base64url(byte) || byte == b'.'));
    }
}

/// What stands behind `Bearer`, outside of a header too.
pub(super) fn bearer(scan: &mut Scan<'_>, at: usize) {
    let word = scan.between(at, at + 6);
    if word.eq_ignore_ascii_case(b"bearer") && scan.begins_word(at) {
        let start = scan.run(at + 6, |byte| is_blank(byte) || byte == b':');
        let end = scan.run(start, |byte| is_base64url(byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'='));
        if start > at + 6 && end - start >= SHORTEST_BEARER {
            scan.take(start..end);
        }
    }
}

/// A block `-----BEGIN … PRIVATE KEY-----`, to its end or, where it is cut off, as far as its lines go.
pub(super) fn block(scan: &mut Scan<'_>, at: usize) {
    if !is_block(scan, at) {
        return;
    }
    let head = scan.between(at, scan.bytes.len().min(at + LONGEST_PART));
    let mark = b"PRIVATE KEY-----";
    let Some(from) = head.windows(mark.len()).position(|part| part == mark) else { return };
    let body = at + from + mark.len();
    let next = match scan.block_end {
        Some((asked, end)) if asked <= body && end.is_none_or(|end| end >= body) => end,
        _ => scan.from(body).windows(9).position(|part| part == b"-----END ").map(|step| body + step),
    };
    scan.block_end = Some((body, next));
    let is_body = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\\' | b'\r' | b'\n');
    let end = match next.filter(|end| !scan.between(body, *end).windows(11).any(|part| part == b"-----BEGIN ")) {
        Some(end) => {
            let words = scan.run(end + 9, |byte| byte.is_ascii_uppercase() || byte == b' ');
            scan.run(words, |byte| byte == b'-')
        }
        None => scan.run(body, is_body),
    };
    scan.take(at..end);
}

/// Whether a block begins at `at`; no other value reaches into it.
pub(super) fn is_block(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == b'-' && scan.from(at).starts_with(b"-----BEGIN ")
}

/// The password in `scheme://user:password@host`; `colon` is the one before the slashes.
pub(super) fn url(scan: &mut Scan<'_>, colon: usize) {
    let start = colon + 3;
    let authority = scan.between(start, scan.bytes.len().min(start + LONGEST_AUTHORITY));
    let ends = |byte: &u8| {
        matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'\\' | b'<' | b'>') || byte.is_ascii_whitespace()
    };
    let authority = authority.split(ends).next().unwrap_or_default();
    let Some(host) = authority.iter().rposition(|byte| *byte == b'@') else { return };
    if let Some(user) = authority.iter().take(host).position(|byte| *byte == b':') {
        scan.take(start + user + 1..start + host);
    }
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
    if is_name(scan.between(start, sign)) && is_host(host) {
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

/// A mobile number of the mainland, alone or behind +86, in one piece or as 3-4-4.
pub(super) fn phone(scan: &mut Scan<'_>, at: usize) {
    if !matches!(scan.at(at + 1), b'3'..=b'9') {
        return;
    }
    let Some(end) = number(scan, at) else { return };
    let goes_on = is_word(scan.at(end)) || scan.at(end) == b'.' && scan.at(end + 1).is_ascii_digit();
    if goes_on {
        return;
    }
    let gap = scan.run_back(at, 1, |byte| is_blank(byte) || byte == b'-');
    let abroad = [&b"+86"[..], b"0086"].into_iter().any(|code| {
        let start = gap.checked_sub(code.len()).filter(|start| *start >= scan.floor);
        start.is_some_and(|start| scan.between(start, gap) == code && scan.begins_word(start))
    });
    let decimal = scan.before(at) == b'.' && at >= 2 && scan.at(at - 2).is_ascii_digit();
    if abroad || scan.begins_word(at) && !decimal && !is_round(scan.between(at, end)) {
        scan.take(at..end);
    }
}

/// The end of eleven digits, in one piece or split 3-4-4 by one kind of sign.
fn number(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let digits = |from: usize, count: usize| scan.between(from, from + count).iter().all(u8::is_ascii_digit);
    let long = at + 11 <= scan.bytes.len() && digits(at, 11);
    if long {
        return Some(at + 11);
    }
    let split = at + 13 <= scan.bytes.len() && digits(at, 3) && digits(at + 4, 4) && digits(at + 9, 4);
    let sign = scan.at(at + 3);
    (split && sign == scan.at(at + 8) && matches!(sign, b' ' | b'-')).then_some(at + 13)
}

/// Whole megabytes in bytes and whole seconds in nanoseconds are eleven digits long too.
fn is_round(number: &[u8]) -> bool {
    let value = number.iter().try_fold(0_u64, |sum, digit| {
        digit.is_ascii_digit().then(|| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    });
    value.is_some_and(|value| value.is_multiple_of(1_048_576) || value.is_multiple_of(1_000_000_000))
}
