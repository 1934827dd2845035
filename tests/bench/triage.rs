//! Reads one log and prints what it counted: `triage FILE` (or standard input). For measuring, and to look at.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it prints what it counted")]

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use scf_tui::clean::Clean;
use scf_tui::evidence::input::Go;
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::words::Words;
use scf_tui::world::bytes::Bytes;
use scf_tui::world::logs;

fn main() -> ExitCode {
    let file = std::env::args_os().nth(1).map(PathBuf::from);
    let name = Clean::new(&file.as_ref().map_or("stdin".into(), |file| file.to_string_lossy()));
    let source = file.map_or_else(|| Bytes::Pipe(Box::new(io::stdin())), Bytes::File);
    match logs::read(Words::of(Lang::En), source, &name, &mut |_| Go::On) {
        Ok(reader) => {
            let log = reader.finish(&mut Mask::default());
            let counted = serde_json::json!({
                "records": log.records,
                "requests": log.requests,
                "running": log.running,
                "without_code": log.without_code,
                "uncertain": log.uncertain,
                "damaged": log.damaged,
                "counts": log.counts,
                "records_by_status": log.records_by_status,
                "retries": log.retries,
                "functions": log.functions.len(),
            });
            println!("{counted}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}
