//! Faults of the guide and of the rules that grade causes.

use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;

/// Why a question is never asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// No case gives all the answers above it
    Excluded,
    /// It stands nowhere
    Unplaced,
    /// No cause speaks of its fact
    Unused,
    /// Another question settles the same fact
    Settled,
}

/// Why a cause is never reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreached {
    /// No code and no symptom lists it
    Unlisted,
    /// No facts speak for it
    Unsupported,
}

impl Fault {
    /// A question that stands under itself.
    #[must_use]
    pub fn cycle(path: &Path, question: &str) -> Self {
        let what = said(
            format!("the question `{question}` is asked under one of its own answers: a cycle"),
            format!("问题 `{question}` 排在了自己的某个回答下面，成了循环"),
        );
        Self::at(path, what, said("move it out of its own branch", "把它移出自己的分支"))
    }

    /// A question that is never asked.
    #[must_use]
    pub fn unasked(path: &Path, question: &str, why: Unasked) -> Self {
        let (en, zh) = match why {
            Unasked::Excluded => ("the answers above it exclude one another", "它上面的回答互相排斥"),
            Unasked::Unplaced => {
                ("it stands neither in the guide nor in a `first`", "`guide` 和各处的 `first` 里都没有它")
            }
            Unasked::Unused => ("no cause speaks of its fact", "没有原因用到它的事实"),
            Unasked::Settled => ("another question settles the same fact", "另一个问题已经确定同一个事实"),
        };
        let what = said(
            format!("the question `{question}` is never asked: {en}"),
            format!("问题 `{question}` 永远不会被问到：{zh}"),
        );
        let next = said(
            "place it, use its fact in a cause, or remove it",
            "把它放进 `guide`，让某个原因用到它的事实，或删掉它",
        );
        Self::at(path, what, next)
    }

    /// A cause that nobody reaches.
    #[must_use]
    pub fn unreached(path: &Path, cause: &str, why: Unreached) -> Self {
        let (en, zh) = match why {
            Unreached::Unlisted => ("no code or symptom lists it", "没有状态码或现象列出它"),
            Unreached::Unsupported => {
                ("no facts make it confirmed or likely", "没有任何事实能让它得到确认或变得很可能")
            }
        };
        let what =
            said(format!("nobody reaches the cause `{cause}`: {en}"), format!("原因 `{cause}` 永远到不了：{zh}"));
        let next = said(
            "list it under a code or a symptom, and let `confirmed` or `likely` name facts that a question settles",
            "把它列在某个状态码或现象下，并让 `confirmed` 或 `likely` 写明某个问题能确定的事实",
        );
        Self::at(path, what, next)
    }

    /// A cause that one and the same facts confirm and exclude.
    #[must_use]
    pub fn contradiction(path: &Path, cause: &str, facts: &str) -> Self {
        let what = said(
            format!("the cause `{cause}` is confirmed and ruled out at once by {facts}"),
            format!("{facts} 同时确认又排除了原因 `{cause}`"),
        );
        let next = said("take that value out of one of the two conditions", "从两个条件之一里去掉这个取值");
        Self::at(path, what, next)
    }

    /// A cause that is confirmed by what says nothing about it.
    #[must_use]
    pub fn unproven(path: &Path, cause: &str, facts: &str) -> Self {
        let what = said(
            format!("{facts} confirms the cause `{cause}`, but says only what is not so"),
            format!("{facts} 确认了原因 `{cause}`，可它只说明了什么不成立"),
        );
        let next = said(
            "let `confirmed` name a fact that shows the cause; an answer with `rest` or a `not` may stand in `likely`",
            "让 `confirmed` 写明能证明这个原因的事实；带 `rest` 的回答或 `not` 可以写在 `likely` 里",
        );
        Self::at(path, what, next)
    }

    /// Answers that a code asks for, and that prove a cause which it does not list.
    #[must_use]
    pub fn unheard(path: &Path, code: u16, cause: &str, answers: &str) -> Self {
        let what = said(
            format!("{answers} confirms the cause `{cause}`, which {code} does not list"),
            format!("{answers} 确认了原因 `{cause}`，但 {code} 没有列出它"),
        );
        let next = said("list the cause under the code", "在该状态码下列出这个原因");
        Self::at(path, what, next)
    }

    /// Conditions that name too many facts to be tried.
    #[must_use]
    pub fn too_many(path: &Path, cause: &str) -> Self {
        let what = said(
            format!("the conditions of the cause `{cause}` name too many facts to be checked"),
            format!("原因 `{cause}` 的条件用到的事实太多，无法逐一检查"),
        );
        Self::at(path, what, said("name fewer facts, or make two causes of it", "少用几个事实，或拆成两个原因"))
    }

    /// Two causes of a code that the same facts confirm.
    #[must_use]
    pub fn rivals(path: &Path, cause: &str, rival: &str, (code, facts): (u16, &str)) -> Self {
        let what = said(
            format!("what confirms the cause `{cause}` of {code} confirms `{rival}` as well: {facts}"),
            format!("确认 {code} 的原因 `{cause}` 的事实也确认了 `{rival}`：{facts}"),
        );
        let next = said("let each of the two be decided by a fact of its own", "让两者各由自己的事实来判定");
        Self::at(path, what, next)
    }

    /// A condition without a line.
    #[must_use]
    pub fn empty_condition(path: &Path) -> Self {
        let next = said("name a fact and its value, or write `never`", "写上事实和它的取值，或写 `never`");
        Self::at(path, said("an empty condition", "条件是空的"), next)
    }

    /// Answers that one digit each cannot choose.
    #[must_use]
    pub fn unchoosable(path: &Path) -> Self {
        let next = said(
            "list 1 to 9 answers; none where the fact is a status code, since the program lists the codes",
            "列出 1 到 9 个回答；事实是状态码时一个也不写，由程序列出状态码",
        );
        Self::at(path, said("the answers cannot be chosen by a digit", "无法用一位数字选择回答"), next)
    }

    /// A cause without a fix.
    #[must_use]
    pub fn no_fix(path: &Path) -> Self {
        Self::at(path, said("a cause without a fix", "原因没有修复办法"), said("write at least one step", "至少写一步"))
    }

    /// A cause that does not say how to see that it is repaired.
    #[must_use]
    pub fn no_verify(path: &Path, cause: &str) -> Self {
        let what = said(format!("the cause `{cause}` has no `verify`"), format!("原因 `{cause}` 没有 `verify`"));
        let next = said("write a `verify`: how to see that it is repaired", "写上 `verify`：怎样看出已经修好");
        Self::at(path, what, next)
    }

    /// A cause that was read nowhere.
    #[must_use]
    pub fn no_source(path: &Path, cause: &str) -> Self {
        let what = said(format!("the cause `{cause}` has no source"), format!("原因 `{cause}` 没有来源"));
        let next = said(
            "name the sources that it was read in; a source of your own needs no more than a title",
            "写明它出自哪些来源；自己的来源只要有标题就行",
        );
        Self::at(path, what, next)
    }

    /// A code without a cause.
    #[must_use]
    pub fn code_without_cause(path: &Path) -> Self {
        let next = said("list what may be behind it, most likely first", "列出可能的原因，最可能的在前");
        Self::at(path, said("a code without a cause", "状态码没有原因"), next)
    }

    /// A symptom without a code.
    #[must_use]
    pub fn symptom_without_code(path: &Path) -> Self {
        let next = said("list the codes to look at, most likely first", "列出要看的状态码，最可能的在前");
        Self::at(path, said("a symptom without a code", "现象没有状态码"), next)
    }

    /// A symptom without a cause.
    #[must_use]
    pub fn symptom_without_cause(path: &Path) -> Self {
        let next = said("list what is behind it most of the time", "列出多数时候的原因");
        Self::at(path, said("a symptom without a cause", "现象没有原因"), next)
    }
}
