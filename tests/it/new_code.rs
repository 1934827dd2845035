//! A status code that only a person's own file knows: one entry, and it is recognised like those of the platform.

use scf_tui::catalogue::Phase;
use scf_tui::catalogue::entry::EntryKind;
use scf_tui::catalogue::load::load;
use scf_tui::embedded;
use scf_tui::lang::Lang;
use scf_tui::matching::fold::Folded;
use serde_json::Value;

use crate::support::bin::{Home, LAB, scf};

/// One entry; its cause is a built-in one.
pub(crate) const NEW_CODE: &str = "\
codes:
  - code: 451
    name: TestCode
    title: {en: A code for a test, zh: 测试用的状态码}
    phase: run
    fault: [code]
    instance: kept
    retry:
      hand: {en: It does not help., zh: 没用。}
      sync: {en: It is not repeated., zh: 不会重试。}
      async: {en: It is repeated twice., zh: 重试两次。}
    meaning: {en: Nothing but a test., zh: 只是测试。}
    causes: [listens-on-loopback, wrong-port]
";

fn home() -> Home {
    Home::new().file("new.yaml", NEW_CODE)
}

#[test]
fn a_new_code_is_recognised_in_an_answer_and_in_prose() {
    let home = home();
    for text in [
        "HTTP/1.1 451 TestCode",
        "HTTP/1.1 451\nX-Scf-Message: TestCode",
        "the function returned 451 TestCode",
        "云函数返回 451 TestCode",
        "My SCF function returns 451",
        "腾讯云函数报 451",
        r#"{"errorCode":-1,"errorMessage":"x","statusCode":451}"#,
        "TestCode",
    ] {
        for lang in ["en", "zh"] {
            let run = home.with(&["diagnose", "-", "--json", "--lang", lang, "--catalogue", "new.yaml"], &[], text);
            let told: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{text}: {error}: {run:?}"));
            assert_eq!(told["codes"][0]["code"], 451, "{text}: {run:?}");
        }
        let without = Home::new().with(&["diagnose", "-", "--json"], &[], text);
        let told: Value = serde_json::from_str(&without.out).unwrap();
        assert_eq!(told["codes"], serde_json::json!([]), "{text} is of no code that is built in");
    }
}

#[test]
fn a_number_without_its_name_or_its_platform_stays_silent() {
    let home = home();
    for text in ["HTTP/1.1 451 Unavailable For Legal Reasons", "line 451 of 900", "451"] {
        let run = home.with(&["diagnose", "-", "--json", "--catalogue", "new.yaml"], &[], text);
        let told: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(told["codes"], serde_json::json!([]), "{text}");
    }
}

#[test]
fn a_code_that_cannot_be_recognised_is_a_fault() {
    let home = Home::new()
        .file("long.yaml", NEW_CODE.replace("451", "4510"))
        .file("good.yaml", NEW_CODE)
        .file("fine.yaml", NEW_CODE.replace("451", "251").replace("phase: run", "phase: ok"));
    let run = home.run(&["catalogue", "check", "long.yaml", "good.yaml", "fine.yaml"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("long.yaml:2:5: no number pattern recognises 4510 in `HTTP/1.1 4510⏎"), "{run:?}");
    assert_eq!(lines[1..], ["good.yaml: no fault", "fine.yaml: no fault"]);
    let narrow =
        LAB.replace("\"http/1.1 {code}\"", "\"http/1.1 731\"").replace("near: [x-scf-message]", "codes: [731]");
    let faults = load(scf_tui::catalogue::Catalogue::default(), &narrow, None).unwrap_err();
    assert!(
        faults.iter().any(|fault| fault.what(Lang::En).contains("no number pattern recognises 732")),
        "{faults:#?}"
    );
}

#[test]
fn every_failure_of_the_built_in_catalogue_is_taken_by_a_number_pattern() {
    let catalogue = embedded::catalogue();
    let patterns = catalogue.patterns();
    for code in catalogue.codes().iter().filter(|code| code.phase != Phase::Ok) {
        let head = format!("HTTP/1.1 {}\nX-Scf-Message: {}", code.number, code.name);
        let hits = patterns.hits(&Folded::new(&head));
        let taken = |hit: &scf_tui::matching::pattern::Hit| patterns.all[hit.pattern].taken(&hit.found);
        assert!(hits.certain.iter().any(|hit| taken(hit) == Some(code.number)), "{}", code.number);
    }
}

#[test]
fn everything_that_bears_on_a_code_is_shown_with_its_line() {
    let yaml = include_str!("../../catalogue.yaml");
    let shown = scf(&["catalogue", "show", "446", "--json"]);
    assert_eq!((shown.err.as_str(), shown.exit), ("", 0));
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    let entries = shown[0]["entries"].as_array().unwrap();
    for kind in ["code", "cause", "fact", "question", "sum", "symptom", "reference", "pattern", "list", "source"] {
        let of_kind: Vec<_> = entries.iter().filter(|entry| entry["kind"] == kind).collect();
        assert!(!of_kind.is_empty(), "{kind}");
        for entry in of_kind {
            assert_eq!(entry["file"], "catalogue.yaml");
            let at = usize::try_from(entry["line"].as_u64().unwrap()).unwrap();
            let line = yaml.lines().nth(at - 1).unwrap();
            assert!(line.contains(entry["id"].as_str().unwrap()), "{entry}: {line}");
        }
    }
    for (lang, words) in [("en", ["Place", "cause"]), ("zh", ["位置", "原因"])] {
        let text = scf(&["catalogue", "show", "PortBindingFailed", "--lang", lang]);
        assert!(text.out.starts_with("446 PortBindingFailed\n"), "{}", text.out);
        assert!(
            words.iter().all(|word| text.out.contains(word)) && text.out.contains("catalogue.yaml:"),
            "{}",
            text.out
        );
    }
}

#[test]
fn what_an_own_file_replaces_is_shown_there() {
    let shown = home().run(&["catalogue", "show", "451", "--catalogue", "new.yaml"]);
    let code = shown.out.lines().nth(2).unwrap();
    assert!(code.starts_with("new.yaml:2 ") && code.contains("451"), "{}", shown.out);
    assert!(shown.out.contains("listens-on-loopback") && shown.out.contains("catalogue.yaml:"), "{}", shown.out);
    let unknown = scf(&["catalogue", "show", "448"]);
    assert!(unknown.err.starts_with("scf-tui: no status code is called `448`; nearest: 447"), "{}", unknown.err);
    assert_eq!((unknown.out.as_str(), unknown.exit), ("", 1));
}

#[test]
fn each_kind_of_entry_has_a_name_in_both_languages_and_a_section_that_leads_to_it() {
    for kind in EntryKind::ALL {
        let name = kind.name();
        assert!(!name.en.is_empty() && !name.zh.is_ascii(), "{kind:?}");
        assert!(kind.section().is_empty() || EntryKind::of_section(kind.section()) == Some(kind), "{kind:?}");
    }
}
