//! Secrets that a name gives away: `password=…`, `"SecretKey": "…"`, `Authorization: …`, `--token …`.

use crate::mask::shaped;
use crate::mask::text::{Scan, is_blank, is_word};

/// How far the value behind a name goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// One word, or what stands in quotes
    Word,
    /// As `Word`, where it is no path: the shell keeps the working directory under the same name
    NoPath,
    /// As `Word`, where it is long enough for no word of a sentence
    Long,
    /// As `Word`, where it is set and not said: behind `=`, or in quotes
    Set,
    /// A scheme and what follows it
    Credential,
    /// To the end of the line, or of the quotes that the whole header stands in
    Line,
    /// Not the value itself: it names the next `Value`
    Announces,
    /// The value of a name that was announced
    Announced,
}

/// The ends of names, in small letters and without `_`, `-`, `.` and blanks.
const NAMES: [(&[u8], Reach); 23] = [
    (b"password", Reach::Word),
    (b"passwd", Reach::NoPath),
    (b"pwd", Reach::NoPath),
    (b"passphrase", Reach::Word),
    (b"passcode", Reach::Word),
    (b"secret", Reach::Word),
    (b"secretid", Reach::Word),
    (b"secretkey", Reach::Word),
    (b"secretkeybase", Reach::Word),
    (b"secretaccesskey", Reach::Word),
    (b"token", Reach::Word),
    (b"apikey", Reach::Word),
    (b"accesskey", Reach::Word),
    (b"accesskeyid", Reach::Word),
    (b"privatekey", Reach::Word),
    (b"encryptionkey", Reach::Word),
    (b"signature", Reach::Long),
    (b"authorization", Reach::Credential),
    (b"cookie", Reach::Line),
    (b"requirepass", Reach::Word),
    (b"ptkey", Reach::Word),
    (b"credential", Reach::Long),
    (b"connectionstring", Reach::Long),
];

/// Names in Chinese; a name that goes on behind them (`密码错误`) is another one.
const CHINESE: [&str; 5] = ["密码", "口令", "密钥", "令牌", "凭证"];

/// The word for a password, what may stand behind it in a sentence, and the shortest one that is told so.
const PASSWORD: &str = "密码";
const IS: [&str; 2] = ["是", "为"];
const SHORTEST_TOLD: usize = 6;

/// Values that say something about a secret instead of being one.
const NO_SECRETS: [&str; 18] = [
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
];

/// The most bytes of a name that are looked at, and those of them that are compared.
const LONGEST_NAME: usize = 48;
const COMPARED: usize = 20;

/// The shortest value of [`Reach::Long`].
const LONG: usize = 16;

/// The most blanks between a name, its separator and its value.
const MOST_BLANKS: usize = 32;

/// How far behind a comma the name of a next value may begin to end this one.
const NEXT_NAME: usize = 32;

/// A name that stands before a separator.
struct Name {
    reach: Reach,
    /// Where it begins, its quote aside
    start: usize,
    quoted: bool,
}

/// A quote, with the backslashes that the nesting puts before it.
#[derive(Clone, Copy)]
struct Quote {
    sign: u8,
    slashes: usize,
}

/// Looks at the separator at `at`: takes the value behind it where the name before it tells of a secret.
pub(super) fn value(scan: &mut Scan<'_>, at: usize) {
    let sign = scan.at(at);
    if sign == b':' && scan.from(at).starts_with(b"://") {
        return shaped::url(scan, at);
    }
    let wide = scan.from(at).starts_with("：".as_bytes());
    if sign == 0xef && !wide {
        return;
    }
    let Some(name) = name(scan, at) else { return };
    // a pair in a list, as some print headers: ('Cookie', 'a=b')
    if sign == b',' && !(name.quoted && matches!(name.reach, Reach::Credential | Reach::Line)) {
        return;
    }
    let signs = if wide { at + 3 } else { scan.run(at + 1, |byte| matches!(byte, b'=' | b':' | b'>')) };
    let gap = |byte: u8| is_blank(byte) || name.quoted && matches!(byte, b'\n' | b'\r');
    let start = signs + scan.from(signs).iter().take(MOST_BLANKS).take_while(|byte| gap(**byte)).count();
    if name.reach != Reach::Set || sign == b'=' || quote(scan, start).is_some() {
        values(scan, &name, start);
    }
}

/// Takes a password that a Chinese sentence tells: `密码是 abc123`, `密码 abc123`; `last` is the last byte of a letter.
pub(super) fn told(scan: &mut Scan<'_>, last: usize) {
    let end = last + 1;
    if scan.between(end.saturating_sub(PASSWORD.len()), end) != PASSWORD.as_bytes() {
        return;
    }
    let gap = scan.run(end, is_blank);
    let verb = IS.iter().find(|verb| scan.from(gap).starts_with(verb.as_bytes()));
    let start = verb.map_or(gap, |verb| scan.run(gap + verb.len(), is_blank));
    let close = scan.run(start, |byte| byte.is_ascii_graphic() && !matches!(byte, b',' | b';' | b'"' | b'\'' | b'`'));
    let value = scan.between(start, close);
    let chosen = value.len() >= SHORTEST_TOLD && value.iter().any(u8::is_ascii_digit);
    // behind a separator the name itself tells
    let separated = matches!(scan.at(start), b':' | b'=' | b'[' | b'(' | b'<' | b'{');
    if start > end && chosen && !separated {
        scan.take(start..close);
    }
}

/// Takes the value of a flag, `--password x`; `at` is its first dash.
pub(super) fn flag(scan: &mut Scan<'_>, at: usize) {
    if scan.at(at + 1) != b'-' || is_word(scan.before(at)) || scan.before(at) == b'-' {
        return;
    }
    let most = scan.between(at, scan.bytes.len().min(at + LONGEST_NAME));
    let end = at + most.iter().take_while(|byte| is_word(**byte) || **byte == b'-').count();
    if !is_blank(scan.at(end)) {
        return;
    }
    if let Some(name) = name(scan, end) {
        let start = scan.run(end, is_blank);
        if scan.at(start) != b'-' {
            values(scan, &name, start);
        }
    }
}

/// Takes the value at `start`, or each of the list that begins there.
fn values(scan: &mut Scan<'_>, name: &Name, start: usize) {
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
    // the sign of bytes or of another text in Python: b'…'
    let prefixed = matches!(scan.at(at), b'b' | b'u' | b'r') && matches!(scan.at(at + 1), b'"' | b'\'');
    let at = if prefixed { at + 1 } else { at };
    let opened = quote(scan, at);
    let first = at + opened.map_or(0, |open| open.slashes + 1);
    let names_only = name.reach == Reach::Announces && opened.is_none();
    // before the end is looked for: what is no secret is passed again for each name in it
    if names_only || is_structure(scan, name.reach, first, opened.is_some()) {
        return None;
    }
    let (start, end) = match opened {
        Some(open) => (first, closing(scan, first, open)),
        None => (at, bare(scan, at, name)),
    };
    if name.reach == Reach::Announces {
        if ending(scan.between(start, end)).is_some_and(|reach| reach != Reach::Announces) {
            scan.announced = Some(end);
        }
        return None;
    }
    let (start, end) = trimmed(scan, start, end);
    let start = if name.reach == Reach::Credential { behind_scheme(scan, start, end) } else { start };
    if is_secret(scan, name.reach, start, end) {
        scan.take(start..end);
    }
    opened.map(|open| end + open.slashes + 1)
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
    let short = reach == Reach::Long && (inside.len() < LONG || (start..end).any(|at| scan.has_token(at)));
    !(hidden || word || short || scan.has_token(start))
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

/// The name that ends before the separator at `at`, if it tells of a secret.
fn name(scan: &Scan<'_>, at: usize) -> Option<Name> {
    let before = |at: usize| at.checked_sub(1).map_or(0, |at| scan.at(at));
    let end = scan.run_back(at, MOST_BLANKS, is_blank);
    let quoted = matches!(before(end), b'"' | b'\'' | b'`');
    let end = if quoted { scan.run_back(end - 1, MOST_BLANKS, |byte| byte == b'\\') } else { end };
    let in_name = |byte: u8| is_word(byte) || matches!(byte, b'-' | b'.') || quoted && byte == b' ';
    let last = before(end);
    if last.is_ascii_alphanumeric() {
        let start = scan.run_back(end, LONGEST_NAME, in_name);
        // two words without quotes: `api key: …`
        let start = if start > 0 && scan.at(start - 1) == b' ' {
            scan.run_back(start - 1, LONGEST_NAME, in_name)
        } else {
            start
        };
        let mut reach = ending(scan.between(start, end))?;
        if reach == Reach::Announced {
            let gap = scan.announced.filter(|end| *end <= start && start - end <= MOST_BLANKS)?;
            let apart =
                scan.between(gap, start).iter().any(|byte| is_word(*byte) && !matches!(byte, b'n' | b'r' | b't'));
            reach = if apart { return None } else { Reach::Word };
        }
        return Some(Name { reach, start, quoted });
    }
    let before = scan.between(end.saturating_sub(6), end);
    let chinese = CHINESE.iter().any(|word| before == word.as_bytes());
    chinese.then(|| Name { reach: Reach::Word, start: end - before.len(), quoted })
}

/// What the end of `name` tells.
fn ending(name: &[u8]) -> Option<Reach> {
    let last = name.last()?.to_ascii_lowercase();
    // most names end otherwise, and most separators stand behind such names
    if !matches!(last, b'd' | b't' | b'y' | b'n' | b'e' | b's' | b'g' | b'0'..=b'9') {
        return None;
    }
    let mut letters = [0_u8; COMPARED];
    let mut free = COMPARED;
    let spelt = name.iter().rev().skip_while(|byte| byte.is_ascii_digit()).filter(|byte| byte.is_ascii_alphanumeric());
    for (slot, byte) in letters.iter_mut().rev().zip(spelt) {
        *slot = byte.to_ascii_lowercase();
        free -= 1;
    }
    let letters = letters.get(free..).unwrap_or_default();
    match letters {
        b"key" | b"name" => return Some(Reach::Announces),
        b"value" => return Some(Reach::Announced),
        b"pass" => return Some(Reach::Set),
        // a parser's complaint about the next sign
        _ if letters.ends_with(b"unexpectedtoken") => return None,
        _ => {}
    }
    let short = name.len() >= 5 && letters.ends_with(b"pass") && matches!(name.get(name.len() - 5), Some(b'_' | b'-'));
    if short {
        return Some(Reach::Word);
    }
    NAMES.iter().find(|(end, _)| letters.ends_with(end)).map(|(_, reach)| *reach)
}

/// The quote that opens at `at`, behind as many backslashes as its nesting needs.
fn quote(scan: &Scan<'_>, at: usize) -> Option<Quote> {
    let slashes = scan.from(at).iter().take(MOST_BLANKS).take_while(|byte| **byte == b'\\').count();
    let sign = scan.at(at + slashes);
    matches!(sign, b'"' | b'\'' | b'`').then_some(Quote { sign, slashes })
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
        if *byte == open.sign && (slashes < open.slashes || slashes % (2 * (open.slashes + 1)) == open.slashes) {
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
            at = closing(scan, at + open.slashes + 1, open);
            at += if scan.at(at) == open.sign || scan.at(at) == b'\\' { open.slashes + 1 } else { 0 };
            continue;
        }
        let ends = match byte {
            b'\n' | b'\r' => true,
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
