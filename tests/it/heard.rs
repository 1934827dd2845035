//! What a text means: which code, whose text it is, where its words lead; and that nothing of it is said more surely than
//! it is known.

use scf_tui::clean::{Clean, Plain};
use scf_tui::diagnosis::{Diagnosis, Grade, Next, diagnose};
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::message::message;
use scf_tui::evidence::{self, Gathered};
use scf_tui::fact::reading::{Certainty, Reading};
use scf_tui::fact::{Evidence, EvidenceId, Key};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::report::case::{self, Beside, Case};
use scf_tui::report::json;
use scf_tui::session::{Change, History, Start};
use serde_json::Value;

fn read(text: &str) -> Reading {
    message(&embedded::catalogue(), EvidenceId::default(), &Mask::default().mask(&Plain::new(text)))
}

fn codes(reading: &Reading) -> Vec<u16> {
    reading.sightings.iter().map(|seen| seen.code).collect()
}

/// A text as a case: what follows from it, and its JSON.
fn told(text: &str) -> (Diagnosis, Value) {
    let catalogue = embedded::catalogue();
    let mut history = History::new(Start::Open);
    let evidence = Evidence { name: Clean::new("text"), reading: read(text), ..Evidence::default() };
    history.apply(Change::Read(vec![evidence]));
    let diagnosis = diagnose(&catalogue, history.session());
    let case = Case { catalogue: &catalogue, session: history.session(), diagnosis: &diagnosis, lang: Lang::En };
    let document = json::document(&json::diagnosed(case, Beside { logs: &[], findings: &[] }));
    (diagnosis.clone(), serde_json::from_str(&document).unwrap())
}

/// The best cause and its grade.
fn best(diagnosis: &Diagnosis) -> (String, &'static str) {
    let Some(standing) = diagnosis.best() else { return (String::new(), "none") };
    let grade = match standing.grade {
        Grade::Confirmed(_) => "confirmed",
        Grade::Likely(_) => "likely",
        Grade::Possible | Grade::RuledOut(_) => "possible",
    };
    (embedded::catalogue().cause(standing.cause).slug.to_string(), grade)
}

fn page(text: &str, lang: Lang) -> String {
    let catalogue = embedded::catalogue();
    let mut history = History::new(Start::Open);
    let evidence = Evidence { name: Clean::new("text"), reading: read(text), ..Evidence::default() };
    history.apply(Change::Read(vec![evidence]));
    let diagnosis = diagnose(&catalogue, history.session());
    let case = Case { catalogue: &catalogue, session: history.session(), diagnosis: &diagnosis, lang };
    format!("{:?}", case::evidence(case, Beside { logs: &[], findings: &[] }))
}

#[test]
fn a_clients_words_count_for_a_host_of_scf_and_for_no_other() {
    for (text, code) in [
        ("GET https://1300000000-9k2xq7ab1c.ap-guangzhou.tencentscf.com/ 446 ()", 446),
        ("POST https://service-abc12345-1300000000.gz.apigw.tencentcs.com/release/api 433 (Unknown)", 433),
        ("GET https://demo-1300000000.ap-shanghai.app.tcloudbase.com/api 446", 446),
        ("Unexpected server response: 405 wss://1300000000-9k2xq7ab1c.ap-guangzhou.tencentscf.com/", 405),
    ] {
        assert_eq!(codes(&read(text)), [code], "{text}");
        assert_eq!(
            read(
                &text
                    .replace("tencentscf.com", "example.com")
                    .replace("tencentcs.com", "example.com")
                    .replace("tcloudbase.com", "example.com")
            )
            .sightings,
            [],
            "{text}"
        );
    }
    let port = read("connect https://1300000000-9k2xq7ab1c.ap-guangzhou.tencentscf.com:443/");
    assert!(port.sightings.is_empty() && port.guesses.is_empty(), "a port is no code, not even a guess");
}

#[test]
fn a_number_on_no_list_is_the_platforms_all_the_same() {
    let text = r#"{"errorCode":-1,"errorMessage":"some new failure","requestId":"5d20c7b4-c1a7-11e9-8f03-52540077be10","statusCode":458}"#;
    for text in [text, "HTTP/1.1 458\nX-Scf-Message: SomethingNew"] {
        let reading = read(text);
        assert!(reading.sightings.is_empty() && reading.owner.is_none());
        assert_eq!(reading.unlisted.iter().map(|it| it.number).collect::<Vec<_>>(), [458]);
        assert!(page(text, Lang::En).contains("458: a status code of SCF that this version does not know"));
        assert!(page(text, Lang::Zh).contains("458：SCF 的状态码"));
        assert_eq!(told(text).1["codes"], serde_json::json!([]));
        assert_eq!(told(text).1["unlisted"][0]["number"], 458);
    }
    for text in [
        "SCF_StatusCode 458",
        r#"{"errorMessage":"slow down","statusCode":458}"#,
        r#"{"errorCode":1001,"errorMessage":"x","requestId":"y","statusCode":458}"#,
        r#"{"statusCode":458,"headers":{},"body":"{\"errorCode\":1,\"errorMessage\":\"x\"}"}"#,
    ] {
        assert_eq!(read(text).unlisted, [], "{text}");
    }
}

#[test]
fn a_log_of_numbers_on_no_list_says_so_too() {
    let row =
        |id: u8, code: u16| format!("{{\"SCF_RequestId\":\"r{id}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":{code}}}\n");
    let read = |text: String| {
        let named = (EvidenceId::default(), Clean::new("a.log"));
        evidence::read(
            &embedded::catalogue(),
            named,
            Gathered::Text(Content::whole(text.as_bytes())),
            &mut Mask::default(),
        )
    };
    let unknown = read(row(1, 458) + &row(2, 458)).evidence.reading;
    assert_eq!((unknown.sightings.len(), unknown.unlisted[0].number), (0, 458));
    let known = read(row(1, 458) + &row(2, 446)).evidence.reading;
    assert_eq!((known.sightings[0].code, known.unlisted.len()), (446, 0));
}

#[test]
fn the_operation_in_brackets_decides_a_refusal() {
    let refused = |operation: &str| {
        format!(
            "you are not authorized to perform operation ({operation}) resource (qcs::scf:ap-shanghai:uin/1:x/*) has no permission"
        )
    };
    for operation in ["scf:InvokeFunction", "scf:InvokeFunctionUrl", "scf:Invoke"] {
        let reading = read(&refused(operation));
        assert_eq!((codes(&reading), reading.sightings[0].certainty), (vec![441], Certainty::High), "{operation}");
        assert_eq!(told(&refused(operation)).1["stage"], "call");
    }
    let (diagnosis, _) = told(&refused("scf:InvokeFunctionUrl"));
    assert_eq!(best(&diagnosis), ("no-url-permission".to_owned(), "likely"));
    for operation in ["scf:CreateFunction", "scf:UpdateFunctionCode", "scf:ListFunctions"] {
        let (diagnosis, told) = told(&refused(operation));
        assert_eq!(best(&diagnosis), ("deployer-no-right".to_owned(), "confirmed"), "{operation}");
        assert_eq!((told["codes"].as_array().unwrap().len(), &told["stage"]), (0, &Value::from("deploy")));
        assert_eq!(diagnosis.facts.value(&Key::new("operation")).unwrap().to_string(), operation);
    }
    for (operation, owner) in [
        ("tcb:DescribeEnvs", "CloudBase"),
        ("tcbr:DescribeServer", "CloudBase Run"),
        ("cos:GetObject", "COS"),
        ("cls:SearchLog", "CLS"),
        ("cam:PassRole", "CAM"),
        ("apigw:CreateService", "API Gateway"),
    ] {
        let reading = read(&refused(operation).replace("qcs::scf", "qcs::x"));
        assert!(reading.sightings.is_empty(), "{operation}");
        let told = reading.owner.unwrap();
        assert!(told.name.of(Lang::En).contains(owner) && !told.next.of(Lang::Zh).is_empty(), "{operation}: {told:?}");
    }
}

#[test]
fn a_refused_deployment_is_told_as_such_with_its_cause() {
    for (text, cause, grade) in [
        ("函数状态异常, 函数代码(包含层)总大小超过上限，请修改后重试。", "code-too-large", "confirmed"),
        ("函数代码(包含层)总大小超过上限，请修改后重试。", "code-too-large", "confirmed"),
        (
            r#"{"Response":{"Error":{"Code":"FailedOperation.UpdateFunctionCode","Message":"The current function status is Updating, try again later"},"RequestId":"x"}}"#,
            "busy",
            "confirmed",
        ),
        (
            "函数更新失败 An internal error has occurred. Retry your request, but if the problem persists, contact us with details",
            "zip-backslashes",
            "likely",
        ),
        ("Unzip codezip Failed: zip code format error", "zip-backslashes", "likely"),
        ("[UpdateFunctionConfiguration] 函数Runtime不支持修改（Nodejs16.13）", "runtime-fixed", "confirmed"),
    ] {
        let (diagnosis, told) = told(text);
        assert_eq!(best(&diagnosis), (cause.to_owned(), grade), "{text}");
        assert_eq!(told["stage"], "deploy", "{text}");
        let sure = told["codes"].as_array().unwrap().iter().any(|code| code["certainty"] != "low");
        assert!(!sure && diagnosis.code.is_none(), "{text}: {}", told["codes"]);
    }
}

#[test]
fn the_inner_sentence_decides_and_a_wrapper_adds_no_code() {
    for (text, expected) in [
        (
            "errCode: -404011 cloud function execution error | errMsg: cloud.callFunction:fail requestID x, cloud function service error code -501000, error message FunctionName parameter could not be found.; at cloud.callFunction api;",
            &[435][..],
        ),
        (
            "-404011 cloud function execution error, service error code -504002, Invoking task timed out after 3 seconds",
            &[433],
        ),
        (r#"{"code":"FUNCTION_INVOCATION_FAILED","message":"Function code exception caught"}"#, &[430, 443]),
        (
            "{\"code\":\"FUNCTION_INVOCATION_FAILED\",\"message\":\"Function code exception caught\"}\n运行时间：0ms  占用内存：0.000 MB",
            &[443, 430],
        ),
    ] {
        assert_eq!(codes(&read(text)), expected, "{text}");
    }
    let open = read(r#"{"code":"FUNCTION_INVOCATION_FAILED","message":"Function code exception caught"}"#);
    assert!(open.owner.is_none() && open.sightings.iter().all(|seen| seen.certainty == Certainty::Medium));
    assert!(open.observations.iter().all(|(key, _)| key.as_str() != "code"), "neither for certain");
}

#[test]
fn frames_tell_a_call_from_loading() {
    for text in [
        "Traceback (most recent call last):\n  File \"/var/user/index.py\", line 10, in main_handler\nModuleNotFoundError: No module named 'x'",
        "Error: Cannot find module './a.js'\n    at Runtime.exports.main_handler [as handler] (/var/user/index.js:171:17)\n    at Runtime.handleOnce (/var/runtime/node12/Runtime.engine.js:219:23)",
    ] {
        let reading = read(text);
        assert_eq!(codes(&reading), [430], "{text}");
        assert_eq!(reading.sightings[0].certainty, Certainty::Low, "the code may have caught it");
        assert_eq!(&*reading.leads[0].symptom, "success-with-error");
    }
    let loading = read(
        "errCode: -504002 functions execute fail | errMsg: Runtime.ImportModuleError: Error: Cannot find module 'got'\nRequire stack:\n- /var/user/index.js\n- /var/runtime/node12/UserFunction.js",
    );
    assert_eq!(codes(&loading)[..2], [443, 430]);
    assert!(loading.owner.is_none(), "the class is SCF's too");
    assert!(loading.observations.iter().all(|(key, _)| key.as_str() != "code"), "Node 12 loads in the first event");
}

#[test]
fn an_exception_without_a_code_leads_to_its_symptom() {
    for text in [
        "AxiosError: Request failed with status code 429\n    at settle (/var/user/node_modules/axios/dist/node/axios.cjs:2026:12)\n    at async exports.main (/var/user/index.js:160:22)",
        "Traceback (most recent call last):\n  File \"/var/user/a.py\", line 7, in f\nKeyError: 'x'",
    ] {
        let reading = read(text);
        assert!(reading.sightings.is_empty() && reading.owner.is_none(), "{text}");
        assert_eq!(&*reading.leads[0].symptom, "success-with-error");
        let (diagnosis, told) = told(text);
        assert!(matches!(diagnosis.next, Next::Ask(_) | Next::Confirmed(_)));
        assert!(told["leads"][0]["note"].as_str().unwrap().contains("430"));
    }
    let text = "API网关触发器已下线，云函数访问 https://service-abc.gz.apigw.tencentcs.com 打不开了";
    let retired = read(text);
    assert!(retired.sightings.is_empty());
    assert!(retired.leads[0].note.as_ref().unwrap().of(Lang::Zh).contains("2025-06-30"));
    assert_eq!(best(&told(text).0), ("gateway-retired".to_owned(), "likely"));
}

#[test]
fn a_text_of_others_names_its_owner_and_a_step_there() {
    for (text, owner) in [
        ("EXCEED_MAX_PAYLOAD_SIZE", "CloudBase"),
        ("EXCEED_MAX_RESPONSE_SIZE", "CloudBase"),
        ("errCode: -501000 | errMsg: response size exceeded 1048576 bytes", "CloudBase"),
        (
            "腾讯云云托管部署失败\nLiveness probe failed: dial tcp 10.27.20.66:3000: connect: connection refused",
            "云托管",
        ),
        ("FSS.4001: function entry exception", "Huawei"),
        ("FC Invoke Start RequestId: 26ca00a4", "Alibaba"),
        ("Function execution took 60002 ms, finished with status: timeout", "Google"),
        ("This Serverless Function has crashed.", "Vercel"),
        ("AxiosError: Request failed with status code 446", "HTTP client"),
        ("Unexpected server response: 405 wss://www.example.com/", "HTTP client"),
        ("Error: x\n    at y (/usr/lib/node_modules/@cloudbase/cli/lib/z.js:1:1)", "deployment tool"),
        ("响应Body: request endpoint fail", "API Gateway"),
    ] {
        let reading = read(text);
        let told = reading.owner.unwrap_or_else(|| panic!("nobody owns {text}"));
        assert!(reading.sightings.is_empty() && told.name.of(Lang::En).contains(owner), "{text}: {told:?}");
        assert!(page(text, Lang::En).contains(told.next.of(Lang::En)), "{text}");
    }
    for (text, numbers) in [("EXCEED_MAX_PAYLOAD_SIZE", "100 KB"), ("EXCEED_MAX_RESPONSE_SIZE", "1 MB")] {
        assert!(read(text).owner.unwrap().next.of(Lang::Zh).contains(numbers), "{text}");
    }
    let own = read(
        "Report RequestId: 5d20c7b4-c1a7-11e9-8f03-52540077be10 Duration:14ms Memory:128MB MaxMemoryUsed:12.918MB",
    );
    assert!(own.owner.is_none());
}

#[test]
fn what_is_not_recognised_says_so_and_guesses() {
    let guesses = |text: &str| -> Vec<u64> {
        let told = told(text).1;
        let codes = told["codes"].as_array().unwrap().iter().chain(told["guesses"].as_array().into_iter().flatten());
        codes.map(|guess| guess["code"].as_u64().unwrap()).collect()
    };
    for (text, code) in [
        ("端口监听失败", 446),
        ("446 端口监听失败", 446),
        ("执行超时", 433),
        ("调用就报超时", 433),
        ("函数超时了怎么办", 433),
        ("why does my function time out after 3 seconds?", 433),
        ("请求被取消", 499),
        ("内存溢出", 434),
        ("子网不存在", 404),
        ("别名找不到", 442),
        ("入参太大", 406),
        ("返回内容超过6M", 407),
        ("439 进程意外退出", 439),
        ("statusCode: 446", 446),
        ("错误码 446", 446),
        ("446 error", 446),
        ("cloud function 446 port not bound", 446),
        ("云函数报446端口监听失败", 446),
    ] {
        assert_eq!(guesses(text).first(), Some(&code), "{text}");
    }
    for lang in [Lang::En, Lang::Zh] {
        let page = page("something went wrong", lang);
        assert!(
            !page.contains("No failure") && !page.contains("没有 SCF 的失败"),
            "it is not known that nothing failed"
        );
    }
}

/// Whatever this program prints of a code, a person may paste again.
#[test]
fn every_title_and_name_that_is_printed_is_recognised() {
    let catalogue = embedded::catalogue();
    let mut missed = Vec::new();
    for code in catalogue.codes() {
        let (number, name) = (code.number, code.name.as_str());
        for lang in [Lang::En, Lang::Zh] {
            let title = code.title.of(lang);
            for text in [
                format!("{number} {name}: {title}"),
                format!("{number} {name}"),
                format!("{number} {title}"),
                format!("{name}: {title}"),
                title.to_owned(),
                name.to_owned(),
                number.to_string(),
            ] {
                let reading = read(&text);
                let seen = codes(&reading).contains(&number);
                let evidence = Evidence { name: Clean::new("text"), reading, ..Evidence::default() };
                let guessed = || case::guesses(&catalogue, &[evidence]).iter().any(|guess| guess.code == number);
                if !seen && !guessed() {
                    missed.push(text);
                }
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}
