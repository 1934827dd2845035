//! Faults of commands: holes that are none, numbers that may undo what a person has set.

use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;

impl Fault {
    /// Something between `%{` and `}` that is no hole.
    #[must_use]
    pub fn no_hole(path: &Path, inner: &str) -> Self {
        let what = said(format!("`%{{{inner}}}` is no hole"), format!("`%{{{inner}}}` 不是可以填的写法"));
        let next = said(
            "write %{fact}, %{fact|raise 60}, %{fact|path}, %{--Option fact}, or %{NAME} in capitals for what only the reader has",
            "写 %{fact}、%{fact|raise 60}、%{fact|path}、%{--Option fact}；只有读者知道的值写成大写的 %{NAME}",
        );
        Self::at(path, what, next)
    }

    /// Something to be raised that is no number.
    #[must_use]
    pub fn not_raised(path: &Path, key: &str) -> Self {
        let what = said(
            format!("the fact `{key}` is no amount, so it cannot be raised"),
            format!("事实 `{key}` 不是 `amount`，没法调大"),
        );
        Self::at(path, what, said("raise a fact of `type: amount`", "只能调大 `type: amount` 的事实"))
    }

    /// The most of something that is no amount, or of another kind.
    #[must_use]
    pub fn no_limit(path: &Path, written: &str) -> Self {
        let what = said(format!("`{written}` is no limit of this fact"), format!("`{written}` 不能当这个事实的上限"));
        let next = said(
            "give a fact of `type: amount` a number in its unit: `at_most: 900 s`",
            "给 `type: amount` 的事实写一个带单位的数：`at_most: 900 s`",
        );
        Self::at(path, what, next)
    }

    /// A command that sets a number, whatever the function has.
    #[must_use]
    pub fn fixed_number(path: &Path, option: &str, key: &str, number: &str) -> Self {
        let what = said(
            format!("`{option} {number}` may be less than what the function has"),
            format!("`{option} {number}` 可能比函数现有的值还小"),
        );
        let next = said(
            format!("write `%{{{key}|raise {number}}}`, or say in `fixed` why this number is right whatever it has"),
            format!("写 `%{{{key}|raise {number}}}`；不管现有多少都该是这个数，就在 `fixed` 里写明原因"),
        );
        Self::at(path, what, next)
    }

    /// A reason for a number that no command sets.
    #[must_use]
    pub fn nothing_fixed(path: &Path) -> Self {
        let what = said("`fixed` gives a reason, but no number is set", "写了 `fixed`，命令却没有设定固定的数");
        Self::at(path, what, said("remove `fixed`", "删掉 `fixed`"))
    }

    /// A step that follows no command.
    #[must_use]
    pub fn follows_nothing(path: &Path, slug: &str) -> Self {
        let what = said(format!("the step `{slug}` follows no command"), format!("步骤 `{slug}` 没有跟在任何命令后面"));
        let next = said("name words of commands in `after`", "在 `after` 里写上命令里的词");
        Self::at(path, what, next)
    }
}
