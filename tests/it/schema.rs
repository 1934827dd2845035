//! The format as JSON Schema: committed, described, and what catalogues are written in.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use scf_tui::report::schema::schema;
use serde_json::Value;

use crate::new_code::NEW_CODE;
use crate::support::bin::{LAB, scf};

const FIRST_LINE: &str = "# yaml-language-server: $schema=docs/catalogue.schema.json\n";
const BEGIN: &str = "# Contents (section, line; SCF_TUI_WRITE=1 cargo test contents):\n";
const END: &str = "# ──\n";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// Whether files are to be brought up to date instead of being checked.
fn writes() -> bool {
    std::env::var_os("SCF_TUI_WRITE").is_some()
}

/// Run with `SCF_TUI_WRITE=1` to bring the file up to date.
#[test]
fn the_committed_schema_is_what_the_program_prints() {
    let printed = scf(&["catalogue", "schema"]);
    assert_eq!((printed.err.as_str(), printed.exit), ("", 0));
    if writes() {
        fs::write(path("docs/catalogue.schema.json"), &printed.out).unwrap();
    }
    assert_eq!(text("docs/catalogue.schema.json"), printed.out, "run the tests with SCF_TUI_WRITE=1");
}

#[test]
fn every_definition_and_every_property_is_described() {
    fn look(value: &Value, place: &str, bare: &mut Vec<String>) {
        for group in ["properties", "$defs"] {
            for (name, value) in value[group].as_object().into_iter().flatten() {
                if value["description"].as_str().is_none_or(str::is_empty) {
                    bare.push(format!("{place}/{group}/{name}"));
                }
            }
        }
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| look(value, &format!("{place}/{key}"), bare)),
            Value::Array(list) => list.iter().for_each(|value| look(value, place, bare)),
            _ => {}
        }
    }
    let mut bare = Vec::new();
    look(&schema(), "", &mut bare);
    assert_eq!(bare, Vec::<String>::new());
}

/// What the schema says against a catalogue.
fn misfits(validator: &Validator, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_catalogue_of_ours_is_of_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let readme = text("README.md");
    let own = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split_once("```")).unwrap().0.to_owned();
    for (name, yaml) in [
        ("catalogue.yaml", text("catalogue.yaml")),
        ("stories.yaml", text("tests/data/stories.yaml")),
        ("README.md", own),
        ("the laboratory", LAB.to_owned()),
        ("a new code", NEW_CODE.to_owned()),
    ] {
        assert_eq!(misfits(&validator, &yaml), Vec::<String>::new(), "{name}");
    }
    for wrong in ["zz: 1", "codes: [{code: x}]", "causes: [{id: a}]", "facts: {a: {label: {eng: a}}}"] {
        assert!(!misfits(&validator, wrong).is_empty(), "{wrong} is let through");
    }
}

/// The sections of a catalogue and the lines at which they begin.
fn contents(yaml: &str) -> String {
    let mut contents = String::new();
    for (at, line) in yaml.lines().enumerate() {
        let section = line.strip_suffix(':').filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase()));
        if let Some(section) = section {
            writeln!(contents, "#   {section:<12}{:>6}", at + 1).unwrap();
        }
    }
    contents
}

/// Run with `SCF_TUI_WRITE=1` to bring the head of the catalogue up to date.
#[test]
fn the_head_of_the_catalogue_names_its_schema_and_its_contents() {
    let yaml = text("catalogue.yaml");
    assert!(yaml.starts_with(FIRST_LINE));
    let (before, rest) = yaml.split_once(BEGIN).unwrap();
    let (told, after) = rest.split_once(END).unwrap();
    if writes() {
        // the lines of the contents themselves move what comes behind them
        let lines = contents(&yaml).lines().count();
        let blank = format!("{before}{BEGIN}{}{END}{after}", "#\n".repeat(lines));
        fs::write(path("catalogue.yaml"), format!("{before}{BEGIN}{}{END}{after}", contents(&blank))).unwrap();
    } else {
        assert_eq!(told, contents(&yaml), "run the tests with SCF_TUI_WRITE=1 to bring it up to date");
    }
}
