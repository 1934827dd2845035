//! Faults of names: unknown, given twice, used by nothing.

use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::located::{Fault, said};
use crate::catalogue::load::path::Path;

impl Fault {
    /// A name that nothing has.
    #[must_use]
    pub fn unknown(path: &Path, kind: EntryKind, name: &str, near: Option<&str>) -> Self {
        let kind = kind.name();
        let next = near.map_or_else(
            || {
                said(
                    format!("add a {} with this id, or take the reference out", kind.en),
                    format!("补上这个 id 的{}，或去掉这处引用", kind.zh),
                )
            },
            |near| said(format!("did you mean `{near}`?"), format!("是不是 `{near}`？")),
        );
        let what = said(format!("no {} is called `{name}`", kind.en), format!("没有叫 `{name}` 的{}", kind.zh));
        Self::at(path, what, next)
    }

    /// A recorded case that begins at nothing.
    #[must_use]
    pub fn unknown_start(path: &Path, name: &str) -> Self {
        let what = format!("no code or symptom is called `{name}`");
        let next = "add a code or symptom with this id, or take the reference out";
        Self::at(
            path,
            said(what, format!("没有叫 `{name}` 的状态码或现象")),
            said(next, "补上这个状态码或现象，或去掉这处引用"),
        )
    }

    /// One name given twice in a file.
    #[must_use]
    pub fn twice(path: &Path, kind: EntryKind, name: &str) -> Self {
        let kind = kind.name();
        let what = said(
            format!("the {} `{name}` stands twice in this file", kind.en),
            format!("{} `{name}` 在本文件里出现了两次", kind.zh),
        );
        Self::at(path, what, said("rename or remove one of them", "给其中一个改名，或删掉一个"))
    }

    /// Two steps of a fix that cannot be told apart.
    #[must_use]
    pub fn same_step(path: &Path, slug: &str) -> Self {
        let what = said(
            format!("another step of this fix is known as `{slug}` too"),
            format!("这个修复里另有一步也叫 `{slug}`"),
        );
        Self::at(path, what, said("give one of them an `id`", "给其中一步写上 `id`"))
    }

    /// More entries than are taken.
    #[must_use]
    pub fn too_many_entries(path: &Path, most: usize) -> Self {
        let next = said("split them over several files, or take some out", "分到几个文件里，或去掉一些");
        Self::at(path, said(format!("there are more than {most} entries"), format!("条目超过 {most} 个")), next)
    }

    /// A fact that nothing speaks of.
    #[must_use]
    pub fn unused_fact(path: &Path, key: &str) -> Self {
        let what = said(
            format!("the fact `{key}` is not used: no cause, question, sum or command speaks of it"),
            format!("事实 `{key}` 没有用到：没有原因、问题、算式或命令提到它"),
        );
        Self::at(path, what, said("use it, or take it out", "用上它，或删掉它"))
    }

    /// A source that nothing was read in.
    #[must_use]
    pub fn unused_source(path: &Path, name: &str) -> Self {
        let what = said(
            format!("the source `{name}` is not used: no code and no cause was read in it"),
            format!("来源 `{name}` 没有用到：没有状态码或原因出自它"),
        );
        Self::at(path, what, said("use it, or take it out", "用上它，或删掉它"))
    }

    /// A fact that causes speak of and nobody can know.
    #[must_use]
    pub fn untold(path: &Path, fact: &str) -> Self {
        let what = said(
            format!("causes speak of the fact `{fact}`, and nothing tells it"),
            format!("有原因用到事实 `{fact}`，却没有任何途径得知它"),
        );
        let next = said(
            "write a question for it, or name the evidence that tells it: `from: [log]`",
            "为它写一个问题，或写明哪种证据能说明它：`from: [log]`",
        );
        Self::at(path, what, next)
    }

    /// A code that shares its name and does not say what sets it apart.
    #[must_use]
    pub fn namesake(path: &Path, (code, other): (u16, u16), name: &str) -> Self {
        let what =
            said(format!("{code} and {other} are both called `{name}`"), format!("{code} 和 {other} 都叫 `{name}`"));
        let next = said(
            "write an `unlike`: in one line what sets this one apart from the other",
            "写上 `unlike`：用一句话说明它与另一个的区别",
        );
        Self::at(path, what, next)
    }
}
