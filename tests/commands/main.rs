//! Every command that the catalogue tells: `tccli` against its own model and, each shape once, against a server that stands
//! in for the cloud; the flags of docker and podman against their help; all others against the shell's parser.
//!
//! Python does the looking, since tccli is written in it: `check.py` takes tccli from the package index, at the version of
//! `requirements.txt`, and keeps it in the target folder. Where the index cannot be reached, that is said past the capture
//! of the test runner and nothing is checked; with `SCF_TUI_TCCLI=must` the test fails then.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use scf_tui::catalogue::{Catalogue, Step};
use scf_tui::embedded;
use scf_tui::fact::{Answer, Facts, Key};
use scf_tui::lang::Lang;
use scf_tui::report::command::Commands;
use serde_json::{Value, json};

/// What a person may know: with it, holes are filled that stand open without it.
const KNOWN: [(&str, &str); 12] = [
    ("region", "eu-frankfurt"),
    ("function", "hello-web_1"),
    ("namespace", "shop"),
    ("qualifier", "prod"),
    ("image", "ccr.ccs.tencentyun.com/ns/app:v1"),
    ("timeout", "3 s"),
    ("init_timeout", "60 s"),
    ("memory", "256 MB"),
    ("request_id", "6add56fa-58f1-11e8-89a9-5254005d5fdb"),
    ("rate", "100 /s"),
    ("module", "requests"),
    ("need.mb", "1280 MB"),
];

fn facts(catalogue: &Catalogue, known: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::default();
    for (key, value) in known {
        let value = catalogue.fact(key).and_then(|declared| declared.parse(value)).expect(key);
        facts.answer(Key::new(key), Answer::Is(value));
    }
    facts
}

/// Every step of the catalogue, with where it stands.
fn steps(catalogue: &Catalogue) -> Vec<(String, Step)> {
    let mut steps = Vec::new();
    for (_, cause) in catalogue.causes() {
        let remedy = cause.remedy.open();
        let stopgap = remedy.stopgap.map(|stopgap| stopgap.step);
        let all = remedy.fix.into_iter().chain(remedy.verify).chain(remedy.undo).chain(stopgap);
        steps.extend(all.map(|step| (format!("cause {}", cause.slug), step)));
    }
    for (_, question) in catalogue.questions() {
        let find_out = question.hints.open().find_out.into_iter();
        steps.extend(find_out.map(|step| (format!("question {}", question.slug), step)));
    }
    for reference in catalogue.references() {
        let rows = reference.table.open().rows.into_iter();
        steps.extend(rows.map(|row| (format!("table {}", reference.slug), row.step)));
    }
    steps
}

/// What each step tells, once with nothing known and once with all of it.
fn told(catalogue: &Catalogue) -> Vec<Value> {
    let (nothing, all) = (Facts::default(), facts(catalogue, &KNOWN));
    let mut told = Vec::new();
    for (place, step) in steps(catalogue) {
        for facts in [&nothing, &all] {
            let commands = Commands { catalogue, facts, lang: Lang::En };
            let fill = |written: &str| commands.fill(written).expect(&place).command;
            told.push(json!({
                "place": place,
                "run": commands.run(&step).map(|run| fill(&run)),
                "powershell": step.powershell.as_deref().map(fill),
                "show": commands.show(&step),
            }));
        }
    }
    told
}

#[test]
fn every_command_can_be_run_as_it_is_told() {
    let (checked, said) = check("commands", &told(&embedded::catalogue()));
    if checked == Checked::Unreached && env::var_os("SCF_TUI_TCCLI").is_none_or(|it| it != "must") {
        // past the capture of the test runner, so that it is seen
        writeln!(io::stderr().lock(), "\n{said}").unwrap();
        return;
    }
    assert_eq!(checked, Checked::Right, "{said}");
    // and that a fault of each kind would be found
    let wrong = [
        ("tccli scf GetFunctoin --region r", "scf has no action GetFunctoin"),
        ("tccli scf GetFunction --region r --FunctionName f --Name x", "GetFunction has no parameter --Name"),
        ("x=$(tccli scf GetFunction --Nme f | head -1)", "GetFunction has no parameter --Nme"),
        (
            "tccli scf InvokeFunction --region r --FunctionName f --cli-input-json file://call.json",
            "--FunctionName stands beside --cli-input-json",
        ),
        ("tccli scf UpdateFunctionConfiguration --FunctionName f --Timeout long", "--Timeout long is no number"),
        ("tccli vpc DescribeSubnets --SubnetIds '[subnet]'", "--SubnetIds is no JSON"),
        ("docker run --rm --temporary /tmp busybox ls --color", "docker run has no --temporary"),
        ("echo \"open", "bash: "),
    ];
    let list: Vec<Value> =
        wrong.iter().map(|(run, _)| json!({"place": "x", "run": run, "powershell": null, "show": null})).collect();
    let (checked, said) = check("wrong", &list);
    assert_eq!(checked, Checked::Wrong, "{said}");
    for (run, fault) in wrong {
        let docker = run.starts_with("docker") && said.contains("flags were not looked at");
        assert!(docker || said.contains(fault), "{fault} is not told of: {run}\n{said}");
    }
}

/// What came of a check.
#[derive(Debug, PartialEq, Eq)]
enum Checked {
    Right,
    Wrong,
    /// tccli cannot be had
    Unreached,
}

/// How `check.py` ends where tccli cannot be had.
const UNREACHED: i32 = 77;

/// Whether the commands are right, and what was said of them.
fn check(name: &str, commands: &[Value]) -> (Checked, String) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let list = kept.join(name).with_extension("json");
    fs::write(&list, serde_json::to_vec(commands).unwrap()).unwrap();
    let run = Command::new("python3").arg(here.join("check.py")).arg(&list).arg(kept.join("tccli")).output();
    let run = run.expect("python3 is needed to check the commands");
    let said = [run.stdout, run.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    let checked = match run.status.code() {
        Some(0) => Checked::Right,
        Some(UNREACHED) => Checked::Unreached,
        _ => Checked::Wrong,
    };
    (checked, said)
}
