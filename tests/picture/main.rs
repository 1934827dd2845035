//! Prints the screen as the program draws it, as SVG: `cargo run --example picture > docs/screen.svg`.

mod svg;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(svg::screen().as_bytes())
}
