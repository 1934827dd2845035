//! The one walk over a text: it stops at the bytes where a secret can be recognised and asks the rules that begin there.

use std::ops::Range;

use crate::mask::text::{Beginnings, Scan, is_blank};
use crate::mask::{commands, dsn, ids, named, providers, said, shaped};

/// Why the walk stops at a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Never,
    /// A sign around which names and forms are recognised
    Sign,
    /// A letter that begins a known word, together with the next byte
    Letter,
    /// A digit that begins a number
    Digit,
}

/// What each byte is to the walk: separators, the signs of addresses, dashes, the first byte of `：`, the last of `密码` and its kin.
const STOPS: [Stop; 256] = {
    let mut stops = [Stop::Never; 256];
    let mut byte = b'0';
    while byte <= b'z' {
        if byte.is_ascii_alphabetic() {
            stops[byte as usize] = Stop::Letter;
        } else if byte.is_ascii_digit() {
            stops[byte as usize] = Stop::Digit;
        }
        byte += 1;
    }
    let signs = b"=:,@%->/+\xef\x81\xa4\xa5\x8c";
    let mut at = 0;
    while at < signs.len() {
        stops[signs[at] as usize] = Stop::Sign;
        at += 1;
    }
    stops
};

/// How the words begin that are known.
const WORDS: Beginnings =
    shaped::beginnings(said::beginnings(commands::beginnings(providers::beginnings(Beginnings::none()))));

/// The place of every secret in `text`, in order; none overlaps another.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut scan = Scan::new(text);
    let mut at = 0;
    while let Some(step) = scan.from(at).iter().position(|byte| STOPS[usize::from(*byte)] != Stop::Never) {
        at += step;
        let byte = scan.at(at);
        match STOPS[usize::from(byte)] {
            Stop::Letter if WORDS.has(byte, scan.at(at + 1)) => word(&mut scan, at),
            Stop::Digit if byte == b'1' || !scan.before(at).is_ascii_digit() => ids::number(&mut scan, at),
            Stop::Sign => sign(&mut scan, at, byte),
            _ => {}
        }
        if scan.floor > at {
            reach_on(&mut scan);
        }
        at = scan.floor.max(at + 1);
    }
    scan.found
}

/// Asks the rules for what begins with a letter.
fn word(scan: &mut Scan<'_>, at: usize) {
    let begins = scan.begins_word(at);
    if begins || providers::begins_anywhere(scan.at(at)) {
        providers::key(scan, at, begins);
    }
    if begins && scan.floor <= at {
        shaped::jwt(scan, at);
        shaped::scheme(scan, at);
        commands::command(scan, at);
        said::in_english(scan, at);
    }
}

/// Asks the rules for what a sign gives away.
fn sign(scan: &mut Scan<'_>, at: usize, byte: u8) {
    match byte {
        b':' if scan.from(at).starts_with(b"://") => dsn::url(scan, at),
        b'=' | b':' | b',' | 0xef => {
            match byte {
                b'=' => shaped::robot(scan, at),
                b':' => shaped::bot(scan, at),
                _ => {}
            }
            named::separated(scan, at);
        }
        b'-' => {
            shaped::block(scan, at);
            commands::argument(scan, at);
            named::flag(scan, at);
        }
        b'@' => {
            dsn::login(scan, at);
            shaped::mail(scan, at, 1);
        }
        b'%' if scan.from(at).starts_with(b"%40") => shaped::mail(scan, at, 3),
        b'>' if scan.before(at) == b'-' => named::arrow(scan, at),
        b'>' => named::element(scan, at),
        b'/' => shaped::robot(scan, at),
        b'+' => ids::abroad(scan, at),
        0x81 | 0xa4 | 0xa5 | 0x8c => said::in_chinese(scan, at),
        _ => {}
    }
}

/// A value that was taken may end in a name and its separator; then the value behind them has not been looked at.
fn reach_on(scan: &mut Scan<'_>) {
    let end = scan.run_back(scan.floor, 1, is_blank);
    if let Some(sign) = end.checked_sub(1).filter(|sign| matches!(scan.at(*sign), b'=' | b':')) {
        named::separated(scan, sign);
    }
}
