//! What the architecture says of every file: layers, forbidden words, sizes, docs.

use std::collections::{BTreeMap, BTreeSet};
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
    ("build", &["lang", "clean", "fact", "matching", "catalogue", "search"]),
    ("session", &["lang", "clean", "fact"]),
    ("evidence", &["lang", "clean", "mask", "fact", "matching", "catalogue"]),
    ("diagnosis", &["lang", "clean", "fact", "catalogue", "session"]),
    ("search", &["lang", "matching", "catalogue"]),
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
    ("job", &["clean", "fact", "evidence"]),
    ("trouble", &["clean", "words"]),
    ("world", &["lang", "words", "clean", "mask", "fact", "catalogue", "evidence", "job", "trouble"]),
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
            "matching",
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

/// Only `keys::chord` translates what a terminal calls a key; only `signs` draws signs.
#[test]
fn keys_and_signs_stand_in_their_tables() {
    let mut wrong = Vec::new();
    for file in files() {
        let code = statements(&file.code);
        if code.contains("KeyCode::") && file.module != "tui::keys::chord" {
            wrong.push(format!("{}: spells a key", file.path.display()));
        }
        let draws = within(&file.module, "tui") && file.module != "tui::signs";
        if let Some(line) = code.lines().find(|line| draws && !line.is_ascii()) {
            wrong.push(format!("{}: draws a sign of its own: {line}", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The file that a path of the crate leads into: the longest beginning of it that is the name of a module.
fn file_of<'a>(path: &str, modules: &BTreeSet<&'a str>) -> Option<&'a str> {
    let path = path.split(['{', ' ']).next().unwrap_or(path).trim_end_matches(':');
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let found = ends.filter_map(|end| modules.get(&path[..end]));
    found.copied().max_by_key(|module| module.len())
}

/// Every path that `code` names, with groups taken apart: `fact::{Key, Value}` is two.
fn leaves(code: &str) -> Vec<String> {
    let mut leaves = Vec::new();
    for path in used(code) {
        match path.split_once("::{") {
            Some((before, group)) => {
                let names = group.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty());
                leaves.extend(names.map(|name| format!("{before}::{name}").trim_end_matches("::self").to_owned()));
            }
            None => leaves.push(path),
        }
    }
    leaves
}

/// Statements without `pub(in crate::…)`, which says who may look and uses nothing.
fn imports(file: &File) -> String {
    statements(&file.code).replace("pub(in crate::", "pub(in ")
}

#[test]
fn no_arrow_points_up_inside_a_layer() {
    let files = files();
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in &files {
        let leads = leaves(&imports(file)).iter().filter_map(|path| file_of(path, &modules)).collect();
        uses.insert(&file.module, leads);
    }
    // files that use nothing that is left are taken away, again and again: what remains stands in a circle, or above one
    loop {
        let free: Vec<&str> = (uses.iter())
            .filter(|(module, leads)| leads.iter().all(|lead| lead == *module || !uses.contains_key(lead)))
            .map(|(module, _)| *module)
            .collect();
        if free.is_empty() {
            break;
        }
        uses.retain(|module, _| !free.contains(module));
    }
    // and files that nothing left uses stand above the circle
    loop {
        let below: BTreeSet<&str> =
            uses.iter().flat_map(|(module, leads)| leads.iter().filter(move |lead| *lead != module)).copied().collect();
        let above: Vec<&str> = uses.keys().filter(|module| !below.contains(*module)).copied().collect();
        if above.is_empty() {
            break;
        }
        uses.retain(|module, _| !above.contains(module));
    }
    assert!(uses.is_empty(), "these files use each other: {:#?}", uses.keys());
}

#[test]
fn a_file_with_children_holds_no_type_that_they_use() {
    let files = files();
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let mut wrong = Vec::new();
    for file in &files {
        for path in leaves(&imports(file)) {
            let parent = file_of(&path, &modules).filter(|lead| *lead != file.module && within(&file.module, lead));
            if let Some(parent) = parent.filter(|parent| *parent != path) {
                wrong.push(format!("{}: takes crate::{path} from {parent}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_word_is_looked_up_by_the_number_of_a_variant() {
    let told = ["words", "report", "search", "diagnosis", "catalogue", "cli", "tui"];
    let files = files();
    let wrong = files.iter().filter(|file| told.contains(&top(&file.module)) && file.code.contains("as usize]"));
    let wrong: Vec<_> = wrong.map(|file| file.path.display()).collect();
    assert!(wrong.is_empty(), "write a match: {wrong:#?}");
}

/// What stands in backticks and looks like a path of the repository.
fn paths_in(cell: &str) -> impl Iterator<Item = &str> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.filter(|text| !text.contains(' ')).filter(|text| text.contains('/') || Path::new(text).extension().is_some())
}

#[test]
fn every_path_in_the_table_of_the_architecture_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells: Vec<&str> = rows.filter_map(|row| row.trim_matches('|').split('|').next_back()).collect();
    let paths: Vec<&str> = cells.iter().flat_map(|cell| paths_in(cell)).collect();
    assert!(paths.len() > 40, "{paths:?}");
    let missing = paths.iter().filter(|path| !root.join(path).exists() && !root.join("src").join(path).exists());
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_test_that_the_promises_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/reliability.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ")).flat_map(|row| row.split('`').skip(1).step_by(2));
    let named: Vec<(&str, &str)> =
        rows.filter_map(|name| name.split_once("::")).filter(|(_, test)| test.len() > 20).collect();
    assert!(named.len() > 30, "{named:?}");
    for (file, test) in named {
        let source = fs::read_to_string(root.join(format!("tests/it/{file}.rs"))).unwrap_or_default();
        assert!(source.contains(&format!("fn {test}(")), "{file}::{test}");
    }
    let targets = fs::read_to_string(root.join("tests/fuzz/Cargo.toml")).unwrap();
    for target in targets.lines().filter_map(|line| line.strip_prefix("name = ")).map(|name| name.trim_matches('"')) {
        assert!(target == "scf-tui-fuzz" || text.contains(&format!("`{target}`")), "{target} has no law in the docs");
    }
}
