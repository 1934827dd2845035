//! Terms: the headings of an entry, the words for its phase, its blame and its grade, and the way to all other words.

use crate::catalogue::drill::Outcome;
use crate::catalogue::{Blame, Effort, Instance, Phase};
use crate::diagnosis::Grade;
use crate::lang::Lang;
use crate::words::cli::{self, CliWords};
use crate::words::help::{self, HelpWords};
use crate::words::report::{self, ReportWords};
use crate::words::trouble::{self, TroubleWords};

/// The words of a language. What belongs to SCF stands in the catalogue, not here.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct Words {
    // headings of a code
    pub what_happened: &'static str,
    pub likely_causes: &'static str,
    pub messages: &'static str,
    pub limits: &'static str,
    pub limits_that_bite: &'static str,
    pub nature: &'static str,
    /// Who has to act, and whether a retry helps, in a sentence each
    pub who_and_retry: fn(&str, &str) -> String,
    pub colon: &'static str,
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
    pub fix: &'static str,
    pub verify: &'static str,
    pub undo: &'static str,
    pub stopgap: &'static str,
    pub cost: &'static str,
    pub not_this_if: &'static str,
    // the guide
    pub dont_know: &'static str,
    pub how_to_find_out: &'static str,
    pub answered: &'static str,
    pub against: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub between: &'static str,
    // the grades of a cause
    pub confirmed: &'static str,
    pub likely: &'static str,
    pub possible: &'static str,
    pub ruled_out: &'static str,
    // the rest, by where it is said
    pub report: &'static ReportWords,
    pub cli: &'static CliWords,
    pub help: &'static HelpWords,
    pub trouble: &'static TroubleWords,
    lang: Lang,
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

    const fn either(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// When in the life of a call.
    #[must_use]
    pub const fn phase_of(&self, phase: Phase) -> &'static str {
        let (en, zh) = match phase {
            Phase::Ok => ("ok", "正常"),
            Phase::Admission => ("admission", "准入"),
            Phase::Scheduling => ("scheduling", "调度"),
            Phase::Pull => ("image pull", "拉取镜像"),
            Phase::Load => ("code load", "加载代码"),
            Phase::Init => ("init", "初始化"),
            Phase::Run => ("running", "运行"),
            Phase::Response => ("response", "响应"),
            Phase::Cancelled => ("cancelled", "取消"),
            Phase::Platform => ("platform", "平台"),
        };
        self.either(en, zh)
    }

    /// Who has to change something.
    #[must_use]
    pub const fn blame_of(&self, fault: Blame) -> &'static str {
        let (en, zh) = match fault {
            Blame::Caller => ("the caller", "调用方"),
            Blame::Code => ("your code", "你的代码"),
            Blame::Config => ("your settings", "你的配置"),
            Blame::Quota => ("a quota", "配额"),
            Blame::Billing => ("the account", "账户"),
            Blame::Permission => ("permissions", "权限"),
            Blame::Platform => ("the platform", "平台"),
        };
        self.either(en, zh)
    }

    /// What becomes of the instance.
    #[must_use]
    pub const fn instance_of(&self, instance: Instance) -> &'static str {
        let (en, zh) = match instance {
            Instance::Recycled => ("taken back; the next call starts cold", "会被回收，下次调用是冷启动"),
            Instance::Kept => ("stays", "保留"),
            Instance::NotStated => ("not documented whether it is taken back", "是否回收，文档没有说明"),
        };
        self.either(en, zh)
    }

    /// What finding out takes.
    #[must_use]
    pub const fn effort_of(&self, effort: Effort) -> &'static str {
        let (en, zh) = match effort {
            Effort::Seconds => ("seconds", "几秒"),
            Effort::Minutes => ("minutes", "几分钟"),
            Effort::Redeploy => ("needs a redeploy", "要重新部署"),
            Effort::Rights => ("needs rights", "需要权限"),
        };
        self.either(en, zh)
    }

    /// How certain a recorded cause is.
    #[must_use]
    pub const fn outcome_of(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Confirmed => self.confirmed,
            Outcome::Likely => self.likely,
            Outcome::Possible => self.possible,
        }
    }

    /// How likely a cause is.
    #[must_use]
    pub fn grade_of(&self, grade: &Grade) -> &'static str {
        match grade {
            Grade::Confirmed(_) => self.confirmed,
            Grade::Likely(_) => self.likely,
            Grade::Possible => self.possible,
            Grade::RuledOut(_) => self.ruled_out,
        }
    }
}

static EN: Words = Words {
    what_happened: "What happened",
    likely_causes: "Likely causes",
    messages: "How it shows up",
    limits: "Limits",
    limits_that_bite: "Limits that bite",
    nature: "When, and what becomes of the instance",
    who_and_retry: |act, retry| match act {
        "" => format!("Does a retry help? {retry}"),
        act => format!("To fix: {act}. Does a retry help? {retry}"),
    },
    colon: ": ",
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
    fix: "Fix",
    verify: "Verify",
    undo: "Undo",
    stopgap: "Stopgap",
    cost: "costs",
    not_this_if: "Not this, if",
    dont_know: "I don't know",
    how_to_find_out: "How to find out",
    answered: "you said",
    against: "against",
    yes: "yes",
    no: "no",
    between: "; ",
    confirmed: "confirmed",
    likely: "likely",
    possible: "possible",
    ruled_out: "ruled out",
    report: &report::EN,
    cli: &cli::EN,
    help: &help::EN,
    trouble: &trouble::EN,
    lang: Lang::En,
};

static ZH: Words = Words {
    what_happened: "发生了什么",
    likely_causes: "可能原因",
    messages: "报错长什么样",
    limits: "限制",
    limits_that_bite: "容易撞上的限制",
    nature: "阶段和实例",
    who_and_retry: |act, retry| match act {
        "" => format!("重试有用吗？{retry}"),
        act => format!("该处理的：{act}。重试有用吗？{retry}"),
    },
    colon: "：",
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
    fix: "修复",
    verify: "验证",
    undo: "回退",
    stopgap: "临时止血",
    cost: "代价",
    not_this_if: "如果是下面的情况，就不是它",
    dont_know: "不清楚",
    how_to_find_out: "怎么查",
    answered: "你的回答",
    against: "不同于",
    yes: "是",
    no: "否",
    between: "；",
    confirmed: "已确认",
    likely: "很可能",
    possible: "可能",
    ruled_out: "已排除",
    report: &report::ZH,
    cli: &cli::ZH,
    help: &help::ZH,
    trouble: &trouble::ZH,
    lang: Lang::Zh,
};
