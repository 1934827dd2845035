//! The words of the statistics.

use crate::lang::Lang;

/// The words of the statistics in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct StatsWords {
    pub what: &'static str,
    pub count: &'static str,
    /// Codes, causes, questions, facts, symptoms, sources, tables, arithmetic
    pub kinds: [&'static str; 8],
    pub told_by_evidence: &'static str,
    pub of: fn(usize, usize) -> String,
    pub answered: &'static str,
    pub confirmed: &'static str,
    pub likely: &'static str,
    pub possible: &'static str,
    pub none: &'static str,
    pub with_unknown: &'static str,
    pub start: &'static str,
    pub paths: &'static str,
    pub longest: &'static str,
    pub median: &'static str,
    pub all: &'static str,
    pub note: &'static str,
}

impl StatsWords {
    /// The words of a language.
    #[must_use]
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

static EN: StatsWords = StatsWords {
    what: "What",
    count: "Count",
    kinds: ["Status codes", "Causes", "Questions", "Facts", "Symptoms", "Sources", "Tables", "Sums"],
    told_by_evidence: "Questions that evidence can answer",
    of: |part, whole| format!("{part} of {whole} ({} %)", part * 100 / whole.max(1)),
    answered: "Paths, every question answered",
    confirmed: "… to a confirmed cause",
    likely: "… to a likely cause",
    possible: "… not decided, with possible causes",
    none: "… to no cause that is known",
    with_unknown: "Paths with one \"I don't know\" at most",
    start: "From",
    paths: "Paths",
    longest: "Longest",
    median: "Median",
    all: "All",
    note: "Paths from a symptom take the codes that it lists. Lengths count the questions of answered paths; paths with two \
           and more \"I don't know\" were not walked.",
};

static ZH: StatsWords = StatsWords {
    what: "内容",
    count: "数量",
    kinds: ["状态码", "原因", "问题", "事实", "现象", "来源", "表格", "算式"],
    told_by_evidence: "能由证据回答的问题",
    of: |part, whole| format!("{whole} 个里的 {part} 个（{}%）", part * 100 / whole.max(1)),
    answered: "路径数（每题都答）",
    confirmed: "……确认了原因",
    likely: "……得出很可能的原因",
    possible: "……没有定论，还有可能的原因",
    none: "……没有已知原因",
    with_unknown: "路径数（最多一次“不清楚”）",
    start: "起点",
    paths: "路径",
    longest: "最长",
    median: "中位数",
    all: "合计",
    note: "从现象出发的路径只走它列出的状态码。长度只算每题都答的路径；两次以上“不清楚”的路径没有走。",
};
