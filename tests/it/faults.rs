//! Faults of a catalogue as a whole: each is named with its place and with what to do.

use scf_tui::catalogue::fault::Fault;
use scf_tui::catalogue::{Catalogue, lay, source};

use crate::support::bin::LAB;

/// The faults of the laboratory's catalogue after a change.
fn faults(old: &str, new: &str) -> (String, Vec<Fault>) {
    assert!(LAB.contains(old), "{old}");
    let text = LAB.replacen(old, new, 1);
    let raw = source::parse(&text).unwrap_or_else(|fault| panic!("{}", fault.what()));
    let faults = lay::lay(Catalogue::default(), &raw, None).err().unwrap_or_default();
    (text, faults)
}

/// That the change makes one fault, at the line and column where `place` begins, and that it says what to do.
fn assert_fault(old: &str, new: &str, place: &str, what: &str) {
    let (text, faults) = faults(old, new);
    let [fault] = faults.as_slice() else { panic!("{new}: {faults:#?}") };
    let before = &text[..text.find(place).unwrap_or_else(|| panic!("{place}"))];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    assert_eq!(fault.position(&text), (line, column), "{what}: {}", fault.what());
    assert!(fault.what().contains(what), "{}", fault.what());
    assert!(!fault.next().is_empty());
}

#[test]
fn the_laboratory_is_without_fault() {
    assert_eq!(faults("", "").1, []);
}

#[test]
fn a_cause_has_a_verify_and_a_source() {
    let verify = "    verify: {text: {en: Go through, zh: 走进去}}\n";
    assert_fault(verify, "", "id: t-shut", "the cause `t-shut` has no `verify`");
    let sources = "走进去}}\n    sources: [TT]\n";
    assert_fault(sources, "走进去}}\n", "id: t-shut", "the cause `t-shut` has no source");
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
        ("{en: A draught., zh: 穿堂风。}", "{en: 穿堂风。, zh: 穿堂风。}", "en: 穿堂风", "not in English"),
        ("{en: The door., zh: 门。}", "{en: \"\", zh: 门。}", "en: \"\"", "the text is empty in `en`"),
    ] {
        assert_fault(old, new, place, what);
    }
}

#[test]
fn a_link_can_be_opened() {
    for url in ["http://example.com/en", "https://example/en", "https://example.com/a page"] {
        assert_fault("https://example.com/en", url, "en: \"http", "no address that can be opened");
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
    let lay = |text: &str| lay::lay(Catalogue::default(), &source::parse(text).unwrap(), None);
    let faults = lay(&text).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if fault.what().contains("nothing tells it")), "{faults:#?}");
    lay(&text.replacen("type: flag", "type: flag\n    from: [log]", 1)).unwrap();
}

#[test]
fn two_causes_of_a_code_are_not_confirmed_by_the_same_facts() {
    for (both, facts) in [
        ("{t_door: [shut, open]}", "`t_door: open`"),
        ("{any: [{t_door: shut}, {t_door: open}]}", "`t_door: open`"),
        ("{any: [{t_door: shut}, {all: [{t_door: [open, gone]}]}]}", "`t_door: open`"),
    ] {
        let (_, faults) = faults("confirmed: {t_door: shut}", &format!("confirmed: {both}"));
        let told: Vec<&str> = faults.iter().map(Fault::what).collect();
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
    let faults = lay::lay(Catalogue::default(), &source::parse(&text).unwrap(), None).unwrap_err();
    let told: Vec<&str> = faults.iter().map(Fault::what).collect();
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
    let faults = lay::lay(Catalogue::default(), &source::parse(&text).unwrap(), None).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if fault.what().contains("too many facts")), "{faults:#?}");
}

#[test]
fn codes_of_one_name_say_what_sets_them_apart() {
    let line = "    unlike: {en: 731 is the first door., zh: 731 是第一扇门。}\n";
    assert_fault(line, "", "code: 732", "732 and 731 are both called `SharedName`");
}
