//! Each JSON shape against the letter of the contract. Fields may be added; none may be missing or of another type.

use serde_json::{Value, json};

use crate::support::bin::{Home, LAB, Run, scf};

fn lab(args: &[&str]) -> Run {
    let run = Home::new().file("lab.yaml", LAB).run(&[args, &["--catalogue", "lab.yaml"]].concat());
    assert_eq!((run.err.as_str(), run.exit), ("", 0));
    run
}

fn document(run: &Run) -> Value {
    assert!(run.out.ends_with('\n') && run.out.lines().count() == 1, "one document on one line");
    serde_json::from_str(&run.out).unwrap()
}

/// A string or null.
fn or_null() -> Value {
    json!({"or null": ""})
}

fn listed() -> Value {
    json!({
        "code": 446, "name": "", "title": "", "phase": "", "fault": [""], "recycles_instance": false,
        "retry": {"sync": "", "async": ""},
        // added
        "instance": "", "also": [""], "domestic_only": false, "from": or_null(),
    })
}

fn explained() -> Value {
    let step = json!({"text": "", "run": or_null()});
    let link = json!({"title": "", "url": ""});
    let mut shape = listed();
    let more = json!({
        "meaning": "",
        "messages": [""],
        "causes": [{
            "id": "", "title": "", "because": "", "fix": [step], "verify": or_null(),
            // added
            "verify_run": or_null(), "unlike": [""], "notes": [""], "sources": [{"title": ""}], "from": or_null(),
        }],
        "limits": [{"name": "", "value": ""}],
        "links": [link],
        "related": [445],
        // added
        "notes": [""], "sources": [{"title": ""}],
        "references": [{"id": "", "title": "", "intro": or_null(), "rows": [{"name": "", "text": "", "run": or_null()}]}],
    });
    shape.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    shape
}

/// Where `value` is not of the shape: a missing field, another type.
fn misfits(value: &Value, shape: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(inner) = shape.get("or null") {
        if !value.is_null() {
            misfits(value, inner, place, found);
        }
        return;
    }
    match (value, shape) {
        (Value::Object(value), Value::Object(shape)) => {
            for (key, shape) in shape {
                match value.get(key) {
                    Some(value) => misfits(value, shape, &format!("{place}.{key}"), found),
                    None => found.push(format!("{place}.{key} is missing")),
                }
            }
        }
        (Value::Array(values), Value::Array(shape)) => {
            for (at, value) in values.iter().enumerate() {
                misfits(value, &shape[0], &format!("{place}[{at}]"), found);
            }
        }
        _ if std::mem::discriminant(value) == std::mem::discriminant(shape) => {}
        _ => found.push(format!("{place} is {value}")),
    }
}

fn assert_shape(value: &Value, shape: &Value) {
    let mut found = Vec::new();
    misfits(value, shape, "", &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_check_itself_finds_what_is_missing() {
    let mut found = Vec::new();
    misfits(&json!([{"code": "446"}]), &json!([{"code": 1, "name": ""}]), "", &mut found);
    assert_eq!(found, ["[0].code is \"446\"", "[0].name is missing"]);
}

#[test]
fn list() {
    for run in [scf(&["list", "--json"]), lab(&["--json", "list"])] {
        let list = document(&run);
        assert_shape(&list, &json!([listed()]));
        let codes: Vec<u64> = list.as_array().unwrap().iter().map(|code| code["code"].as_u64().unwrap()).collect();
        assert!(codes.is_sorted() && codes.contains(&446));
    }
}

#[test]
fn explain() {
    for code in document(&scf(&["list", "--json"])).as_array().unwrap() {
        let explained_code = document(&scf(&["explain", &code["code"].to_string(), "--json"]));
        assert_shape(&explained_code, &json!([explained()]));
        assert_eq!(explained_code.as_array().unwrap().len(), 1);
        for (key, value) in code.as_object().unwrap() {
            assert_eq!(&explained_code[0][key], value, "explain tells what list tells");
        }
    }
    let causes = &document(&scf(&["explain", "446", "--json"]))[0]["causes"];
    assert!(causes.as_array().unwrap().iter().any(|cause| cause["id"] == "listens-on-loopback"));
}

#[test]
fn what_bears_on_a_code() {
    let shown = document(&lab(&["catalogue", "show", "shared-name", "--json"]));
    let entry = json!({"kind": "", "id": "", "title": "", "file": "", "line": 1});
    assert_shape(&shown, &json!([{"code": 731, "name": "", "entries": [entry]}]));
    assert_eq!(shown.as_array().unwrap().len(), 2);
    assert_eq!(
        shown[0]["entries"][0],
        json!({
            "kind": "code", "id": "731", "title": "SharedName: First of two", "file": "lab.yaml", "line": 24,
        })
    );
}

#[test]
fn explain_tells_every_field_of_the_catalogue() {
    let two = document(&lab(&["explain", "shared-name", "--json"]));
    assert_shape(&two, &json!([explained()]));
    assert_eq!(two.as_array().unwrap().len(), 2);
    let first = &two[0];
    let expected = json!({
        "code": 731, "name": "SharedName", "title": "First of two", "phase": "run", "fault": ["code"],
        "recycles_instance": true, "instance": "recycled", "also": ["OldName"], "domestic_only": true,
        "from": "lab.yaml",
        "retry": {"hand": "no", "sync": "no", "async": "twice"},
        "meaning": "The door.", "messages": ["door N failed"],
        "limits": [{"name": "Doors", "value": "1–2"}],
        "notes": ["A note"],
        "references": [{"id": "t-table", "title": "Test table", "intro": "An intro",
            "rows": [{"name": "Go1", "text": "A row", "run": "go version", "show": "main"}]}],
        "links": [{"title": "Test page", "url": "https://example.com/en", "read": "2026-01-02"}],
        "sources": [{"title": "Test page", "url": "https://example.com/en", "read": "2026-01-02"}],
        "related": [732],
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&first[key], value, "{key}");
    }
    let cause = json!({
        "id": "t-open", "title": "The door is open", "because": "Wind.",
        "fix": [{"text": "Shut it", "run": "shut NAME", "open": ["NAME"]}, {"text": "Write this", "run": null, "show": "a: b"}],
        "verify": "Look", "verify_run": "ls",
        "undo": {"text": "Open it", "run": null},
        "stopgap": {"text": "A stone", "run": "stone", "cost": "a toe"},
        "unlike": ["it is a window"],
        "notes": [],
        "sources": [{"title": "Test page", "url": "https://example.com/en", "read": "2026-01-02"}],
        "from": "lab.yaml",
    });
    assert_eq!(first["causes"][0], cause);
    assert_eq!(two[1]["recycles_instance"], json!(false), "true only where the source says so");
}

#[test]
fn names_are_folded_and_texts_come_in_the_language_asked_for() {
    for name in ["446", "PortBindingFailed", "port binding failed", "PORT-BINDING_FAILED."] {
        let run = scf(&["explain", name, "--json"]);
        assert_eq!(document(&run)[0]["code"], json!(446), "{name}");
    }
    assert_eq!(document(&lab(&["explain", "oldname", "--json"]))[0]["code"], json!(731), "an older name");
    assert_eq!(document(&lab(&["explain", "731", "--json", "--lang", "zh"]))[0]["meaning"], json!("门。"));
}

#[test]
fn an_unknown_code_prints_nothing() {
    for (name, nearest) in [("448", true), ("PortBindFailed", true), ("777", false), ("NoSuchThing", false)] {
        let run = scf(&["explain", name, "--json"]);
        assert_eq!((run.out.as_str(), run.exit), ("", 1));
        assert!(run.err.contains(name) && run.err.contains("scf-tui list"), "{}", run.err);
        assert_eq!(run.err.contains("nearest: "), nearest, "only what may be meant is named: {}", run.err);
    }
}

#[test]
fn search() {
    let shape = json!([{"code": 446, "name": "", "title": "", "score": 1, "field": ""}]);
    let found = document(&scf(&["search", "PortBindingFailed", "--json"]));
    assert_shape(&found, &shape);
    assert_eq!(found[0]["code"], json!(446));
    assert_eq!(document(&lab(&["search", "shared", "--json", "--limit", "1"])).as_array().unwrap().len(), 1);
    let none = scf(&["search", "qqzzxxjj", "--json"]);
    assert_eq!((none.out.as_str(), none.exit), ("[]\n", 1));
}

#[test]
fn tree() {
    let tree = document(&lab(&["tree", "731", "--json"]));
    let expected = json!({
        "codes": [731],
        "groups": [{"id": "t-group", "title": "Doors", "ask": [{
            "id": "t-ask", "ask": "How is the door?", "fact": "t_door",
            "answers": [
                {"ids": ["open"], "labels": ["it is open"], "causes": [{"id": "t-open", "title": "The door is open"}], "ask": []},
                {"ids": ["shut"], "labels": ["it is shut"], "causes": [{"id": "t-shut", "title": "The door is shut"}], "ask": []},
                {"ids": ["gone"], "labels": ["there is none"], "causes": [], "ask": []},
            ],
        }]}],
        "others": [],
    });
    assert_eq!(tree, expected);
}
