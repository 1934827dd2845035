//! How the program is linked: as cargo does it, and in release builds with the feature `static` in the form to ship.
//!
//! The form to ship is for Linux: the C library inside, and what runs at a start side by side. No library is then searched
//! and mapped at a start: a quarter off a short command, half off the memory.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Which functions run at a start, for the linker; made by `tests/bench/hot`.
const HOT: &str = "tests/bench/hot.ld";

/// What it takes to link without shared libraries: where a program begins that finds its own place, and the archives.
const NEEDED: [&str; 9] =
    ["rcrt1.o", "libc.a", "libgcc.a", "libgcc_eh.a", "libm.a", "libdl.a", "librt.a", "libutil.a", "libpthread.a"];

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

/// Tells the linker to make the form to ship, where that is asked for. It is position independent as every other: a fixed
/// place in memory would save three hundredths of a start, and give up that an attacker cannot know where the code lies.
///
/// `-C target-feature=+crt-static` would say the same, but reaches the build's own macros, which cannot be linked so, and
/// is nothing that a feature can say.
pub(crate) fn link() {
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !cfg!(feature = "static") || !is_release || target("OS") != "linux" {
        return;
    }
    order();
    // the other C libraries of Linux are linked as archives by the compiler itself
    if target("ENV") == "gnu"
        && let Err(why) = archives()
    {
        println!("cargo::warning=linked with a shared C library: {why}");
    }
}

fn target(what: &str) -> String {
    env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default()
}

/// What runs at a start lies side by side, see [`HOT`]. Both linkers that the compiler comes to by itself take this form of
/// script; a linker that is named by the environment keeps its own order.
fn order() {
    println!("cargo::rerun-if-changed={HOT}");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if env::var_os("RUSTC_LINKER").is_none() && !flags.contains("link") {
        let folder = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", Path::new(&folder).join(HOT).display());
    }
}

/// Leads each name by which the standard library asks for a shared C library to the archive of that library.
fn archives() -> Result<(), String> {
    if env::var("HOST") != env::var("TARGET") {
        return Err("this is a build for another machine".to_owned());
    }
    if let Some(missing) = NEEDED.iter().find(|name| !is_installed(name)) {
        return Err(format!("this machine has no {missing}"));
    }
    let folder = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("archives");
    fs::create_dir_all(&folder)
        .and_then(|()| {
            ARCHIVES.iter().try_for_each(|(name, archives)| fs::write(folder.join(format!("lib{name}.so")), archives))
        })
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    println!("cargo::rustc-link-arg-bins=-static-pie");
    println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    Ok(())
}

/// Whether the C compiler knows where this file lies; it repeats the mere name where it does not.
fn is_installed(name: &str) -> bool {
    let asked = Command::new("cc").arg(format!("-print-file-name={name}")).output();
    asked.is_ok_and(|answer| Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_absolute())
}
