//! The program's own words: one struct, one value for each language. A word that is missing does not compile.

pub mod drill;
pub mod screen;
mod shell;
pub mod stats;

use crate::catalogue::drill::Outcome;
use crate::catalogue::{Effort, Fault, Instance, Phase};
use crate::diagnosis::Grade;
use crate::lang::Lang;
use crate::words::shell::Shell;

/// The words of a language. What belongs to SCF stands in the catalogue, not here.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct Words {
    // headings of a code
    pub what_happened: &'static str,
    pub likely_causes: &'static str,
    pub messages: &'static str,
    pub limits: &'static str,
    pub at_fault: &'static str,
    pub phase: &'static str,
    pub instance: &'static str,
    pub retry: &'static str,
    pub retry_by_hand: &'static str,
    pub retry_sync: &'static str,
    pub retry_async: &'static str,
    pub good_to_know: &'static str,
    pub related: &'static str,
    pub links: &'static str,
    pub also_called: &'static str,
    pub same_name: &'static str,
    pub domestic_only: &'static str,
    pub from_file: &'static str,
    // headings of a cause
    pub why_so: &'static str,
    pub fix: &'static str,
    pub verify: &'static str,
    pub undo: &'static str,
    pub stopgap: &'static str,
    pub cost: &'static str,
    pub not_this_if: &'static str,
    pub sources: &'static str,
    pub read_on: &'static str,
    // the guide
    pub dont_know: &'static str,
    pub how_to_find_out: &'static str,
    pub answered: &'static str,
    pub against: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    // the command line
    pub shell: &'static Shell,
    // enumerations
    phases: [&'static str; 10],
    faults: [&'static str; 7],
    instances: [&'static str; 3],
    efforts: [&'static str; 4],
    grades: [&'static str; 4],
}

impl Words {
    /// The words of `lang`.
    #[must_use]
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }

    /// When in the life of a call.
    #[must_use]
    pub const fn phase_of(&self, phase: Phase) -> &'static str {
        self.phases[phase as usize]
    }

    /// Who has to change something.
    #[must_use]
    pub const fn fault_of(&self, fault: Fault) -> &'static str {
        self.faults[fault as usize]
    }

    /// What becomes of the instance.
    #[must_use]
    pub const fn instance_of(&self, instance: Instance) -> &'static str {
        self.instances[instance as usize]
    }

    /// What finding out takes.
    #[must_use]
    pub const fn effort_of(&self, effort: Effort) -> &'static str {
        self.efforts[effort as usize]
    }

    /// How certain a recorded cause is.
    #[must_use]
    pub const fn outcome_of(&self, outcome: Outcome) -> &'static str {
        self.grades[outcome as usize]
    }

    /// How likely a cause is.
    #[must_use]
    pub fn grade_of(&self, grade: &Grade) -> &'static str {
        self.grades[usize::from(grade.rank())]
    }
}

static EN: Words = Words {
    what_happened: "What happened",
    likely_causes: "Likely causes",
    messages: "How it shows up",
    limits: "Limits",
    at_fault: "Who has to act",
    phase: "Phase",
    instance: "Instance",
    retry: "Does a retry help?",
    retry_by_hand: "by hand",
    retry_sync: "sync",
    retry_async: "async",
    good_to_know: "Good to know",
    related: "Easily confused with",
    links: "Links",
    also_called: "also called",
    same_name: "Same name",
    domestic_only: "on the domestic page only",
    from_file: "from",
    why_so: "Why",
    fix: "Fix",
    verify: "Verify",
    undo: "Undo",
    stopgap: "Stopgap",
    cost: "costs",
    not_this_if: "Not this, if",
    sources: "Sources",
    read_on: "read",
    dont_know: "I don't know",
    how_to_find_out: "How to find out",
    answered: "you said",
    against: "against",
    yes: "yes",
    no: "no",
    shell: &shell::EN,
    phases: [
        "ok",
        "admission",
        "scheduling",
        "image pull",
        "code load",
        "init",
        "running",
        "response",
        "cancelled",
        "platform",
    ],
    faults: ["the caller", "your code", "your settings", "a quota", "the account", "permissions", "the platform"],
    instances: ["taken back; the next call starts cold", "stays", "not documented whether it is taken back"],
    efforts: ["seconds", "minutes", "needs a redeploy", "needs rights"],
    grades: ["confirmed", "likely", "possible", "ruled out"],
};

static ZH: Words = Words {
    what_happened: "发生了什么",
    likely_causes: "可能原因",
    messages: "报错长什么样",
    limits: "限制",
    at_fault: "该谁处理",
    phase: "阶段",
    instance: "实例",
    retry: "重试有用吗",
    retry_by_hand: "手动",
    retry_sync: "同步",
    retry_async: "异步",
    good_to_know: "补充说明",
    related: "容易混淆",
    links: "链接",
    also_called: "又名",
    same_name: "同名的码",
    domestic_only: "仅国内站文档收录",
    from_file: "来自",
    why_so: "原因",
    fix: "修复",
    verify: "验证",
    undo: "回退",
    stopgap: "临时止血",
    cost: "代价",
    not_this_if: "如果是下面的情况，就不是它",
    sources: "出处",
    read_on: "查阅于",
    dont_know: "不清楚",
    how_to_find_out: "怎么查",
    answered: "你的回答",
    against: "不同于",
    yes: "是",
    no: "否",
    shell: &shell::ZH,
    phases: ["正常", "准入", "调度", "拉取镜像", "加载代码", "初始化", "运行", "响应", "取消", "平台"],
    faults: ["调用方", "你的代码", "你的配置", "配额", "账户", "权限", "平台"],
    instances: ["会被回收，下次调用是冷启动", "保留", "是否回收，文档没有说明"],
    efforts: ["几秒", "几分钟", "要重新部署", "需要权限"],
    grades: ["已确认", "很可能", "可能", "已排除"],
};

/// A number as a person reads it: `2,310,828`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
