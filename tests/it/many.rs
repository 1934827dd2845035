//! Many files at once, long ones whose beginning says little, and what breaks off: all of it is read or said.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use scf_tui::clean::{Clean, Plain};
use scf_tui::embedded;
use scf_tui::evidence::input::{Go, Stream};
use scf_tui::evidence::log::{Form, LogReader};
use scf_tui::evidence::message::message;
use scf_tui::fact::EvidenceId;
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::words::Words;
use scf_tui::world::bytes::Bytes;
use scf_tui::world::logs::Opened;
use serde_json::{Value, json};

use crate::support::bin::{Home, Run};

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// Records of so many requests, three each; every fifth fails.
fn log(requests: usize) -> String {
    let mut log = String::new();
    for id in 0..requests {
        let code = if id.is_multiple_of(5) { 433 } else { 200 };
        for (message, status) in
            [("START RequestId: a", 202), ("Invoking task timed out after 3 seconds", code), ("END", code)]
        {
            let _written = writeln!(
                log,
                r#"{{"SCF_FunctionName":"pay-{}","SCF_LogTime":"{}","SCF_RequestId":"{id:032x}","SCF_Message":"{message}","SCF_StatusCode":{status},"SCF_RetryNum":0}}"#,
                id % 3,
                1_793_491_200_000_000_000_u64 + id as u64 * 1_000_000_000,
            );
        }
    }
    log
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A home in which a log lies in pieces of so many lines, and the names of these.
fn in_pieces(lines: &[&str], of: usize, wrap: impl Fn(String) -> Vec<u8>) -> (Home, Vec<String>) {
    let mut home = Home::new();
    let mut names = Vec::new();
    for (at, piece) in lines.chunks(of).enumerate() {
        let name = format!("{at:03}.log");
        home = home.file(&name, wrap(piece.concat()));
        names.push(name);
    }
    (home, names)
}

fn diagnosed(home: &Home, names: &[String]) -> Run {
    let mut arguments = vec!["diagnose", "--json"];
    arguments.extend(names.iter().map(String::as_str));
    home.run(&arguments)
}

/// What is counted, and nothing of where it stands.
const COUNTED: [&str; 9] =
    ["counts", "records", "requests", "running", "damaged", "uncertain", "functions", "timeline", "durations"];

#[test]
fn many_logs_are_counted_as_through_one_pipe_wherever_they_were_cut() {
    let log = log(100);
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    let whole = json(&Home::new().with(&["diagnose", "--json"], &[], &log));
    assert_eq!((&whole["counts"], &whole["requests"]), (&json!({"200": 80, "433": 20}), &json!(100)));
    for (what, wrap) in [
        ("whole lines", (|piece| piece.into_bytes()) as fn(String) -> Vec<u8>),
        ("no line end", |piece| piece.trim_end().as_bytes().to_vec()),
        ("packed", |piece| gzip(piece.as_bytes())),
    ] {
        let (home, names) = in_pieces(&lines, 7, wrap);
        let run = diagnosed(&home, &names);
        let told = json(&run);
        assert_eq!(run.exit, 0, "{what}: {run:?}");
        for counted in COUNTED {
            assert_eq!(told[counted], whole[counted], "{what}: {counted}");
        }
        assert_eq!(told["codes"][0]["code"], 433);
        assert_eq!(told["codes"][0]["source"], "000.log:2", "a place names its file");
        let samples = told["samples"].as_array().unwrap();
        // the sixth request is the second that fails: lines 16 and 17 of all
        assert_eq!(samples[1]["source"], "002.log:3", "{what}: {samples:?}");
        assert!(told.get("disputed").is_none(), "what many say is one log's: {told}");
        assert_eq!(told["evidence"], json!([{"id": "e1", "name": "000.log … 042.log", "kind": "log"}]));
        assert_eq!(told["timeline"].as_array().unwrap().len(), 2, "nanoseconds are a time");
    }
}

#[test]
fn many_tables_name_their_columns_each() {
    let header = "SCF_RequestId,SCF_StatusCode,SCF_RetryNum,SCF_Message\n";
    let rows: Vec<String> = (0..20).map(|id| format!("r{id},{},0,x\n", if id < 5 { 446 } else { 200 })).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (home, names) = in_pieces(&rows, 2, |piece| format!("{header}{piece}").into_bytes());
    let told = json(&diagnosed(&home, &names));
    assert_eq!((&told["counts"], &told["damaged"]), (&json!({"200": 15, "446": 5}), &json!(0)), "{told}");
}

#[test]
fn a_broken_one_among_many_is_said_and_the_others_are_read() {
    let log = log(100);
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    let (home, mut names) = in_pieces(&lines, 30, String::into_bytes);
    let packed = gzip(log.as_bytes());
    let home = home.file("cut.gz", &packed[..packed.len() - 20]).file("note.txt", "PortBindingFailed\n");
    names.extend(["cut.gz", "note.txt", "missing.log", "000.log"].map(str::to_owned));
    let run = diagnosed(&home, &names);
    let told = json(&run);
    assert_eq!((run.exit, run.err.lines().count()), (3, 2), "{run:?}");
    assert!(run.err.contains("cut.gz: the file ends too early") && run.err.contains("missing.log: "), "{}", run.err);
    assert!(told["missed"][0].as_str().unwrap().starts_with("cut.gz:"), "{told}");
    assert_eq!(told["counts"], json!({"200": 80, "433": 20}), "a request in two files is one");
    assert_eq!(
        told["evidence"],
        json!([
            {"id": "e1", "name": "note.txt", "kind": "message"},
            {"id": "e2", "name": "000.log … cut.gz", "kind": "log"}
        ])
    );
}

#[test]
fn a_long_log_behind_other_lines_is_read_as_one() {
    let log = log(20_000);
    for other in [70 << 10, 3 << 20] {
        let before = "npm info it worked if it ends with ok, nothing of SCF here\n".repeat(other / 60);
        let home = Home::new().file("scf.log", format!("{before}{log}"));
        let run = home.run(&["diagnose", "--json", "scf.log"]);
        let told = json(&run);
        assert_eq!(told["counts"], json!({"200": 16_000, "433": 4_000}), "{other}");
        assert_eq!(told["damaged"], before.lines().count(), "the other lines are told, not passed over");
    }
}

#[test]
fn what_is_left_out_of_a_text_is_said_with_status_3() {
    let long = "nothing of SCF in this line\n".repeat(200_000);
    let home = Home::new().file("app.txt", &long).file("app.gz", gzip(long.as_bytes()));
    for (name, lang, said) in [("app.txt", "en", "part of it was left out"), ("app.gz", "zh", "有一部分没有读取")]
    {
        let run = home.run(&["diagnose", "--lang", lang, name]);
        assert_eq!((run.exit, run.err.lines().count()), (3, 1), "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn a_packed_log_that_is_cut_or_damaged_says_so_in_words_however_long_it_is() {
    for requests in [2_000, 20_000] {
        let log = log(requests);
        let (gz, zst) = (gzip(log.as_bytes()), zstd::encode_all(log.as_bytes(), 1).unwrap());
        let mut damaged = zst.clone();
        let middle = zst.len() / 2;
        damaged[middle..middle + 64].fill(0xff);
        let cut = |bytes: &[u8]| bytes[..bytes.len() * 3 / 4].to_vec();
        for (name, bytes, [en, zh]) in [
            ("cut.gz", cut(&gz), ["the file ends too early", "文件提前结束"]),
            ("cut.zst", cut(&zst), ["the file ends too early", "文件提前结束"]),
            ("wrong.zst", damaged, ["the packed file is damaged", "压缩文件已损坏"]),
        ] {
            let home = Home::new().file(name, bytes);
            for (lang, said) in [("en", en), ("zh", zh)] {
                let run = home.run(&["diagnose", "--json", "--lang", lang, name]);
                assert_eq!((run.exit, run.err.lines().count()), (3, 1), "{name}: {}", run.err);
                assert!(run.err.starts_with(&format!("{name}: {said}")), "{name}: {}", run.err);
                assert!(json(&run)["counts"]["433"].as_u64().is_some_and(|count| count > 10), "what came is counted");
            }
        }
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = (folder.path().join("scf.log"), Clean::new("scf.log"));
    for requests in [1_000, 10_000, 40_000] {
        let log = log(requests);
        fs::write(&path, &log).unwrap();
        let open = || Opened::new(Words::of(Lang::En), Bytes::File(path.clone()), &name).unwrap();
        let (mut text, stream) = (open(), open());
        File::options().write(true).open(&path).unwrap().set_len(log.len() as u64 / 2).unwrap();
        assert!(text.gather(usize::MAX - 1).is_err(), "{requests}");
        let reader = LogReader::new(&name, Form::JsonLines);
        let (reader, broken) = Box::new(stream).log(reader, &mut |_| Go::On);
        let log = reader.finish(&mut Mask::default());
        assert!(broken.is_some() && log.damaged > 0 && log.requests > 100, "{requests}: {broken:?}");
    }
}

#[test]
fn a_table_of_counts_is_told_as_a_log_is() {
    let home = Home::new().file("console.csv", "status,requests\n430,567\n200,12345\n202,4\n");
    let run = home.run(&["diagnose", "--json", "console.csv"]);
    let told = json(&run);
    assert_eq!((run.exit, &told["counts"]), (0, &json!({"200": 12_345, "430": 567})), "{run:?}");
    assert_eq!((&told["requests"], &told["running"], &told["records"]), (&json!(12_916), &json!(4), &json!(3)));
    assert_eq!((&told["codes"][0]["code"], &told["codes"][0]["source"]), (&json!(430), &json!("console.csv")));
    let text = home.run(&["diagnose", "console.csv"]).out;
    assert!(text.contains("12,916 requests in 3 records") && text.contains("430     567  "), "{text}");
}

/// What a recognised text is full of.
const REPEATED: [&str; 20] = [
    "X-Scf-Message: x",
    "X-Scf-Message: ",
    "X-Scf-Status: 430",
    "RequestId: ",
    "\"statusCode\":430",
    "{\"errorCode\":1,\"errorMessage\":\"x\",\"statusCode\":430}",
    "\"errorCode\":1",
    "ERROR",
    "ERROR RequestId: a",
    "Response RequestId: a",
    "Traceback",
    "at f (/var/user/a.js:1:2)",
    "/var/user/",
    "error",
    "a.b.c.Error:",
    "caused by: (Main.java:17)",
    "Invoking task timed out after 3 seconds",
    "exit status 137",
    "InvalidParameterValue.Param",
    "%25252541&amp;amp;<b \\\\\\\\\"",
];

/// A guard against hanging, not a measurement: when each of these took its square, they took more than ten minutes.
#[test]
fn texts_full_of_one_thing_are_read() {
    let (tell, told) = channel();
    thread::spawn(move || {
        let catalogue = embedded::catalogue();
        for unit in REPEATED {
            for end in ["\n", " ", ""] {
                let text = format!("{unit}{end}").repeat((300 << 10) / (unit.len() + end.len()));
                let text = Mask::default().mask(&Plain::new(&text));
                tell.send((unit, message(&catalogue, EvidenceId::default(), &text).sightings.len())).unwrap();
            }
        }
    });
    for _ in 0..3 * REPEATED.len() {
        told.recv_timeout(Duration::from_secs(120)).unwrap();
    }
}
