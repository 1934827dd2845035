//! Secrets that a name gives away: `password=…`, `"SecretKey": "…"`, `Authorization: …`, `<password>…</password>`.

use crate::mask::names::{LONGEST_NAME, Name, Reach, ending, name};
use crate::mask::text::{Scan, is_blank, is_word};
use crate::mask::value;

/// Types that stand between a name and its value: `password: string = "…"`.
const TYPES: [&[u8]; 4] = [b"string", b"str", b"String", b"char"];

/// How far behind an announcing element the element with its value may begin.
const NEXT_ELEMENT: usize = 48;

/// The most signs that close the quotes of an attribute, in a document within a document.
const QUOTES: usize = 8;

/// The longest beginning of an element that is looked at.
const LONGEST_TAG: usize = 128;

/// Looks at the separator at `at`: takes the value behind it where the name before it tells of a secret.
pub(super) fn separated(scan: &mut Scan<'_>, at: usize) {
    let sign = scan.at(at);
    let wide = scan.from(at).starts_with("：".as_bytes());
    if sign == 0xef && !wide {
        return;
    }
    let Some(name) = name(scan, at).or_else(|| typed(scan, at)) else { return };
    let signs = if wide { at + 3 } else { scan.run(at + 1, |byte| matches!(byte, b'=' | b':' | b'>')) };
    // a pair in a list, as some print headers: ('Cookie', 'a=b')
    if sign == b',' && !(name.quoted && value::is_second(scan, &name, scan.blanks(signs))) {
        return;
    }
    value::behind(scan, &name, signs, sign == b'=');
}

/// Takes the value behind an arrow, `password -> …`; `at` is its last sign.
pub(super) fn arrow(scan: &mut Scan<'_>, at: usize) {
    if let Some(name) = name(scan, at - 1).filter(|name| name.reach == Reach::Word) {
        let start = scan.blanks(at + 1);
        value::words(scan, &Name { reach: Reach::Numbered, ..name }, start);
    }
}

/// The name in `name: string = …`.
fn typed(scan: &Scan<'_>, at: usize) -> Option<Name> {
    if scan.at(at) != b'=' {
        return None;
    }
    let end = scan.run_back(at, 1, is_blank);
    let start = scan.run_back(end, 8, is_word);
    let between = scan.run_back(start, 4, |byte| is_blank(byte) || matches!(byte, b':' | b'&' | b'?'));
    if TYPES.contains(&scan.between(start, end)) && between < start { name(scan, between) } else { None }
}

/// Takes the content of the element whose beginning ends at `at`: `<password>…</password>`.
pub(super) fn element(scan: &mut Scan<'_>, at: usize) {
    let start = scan.run_back(at, LONGEST_TAG, |byte| !matches!(byte, b'<' | b'>'));
    let tag = scan.between(start, at);
    let open = start > 0 && scan.at(start - 1) == b'<' && tag.first().is_some_and(u8::is_ascii_alphabetic);
    if !open || tag.ends_with(b"/") {
        return;
    }
    let word = scan.run_most(start, LONGEST_NAME, |byte| is_word(byte) || matches!(byte, b'-' | b'.' | b':'));
    let data = &b"<![CDATA["[..];
    let content = scan.run(at + 1, |byte| byte.is_ascii_whitespace());
    let content = if scan.from(content).starts_with(data) { content + data.len() } else { content };
    let after = |most: usize| scan.announced.is_some_and(|end| end <= at && at - end <= most);
    let reach = match ending(scan.between(start, word)) {
        Some(Reach::Announces) if word == at => {
            let end = scan.run_most(content, LONGEST_NAME, |byte| is_word(byte) || matches!(byte, b'-' | b'.'));
            value::announce(scan, content, end);
            return;
        }
        Some(Reach::Announced) if after(NEXT_ELEMENT) => Reach::Word,
        Some(reach) if !matches!(reach, Reach::Announces | Reach::Announced) => reach,
        // <entry key="password">
        _ if after(QUOTES) => Reach::Word,
        _ => return,
    };
    value::element(scan, reach, content);
}

/// Takes the value of a flag, `--password x`; `at` is its first dash.
pub(super) fn flag(scan: &mut Scan<'_>, at: usize) {
    if is_word(scan.before(at)) || matches!(scan.before(at), b'-' | b'.') {
        return;
    }
    let end = scan.run_most(at, LONGEST_NAME, |byte| is_word(byte) || byte == b'-');
    // arguments in a list: ["--password", "x"]
    let quoted = matches!(scan.at(end), b'"' | b'\'') && scan.before(at) == scan.at(end);
    let behind = scan.run(end, |byte| is_blank(byte) || quoted && matches!(byte, b'"' | b'\'' | b','));
    if behind == end || end - at < 4 {
        return;
    }
    if let Some(name) = name(scan, end).filter(|name| !matches!(name.reach, Reach::Announces | Reach::Set))
        && scan.at(behind) != b'-'
    {
        let double = scan.at(at + 1) == b'-';
        let name = if double { name } else { Name { reach: Reach::Numbered, ..name } };
        value::words(scan, &name, behind - usize::from(quoted && scan.at(behind - 1) == scan.at(end)));
    }
}
