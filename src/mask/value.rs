//! The value behind a name: where it begins, how far it goes, and whether it is a secret or says something about one.

use crate::mask::names::{Name, Reach, ending};
use crate::mask::shaped;
use crate::mask::text::{MOST_BLANKS, Scan, is_base64url, is_blank, is_mixed, is_word};

/// Values that say something about a secret instead of being one.
const NO_SECRETS: [&str; 40] = [
    "null",
    "none",
    "nil",
    "true",
    "false",
    "undefined",
    "expired",
    "invalid",
    "missing",
    "required",
    "empty",
    "not",
    "is",
    "yes",
    "no",
    "str",
    "string",
    "set",
    "unset",
    "incorrect",
    "wrong",
    "denied",
    "failed",
    "error",
    "mismatch",
    "unknown",
    "unauthorized",
    "changed",
    "hidden",
    "redacted",
    "masked",
    "filtered",
    "optional",
    "valid",
    "ok",
    "n/a",
    "number",
    "object",
    "bool",
    "boolean",
];

/// The shortest value of [`Reach::Long`] and [`Reach::Random`], of [`Reach::Numbered`], and of one on the next line.
const LONG: usize = 16;
const NUMBERED: usize = 6;
const BELOW: usize = 4;

/// The shortest part of a value that is cut by a line end.
const CUT: usize = 8;

/// How far behind a comma the name of a next value may begin to end this one.
const NEXT_NAME: usize = 32;

/// The longest value in braces, the longest name that is announced, and as much as tells what a value is like.
const LONGEST_BRACED: usize = 64;

/// Line ends between a separator and its value.
const MOST_LINE_ENDS: usize = 2;

/// A quote, with the backslashes that the nesting puts before it.
#[derive(Clone, Copy)]
struct Quote {
    sign: u8,
    slashes: usize,
    /// In a table every quote stands twice
    twice: bool,
}

impl Quote {
    fn length(self) -> usize {
        self.slashes + 1 + usize::from(self.twice)
    }
}

/// Takes the value behind the separator that ends at `at`; `set` where that is `=`.
pub(super) fn behind(scan: &mut Scan<'_>, name: &Name, at: usize, set: bool) {
    let here = scan.blanks(at);
    let mut start = here;
    for _ in 0..MOST_LINE_ENDS {
        start = scan.line_end(start).map_or(start, |next| scan.blanks(next));
    }
    if let Some(lines) = block_scalar(scan, here) {
        indented(scan, name, lines);
    } else if quote(scan, start).is_some() && (start == here || name.quoted || is_one_word(name.reach)) {
        words(scan, name, start);
    } else if start == here || name.quoted {
        if name.reach != Reach::Set || set {
            words(scan, name, start);
        }
    } else if is_one_word(name.reach) {
        below(scan, name, start);
    }
}

/// Takes the content of an element.
pub(super) fn element(scan: &mut Scan<'_>, reach: Reach, start: usize) {
    let stop = scan.run(start, |byte| !matches!(byte, b'<' | b'\n' | b'"'));
    let stop = if scan.between(start, stop).ends_with(b"]]>") { stop - 3 } else { stop };
    let (start, end) = trimmed(scan, start, stop);
    if !is_structure(scan, reach, start, true) && is_secret(scan, reach, start, end) {
        scan.take(start..end);
    }
}

/// Whether what begins at `at` is the second of a pair whose first is `name`.
pub(super) fn is_second(scan: &Scan<'_>, name: &Name, at: usize) -> bool {
    let Some(open) = quote(scan, at) else { return false };
    let start = at + open.length();
    let word = scan.run_most(start, LONGEST_BRACED, |byte| byte.is_ascii_graphic() && byte != open.sign);
    matches!(name.reach, Reach::Credential | Reach::Line) || scan.between(start, word).iter().any(u8::is_ascii_digit)
}

/// Notes that the value of a name comes next, if what stands from `start` to `end` is such a name.
pub(super) fn announce(scan: &mut Scan<'_>, start: usize, end: usize) {
    let telling = |reach| !matches!(reach, Reach::Announces | Reach::Announced);
    if ending(scan.between(start, end)).is_some_and(telling) {
        scan.announced = Some(end);
    }
}

/// Takes the value at `start`, or each of the list that begins there.
pub(super) fn words(scan: &mut Scan<'_>, name: &Name, start: usize) {
    let list = scan.at(start) == b'[' && !scan.has_token(start);
    let mut at = if list { scan.run(start + 1, |byte| byte.is_ascii_whitespace()) } else { start };
    loop {
        let Some(end) = one(scan, name, at) else { return };
        let gap = scan.run(end, |byte| byte.is_ascii_whitespace() || byte == b',');
        let more = list && scan.between(end, gap).contains(&b',') && quote(scan, gap).is_some();
        if !more {
            return;
        }
        at = gap;
    }
}

/// Takes one value; gives where it ends, its quote included.
fn one(scan: &mut Scan<'_>, name: &Name, at: usize) -> Option<usize> {
    let at = at + prefix(scan, at);
    let opened = quote(scan, at);
    let first = at + opened.map_or(0, Quote::length);
    if let (None, Some(end)) = (opened, braced(scan, at)) {
        scan.take(at + 1..end);
        return None;
    }
    // before the end is looked for: what is no secret is passed again for each name in it
    if is_structure(scan, name.reach, first, opened.is_some()) {
        return None;
    }
    if opened.is_none() && !is_likely(scan, name.reach, at) {
        return None;
    }
    let digest = name.reach == Reach::Credential && scan.between(first, first + 7).eq_ignore_ascii_case(b"digest ");
    let (start, end) = match opened {
        Some(open) => (first, closing(scan, first, open)),
        None if name.reach == Reach::Announces => {
            (at, scan.run_most(at, LONGEST_BRACED, |byte| is_word(byte) || matches!(byte, b'-' | b'.')))
        }
        None if digest => (at, bare(scan, at, &Name { reach: Reach::Line, ..*name })),
        None => (at, bare(scan, at, name)),
    };
    if name.reach == Reach::Announces {
        // without quotes a value on the next line must tell more than its name
        if opened.is_some() || scan.line_end(end).is_some() {
            announce(scan, start, end);
        }
        return None;
    }
    let (start, end) = trimmed(scan, start, end);
    let start = if name.reach == Reach::Credential { behind_scheme(scan, start, end) } else { start };
    if is_secret(scan, name.reach, start, end) {
        let whole = if opened.is_none() && is_one_word(name.reach) { resumed(scan, start, end) } else { end };
        scan.take(start..whole);
    }
    opened.map(|open| end + open.length())
}

/// The length of what some languages put before a quoted text: `b'…'`, `string(8) "…"`.
fn prefix(scan: &Scan<'_>, at: usize) -> usize {
    if scan.from(at).starts_with(b"string(") {
        let digits = scan.run_most(at + 7, MOST_BLANKS, |byte| byte.is_ascii_digit());
        let quoted = scan.from(digits).starts_with(b") ") && quote(scan, digits + 2).is_some();
        return if quoted { digits + 2 - at } else { 0 };
    }
    usize::from(matches!(scan.at(at), b'b' | b'u' | b'r' | b'@') && matches!(scan.at(at + 1), b'"' | b'\''))
}

/// Where a value in braces ends, as drivers write one that holds a semicolon: `Pwd={a;b}`.
fn braced(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let inside = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'}' | b'{' | b':' | b'"' | b'\'' | b'\\');
    let end = scan.run_most(at + 1, LONGEST_BRACED, inside);
    let driver = at > 0 && scan.at(at - 1) == b'=' && scan.at(at) == b'{' && scan.at(end) == b'}' && end > at + 1;
    driver.then_some(end)
}

/// Where the lines of a block of YAML begin: `password: |`.
fn block_scalar(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let sign = matches!(scan.at(at), b'|' | b'>');
    let signs = scan.run_most(at + 1, 2, |byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'));
    let blanks = scan.blanks(signs);
    // a text that lost its lines has them behind one another
    let lost = blanks > signs && scan.at(at) == b'|' && !is_blank(scan.at(blanks));
    if sign { scan.line_end(blanks).or_else(|| lost.then_some(signs)) } else { None }
}

/// Takes the indented lines from `at` on.
fn indented(scan: &mut Scan<'_>, name: &Name, at: usize) {
    let escaped = at > 0 && scan.at(at - 1) != b'\n';
    let first = scan.blanks(at);
    if first == at || scan.has_token(first) || !is_one_word(name.reach) {
        return;
    }
    let (mut line, mut end) = (at, at);
    loop {
        let content = scan.run(line, is_blank);
        let mut stop = content;
        while scan.at(stop) != 0 && scan.line_end(stop).is_none() && !(escaped && scan.at(stop) == b'"') {
            stop += 1;
        }
        if content == line && stop > content {
            break;
        }
        end = if stop > content { stop } else { end };
        match scan.line_end(stop) {
            Some(next) => line = next,
            None => break,
        }
    }
    scan.take(first..end);
}

/// Takes a value that has the line below its name to itself.
fn below(scan: &mut Scan<'_>, name: &Name, start: usize) {
    let in_value =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\' | b':' | b'[' | b'{' | b'(' | b',');
    let end = scan.run_most(start, LONGEST_BRACED * 4, in_value);
    let value = scan.between(start, end);
    let alone = matches!(scan.at(end), 0 | b'"' | b'\'' | b' ' | b',' | b'&' | b'\\' | b'\n');
    let sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'!' | b'@' | b'#' | b'$' | b'^' | b'&' | b'*');
    let chosen = value.len() >= BELOW && value.iter().any(sign) && !value.starts_with(b"-");
    if alone && chosen && !shaped::is_uuid(value) && !is_structure(scan, Reach::NoPath, start, false) {
        let (start, end) = trimmed(scan, start, end);
        if is_secret(scan, name.reach, start, end) {
            scan.take(start..end);
        }
    }
}

/// Where a value ends that may have been cut by a line end.
fn resumed(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    let value = scan.between(start, end);
    let cut = value.len() >= CUT && value.iter().any(u8::is_ascii_digit) && value.iter().all(|byte| is_key(*byte));
    let rest = scan.rest(end).filter(|_| cut);
    let rest = rest.filter(|rest| rest.len() >= CUT && is_mixed(scan.between(rest.start, rest.end)));
    rest.map_or(end, |rest| rest.end)
}

const fn is_key(byte: u8) -> bool {
    is_base64url(byte) || matches!(byte, b'+' | b'/' | b'=')
}

/// Whether a value of this reach is a word, and no header.
const fn is_one_word(reach: Reach) -> bool {
    !matches!(reach, Reach::Credential | Reach::Line | Reach::Announces | Reach::Announced)
}

fn trimmed(scan: &Scan<'_>, start: usize, end: usize) -> (usize, usize) {
    let inside = scan.between(start, end);
    let left = inside.len() - inside.trim_ascii_start().len();
    let right = inside.len() - inside.trim_ascii_end().len();
    if left == inside.len() { (start, start) } else { (start + left, end - right) }
}

/// Whether what begins at `at` is a path, a stand-in or something with parts, and no secret.
fn is_structure(scan: &Scan<'_>, reach: Reach, at: usize, quoted: bool) -> bool {
    let value = scan.from(at);
    let path = matches!(scan.at(at), b'/' | b'~') || scan.from(at + 1).starts_with(b":\\");
    let stand_in = [&b"${"[..], b"%{", b"{{", b"<"].iter().any(|sign| value.starts_with(sign));
    let parts = !quoted && (matches!(scan.at(at), b'{' | b'[' | b'(') || !scan.at(at).is_ascii());
    reach == Reach::NoPath && path || stand_in || parts
}

fn is_secret(scan: &Scan<'_>, reach: Reach, start: usize, end: usize) -> bool {
    let inside = scan.between(start, end);
    let hidden = inside.len() >= 3 && inside.iter().all(|byte| matches!(byte, b'*' | b'.' | b'-' | b'x' | b'X'));
    let word = NO_SECRETS.iter().any(|word| inside.eq_ignore_ascii_case(word.as_bytes()));
    let numbered = || inside.iter().any(u8::is_ascii_digit) && !inside.contains(&b' ') && !shaped::is_uuid(inside);
    let fits = match reach {
        Reach::Long => inside.len() >= LONG && !(start..end).any(|at| scan.has_token(at)),
        Reach::Numbered => inside.len() >= NUMBERED && numbered(),
        Reach::Random => is_random(inside),
        _ => true,
    };
    fits && !(hidden || word || scan.has_token(start))
}

/// Whether a value without quotes may be what `reach` asks for, by its beginning.
fn is_likely(scan: &Scan<'_>, reach: Reach, at: usize) -> bool {
    let inside = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
    match reach {
        Reach::Numbered => {
            let end = scan.run_most(at, LONGEST_BRACED, inside);
            scan.between(at, end).iter().any(u8::is_ascii_digit)
        }
        Reach::Random => {
            let end = scan.run_most(at, LONGEST_BRACED, is_key);
            let head = scan.between(at, end);
            let whole = end == at + LONGEST_BRACED || !matches!(scan.at(end), b'.' | b':' | b'@' | b'%');
            whole && (is_mixed(head) || head.iter().all(u8::is_ascii_hexdigit) || shaped::is_login(head))
        }
        _ => true,
    }
}

/// Whether a value is long and made by chance: mixed letters and digits, a long hexadecimal number, or a packed login.
fn is_random(value: &[u8]) -> bool {
    let hex = matches!(value.len(), 32 | 48 | 64 | 96 | 128) && value.iter().all(u8::is_ascii_hexdigit);
    let mixed = value.len() >= LONG && is_mixed(value) && value.iter().all(|byte| is_key(*byte));
    hex || mixed && !shaped::is_uuid(value) || shaped::is_login(value)
}

/// Behind `Basic`, `Bearer`, `TC3-HMAC-SHA256`: the scheme tells something and is no secret.
fn behind_scheme(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    let word = scan.run(start, |byte| is_word(byte) || byte == b'-');
    let rest = scan.run(word, is_blank);
    match word > start && rest > word {
        true if scan.has_token(rest) => end,
        true if rest < end => rest,
        _ => start,
    }
}

/// The quote that opens at `at`, behind as many backslashes as its nesting needs.
fn quote(scan: &Scan<'_>, at: usize) -> Option<Quote> {
    let slashes = scan.from(at).iter().take(MOST_BLANKS).take_while(|byte| **byte == b'\\').count();
    let sign = scan.at(at + slashes);
    let inside = scan.at(at + slashes + 2);
    let empty =
        !inside.is_ascii_graphic() || matches!(inside, b',' | b';' | b':' | b'}' | b']' | b')' | b'>' | b'/' | b'\\');
    let twice = scan.at(at + slashes + 1) == sign && !empty;
    matches!(sign, b'"' | b'\'' | b'`').then_some(Quote { sign, slashes, twice })
}

/// Where the quote closes that was opened before `start`; else the end of the line. Less backslashes than it opened
/// with close a text around it; more belong to a quote within.
fn closing(scan: &Scan<'_>, start: usize, open: Quote) -> usize {
    let mut slashes = 0;
    for (step, byte) in scan.from(start).iter().enumerate() {
        if *byte == b'\\' {
            slashes += 1;
            continue;
        }
        let whole = !open.twice || scan.at(start + step + 1) == open.sign;
        if *byte == open.sign && whole && (slashes < open.slashes || slashes % (2 * (open.slashes + 1)) == open.slashes)
        {
            return start + step - slashes.min(open.slashes);
        }
        if *byte == b'\n' || shaped::is_block(scan, start + step) {
            return start + step;
        }
        slashes = 0;
    }
    scan.bytes.len()
}

/// Where a value without quotes ends.
fn bare(scan: &Scan<'_>, start: usize, name: &Name) -> usize {
    let line = matches!(name.reach, Reach::Line | Reach::Credential);
    let outer = if line { around(scan, name.start) } else { None };
    let mut at = start;
    while at < scan.bytes.len() {
        let (byte, next) = (scan.at(at), scan.at(at + 1));
        // a quoted part of a cookie: a="b"; c=d
        if let Some(open) = quote(scan, at).filter(|_| line && scan.at(at - 1) == b'=' && at > start) {
            at = closing(scan, at + open.length(), open);
            at += if scan.at(at) == open.sign || scan.at(at) == b'\\' { open.length() } else { 0 };
            continue;
        }
        let ends = match byte {
            b'\n' | b'\r' => true,
            _ if name.reach == Reach::Random => !is_key(byte),
            b'"' | b'\'' | b'`' => outer.is_none_or(|quote| quote == byte),
            b'\\' => matches!(next, b'"' | b'\'' | b'n' | b'r' | b't' | b'\n' | b'\r' | b'\\'),
            b'}' | b']' | b')' => !is_word(next),
            b'[' => scan.has_token(at),
            b'-' => shaped::is_block(scan, at),
            b',' => name.reach != Reach::Line && (!line && !is_word(next) || names_next(scan, at + 1)),
            b'&' | b';' => !line && (!is_word(next) || names_next(scan, at + 1)),
            b' ' | b'\t' | b'<' | b'|' => !line,
            0xe2 | 0xe3 | 0xef => !line && closes_in_chinese(scan, at),
            _ => false,
        };
        if ends {
            return at;
        }
        at += 1;
    }
    at
}

/// The quote that stands directly before a header: `curl -H 'Cookie: …'`.
fn around(scan: &Scan<'_>, start: usize) -> Option<u8> {
    Some(scan.before(start)).filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
}

/// Whether the next name and its separator follow: `password=a,user=b`.
fn names_next(scan: &Scan<'_>, at: usize) -> bool {
    let from = scan.run(at, is_blank).min(at + 1);
    let most = scan.between(from, scan.bytes.len().min(from + NEXT_NAME));
    let name = most.iter().take_while(|byte| is_word(**byte) || **byte == b'-').count();
    name > 0 && matches!(scan.at(from + name), b'=' | b':')
}

fn closes_in_chinese(scan: &Scan<'_>, at: usize) -> bool {
    ["，", "。", "；", "）", "、", "”", "】", "’"].iter().any(|sign| scan.from(at).starts_with(sign.as_bytes()))
}
