//! Build script: `catalogue.yaml` is read, checked and encoded; a fault in it stops the build at its line and column.
//!
//! It compiles the lowest layers alone, so an import from above is a compile error.

#![expect(dead_code, unreachable_pub, reason = "the same files serve the program, which uses all of them")]

mod catalogue;
mod clean;
mod fact;
mod lang;

use std::path::Path;
use std::{env, fs, process};

use catalogue::Catalogue;

const FILE: &str = "catalogue.yaml";

fn main() {
    println!("cargo::rerun-if-changed={FILE}");
    println!("cargo::rerun-if-changed=src");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // nothing to relocate at start: a tenth off the time to the first frame, pages that stay shared
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    let text = fs::read_to_string(FILE).unwrap_or_else(|error| stop(&format!("{FILE}: {error}")));
    let laid = catalogue::source::parse(&text)
        .map_err(|fault| vec![fault])
        .and_then(|raw| catalogue::lay::lay(Catalogue::default(), &raw, None));
    let catalogue = laid.unwrap_or_else(|faults| {
        let lines = faults.iter().map(|fault| {
            let (line, column) = fault.position(&text);
            format!("{FILE}:{line}:{column}: {}; {}", fault.what(), fault.next())
        });
        stop(&lines.collect::<Vec<_>>().join("\n"))
    });
    let bytes = postcard::to_allocvec(&catalogue).unwrap_or_else(|error| stop(&format!("{FILE}: {error}")));
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("catalogue.bin"), bytes) {
        stop(&format!("catalogue.bin: {error}"));
    }
}

#[expect(clippy::print_stderr, reason = "cargo shows what a build script says there")]
fn stop(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}
