//! Letters as they are compared: full-width as narrow, capitals as small, traditional characters as simplified ones.

/// Pairs of a traditional character and its simplified form, sorted; three bytes each.
const TRADITIONAL: &str = include_str!("language/traditional.txt");
/// Bytes of one pair.
const PAIR: usize = 6;

/// A letter or digit as it is compared; `None` for what is neither.
pub(super) fn folded(c: char) -> Option<char> {
    let narrow = narrow(c);
    if !narrow.is_alphanumeric() {
        return None;
    }
    Some(if narrow.is_ascii() { narrow.to_ascii_lowercase() } else { simplified(lower(narrow)) })
}

/// A full-width letter or digit as its ASCII twin.
pub(super) const fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(narrow) => narrow,
            None => c,
        },
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Whether it is a Chinese character.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    // a letter that grows when it is made small (İ) stays: places are counted in letters
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => c,
    }
}

fn simplified(c: char) -> char {
    let mut key = [0; 4];
    let key = c.encode_utf8(&mut key).as_bytes();
    let pairs = TRADITIONAL.as_bytes();
    let (mut low, mut high) = (0, pairs.len() / PAIR);
    while low < high {
        let middle = low.midpoint(high);
        let pair = &pairs[middle * PAIR..(middle + 1) * PAIR];
        match pair[..PAIR / 2].cmp(key) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                return std::str::from_utf8(&pair[PAIR / 2..]).ok().and_then(|text| text.chars().next()).unwrap_or(c);
            }
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn letters_are_compared_in_one_form() {
        for (written, compared) in [
            ('Ａ', Some('a')),
            ('４', Some('4')),
            ('函', Some('函')),
            ('數', Some('数')),
            ('鏡', Some('镜')),
            ('-', None),
        ] {
            assert_eq!(folded(written), compared, "{written}");
        }
    }
}
