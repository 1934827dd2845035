//! Files, arguments, pipes: what exactly is said, where, and how the run ends.

use std::process::Stdio;

use scf_tui::lang::Lang;
use scf_tui::words::Words;

use crate::support::bin::{Home, LAB, scf};

const NO_TERMINAL: &str = "scf-tui: there is no terminal to draw on; start it in a terminal, or name a verb: \
                           `scf-tui list`, `scf-tui explain 446`, `scf-tui guide 446`\n";

#[test]
fn without_a_terminal_there_is_no_screen() {
    for args in [&[][..], &["446"], &["PortBindingFailed"]] {
        let run = scf(args);
        assert_eq!((run.out.as_str(), run.err.as_str(), run.exit), ("", NO_TERMINAL, 2), "{args:?}");
    }
}

#[test]
fn wrong_usage_is_one_line_with_what_would_be_right() {
    for (args, expected) in [
        (&["list", "--jsn"][..], "scf-tui: there is no argument `--jsn`; did you mean `--json`?\n"),
        (&["lst"], "scf-tui: there is no verb `lst`; did you mean `list`?\n"),
        (&["expain", "446"], "scf-tui: there is no verb `expain`; did you mean `explain`?\n"),
        (&["--lang", "zh", "expain", "446"], "scf-tui: 没有子命令“expain”; 是不是“explain”？\n"),
        (
            &["446", "404"],
            "scf-tui: `404` is a second status code, and there is room for one; look at `446` by itself, then at the other\n",
        ),
        (
            &["tree", "446", "404", "--lang", "zh"],
            "scf-tui: “404”是第二个状态码，这里只放一个; 先单独看“446”，再看另一个\n",
        ),
        (&["catalogue", "chek", "x"], "scf-tui: there is no argument `chek`; did you mean `check`?\n"),
        (&["list", "--colour", "never"], "scf-tui: there is no argument `--colour`; did you mean `--color`?\n"),
        (&["--verbose"], "scf-tui: there is no argument `--verbose`; `scf-tui --help` shows what there is\n"),
        (
            &["tree", "446", "--format", "txt"],
            "scf-tui: `txt` is no value of --format <FORMAT>; did you mean `text`?\n",
        ),
        (&["diagnose", "--fact", "deplyo=image"], "scf-tui: no fact is called `deplyo`; did you mean `deploy`?\n"),
        (
            &["diagnose", "--fact", "zzz=image"],
            "scf-tui: no fact is called `zzz`; `scf-tui catalogue show 446` lists the facts that bear on a code\n",
        ),
        (&["--lang", "fr", "list"], "scf-tui: `fr` is no value of --lang <LANG>; possible: en, zh\n"),
        (
            &["--lang=zh", "--color", "red", "list"],
            "scf-tui: “red”不是 --color <WHEN> 的取值; 可用的值：auto, always, never\n",
        ),
        (
            &["catalogue"],
            "scf-tui: a verb is missing: check, show, schema, stats; `scf-tui --help` shows what there is\n",
        ),
        (&["446", "list"], "scf-tui: `446` stands before the verb; begin with the verb: `scf-tui list`\n"),
        (&["--lang", "zh", "list", "x"], "scf-tui: 没有参数“x”; `scf-tui --help` 查看用法\n"),
    ] {
        let run = scf(args);
        assert_eq!((run.out.as_str(), run.err.as_str(), run.exit), ("", expected, 2), "{args:?}");
    }
}

#[test]
fn an_unknown_code_names_the_nearest() {
    let home = Home::new().file("lab.yaml", LAB);
    for (args, nearest) in [
        (&["explain", "448"][..], "447 PullImageTimeOut"),
        (&["explain", "732x"], "732 SharedName"),
        (&["tree", "PortBindngFailed"], "446 PortBindingFailed"),
        (&["guide", "sharednme"], "731 SharedName, 732 SharedName"),
        (&["730"], "731 SharedName"),
        (&["tree", "446 45O"], "450 InitContainerTimeout"),
    ] {
        let run = home.run(&[args, &["--catalogue", "lab.yaml"]].concat());
        assert_eq!((run.out.as_str(), run.exit), ("", 1), "{args:?}");
        let asked = args.last().unwrap();
        let wrong = asked.strip_prefix("446 ").unwrap_or(asked);
        assert!(run.err.starts_with(&format!("scf-tui: no status code is called `{wrong}`; ")), "{}", run.err);
        assert!(run.err.contains("nearest: "), "{}", run.err);
        assert!(run.err.contains(nearest) && run.err.lines().count() == 1, "{}", run.err);
    }
}

#[test]
fn an_argument_is_echoed_without_what_moves_a_terminal() {
    let run = scf(&["explain", "\u{1b}]0;evil\u{7}\u{1b}[31mx\u{202e}y\nz"]);
    assert!(run.err.starts_with("scf-tui: no status code is called `xy z`; "), "{:?}", run.err);
    let long = scf(&["explain", &"x".repeat(5_000)]);
    assert!(long.err.len() < 300 && long.err.contains("xxx…`"), "{}", long.err);
}

#[test]
fn a_list_is_aligned_in_both_languages() {
    let home = Home::new().file("lab.yaml", LAB);
    let lines = |lang: &str| -> Vec<String> {
        let run = home.run(&["list", "--catalogue", "lab.yaml", "--lang", lang]);
        assert_eq!((run.err.as_str(), run.exit), ("", 0));
        run.out.lines().filter(|line| line.contains("SharedName")).map(str::to_owned).collect()
    };
    for (lang, words) in [("en", ["First of two", "Second of two"]), ("zh", ["两个中的第一个", "两个中的第二个"])]
    {
        let lines = lines(lang);
        let columns: Vec<usize> = lines.iter().zip(words).map(|(line, word)| cells_before(line, word)).collect();
        assert!(columns.len() == 2 && columns[0] == columns[1], "{lines:#?}");
    }
}

fn cells_before(line: &str, word: &str) -> usize {
    let (before, _) = line.split_once(word).unwrap_or_else(|| panic!("no {word} in {line}"));
    before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn a_code_in_full_for_people() {
    let home = Home::new().file("lab.yaml", LAB);
    let expected = "\
732 SharedName
  两个中的第二个
  来自 lab.yaml
  阶段：初始化
  该谁处理：调用方, 平台
  实例：保留
  同名的码：731 是第一扇门。

发生了什么
  另一扇门。

可能原因
  1 门关着
    穿堂风。
    → 打开

重试有用吗
  手动：没用
  同步：不会
  异步：两次
";
    let run = home.run(&["explain", "732", "--catalogue", "lab.yaml", "--lang", "zh"]);
    assert_eq!(run.out, expected);
    let run = home.run(&["explain", "731", "--catalogue", "lab.yaml"]);
    assert!(
        run.out.contains("\n    → Shut it\n      shut NAME\n"),
        "a command stands on lines of its own: {}",
        run.out
    );
    assert!(run.out.contains("\n  Test page: https://example.com/en\n"), "{}", run.out);
}

#[test]
fn the_locale_picks_the_language_and_the_option_wins() {
    let home = Home::new();
    let said = |variables: &[(&str, &str)], args: &[&str]| {
        let run = home.with(&[&["list"], args].concat(), variables, "");
        if run.out.starts_with("状态码") { "zh" } else { "en" }
    };
    for (variables, args, expected) in [
        (&[][..], &[][..], "en"),
        (&[("LANG", "zh_CN.UTF-8")], &[], "zh"),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], &[], "en"),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], &[], "zh"),
        (&[("LANG", "de_DE"), ("LC_MESSAGES", "zh_TW")], &[], "zh"),
        (&[("LANG", "zh_CN.UTF-8")], &["--lang", "en"], "en"),
        (&[("LANG", "en_US.UTF-8")], &["--lang=zh"], "zh"),
    ] {
        assert_eq!(said(variables, args), expected, "{variables:?} {args:?}");
    }
}

#[test]
fn a_pipe_has_no_colour_unless_it_is_asked_for() {
    let home = Home::new();
    for (args, variables, bold) in [
        (&["list"][..], &[][..], false),
        (&["list", "--color", "always"], &[("NO_COLOR", "1")], true),
        (&["list", "--color", "never"], &[], false),
    ] {
        assert_eq!(home.with(args, variables, "").out.contains("\u{1b}[1m"), bold, "{args:?}");
    }
}

#[test]
fn files_of_the_own_folder_are_laid_in_the_order_of_their_names() {
    let again = LAB.replace("First of two", "First anew");
    let home = Home::new()
        .file(".config/scf-tui/2.yaml", again)
        .file(".config/scf-tui/1.yaml", LAB)
        .file(".config/scf-tui/3.txt", "no catalogue: {")
        .file("xdg/scf-tui/a.yaml", LAB);
    assert!(home.run(&["list"]).out.contains("First anew"));
    let xdg = home.path("xdg").to_string_lossy().into_owned();
    assert!(home.with(&["list"], &[("XDG_CONFIG_HOME", &xdg)], "").out.contains("First of two"));
    assert!(home.with(&["list"], &[("XDG_CONFIG_HOME", "xdg")], "").out.contains("First anew"), "relative");
}

#[test]
fn a_faulty_file_of_the_own_folder_is_reported_and_the_rest_works() {
    let home =
        Home::new().file(".config/scf-tui/bad.yaml", "causes: []\nzz: 1\n").file(".config/scf-tui/good.yaml", LAB);
    let run = home.run(&["explain", "731", "--json"]);
    let place = home.path(".config/scf-tui/bad.yaml:2:1").to_string_lossy().into_owned();
    assert!(
        run.err.starts_with(&format!("{place}: unknown field `zz`")) && run.err.lines().count() == 1,
        "{}",
        run.err
    );
    assert_eq!(run.exit, 0);
    assert!(run.out.contains("First of two"));
    assert_eq!(home.run(&["catalogue", "schema"]).err, "", "what needs no catalogue does not complain about one");
}

#[test]
fn a_settings_file_is_no_catalogue_and_its_faults_are_said() {
    let home =
        Home::new().file(".config/scf-tui/settings.yaml", "# nothing yet\n").file(".config/scf-tui/lab.yaml", LAB);
    let plain = home.run(&["list"]);
    assert_eq!((plain.exit, plain.err.as_str()), (0, ""));
    let home = home.file(".config/scf-tui/settings.yaml", "# mine\ncolour: blue\n");
    let said = home.run(&["list"]);
    let place = home.path(".config/scf-tui/settings.yaml:2:1").to_string_lossy().into_owned();
    assert!(said.err.starts_with(&place) && said.err.contains("colour") && said.err.contains("README"), "{}", said.err);
    assert_eq!((said.exit, said.out), (0, plain.out), "the rest is as without it");
}

#[test]
fn a_faulty_file_that_was_named_ends_with_3_and_the_rest_is_printed() {
    let faulty = LAB.replace("causes: [t-open, t-shut]", "causes: [t-opne, t-shut]");
    let misspelt = place(&faulty, "t-opne");
    let home = Home::new().file("bad.yaml", faulty).file("latin.yaml", b"facts: {}\n# \xe9\n").file("good.yaml", LAB);
    for (file, expected) in [
        ("bad.yaml", &*format!("bad.yaml:{misspelt}: no cause is called `t-opne`; did you mean `t-open`?\n")),
        ("absent.yaml", "absent.yaml: there is no such file; check the path\n"),
        (".", ".: that is a folder; name a file in it\n"),
        ("latin.yaml", "latin.yaml:2:3: the file is no UTF-8 text; save it as UTF-8\n"),
    ] {
        let run = home.run(&["list", "--json", "--catalogue", file, "--catalogue", "good.yaml"]);
        assert_eq!((run.err.as_str(), run.exit), (expected, 3), "{file}");
        assert!(run.out.contains("PortBindingFailed") && run.out.contains("SharedName"), "{file}");
    }
    let run = home.run(&["explain", "999", "--catalogue", "absent.yaml", "--lang", "zh"]);
    assert_eq!(run.exit, 3, "{}", run.err);
    assert!(run.err.starts_with("absent.yaml: 没有这个文件; 检查路径\nscf-tui: 没有叫“999”的状态码; "), "{}", run.err);
}

#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    let home = Home::new().file("long.yaml", vec![b'#'; (4 << 20) + 1]);
    for file in ["long.yaml", "/dev/zero"] {
        let run = home.run(&["list", "--catalogue", file]);
        let expected = format!("{file}: the file is larger than 4 MiB; split it into smaller files\n");
        assert_eq!((run.err, run.exit), (expected, 3));
    }
}

#[test]
fn a_file_made_to_choke_the_reader_is_refused_at_once() {
    let bomb = (1..12).fold("facts: &a0 [x]\n".to_owned(), |text, level| {
        let above = format!("*a{},", level - 1).repeat(10);
        format!("{text}b{level}: &a{level} [{above}]\n")
    });
    let deep = format!("codes: {}{}\n", "[".repeat(500_000), "]".repeat(500_000));
    let blocks = format!("codes:\n  {}x\n", "- ".repeat(500_000));
    let home = Home::new().file("bomb.yaml", bomb).file("deep.yaml", deep).file("blocks.yaml", blocks);
    for (file, expected) in
        [("bomb.yaml", "bomb.yaml:1:8: "), ("deep.yaml", "deep.yaml:1:1: "), ("blocks.yaml", "blocks.yaml:2:1: ")]
    {
        let run = home.run(&["catalogue", "check", file]);
        assert!(run.out.starts_with(expected) && run.out.lines().count() == 1, "{}", run.out);
        let said = "scf-tui: the file has faults; mend what is listed, then check again\n";
        assert_eq!((run.err.as_str(), run.exit), (said, 3));
    }
}

#[test]
fn catalogue_check_names_every_fault_with_line_and_column() {
    let bad = LAB.replace("related: [732]", "related: [732, 1]").replace("{t_door: shut}", "{t_door: ajar}");
    let evil = LAB.replace("{en: A note,", "{en: \"\\e[31mred\",");
    let half = LAB.replace("{en: Doors, zh: 门数}", "{eng: Doors}");
    let [value, number] = ["t_door: ajar", "1]\n    links"].map(|fault| place(&bad, fault));
    let [colour, language] = [place(&evil, "\"\\e["), place(&half, "eng: Doors")];
    let home = Home::new()
        .file("lab.yaml", LAB)
        .file("empty.yaml", "")
        .file("bad.yaml", bad)
        .file("evil.yaml", evil)
        .file("half.yaml", half);
    let run = home.run(&["catalogue", "check", "lab.yaml", "empty.yaml"]);
    assert_eq!((run.out.as_str(), run.err.as_str(), run.exit), ("lab.yaml: no fault\nempty.yaml: no fault\n", "", 0));

    let run = home.run(&["catalogue", "check", "bad.yaml", "lab.yaml", "absent.yaml", "--lang", "zh"]);
    assert_eq!((run.err.as_str(), run.exit), ("scf-tui: 3 个文件中有 2 个有问题; 按列出的改好，再检查一次\n", 3));
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(
        lines[0].starts_with(&format!("bad.yaml:{value}: `ajar` 不是事实 `t_door` 的取值; 写其中之一：open, ")),
        "{}",
        run.out
    );
    assert!(lines[1].starts_with(&format!("bad.yaml:{number}: 没有叫 `1` 的状态码; ")), "{}", run.out);
    assert_eq!(lines[2..], ["lab.yaml: 没有错误", "absent.yaml: 没有这个文件; 检查路径"]);

    let run = home.run(&["catalogue", "check", "half.yaml", "evil.yaml"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(
        lines[0].starts_with(&format!("half.yaml:{language}: ")) && lines[0].contains("unknown field `eng`"),
        "{}",
        run.out
    );
    assert!(lines[1].starts_with(&format!("evil.yaml:{colour}: the text holds U+001B")), "{}", run.out);
}

#[test]
fn a_fault_of_form_hides_no_other() {
    let bad = LAB
        .replace("effort: seconds", "effort: soon")
        .replace("phase: init", "phase: start")
        .replace("{text: {en: Look, zh: 看看}, run: ls}", "{text: {en: Look, zh: 看看}, runs: ls}")
        .replace("related: [732]", "related: [732, 1]")
        .replace("t_name:\n    label", "t_name:\n    lable");
    let home = Home::new().file("bad.yaml", &bad);
    let run = home.run(&["catalogue", "check", "bad.yaml"]);
    let told = [
        ("lable", "facts.t_name: unknown field `lable`"),
        ("phase: start", "codes[1].phase: unknown variant `start`"),
        ("runs: ls", "causes[0].verify: unknown field `runs`"),
        ("effort: soon", "questions[0].effort: unknown variant `soon`"),
        ("1]\n    links", "no code is called `1`"),
    ];
    for ((part, what), line) in told.into_iter().zip(run.out.lines()) {
        let (at, _) =
            place(&bad, part).split_once(':').map(|(line, column)| (line.to_owned(), column.to_owned())).unwrap();
        assert!(line.starts_with(&format!("bad.yaml:{at}:")) && line.contains(what), "{what}: {}", run.out);
    }
    assert_eq!(run.out.lines().count(), told.len(), "what could not be read is missed by nobody: {}", run.out);
    // what is no YAML is no entries
    let torn = Home::new().file("torn.yaml", format!("{bad}symptoms:\n  - {{id: a\n")).run(&[
        "catalogue",
        "check",
        "torn.yaml",
    ]);
    assert_eq!((torn.out.lines().count(), torn.exit), (1, 3), "{}", torn.out);
}

#[test]
fn catalogue_check_speaks_to_programs() {
    let bad = LAB.replace("effort: seconds", "effort: soon").replace("related: [732]", "related: [732, 1]");
    let home = Home::new().file("bad.yaml", &bad).file("lab.yaml", LAB);
    let run = home.run(&["--json", "catalogue", "check", "bad.yaml", "lab.yaml", "absent.yaml"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.exit, run.err.lines().count()), (3, 1), "{}", run.err);
    let files: Vec<_> = told.as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["bad.yaml", "lab.yaml", "absent.yaml"]);
    let lines: Vec<_> = told[0]["faults"].as_array().unwrap().iter().map(|fault| fault["line"].as_u64()).collect();
    let line = |part| place(&bad, part).split_once(':').unwrap().0.parse().ok();
    assert_eq!(lines, [line("effort: soon"), line("related: [732, 1]")]);
    assert!(told[0]["faults"][0]["what"].as_str().unwrap().contains("`soon`"));
    assert!(!told[0]["faults"][0]["next"].as_str().unwrap().is_empty());
    assert_eq!(told[1]["faults"], serde_json::json!([]));
    assert_eq!(told[2]["faults"][0]["line"], serde_json::Value::Null);
    let good = home.run(&["catalogue", "check", "lab.yaml", "--json"]);
    assert_eq!((good.out.as_str(), good.err.as_str(), good.exit), ("[{\"file\":\"lab.yaml\",\"faults\":[]}]\n", "", 0));
}

/// Line and column of `part` in `text`, as faults show them.
fn place(text: &str, part: &str) -> String {
    let (before, _) = text.split_once(part).unwrap_or_else(|| panic!("no {part}"));
    let line = before.lines().count().max(1);
    format!("{line}:{}", before.lines().next_back().unwrap_or_default().chars().count() + 1)
}

#[test]
fn the_tree_in_every_form() {
    let home = Home::new().file("lab.yaml", LAB);
    let tree = |form: &str| {
        let run = home.run(&["tree", "oldname", "--format", form, "--catalogue", "lab.yaml"]);
        assert_eq!((run.err.as_str(), run.exit), ("", 0));
        run.out
    };
    let text = "\
731 SharedName · 1 question, 2 causes
→ N on to question N   ✓ confirmed ● likely ○ possible ✗ ruled out – set aside ?
not decided
·  1  How is the door?
├─ it is open     ○ The door is open
├─ it is shut     ○ The door is shut
└─ there is none  – none of these causes
";
    assert_eq!(tree("text"), text);
    assert!(tree("mermaid").starts_with("flowchart TD\n  subgraph g0[\"Doors\"]\n  n0[\"How is the door?\"]\n"));
    assert!(tree("mermaid").contains("  n0 -->|\"it is open\"| n1\n"));
    assert!(tree("dot").contains("  n0 -> n1 [label=\"it is open\"];\n") && tree("dot").ends_with("}\n"));
    let whole = scf(&["tree"]);
    assert_eq!((whole.err.as_str(), whole.exit), ("", 0));
}

#[test]
fn help_completions_and_the_manual_page() {
    for (args, said) in [
        (&["--help"][..], "completions  Completions for a shell"),
        (&["help"], "completions  Completions for a shell"),
        (&["-h", "--lang", "zh"], "选项"),
        (&["explain", "--help"], "Usage: scf-tui explain [OPTIONS] <CODE>..."),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _scf"),
        (&["completions", "zsh"], "#compdef scf-tui"),
        (&["man"], ".TH scf-tui 1"),
        (&["catalogue", "schema"], "https://json-schema.org/draft/2020-12/schema"),
    ] {
        let run = scf(args);
        assert!(run.out.contains(said), "{args:?}: {}", run.out);
        assert_eq!((run.err.as_str(), run.exit), ("", 0), "{args:?}");
    }
}

/// Each example of the help is a command that does what it says, and the manual page holds all that the help does.
#[test]
fn the_examples_of_the_help_run() {
    for lang in [Lang::En, Lang::Zh] {
        let help = Words::of(lang).help;
        let name = if lang == Lang::Zh { "zh" } else { "en" };
        let home = Home::new()
            .file("error.txt", "HTTP/1.1 446 PortBindingFailed\n")
            .file("scf.log.gz", "HTTP/1.1 446 PortBindingFailed\n")
            .file("own.yaml", LAB);
        let manual = home.run(&["man", "--lang", name]).out;
        let told = home.run(&["--help", "--lang", name]).out;
        for (what, means) in [help.statuses, help.variables, help.places].concat() {
            assert!(told.contains(what) && told.contains(means), "{what}");
            assert!(
                manual.contains(&what.replace('-', "\\-")) && manual.contains(&means.replace('-', "\\-")),
                "{what}"
            );
        }
        for (verb, examples) in help.of_verbs {
            let asked: Vec<&str> = verb.split(' ').chain(["--help", "--lang", name]).collect();
            let told = home.run(&asked).out;
            for (command, means) in *examples {
                assert!(told.contains(command) && told.contains(means), "{verb}: {command}");
                assert!(manual.contains(&command.replace('-', "\\-")), "{verb}: {command}");
                // a shell would read and write files; the words before that are the program's
                let words = command.split(['<', '>']).next().unwrap().trim();
                let Some(words) = words.strip_prefix("scf-tui ") else { continue };
                let args: Vec<&str> = words.split(' ').chain(["--lang", name]).collect();
                let run = home.with(&args, &[], "HTTP/1.1 446 PortBindingFailed\nq\n");
                // a guide that is left before its end has found nothing
                let left = *verb == "guide" || words.starts_with("drill ");
                assert_eq!((run.exit, run.err.as_str()), (i32::from(left), ""), "{command}");
            }
        }
        assert!(help.of_verbs.iter().any(|(verb, _)| *verb == "catalogue stats"));
    }
    // no page is named that there is not
    assert!(!scf(&["man"]).out.contains("(1)"));
}

#[test]
fn a_reader_that_went_away_is_no_trouble() {
    for args in [&["list"][..], &["explain", "446"], &["tree"], &["guide", "446"], &["completions", "bash"], &["man"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let home = Home::new();
        let mut command = home.command(args);
        let child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let home = Home::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let child = home.command(&["list"]).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("scf-tui: the output could not be written: "), "{said}");
    assert_eq!(output.status.code(), Some(3));
}

/// Else the system could not load it at a random place, which is what distributions ask for.
#[cfg(target_os = "linux")]
#[test]
fn the_program_is_position_independent() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_scf-tui")).unwrap();
    // the header of an ELF file tells its kind: 2 is bound to one place in memory, 3 may lie anywhere
    assert_eq!((&program[..4], &program[16..18]), (&b"\x7fELF"[..], &3_u16.to_ne_bytes()[..]));
}
