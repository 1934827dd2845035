//! `diagnose`, as people and programs run it.

use std::io::Write;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::bin::{Home, Run};

const TIMED_OUT: &str =
    "ERROR RequestId:a1 Result:{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\"}\n";

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn diagnosed(args: &[&str], input: &str) -> Run {
    let mut whole = vec!["diagnose"];
    whole.extend(args);
    Home::new().with(&whole, &[], input)
}

#[test]
fn a_text_is_told_with_its_code_its_facts_and_the_next_question() {
    let run = diagnosed(&["-"], TIMED_OUT);
    assert_eq!(run.exit, 0, "{run:?}");
    for part in ["433 TimeLimitReached", "for certain · stdin:1", "Execution timeout: 3 s (stdin:1)", "Next question:"]
    {
        assert!(run.out.contains(part), "no {part} in {}", run.out);
    }
    let told = json(&diagnosed(&["--json"], TIMED_OUT));
    assert_eq!(told["codes"][0]["code"], 433);
    assert_eq!(told["codes"][0]["certainty"], "high");
    assert_eq!(told["codes"][0]["source"], "stdin:1");
    let fact = |key: &str| told["facts"].as_array().unwrap().iter().find(|fact| fact["key"] == key).cloned();
    assert_eq!(fact("timeout").unwrap()["value"], "3 s");
    assert_eq!(fact("timeout").unwrap()["origin"], "stdin:1");
    assert!(told["next"]["answers"][0]["id"].is_string());
    assert!(told.get("counts").is_none(), "a text is no log");
}

#[test]
fn what_is_none_of_scfs_has_no_code_and_exit_1() {
    let run = diagnosed(&["--json", "-"], "Runtime.ImportModuleError: Unable to import module\n");
    assert_eq!(run.exit, 1);
    let told = json(&run);
    assert_eq!((&told["codes"], &told["next"]), (&json!([]), &Value::Null));
    assert_eq!(told["looks_like"], json!(["Amazon Web Services"]));
    let run = diagnosed(&["-"], "dial tcp: context deadline exceeded\n");
    assert_eq!(run.exit, 1);
    assert!(run.out.contains("Only guesses") && run.out.contains("446 PortBindingFailed"), "{}", run.out);
}

#[test]
fn nothing_recognised_names_what_was_looked_at() {
    let home = Home::new().file("one.txt", "no more\n").file("two.txt", "of this\n");
    let text = home.run(&["diagnose", "one.txt", "two.txt"]);
    assert_eq!(text.exit, 1, "{text:?}");
    assert!(text.out.contains("Looked at: one.txt, two.txt"), "{}", text.out);
    assert_eq!(
        json(&home.run(&["diagnose", "--json", "one.txt", "two.txt"]))["evidence"],
        json!([
            {"id": "e1", "name": "one.txt", "kind": "message"},
            {"id": "e2", "name": "two.txt", "kind": "message"}
        ])
    );
}

#[test]
fn each_fact_names_its_piece_of_evidence_and_each_piece_its_kind() {
    let home = Home::new()
        .file("log.txt", format!("START RequestId: a1\n{TIMED_OUT}\n"))
        .file("note.txt", "云函数返回 433\nx-scf-region: ap-guangzhou\n");
    let told = json(&home.run(&["diagnose", "--json", "--fact", "code=433", "log.txt", "note.txt"]));
    let kinds: Vec<(&str, &str)> = told["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(kinds, [("e1", "fact"), ("e2", "log"), ("e3", "message")]);
    let fact = |key: &str| told["facts"].as_array().unwrap().iter().find(|fact| fact["key"] == key).unwrap().clone();
    assert_eq!(fact("request_id")["evidence"], "e2");
    assert_eq!(fact("region")["evidence"], "e3");
}

#[test]
fn the_text_names_the_codes_of_the_json_in_their_order() {
    let report = "START RequestId: a1\nReport RequestId: a1 Duration:14ms Memory:128MB MemUsage:12.9MB\n";
    for text in [
        format!("{{\"errorCode\":-1,\"errorMessage\":\"Process exited before completing request\"}}\n{report}"),
        format!("{TIMED_OUT}\n"),
        "/bin/bash: ./scf_bootstrap: Permission denied\n".to_owned(),
        "{\"errorCode\":-1,\"errorMessage\":\"x\",\"statusCode\":446}\n{\"errorCode\":-1,\"errorMessage\":\"y\",\"statusCode\":433}\n".to_owned(),
    ] {
        let told = json(&diagnosed(&["--json", "-"], &text));
        let codes: Vec<String> = told["codes"].as_array().unwrap().iter().map(|seen| format!("{} ", seen["code"])).collect();
        assert!(!codes.is_empty(), "{text}");
        let out = diagnosed(&["-"], &text).out;
        let places: Vec<Option<usize>> = codes.iter().map(|code| out.lines().position(|line| line.starts_with(code.as_str()))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{codes:?} {places:?}: {out}");
    }
}

#[test]
fn each_of_several_codes_is_proved_by_its_own_line() {
    let row =
        |code: u16, said: &str| format!("{{\"errorCode\":-1,\"errorMessage\":\"{said}\",\"statusCode\":{code}}}\n");
    let text = [row(446, "first"), row(433, "second"), row(434, "third")].concat();
    let told = json(&diagnosed(&["--json", "-"], &text));
    let seen: Vec<(u64, String)> = told["codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seen| (seen["code"].as_u64().unwrap(), seen["because"].as_str().unwrap().to_owned()))
        .collect();
    for (code, said, line) in [(446, "first", 1), (433, "second", 2), (434, "third", 3)] {
        let (_, because) = seen.iter().find(|(known, _)| *known == code).unwrap();
        assert!(because.contains(said), "{code}: {because}");
        let source = told["codes"].as_array().unwrap().iter().find(|it| it["code"] == code).unwrap()["source"].clone();
        assert_eq!(source, format!("stdin:{line}"));
    }
}

#[test]
fn a_log_in_an_older_chinese_encoding_is_read() {
    let text = "START RequestId: a1\n处理超时了\nERROR RequestId: a1 Result: {\"errorCode\":-1,\"errorMessage\":\"用户代码异常\",\"statusCode\":430}\nEND RequestId: a1\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let home = Home::new().file("gbk.log", bytes);
    let told = json(&home.run(&["diagnose", "--json", "gbk.log"]));
    assert_eq!(told["codes"][0]["code"], 430);
    assert!(told["codes"][0]["because"].as_str().unwrap().contains("用户代码异常"), "{told}");
    assert_eq!(told["counts"], json!({"430": 1}));
    assert!(told.get("missed").is_none(), "{told}");
}

#[test]
fn what_evidence_states_reads_as_a_statement() {
    let text = format!(
        "Init Report RequestId: a1 Coldstart: 236ms (PullCode: 70ms InitRuntime: 8ms InitFunction: 158ms) Memory: 640MB MemUsage: 57.86MB\n{TIMED_OUT}"
    );
    let run = diagnosed(&["-"], &text);
    for line in [
        "• Failing calls are: cold starts (stdin:1)",
        "• PullCode took: 70 ms (stdin:1)",
        "• InitFunction took: 158 ms",
    ] {
        assert!(run.out.contains(line), "{line}: {}", run.out);
    }
}

#[test]
fn what_belongs_to_two_codes_is_asked() {
    let told = json(&diagnosed(&["--json"], "X-Scf-Message: InvalidParameterValue\n"));
    let codes: Vec<_> = told["codes"].as_array().unwrap().iter().map(|seen| seen["code"].clone()).collect();
    assert_eq!(codes, [json!(400), json!(436)]);
    assert!(told["codes"][0]["note"].as_str().unwrap().contains("436"));
    let offered: Vec<_> =
        told["next"]["answers"].as_array().unwrap().iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(offered, [json!("400"), json!("436")]);
    let told = json(&diagnosed(&["--json", "--fact", "code=436"], "X-Scf-Message: InvalidParameterValue\n"));
    assert_ne!(told["next"]["answers"][0]["id"], "400");
}

#[test]
fn a_fact_of_the_person_counts_and_a_wrong_one_is_explained() {
    let run = Home::new().run(&["diagnose", "--json", "--fact", "code=446", "--fact", "port.9000=loopback_only"]);
    let told = json(&run);
    assert_eq!(told["causes"][0]["grade"], "confirmed");
    assert_eq!(told["next"], Value::Null);
    for (fact, part) in [("prot.9000=nothing", "port.9000"), ("port.9000=maybe", "loopback_only"), ("code=999", "446")]
    {
        let run = Home::new().run(&["diagnose", "--fact", fact]);
        assert_eq!(run.exit, 2, "{run:?}");
        assert!(run.err.contains(part), "{}", run.err);
    }
}

#[test]
fn files_that_cannot_be_read_are_said_and_the_others_told() {
    let home = Home::new().file("error.txt", TIMED_OUT);
    let run = home.run(&["diagnose", "--json", "missing.log", "error.txt"]);
    assert_eq!(run.exit, 3, "{run:?}");
    assert!(run.err.contains("missing.log"), "{}", run.err);
    assert_eq!(json(&run)["codes"][0]["source"], "error.txt:1");
}

#[test]
fn a_log_counts_its_requests() {
    let row = |id: u32, code: u32| {
        format!("{{\"SCF_RequestId\":\"r{id}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":{code},\"SCF_Message\":\"x\"}}\n")
    };
    let log: String = [row(1, 433), row(2, 202), row(2, 200), row(3, 446), row(4, 433)].concat();
    let told = json(&Home::new().file("scf.log", &log).run(&["diagnose", "--json", "scf.log"]));
    assert_eq!(told["counts"], json!({"200": 1, "433": 2, "446": 1}));
    assert_eq!((&told["records"], &told["requests"]), (&json!(5), &json!(4)));
    assert_eq!(told["samples"][0]["request_id"], "r1");
    assert_eq!((&told["retries"], &told["timeline"]), (&json!({"0": 3}), &json!([])));
    assert_eq!(told["codes"][0]["code"], 433);
}

/// Starts `diagnose` on what never ends, interrupts it when it waits, and says what it printed.
fn interrupted(home: &Home, evidence: &str, feed: impl FnOnce(&mut Child) -> Box<dyn Write>) -> Value {
    let mut command = home.command(&["diagnose", "--json", evidence]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = feed(&mut child);
    input.write_all(TIMED_OUT.as_bytes()).unwrap();
    input.flush().unwrap();
    let program = child.id().to_string();
    // until the program heeds the interrupt, it would end it; so it is asked when it sleeps over its input
    let asleep = || std::fs::read_to_string(format!("/proc/{program}/stat")).is_ok_and(|stat| stat.contains(") S "));
    while !asleep() {
        thread::sleep(Duration::from_millis(10));
    }
    thread::sleep(Duration::from_millis(300));
    assert!(std::process::Command::new("kill").args(["-INT", &program]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(input);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_log_is_told_by_its_failures_first_to_last() {
    let row = |id: u32, code: u32| {
        format!(
            "{{\"SCF_RequestId\":\"r{id}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":{code},\"SCF_FunctionName\":\"orders\",\
             \"SCF_LogTime\":{},\"SCF_Duration\":3000,\"SCF_Message\":\"x\"}}\n",
            1_793_491_200_000_u64 + u64::from(id) * 60_000
        )
    };
    let log: String = (0..1_500).map(|id| row(id, [433, 433, 446, 200, 449][id as usize % 5])).collect();
    let home = Home::new().file("scf.log", log + &row(9_000, 440));
    let told = home.run(&["diagnose", "scf.log"]).out;
    let at = |line: &str| told.find(line).unwrap_or_else(|| panic!("no {line}: {told}"));
    let order = [
        "1,501 requests in 1,501 records",
        "433  600  TimeLimitReached",
        "600 of 600 took 3000 ms",
        "446  300  PortBindingFailed",
        "440    1  not in the catalogue",
        "200  300  Success",
        "When they failed",
        "2026-11-01 00:00 – 2026-11-07",
        "Failed requests by function",
        "First failures",
        "• scf.log:1 · orders · r0",
        "Facts",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{told}");
}

#[test]
fn an_interrupt_ends_the_reading_and_keeps_what_came() {
    let told = interrupted(&Home::new(), "-", |child| Box::new(child.stdin.take().unwrap()));
    assert_eq!(told["codes"][0]["code"], 433);
}

#[test]
fn a_named_pipe_is_interrupted_like_standard_input() {
    let home = Home::new();
    let pipe = home.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let told = interrupted(&home, "pipe", |_| Box::new(std::fs::OpenOptions::new().write(true).open(pipe).unwrap()));
    assert_eq!(told["codes"][0]["source"], "pipe:1");
}

#[test]
fn what_came_before_a_packed_log_breaks_off_is_told() {
    let rows = |id: u32| {
        format!(
            "{{\"SCF_RequestId\":\"r{id}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":433,\"SCF_Message\":\"{id:x}{}\"}}\n",
            id.wrapping_mul(2_654_435_761)
        )
    };
    let log: String = (0..2_000).map(rows).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(log.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let run = Home::new().file("scf.log.gz", &packed[..packed.len() / 2]).run(&["diagnose", "--json", "scf.log.gz"]);
    assert_eq!((run.exit, run.err.lines().count()), (3, 1), "{run:?}");
    let told = json(&run);
    assert_eq!(told["codes"][0]["code"], 433);
    assert!(told["requests"].as_u64().is_some_and(|requests| requests > 100), "{told}");
    assert!(told["missed"][0].as_str().unwrap().contains("scf.log.gz"), "{told}");
}

#[test]
fn a_code_that_several_files_show_is_told_once_and_what_contradicts_is_asked() {
    let other = TIMED_OUT.replace("after 3", "after 5");
    let home = Home::new().file("one.txt", TIMED_OUT).file("two.txt", other);
    let run = home.run(&["diagnose", "--json", "one.txt", "two.txt"]);
    let told = json(&run);
    assert_eq!(told["codes"].as_array().unwrap().len(), 1, "{told}");
    let home =
        home.file("two.txt", "{\"errorCode\":-1,\"errorMessage\":\"Task memory exceeded 128 MB\",\"statusCode\":434}");
    let told = json(&home.run(&["diagnose", "--json", "one.txt", "two.txt"]));
    assert_eq!(told["next"]["answers"].as_array().unwrap().len(), 2, "{told}");
    let [one, two] = told["disputed"][0]["values"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&one["value"], &one["origin"]), (&json!("433"), &json!("one.txt:1")));
    assert_eq!((&two["value"], &two["origin"]), (&json!("434"), &json!("two.txt:1")));
    let text = home.run(&["diagnose", "one.txt", "two.txt"]).out;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let both = "! Status code: 433 TimeLimitReached (one.txt:1) ≠ 434 MemoryLimitReached (two.txt:1)";
    assert!(flat.contains(both), "{text}");
}

#[test]
fn hostile_bytes_reach_no_terminal() {
    let run = diagnosed(
        &["-"],
        "\u{1b}]0;owned\u{7}\u{1b}[2J{\"errorCode\":-1,\"errorMessage\":\"\u{202e}x\u{0}\",\"statusCode\":433}\n",
    );
    assert_eq!(run.exit, 0);
    assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{0}', '\u{202e}']), "{:?}", run.out);
}

#[test]
fn a_secret_is_shown_nowhere() {
    let text = format!("SecretKey=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE {TIMED_OUT}");
    for args in [&["-"][..], &["--json", "-"]] {
        let run = diagnosed(args, &text);
        assert!(!run.out.contains("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE") && run.out.contains("433"), "{}", run.out);
    }
}

/// A number that is known is raised, never lowered; at its limit no command stands there, and the way back has the old one.
#[test]
fn no_command_lowers_what_is_known() {
    for (facts, expected, undo) in [
        (&["code=433", "timeout=300", "run.connect=no_answer"][..], "--Timeout 600", "--Timeout 300"),
        (&["code=433", "timeout=899", "run.connect=no_answer"], "--Timeout 900", "--Timeout 899"),
        (
            &["code=447", "init_timeout=120", "again=fails", "registry.size=below", "registry.pull=near"],
            "--InitTimeout 240",
            "--InitTimeout 120",
        ),
        (
            &["code=447", "init_timeout=300", "again=fails", "registry.size=below", "registry.pull=near"],
            "Initialization timeout is 300 s already, and 300 s is the most it can be.",
            "--InitTimeout 300",
        ),
        (&["code=434", "memory=2048", "mem.shape=high", "mem.jvm=no"], "--MemorySize 3072", "--MemorySize 2048"),
    ] {
        let stated: Vec<&str> = facts.iter().flat_map(|fact| ["--fact", fact]).collect();
        let run = diagnosed(&[&["--lang", "en"], stated.as_slice()].concat(), "");
        let told = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(expected) && told.contains(undo), "{facts:?}: no {expected} or {undo} in\n{}", run.out);
    }
}
