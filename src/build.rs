//! Build script: `catalogue.yaml` and the cases to rehearse are read, checked and encoded; a fault in them stops the
//! build at its line and column.
//!
//! It compiles the lowest layers alone, so an import from above is a compile error.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the same files serve the program, which uses all of them"
)]

mod catalogue;
mod clean;
mod fact;
mod lang;
mod matching;

use std::path::Path;
use std::{env, fs, process};

use catalogue::Catalogue;
use catalogue::load::fault::Fault;

const FILE: &str = "catalogue.yaml";
/// Cases to rehearse; the tests walk them too.
const DRILLS: &str = "tests/data/drills.yaml";

/// Which functions run at a start, for the linker; made by `tests/bench/hot`.
const HOT: &str = "src/hot.ld";

/// The archives of the C library, all of which it takes to link without shared ones.
const NEEDED: [&str; 8] =
    ["libc.a", "libgcc.a", "libgcc_eh.a", "libm.a", "libdl.a", "librt.a", "libutil.a", "libpthread.a"];

/// The shared libraries that the standard library asks for, and what is linked in their place.
const ARCHIVES: [(&str, &str); 7] = [
    ("gcc_s", "GROUP(-l:libgcc_eh.a -l:libgcc.a -l:libc.a)"),
    ("c", "GROUP(-l:libc.a -l:libgcc_eh.a -l:libgcc.a)"),
    ("m", "INPUT(-l:libm.a)"),
    ("dl", "INPUT(-l:libdl.a)"),
    ("rt", "INPUT(-l:librt.a)"),
    ("util", "INPUT(-l:libutil.a)"),
    ("pthread", "INPUT(-l:libpthread.a)"),
];

fn main() {
    println!("cargo::rerun-if-changed=src");
    link();
    let text = text_of(FILE);
    let loaded = catalogue::load::load(Catalogue::default(), &text, None);
    let catalogue = loaded.unwrap_or_else(|faults| stop_at(FILE, &text, &faults));
    write("catalogue.bin", catalogue.encode());
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
    let lines = faults
        .iter()
        .zip(places)
        .map(|(fault, (line, column))| format!("{file}:{line}:{column}: {}; {}", fault.what(), fault.next()));
    stop(&lines.collect::<Vec<_>>().join("\n"))
}

#[expect(clippy::print_stderr, reason = "cargo shows what a build script says there")]
fn stop(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}

/// How the program is linked on Linux: at a fixed place, and with the C library inside where the machine has it as an
/// archive. Nothing is then searched, mapped or relocated at start: a quarter off a short command, a third off the memory.
///
/// `-C target-feature=+crt-static` would say the same, but reaches the build's own macros too, which cannot be linked so.
/// The standard library asks for its C libraries as shared ones; here each of those names leads to the archive.
fn link() {
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") != "linux" {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    order();
    let native = env::var("HOST") == env::var("TARGET");
    if target("ENV") != "gnu" || !native || !NEEDED.iter().all(|name| has_archive(name)) {
        return;
    }
    let folder = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("archives");
    let written = fs::create_dir_all(&folder).and_then(|()| {
        ARCHIVES.iter().try_for_each(|(name, archives)| fs::write(folder.join(format!("lib{name}.so")), archives))
    });
    if written.is_ok() {
        println!("cargo::rustc-link-arg-bins=-static");
        println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    }
}

/// What runs at a start lies side by side, see `hot.ld`. Both linkers that the compiler comes to by itself take this form
/// of script; whoever names another one gets the order of that one.
fn order() {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if env::var_os("RUSTC_LINKER").is_none() && !flags.contains("link") {
        let folder = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", Path::new(&folder).join(HOT).display());
    }
}

/// Whether the C compiler knows where this archive lies; it repeats the mere name where it does not.
fn has_archive(name: &str) -> bool {
    let asked = process::Command::new("cc").arg(format!("-print-file-name={name}")).output();
    asked.is_ok_and(|answer| Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_absolute())
}
