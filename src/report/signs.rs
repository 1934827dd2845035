//! The signs that pages bring along, and what stands for them where a terminal has ASCII only.

use std::borrow::Cow;

/// What stands for a sign; both are one cell wide.
const STAND_INS: &[(char, char)] = &[
    ('•', '*'),
    ('·', '-'),
    ('→', '>'),
    ('›', '>'),
    ('…', '~'),
    ('≠', '!'),
    ('–', '-'),
    ('×', 'x'),
    ('“', '"'),
    ('”', '"'),
    ('’', '\''),
    ('✓', '+'),
    ('●', '*'),
    ('○', 'o'),
    ('✗', 'x'),
    ('◆', '@'),
    ('↳', '`'),
    ('▶', '>'),
    ('━', '='),
    ('─', '-'),
    ('│', '|'),
    ('└', '`'),
    ('├', '|'),
    ('┃', '|'),
    ('┗', '`'),
    ('┡', '|'),
    ('▸', '>'),
    ('▁', '.'),
    ('▂', '.'),
    ('▃', '-'),
    ('▄', '-'),
    ('▅', '='),
    ('▆', '='),
    ('▇', '#'),
    ('█', '#'),
];

/// `text` with the signs of ASCII in place of others. Letters stay as they are.
#[must_use]
pub fn ascii(text: &str) -> Cow<'_, str> {
    let other = |c: char| STAND_INS.iter().find(|(sign, _)| *sign == c).map(|(_, other)| *other);
    if text.is_ascii() || !text.contains(|c| other(c).is_some()) {
        return text.into();
    }
    text.chars().map(|c| other(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{STAND_INS, ascii};
    use crate::clean::width;

    #[test]
    fn a_sign_and_what_stands_for_it_take_the_same_room() {
        for (sign, other) in STAND_INS {
            assert_eq!((width(&sign.to_string()), other.is_ascii()), (1, true), "{sign}");
        }
    }

    #[test]
    fn letters_stay_and_signs_go() {
        assert_eq!(ascii("├─ 端口 → ✓ done"), "|- 端口 > + done");
    }
}
