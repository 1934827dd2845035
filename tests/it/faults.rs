//! Faults of a catalogue as a whole: each is named with its place and with what to do.

use std::fs;
use std::path::Path;

use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::entry::EntryKind;
use scf_tui::catalogue::load::fault::{Allowed, Fault, Unasked, Unreached};
use scf_tui::catalogue::load::load;
use scf_tui::catalogue::load::path::Path as FaultPath;
use scf_tui::catalogue::load::texts::Untranslated;
use scf_tui::diagnosis::{Grade, diagnose};
use scf_tui::fact::{Answer, Key};
use scf_tui::lang::Lang;
use scf_tui::session::{Session, Start};

use crate::support::bin::LAB;

/// The faults of the laboratory's catalogue after a change.
fn faults(old: &str, new: &str) -> (String, Vec<Fault>) {
    assert!(LAB.contains(old), "{old}");
    let text = LAB.replacen(old, new, 1);
    let faults = load(Catalogue::default(), &text, None).err().unwrap_or_default();
    (text, faults)
}

/// That the change makes one fault, at the line and column where `place` begins, and that it says what to do.
fn assert_fault(old: &str, new: &str, place: &str, what: &str) {
    let (text, faults) = faults(old, new);
    let [fault] = faults.as_slice() else { panic!("{new}: {faults:#?}") };
    let before = &text[..text.find(place).unwrap_or_else(|| panic!("{place}"))];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    assert_eq!(
        Fault::positions(std::slice::from_ref(fault), &text),
        [(line, column)],
        "{what}: {}",
        fault.what(Lang::En)
    );
    assert!(fault.what(Lang::En).contains(what), "{}", fault.what(Lang::En));
    assert!(!fault.next(Lang::En).is_empty());
}

#[test]
fn the_laboratory_is_without_fault() {
    assert_eq!(faults("", "").1, []);
}

#[test]
fn a_cause_has_a_fix_a_verify_and_a_source() {
    let fix = "fix: [{text: {en: Open it, zh: 打开}}]";
    assert_fault(fix, "fix: []", "fix: []", "a cause without a fix");
    let verify = "    verify: {text: {en: Go through, zh: 走进去}}\n";
    assert_fault(verify, "", "id: t-shut", "the cause `t-shut` has no `verify`");
    let sources = "走进去}}\n    sources: [TT]\n";
    assert_fault(sources, "走进去}}\n", "id: t-shut", "the cause `t-shut` has no source");
}

#[test]
fn a_short_title_fits_its_pane() {
    let title = "id: t-shut\n";
    let short = |en: &str, zh: &str| format!("id: t-shut\n    short: {{en: {en}, zh: {zh}}}\n");
    assert_fault(
        title,
        &short("it is shut and will not open", "关着"),
        "en: it is shut and will",
        "takes 28 cells, and 26",
    );
    assert_fault(title, &short("shut", "门关着而且怎么都打不开了呀呢"), "zh: 门关着而且怎么", "takes 28 cells");
    assert_eq!(faults(title, &short("it is shut and not locked.", "门关着")).1, []);
}

#[test]
fn two_steps_of_a_fix_are_told_apart() {
    let fix = "fix: [{text: {en: Open it, zh: 打开}}]";
    let step = "{text: {en: Open it, zh: 打开}}";
    assert_fault(
        fix,
        &format!("fix: [{{id: x, text: {{en: A, zh: 甲}}}}, {step}, {step}]"),
        &format!("{step}]"),
        "known as `open-it` too",
    );
    assert_eq!(faults(fix, &format!("fix: [{step}, {{id: again, text: {{en: Open it, zh: 打开}}}}]")).1, []);
}

#[test]
fn a_text_is_said_in_each_language() {
    for (old, new, place, what) in [
        (
            "{en: A draught., zh: 穿堂风。}",
            "{en: A draught of air., zh: A draught of air.}",
            "zh: A draught",
            "not in Chinese",
        ),
        ("{en: A draught., zh: 穿堂风。}", "{en: 穿堂风。, zh: 风。}", "en: 穿堂风", "not in English"),
        ("{en: A draught., zh: 穿堂风。}", "{en: 风, zh: 风}", "en: 风", "a copy of the Chinese one"),
        ("{en: The door., zh: 门。}", "{en: \"\", zh: 门。}", "en: \"\"", "the text is empty in `en`"),
        ("{en: The door., zh: 门。}", "{en: The door., zh: \"\"}", "zh: \"\"", "the text is empty in `zh`"),
    ] {
        assert_fault(old, new, place, what);
    }
    for half in ["{en: A draught.}", "{zh: 穿堂风。}", "A draught."] {
        let one = "because: ".to_owned() + half;
        assert_fault("because: {en: A draught., zh: 穿堂风。}", &one, &one, "the text is in one language only");
    }
}

/// A file of the user says a text in one language, which then stands for the other.
#[test]
fn a_file_of_the_user_speaks_one_language() {
    let said = "{en: A draught., zh: 穿堂风。}";
    for (half, en, zh) in [
        ("{en: A draught.}", "A draught.", "A draught."),
        ("{zh: 穿堂风。}", "穿堂风。", "穿堂风。"),
        ("穿堂风。", "穿堂风。", "穿堂风。"),
        ("3", "3", "3"),
        (said, "A draught.", "穿堂风。"),
    ] {
        let text = LAB.replacen(said, half, 1);
        let catalogue = load(Catalogue::default(), &text, Some("own.yaml")).unwrap();
        let (_, cause) = catalogue.causes().find(|(_, cause)| &*cause.slug == "t-shut").unwrap();
        let because = cause.remedy.open().because;
        assert_eq!((because.of(Lang::En), because.of(Lang::Zh)), (en, zh), "{half}");
    }
    for (wrong, what) in [
        ("{}", "the text is empty"),
        ("\"\"", "the text is empty"),
        ("[a]", "expected a plain string, or a mapping with `en` or `zh`"),
        ("{en: A draught of air., zh: A draught of air.}", "not in Chinese"),
    ] {
        let faults = load(Catalogue::default(), &LAB.replacen(said, wrong, 1), Some("own.yaml")).unwrap_err();
        assert!(faults[0].what(Lang::En).contains(what), "{wrong}: {faults:#?}");
    }
}

/// Two steps in Chinese are told apart by their Chinese words.
#[test]
fn steps_in_one_language_are_told_apart() {
    let fix = "fix: [{text: {en: Open it, zh: 打开}}]";
    let text = LAB.replacen(fix, "fix: [{text: 在控制台打开 A}, {text: 在控制台关上 A}]", 1);
    assert_eq!(load(Catalogue::default(), &text, Some("own.yaml")).map(|_| ()), Ok(()));
}

/// What a file of the user was read in is that file, where it names nothing else.
#[test]
fn a_file_is_the_source_of_what_names_none() {
    let text = LAB.replacen("走进去}}\n    sources: [TT]\n", "走进去}}\n", 1);
    let catalogue = load(Catalogue::default(), &text, Some("own.yaml")).unwrap();
    let sources = |slug: &str| -> Vec<String> {
        let (_, cause) = catalogue.causes().find(|(_, cause)| &*cause.slug == slug).unwrap();
        cause.remedy.open().sources.iter().map(|id| catalogue.source(*id).title.of(Lang::Zh).to_owned()).collect()
    };
    assert_eq!((sources("t-open"), sources("t-shut")), (vec!["测试页".to_owned()], vec!["own.yaml".to_owned()]));
    assert_eq!(catalogue.sources().len(), 2);
    // the same file once more, over itself
    let again = load(catalogue, &text, Some("own.yaml")).unwrap();
    assert_eq!(again.sources().len(), 2);
}

/// A note adds to what exists, and says where it comes from.
#[test]
fn a_note_adds_to_a_code_and_to_a_cause() {
    let base = load(Catalogue::default(), LAB, None).unwrap();
    let text = "notes:\n  - {to: 731, note: Ours slams.}\n  - {to: t-shut, note: {zh: 我们的门卡住了。}}\n  - {to: 731, note: Mind it.}\n";
    let catalogue = load(base.clone(), text, Some("own.yaml")).unwrap();
    let notes = catalogue.code(731).unwrap().detail.open().notes;
    let told: Vec<&str> = notes.iter().map(|note| note.of(Lang::En)).collect();
    assert_eq!(told, ["A note", "Ours slams. (own.yaml)", "Mind it. (own.yaml)"]);
    let cause = |catalogue: &Catalogue| {
        catalogue.causes().find(|(_, cause)| &*cause.slug == "t-shut").map(|(_, cause)| cause.remedy.open()).unwrap()
    };
    assert_eq!(cause(&catalogue).notes[0].of(Lang::Zh), "我们的门卡住了。（own.yaml）");
    assert_eq!(cause(&catalogue).fix, cause(&base).fix, "the rest stands");
    for (to, what) in [("733", "no code is called `733`"), ("t-shu", "no cause is called `t-shu`")] {
        let faults = load(base.clone(), &format!("notes: [{{to: {to}, note: x}}]\n"), Some("own.yaml")).unwrap_err();
        assert!(matches!(faults.as_slice(), [fault] if fault.what(Lang::En) == what), "{faults:#?}");
    }
}

/// A symptom, so far without fault.
const SYMPTOM: &str = "symptoms:\n  - {id: t-cold, title: {en: It is cold, zh: 很冷}, codes: [731], causes: [t-open], first: [t-ask]}\nguide:\n";

#[test]
fn codes_and_symptoms_lead_to_causes() {
    assert_eq!(faults("guide:\n", SYMPTOM).1, []);
    assert_fault("causes: [t-open, t-shut]", "causes: []", "causes: []", "a code without a cause");
    for (list, empty, what) in [
        ("causes: [t-open]", "causes: []", "a symptom without a cause"),
        ("codes: [731]", "codes: []", "a symptom without a code"),
    ] {
        assert_fault("guide:\n", &SYMPTOM.replacen(list, empty, 1), &format!("{empty}{}", tail(list)), what);
    }
    for (old, new, what) in [
        ("codes: [731]", "codes: [733]", "no code is called `733`"),
        ("causes: [t-open]", "causes: [t-opne]", "no cause is called `t-opne`"),
        ("first: [t-ask]", "first: [t-aks]", "no question is called `t-aks`"),
    ] {
        let at = new.split_once('[').unwrap().1;
        assert_fault("guide:\n", &SYMPTOM.replacen(old, new, 1), at, what);
    }
}

/// What follows a list of the symptom up to the next one, so that a place is found once.
fn tail(list: &str) -> &'static str {
    if list.starts_with("causes") { ", first" } else { ", causes" }
}

#[test]
fn every_cause_is_reached() {
    assert_fault("causes: [t-open, t-shut]", "causes: [t-shut]", "id: t-open", "`t-open`: no code or symptom lists it");
    assert_fault("    confirmed: {t_door: open}\n", "", "id: t-open", "`t-open`: no facts make it confirmed or likely");
}

#[test]
fn every_question_is_asked_and_has_answers() {
    let unplaced = "    ask: [t-ask]\n";
    assert_fault(unplaced, "    ask: []\n", "id: t-ask", "`t-ask` is never asked");
    let answers = "answers: [{id: open}, {id: shut}, {id: gone}]";
    assert_fault(answers, "answers: []", "answers: []", "cannot be chosen by a digit");
    assert_fault(answers, &answers.replacen("gone", "shut", 1), "{id: shut}]", "the answer `shut` stands twice");
    assert_fault(unplaced, "    ask: [{t-ask: {open: [t-ask]}}]\n", "{t-ask: {open", "under one of its own answers");
}

/// Not knowing is always possible: a fact that nobody knows confirms nothing and excludes nothing, however the conditions
/// of a cause are written.
#[test]
fn not_knowing_neither_confirms_nor_excludes() {
    let shut = "    confirmed: {t_door: shut}\n";
    for rules in [
        "    likely: {not: {t_door: [open, gone]}}\n    ruled_out: never\n",
        "    likely: {t_door: known}\n",
        "    likely: {not: {t_door: known}}\n    ruled_out: never\n",
        "    confirmed: {t_door: shut}\n    likely: {not: {t_door: open}}\n    ruled_out: {not: {t_door: shut}}\n",
    ] {
        let loaded = load(Catalogue::default(), &LAB.replacen(shut, rules, 1), None);
        // a condition that no fact can make true is refused
        let Ok(catalogue) = loaded else {
            assert!(rules.contains("{not: {t_door: known}}"), "{rules}: {loaded:?}");
            continue;
        };
        let mut session = Session::new(Start::Code(731));
        session.facts.answer(Key::new("t_door"), Answer::Unknown);
        let diagnosis = diagnose(&catalogue, &session);
        assert!(diagnosis.causes.iter().all(|it| it.grade == Grade::Possible), "{rules}: {diagnosis:?}");
    }
}

/// Shut in the laboratory, confirmed by what says only that it is not open.
#[test]
fn what_is_not_so_confirms_nothing() {
    let what = "confirms the cause `t-shut`, but says only what is not so";
    for not in ["{not: {t_door: [open, gone]}}", "{any: [{t_door: shut}, {not: {t_door: [open, shut]}}]}"] {
        assert_fault("confirmed: {t_door: shut}", &format!("confirmed: {not}"), "id: t-shut", what);
    }
    // the answer says no more than that no other one fits
    let rest = LAB.replacen("{id: shut}", "{id: shut, rest: true}", 1);
    assert_ne!(rest, LAB);
    let faults = load(Catalogue::default(), &rest, None).unwrap_err();
    assert!(faults.iter().any(|fault| fault.what(Lang::En).contains(what)), "{faults:#?}");
}

/// The other one of two values, and the other side of a bound, are as good as said.
#[test]
fn what_leaves_one_value_is_said() {
    let flag = "  t_flag:\n    label: {en: Flag, zh: 标志}\n    type: flag\n    from: [log]\nsources:\n";
    let amount =
        "  t_flag:\n    label: {en: Size, zh: 大小}\n    type: amount\n    unit: MB\n    from: [log]\nsources:\n";
    for (fact, condition) in [(flag, "{not: {t_flag: yes}}"), (amount, "{t_flag: {below: 3 MB}}")] {
        let text = LAB.replacen("sources:\n", fact, 1);
        let text = text.replacen("confirmed: {t_door: shut}", &format!("confirmed: {condition}"), 1);
        assert_eq!(load(Catalogue::default(), &text, None).map(|_| ()), Ok(()), "{condition}");
    }
}

/// A fact that can have several values: one of them excludes no other, and each that is named confirms its cause.
#[test]
fn one_of_several_values_excludes_no_other() {
    let several = "      gone: {en: there is none, zh: 没有门}\n    several: [open, shut]\n";
    let text = LAB.replacen("      gone: {en: there is none, zh: 没有门}\n", several, 1);
    let catalogue = load(Catalogue::default(), &text, None).unwrap();
    let door = catalogue.fact("t_door").unwrap();
    for (said, grades) in
        [("open", [0, 2]), ("shut", [0, 2]), ("open,shut", [0, 0]), ("shut,open", [0, 0]), ("gone", [3, 3])]
    {
        let mut session = Session::new(Start::Code(731));
        session.facts.answer(Key::new("t_door"), Answer::Is(door.parse(said).unwrap()));
        let causes = diagnose(&catalogue, &session).causes;
        assert_eq!(causes.iter().map(|it| it.grade.rank()).collect::<Vec<_>>(), grades, "{said}");
    }
    for nonsense in ["open,gone", "open,", "open,ajar", ","] {
        assert_eq!(door.parse(nonsense), None, "{nonsense}");
    }
    let wrong = LAB.replacen(
        "      gone: {en: there is none, zh: 没有门}\n",
        &several.replace("[open, shut]", "[open, ajar]"),
        1,
    );
    let faults = load(Catalogue::default(), &wrong, None).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if fault.what(Lang::En).contains("`ajar`")), "{faults:#?}");
}

#[test]
fn a_command_can_be_pasted() {
    for (command, what) in [
        ("\"shut '%{t_name}\"", "an unbalanced quote"),
        ("'shut \"%{t_name}'", "an unbalanced quote"),
        ("\"shut %{t_nam}\"", "`%{t_nam}`, which has no placeholder"),
    ] {
        assert_fault("run: \"shut %{t_name}\"", &format!("run: {command}"), &format!("run: {command}"), what);
    }
}

/// Facts that a command sets: one that can be raised to a limit, and a name.
const SET: &str = "facts:\n  t_wait: {label: {en: Wait, zh: 等待}, from: [log], type: amount, unit: s, \
                   placeholder: SECONDS, sets: --Wait, at_most: 900 s}\n";

#[test]
fn a_command_sets_no_number_of_its_own() {
    let with = |run: &str| {
        let (old, new) = ("run: \"shut %{t_name}\"", format!("run: \"{run}\""));
        let text = LAB.replacen("facts:\n", SET, 1).replacen(old, &new, 1);
        load(Catalogue::default(), &text, None).err().unwrap_or_default()
    };
    for right in [
        "shut %{t_name} --Wait %{t_wait|raise 60}",
        "shut %{t_name} --Wait %{t_wait} %{DOOR}",
        "x %{--Wait t_wait} %{t_name}",
    ] {
        assert_eq!(with(right), [], "{right}");
    }
    assert_eq!(with("shut %{t_name} --Wait 60\", fixed: \"sixty is meant"), []);
    for (run, what) in [
        ("shut %{t_name} --Wait 60", "`--Wait 60` may be less than what the function has"),
        ("shut %{t_name} --Wait %{t_name|raise 60}", "`t_name` is no amount, so it cannot be raised"),
        ("shut %{t_name} --Wait %{t_wait|lift 60}", "`%{t_wait|lift 60}` is no hole"),
        ("shut %{t_name}\", fixed: \"sixty is meant", "`fixed` gives a reason, but no number is set"),
    ] {
        let faults = with(run);
        let [fault] = faults.as_slice() else { panic!("{run}: {faults:#?}") };
        assert!(fault.what(Lang::En).contains(what), "{run}: {}", fault.what(Lang::En));
    }
    let limit = SET.replacen("900 s", "900 MB", 1);
    let faults = load(Catalogue::default(), &LAB.replacen("facts:\n", &limit, 1), None).err().unwrap_or_default();
    assert!(faults.iter().any(|fault| fault.what(Lang::En).contains("`900 MB` is no limit")), "{faults:#?}");
}

#[test]
fn a_step_that_several_fixes_end_with_is_written_once() {
    let follow_up = |after: &str| {
        let step = "text: {en: Look behind it, zh: 看看后面}";
        LAB.replacen("causes:\n", &format!("follow_ups:\n  - {{id: t-look, after: [{after}], {step}}}\ncauses:\n"), 1)
    };
    let catalogue = load(Catalogue::default(), &follow_up("shut"), None).unwrap();
    for (_, cause) in catalogue.causes() {
        let fix = cause.remedy.open().fix;
        let calls =
            fix.iter().any(|step| step.run.as_ref().is_some_and(|run| run.texts().any(|run| run.contains("shut"))));
        let ends = fix.last().is_some_and(|step| &*step.slug() == "t-look");
        assert_eq!(calls, ends, "{}", cause.slug);
    }
    let faults = load(Catalogue::default(), &follow_up(""), None).err().unwrap_or_default();
    assert!(faults.iter().any(|fault| fault.what(Lang::En).contains("follows no command")), "{faults:#?}");
}

#[test]
fn a_link_can_be_opened() {
    for url in ["http://example.com/en", "https://example/en", "https://example.com/a page"] {
        assert_fault("https://example.com/en", url, "en: \"http", "no address that can be opened");
    }
    for url in ["http://example.com/", "https://example.com/a page"] {
        assert_fault("show: \"a: b\"", &format!("show: \"{url}\""), "show: \"http", "no address that can be opened");
    }
}

#[test]
fn what_is_declared_is_used() {
    let unused = "  t_idle:\n    label: {en: Idle, zh: 闲着}\n    type: flag\nsources:\n";
    assert_fault("sources:\n", unused, "t_idle", "the fact `t_idle` is not used");
    let source = "  UU:\n    title: {en: Unread, zh: 没读过}\nreferences:\n";
    assert_fault("references:\n", source, "UU", "the source `UU` is not used");
}

#[test]
fn what_causes_speak_of_can_be_told() {
    let untold = "  t_idle:\n    label: {en: Idle, zh: 闲着}\n    type: flag\nsources:\n";
    let text = LAB.replacen("sources:\n", untold, 1);
    let text = text.replacen("confirmed: {t_door: shut}", "confirmed: {t_door: shut, t_idle: yes}", 1);
    let load = |text: &str| load(Catalogue::default(), text, None);
    let faults = load(&text).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if fault.what(Lang::En).contains("nothing tells it")), "{faults:#?}");
    load(&text.replacen("type: flag", "type: flag\n    from: [log]", 1)).unwrap();
}

#[test]
fn two_causes_of_a_code_are_not_confirmed_by_the_same_facts() {
    for (both, facts) in [
        ("{t_door: [shut, open]}", "`t_door: open`"),
        ("{any: [{t_door: shut}, {t_door: open}]}", "`t_door: open`"),
        ("{any: [{t_door: shut}, {all: [{t_door: [open, gone]}]}]}", "`t_door: open`"),
    ] {
        let (_, faults) = faults("confirmed: {t_door: shut}", &format!("confirmed: {both}"));
        let told: Vec<&str> = faults.iter().map(|fault| fault.what(Lang::En)).collect();
        let each = |a: &str, b: &str| format!("what confirms the cause `{a}` of 731 confirms `{b}` as well: {facts}");
        assert_eq!(told, [each("t-open", "t-shut"), each("t-shut", "t-open")], "{both}");
    }
}

#[test]
fn values_that_no_answer_gives_are_tried_too() {
    let evidence = "  t_seen:\n    label: {en: Seen, zh: 看到}\n    type: flag\n    from: [log]\nsources:\n";
    let text = LAB.replacen("sources:\n", evidence, 1);
    let text = text.replacen(
        "confirmed: {t_door: shut}",
        "confirmed: {any: [{t_door: shut}, {t_seen: yes}]}\n    ruled_out: {t_door: [open, gone]}",
        1,
    );
    let faults = load(Catalogue::default(), &text, None).unwrap_err();
    let told: Vec<&str> = faults.iter().map(|fault| fault.what(Lang::En)).collect();
    assert!(
        matches!(told.as_slice(), [what] if what.contains("`t-shut` is confirmed and ruled out at once by `t_door: ")),
        "{told:#?}"
    );
}

#[test]
fn conditions_over_too_many_facts_are_refused() {
    let keys: Vec<String> = (0..18).map(|at| format!("t_{at}")).collect();
    let declared: Vec<String> = keys
        .iter()
        .map(|key| format!("  {key}:\n    label: {{en: Idle, zh: 闲着}}\n    type: flag\n    from: [log]\n"))
        .collect();
    let condition: Vec<String> = keys.iter().map(|key| format!("{key}: yes")).collect();
    let text = LAB.replacen("sources:\n", &format!("{}sources:\n", declared.concat()), 1);
    let text = text.replacen("{t_door: shut}", &format!("{{t_door: shut, {}}}", condition.join(", ")), 1);
    let faults = load(Catalogue::default(), &text, None).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if fault.what(Lang::En).contains("too many facts")), "{faults:#?}");
}

#[test]
fn codes_of_one_name_say_what_sets_them_apart() {
    let line = "    unlike: {en: 731 is the first door., zh: 731 是第一扇门。}\n";
    assert_fault(line, "", "code: 732", "732 and 731 are both called `SharedName`");
}

/// A fault of each kind, by the name of the function that makes it.
fn each_fault() -> Vec<(&'static str, Fault)> {
    let path = FaultPath::top("causes").index(0);
    let at = &path;
    let values = [
        Allowed::YesOrNo,
        Allowed::OneOf("a, b"),
        Allowed::AnswerOf("q", "a"),
        Allowed::Number("ms"),
        Allowed::Code,
        Allowed::Known,
        Allowed::Comparison,
        Allowed::Amount,
        Allowed::Own,
    ];
    let mut faults: Vec<_> = values.map(|allowed| ("value", Fault::value(at, "x", "y", allowed))).into();
    faults.extend(of_entries(at));
    faults.extend(of_texts(at));
    faults
}

fn of_entries(at: &FaultPath) -> Vec<(&'static str, Fault)> {
    vec![
        ("unknown", Fault::unknown(at, EntryKind::Cause, "x", None)),
        ("unknown", Fault::unknown(at, EntryKind::Fact, "x", Some("y"))),
        ("unknown_start", Fault::unknown_start(at, "x")),
        ("same_step", Fault::same_step(at, "x")),
        ("twice", Fault::twice(at, EntryKind::Foreign, "x")),
        ("unused_fact", Fault::unused_fact(at, "x")),
        ("unused_source", Fault::unused_source(at, "x")),
        ("untold", Fault::untold(at, "x")),
        ("namesake", Fault::namesake(at, (1, 2), "x")),
        ("cycle", Fault::cycle(at, "x")),
        ("unasked", Fault::unasked(at, "x", Unasked::Excluded)),
        ("unasked", Fault::unasked(at, "x", Unasked::Unplaced)),
        ("unasked", Fault::unasked(at, "x", Unasked::Unused)),
        ("unasked", Fault::unasked(at, "x", Unasked::Settled)),
        ("unreached", Fault::unreached(at, "x", Unreached::Unlisted)),
        ("unreached", Fault::unreached(at, "x", Unreached::Unsupported)),
        ("contradiction", Fault::contradiction(at, "x", "y")),
        ("unproven", Fault::unproven(at, "x", "y")),
        ("unheard", Fault::unheard(at, 1, "x", "y")),
        ("too_many", Fault::too_many(at, "x")),
        ("rivals", Fault::rivals(at, "x", "y", (1, "z"))),
        ("empty_condition", Fault::empty_condition(at)),
        ("unchoosable", Fault::unchoosable(at)),
        ("no_fix", Fault::no_fix(at)),
        ("too_wide", Fault::too_wide(at, 27, 26)),
        ("no_verify", Fault::no_verify(at, "x")),
        ("no_source", Fault::no_source(at, "x")),
        ("code_without_cause", Fault::code_without_cause(at)),
        ("symptom_without_code", Fault::symptom_without_code(at)),
        ("symptom_without_cause", Fault::symptom_without_cause(at)),
    ]
}

fn of_texts(at: &FaultPath) -> Vec<(&'static str, Fault)> {
    vec![
        ("harmful", Fault::harmful(Some((1, 1)), '\u{1b}')),
        ("too_much", Fault::too_much(None)),
        ("anchor", Fault::anchor((1, 1))),
        ("tab", Fault::tab(at)),
        ("too_many_entries", Fault::too_many_entries(at, 1)),
        ("one_language", Fault::one_language(at)),
        ("empty", Fault::empty(at, "en")),
        ("untranslated", Fault::untranslated(at, Untranslated::NotInChinese)),
        ("untranslated", Fault::untranslated(at, Untranslated::Copied)),
        ("untranslated", Fault::untranslated(at, Untranslated::NotInEnglish)),
        ("placeholder", Fault::placeholder(at, "x")),
        ("quotes", Fault::quotes(at)),
        ("no_hole", Fault::no_hole(at, "x|y")),
        ("not_raised", Fault::not_raised(at, "x")),
        ("no_limit", Fault::no_limit(at, "x")),
        ("fixed_number", Fault::fixed_number(at, "--X", "x", "1")),
        ("nothing_fixed", Fault::nothing_fixed(at)),
        ("follows_nothing", Fault::follows_nothing(at, "x")),
        ("address", Fault::address(at, "x")),
        ("type_and_values", Fault::type_and_values(at)),
        ("no_unit", Fault::no_unit(at)),
        ("incomparable", Fault::incomparable(at)),
        ("no_product", Fault::no_product(at)),
        ("unaddable", Fault::unaddable(at)),
        ("ungiven", Fault::ungiven(at)),
        ("unrecognised", Fault::unrecognised(at, 1, "x")),
        ("example", Fault::example(at, EntryKind::Pattern, "x", true)),
        ("example", Fault::example(at, EntryKind::Pattern, "x", false)),
        ("untried", Fault::untried(at, EntryKind::Pattern, "x", true)),
        ("untried", Fault::untried(at, EntryKind::Pattern, "x", false)),
        ("says_nothing", Fault::says_nothing(at)),
        ("undecided", Fault::undecided(at)),
        ("lone_name", Fault::lone_name(at)),
        ("long_phrase", Fault::long_phrase(at, 32, 2)),
        ("takes_no_number", Fault::takes_no_number(at)),
        ("no_beginning", Fault::no_beginning(at)),
        ("open_bracket", Fault::open_bracket(at)),
        ("untaken", Fault::untaken(at)),
        ("form", Fault::form(None, "missing field `label`")),
        ("form", Fault::form(Some((1, 1)), "unknown field `x`, expected `a` or `b`")),
        ("too_deep", Fault::too_deep(1)),
        ("too_many_values", Fault::too_many_values(1)),
    ]
}

#[test]
fn each_fault_says_what_is_wrong_and_what_to_do_in_both_languages() {
    let faults = each_fault();
    let chinese = |text: &str| text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (name, fault) in &faults {
        for (en, zh) in [(fault.what(Lang::En), fault.what(Lang::Zh)), (fault.next(Lang::En), fault.next(Lang::Zh))] {
            assert!(!en.is_empty() && !chinese(en), "{name}: {en}");
            assert!(chinese(zh), "{name}: {zh}");
        }
    }
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/load/fault");
    for file in fs::read_dir(room).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let makers = text.split("    pub fn ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(name, _)| name);
        for maker in makers.filter(|name| !["positions", "what", "next", "advising"].contains(name)) {
            assert!(faults.iter().any(|(name, _)| *name == maker), "{maker} is not tried");
        }
    }
}
