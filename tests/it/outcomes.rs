//! How the requests of a log ended: what its lines say, what stands beside it, and that nothing is a success only because
//! nothing else is said.

use scf_tui::clean::Clean;
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::log::Log;
use scf_tui::evidence::{self, Gathered};
use scf_tui::fact::EvidenceId;
use scf_tui::fact::reading::Reading;
use scf_tui::mask::Mask;

/// Two ids of requests.
const ONE: &str = "3f1c52aa-2c03-49d7-8b1b-80d0e502ce57";
const TWO: &str = "f79f0a40-034f-11ea-a909-52540014ca86";

fn read(text: &str) -> (Reading, Option<Log>) {
    let named = (EvidenceId::default(), Clean::new("a.log"));
    let content = Gathered::Text(Content::whole(text.as_bytes()));
    let taken = evidence::read(&embedded::catalogue(), named, content, &mut Mask::default());
    (taken.evidence.reading, taken.log)
}

/// The codes that are counted, as `433 2`, with how many requests nobody tells of.
fn counted(log: &Log) -> String {
    let counts: Vec<String> = log.counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
    format!("{} / {}", counts.join(", "), log.unstated)
}

fn codes(reading: &Reading) -> Vec<u16> {
    reading.sightings.iter().map(|seen| seen.code).collect()
}

#[test]
fn only_what_returned_something_is_a_success() {
    let run = |id: &str, lines: &str| {
        format!(
            "START RequestId: {id}\n{lines}END RequestId: {id}\nReport RequestId: {id} Duration:12ms Memory:128MB MemUsage:9MB\n"
        )
    };
    let answered = |id: &str| run(id, &format!("Response RequestId: {id} RetMsg:\"ok\"\n"));
    for (text, expected) in [
        (answered(ONE), "200 1 / 0"),
        (answered(ONE) + &answered(TWO), "200 2 / 0"),
        (run(ONE, "hello\n"), " / 1"),
        (run(ONE, "") + &answered(TWO), "200 1 / 1"),
        (run(ONE, "") + &run(TWO, ""), " / 2"),
    ] {
        let (_, log) = read(&text);
        let log = log.unwrap();
        assert_eq!(counted(&log), expected, "{text}");
        assert_eq!(log.requests, log.counts.values().sum::<u64>() + log.unstated, "{text}");
    }
}

#[test]
fn a_log_that_only_ends_leads_to_the_question_how() {
    for lines in ["", "hello\n", "2026-11-01T00:00:00.031Z query took 12 ms\n"] {
        let (reading, _) = read(&format!(
            "START RequestId: {ONE}\n{lines}END RequestId: {ONE}\nReport RequestId: {ONE} Duration:3000ms Memory:128MB MemUsage:9MB"
        ));
        assert!(codes(&reading).is_empty(), "{lines}");
        assert!(!reading.leads.is_empty(), "{lines}");
        assert!(reading.observations.iter().any(|(key, _)| key.as_str() == "duration.whole"), "{lines}");
    }
}

#[test]
fn what_the_console_shows_above_a_log_is_its_result() {
    let result = |id: &str| {
        format!(
            "返回结果\n{{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\",\"requestId\":\"{id}\",\"statusCode\":433}}\n"
        )
    };
    let log = |id: &str| format!("日志\nSTART RequestId: {id}\nEND RequestId: {id}\n");
    for (text, expected) in [
        (result(ONE) + &log(ONE), "433 1 / 0"),
        (result(ONE) + &log(ONE) + &result(TWO) + &log(TWO), "433 2 / 0"),
        (result(ONE) + &log(ONE) + &log(TWO), "433 1 / 1"),
    ] {
        let (reading, log) = read(&text);
        assert_eq!((codes(&reading), counted(&log.unwrap())), (vec![433], expected.to_owned()), "{text}");
    }
}

#[test]
fn a_log_that_went_well_does_not_silence_the_answer_beside_it() {
    let well =
        format!("START RequestId: {ONE}\nResponse RequestId: {ONE} RetMsg:{{\"code\":0}}\nEND RequestId: {ONE}\n");
    for (answer, code) in [
        (r#"{"code":"OPERATION_FAIL","msg":"[FUNCTION_NOT_FOUND] x"}"#, 435),
        (
            r#"{"errno":403,"error":"requestId a7a7ffbd4edec4fc, Invalid scf response. expected scf response valid JSON."}"#,
            403,
        ),
        (
            "X-Scf-Message: Failed to initialize the container. Please confirm that the container can be started locally.",
            405,
        ),
    ] {
        for text in [format!("{answer}\n{well}"), format!("{well}{answer}\n")] {
            assert_eq!(codes(&read(&text).0).first(), Some(&code), "{text}");
        }
    }
    // what the function itself printed is its own affair
    let printed = well.replace("Response", "Invoking task timed out after 3 seconds\nResponse");
    assert_eq!(codes(&read(&printed).0), [200], "{printed}");
}
