//! What the architecture says of every file: layers, forbidden words, sizes, docs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scf_tui::evidence::keys::WRITTEN;

/// What each module may use. A path that is longer wins; whatever is below a module may also use the module.
const LAYERS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("clean", &[]),
    ("mask", &["clean"]),
    ("words", &["lang", "catalogue", "diagnosis"]),
    ("fact", &["lang", "clean"]),
    ("matching", &["lang", "clean", "fact"]),
    ("catalogue", &["lang", "clean", "fact", "matching"]),
    ("embedded", &["catalogue"]),
    ("build", &["lang", "clean", "fact", "matching", "catalogue"]),
    ("session", &["lang", "clean", "fact"]),
    ("evidence", &["lang", "clean", "mask", "fact", "matching", "catalogue"]),
    ("diagnosis", &["lang", "clean", "fact", "catalogue", "session"]),
    ("search", &["lang", "catalogue"]),
    (
        "report",
        &[
            "lang",
            "words",
            "clean",
            "mask",
            "fact",
            "matching",
            "catalogue",
            "session",
            "evidence",
            "diagnosis",
            "search",
        ],
    ),
    ("job", &["clean", "evidence"]),
    ("trouble", &["clean", "words"]),
    ("world", &["lang", "words", "clean", "mask", "evidence", "job", "trouble"]),
    ("settings", &["lang", "catalogue"]),
    ("load", &["lang", "clean", "words", "catalogue", "embedded", "settings", "trouble", "world"]),
    (
        "cli",
        &[
            "lang",
            "words",
            "clean",
            "mask",
            "fact",
            "catalogue",
            "embedded",
            "session",
            "evidence",
            "diagnosis",
            "search",
            "report",
            "trouble",
            "world",
            "load",
        ],
    ),
    (
        "tui",
        &[
            "lang",
            "words",
            "clean",
            "mask",
            "fact",
            "catalogue",
            "session",
            "evidence",
            "job",
            "diagnosis",
            "search",
            "report",
        ],
    ),
    ("tui::widgets", &["lang", "clean", "report", "tui::theme"]),
    (
        "tui::run",
        &[
            "lang",
            "words",
            "clean",
            "mask",
            "fact",
            "catalogue",
            "session",
            "evidence",
            "diagnosis",
            "search",
            "report",
            "job",
            "trouble",
            "world",
            "load",
            "tui",
        ],
    ),
    (
        "lib",
        &[
            "lang",
            "words",
            "clean",
            "mask",
            "fact",
            "catalogue",
            "embedded",
            "session",
            "evidence",
            "diagnosis",
            "search",
            "report",
            "trouble",
            "world",
            "load",
            "cli",
            "tui",
        ],
    ),
];

/// What a part of the screen program does not use of the others.
const APART: &[(&str, &[&str])] = &[
    ("tui::app", &["tui::run"]),
    ("tui::layers", &["tui::app", "tui::run"]),
    ("tui::screens", &["tui::app", "tui::run", "tui::layers", "tui::overlays"]),
    ("tui::overlays", &["tui::app", "tui::run", "tui::layers"]),
    ("tui::keys", &["tui::app", "tui::run", "tui::layers", "tui::screens", "tui::overlays", "tui::keymap"]),
    ("tui::keymap", &["tui::app", "tui::run", "tui::layers", "tui::screens", "tui::overlays"]),
    ("tui::layout", &["tui::app", "tui::run", "tui::screens", "tui::overlays"]),
    ("tui::theme", &["tui::app", "tui::run", "tui::screens", "tui::overlays"]),
];

/// Modules without input, output, clock or randomness.
const PURE: &[&str] = &[
    "lang",
    "words",
    "clean",
    "mask",
    "fact",
    "matching",
    "catalogue",
    "embedded",
    "session",
    "evidence",
    "job",
    "diagnosis",
    "search",
    "settings",
    "report",
];

const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "SystemTime",
    "Instant",
    "HashMap",
    "HashSet",
    "println!",
    "crossterm",
    "ratatui",
    "clap",
];

/// Words that stand in no file of `src`.
const NOWHERE: &[&str] = &[
    "TODO",
    "FIXME",
    "XXX",
    "dbg!(",
    "std::rc",
    "Rc<",
    "RefCell",
    "Cell<",
    "static mut",
    "thread_local",
    "anyhow",
    "thiserror",
    "#[allow(",
    "unsafe ",
];

const MOST_LINES: usize = 500;

struct File {
    path: PathBuf,
    /// `report::tree::dot`; `lib` for the crate itself
    module: String,
    /// Without the tests at its end
    code: String,
}

/// Every file of the library and of the build script, without tests.
fn files() -> Vec<File> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &source, &mut files);
    assert!(files.len() > 20);
    files
}

fn collect(source: &Path, folder: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(source, &path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs") && name != "tests.rs" {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            let inside = path.strip_prefix(source).unwrap().with_extension("");
            let module = inside.to_string_lossy().replace('/', "::");
            files.push(File { path, module: if module == "main" { "lib".to_owned() } else { module }, code });
        }
    }
}

/// Lines that are neither comments nor docs.
fn statements(code: &str) -> String {
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every module that `code` names by a path from the crate, groups included.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let end =
            after.find([';', ' ', '(', '<', '>', ')', ',']).filter(|_| !after.starts_with('{')).unwrap_or(after.len());
        match after.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0_i32;
                let mut part = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            used.insert(std::mem::take(&mut part).trim().to_owned());
                            continue;
                        }
                        _ => {}
                    }
                    part.push(c);
                }
                used.insert(part.trim().to_owned());
            }
            None => {
                used.insert(after[..end].to_owned());
            }
        }
    }
    used.retain(|path| !path.is_empty());
    used
}

fn within(path: &str, module: &str) -> bool {
    path == module || path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

fn top(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

#[test]
fn a_path_of_the_crate_is_found_alone_and_in_groups() {
    let code =
        "use crate::{lang::Lang, fact::{Key, Value}, tui};\nfn f(x: &crate::trouble::Exit) {}\nuse crate::clean;";
    let expected = ["clean", "fact::{Key, Value}", "lang::Lang", "trouble::Exit", "tui"];
    assert_eq!(used(code).iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for file in files() {
        let rows = LAYERS.iter().filter(|(module, _)| within(&file.module, module));
        let Some((module, allowed)) = rows.max_by_key(|(module, _)| module.len()) else {
            wrong.push(format!("{}: no layer is called {}", file.path.display(), file.module));
            continue;
        };
        for path in used(&statements(&file.code)) {
            let known = LAYERS.iter().any(|(layer, _)| top(&path) == *layer);
            let inside = within(&path, module) || allowed.iter().any(|layer| within(&path, layer));
            let apart = APART.iter().filter(|(part, _)| within(&file.module, part)).flat_map(|(_, others)| *others);
            if known && !inside || apart.into_iter().any(|other| within(&path, other)) {
                wrong.push(format!("{}: {module} uses crate::{path}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_pure_reaches_outside() {
    let mut wrong = Vec::new();
    for file in files() {
        let code = statements(&file.code);
        let pure = PURE.contains(&top(&file.module));
        for word in IMPURE.iter().filter(|_| pure).chain(NOWHERE) {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", file.path.display()));
            }
        }
        if pure && code.contains("use std::{") {
            wrong.push(format!("{}: a group of std hides what it takes", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of facts stand in `evidence/keys.rs`, where the build checks them.
#[test]
fn readers_spell_no_fact() {
    let readers = files().into_iter().filter(|file| top(&file.module) == "evidence" && file.module != "evidence::keys");
    let mut wrong = Vec::new();
    for file in readers {
        let code = statements(&file.code);
        for spelt in ["Key::new(", ".fact(\"", "Value::Word(\"", ".word(\"", "Value::Word(Str::from(\""] {
            if code.contains(spelt) {
                wrong.push(format!("{}: {spelt}", file.path.display()));
            }
        }
        for word in WRITTEN.iter().flat_map(|written| written.words()) {
            if code.contains(&format!("\"{word}\"")) {
                wrong.push(format!("{}: the word {word}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for file in files() {
        let lines = file.code.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines", file.path.display()));
        }
        if !file.code.starts_with("//! ") {
            wrong.push(format!("{}: does not begin with its purpose", file.path.display()));
        }
        let comments = file.code.lines().filter(|line| line.trim_start().starts_with("//"));
        for comment in comments {
            if ["TODO", "FIXME", "XXX"].iter().any(|word| comment.contains(word)) {
                wrong.push(format!("{}: {comment}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Only `keys` translates what a terminal calls a key, and only `run` hears the terminal; only `theme` draws signs.
#[test]
fn keys_and_signs_stand_in_their_tables() {
    let mut wrong = Vec::new();
    for file in files() {
        let code = statements(&file.code);
        if code.contains("KeyCode::") && !matches!(file.module.as_str(), "tui::keys" | "tui::run") {
            wrong.push(format!("{}: spells a key", file.path.display()));
        }
        let draws = within(&file.module, "tui") && file.module != "tui::theme";
        if let Some(line) = code.lines().find(|line| draws && !line.is_ascii()) {
            wrong.push(format!("{}: draws a sign of its own: {line}", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
