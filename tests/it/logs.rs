//! Logs: every form says the same, however it is cut; nothing from outside breaks a reader.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::Index;
use scf_tui::clean::Clean;
use scf_tui::evidence::EvidenceKind;
use scf_tui::evidence::input::beginning;
use scf_tui::evidence::log::{Form, Log, LogReader, Sample, Seam, form};
use scf_tui::evidence::sniff::reader;
use scf_tui::fact::finding::Why;
use scf_tui::mask::Mask;
use serde_json::{Value, json};

const FORMS: [Form; 4] = [Form::JsonLines, Form::JsonArray, Form::Csv, Form::Text];

/// The log that is cut into these parts, each read apart. Where a part does not end between two records, its reader reads
/// on.
fn joined<'a>(seam: &Seam, form: Form, parts: impl IntoIterator<Item = &'a [u8]>) -> Log {
    let name = Clean::new("scf.log");
    let joined = parts.into_iter().fold(None, |before: Option<LogReader>, bytes| {
        let mut reader = match &before {
            None => LogReader::new(&name, form),
            Some(_) => LogReader::later(&name, seam),
        };
        reader.feed(bytes);
        match before {
            None => Some(reader),
            Some(before) if before.is_between_records() => Some(before.merge(reader)),
            Some(mut before) => {
                before.feed(bytes);
                Some(before)
            }
        }
    });
    joined.unwrap().finish(&mut Mask::default())
}

/// The log, shared out from about these places on; `None` where it is not to be shared out.
fn shared(form: Form, input: &[u8], cuts: impl IntoIterator<Item = usize>) -> Option<Log> {
    let seam = Seam::of(form, input)?;
    let likely = |from: usize| seam.find(&input[from..]).map(|at| from + at);
    let mut places: BTreeSet<usize> = cuts.into_iter().filter_map(likely).collect();
    places.extend([0, input.len()]);
    let places: Vec<usize> = places.into_iter().collect();
    Some(joined(&seam, form, places.windows(2).map(|ends| &input[ends[0]..ends[1]])))
}

fn read(form: Form, bytes: &[u8]) -> Log {
    let mut reader = LogReader::new(&Clean::new("scf.log"), form);
    reader.feed(bytes);
    reader.finish(&mut Mask::default())
}

fn sniffed(bytes: &[u8]) -> Log {
    match form(beginning(bytes)) {
        Some(form) => read(form, bytes),
        None => panic!("no log: {}", String::from_utf8_lossy(bytes)),
    }
}

/// What does not depend on how the records are written down.
fn told(mut log: Log) -> Log {
    let samples = log.samples.values_mut().flatten().chain(&mut log.unrecognised);
    samples.for_each(|sample| sample.line = 0);
    log
}

/// One request as a story: what it logs, one record after the other.
#[derive(Clone, Debug)]
struct Request {
    id: String,
    retry: u8,
    function: String,
    status: u16,
    duration: u32,
    lines: u8,
}

fn request() -> impl Strategy<Value = Request> {
    let status = proptest::sample::select(vec![200, 200, 200, 200, 430, 433, 446, 500]);
    (any::<u128>(), 0..3_u8, 0..4_u8, status, 1..5_000_u32, 0..4_u8).prop_map(
        |(id, retry, function, status, duration, lines)| Request {
            id: format!("{id:032x}"),
            retry,
            function: format!("fn-{function}"),
            status,
            duration,
            lines,
        },
    )
}

/// Requests whose records lie between each other, as far as `turns` say.
fn interleaved(requests: &[Request], turns: &[Index], lines: impl Fn(&Request) -> Vec<String>) -> Vec<String> {
    let mut waiting = requests.iter().map(|request| lines(request).into_iter());
    let mut open = Vec::new();
    let mut all = Vec::new();
    let mut turns = turns.iter().cycle();
    loop {
        while open.len() < 4 {
            let Some(next) = waiting.next() else { break };
            open.push(next);
        }
        if open.is_empty() {
            return all;
        }
        let turn = turns.next().map_or(0, |turn| turn.index(open.len()));
        match open[turn].next() {
            Some(line) => all.push(line),
            None => drop(open.remove(turn)),
        }
    }
}

const DECOY: &str =
    r#"upstream said {"code":404,"SCF_StatusCode":404,"requestId":"x","SCF_RequestId":"y"} 中文, "quoted""#;

fn records(request: &Request) -> Vec<String> {
    let Request { id, retry, function, status, duration, lines } = request;
    let record = |duration: u32, level: &str, message: &str, kind: &str, status: u16| {
        // in the order of the export, with its status last
        format!(
            "{{\"SCF_FunctionName\":{},\"SCF_LogTime\":{},\"SCF_RequestId\":{},\"SCF_Duration\":{duration},\"SCF_MemUsage\":17.5,\
             \"SCF_Level\":{},\"SCF_Message\":{},\"SCF_Type\":{},\"SCF_StatusCode\":{status},\"SCF_RetryNum\":{retry}}}",
            json!(function),
            1_793_491_200_000_u64 + u64::from(duration) * 100,
            json!(id),
            json!(level),
            json!(message),
            json!(kind),
        )
    };
    let mut all = vec![record(0, "INFO", &format!("START RequestId: {id}"), "Platform", 202)];
    all.extend((0..*lines).map(|_| record(0, "WARN", DECOY, "Custom", 202)));
    if *status != 200 {
        let message = format!("ERROR RequestId: {id} Result:{{\"errorMessage\":\"no\\nway\",\"statusCode\":{status}}}");
        all.push(record(*duration, "ERROR", &message, "Platform", *status));
    }
    all.push(record(*duration, "INFO", &format!("END RequestId: {id}\nReport RequestId: {id}"), "Platform", *status));
    all
}

fn console(request: &Request) -> Vec<String> {
    let Request { id, status, duration, lines, .. } = request;
    let mut all = vec![format!("START RequestId: {id}")];
    all.extend((0..*lines).map(|line| format!("2026-11-0{}T00:00:00.001Z {id} WARN {DECOY}", line + 1)));
    all.push(match status {
        200 => format!("Response RequestId: {id} RetMsg:\"statusCode\":430"),
        status => format!("ERROR RequestId: {id} Result:{{\"errorMessage\":\"no\",\"statusCode\":{status}}}"),
    });
    all.push(format!("END RequestId: {id}"));
    all.push(format!("Report RequestId: {id} Duration:{duration}ms Memory:128MB MemUsage:17.50MB"));
    all
}

fn lines(records: &[String]) -> String {
    records.iter().fold(String::new(), |all, record| all + record + "\n")
}

fn values(records: &[String]) -> Vec<Value> {
    records.iter().map(|record| serde_json::from_str(record).unwrap()).collect()
}

fn csv(records: &[String]) -> String {
    let records = values(records);
    let Some(Value::Object(first)) = records.first() else { return String::new() };
    let columns: Vec<&String> = first.keys().collect();
    let mut table = columns.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(",") + "\r\n";
    for record in &records {
        let cells = columns.iter().map(|name| match &record[name.as_str()] {
            Value::String(text) => format!("\"{}\"", text.replace('"', "\"\"")),
            value => value.to_string(),
        });
        table += &(cells.collect::<Vec<_>>().join(",") + "\r\n");
    }
    table
}

/// The same records in other words: every value a string, other orders of members, blanks, deeper, packed in a string.
fn dialects(records: &[String]) -> Vec<String> {
    let records = values(records);
    let each =
        |write: &dyn Fn(&Value) -> String| records.iter().fold(String::new(), |all, one| all + &write(one) + "\n");
    let members = |record: &Value| record.as_object().unwrap().clone();
    let object = |members: Vec<String>| format!("{{{}}}", members.join(" , "));
    vec![
        each(&|record| {
            let strings = members(record).into_iter().map(|(name, value)| match value {
                Value::String(_) => (name, value),
                value => (name, Value::String(value.to_string())),
            });
            Value::Object(strings.collect()).to_string()
        }),
        each(&|record| {
            object(members(record).iter().rev().map(|(name, value)| format!("\"{name}\" :  {value}")).collect())
        }),
        each(&|record| json!({"__TIMESTAMP__": 1, "content": record, "tail": [1, {"a": "}"}]}).to_string()),
        each(&|record| json!({"LogJson": record.to_string(), "Time": 5}).to_string()),
        each(&|record| packed(record, 2)),
        serde_json::to_string_pretty(&records).unwrap(),
        json!({"Context": "[", "Results": records}).to_string(),
        format!("{{\"Response\":{{\"Results\":[{}]}}}}", records.iter().map(|record| packed(record, 300)).collect::<Vec<_>>().join(",")),
        serde_json::to_string_pretty(&json!({"Results": records.iter().map(|record| json!({"LogJson": record.to_string()})).collect::<Vec<_>>()})).unwrap(),
        format!("[{}]", lines(&records.iter().map(|record| format!("{record},")).collect::<Vec<_>>())),
    ]
}

/// A result as `SearchLog` gives it: the record as a string, in the order of the export, with `behind` bytes behind it.
fn packed(record: &Value, behind: usize) -> String {
    let names = [
        "SCF_FunctionName",
        "SCF_LogTime",
        "SCF_RequestId",
        "SCF_Duration",
        "SCF_Message",
        "SCF_StatusCode",
        "SCF_RetryNum",
    ];
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = names.map(|name| format!("\"{name}\":{}", json!(text(&record[name]))));
    let packed = json!(format!("{{{}}}", members.join(",")));
    format!("{{\"Time\":1793491200000,\"HighLights\":null,\"LogJson\":{packed},\"RawLog\":\"{}\"}}", "-".repeat(behind))
}

/// What the requests come to, counted without any cleverness.
#[derive(Default)]
struct Expected {
    counts: BTreeMap<u16, u64>,
    retries: BTreeMap<u8, u64>,
    functions: BTreeMap<Clean, BTreeMap<u16, u64>>,
}

fn expected(requests: &[Request]) -> Expected {
    let mut expected = Expected::default();
    for request in requests {
        *expected.counts.entry(request.status).or_default() += 1;
        if request.status != 200 {
            *expected.retries.entry(request.retry).or_default() += 1;
            let codes = expected.functions.entry(Clean::new(&request.function)).or_default();
            *codes.entry(request.status).or_default() += 1;
        }
    }
    expected
}

proptest! {
    #[test]
    fn every_form_of_the_same_records_says_the_same(requests in vec(request(), 1..40), turns in vec(any::<Index>(), 50)) {
        let records = interleaved(&requests, &turns, records);
        let log = sniffed(lines(&records).as_bytes());
        let Expected { counts, retries, functions } = expected(&requests);
        prop_assert_eq!(&log.counts, &counts);
        prop_assert_eq!(&log.retries, &retries);
        prop_assert_eq!(&log.functions, &functions);
        prop_assert_eq!(log.records, records.len() as u64);
        prop_assert_eq!(log.requests, requests.len() as u64);
        prop_assert_eq!((log.damaged, log.uncertain, log.running, log.without_code), (0, 0, 0, 0));
        prop_assert_eq!(log.records_by_status.values().sum::<u64>(), records.len() as u64);
        let log = told(log);
        prop_assert_eq!(&told(sniffed(csv(&records).as_bytes())), &log);
        for text in dialects(&records) {
            prop_assert_eq!(&told(sniffed(text.as_bytes())), &log, "{}", text);
        }
    }

    #[test]
    fn console_text_says_the_same_too(requests in vec(request(), 1..40), turns in vec(any::<Index>(), 50)) {
        let text = lines(&interleaved(&requests, &turns, console));
        let log = sniffed(text.as_bytes());
        let counts = expected(&requests).counts;
        prop_assert_eq!(&log.counts, &counts);
        prop_assert_eq!(log.requests, requests.len() as u64);
        let failed = log.failures().iter().map(|(code, count)| (*code, *count)).collect::<BTreeMap<_, _>>();
        prop_assert_eq!(&log.records_by_status, &failed);
        prop_assert_eq!(log.records, text.lines().count() as u64);
    }

    #[test]
    fn cuts_change_nothing(requests in vec(request(), 1..20), turns in vec(any::<Index>(), 50), cuts in vec(any::<Index>(), 0..20)) {
        let records = interleaved(&requests, &turns, records);
        let text = lines(&interleaved(&requests, &turns, console));
        let mut inputs = vec![(Form::JsonLines, lines(&records)), (Form::Csv, csv(&records)), (Form::Text, text)];
        inputs.extend(dialects(&records).into_iter().map(|input| (form(beginning(input.as_bytes())).unwrap(), input)));
        for (form, input) in inputs {
            prop_assert_eq!(in_pieces(form, input.as_bytes(), &cuts), read(form, input.as_bytes()));
        }
    }

    #[test]
    fn parts_make_the_whole(requests in vec(request(), 1..40), turns in vec(any::<Index>(), 50), cuts in vec(any::<Index>(), 0..4)) {
        let records = interleaved(&requests, &turns, records);
        let text = lines(&interleaved(&requests, &turns, console));
        let mut inputs = vec![lines(&records), csv(&records), text];
        inputs.extend(dialects(&records));
        for input in inputs {
            let form = form(beginning(input.as_bytes())).unwrap();
            let whole = read(form, input.as_bytes());
            let merged = shared(form, input.as_bytes(), cuts.iter().map(|cut| cut.index(input.len())));
            prop_assert!(merged.is_some() || form == Form::JsonArray && records.len() < 3, "{}", input);
            prop_assert_eq!(merged.unwrap_or_else(|| whole.clone()), whole, "{}", input);
        }
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in vec(any::<u8>(), 0..2_000), cuts in vec(any::<Index>(), 0..8)) {
        for form in FORMS {
            prop_assert_eq!(in_pieces(form, &bytes, &cuts), read(form, &bytes));
        }
        let _any = reader(&bytes);
    }

    #[test]
    fn no_damage_breaks_a_reader(
        requests in vec(request(), 1..6),
        wounds in vec((any::<Index>(), proptest::sample::select(b"\"\\{}[],\n\xff 2:S".to_vec())), 1..12),
        cuts in vec(any::<Index>(), 0..8),
    ) {
        let records = interleaved(&requests, &[], records);
        let text = lines(&interleaved(&requests, &[], console));
        let mut inputs = vec![lines(&records), csv(&records), text];
        inputs.extend(dialects(&records));
        for input in inputs {
            let mut input = input.into_bytes();
            for (place, byte) in &wounds {
                let place = place.index(input.len());
                input[place] = *byte;
            }
            for form in FORMS {
                let log = read(form, &input);
                prop_assert!(log.requests <= log.records);
                if let Some(shared) = shared(form, &input, cuts.iter().map(|cut| cut.index(input.len()))) {
                    prop_assert_eq!((shared.records, shared.damaged), (log.records, log.damaged));
                }
                prop_assert_eq!(in_pieces(form, &input, &cuts), log);
            }
        }
    }
}

fn in_pieces(form: Form, input: &[u8], cuts: &[Index]) -> Log {
    let mut places: BTreeSet<usize> = cuts.iter().map(|cut| cut.index(input.len() + 1)).collect();
    places.extend([0, input.len()]);
    let mut reader = LogReader::new(&Clean::new("scf.log"), form);
    let places: Vec<usize> = places.into_iter().collect();
    places.windows(2).for_each(|ends| reader.feed(&input[ends[0]..ends[1]]));
    reader.finish(&mut Mask::default())
}

fn sample(log: &Log, code: u16) -> &Sample {
    log.sample(code).unwrap()
}

#[test]
fn a_cut_that_is_no_border_changes_nothing() {
    let mut array = String::from("[");
    let mut table = String::from("SCF_RequestId,SCF_Message,SCF_StatusCode\r\n");
    for id in 0..60 {
        let status = if id % 7 == 0 { 430 } else { 200 };
        let _written = write!(
            array,
            r#"{}{{"parts":[{{"parts":1}},{{"parts":[{{"parts":2}},{{"parts":3}}]}}],"SCF_RequestId":"{id}","SCF_StatusCode":{status}}}"#,
            if id == 0 { "" } else { "," }
        );
        let _written = write!(table, "{id},\"as a table:\n7,said,430\n8,\"\"so\"\",433\n9,said,434\n\",{status}\r\n");
    }
    array += "]";
    for (form, input) in [(Form::JsonArray, array), (Form::Csv, table)] {
        let whole = read(form, input.as_bytes());
        assert_eq!((whole.requests, whole.damaged), (60, 0));
        for cut in 0..input.len() {
            assert_eq!(shared(form, input.as_bytes(), [cut]), Some(whole.clone()), "{form:?} {cut}");
        }
    }
}

#[test]
fn the_first_failure_is_the_cause_and_the_rest_follows() {
    let request =
        Request { id: "r-1".into(), retry: 1, function: "pay".into(), status: 430, duration: 3_000, lines: 2 };
    let log = read(Form::JsonLines, lines(&records(&request)).as_bytes());
    let told = sample(&log, 430);
    assert_eq!(told.request.as_str(), "r-1");
    assert_eq!(told.function.as_deref(), Some("pay"));
    assert_eq!((told.line, told.retry), (4, 1));
    assert!(told.message.starts_with("ERROR RequestId: r-1 Result:{\"errorMessage\":\"no\\nway\""), "{}", told.message);
    assert_eq!(told.followed_by.len(), 1);
    assert!(told.followed_by[0].starts_with("END RequestId: r-1 Report"));
}

#[test]
fn what_a_failed_request_says_later_is_folded_under_its_cause() {
    let record = |id: u32, message: &str, status: u16| {
        format!(
            "{{\"SCF_RequestId\":\"{id:036}\",\"SCF_Message\":\"{message}\",\"SCF_StatusCode\":{status},\"SCF_RetryNum\":0}}"
        )
    };
    let mut records = vec![record(0, "START RequestId", 202), record(0, "no memory", 434)];
    for other in 1..100 {
        records.push(record(other, "START RequestId", 202));
        records.push(record(other, "works", 202));
        if other % 30 == 0 {
            records.push(record(0, "closing", 202));
            records.push(record(0, &format!("after {other}"), 202));
        }
        records.push(record(other, "END RequestId", 200));
    }
    let text = lines(&records);
    for log in [sniffed(text.as_bytes()), sniffed(csv(&records).as_bytes())] {
        assert_eq!(log.counts, BTreeMap::from([(200, 99), (434, 1)]));
        let sample = sample(&log, 434);
        assert_eq!(sample.message.as_str(), "no memory");
        assert_eq!(sample.followed_by, ["closing", "after 30", "closing", "after 60"].map(Clean::new));
    }
    let log = sniffed(text.as_bytes());
    for cut in (0..text.len()).step_by(97) {
        let mut reader = LogReader::new(&Clean::new("scf.log"), Form::JsonLines);
        reader.feed(&text.as_bytes()[..cut]);
        reader.feed(&text.as_bytes()[cut..]);
        assert_eq!(reader.finish(&mut Mask::default()), log);
    }
}

#[test]
fn the_highest_status_is_the_final_one_and_202_is_none() {
    let record = |status: u16| format!("{{\"SCF_RequestId\":\"a\",\"SCF_StatusCode\":{status},\"SCF_RetryNum\":0}}\n");
    let log = read(Form::JsonLines, [record(202), record(430), record(433), record(200)].concat().as_bytes());
    assert_eq!(log.counts, BTreeMap::from([(433, 1)]));
    assert_eq!(sample(&log, 433).line, 2);
    let log = read(Form::JsonLines, record(202).as_bytes());
    assert_eq!((log.counts.len(), log.running, log.requests), (0, 1, 1));
}

#[test]
fn text_without_a_status_keeps_its_words() {
    let text = "START RequestId:84667f55\nERROR RequestId:84667f55 Result:{\"errorMessage\":\"AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE\"}\n\n\
                END RequestId:84667f55\r\nReport RequestId:84667f55 Duration:1ms Memory:128MB MemUsage:29.734375MB\n";
    let log = sniffed(text.as_bytes());
    assert_eq!((log.without_code, log.requests, log.records), (1, 1, 4));
    assert!(log.counts.is_empty());
    assert!(log.unrecognised[0].message.contains("errorMessage"));
    assert!(!log.unrecognised[0].message.contains("AKID"), "secrets are masked");
    assert_eq!(log.unrecognised[0].followed_by.len(), 2);
}

#[test]
fn tries_of_one_id_are_told_apart_in_console_text() {
    let failed = "START RequestId: a\nERROR RequestId: a Result:{\"statusCode\":433}\nEND RequestId: a\n\
                  Report RequestId: a Duration:3000ms\n";
    let good =
        "START RequestId: a\nResponse RequestId: a RetMsg:1\nEND RequestId: a\nReport RequestId: a Duration:1ms\n";
    let whole = read(Form::Text, [failed, failed, good].concat().as_bytes());
    assert_eq!(whole.counts, BTreeMap::from([(200, 1), (433, 2)]));
    assert_eq!(whole.retries, BTreeMap::from([(0, 1), (1, 1)]));
    let seam = Seam::of(Form::Text, b"").unwrap();
    assert_eq!(joined(&seam, Form::Text, [failed, failed, good].map(str::as_bytes)), whole);
}

#[test]
fn other_exports_are_read_too() {
    for (text, counts) in [
        (r#"{"request_id":"a","status_code":446,"retry_num":0,"log":"ERROR","src":"system"}"#, vec![(446, 1)]),
        (
            r#"{"functionName":"f","retMsg":"{\"errorCode\":-1,\"statusCode\":433}","requestId":"a","retCode":1,"log":""}"#,
            vec![(433, 1)],
        ),
        (r#"{"functionName":"f","retMsg":"fine","requestId":"a","retCode":0}"#, vec![(200, 1)]),
        (
            r#"{"Response":{"Data":[{"FunctionName":"f","RetMsg":"ok","RequestId":"a","RetCode":0}],"RequestId":"b"}}"#,
            vec![(200, 1)],
        ),
        ("request_id,status_code,log\na,446,\"x\ny\"\nb,200,\n", vec![(200, 1), (446, 1)]),
    ] {
        assert_eq!(sniffed(text.as_bytes()).counts, BTreeMap::from_iter(counts), "{text}");
    }
}

#[test]
fn console_text_may_begin_with_anything() {
    let log = sniffed(b"\xef\xbb\xbf[2026-11-01] {}\n\nSTART RequestId: a\nEND RequestId: a\n");
    assert_eq!((log.requests, log.records), (1, 3));
}

#[test]
fn a_message_is_no_log() {
    for text in [
        "",
        "  \n",
        "Invoking task timed out after 3 seconds",
        "ERROR RequestId:a Result:{\"statusCode\":430}",
        r#"{"errorCode":1,"errorMessage":"x","requestId":"a","statusCode":430}"#,
        r#"{"Response":{"Result":{"RetMsg":"","InvokeResult":-1,"FunctionRequestId":"a"},"RequestId":"b"}}"#,
        r#"{"Response":{"FunctionName":"f","Handler":"index.main","Triggers":[{}],"RequestId":"b"}}"#,
        r#"{"request_id":"a","status_code":502,"path":"/"}"#,
        "a,b,c\n1,2,3\n",
        "[]",
        "[2021-08-05] something",
    ] {
        assert_eq!(reader(text.as_bytes()).kind, EvidenceKind::Message, "{text}");
    }
}

#[test]
fn damage_is_counted_and_passed_over() {
    let good = r#"{"SCF_RequestId":"a","SCF_StatusCode":430,"SCF_RetryNum":0}"#;
    let mut bytes = format!("{good}\n{}\n", &good[..20]).into_bytes();
    bytes.extend(b"{\"SCF_RequestId\":\"\xff\xfe\",\"SCF_StatusCode\":433}\n[1]\n");
    bytes.extend(vec![b'x'; 3 << 20]);
    bytes.extend(format!("\n\n{}\n", good.replace("\"a\"", "\"b\"")).bytes());
    let log = read(Form::JsonLines, &bytes);
    assert_eq!((log.records, log.damaged), (2, 4));
    assert_eq!(log.counts, BTreeMap::from([(430, 2)]));
    let expected = [(2, Why::Damaged), (3, Why::NotText), (4, Why::Damaged), (5, Why::TooLong)];
    assert_eq!(log.missed, expected);
    let at = log.samples[&430].iter().map(|sample| sample.line).collect::<Vec<_>>();
    assert_eq!(at, [1, 7]);
}

#[test]
fn a_function_that_prints_in_its_own_encoding_loses_no_failure() {
    let said = b"\xd6\xd0\xce\xc4";
    let json =
        [b"{\"SCF_RequestId\":\"a\",\"SCF_Message\":\"", &said[..], b"\",\"SCF_StatusCode\":430,\"SCF_RetryNum\":0}\n"]
            .concat();
    let csv = [b"SCF_RequestId,SCF_Message,SCF_StatusCode,SCF_RetryNum\na,", &said[..], b",430,0\n"].concat();
    let error = [b"ERROR RequestId:a Result:{\"errorMessage\":\"", &said[..], b"\",\"statusCode\":430}\n"].concat();
    let text =
        [b"START RequestId:a\n", &said[..], b"\n", &error, b"END RequestId:a\nReport RequestId:a Duration:1ms\n"];
    for (form, bytes) in [(Form::JsonLines, json), (Form::Csv, csv), (Form::Text, text.concat())] {
        let log = read(form, &bytes);
        assert_eq!((&log.counts, log.damaged), (&BTreeMap::from([(430, 1)]), 0), "{form:?}");
        assert!(sample(&log, 430).message.as_str().contains("\u{fffd}"), "{form:?}: {}", sample(&log, 430).message);
    }
}

#[test]
fn of_two_ids_the_one_that_is_whole_counts_whatever_came_before() {
    let torn = b"{\"SCF_RequestId\":\"\xff\",\"x\":{\"SCF_RequestId\":\"b\"},\"SCF_StatusCode\":430}\n";
    let before = b"{\"SCF_StatusCode\":200,\"abcdef\":1,\"SCF_RequestId\":\"a\"}\n";
    for bytes in [&torn[..], &[&before[..], torn].concat()] {
        let log = read(Form::JsonLines, bytes);
        assert_eq!((log.counts.get(&430), log.damaged), (Some(&1), 0));
        assert_eq!(sample(&log, 430).request.as_str(), "b");
    }
}

#[test]
fn a_broken_record_takes_few_others_along() {
    let record = |id: usize| format!("{{\"SCF_RequestId\":\"{id}\",\"SCF_StatusCode\":200,\"SCF_Message\":\"m\"}}");
    let mut array = String::from("[\n");
    for id in 0..100 {
        let whole = record(id);
        let _written = writeln!(array, "{},", if id == 50 { &whole[..40] } else { &whole });
    }
    let log = read(Form::JsonArray, format!("{array}{}]", record(100)).as_bytes());
    assert_eq!((log.records, log.damaged), (100, 1));
    let mut table = String::from("SCF_RequestId,SCF_StatusCode,SCF_Message\n");
    for id in 0..20_000 {
        let _written = writeln!(table, "{id},200,{}", if id == 50 { "\"never closed" } else { "m" });
    }
    let log = read(Form::Csv, table.as_bytes());
    assert_eq!(log.damaged, 1);
    assert!(log.records > 12_000, "{}", log.records);
}

#[test]
fn a_log_longer_than_memory_is_counted_exactly() {
    let mut log = String::new();
    let running =
        r#"{"SCF_RequestId":"long","SCF_Message":"START RequestId: long","SCF_StatusCode":202,"SCF_RetryNum":0}"#;
    let over = r#"{"SCF_RequestId":"long","SCF_Message":"END","SCF_StatusCode":433,"SCF_RetryNum":0}"#;
    let _written = writeln!(log, "{running}");
    for id in 0..100_000 {
        let status = if id % 50 == 0 { 430 } else { 200 };
        for (message, status) in [("START RequestId", 202), ("END", status)] {
            let _written = writeln!(
                log,
                r#"{{"SCF_RequestId":"{id}","SCF_Message":"{message}","SCF_StatusCode":{status},"SCF_RetryNum":0}}"#
            );
        }
        if id == 40_000 {
            let _written = writeln!(log, "{over}");
        }
    }
    let whole = read(Form::JsonLines, log.as_bytes());
    assert_eq!(whole.counts, BTreeMap::from([(200, 98_000), (430, 2_000), (433, 1)]));
    assert_eq!((whole.requests, whole.uncertain), (100_001, 0));
    let middle = log[..log.len() / 2].rfind('\n').unwrap() + 1;
    let seam = Seam::of(Form::JsonLines, b"").unwrap();
    assert_eq!(joined(&seam, Form::JsonLines, [&log[..middle], &log[middle..]].map(str::as_bytes)), whole);
    let again = log.clone() + &format!("{over}\n").replace("433", "434").replace("long", "7");
    let log = read(Form::JsonLines, again.as_bytes());
    assert_eq!(
        (log.requests, log.uncertain),
        (100_002, 1),
        "who speaks after being forgotten is counted twice, and told"
    );
}

#[test]
fn a_cluster_of_durations_is_seen() {
    let failed = |id: u32, duration: u32| {
        format!(
            "{{\"SCF_RequestId\":\"{id}\",\"SCF_Duration\":{duration},\"SCF_StatusCode\":433,\"SCF_RetryNum\":0}}\n"
        )
    };
    let log: String = (0..14).map(|id| failed(id, if id < 12 { 3_000 + id } else { 700 })).collect();
    let cluster = read(Form::JsonLines, log.as_bytes()).cluster(433).unwrap();
    assert_eq!((cluster.at, cluster.count, cluster.of), (3_000, 12, 14));
}

#[test]
fn what_fuzzing_found_stays_mended() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (folder, form) in ["log_json", "log_array", "log_csv", "log_text"].into_iter().zip(FORMS) {
        let files: Vec<_> = std::fs::read_dir(corpus.join(folder)).unwrap().collect();
        assert!(!files.is_empty(), "{folder}");
        for file in files {
            let path = file.unwrap().path();
            // the first byte says where the fuzz target cuts
            let input = std::fs::read(&path).unwrap().split_off(1);
            let whole = read(form, &input);
            for (end, _) in input.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
                let (first, second) = input.split_at(end + 1);
                let mut fed = LogReader::new(&Clean::new("scf.log"), form);
                fed.feed(first);
                fed.feed(second);
                assert_eq!(fed.finish(&mut Mask::default()), whole, "{}", path.display());
                if let Some(seam) = Seam::of(form, first) {
                    let merged = joined(&seam, form, [first, second]);
                    let told = |log: &Log| (log.records, log.damaged);
                    assert_eq!(told(&merged), told(&whole), "{}", path.display());
                }
            }
        }
    }
}
