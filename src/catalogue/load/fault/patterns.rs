//! Faults of patterns and their phrases, and of codes that no pattern finds.

use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;

impl Fault {
    /// A code that is not recognised in a text of the platform's own form.
    #[must_use]
    pub fn unrecognised(path: &Path, code: u16, probe: &str) -> Self {
        let probe = probe.replace('\n', "⏎");
        let what = said(
            format!("no number pattern recognises {code} in `{probe}`"),
            format!("没有报错模式能从 `{probe}` 里认出 {code}"),
        );
        let next = said(
            "let a pattern take `{code}` from such a text; a code has three digits",
            "让某个报错模式从这样的文本里取 `{code}`；状态码是三位数",
        );
        Self::at(path, what, next)
    }

    /// An entry that does not find what it must, or finds what it must not.
    #[must_use]
    pub fn example(path: &Path, kind: EntryKind, name: &str, must: bool) -> Self {
        let kind = kind.name();
        let (en, zh, next) = if must {
            (
                "does not find this example",
                "认不出这个例子",
                said("widen a phrase, or mend the example", "放宽某个短语，或改正例子"),
            )
        } else {
            (
                "finds this near miss",
                "误认了这个反例",
                said("narrow a phrase, or add an `unless`", "收窄某个短语，或加上 `unless`"),
            )
        };
        Self::at(path, said(format!("the {} `{name}` {en}", kind.en), format!("{} `{name}` {zh}", kind.zh)), next)
    }

    /// An entry without a text to try it with.
    #[must_use]
    pub fn untried(path: &Path, kind: EntryKind, name: &str, must: bool) -> Self {
        let kind = kind.name();
        let next = if must {
            said("add a text that it must find", "加上一个必须认出的文本")
        } else {
            said("add a text like it that it must not find", "加上一个相似但不能认出的文本")
        };
        let what =
            said(format!("the {} `{name}` is not tried", kind.en), format!("{} `{name}` 没有可试的文本", kind.zh));
        Self::at(path, what, next)
    }

    /// A pattern that speaks for no code and states no fact.
    #[must_use]
    pub fn says_nothing(path: &Path) -> Self {
        let next = said(
            "list the `codes` that it speaks for, or the `facts` that it states",
            "列出它说明的 `codes`，或它陈述的 `facts`",
        );
        Self::at(path, said("the pattern says nothing", "这个报错模式什么也没说明"), next)
    }

    /// A pattern that leaves the code open without saying between which.
    #[must_use]
    pub fn undecided(path: &Path) -> Self {
        let what = said("undecided between which codes, and how to decide?", "在哪些状态码之间未定，又该怎么判断？");
        let next = said(
            "list the `codes`, and say in the `note` how to tell them apart",
            "列出 `codes`，并在 `note` 里说明怎样区分",
        );
        Self::at(path, what, next)
    }

    /// A name without the number that it belongs to.
    #[must_use]
    pub fn lone_name(path: &Path) -> Self {
        let what = said("the phrase takes a `{name}` and no `{code}`", "短语取了 `{name}`，却没有 `{code}`");
        let next = said(
            "write `{code}` beside it: several codes may have one name",
            "在旁边写上 `{code}`：几个状态码可能同名",
        );
        Self::at(path, what, next)
    }

    /// A phrase whose search would take too long, or too much of the stack.
    #[must_use]
    pub fn long_phrase(path: &Path, words: usize, skips: usize) -> Self {
        let what = said(
            format!("the phrase has more than {words} words, or more than {skips} `…`"),
            format!("短语超过 {words} 个词，或 `…` 超过 {skips} 个"),
        );
        Self::at(path, what, said("keep the words that tell it apart", "只保留有辨识度的词"))
    }

    /// A pattern that restricts numbers which it does not take.
    #[must_use]
    pub fn takes_no_number(path: &Path) -> Self {
        let what = said("`shared` without a `{code}`", "有 `shared`，却没有 `{code}`");
        let next = said(
            "take a number from the text with `{code}`, or list the `codes` alone",
            "用 `{code}` 从文本里取状态码，或只列出 `codes`",
        );
        Self::at(path, what, next)
    }

    /// A phrase that can begin anywhere.
    #[must_use]
    pub fn no_beginning(path: &Path) -> Self {
        let next = said(
            "begin with a word, with the <name> of a list, or with {code} or {name}",
            "以词、某个词表的 <名称>，或 {code}、{name} 开头",
        );
        Self::at(path, said("the phrase does not begin with a word", "短语不是以词开头"), next)
    }

    /// A bracket without its end.
    #[must_use]
    pub fn open_bracket(path: &Path) -> Self {
        let what = said("a bracket of the phrase is not closed", "短语里有一个括号没有合上");
        Self::at(path, what, said("close it", "合上它"))
    }

    /// A fact that no text holds a value of.
    #[must_use]
    pub fn untaken(path: &Path) -> Self {
        let next = said(
            "take amounts, words and texts from the phrase; state the others under `facts`",
            "短语里只能取 `amount`、`word`、`text`；其他的写在 `facts` 下",
        );
        Self::at(path, said("a text holds no value of this fact", "文本里没有这个事实的取值"), next)
    }
}
