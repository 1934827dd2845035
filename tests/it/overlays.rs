//! Overlays: a file of somebody else's may be broken, hostile or huge; it is refused by name and place, and nothing waits.

use std::fmt::Write;
use std::fs;

use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::fault::Fault;
use scf_tui::catalogue::load::load;
use scf_tui::embedded;
use scf_tui::lang::Lang;

use crate::support::bin::{Home, LAB};

/// The first fault of an overlay, with its place.
fn fault_of(text: &str) -> (String, (usize, usize)) {
    let faults = load(embedded::catalogue(), text, Some("own.yaml")).unwrap_err();
    let places = Fault::positions(&faults[..1], text);
    (faults[0].what(Lang::En).to_owned(), places[0])
}

#[test]
fn where_two_parsers_disagree_nothing_hangs_and_nothing_gets_through() {
    // a TAB behind a colon, a flow collection that goes on at column 0, a quoted text that goes on at the indentation of its key:
    // one parser takes them, the other one repeats its error for ever
    for text in [
        "facts:\n  p:\n    type:\tflag\n    label: {en: \"a\\tb\", zh: x}\n",
        "sources:\n  a: {title: {en: \"x \\u0041\",\nzh: 有}}\n",
        "sources:\n  a:\n    title: {en: x, zh: 有}\n    read: \"one \\u0041\n    two\"\n",
    ] {
        let _either = load(embedded::catalogue(), text, Some("own.yaml"));
    }
    // an escape makes the character; in a comment, a line end of one parser is none of the other's
    for (text, code) in [
        ("sources:\n  a: {title: {en: \"x\\e[31m\", zh: 有}}\n", "U+001B"),
        ("sources:\n  a: {title: {en: \"x\\ry\", zh: 有}}\n", "U+000D"),
        ("# x\u{2028}sources: {a: {title: {en: \"\\e]0;x\\a\", zh: 有}}}\n", "U+001B"),
        ("# x\u{85}sources: {a: {title: {en: \"\\u202e\", zh: 有}}}\n", "U+202E"),
        ("sources:\n  \"a\\u200b\": {title: {en: x, zh: 有}}\n", "U+200B"),
    ] {
        match load(embedded::catalogue(), text, Some("own.yaml")) {
            Ok(catalogue) => assert_eq!(catalogue.sources().len(), embedded::catalogue().sources().len(), "{text:?}"),
            Err(faults) => assert!(faults[0].what(Lang::En).contains(code), "{text:?}: {faults:?}"),
        }
    }
}

#[test]
fn a_harmful_character_is_named_where_it_stands() {
    let (what, place) = fault_of("sources:\n  a:\n    title:\n      en: \"red \\e[31m\"\n      zh: 有\n");
    assert!(what.contains("U+001B"), "{what}");
    assert_eq!(place.0, 4);
}

#[test]
fn a_command_holds_no_tab() {
    let text = LAB.replacen("run: ls}", "run: \"l\\ts\"}", 1);
    assert_ne!(text, LAB, "the laboratory has a command");
    let faults = load(Catalogue::default(), &text, Some("own.yaml")).unwrap_err();
    assert!(faults.iter().any(|fault| fault.what(Lang::En).contains("TAB")), "{faults:?}");
}

#[test]
fn anchors_are_refused_and_their_bomb_is_never_built() {
    let (what, place) = fault_of("sources:\n  a: {title: &t {en: x, zh: 有}}\n  b: {title: *t}\n");
    assert!(what.contains("anchors"), "{what}");
    assert_eq!(place, (2, 14));
    let mut bomb = format!("lists:\n  a: [&x \"{}\"", "long ".repeat(60_000));
    bomb.push_str(&", *x".repeat(20_000));
    bomb.push_str("]\n");
    let (what, _) = fault_of(&bomb);
    assert!(what.contains("anchors"), "{what}");
    // a file whose anchors the eye of the one parser does not see is ended by what the other one delivers
    let tab = bomb.replacen("lists:\n  a: [", "lists:\n  a:\t[", 1);
    let (what, _) = fault_of(&tab);
    assert!(what.contains("anchors") || what.contains("longer than the file itself"), "{what}");
}

#[test]
fn values_without_end_are_refused_before_they_are_read() {
    for endless in [
        format!("lists:\n  a:\n{}", "  -\n".repeat(400_000)),
        format!("lists:\n  a: {}", "- ".repeat(400_000)),
        format!("lists:\n  a: [{}]\n", "a,".repeat(400_000)),
        format!("codes: [{}]\n", "{a: b}, ".repeat(100_000)),
    ] {
        let (what, _) = fault_of(&endless);
        assert!(what.contains("more values"), "{what}");
    }
}

#[test]
fn a_condition_without_end_is_refused() {
    let parts = "{any: [{t_door: open}, {t_door: shut}]}, ".repeat(1_000);
    let text = LAB.replacen(
        "confirmed: {t_door: open}",
        &format!("confirmed: {{t_door: open}}\n    likely: {{any: [{parts}]}}"),
        1,
    );
    let faults = load(Catalogue::default(), &text, Some("own.yaml")).unwrap_err();
    assert!(faults.iter().any(|fault| fault.what(Lang::En).contains("more than 1000")), "{faults:?}");
}

#[test]
fn settings_that_cannot_be_read_are_said() {
    let home = Home::new();
    let folder = home.path(".config/scf-tui");
    fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink("settings.yaml", folder.join("settings.yaml")).unwrap();
    let run = home.run(&["list"]);
    assert!(run.err.contains("settings.yaml") && run.exit == 0, "{run:?}");
}

#[test]
fn a_file_of_ten_thousand_entries_is_taken() {
    let mut text = String::from("symptoms:\n");
    for number in 0..10_000 {
        writeln!(
            text,
            "  - {{id: s{number}, title: {{en: case {number}, zh: 情况 {number}}}, codes: [446], causes: [wrong-port]}}"
        )
        .unwrap();
    }
    let base = embedded::catalogue();
    let symptoms = base.symptoms().len();
    assert_eq!(load(base, &text, Some("own.yaml")).unwrap().symptoms().len(), symptoms + 10_000);
}

#[test]
fn an_ampersand_in_a_text_is_no_anchor() {
    let text = "sources:\n  own: {title: {en: \"a && b &c\", zh: 有}}\n";
    let faults = load(embedded::catalogue(), text, Some("own.yaml")).unwrap_err();
    assert!(faults.iter().all(|fault| fault.what(Lang::En).contains("is not used")), "{faults:?}");
}

/// An overlay of so many codes, each with one slip.
fn slips(count: usize) -> String {
    let mut text = String::from("codes:\n");
    for number in 0..count {
        writeln!(
            text,
            "  - {{code: {}, name: N{number}, title: {{en: N {number}, zh: 码 {number}}}, phase: run, fault: [], \
             instance: kept, retry: {{hand: {{en: a, zh: 一}}, sync: {{en: a, zh: 一}}, async: {{en: a, zh: 一}}}}, \
             meaning: {{en: a, zh: 一}}, causes: [no-such-cause-{number}]}}",
            10_000 + number
        )
        .unwrap();
    }
    text
}

/// What once took a minute is over before anyone notices; `tests/bench` measures it.
#[test]
fn a_file_of_many_slips_is_told_slip_by_slip() {
    let text = slips(10_000);
    let faults = load(embedded::catalogue(), &text, Some("own.yaml")).unwrap_err();
    assert_eq!(faults.len(), 10_000);
    let lines: Vec<usize> = Fault::positions(&faults, &text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, (2..10_002).collect::<Vec<_>>());
}

#[test]
fn twenty_faults_are_shown_and_the_rest_is_counted() {
    let home = Home::new().file("own.yaml", slips(50));
    for (lang, rest) in [("en", "30 more faults not shown"), ("zh", "还有 30 处问题没有列出")] {
        let run = home.run(&["--lang", lang, "catalogue", "check", "own.yaml"]);
        assert_eq!((run.out.lines().count(), run.exit), (21, 3), "{}", run.out);
        assert!(run.out.lines().last().unwrap().contains(rest), "{}", run.out);
    }
}

#[test]
fn only_what_an_overlay_touches_is_checked_and_what_it_touches_is() {
    let base = embedded::catalogue();
    // a code that is replaced takes its causes with it: those that no code lists any more are said
    let listed = base.code(446).unwrap();
    let kept = base.cause(listed.causes[0]).slug.clone();
    let text = slips(1).replace("code: 10000", "code: 446").replace("[no-such-cause-0]", &format!("[{kept}]"));
    let faults = load(base.clone(), &text, Some("own.yaml")).unwrap_err();
    assert!(faults.iter().all(|fault| fault.what(Lang::En).contains("no code or symptom lists it")), "{faults:?}");
    // a value that is taken away from a fact leaves causes that nothing can confirm any more
    let text =
        "facts:\n  deploy:\n    label: {en: Deployed as, zh: 部署方式}\n    values: {other: {en: other, zh: 其他}}\n";
    assert!(load(base, text, Some("own.yaml")).is_err());
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_folder_among_the_catalogues_is_said_and_passed_over() {
    let home = Home::new().file(".config/scf-tui/own.yaml", "codes: [");
    let folder = home.path(".config/scf-tui");
    fs::create_dir(folder.join("folder.yaml")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.yaml")).status().unwrap();
    assert!(made.success());
    let run = home.run(&["list"]);
    assert!(run.out.contains("446") && run.exit == 0, "{run:?}");
    assert_eq!(run.err.matches("this is no file").count(), 2, "{}", run.err);
}

#[test]
fn a_phrase_that_would_be_followed_for_ever_is_refused() {
    let long = "a ".repeat(20_000);
    for phrase in ["a … a … a … b", &format!("{long}b"), &format!("a … {long}")] {
        let text = format!(
            "patterns:\n  - {{id: p, any: [\"{phrase}\", foo bar], codes: [433], match_examples: [\"foo bar\", \"{long}b\"], \
             near_miss: [\"{long}\"]}}\n"
        );
        let (what, place) = fault_of(&text);
        assert!(what.contains("more than 32 words"), "{what}");
        assert_eq!(place.0, 2);
    }
}
