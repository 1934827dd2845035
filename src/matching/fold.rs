//! A text as patterns see it: small letters, plain punctuation, single blanks, and what wraps it taken off.
//!
//! Error texts come through consoles, chats, web pages, JSON in JSON and translators. Each leaves its own marks (`\"`,
//! `&quot;`, `%23`, `：`, `<br>`, colours); here they all become what they stand for, and every byte remembers its origin.

use std::ops::Range;

use crate::clean::{is_harmful, percent};

/// A folded text, and where each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of the folded text, where in the original the thing begins that it stands for
    from: Vec<u32>,
    end: u32,
}

/// Tags of web pages that stand within a word, and those that end a line.
const INLINE: [&str; 9] = ["span", "em", "strong", "b", "i", "code", "mark", "font", "a"];
const BREAKING: [&str; 8] = ["br", "p", "div", "li", "tr", "td", "pre", "ul"];

/// What stands for one character in web pages, behind its `&`.
const ENTITIES: [(&str, char); 5] = [("quot;", '"'), ("apos;", '\''), ("lt;", '<'), ("gt;", '>'), ("nbsp;", ' ')];

impl Folded {
    /// Folds `text`. Offsets of more than 4 GiB are not kept apart; such texts are never taken in as a whole.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            from: Vec::with_capacity(text.len()),
            end: offset(text.len()),
        };
        let address = is_address(text);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = offset(text.len() - rest.len());
            if let Some(taken) = carriage_return(rest) {
                folded.push('^', at);
                folded.push('m', at);
                rest = rest.get(taken..).unwrap_or_default();
                continue;
            }
            let (what, taken) = special(rest).unwrap_or((Some(c), c.len_utf8()));
            rest = rest.get(taken..).unwrap_or_default();
            if let Some(c) = what {
                let c = if address && c == '+' && taken == 1 { ' ' } else { c };
                folded.push(c, at);
            }
        }
        folded
    }

    fn push(&mut self, c: char, at: u32) {
        let c = plain(c);
        if c.is_whitespace() || c == '\u{85}' {
            // a line end in a run of blanks makes the run a line end
            match self.text.as_bytes().last() {
                Some(b' ') if c == '\n' => {
                    self.text.pop();
                    self.text.push('\n');
                }
                Some(b'\n' | b' ') => {}
                _ => {
                    self.text.push(if c == '\n' { '\n' } else { ' ' });
                    self.from.push(at);
                }
            }
        } else if !is_harmful(c) {
            let before = self.text.len();
            self.text.push(c.to_ascii_lowercase());
            self.from.extend(std::iter::repeat_n(at, self.text.len() - before));
        }
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part of the original that a part of the folded text stands for.
    #[must_use]
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.from.get(at).copied().unwrap_or(self.end) as usize;
        place(range.start)..place(range.end)
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What the beginning of `text` stands for, where it is not simply its first character, and its length.
fn special(text: &str) -> Option<(Option<char>, usize)> {
    match text.as_bytes().first()? {
        b'\\' => Some(escape(text)),
        b'&' => entity(text),
        b'%' => percent(text),
        b'<' => tag(text),
        b'\x1b' => Some((None, colour(text))),
        _ => None,
    }
}

/// The length of a carriage return at the end of a quoted name, as `env` writes it: `'python3\r': No such file`. It becomes
/// the `^m` of the shells; everywhere else it is a line end.
fn carriage_return(text: &str) -> Option<usize> {
    let slashes = text.bytes().take_while(|byte| *byte == b'\\').count();
    let behind = text.get(slashes..)?.strip_prefix(if slashes == 0 { '\r' } else { 'r' })?;
    let closed = behind.trim_start_matches('\\').starts_with(['\'', '’']);
    closed.then_some(text.len() - behind.len())
}

/// Backslashes, however many JSON documents deep.
fn escape(text: &str) -> (Option<char>, usize) {
    let slashes = text.bytes().take_while(|byte| *byte == b'\\').count();
    match text.as_bytes().get(slashes) {
        Some(b'n' | b'r') => (Some('\n'), slashes + 1),
        Some(b't') => (Some(' '), slashes + 1),
        Some(b'u') => {
            let digits = text.get(slashes + 1..slashes + 5).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
            let c = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
            c.map_or((None, slashes), |c| (Some(c), slashes + 5))
        }
        Some(mark @ (b'"' | b'\'' | b'/')) => (Some(char::from(*mark)), slashes + 1),
        _ => (None, slashes),
    }
}

/// A character written as in a web page, however many pages deep.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let mut rest = text.get(1..)?;
    while let Some(inner) = rest.strip_prefix("amp;") {
        rest = inner;
    }
    let deep = text.len() - rest.len();
    if let Some((name, c)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((Some(*c), deep + name.len()));
    }
    let (number, base) = match rest.strip_prefix('#').map(|rest| rest.strip_prefix(['x', 'X']).ok_or(rest)) {
        Some(Ok(hex)) => (hex, 16),
        Some(Err(decimal)) => (decimal, 10),
        None => return (deep > 1).then_some((Some('&'), deep)),
    };
    let digits = number.get(..number.bytes().take(8).position(|byte| byte == b';')?)?;
    let c = u32::from_str_radix(digits, base).ok().and_then(char::from_u32)?;
    Some((Some(c), text.len() - number.len() + digits.len() + 1))
}

/// Whether `text` is written as in an address, where a plus stands for a blank: there are no blanks.
fn is_address(text: &str) -> bool {
    let whole = !text.trim_ascii().contains([' ', '\n']);
    text.contains("%22")
        || text.contains("%7B")
        || whole && text.split('%').skip(1).any(|code| percent::hex(code).is_some())
}

/// A character written as in an address, however many addresses deep: punctuation, blanks and what is not ASCII only, so
/// that `100%` stays.
fn percent(text: &str) -> Option<(Option<char>, usize)> {
    let (c, length) = percent::decode(text)?;
    let counts = c.is_ascii_punctuation() || c == ' ' || c == '\n' || !c.is_ascii();
    counts.then_some((Some(c), length))
}

fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let rest = text.get(1..)?;
    let body = rest.strip_prefix('/').unwrap_or(rest);
    let name = body.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let (inline, breaking) = (is(&INLINE), is(&BREAKING));
    // beside the name only blanks, attributes and the end: `<b>` is a tag, `<b, c>` is none
    let next = body.as_bytes().get(name.len())?;
    let length = 2 + text.get(1..)?.bytes().take(200).position(|byte| byte == b'>')?;
    let sound = matches!(next, b'>' | b'/' | b' ') && (inline || breaking);
    sound.then_some((breaking.then_some('\n'), length))
}

/// The length of an escape sequence of a terminal.
fn colour(text: &str) -> usize {
    match text.as_bytes().get(1) {
        Some(b'[') => {
            2 + text.bytes().skip(2).take_while(|byte| (b' '..=b'?').contains(byte)).count()
                + usize::from(text.len() > 2)
        }
        _ => 1,
    }
}

/// Plain punctuation for that of other scripts and of word processors.
fn plain(c: char) -> char {
    match c {
        '\r' => '\n',
        '\u{3000}' | '\u{a0}' => ' ',
        '。' => '.',
        '、' => ',',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '«' | '»' => '"',
        '‘' | '’' | '‛' => '\'',
        '【' => '[',
        '】' => ']',
        '–' | '—' | '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn what_wraps_a_text_is_taken_off() {
        for (text, folded) in [
            ("Status Code", "status code"),
            ("{\"a\": 1}", "{\"a\": 1}"),
            (r#"{\"a\":\"b\\nc\"}"#, "{\"a\":\"b\nc\"}"),
            (r#"\\\"statusCode\\\":443"#, "\"statuscode\":443"),
            ("&quot;a&quot;&lt;b&gt;", "\"a\"<b>"),
            ("&amp;quot;a&amp;amp;#39; b &amp; c & d &x;", "\"a' b & c & d &x;"),
            ("&#36229;&#x65F6; &#x110000; &#;", "超时 &#x110000; &#;"),
            ("%E8%B6%85%E6%97%B6+%2522a%252525", "超时 \"a%"),
            ("%E8%B6 %e8%b6%85 50%25 %2541", "%e8%b6 超 50% %2541"),
            ("%23%23 错误%20描述 100%", "## 错误 描述 100%"),
            ("状态码：４４６，“好”", "状态码:446,\"好\""),
            ("a<br/>b <em>c</em> <module> <b, c>", "a\nb c <module> <b, c>"),
            ("a  \t \n\n  b", "a\nb"),
            ("\u{1b}[31mred\u{1b}[0m x", "red x"),
            (r"\u8d85\u65f6 \u003cmodule\u003e", "超时 <module>"),
            ("C:\\temp\\x \\u12", "c: empx u12"),
            ("%22a%22+b%2B1", "\"a\" b+1"),
            ("1+1", "1+1"),
            ("a\u{200b}b\u{0}c", "abc"),
            (r"env: 'python3\r': no", "env: 'python3^m': no"),
            (r"env: ‘sh\\r’: no", "env: 'sh^m': no"),
            ("env: 'sh\r': no", "env: 'sh^m': no"),
            (r"a\r\n'b'", "a\n'b'"),
            ("\\", ""),
        ] {
            assert_eq!(Folded::new(text).as_str(), folded, "{text:?}");
        }
    }

    #[test]
    fn every_part_remembers_its_place() {
        let text = "x &quot;Status&quot;：４４６";
        let folded = Folded::new(text);
        let at = folded.as_str().find("status").unwrap_or_default();
        assert_eq!(&text[folded.original(&(at..at + 6))], "Status");
        let at = folded.as_str().find("446").unwrap_or_default();
        assert_eq!(&text[folded.original(&(at..at + 3))], "４４６");
        assert_eq!(folded.original(&(0..folded.as_str().len())), 0..text.len());
    }
}
