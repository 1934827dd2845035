//! Build script: `catalogue.yaml` and the cases to rehearse are read, checked and encoded; a fault in them stops the
//! build at its line and column. The index of a search is made here too.
//!
//! It compiles the lowest layers alone, so an import from above is a compile error.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the same files serve the program, which uses all of them"
)]

mod build {
    pub(crate) mod link;
}
mod catalogue;
mod clean;
mod fact;
#[path = "evidence/keys.rs"]
mod keys;
mod lang;
mod matching;
#[path = "search"]
mod search {
    pub(crate) mod index;
    mod letters;
    mod pinyin;
    mod runs;
}

use std::path::Path;
use std::{env, fs, process};

use catalogue::Catalogue;
use catalogue::load::fault::Fault;
use lang::Lang;

const FILE: &str = "catalogue.yaml";
/// Cases to rehearse; the tests walk them too.
const DRILLS: &str = "tests/data/drills.yaml";

fn main() {
    println!("cargo::rerun-if-changed=src");
    build::link::link();
    let text = text_of(FILE);
    let loaded = catalogue::load::load(Catalogue::default(), &text, None);
    let catalogue = loaded.unwrap_or_else(|faults| stop_at(FILE, &text, &faults));
    let lacking = keys::lacking(&catalogue);
    if !lacking.is_empty() {
        stop(&format!("{FILE}: src/evidence/keys.rs says what the program writes, and {}", lacking.join("; ")));
    }
    write("catalogue.bin", catalogue.encode());
    write("search.bin", postcard::to_allocvec(&search::index::Index::prepare(&catalogue)));
    write("lines.bin", postcard::to_allocvec(&catalogue::load::lines::lines(&text)));
    let text = text_of(DRILLS);
    let drills =
        catalogue::load::drill::drills(&catalogue, &text).unwrap_or_else(|faults| stop_at(DRILLS, &text, &faults));
    write("drills.bin", postcard::to_allocvec(&drills));
}

fn text_of(file: &str) -> String {
    println!("cargo::rerun-if-changed={file}");
    fs::read_to_string(file).unwrap_or_else(|error| stop(&format!("{file}: {error}")))
}

fn write(name: &str, encoded: postcard::Result<Vec<u8>>) {
    let bytes = encoded.unwrap_or_else(|error| stop(&format!("{name}: {error}")));
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join(name), bytes) {
        stop(&format!("{name}: {error}"));
    }
}

fn stop_at(file: &str, text: &str, faults: &[Fault]) -> ! {
    let places = Fault::positions(faults, text);
    let lines = faults.iter().zip(places).map(|(fault, (line, column))| {
        format!("{file}:{line}:{column}: {}; {}", fault.what(Lang::En), fault.next(Lang::En))
    });
    stop(&lines.collect::<Vec<_>>().join("\n"))
}

#[expect(clippy::print_stderr, reason = "cargo shows what a build script says there")]
fn stop(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}
