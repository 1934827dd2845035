//! Triage: what a log holds, code by code; Enter begins the guide with the facts of one.

use ratatui::buffer::Buffer;

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::evidence::log::{Log, Sample, Timeline};
use crate::evidence::triage;
use crate::mask::Mask;
use crate::report::page::{Block, Page};
use crate::tui::keys::Action;
use crate::tui::plan::{Pane, inside};
use crate::tui::screens::{Cx, Input, Request, Sheets, blocks, heading};
use crate::tui::theme::Role;
use crate::tui::widgets::bars;
use crate::tui::widgets::sheet::Part;
use crate::words::Words;

/// Functions that are named; the others are counted.
const FUNCTIONS: usize = 8;

/// Cells by which text stands in.
const INDENT: usize = 4;

/// Cells of the bar beside a count.
const BAR: usize = 12;

/// A log, by its codes.
#[derive(Clone, Debug)]
pub struct Triage {
    name: Clean,
    log: Box<Log>,
    sheets: Sheets,
    /// The selected code, so that it stays selected while others come
    selected: Option<u16>,
}

impl Triage {
    /// What the log called `name` holds.
    #[must_use]
    pub fn new(name: Clean, log: Log) -> Self {
        Self { name, log: Box::new(log), sheets: Sheets::default(), selected: None }
    }

    /// Whether it shows this log.
    #[must_use]
    pub fn shows(&self, name: &Clean) -> bool {
        self.name == *name
    }

    /// More of the log was read.
    pub fn renew(&mut self, log: Log) {
        *self.log = log;
    }

    pub(super) const fn front(&self) -> Pane {
        self.sheets.front
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let asked = match input {
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => {
                let mut page = Page::default();
                crate::report::diagnosed::triage(&mut page, cx.catalogue, &self.log, cx.lang);
                return vec![Request::Copy(Some(page.to_text()))];
            }
            Input::Act(Action::Digit(digit)) if *digit > 0 => Some(usize::from(*digit - 1)),
            input => match self.sheets.update(cx, input) {
                Some((Pane::Main, choice)) => Some(choice),
                Some((Pane::Side, _)) | None => None,
            },
        };
        let failures = self.log.failures();
        self.selected = failures.get(self.sheets.main.selected()).map(|(code, _)| *code);
        match asked.and_then(|at| failures.get(at)) {
            Some((code, _)) => vec![Request::Read(self.name.clone(), self.case(cx.catalogue, *code))],
            None => Vec::new(),
        }
    }

    /// The log as evidence for one code. Its samples were masked when they were taken.
    fn case(&self, catalogue: &Catalogue, code: u16) -> crate::fact::reading::Reading {
        triage::reading(catalogue, &self.log, Some(code), &mut Mask::default())
    }

    pub(super) fn settle(&mut self, cx: &Cx<'_>) {
        let failures = self.log.failures();
        let main = self.codes(cx, &failures);
        let at = self.selected.and_then(|code| failures.iter().position(|(other, _)| *other == code)).unwrap_or(0);
        let side = failures.get(at).map_or_else(Vec::new, |(code, _)| self.detail(cx, *code));
        self.sheets.settle(cx, &main, &side);
        if self.sheets.front == Pane::Main && self.sheets.main.selected() != at {
            self.sheets.main.select(at, inside(cx.plan.main).height);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let title = format!("{} · {}", cx.words().triage_title, self.name);
        let side = self.selected.or_else(|| self.log.failures().first().map(|(code, _)| *code));
        let side = side.and_then(|code| cx.catalogue.code(code));
        let side = side.map_or_else(String::new, |code| format!("{} {}", code.number, code.name));
        self.sheets.view(cx, [&title, &side], buf);
    }

    /// The codes of failed requests with their share, and what else there is to count.
    fn codes(&self, cx: &Cx<'_>, failures: &[(u16, u64)]) -> Vec<Part> {
        let shell = Words::of(cx.lang).shell;
        let mut parts = Vec::new();
        heading(&mut parts, &(shell.log_sum)(self.log.requests, self.log.records));
        let most = failures.first().map_or(1, |(_, count)| *count);
        for (at, (number, count)) in failures.iter().enumerate() {
            let name = cx.catalogue.code(*number).map_or("", |code| code.name.as_str());
            let bar = bars::bar(*count, most, BAR);
            let mark = if at < 9 { (at + 1).to_string() } else { "·".to_owned() };
            parts.push(Part::Choice {
                mark,
                text: format!("{number} {bar} {count}  {name}"),
                role: Role::Number,
                indent: 0,
            });
        }
        if failures.is_empty() {
            parts.push(Part::Block(Block::Text(cx.words().no_failures.to_owned())));
        }
        let mut page = Page::default();
        let succeeded: u64 =
            self.log.counts.values().sum::<u64>() - failures.iter().map(|(_, count)| count).sum::<u64>();
        page.push(Block::Blank);
        page.field(cx.words().succeeded, succeeded.to_string());
        crate::report::diagnosed::asides(&mut page, &self.log, cx.lang);
        parts.extend(blocks(page));
        parts
    }

    /// Of one code: when, which functions, whether a time repeats itself, and how the first requests went.
    fn detail(&self, cx: &Cx<'_>, number: u16) -> Vec<Part> {
        let (words, shell) = (cx.words(), Words::of(cx.lang).shell);
        let mut page = Page::default();
        if let Some(code) = cx.catalogue.code(number) {
            page.text(code.title.of(cx.lang));
        }
        if let Some(cluster) = self.log.cluster(number) {
            page.aside((shell.same_time)(cluster.count, cluster.of, cluster.at));
        }
        if let Some((line, from, to)) =
            when(&self.log.timeline, usize::from(inside(cx.plan.side).width).saturating_sub(INDENT))
        {
            page.section(words.when_failed);
            page.text(&line);
            page.aside(format!("{from} – {to} UTC"));
        }
        let of = |codes: &std::collections::BTreeMap<u16, u64>| codes.get(&number).copied().unwrap_or(0);
        let mut functions: Vec<(u64, &Clean)> =
            self.log.functions.iter().map(|(name, codes)| (of(codes), name)).filter(|(count, _)| *count > 0).collect();
        functions.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        if !functions.is_empty() {
            page.section(shell.failing_functions);
            for (count, name) in functions.iter().take(FUNCTIONS) {
                page.field(name, count.to_string());
            }
            if functions.len() > FUNCTIONS {
                page.aside((shell.and_more)(functions.len() - FUNCTIONS));
            }
        }
        let samples = self.log.samples.get(&number).map_or(&[][..], Vec::as_slice);
        if !samples.is_empty() {
            page.section(words.first_failures);
            for sample in samples {
                told(&mut page, cx, sample);
            }
        }
        let mut parts = Vec::new();
        parts.extend(blocks(page));
        parts
    }
}

/// A failed request: its first failure, and what followed folded under it.
fn told(page: &mut Page, cx: &Cx<'_>, sample: &Sample) {
    let function = sample.function.as_ref().map_or_else(String::new, |name| format!(" · {name}"));
    page.item("•", format!("{}{function} · {}", sample.origin, sample.request));
    page.aside(sample.message.as_str());
    if !sample.followed_by.is_empty() {
        page.aside(format!("└ {} {}", sample.followed_by.len(), cx.words().followed));
    }
}

/// Failures over time as one line of `cells`, with its beginning and its end.
fn when(timeline: &Timeline, cells: usize) -> Option<(String, String, String)> {
    let (first, _) = timeline.bins.first_key_value()?;
    let (last, _) = timeline.bins.last_key_value()?;
    let span = u64::from(last - first) + 1;
    let columns = span.min(cells.max(1) as u64);
    let mut counts = vec![0_u64; usize::try_from(columns).unwrap_or(1)];
    for (bin, count) in &timeline.bins {
        let at = u64::from(bin - first) * columns / span;
        if let Some(column) = counts.get_mut(usize::try_from(at).unwrap_or(0)) {
            *column += count;
        }
    }
    let minute = |bin: u32| u64::from(bin) * u64::from(timeline.minutes);
    Some((bars::sparkline(&counts), clock(minute(*first)), clock(minute(*last))))
}

/// A minute since 1970 as date and time.
fn clock(minute: u64) -> String {
    let (days, minute) = (minute / 1440, minute % 1440);
    // days since 0000-03-01, the calendar that puts the odd day last
    let z = days + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn minutes_are_dates() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00"),
            (951_782_400, "2000-02-29 00:00"),
            (1_793_491_200, "2026-11-01 00:00"),
            (1_798_761_540, "2026-12-31 23:59"),
        ] {
            assert_eq!(clock(seconds / 60), expected);
        }
    }
}
