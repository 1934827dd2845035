//! Faults of facts, their values, and arithmetic.

use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;
use crate::lang::Text;

/// What may stand in place of a value that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed<'a> {
    /// A flag
    YesOrNo,
    /// A word: these, joined
    OneOf(&'a str),
    /// The answers of a question: its name, and these, joined
    AnswerOf(&'a str, &'a str),
    /// An amount, usually in this unit
    Number(&'a str),
    /// A status code
    Code,
    /// Nothing but `known`
    Known,
    /// No comparison at all
    Comparison,
    /// An amount with its unit
    Amount,
    /// A value of the fact
    Own,
}

impl Allowed<'_> {
    fn text(self) -> Text {
        match self {
            Self::YesOrNo => said("write `yes` or `no`", "写 `yes` 或 `no`"),
            Self::OneOf(words) => said(format!("write one of: {words}"), format!("写其中之一：{words}")),
            Self::AnswerOf(question, words) => said(
                format!("write an answer of `{question}`: {words}"),
                format!("写 `{question}` 的一个回答：{words}"),
            ),
            Self::Number(unit) => {
                said(format!("write a number, such as `3 {unit}`"), format!("写一个数，例如 `3 {unit}`"))
            }
            Self::Code => said("write a status code", "写一个状态码"),
            Self::Known => {
                said("write `known`; a free text has no values to compare with", "写 `known`；自由文本没有可比较的取值")
            }
            Self::Comparison => {
                said("write a comparison only for a fact of `type: amount`", "只有 `type: amount` 的事实才能比较大小")
            }
            Self::Amount => said(
                "write a fact of `type: amount`, or a number with its unit",
                "写一个 `type: amount` 的事实，或带单位的数",
            ),
            Self::Own => said("write one of its values", "写它的一个取值"),
        }
    }
}

impl Fault {
    /// A value that a fact cannot have.
    #[must_use]
    pub fn value(path: &Path, key: &str, value: &str, allowed: Allowed<'_>) -> Self {
        let what =
            said(format!("`{value}` is no value of the fact `{key}`"), format!("`{value}` 不是事实 `{key}` 的取值"));
        Self::at(path, what, allowed.text())
    }

    /// A word without values, or values of something else.
    #[must_use]
    pub fn type_and_values(path: &Path) -> Self {
        let next = said(
            "a word lists its `values`; a flag, an amount, a code and a text have none",
            "`word` 要列出 `values`；`flag`、`amount`、`code`、`text` 没有",
        );
        Self::at(path, said("type and `values` do not fit together", "`type` 与 `values` 不相配"), next)
    }

    /// An amount that does not say of what.
    #[must_use]
    pub fn no_unit(path: &Path) -> Self {
        let next = said(
            "write `unit: ms`, `s`, `bytes`, `MB`, `count` or `/s`",
            "写上 `unit: ms`、`s`、`bytes`、`MB`、`count` 或 `/s`",
        );
        Self::at(path, said("an amount without a unit", "`amount` 没有单位"), next)
    }

    /// A sum that compares a time with a size.
    #[must_use]
    pub fn incomparable(path: &Path) -> Self {
        let next = said(
            "compare times with times, sizes with sizes, counts with counts",
            "时间与时间比，大小与大小比，个数与个数比",
        );
        let what = said("the value and the limit measure different things", "`value` 与 `limit` 量的不是一回事");
        Self::at(path, what, next)
    }

    /// A product that measures nothing.
    #[must_use]
    pub fn no_product(path: &Path) -> Self {
        let next = said(
            "multiply one time or size with counts, or with a rate and a time",
            "一个时间或大小只能乘以个数，或速率乘以时间",
        );
        Self::at(path, said("a product of two times or sizes has no unit", "两个时间或大小相乘没有单位"), next)
    }

    /// Terms that cannot be added.
    #[must_use]
    pub fn unaddable(path: &Path) -> Self {
        let what = said("the terms measure different things", "相加的各项量的不是一回事");
        Self::at(path, what, said("add times to times only", "时间只能与时间相加"))
    }

    /// A sum that gives what the fact is not.
    #[must_use]
    pub fn ungiven(path: &Path) -> Self {
        let next = said(
            "name a fact of `type: amount` that measures the same as the value",
            "写一个 `type: amount`、与 `value` 量同一样东西的事实",
        );
        Self::at(
            path,
            said("the value does not fit the fact that it is to be", "`value` 与 `gives` 的事实不相配"),
            next,
        )
    }
}
