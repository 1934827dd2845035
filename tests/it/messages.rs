//! What else a text tells: facts with their words and places, what is left open, and that nothing breaks the reader.

use std::time::Instant;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use scf_tui::clean::{Clean, Plain};
use scf_tui::diagnosis::{Next, diagnose};
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::log::{Form, LogReader};
use scf_tui::evidence::message::message;
use scf_tui::evidence::triage::reading;
use scf_tui::evidence::{self, Gathered, Taken};
use scf_tui::fact::finding::{Finding, Why};
use scf_tui::fact::reading::{Certainty, Reading};
use scf_tui::fact::{At, Evidence, EvidenceId, Origin, Place};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::session::{Change, History, Start};

fn read(text: &str) -> Reading {
    message(&embedded::catalogue(), EvidenceId::default(), &Mask::default().mask(&Plain::new(text)))
}

fn take(bytes: &[u8]) -> Taken {
    let named = (EvidenceId::default(), Clean::new("x"));
    evidence::read(&embedded::catalogue(), named, Gathered::Text(Content::whole(bytes)), &mut Mask::default())
}

fn line(line: u64) -> Place {
    Place { at: At::Line(line), ..Place::default() }
}

/// `key=value` of every fact, without the code.
fn facts(reading: &Reading) -> Vec<String> {
    let own = reading.observations.iter().filter(|(key, _)| key.as_str() != "code");
    own.map(|(key, seen)| format!("{key}={}", seen.value)).collect()
}

fn assert_facts(text: &str, expected: &[&str]) {
    let told = facts(&read(text));
    for fact in expected {
        assert!(told.contains(&(*fact).to_owned()), "no {fact} in {told:?}\n{text}");
    }
}

#[test]
fn a_text_tells_its_facts() {
    for (text, expected) in [
        (
            "START RequestId:84-ab\nmine\nERROR RequestId:84-ab Result:{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 5 seconds\",\"statusCode\":433}\nEND RequestId:84-ab\nReport RequestId:84-ab Duration:5000ms Memory:256MB MemUsage:50.314513MB",
            &[
                "timeout=5 s",
                "duration=5000 ms",
                "memory=256 MB",
                "memory.used=50 MB",
                "request_id=84-ab",
                "user_log=some",
                "dur_vs_timeout=equal",
                "answered_by=platform",
            ][..],
        ),
        (
            "START RequestId: a\nInit Report RequestId: a Coldstart: 4236ms (PullCode: 70ms InitRuntime: 8ms InitFunction: 4158ms) Memory: 640MB MemUsage: 57.86MB\nERROR RequestId: a Result: {\"errorCode\": -1, \"errorMessage\": \"x\", \"statusCode\": 450}",
            &[
                "start=cold",
                "init.phase=InitFunction",
                "init.pull_code=70 ms",
                "init.runtime=8 ms",
                "init.function=4158 ms",
                "init_seconds=4236 ms",
                "user_log=none",
            ],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"user code exception caught","stackTrace":"Traceback (most recent call last):\n  File \"/var/user/index.py\", line 39, in main_handler\n  File \"/var/user/lib/a.py\", line 7, in f\n  File \"/var/lang/python3/lib/x.py\", line 1, in g\nOSError: [Errno 30] Read-only file system: 'app.log'","statusCode":430}"#,
            &["own.line=/var/user/lib/a.py:7", "exception=read_only", "denied.path=app.log", "exception.class=OSError"],
        ),
        (
            "ERROR RequestId:a Result:{\"errorCode\":1,\"errorMessage\":\"user code exception caught\",\"stackTrace\":\"TypeError: x of undefined\\n at f (/var/user/node_modules/q.js:3:1)\\n at main (/var/user/index.js:13:38)\",\"statusCode\":430}",
            &["own.line=/var/user/index.js:13", "exception=value_missing", "exception.class=TypeError"],
        ),
        (
            r#"{"errorCode":-1,"errorMessage":"Traceback in init_handler ModuleNotFoundError: No module named 'yaml'","statusCode":443}"#,
            &["load.error=no_module", "module=yaml", "exception=load"],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"Function [ demo ] concurrency exceeded reserved quota 512 MB","statusCode":432}"#,
            &["quota.text=reserved", "reserved.mb=512 MB", "quota.reserved=set"],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"Resource limit exceed for function [dingdong]","statusCode":432}"#,
            &["function=dingdong", "quota.text=neither"],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"ReloadFail: Bootstrap not executable\n","statusCode":443}"#,
            &["load.error=start_file", "pkg.bootstrap=not_executable"],
        ),
        (
            r#"{"SCF_FunctionName":"demo","SCF_RequestId":"r1","SCF_StatusCode":"433","SCF_RetryNum":"1"}"#,
            &["function=demo", "request_id=r1", "invocation=async", "retry=1"],
        ),
        (
            "tccli scf Invoke --region ap-shanghai --FunctionName demo\n[TencentCloudSDKException] code:AuthFailure.SignatureExpire message:x requestId:r2",
            &["region=ap-shanghai", "function=demo", "auth.error=signature_expire", "answered_by=cloud_api"],
        ),
        (
            r#"{"errno":403,"error":"Invalid scf response. expected scf response valid JSON."}"#,
            &["gateway.says=invalid", "answered_by=gateway"],
        ),
    ] {
        assert_facts(text, expected);
    }
}

#[test]
fn a_text_tells_what_stands_beside_its_message() {
    for (text, expected) in [
        (
            "Function [demo] concurrency exceeded reserved quota 0 MB",
            &["function=demo", "reserved.mb=0 MB", "quota.reserved=zero"][..],
        ),
        (
            "Function [ demo ] concurrency exceeded region unreserved quota 128000 MB",
            &["quota.text=region", "region.mb=128000 MB"],
        ),
        (
            "X-Scf-Message: TimeLimitReached\nX-Scf-Memory: 256\nX-Scf-Timeout: 30\nX-Scf-Region: ap-shanghai",
            &["memory=256 MB", "timeout=30 s", "region=ap-shanghai"],
        ),
        (
            r#"{"Response":{"Result":{"MemUsage":133169152,"RetMsg":"{\"errorMessage\":\"Task memory exceeded 128 MB\",\"errorCode\":-1,\"statusCode\":434}","FunctionRequestId":"6a-1","Duration":20000.8,"InvokeResult":1}}}"#,
            &["memory=128 MB", "memory.used=127 MB", "duration=20001 ms", "request_id=6a-1"],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"Error: EROFS: read-only file system, open '/var/user/log.txt'\n    at /var/user/index.js:9:5\n    at Runtime.handle (/var/runtime/node16/bootstrap.js:20345:9)","statusCode":430}"#,
            &["denied.path=/var/user/log.txt", "own.line=/var/user/index.js:9", "runtime=node16"],
        ),
        (
            r#"{"errorCode":1,"errorMessage":"java.lang.NullPointerException: x\n\tat java.util.Map.get(Map.java:3)\n\tat com.acme.Main.handle(Main.java:17)","statusCode":430}"#,
            &["own.line=Main.java:17", "exception.class=java.lang.NullPointerException"],
        ),
        (
            r#"{"Runtime":"Python3.9","errorCode":1,"errorMessage":"user code exception caught","statusCode":430}"#,
            &["runtime=Python3.9"],
        ),
    ] {
        assert_facts(text, expected);
    }
}

/// A run of one request, as rows of an export: what the platform wrote is no line of the user's own.
#[test]
fn rows_of_the_platform_are_no_lines_of_ones_own() {
    let row = |by: &str, says: &str| {
        format!(
            "{{\"SCF_RequestId\":\"r1\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":433,\"SCF_Type\":\"{by}\",\"SCF_Message\":\"{says}\"}}\n"
        )
    };
    let (start, end) = (row("Platform", "START RequestId:r1"), row("Platform", "ERROR RequestId:r1 Result:{}"));
    for (between, expected) in [(String::new(), "user_log=none"), (row("Custom", "mine"), "user_log=some")] {
        assert_facts(&format!("{start}{between}{end}"), &[expected]);
    }
}

#[test]
fn a_large_log_tells_what_followed_its_first_failure() {
    let row = |says: &str| {
        format!("{{\"SCF_RequestId\":\"r1\",\"SCF_RetryNum\":2,\"SCF_StatusCode\":434,\"SCF_Message\":\"{says}\"}}\n")
    };
    let mut reader = LogReader::new(&Clean::new("scf.log"), Form::JsonLines);
    reader.feed(row("Task memory exceeded 128 MB").as_bytes());
    reader.feed(row("Report RequestId:r1 Duration:812ms Memory:128MB MemUsage:127.9MB").as_bytes());
    let log = reader.finish(&mut Mask::default());
    let told = facts(&reading(&embedded::catalogue(), EvidenceId::default(), &log, None, &mut Mask::default()));
    for fact in ["memory=128 MB", "memory.used=128 MB", "duration=812 ms", "retry=2", "invocation=async"] {
        assert!(told.contains(&fact.to_owned()), "no {fact} in {told:?}");
    }
}

#[test]
fn a_fact_keeps_its_words_and_its_place() {
    let reading =
        read("first line\nsecond line\n{\"errorCode\":-1,\n\"errorMessage\":\"Task memory exceeded 128 MB\"}");
    let (_, memory) = reading.observations.iter().find(|(key, _)| key.as_str() == "memory").unwrap();
    assert_eq!(memory.origin, Origin::Evidence(line(4)));
    assert!(memory.quote.as_ref().unwrap().contains("Task memory exceeded 128 MB"));
    assert_eq!(reading.sightings[0].place, line(4));
}

#[test]
fn what_belongs_to_two_codes_is_left_open_and_told_apart() {
    let reading = read("X-Scf-Message: InvalidParameterValue");
    let seen: Vec<u16> = reading.sightings.iter().map(|seen| seen.code).collect();
    assert_eq!(seen, [400, 436]);
    assert!(reading.observations.iter().all(|(key, _)| key.as_str() != "code"), "nobody decided");
    let note = reading.sightings[0].note.clone().unwrap();
    assert!(note.of(Lang::En).contains("436") && note.of(Lang::Zh).contains("436"));
}

#[test]
fn a_text_of_others_is_named_and_a_near_miss_is_a_guess() {
    let aws = read("Runtime.HandlerNotFound: index.handler is undefined or not exported");
    assert!(aws.sightings.is_empty() && aws.guesses.is_empty());
    assert_eq!(aws.owner.unwrap().name.of(Lang::En), "Amazon Web Services");
    let alone = read("dial tcp: context deadline exceeded");
    assert!(alone.sightings.is_empty() && alone.owner.is_none());
    assert_eq!(alone.guesses[0].code, 446);
    assert_eq!(alone.guesses[0].because.as_str(), "dial tcp: context deadline exceeded");
    let anybodys = read("云函数返回 401，先登录再试");
    assert!(anybodys.sightings.is_empty());
    assert_eq!(anybodys.guesses[0].code, 401);
    // a vendor that is only mentioned takes nothing from a sentence that nobody else says
    let mentioned = read("vercel 上没事，这里却是 Task memory exceeded 128 MB");
    assert_eq!(mentioned.sightings[0].code, 434);
    assert!(mentioned.owner.is_none());
    // the platform's own record counts even where others are spoken of
    let both = read(r#"aliyun, amazonaws {"errorCode":-1,"errorMessage":"x","statusCode":446}"#);
    assert_eq!(both.sightings[0].code, 446);
    assert_eq!(both.sightings[0].certainty, Certainty::High);
}

#[test]
fn the_guide_begins_with_what_the_text_makes_likely() {
    let catalogue = embedded::catalogue();
    let mut history = History::new(Start::Open);
    let reading = read(r#"{"errorCode":1,"errorMessage":"ReloadFail: Bootstrap not executable\n","statusCode":443}"#);
    history.apply(Change::Read(vec![Evidence { name: Clean::new("error.txt"), reading, ..Evidence::default() }]));
    let diagnosis = diagnose(&catalogue, history.session());
    let best = diagnosis.best().unwrap();
    assert_eq!(&*catalogue.cause(best.cause).slug, "bootstrap-not-executable");
    assert!(!matches!(diagnosis.next, Next::Ask(_)), "what the text says is not asked again: {:?}", diagnosis.next);
}

#[test]
fn a_number_that_nobody_knows_is_counted_and_no_code() {
    let rows = "{\"SCF_RequestId\":\"r1\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":777}\n{\"SCF_RequestId\":\"r2\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":446}\n";
    let taken = take(rows.as_bytes());
    let seen: Vec<u16> = taken.evidence.reading.sightings.iter().map(|seen| seen.code).collect();
    assert_eq!(seen, [446]);
    assert_eq!(taken.log.unwrap().counts.get(&777), Some(&1));
}

#[test]
fn secrets_are_gone_before_anything_is_read() {
    let taken = take(
        b"password=hunter2secret {\"errorCode\":-1,\"errorMessage\":\"Task memory exceeded 128 MB\",\"statusCode\":434}",
    );
    assert!(!format!("{:?}", taken.evidence).contains("hunter2secret"));
    assert_eq!(taken.evidence.reading.sightings[0].code, 434);
}

#[test]
fn of_a_huge_text_both_ends_are_read_and_that_is_said() {
    let end = r#"{"errorCode":-1,"errorMessage":"x","statusCode":439}"#;
    let text = format!("{}\n{end}", "noise and more noise\n".repeat(100_000));
    let begun = Instant::now();
    let reading = read(&text);
    assert_eq!(reading.sightings[0].code, 439);
    assert_eq!(reading.sightings[0].place, line(100_002));
    assert_eq!(reading.findings, [Finding::unread(EvidenceId::default(), At::Whole, Why::TooLong)]);
    assert!(begun.elapsed().as_secs() < 60, "work is bounded");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn no_cut_of_a_real_text_breaks_the_reader(line in 0..54_usize, from in 0..400_usize, length in 0..4_000_usize, wrap in prop::bool::ANY) {
        let lines = include_str!("../data/messages/samples.jsonl");
        let line = lines.lines().nth(line).unwrap();
        let text: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: String = text["text"].as_str().unwrap().chars().skip(from).take(length).collect();
        let text = if wrap { serde_json::to_string(&text).unwrap() } else { text };
        let reading = read(&text);
        for (_, seen) in &reading.observations {
            proptest::prop_assert!(seen.quote.as_ref().is_none_or(|quote| quote.chars().count() <= 200));
        }
    }

    #[test]
    fn words_of_patterns_in_any_order_do_not_break_the_reader(
        words in prop::collection::vec(prop::sample::select(vec![
            "statusCode", "\"", ":", "446", "{", "}", "errorCode", "-1", "errorMessage", "\\", "\n", "云函数", "报", "START RequestId:", "END RequestId:",
            "ERROR RequestId:", "Result:", "…", "&quot;", "%22", "<br", "\u{1b}[", "after ", "99999999999999999999", " seconds", "Read-only file system: '", "/var/user/",
            "No module named '", "PullCode: ", "ms", "端口", "📦", "\\ud83d",
        ]), 0..60),
    ) {
        read(&words.concat());
    }
}
