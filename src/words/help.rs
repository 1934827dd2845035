//! The words of the help and of the manual page beyond what each argument says: examples, exit status, environment, files.

/// What is typed, set or kept, and what it does.
pub type Row = (&'static str, &'static str);

/// The words of the help and of the manual page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct HelpWords {
    pub name: &'static str,
    pub synopsis: &'static str,
    pub description: &'static str,
    pub described: &'static str,
    pub examples: &'static str,
    pub exit_status: &'static str,
    pub environment: &'static str,
    pub files: &'static str,
    /// Of the program
    pub of_program: &'static [Row],
    /// Of each verb, by its name; of verbs below a verb, by both
    pub of_verbs: &'static [(&'static str, &'static [Row])],
    pub statuses: &'static [Row],
    pub variables: &'static [Row],
    pub places: &'static [Row],
}

impl HelpWords {
    /// The examples of a verb.
    #[must_use]
    pub fn examples_of(&self, verb: &str) -> &'static [Row] {
        self.of_verbs.iter().find(|(name, _)| *name == verb).map_or(&[], |(_, rows)| rows)
    }
}

pub(super) static EN: HelpWords = HelpWords {
    name: "Name",
    synopsis: "Synopsis",
    description: "Description",
    described: "A function on Tencent Cloud SCF failed with a status code, an error text or a mere symptom. scf-tui leads from \
                that to the likely cause and its fix: on a screen, or with a verb as text or JSON. It reads what it is given, sends \
                nothing anywhere, and works offline.",
    examples: "Examples",
    exit_status: "Exit status",
    environment: "Environment",
    files: "Files",
    of_program: &[
        ("scf-tui", "the screen"),
        ("scf-tui 446", "the screen at a status code; a name works too"),
        ("scf-tui error.txt", "the screen, with an error or a log read"),
        ("tail -f scf.log | scf-tui", "the same from a pipe"),
        ("scf-tui explain 446", "one status code as text"),
        ("scf-tui diagnose error.txt --json", "what follows from it, for programs"),
    ],
    of_verbs: &[
        ("list", &[("scf-tui list", "a table"), ("scf-tui list --json", "the same for programs")]),
        (
            "explain",
            &[
                ("scf-tui explain 446", "by number"),
                ("scf-tui explain port binding failed", "by name, in any spelling"),
            ],
        ),
        (
            "search",
            &[
                ("scf-tui search port 9000", "words of a message or a symptom"),
                ("scf-tui search 超时 --limit 3", "the best three"),
            ],
        ),
        (
            "diagnose",
            &[
                ("scf-tui diagnose error.txt scf.log.gz", "texts and logs, also packed"),
                ("scf-tui diagnose - < error.txt", "from a pipe"),
                ("scf-tui diagnose --fact deploy=image error.txt", "with something that you know"),
            ],
        ),
        (
            "tree",
            &[
                ("scf-tui tree 446", "the questions of one code"),
                ("scf-tui tree 446 --format mermaid", "for a Markdown page"),
            ],
        ),
        ("guide", &[("scf-tui guide 446", "question by question, in lines")]),
        ("drill", &[("scf-tui drill", "every case"), ("scf-tui drill 12", "one of them")]),
        ("catalogue", &[("scf-tui catalogue check own.yaml", "every fault of a file of your own")]),
        (
            "catalogue check",
            &[
                ("scf-tui catalogue check own.yaml", "every fault, with line and column"),
                ("scf-tui catalogue check own.yaml --json", "the same for programs"),
            ],
        ),
        ("catalogue show", &[("scf-tui catalogue show 446", "where each entry about a code is written")]),
        ("catalogue schema", &[("scf-tui catalogue schema > scf-tui.schema.json", "for the editor")]),
        ("catalogue stats", &[("scf-tui catalogue stats", "the numbers")]),
        (
            "completions",
            &[
                ("source <(scf-tui completions bash)", "for this shell"),
                ("scf-tui completions fish > ~/.config/fish/completions/scf-tui.fish", "for good"),
            ],
        ),
        ("man", &[("scf-tui man > scf-tui.1", "a file that `man ./scf-tui.1` shows")]),
    ],
    statuses: &[
        ("0", "something was found"),
        ("1", "nothing was found"),
        ("2", "the command line is wrong"),
        ("3", "evidence or a catalogue could not be read, or has a fault; what could be read is still printed"),
    ],
    variables: &[
        ("LC_ALL, LC_MESSAGES, LANG", "the language, where --lang names none: zh… is Chinese, all else English"),
        ("NO_COLOR", "no colours, where it is set and not empty"),
        ("TERM", "dumb: lines in place of the screen, no colours"),
        ("XDG_CONFIG_HOME, HOME", "where the files below are looked for"),
    ],
    places: &[
        ("~/.config/scf-tui/*.yaml", "catalogues of your own, laid over the built-in one"),
        ("~/.config/scf-tui/settings.yaml", "the settings; no catalogue"),
    ],
};

pub(super) static ZH: HelpWords = HelpWords {
    name: "名称",
    synopsis: "用法",
    description: "说明",
    described: "云函数调用失败了，手上有状态码、报错文本，或者只有一个现象。scf-tui 由此找到可能原因和修复办法：可以用界面，\
                也可以用子命令输出文本或 JSON。它只读给它的内容，不向外发送任何东西，离线可用。",
    examples: "示例",
    exit_status: "退出状态",
    environment: "环境变量",
    files: "文件",
    of_program: &[
        ("scf-tui", "打开界面"),
        ("scf-tui 446", "界面停在这个状态码；写名称也行"),
        ("scf-tui error.txt", "打开界面，并读入报错或日志"),
        ("tail -f scf.log | scf-tui", "同上，从管道读"),
        ("scf-tui explain 446", "一个状态码的文本说明"),
        ("scf-tui diagnose error.txt --json", "由它得出的结论，供程序使用"),
    ],
    of_verbs: &[
        ("list", &[("scf-tui list", "列成表"), ("scf-tui list --json", "供程序使用")]),
        (
            "explain",
            &[("scf-tui explain 446", "按编号"), ("scf-tui explain port binding failed", "按名称，怎么拼都行")],
        ),
        (
            "search",
            &[("scf-tui search port 9000", "报错或现象里的词"), ("scf-tui search 超时 --limit 3", "只要最匹配的三条")],
        ),
        (
            "diagnose",
            &[
                ("scf-tui diagnose error.txt scf.log.gz", "报错文本和日志，压缩的也行"),
                ("scf-tui diagnose - < error.txt", "从管道读"),
                ("scf-tui diagnose --fact deploy=image error.txt", "附上已知的事实"),
            ],
        ),
        (
            "tree",
            &[
                ("scf-tui tree 446", "一个状态码要问的问题"),
                ("scf-tui tree 446 --format mermaid", "放进 Markdown 页面"),
            ],
        ),
        ("guide", &[("scf-tui guide 446", "逐行提问")]),
        ("drill", &[("scf-tui drill", "全部案例"), ("scf-tui drill 12", "其中一个")]),
        ("catalogue", &[("scf-tui catalogue check own.yaml", "自己的文件里的每处错误")]),
        (
            "catalogue check",
            &[
                ("scf-tui catalogue check own.yaml", "每处错误及其行列"),
                ("scf-tui catalogue check own.yaml --json", "供程序使用"),
            ],
        ),
        ("catalogue show", &[("scf-tui catalogue show 446", "有关的每个条目写在哪里")]),
        ("catalogue schema", &[("scf-tui catalogue schema > scf-tui.schema.json", "给编辑器用")]),
        ("catalogue stats", &[("scf-tui catalogue stats", "各项数字")]),
        (
            "completions",
            &[
                ("source <(scf-tui completions bash)", "只在当前 shell"),
                ("scf-tui completions fish > ~/.config/fish/completions/scf-tui.fish", "长期有效"),
            ],
        ),
        ("man", &[("scf-tui man > scf-tui.1", "存成文件，用 `man ./scf-tui.1` 看")]),
    ],
    statuses: &[
        ("0", "有结果"),
        ("1", "没有结果"),
        ("2", "命令行写错了"),
        ("3", "证据或知识库读不了，或有错误；能读的部分照样输出"),
    ],
    variables: &[
        ("LC_ALL, LC_MESSAGES, LANG", "没写 --lang 时由它们定语言：zh 开头是中文，其余是英文"),
        ("NO_COLOR", "设了且不为空，就不用颜色"),
        ("TERM", "为 dumb 时逐行输出，不开界面，不用颜色"),
        ("XDG_CONFIG_HOME, HOME", "下面这些文件从哪里找"),
    ],
    places: &[
        ("~/.config/scf-tui/*.yaml", "自己的知识库，按文件名次序叠加到内置的上面"),
        ("~/.config/scf-tui/settings.yaml", "设置，不是知识库"),
    ],
};
