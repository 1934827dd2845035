//! Faults of form: a file that is no YAML, or whose keys and values are none of a catalogue. The YAML library says what is
//! wrong in English; here that is said in Chinese too, word by word where the sentence is one that it always makes.

use crate::catalogue::load::fault::located::{Fault, said};

/// What makes a Chinese sentence of the rest of an English one.
type Say = fn(&str) -> Option<String>;

/// What stands between a key's path and the rest in the sentences of the library, and what it means.
const SENTENCES: &[(&str, Say)] = &[
    ("unknown field `", |rest| unknown("没有字段", rest)),
    ("unknown variant `", |rest| unknown("没有取值", rest)),
    ("missing field `", |rest| Some(format!("缺少字段 `{rest}"))),
    ("duplicate field `", |rest| Some(format!("字段重复：`{rest}"))),
    ("duplicate entry with key ", |rest| Some(format!("键重复：{rest}"))),
    ("invalid type: ", |rest| mistaken("类型不对", rest)),
    ("invalid value: ", |rest| mistaken("取值不对", rest)),
];

/// Sentences that are always the same, or end so: those of the library, then those of our own readers.
const WHOLE: &[(&str, &str)] = &[
    ("did not find expected ',' or ']'", "缺少“,”或“]”"),
    ("did not find expected ',' or '}'", "缺少“,”或“}”"),
    ("did not find expected '-' indicator", "缺少“-”"),
    ("did not find expected key", "缺少键，或缩进不对"),
    ("did not find expected node content", "缺少内容"),
    ("could not find expected ':'", "缺少“:”"),
    ("mapping values are not allowed in this context", "这里不能写“键: 值”，可能缺引号或缩进不对"),
    ("block sequence entries are not allowed in this context", "这里不能写“- ”列表项"),
    ("found character that cannot start any token", "这个字符不能开头，请加引号"),
    ("found unexpected end of stream", "文件提前结束，可能有引号没有合上"),
    ("found undefined tag handle", "标签没有定义"),
    ("unknown anchor", "没有这个锚点"),
    ("recursion limit exceeded", "嵌套太深"),
    ("repetition limit exceeded", "重复引用太多"),
    ("an empty comparison; write `at_least` or `below`", "比较是空的，写 `at_least` 或 `below`"),
    ("an empty mapping where a question's id is expected", "这里该写问题的 id，映射却是空的"),
    ("a node holds one question; write the next one as a node of its own", "一个节点只放一个问题，下一个另起一个节点"),
    ("is no condition; write `never` or a mapping of facts to values", "不是条件，写 `never` 或事实到取值的映射"),
    ("compares nothing; write `at_least` or `below`", "不能用来比较，写 `at_least` 或 `below`"),
    ("control characters are not allowed", "不能有控制字符"),
    ("invalid leading UTF-8 octet", "不是 UTF-8 文本"),
];

/// What something is, or should be.
const WORDS: &[(&str, &str)] = &[
    ("there are no fields", "没有可用的字段"),
    ("unit value", "空值"),
    ("a string", "字符串"),
    ("string", "字符串"),
    ("integer", "整数"),
    ("floating point", "小数"),
    ("boolean", "是或否"),
    ("a boolean", "是或否"),
    ("sequence", "列表"),
    ("a sequence", "列表"),
    ("map", "映射"),
    ("a mapping", "映射"),
    ("u16", "0 到 65535 的整数"),
    ("string or map", "字符串或映射"),
    ("a word, a number, yes or no", "一个词、数，或 yes、no"),
    ("a plain string, or a mapping with `en` or `zh`", "字符串，或带 `en`、`zh` 的映射"),
    ("a condition: a mapping of facts to values, or `never`", "条件：事实到取值的映射，或 `never`"),
    (
        "a value, a list of values, or a mapping with `at_least` or `below`",
        "取值、取值列表，或带 `at_least`、`below` 的映射",
    ),
    ("a question's id, or a mapping of one id to its answers", "问题的 id，或从一个 id 到其回答的映射"),
    ("a string, or a mapping of runtimes to strings", "字符串，或从运行环境到字符串的映射"),
];

impl Fault {
    /// The file is not of the form of a catalogue.
    #[must_use]
    pub fn form(place: Option<(usize, usize)>, what: &str) -> Self {
        let next = said(
            "compare with the format in docs/catalogue.md, or let an editor use `scf-tui catalogue schema`",
            "对照 docs/catalogue.md 里的格式，或让编辑器使用 `scf-tui catalogue schema`",
        );
        Self::on(place, said(what, in_chinese(what)), next)
    }

    /// More values than are read at once.
    #[must_use]
    pub fn too_many_values(line: usize) -> Self {
        let next = said("shorten the file, or write it as several", "把文件改短，或拆成几个文件");
        Self::on(
            Some((line, 1)),
            said("there are more values than a catalogue holds", "值的个数超过目录能装的上限"),
            next,
        )
    }

    /// Brackets within brackets without end.
    #[must_use]
    pub fn too_deep(line: usize) -> Self {
        let next = said("close the brackets of the lines above", "合上前面各行的括号");
        Self::on(Some((line, 1)), said("brackets are nested too deeply", "括号嵌套太深"), next)
    }
}

/// A sentence of the library, such as `unknown field x, expected y`, behind the path of its key.
fn in_chinese(what: &str) -> String {
    let sentence = SENTENCES.iter().find_map(|(begin, say)| {
        let (before, rest) = what.split_once(begin)?;
        Some(format!("{before}{}", say(rest)?))
    });
    let ends = |known: &str| what.strip_suffix(known).or_else(|| what.starts_with(known).then_some(""));
    let fixed = || WHOLE.iter().find_map(|(en, zh)| ends(en).map(|before| format!("{before}{zh}")));
    sentence.or_else(fixed).unwrap_or_else(|| format!("YAML 读不了：{what}"))
}

/// `zz`, expected one of `a`, `b`
fn unknown(what: &str, rest: &str) -> Option<String> {
    let (name, expected) = rest.split_once("`, ")?;
    let expected = expected.strip_prefix("expected ").map(|names| names.strip_prefix("one of ").unwrap_or(names));
    let names = expected.map(|names| names.replace(" or ", "、").replace(", ", "、"));
    let known = names.map_or_else(String::new, |names| format!("，可用的是 {names}"));
    Some(format!("{what} `{name}`{known}"))
}

/// string "x", expected u16
fn mistaken(what: &str, rest: &str) -> Option<String> {
    let (found, expected) = rest.rsplit_once(", expected ")?;
    let (kind, value) = found.split_at(found.find(['`', '"']).unwrap_or(found.len()));
    let written = format!("{} {value}", plain(kind.trim()));
    Some(format!("{what}：写的是{}，应为{}", written.trim_end(), plain(expected)))
}

/// What a part of a sentence means.
fn plain(part: &str) -> &str {
    if part.starts_with("struct ") {
        return "映射";
    }
    WORDS.iter().find(|(en, _)| *en == part).map_or(part, |(_, zh)| zh)
}

#[cfg(test)]
mod tests {
    use super::in_chinese;

    #[test]
    fn what_the_reader_says_is_said_in_chinese() {
        for (en, zh) in [
            ("codes[0]: missing field `title`", "codes[0]: 缺少字段 `title`"),
            ("unknown field `zz`, expected one of `a`, `b`, `c`", "没有字段 `zz`，可用的是 `a`、`b`、`c`"),
            ("unknown field `zz`, expected `en` or `zh`", "没有字段 `zz`，可用的是 `en`、`zh`"),
            (
                "codes[0].phase: unknown variant `zz`, expected one of `a`, `b`",
                "codes[0].phase: 没有取值 `zz`，可用的是 `a`、`b`",
            ),
            (
                "codes[0].code: invalid type: string \"x\", expected u16",
                "codes[0].code: 类型不对：写的是字符串 \"x\"，应为0 到 65535 的整数",
            ),
            ("codes: invalid type: map, expected a sequence", "codes: 类型不对：写的是映射，应为列表"),
            (
                "codes[0].code: invalid value: integer `-1`, expected u16",
                "codes[0].code: 取值不对：写的是整数 `-1`，应为0 到 65535 的整数",
            ),
            (
                "causes[0].confirmed: `x` is no condition; write `never` or a mapping of facts to values",
                "causes[0].confirmed: `x` 不是条件，写 `never` 或事实到取值的映射",
            ),
            ("did not find expected ',' or ']'", "缺少“,”或“]”"),
            ("mapping values are not allowed in this context", "这里不能写“键: 值”，可能缺引号或缩进不对"),
            ("something new", "YAML 读不了：something new"),
        ] {
            assert_eq!(in_chinese(en), zh);
        }
    }
}
