//! The one walk over a text: it stops at the bytes where a secret can be recognised and asks the two kinds of rules.

use std::ops::Range;

use crate::mask::text::{Scan, is_blank};
use crate::mask::{named, shaped};

/// Whether a byte can give a secret away.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    // separators, the sign of a mail address, second letters of known keys, the first digit of a phone number, the
    // dashes of a key block and of a flag, `Bearer`, the first byte of `：`, the last of `密码`
    let bytes = b"=:,@%KTJ1-Bb\xef\x81";
    let mut at = 0;
    while at < bytes.len() {
        telling[bytes[at] as usize] = true;
        at += 1;
    }
    telling
};

/// The place of every secret in `text`, in order; none overlaps another.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut scan = Scan::new(text);
    let mut at = 0;
    while let Some(step) = scan.from(at).iter().position(|byte| TELLING[usize::from(*byte)]) {
        at += step;
        match scan.at(at) {
            b'=' | b':' | b',' | 0xef => named::value(&mut scan, at),
            b'-' => {
                shaped::block(&mut scan, at);
                named::flag(&mut scan, at);
            }
            b'@' => shaped::mail(&mut scan, at, 1),
            b'%' if scan.from(at).starts_with(b"%40") => shaped::mail(&mut scan, at, 3),
            b'%' => {}
            0x81 => named::told(&mut scan, at),
            b'1' => shaped::phone(&mut scan, at),
            b'K' | b'T' => shaped::id(&mut scan, at),
            b'J' => shaped::jwt(&mut scan, at),
            _ => shaped::bearer(&mut scan, at),
        }
        if scan.floor > at {
            reach_on(&mut scan);
        }
        at = scan.floor.max(at + 1);
    }
    scan.found
}

/// A value that was taken may end in a name and its separator; then the value behind them has not been looked at.
fn reach_on(scan: &mut Scan<'_>) {
    let end = scan.run_back(scan.floor, 1, is_blank);
    if let Some(sign) = end.checked_sub(1).filter(|sign| matches!(scan.at(*sign), b'=' | b':')) {
        named::value(scan, sign);
    }
}
