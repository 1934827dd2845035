//! `drill`: a recorded case to rehearse; without a number, all of them.

use std::io::{self, Write};

use crate::catalogue::drill::Drill;
use crate::clean::Clean;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::cli::guide::Talk;
use crate::diagnosis::drill::begin;
use crate::embedded;
use crate::report::{drill, json, text};
use crate::trouble::{Exit, Stop, Trouble};
use crate::words::drill::DrillWords;

/// Rehearses the case that `name` names by its number or id; lists them where there is none.
pub(super) fn run(cx: &Cx<'_>, format: Format, name: Option<&str>, out: &mut dyn Write) -> Result<Exit, Stop> {
    let drills = embedded::drills();
    let words = DrillWords::of(cx.lang);
    let Some(name) = name else {
        out.write_all(list(cx, format, &drills).as_bytes())?;
        return Ok(Exit::Found);
    };
    let by_number = name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let at = by_number.or_else(|| drills.iter().position(|drill| *drill.slug == *name));
    let Some((at, chosen)) = at.and_then(|at| Some((at, drills.get(at)?))) else {
        let unknown = (words.unknown_drill)(&Clean::new(name));
        return Err(Trouble::usage(&unknown, words.drill_lists).into());
    };
    let story = drill::story(cx.catalogue, chosen, (at + 1, drills.len()), cx.lang);
    writeln!(out, "{}", text::page(&story, cx.setting))?;
    let mut talk = Talk { cx, input: &mut io::stdin().lock(), out, drill: Some(chosen) };
    Ok(talk.lead(begin(chosen).start)?)
}

fn list(cx: &Cx<'_>, format: Format, drills: &[Drill]) -> String {
    if format == Format::Json {
        return json::document(&json::drills(cx.catalogue, drills, cx.lang));
    }
    let words = DrillWords::of(cx.lang);
    let rows: Vec<[String; 3]> = (1..)
        .zip(drills)
        .map(|(number, drill): (usize, &Drill)| {
            let held = drill::held(cx.catalogue, drill, cx.lang);
            [number.to_string(), held, drill.title.of(cx.lang).to_owned()]
        })
        .collect();
    let rows: Vec<[&str; 3]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let table = text::table([words.number, words.begins, words.title], &rows, cx.setting.ink);
    format!("{table}\n{}\n", words.rehearse)
}
