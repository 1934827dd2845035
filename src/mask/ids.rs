//! Numbers of people, known by their form or their check digit: phones, identity cards, bank cards.

use crate::mask::text::{Scan, is_blank, is_word};

/// The digits of an identity card; the last may be an X.
const IDENTITY: usize = 18;

/// The provinces that an identity card begins with, by their first digit: the highest second one.
const PROVINCES: [(u8, u8); 8] =
    [(b'1', b'5'), (b'2', b'3'), (b'3', b'7'), (b'4', b'6'), (b'5', b'4'), (b'6', b'5'), (b'7', b'1'), (b'8', b'3')];

/// The word for a number of this kind.
pub(super) fn kind(secret: &[u8]) -> Option<&'static str> {
    let in_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b' ' | b'-' | b'(' | b')' | b'X' | b'x');
    if !secret.iter().all(in_number) {
        return None;
    }
    let digits: Vec<u8> = secret.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    let plus = secret.starts_with(b"+");
    if is_identity(&digits) {
        Some("id card")
    } else if !plus && is_bank_card(&digits) {
        Some("bank card")
    } else {
        let plain = digits.iter().all(u8::is_ascii_digit);
        (plain && (plus || matches!(digits.len(), 11 | 13 | 15))).then_some("phone")
    }
}

/// The number that begins at `at`, if it is one of a person.
pub(super) fn number(scan: &mut Scan<'_>, at: usize) {
    if scan.at(at) == b'1' && phone(scan, at) {
        return;
    }
    let decimal = scan.before(at) == b'.' && at >= 2 && scan.at(at - 2).is_ascii_digit();
    if !scan.begins_word(at) || decimal || scan.before(at) == b'-' {
        return;
    }
    let (digits, ends) = digits(scan, at);
    let card = ends.into_iter().rev().find(|(count, end)| {
        let goes_on =
            is_word(scan.at(*end)) || matches!(scan.at(*end), b'.' | b'-') && scan.at(end + 1).is_ascii_alphanumeric();
        let digits = digits.get(..*count).unwrap_or_default();
        !goes_on && (is_identity(digits) || is_bank_card(digits))
    });
    if let Some((_, end)) = card {
        scan.take(at..end);
    }
}

/// The most digits of a card.
const MOST_DIGITS: usize = 19;

/// The groups in which people write cards: identity cards by their parts, bank cards as they are embossed.
const GROUPS: [&[usize]; 10] = [
    &[6, 8, 4],
    &[6, 4, 4, 4],
    &[4, 4, 4, 4],
    &[4, 4, 4, 4, 1],
    &[4, 4, 4, 4, 2],
    &[4, 4, 4, 4, 3],
    &[6, 10],
    &[6, 13],
    &[8, 8],
    &[4, 6, 5],
];

/// The digits of a number, in one piece or in the groups of a card that one kind of sign parts; and where it may
/// end, each as the count of its digits and the place behind them.
fn digits(scan: &Scan<'_>, at: usize) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut digits, mut groups, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    let (mut end, mut sign) = (at, 0);
    loop {
        let start = digits.len();
        while scan.at(end).is_ascii_digit() || matches!(scan.at(end), b'x' | b'X') && digits.len() == IDENTITY - 1 {
            digits.push(scan.at(end));
            end += 1;
            if digits.len() > MOST_DIGITS {
                return (digits, ends);
            }
        }
        groups.push(digits.len() - start);
        if groups.len() == 1 || GROUPS.contains(&groups.as_slice()) {
            ends.push((digits.len(), end));
        }
        let more = GROUPS.iter().any(|card| card.len() > groups.len() && card.starts_with(&groups));
        let parted = matches!(scan.at(end), b' ' | b'-') && (sign == 0 || sign == scan.at(end));
        if !(more && parted && scan.at(end + 1).is_ascii_digit()) {
            return (digits, ends);
        }
        sign = scan.at(end);
        end += 1;
    }
}

/// An identity card of the mainland: province, day of birth, check digit.
fn is_identity(number: &[u8]) -> bool {
    let [first, second, .., last] = number else { return false };
    let province = PROVINCES.iter().any(|(digit, most)| first == digit && (b'1'..=*most).contains(second));
    if number.len() != IDENTITY || !province {
        return false;
    }
    let part = |from: usize, to: usize| {
        let part = number.get(from..to).unwrap_or_default();
        part.iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')))
    };
    let born =
        (1900..2100).contains(&part(6, 10)) && (1..=12).contains(&part(10, 12)) && (1..=31).contains(&part(12, 14));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.iter().zip(weights).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    let check = b"10X98765432".get(sum as usize % 11).copied().unwrap_or(0);
    born && last.to_ascii_uppercase() == check
}

/// A bank card: the first digits of an issuer, its length, and the sum of Luhn.
fn is_bank_card(number: &[u8]) -> bool {
    let issued = matches!(
        (number, number.len()),
        (
            [b'4', ..] | [b'5', b'1'..=b'5', ..] | [b'2', b'2'..=b'7', ..] | [b'3', b'5', ..] | [b'6', b'0' | b'5', ..],
            16
        ) | ([b'6', b'2', ..], 16..=19)
            | ([b'3', b'4' | b'7', ..], 15)
    );
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.wrapping_sub(b'0'));
            match place % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    issued
        && number.iter().all(u8::is_ascii_digit)
        && sum.is_multiple_of(10)
        && number.iter().any(|digit| *digit != b'0')
}

/// A mobile number of the mainland, alone or behind +86, in one piece or as 3-4-4.
fn phone(scan: &mut Scan<'_>, at: usize) -> bool {
    if !matches!(scan.at(at + 1), b'3'..=b'9') {
        return false;
    }
    let Some(end) = mobile(scan, at) else { return false };
    let goes_on = is_word(scan.at(end)) || scan.at(end) == b'.' && scan.at(end + 1).is_ascii_digit();
    if goes_on {
        return false;
    }
    let gap = scan.run_back(at, 1, |byte| is_blank(byte) || byte == b'-');
    let abroad = [&b"+86"[..], b"0086"].into_iter().any(|code| {
        let start = gap.checked_sub(code.len()).filter(|start| *start >= scan.floor);
        start.is_some_and(|start| scan.between(start, gap) == code && scan.begins_word(start))
    });
    let decimal = scan.before(at) == b'.' && at >= 2 && scan.at(at - 2).is_ascii_digit();
    let found = abroad || scan.begins_word(at) && !decimal && !is_round(scan.between(at, end));
    if found {
        scan.take(at..end);
    }
    found
}

/// The end of eleven digits, in one piece or split 3-4-4 by one kind of sign.
fn mobile(scan: &Scan<'_>, at: usize) -> Option<usize> {
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

/// A number of another country behind its `+`, in groups: `+852 9123 4567`.
pub(super) fn abroad(scan: &mut Scan<'_>, plus: usize) {
    let country = scan.run_most(plus + 1, 3, |byte| byte.is_ascii_digit());
    if is_word(scan.before(plus))
        || country == plus + 1
        || scan.at(plus + 1) == b'0'
        || scan.between(plus + 1, country) == b"86"
    {
        return;
    }
    let (mut end, mut count, mut groups) = (country, country - plus - 1, 0);
    while matches!(scan.at(end), b' ' | b'-' | b'(' | b')') && count < 14 {
        let start = scan.run_most(end, 2, |byte| matches!(byte, b' ' | b'-' | b'(' | b')'));
        let stop = scan.run_most(start, 9, |byte| byte.is_ascii_digit());
        if stop < start + 2 {
            break;
        }
        (end, count, groups) = (stop, count + stop - start, groups + 1);
    }
    if groups >= 1 && (10..=15).contains(&count) && !is_word(scan.at(end)) && scan.at(end) != b':' {
        scan.take(plus..end);
    }
}
