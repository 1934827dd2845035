//! Percent-encoding, as addresses have it: `%22`, `%E4%BA%91`, and `%2522` for an address within an address.

/// The character that `text` begins with where it is percent-encoded, however many addresses deep, and the bytes that it takes.
#[must_use]
pub fn decode(text: &str) -> Option<(char, usize)> {
    let mut rest = text;
    let mut byte = || {
        let mut code = rest.strip_prefix('%')?;
        while let Some(deeper) = code.strip_prefix("25").filter(|deeper| hex(deeper).is_some()) {
            code = deeper;
        }
        rest = code.get(2..)?;
        hex(code)
    };
    let first = byte()?;
    let mut bytes = [first, 0, 0, 0];
    // as many bytes as UTF-8 has for a character that begins so
    let length = usize::try_from(first.leading_ones()).ok().filter(|length| matches!(length, 0 | 2..=4))?.max(1);
    for next in bytes.get_mut(1..length)? {
        *next = byte()?;
    }
    let c = str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    Some((c, text.len() - rest.len()))
}

/// The byte whose two hexadecimal digits `code` begins with.
#[must_use]
pub fn hex(code: &str) -> Option<u8> {
    let digits = code.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}
