//! Texts, commands and addresses: each in its own language, whole, and fit to be pasted or opened.

/// The longest name of a Chinese console that stands in an English text, in characters.
const LONGEST_NAME: usize = 12;
/// An English text of so many words has a Chinese one that is not the same.
const FEW_WORDS: usize = 3;

/// Why a pair of texts is no translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untranslated {
    /// The Chinese one has no Chinese word
    NotInChinese,
    /// Both are the Chinese one
    Copied,
    /// The English one is written like a Chinese one
    NotInEnglish,
}

impl Untranslated {
    /// The language whose text is wrong.
    #[must_use]
    pub const fn language(self) -> &'static str {
        match self {
            Self::NotInChinese => "zh",
            Self::Copied | Self::NotInEnglish => "en",
        }
    }
}

/// Why a pair of texts is no translation; `None` where it may be one.
#[must_use]
pub fn untranslated(en: &str, zh: &str) -> Option<Untranslated> {
    let chinese = |c: &char| ('\u{3400}'..='\u{9fff}').contains(c);
    let words = en.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_alphabetic())).count();
    let longest = en.split(|c: char| !chinese(&c)).map(|name| name.chars().count()).max().unwrap_or_default();
    if !zh.contains(|c: char| chinese(&c)) && words >= FEW_WORDS {
        Some(Untranslated::NotInChinese)
    } else if en == zh && zh.contains(|c: char| chinese(&c)) {
        Some(Untranslated::Copied)
    } else if en.contains(['，', '。', '；', '：', '？', '！', '、', '（']) || longest > LONGEST_NAME {
        Some(Untranslated::NotInEnglish)
    } else {
        None
    }
}

/// Whether `url` is an address that can be opened: https, a host with a dot, and no blank.
#[must_use]
pub fn opens(url: &str) -> bool {
    let host = url.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let sound = |host: &str| host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    host.is_some_and(sound) && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The first line of a sample that is an address and cannot be opened.
#[must_use]
pub fn unopened(sample: &str) -> Option<&str> {
    sample.lines().find(|line| line.starts_with("http") && line.contains("://") && !opens(line))
}

/// Whether a shell would find every quote of `command` closed.
#[must_use]
pub fn quotes_balance(command: &str) -> bool {
    let mut open = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (open, c) {
            (Some('\''), '\'') | (Some('"'), '"') => open = None,
            (None | Some('"'), '\\') => {
                chars.next();
            }
            (None, '\'' | '"') => open = Some(c),
            _ => {}
        }
    }
    open.is_none()
}

#[cfg(test)]
mod tests {
    use super::{Untranslated, opens, quotes_balance, untranslated};

    #[test]
    fn quotes() {
        for (command, balanced) in [
            ("echo 'a b' \"c\"", true),
            ("echo 'it", false),
            ("echo \"it's\"", true),
            ("echo it\\'s", true),
            ("sed -i 's/\\r$//' f", true),
            ("echo \"a\\\"", false),
        ] {
            assert_eq!(quotes_balance(command), balanced, "{command}");
        }
    }

    #[test]
    fn each_text_is_in_its_own_language() {
        for (en, zh, wrong) in [
            ("The door is open.", "门开着。", None),
            ("Port 9000", "Port 9000", None),
            ("Console: 函数服务 > 函数配置, 执行超时时间.", "控制台：函数服务 > 函数配置。", None),
            ("The door is open.", "The door is open.", Some("zh")),
            ("门开着。", "门开着。", Some("en")),
            ("门开着", "门开着", Some("en")),
            ("门开着而且没有人知道该怎么办才好", "门开着", Some("en")),
        ] {
            assert_eq!(untranslated(en, zh).map(Untranslated::language), wrong, "{en} | {zh}");
        }
    }

    #[test]
    fn addresses() {
        for (url, good) in [
            ("https://cloud.tencent.com/document/product/583/42611", true),
            ("https://docs.cloudbase.net/http-api/functions/云函数", true),
            ("http://cloud.tencent.com/", false),
            ("https://cloud.tencent.com/a b", false),
            ("https://localhost/", false),
            ("cloud.tencent.com", false),
        ] {
            assert_eq!(opens(url), good, "{url}");
        }
    }
}
