//! Secrets that a sentence or a statement tells: `密码是 …`, `password is …`, `identified by '…'`, `ENV API_KEY …`.

use crate::mask::names::{LONGEST_NAME, Reach, ending};
use crate::mask::text::{Beginnings, Scan, is_blank, is_word};

/// Words in Chinese, what may stand behind them in a sentence, and the shortest secret that is told so.
const CHINESE: [&str; 5] = ["密码", "密钥", "口令", "令牌", "私钥"];
const IS: [&str; 2] = ["是", "为"];
const SHORTEST_TOLD: usize = 6;

/// Words that are said before a secret, and what may stand between.
const WORDS: [&[u8]; 11] = [
    b"password",
    b"passwd",
    b"passphrase",
    b"passcode",
    b"pwd",
    b"identified by",
    b"secret key",
    b"secretkey",
    b"api key",
    b"access key",
    b"token",
];
const LINKS: [&[u8]; 6] = [b"is ", b"was ", b"to ", b"by ", b"as ", b"of "];

/// Words before a name and its value, with blanks between: `ENV API_KEY …`.
const SETTERS: [&[u8]; 7] = [b"ENV", b"ARG", b"setenv", b"set", b"SET", b"requirepass", b"masterauth"];

/// Adds how the words and the setters begin.
pub(super) const fn beginnings(mut known: Beginnings) -> Beginnings {
    let mut at = 0;
    while at < WORDS.len() {
        known = known.with_any_case(WORDS[at]);
        at += 1;
    }
    at = 0;
    while at < SETTERS.len() {
        known = known.with(SETTERS[at]);
        at += 1;
    }
    known
}

/// Takes a password that a Chinese sentence tells: `密码是 abc123`, `密码 abc123`; `last` is the last byte of a sign.
pub(super) fn in_chinese(scan: &mut Scan<'_>, last: usize) {
    let end = last + 1;
    let before = scan.between(end.saturating_sub(6), end);
    if !CHINESE.iter().any(|word| before == word.as_bytes()) {
        return;
    }
    let gap = scan.run(end, is_blank);
    let verb = IS.iter().find(|verb| scan.from(gap).starts_with(verb.as_bytes()));
    let start = verb.map_or(gap, |verb| scan.run(gap + verb.len(), is_blank));
    if start > end {
        told(scan, start, SHORTEST_TOLD);
    }
}

/// Takes what an English sentence or a statement tells; a word begins at `at`.
pub(super) fn in_english(scan: &mut Scan<'_>, at: usize) {
    for word in WORDS {
        let end = at + word.len();
        if !is_blank(scan.at(end)) || !scan.is_spelt(at, word) {
            continue;
        }
        let start = scan.blanks(end);
        let link = LINKS.iter().find(|link| scan.between(start, start + link.len()).eq_ignore_ascii_case(link));
        let start = link.map_or(start, |link| scan.blanks(start + link.len()));
        let quote = scan.at(start);
        let quoted = matches!(quote, b'\'' | b'"' | b'`');
        match word {
            b"token" | b"secret key" | b"secretkey" | b"api key" | b"access key" => told(scan, start, LONG_TOLD),
            b"identified by" if quoted => until(scan, start + 1, quote),
            _ if quoted && (link.is_some() || is_statement(scan, at)) => until(scan, start + 1, quote),
            _ if link.is_some() => told(scan, start, SHORTEST_TOLD),
            // machine … login … password …
            _ if follows(scan, at, b"login ") || follows(scan, at, b"user ") => told(scan, start, SHORTEST_TOLD),
            _ => {}
        }
        return;
    }
    for word in SETTERS {
        let end = at + word.len();
        if is_blank(scan.at(end)) && scan.is(at, word) {
            set(scan, scan.blanks(end), word.len() > 6);
            return;
        }
    }
}

/// The shortest key or token that is told without a separator.
const LONG_TOLD: usize = 16;

/// Takes the value behind a name and a blank; behind a setting that is a name itself, `at` is where its value begins.
fn set(scan: &mut Scan<'_>, at: usize, itself: bool) {
    if itself {
        return told(scan, at, SHORTEST_TOLD);
    }
    let end = scan.run_most(at, LONGEST_NAME, |byte| is_word(byte) || matches!(byte, b'-' | b'.' | b'/' | b':'));
    let one = |reach| !matches!(reach, Reach::Announces | Reach::Announced | Reach::Set);
    if is_blank(scan.at(end)) && ending(scan.between(at, end)).is_some_and(one) {
        told(scan, scan.blanks(end), SHORTEST_TOLD);
    }
}

/// Takes the word at `start` where it has a digit and at least `shortest` signs.
fn told(scan: &mut Scan<'_>, start: usize, shortest: usize) {
    let start = start + usize::from(matches!(scan.at(start), b'"' | b'\'' | b'`'));
    let close = scan.run(start, |byte| byte.is_ascii_graphic() && !matches!(byte, b',' | b';' | b'"' | b'\'' | b'`'));
    let value = scan.between(start, close);
    let chosen = value.len() >= shortest && value.iter().any(u8::is_ascii_digit);
    // behind a separator the name itself tells; what has parts is no secret
    let separated = matches!(scan.at(start), b':' | b'=' | b'[' | b'(' | b'<' | b'{' | b'/' | b'-');
    let parted = shortest > SHORTEST_TOLD && value.iter().any(|byte| matches!(byte, b'/' | b':' | b'(' | b'='));
    if chosen && !separated && !parted && !crate::mask::shaped::is_uuid(value) {
        scan.take(start..close);
    }
}

/// Takes what stands before the quote that closes.
fn until(scan: &mut Scan<'_>, start: usize, quote: u8) {
    let close = scan.run_most(start, LONGEST_QUOTED, |byte| byte != quote && byte != b'\n');
    if scan.at(close) == quote && !scan.has_token(start) {
        scan.take(start..close);
    }
}

/// The longest password of a statement.
const LONGEST_QUOTED: usize = 128;

/// Whether `PASSWORD '…'` belongs to a statement for a database, where the words are written large.
fn is_statement(scan: &Scan<'_>, at: usize) -> bool {
    scan.between(at, at + 4) == b"PASS" || follows(scan, at, b"with ")
}

/// Whether a word and, where it is a name for one, its value stand before `at`.
fn follows(scan: &Scan<'_>, at: usize, word: &[u8]) -> bool {
    let value = scan.run_back(at, 1, is_blank);
    let begin = scan.run_back(value, LONGEST_NAME, |byte| byte.is_ascii_graphic());
    let before = |end: usize| scan.between(end.saturating_sub(word.len()), end).eq_ignore_ascii_case(word);
    before(at) || before(begin)
}
