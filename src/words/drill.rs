//! The words of the rehearsal.

use crate::lang::Lang;

/// The words of the rehearsal in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct DrillWords {
    pub number: &'static str,
    pub begins: &'static str,
    pub title: &'static str,
    pub rehearse: &'static str,
    pub heading: fn(usize, usize, &str) -> String,
    pub you_hold: &'static str,
    pub lost: &'static str,
    pub solved: &'static str,
    pub other_cause: &'static str,
    pub recorded_cause: &'static str,
    pub your_cause: &'static str,
    pub no_cause: &'static str,
    pub misread: &'static str,
    pub nothing_misread: &'static str,
    pub you_said: &'static str,
    pub story_says: &'static str,
    pub unknown_drill: fn(&str) -> String,
    pub drill_lists: &'static str,
}

impl DrillWords {
    /// The words of a language.
    #[must_use]
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

static EN: DrillWords = DrillWords {
    number: "No.",
    begins: "Begins with",
    title: "Title",
    rehearse: "`scf-tui drill N` rehearses one.",
    heading: |at, of, title| format!("Drill {at} of {of}: {title}"),
    you_hold: "You hold",
    lost: "The story has no answer to what comes next: a wrong turn.",
    solved: "Right. That is the recorded cause.",
    other_cause: "Not the recorded cause.",
    recorded_cause: "Recorded",
    your_cause: "Yours",
    no_cause: "none",
    misread: "Read differently",
    nothing_misread: "Every answer is as recorded.",
    you_said: "you said",
    story_says: "the story says",
    unknown_drill: |name| format!("no drill is called `{name}`"),
    drill_lists: "`scf-tui drill` lists them",
};

static ZH: DrillWords = DrillWords {
    number: "序号",
    begins: "从这里开始",
    title: "标题",
    rehearse: "`scf-tui drill N` 练其中一个。",
    heading: |at, of, title| format!("演练 {at}/{of}：{title}"),
    you_hold: "你手上有",
    lost: "接下来的问题故事里没有答案：走岔了。",
    solved: "对，就是记录的原因。",
    other_cause: "不是记录的原因。",
    recorded_cause: "记录",
    your_cause: "你的结论",
    no_cause: "没有",
    misread: "看法不同的地方",
    nothing_misread: "每个回答都和记录一致。",
    you_said: "你答的是",
    story_says: "故事里是",
    unknown_drill: |name| format!("没有叫“{name}”的演练"),
    drill_lists: "`scf-tui drill` 列出全部",
};
