//! The names that tell of a secret, and how far the value behind each of them goes.

use crate::mask::text::{MOST_BLANKS, Scan, is_blank, is_word};

/// How far the value behind a name goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// One word, or what stands in quotes
    Word,
    /// As `Word`, where it is no path: the shell keeps the working directory under the same name
    NoPath,
    /// As `Word`, where it is long enough for no word of a sentence
    Long,
    /// As `Word`, where it holds a digit and is not short: ids of sessions
    Numbered,
    /// As `Word`, where letters and digits are mixed as only chance does
    Random,
    /// As `Word`, where it is set and not said: behind `=`, or in quotes
    Set,
    /// A scheme and what follows it
    Credential,
    /// To the end of the line, or of the quotes that the whole header stands in
    Line,
    /// Not the value itself: it names the next `Value`
    Announces,
    /// The value of a name that was announced
    Announced,
}

/// The ends of names, in small letters and without `_`, `-`, `.` and blanks; the first that fits counts.
const ENDS: [(&[u8], Reach); 61] = [
    (b"password", Reach::Word),
    (b"passwords", Reach::Word),
    (b"passwd", Reach::NoPath),
    (b"pwd", Reach::NoPath),
    (b"pswd", Reach::Word),
    (b"passwrd", Reach::Word),
    (b"passphrase", Reach::Word),
    (b"passcode", Reach::Word),
    (b"passwordhash", Reach::Word),
    (b"passwordconfirmation", Reach::Word),
    (b"confirmpassword", Reach::Word),
    (b"userpass", Reach::Word),
    (b"dbpass", Reach::Word),
    (b"mima", Reach::Word),
    (b"miyao", Reach::Word),
    (b"secret", Reach::Word),
    (b"secretid", Reach::Word),
    (b"secretkey", Reach::Word),
    (b"secretkeybase", Reach::Word),
    (b"secretaccesskey", Reach::Word),
    (b"secretstring", Reach::Long),
    (b"secretvalue", Reach::Word),
    (b"token", Reach::Word),
    (b"tokenvalue", Reach::Word),
    (b"jsapiticket", Reach::Word),
    (b"verifyticket", Reach::Word),
    (b"apikey", Reach::Word),
    (b"accesskey", Reach::Word),
    (b"accesskeyid", Reach::Word),
    (b"accountkey", Reach::Word),
    (b"sharedkey", Reach::Word),
    (b"privatekey", Reach::Word),
    (b"encryptionkey", Reach::Word),
    (b"encryptkey", Reach::Word),
    (b"signingkey", Reach::Word),
    (b"sessionkey", Reach::Word),
    (b"masterkey", Reach::Word),
    (b"subscriptionkey", Reach::Word),
    (b"functionskey", Reach::Word),
    (b"authkey", Reach::Word),
    (b"aeskey", Reach::Word),
    (b"deskey", Reach::Word),
    (b"hmackey", Reach::Word),
    (b"appkey", Reach::Numbered),
    (b"keydata", Reach::Word),
    (b"ptkey", Reach::Word),
    (b"usersig", Reach::Long),
    (b"signature", Reach::Long),
    (b"authorization", Reach::Credential),
    (b"cookie", Reach::Line),
    (b"requirepass", Reach::Word),
    (b"masterauth", Reach::Word),
    (b"sessionid", Reach::Numbered),
    (b"sessid", Reach::Numbered),
    (b"credential", Reach::Long),
    (b"connectionstring", Reach::Long),
    (b"salt", Reach::Random),
    (b"webhook", Reach::Random),
    (b"jwt", Reach::Long),
    (b"secrets", Reach::Random),
    (b"key", Reach::Random),
];

/// Whole names.
const WHOLE: [(&[u8], Reach); 14] = [
    (b"key", Reach::Announces),
    (b"name", Reach::Announces),
    (b"value", Reach::Announced),
    (b"pass", Reach::Set),
    (b"sk", Reach::Numbered),
    (b"ak", Reach::Random),
    (b"pw", Reach::Numbered),
    (b"psw", Reach::Set),
    (b"auth", Reach::Random),
    (b"sid", Reach::Numbered),
    (b"sig", Reach::Long),
    (b"sign", Reach::Random),
    (b"cred", Reach::Long),
    (b"pat", Reach::Numbered),
];

/// Names in Chinese; a name that goes on behind them (`密码错误`) is another one.
const CHINESE: [&str; 14] =
    ["密码", "口令", "密钥", "秘钥", "私钥", "令牌", "凭证", "凭据", "授权码", "密匙", "密碼", "密鑰", "金鑰", "權杖"];

/// The most bytes of a name that are looked at, and those of them that are compared.
pub(super) const LONGEST_NAME: usize = 48;
const COMPARED: usize = 20;

/// A name that stands before a separator.
pub(super) struct Name {
    pub(super) reach: Reach,
    /// Where it begins, its quote aside
    pub(super) start: usize,
    pub(super) quoted: bool,
}

/// The name that ends before the separator at `at`, if it tells of a secret.
pub(super) fn name(scan: &Scan<'_>, at: usize) -> Option<Name> {
    let before = |at: usize| at.checked_sub(1).map_or(0, |at| scan.at(at));
    let end = scan.run_back(at, MOST_BLANKS, is_blank);
    // a member by its name: config["password"] = …, [password] => …
    let member = before(end) == b']' && scan.at(at) == b'=';
    let end = if member { end - 1 } else { end };
    let quoted = matches!(before(end), b'"' | b'\'' | b'`');
    // in a table every quote stands twice
    let marks = if quoted && before(end - 1) == before(end) { 2 } else { usize::from(quoted) };
    let end = if quoted { scan.run_back(end - marks, MOST_BLANKS, |byte| byte == b'\\') } else { end };
    let in_name = |byte: u8| is_word(byte) || matches!(byte, b'-' | b'.') || quoted && byte == b' ';
    let last = before(end);
    if last.is_ascii_alphanumeric() {
        let word = scan.run_back(end, LONGEST_NAME, in_name);
        // two words without quotes: `api key: …`
        let two = word > 0 && scan.at(word - 1) == b' ';
        let start = if two { scan.run_back(word - 1, LONGEST_NAME, in_name) } else { word };
        let whole = ending(scan.between(start, end));
        // of `<entry key=` and `a=x sk=` the first word tells nothing
        let alone = two && (whole.is_none() || whole == Some(Reach::Random) && scan.at(at) == b'=');
        let mut reach = if alone { ending(scan.between(word, end)).or(whole)? } else { whole? };
        if reach == Reach::Announced {
            let gap = scan.announced.filter(|end| *end <= start && start - end <= MOST_BLANKS)?;
            let apart =
                scan.between(gap, start).iter().any(|byte| is_word(*byte) && !matches!(byte, b'n' | b'r' | b't'));
            reach = if apart { return None } else { Reach::Word };
        }
        return Some(Name { reach, start, quoted });
    }
    let before = scan.between(end.saturating_sub(9), end);
    let chinese = CHINESE.iter().find(|word| before.ends_with(word.as_bytes()))?;
    Some(Name { reach: Reach::Word, start: end - chinese.len(), quoted })
}

/// What the end of `name` tells.
pub(super) fn ending(name: &[u8]) -> Option<Reach> {
    let last = name.last()?.to_ascii_lowercase();
    // most names end otherwise, and most separators stand behind such names
    let telling = matches!(last, b'a' | b'd' | b'e' | b'g' | b'h' | b'k' | b'n' | b'o' | b's' | b't' | b'w' | b'y');
    if !(telling || last.is_ascii_digit()) {
        return None;
    }
    let mut letters = [0_u8; COMPARED];
    let mut free = COMPARED;
    let spelt = name.iter().rev().skip_while(|byte| byte.is_ascii_digit()).filter(|byte| byte.is_ascii_alphanumeric());
    for (slot, byte) in letters.iter_mut().rev().zip(spelt) {
        *slot = byte.to_ascii_lowercase();
        free -= 1;
    }
    let letters = letters.get(free..).unwrap_or_default();
    if let Some((_, reach)) = WHOLE.iter().find(|(whole, _)| letters == *whole) {
        return Some(*reach);
    }
    // a parser's complaint about the next sign, and a key for everybody
    if letters.ends_with(b"unexpectedtoken") || letters.ends_with(b"publickey") {
        return None;
    }
    let part = |word: &[u8]| {
        let before = name.len().checked_sub(word.len() + 1).and_then(|at| name.get(at));
        letters.ends_with(word) && matches!(before, Some(b'_' | b'-' | b'.'))
    };
    if part(b"pass") || part(b"psw") {
        return Some(Reach::Word);
    }
    if part(b"sk") || part(b"pw") || part(b"sid") {
        return Some(Reach::Numbered);
    }
    ENDS.iter().find(|(end, _)| end.last() == letters.last() && letters.ends_with(end)).map(|(_, reach)| *reach)
}
