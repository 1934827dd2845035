//! The picture, set to a width: rows that a screen draws and a pipe prints. A way that was gone is heavy.

use crate::catalogue::{CauseId, QuestionId};
use crate::clean::width;
use crate::lang::Lang;
use crate::report::page::Role;
use crate::report::tree::picture::{Arm, Cause, Leads, Picture, State, Station};
use crate::report::wrap::wrap;
use crate::words::Words;

/// From this width on, titles stand in full.
const WIDE: usize = 100;
/// The cells before a question: its sign and its number.
const HEAD: usize = 6;
/// The cells before an answer.
const STEM: usize = 3;
/// The blanks between an answer and where it leads.
const GAP: usize = 2;

/// A row of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its pieces from left to right, each with what it is
    pub pieces: Vec<(String, Role)>,
    /// Where it leads; the rows of one paragraph lead to the same, and only the first says so
    pub leads: Option<Lead>,
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// This question is asked
    Ask(QuestionId),
    /// On to the question of this number in the picture
    Number(usize),
    /// This cause is explained
    Cause(CauseId),
}

impl Row {
    fn of(text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(text.into(), role)], leads: None }
    }

    /// The row as text.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect::<String>().trim_end().to_owned()
    }
}

/// The picture as rows of at most so many cells, the legend first.
#[must_use]
pub fn rows(picture: &Picture, cells: usize, lang: Lang) -> Vec<Row> {
    let words = Words::of(lang).report;
    let mut rows = Vec::new();
    if !picture.way.is_empty() {
        let at = picture.stations.iter().position(|station| station.state == State::Current);
        let here = at.map(|at| (words.here)(at + 1));
        let way: Vec<&str> = picture.way.iter().map(String::as_str).chain(here.as_deref()).collect();
        paragraph(&mut rows, &way.join(" ━━ "), Role::Answer, cells);
    }
    let lit = !picture.way.is_empty();
    paragraph(&mut rows, &(words.legend)(lit), Role::Muted, cells);
    for (at, one) in picture.stations.iter().enumerate() {
        station(&mut rows, one, at + 1, cells);
    }
    if !picture.others.is_empty() {
        rows.push(Row::default());
        paragraph(&mut rows, words.several_facts, Role::Answer, cells);
        for other in &picture.others {
            let from = rows.len();
            let (text, role) = titled(&other.cause, cells);
            hanging(&mut rows, ("", ""), &text, role, cells);
            lead(&mut rows[from..], Lead::Cause(other.cause.id));
            if !other.facts.is_empty() {
                hanging(&mut rows, ("   ", "   "), &other.facts.join(" + "), Role::Muted, cells);
            }
        }
    }
    rows
}

fn lead(rows: &mut [Row], to: Lead) {
    if let Some(first) = rows.first_mut() {
        first.leads = Some(to);
    }
}

fn paragraph(rows: &mut Vec<Row>, text: &str, role: Role, cells: usize) {
    rows.extend(wrap(text, cells).into_iter().map(|line| Row::of(line, role)));
}

/// A paragraph behind something before its first line, and something before the others.
fn hanging(rows: &mut Vec<Row>, (first, others): (&str, &str), text: &str, role: Role, cells: usize) {
    for (at, line) in wrap(text, cells.saturating_sub(width(first))).into_iter().enumerate() {
        let before = if at == 0 { first } else { others };
        rows.push(Row { pieces: vec![(before.to_owned(), Role::Muted), (line.to_owned(), role)], leads: None });
    }
}

/// A question, where its answer comes from, and its answers.
fn station(rows: &mut Vec<Row>, station: &Station, number: usize, cells: usize) {
    let (sign, role) = match station.state {
        State::Current => ("▸", Role::Current),
        State::Settled => ("✓", Role::Possible),
        State::Overridden => ("!", Role::Override),
        State::Parked => ("?", Role::Possible),
        State::Open => ("·", Role::Possible),
    };
    let from = rows.len();
    let head = format!("{sign} {number:>2}  ");
    hanging(rows, (&head, &" ".repeat(HEAD)), &station.ask, role, cells);
    lead(&mut rows[from..], Lead::Ask(station.question));
    if !station.source.is_empty() {
        let last = rows.len() - 1;
        let taken: usize = rows[last].pieces.iter().map(|(text, _)| width(text)).sum();
        let blanks = cells.saturating_sub(taken + width(&station.source));
        if blanks >= GAP {
            rows[last].pieces.push((" ".repeat(blanks) + &station.source, Role::Muted));
        } else {
            let indent = " ".repeat(HEAD);
            hanging(rows, (&indent, &indent), &station.source, Role::Muted, cells);
        }
    }
    let labels: Vec<String> = station.arms.iter().map(|arm| arm.labels.join(" / ")).collect();
    let most = cells.saturating_sub(STEM + GAP) * 11 / 20;
    let column = labels.iter().map(|label| width(label)).max().unwrap_or_default().min(most);
    for (at, (one, label)) in station.arms.iter().zip(&labels).enumerate() {
        arm(rows, one, label, at + 1 == station.arms.len(), (column, cells));
    }
}

/// An answer, and where it leads beside it.
fn arm(rows: &mut Vec<Row>, arm: &Arm, label: &str, last: bool, (column, cells): (usize, usize)) {
    let stem = match (arm.lit, last) {
        (true, true) => "┗━ ",
        (true, false) => "┡━ ",
        (false, true) => "└─ ",
        (false, false) => "├─ ",
    };
    let below = if last { "   " } else { "│  " };
    let ink = if arm.lit { Role::Answer } else { Role::Muted };
    let (end, role, to) = match &arm.leads {
        Leads::Question(number) => (format!("→ {number}"), Role::Possible, Some(Lead::Number(*number))),
        Leads::Cause(cause) => {
            let (text, role) = titled(cause, cells);
            (text, role, Some(Lead::Cause(cause.id)))
        }
        Leads::End(text) => (text.clone(), Role::Muted, None),
    };
    let from = rows.len();
    let labels = wrap(label, column);
    let ends = wrap(&end, cells.saturating_sub(STEM + column + GAP));
    for at in 0..labels.len().max(ends.len()) {
        let label = labels.get(at).copied().unwrap_or_default();
        let end = ends.get(at).copied().unwrap_or_default();
        let blanks = if end.is_empty() { 0 } else { column.saturating_sub(width(label)) + GAP };
        let mut pieces = vec![
            (if at == 0 { stem } else { below }.to_owned(), ink),
            (label.to_owned(), if arm.lit { Role::Answer } else { Role::Possible }),
        ];
        // a line of a title goes on below the title, behind its sign
        let hang = if at > 0 && matches!(arm.leads, Leads::Cause(_)) { GAP } else { 0 };
        pieces.push((" ".repeat(blanks + if end.is_empty() { 0 } else { hang }) + end, role));
        rows.push(Row { pieces, leads: None });
    }
    if let Some(to) = to {
        lead(&mut rows[from..], to);
    }
}

/// A cause behind its sign, as long as the width allows.
fn titled(cause: &Cause, cells: usize) -> (String, Role) {
    let role = match cause.sign {
        "✓" => Role::Confirmed,
        "✗" | "–" => Role::RuledOut,
        _ => Role::Possible,
    };
    (format!("{} {}", cause.sign, if cells < WIDE { &cause.brief } else { &cause.title }), role)
}
