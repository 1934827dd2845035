//! A text as what its escapes stand for: `p\u0061ssword`, `%22password%22`, `&quot;`, `ｐａｓｓ`, colours that were spelt
//! out. Every byte remembers its origin, so that what is found here is replaced there.

use std::ops::Range;

use crate::clean::{is_harmful, percent};

/// A text without escapes, and where each of its bytes came from.
pub(super) struct Unwrapped {
    text: String,
    /// For each byte, where in the original the thing begins that it stands for; one more for the end
    from: Vec<u32>,
}

/// The most backslashes before an escape: one for every document within a document, doubled each time.
const MOST_SLASHES: usize = 32;

/// The longest address of a link, in bytes as it is spelt.
const LONGEST_LINK: usize = 256;

/// What stands for one character in web pages, behind its `&`.
const ENTITIES: [(&str, char); 11] = [
    ("quot;", '"'),
    ("apos;", '\''),
    ("lt;", '<'),
    ("gt;", '>'),
    ("nbsp;", ' '),
    ("amp;", '&'),
    ("equals;", '='),
    ("colon;", ':'),
    ("commat;", '@'),
    ("sol;", '/'),
    ("comma;", ','),
];

/// What an escape stands for.
enum Stands {
    For(char),
    /// A quote of a document within: its backslashes tell how deep
    Quote(char, usize),
    Nothing,
}

impl Unwrapped {
    /// `None` where `text` has nothing to unwrap.
    pub(super) fn new(text: &str) -> Option<Self> {
        let first = text.find(begins)?;
        let mut unwrapped = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
        unwrapped.copy(text, 0..first);
        let mut changed = false;
        let mut at = first;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((stands, length)) = escape(rest) {
                changed = true;
                unwrapped.put(&stands, at);
                at += length;
            } else {
                // of backslashes in a row only the first begins an escape
                let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
                let own = slashes.max(rest.chars().next().map_or(1, char::len_utf8));
                let next =
                    rest.get(own..).and_then(|rest| rest.find(begins)).map_or(text.len(), |step| at + own + step);
                unwrapped.copy(text, at..next);
                at = next;
            }
        }
        unwrapped.from.push(offset(text.len()));
        changed.then_some(unwrapped)
    }

    /// What the escapes stand for that came to light.
    pub(super) fn again(&self) -> Option<Self> {
        let mut deeper = Self::new(&self.text)?;
        deeper.from.iter_mut().for_each(|at| *at = self.from.get(*at as usize).copied().unwrap_or(*at));
        Some(deeper)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The part of the original that a part of this text stands for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.from.get(at).copied().unwrap_or(0) as usize;
        place(range.start)..place(range.end)
    }

    fn copy(&mut self, text: &str, range: Range<usize>) {
        self.text.push_str(text.get(range.clone()).unwrap_or_default());
        self.from.extend(range.map(offset));
    }

    fn put(&mut self, stands: &Stands, at: usize) {
        let before = self.text.len();
        match stands {
            Stands::For(c) => self.text.push(*c),
            Stands::Quote(c, slashes) => {
                self.text.extend(std::iter::repeat_n('\\', *slashes));
                self.text.push(*c);
            }
            Stands::Nothing => {}
        }
        self.from.extend(std::iter::repeat_n(offset(at), self.text.len() - before));
    }
}

/// Texts of more than 4 GiB are never taken in as a whole.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether an escape may begin with `c`.
fn begins(c: char) -> bool {
    matches!(c, '\\' | '%' | '&') || !c.is_ascii() && plain(c).is_some()
}

/// What the beginning of `text` stands for where it is an escape, and its length.
fn escape(text: &str) -> Option<(Stands, usize)> {
    match text.as_bytes().first()? {
        b'\\' => backslash(text),
        b'%' => percent(text),
        b'&' => entity(text),
        _ => {
            let c = text.chars().next()?;
            Some((plain(c)?, c.len_utf8()))
        }
    }
}

/// `\u0061`, `\x61`, however many documents deep, and colours: `\u001b[36m`, `\x1b[0m`, `\033[0m`, `\e[0m`.
fn backslash(text: &str) -> Option<(Stands, usize)> {
    let slashes = text.bytes().take(MOST_SLASHES).take_while(|byte| *byte == b'\\').count();
    let body = text.get(slashes..)?;
    let digits = |from: usize, count: usize, base: u32| {
        let digits =
            body.get(from..from + count).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, base).ok()
    };
    let (number, length) = match body.as_bytes().first()? {
        b'u' => (digits(1, 4, 16)?, 5),
        b'x' => (digits(1, 2, 16)?, 3),
        b'0' => (digits(0, 3, 8).filter(|number| *number == 0x1b)?, 3),
        b'e' if body.as_bytes().get(1) == Some(&b'[') => (0x1b, 1),
        _ => return None,
    };
    let end = slashes + length;
    if number == 0x1b {
        return Some((Stands::Nothing, end + colour(text.get(end..)?)));
    }
    let c = char::from_u32(number)?;
    match c {
        '"' | '\'' | '`' => Some((Stands::Quote(c, slashes), end)),
        ' '..='~' if c != '\\' => Some((Stands::For(c), end)),
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some((Stands::Nothing, end)),
        _ if c.is_ascii() => None,
        _ if is_harmful(c) => Some((Stands::Nothing, end)),
        _ => Some((plain(c).unwrap_or(Stands::For(c)), end)),
    }
}

/// The length of what follows a spelt ESC: the rest of a colour, or of a link up to the ESC that ends it.
fn colour(text: &str) -> usize {
    if let Some(body) = text.strip_prefix(']').or_else(|| text.strip_prefix("%5D")) {
        let end = body.bytes().take(LONGEST_LINK).position(|byte| byte == 0x7 || byte == b'\\' || byte == b'%');
        let body = end.and_then(|end| body.get(end..)).unwrap_or_default();
        let stop = body.bytes().take(LONGEST_LINK).collect::<Vec<_>>();
        let stop = stop.windows(2).position(|pair| pair.eq_ignore_ascii_case(b"1b")).map_or(0, |at| at + 2);
        let rest = body.get(stop..).unwrap_or_default();
        let slashes =
            if stop == 0 { 0 } else { rest.bytes().take(MOST_SLASHES).take_while(|byte| *byte == b'\\').count() };
        let slashes = if stop > 0 && rest.starts_with("%5C") { 3 } else { slashes };
        return text.len() - rest.len() + slashes;
    }
    let Some(body) = text.strip_prefix('[').or_else(|| text.strip_prefix("%5B")) else { return 0 };
    let signs = body.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
    let letter = body.as_bytes().get(signs).is_some_and(u8::is_ascii_alphabetic);
    if letter { text.len() - body.len() + signs + 1 } else { 0 }
}

/// A character written as in an address, however many addresses deep.
fn percent(text: &str) -> Option<(Stands, usize)> {
    let (c, length) = percent::decode(text)?;
    let stands = match c {
        ' '..='~' | '\n' => Stands::For(c),
        '\u{1b}' => return Some((Stands::Nothing, length + colour(text.get(length..).unwrap_or_default()))),
        _ if is_harmful(c) => Stands::Nothing,
        _ => plain(c).unwrap_or(Stands::For(c)),
    };
    Some((stands, length))
}

/// A character written as in a web page, however many pages deep.
fn entity(text: &str) -> Option<(Stands, usize)> {
    let mut rest = text.get(1..)?;
    while let Some(inner) = rest.strip_prefix("amp;") {
        let named = ENTITIES.iter().any(|(name, _)| inner.starts_with(name)) || inner.starts_with('#');
        if !named {
            break;
        }
        rest = inner;
    }
    if let Some((name, c)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((Stands::For(*c), text.len() - rest.len() + name.len()));
    }
    let number = rest.strip_prefix('#')?;
    let (number, base) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
    let digits = number.get(..number.bytes().take(8).position(|byte| byte == b';')?)?;
    let c = u32::from_str_radix(digits, base).ok().and_then(char::from_u32).filter(|c| matches!(c, ' '..='~'))?;
    Some((Stands::For(c), text.len() - number.len() + digits.len() + 1))
}

/// What a sign of another script or of a word processor stands for, if a person reads it as one of ASCII or not at all.
fn plain(c: char) -> Option<Stands> {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{3000}' | '\u{a0}' => ' ',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        // they change how the sign before them looks, if anything
        '\u{34f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => return Some(Stands::Nothing),
        _ => return None,
    };
    Some(Stands::For(plain))
}
