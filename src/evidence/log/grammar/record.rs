//! Record: what each grammar makes of one, which is its request id, its retry number and what it states. The rest is
//! read on demand.

use std::borrow::Cow;

/// What a record states of its request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Statement {
    /// Nothing on its result
    #[default]
    Nothing,
    /// Its status
    Status(u16),
    /// That it failed, without a status
    Failed,
    /// That it has ended
    Ended,
}

/// One record of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// The request id; retries share it
    pub(crate) id: &'a [u8],
    /// Which try it is, from 0; `None` where the record does not tell
    pub(crate) retry: Option<u8>,
    /// What it says
    pub(crate) statement: Statement,
}

/// An END or a Report line of console text.
#[derive(Clone, Debug)]
pub(crate) struct ClosingLine<'a> {
    /// The hash of the request id
    pub(crate) hash: u64,
    /// Whether it is an END line
    pub(crate) ends: bool,
    /// How long the request took
    pub(crate) duration: Option<u32>,
    /// The line, or as much of it as is kept
    pub(crate) line: Cow<'a, [u8]>,
}

/// What else a record says. Only failures and first records are asked, so nothing of it is read beforehand.
pub(crate) trait RecordDetail {
    /// Whether it is the first record of its request.
    fn starts(&self) -> bool;
    /// The name of the function.
    fn function(&self) -> Option<&[u8]>;
    /// How long the request took, in milliseconds.
    fn duration(&self) -> Option<u32>;
    /// When, in minutes since 1970.
    fn minute(&self) -> Option<u32>;
    /// The message as the function or the platform wrote it.
    fn message(&self) -> String;
}

/// A status: three digits, alone in `value`.
#[must_use]
pub fn status(value: &[u8]) -> Option<u16> {
    match value {
        [a @ b'1'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
            Some(u16::from(a - b'0') * 100 + u16::from(b - b'0') * 10 + u16::from(c - b'0'))
        }
        _ => None,
    }
}

/// The whole number that `value` begins with.
pub(crate) fn number(value: &[u8]) -> Option<u64> {
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    let mut number = None;
    for digit in digits {
        number = Some(number.unwrap_or(0_u64).checked_mul(10)?.checked_add(u64::from(digit - b'0'))?);
    }
    number
}

/// A retry number; 255 and above are one.
pub(crate) fn retry(value: Option<&[u8]>) -> u8 {
    value.and_then(number).map_or(0, |number| u8::try_from(number).unwrap_or(u8::MAX))
}

/// Milliseconds.
pub(crate) fn milliseconds(value: &[u8]) -> Option<u32> {
    number(value).and_then(|number| u32::try_from(number).ok())
}

/// The minute of a time in seconds, milliseconds, microseconds or nanoseconds since 1970: between 2001 and 2286 the digits
/// tell which. CLS writes nanoseconds.
pub(crate) fn minute(time: u64) -> Option<u32> {
    let per_minute = match time {
        1_000_000_000..10_000_000_000 => 60,
        1_000_000_000_000..10_000_000_000_000 => 60_000,
        1_000_000_000_000_000..10_000_000_000_000_000 => 60_000_000,
        1_000_000_000_000_000_000..10_000_000_000_000_000_000 => 60_000_000_000,
        _ => return None,
    };
    u32::try_from(time / per_minute).ok()
}

/// The minute of `2021-08-05T15:52` or `2021-08-05 15:52`, taken as UTC.
#[must_use]
pub fn minute_of_date(date: &[u8]) -> Option<u32> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T' | b' ', h0, h1, b':', n0, n1, ..] = date else {
        return None;
    };
    let part = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit).then(|| number(digits)).flatten();
    let (year, month, day) = (part(&[*y0, *y1, *y2, *y3])?, part(&[*m0, *m1])?, part(&[*d0, *d1])?);
    let (hour, minute) = (part(&[*h0, *h1])?, part(&[*n0, *n1])?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1970..=9999).contains(&year) || !(1..=days_of_month).contains(&day) || hour > 23 || minute > 59 {
        return None;
    }
    // days since 0000-03-01, as in the civil calendar of H. Hinnant: years that begin in March have the leap day last
    let year = if month < 3 { year - 1 } else { year };
    let days_before_month = (153 * ((month + 9) % 12) + 2) / 5;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + days_before_month + day;
    // 719,469 lie before 1970-01-01, with days of a month counted from 1
    let since_1970 = days.checked_sub(719_469)?;
    u32::try_from((since_1970 * 24 + hour) * 60 + minute).ok()
}

#[cfg(test)]
mod tests {
    use super::{minute, minute_of_date, status};

    #[test]
    fn dates_and_times_meet() {
        assert_eq!(minute_of_date(b"1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(minute_of_date(b"2024-02-29 12:34:56"), minute(1_709_210_096));
        for longer in [1_709_210_096_123, 1_709_210_096_123_456, 1_709_210_096_123_456_789] {
            assert_eq!(minute(longer), minute(1_709_210_096));
        }
        assert_eq!(minute_of_date(b"2026-11-01T00:00:00.001Z"), minute(1_793_491_200_001));
        for wrong in [
            &b"2024-13-01T00:00"[..],
            b"2024-00-01T00:00",
            b"2024-02-30T00:00",
            b"2023-02-29T00:00",
            b"1900-02-29T00:00",
            b"2024-04-31T00:00",
            b"2024-01-00T00:00",
            b"2024-01-32T00:00",
            b"2024-01-01T24:00",
            b"2024-01-01T00:60",
            b"0000-01-01T00:00",
            b"2024-0x-01T00:00",
            b"today",
            b"2024-02-29",
        ] {
            assert_eq!(minute_of_date(wrong), None, "{}", String::from_utf8_lossy(wrong));
        }
        for wrong in [5, 17_092_100_961, u64::MAX] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_status_has_three_digits() {
        assert_eq!(status(b"446"), Some(446));
        for wrong in [&b""[..], b"44", b"4460", b"-46", b"046", b"4e2"] {
            assert_eq!(status(wrong), None);
        }
    }
}
