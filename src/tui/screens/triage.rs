//! Triage: what a log holds, code by code, from which the guide begins with the facts of one.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;

use crate::catalogue::Catalogue;
use crate::clean::{Clean, fit, width};
use crate::evidence::log::Log;
use crate::evidence::triage::reading;
use crate::fact::{Evidence, EvidenceId, EvidenceKind};
use crate::mask::Mask;
use crate::report::page::{Block, Page, Role, Target};
use crate::report::triage;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::Panes;
use crate::tui::theme::Signs;
use crate::tui::widgets::bars;
use crate::tui::widgets::find::Find;
use crate::words::{Words, grouped};

/// Cells by which text stands in.
const INDENT: usize = 4;

/// Cells of the bar beside a count, and of the shorter one of a narrow pane.
const BAR: usize = 12;
const SHORT_BAR: usize = 4;
/// Cells of a pane that is wide enough for the longer one.
const WIDE: usize = 50;

/// Cells before the text of a choice: mark and number.
const MARKED: usize = 4;

/// A log, by its codes.
#[derive(Clone, Debug)]
pub struct Triage {
    /// The number of the evidence that it is
    evidence: EvidenceId,
    log: Box<Log>,
    panes: Panes,
    /// The selected code, so that it stays selected while others come
    selected: Option<u16>,
}

impl Triage {
    /// What a log holds, which is this piece of evidence.
    #[must_use]
    pub fn new(evidence: EvidenceId, log: Log) -> Self {
        Self { evidence, log: Box::new(log), panes: Panes::default(), selected: None }
    }

    /// Whether it shows this log.
    #[must_use]
    pub fn shows(&self, name: &Clean) -> bool {
        self.log.name == *name
    }

    /// More of the log was read.
    pub fn renew(&mut self, log: Log) {
        *self.log = log;
    }

    pub(super) const fn front(&self) -> Pane {
        self.panes.front
    }

    pub(super) const fn panes(&mut self) -> &mut Panes {
        &mut self.panes
    }

    pub(super) const fn find(&self) -> &Find {
        &self.panes.front().find
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let asked = match input {
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => {
                let mut page = Page::default();
                triage::page(&mut page, cx.catalogue, &self.log, cx.lang);
                return vec![Request::Copy(Some(page.to_text()))];
            }
            input => self.panes.update(cx, input),
        };
        self.selected = match self.panes.main.target() {
            Some(Target::Failure(code)) => Some(*code),
            _ => None,
        };
        match asked {
            Some(Target::Failure(code)) => vec![Request::Read(Box::new(self.case(cx.catalogue, code)))],
            _ => Vec::new(),
        }
    }

    /// The log as evidence for one code. Its samples were masked when they were taken.
    fn case(&self, catalogue: &Catalogue, code: u16) -> Evidence {
        let reading = reading(catalogue, self.evidence, &self.log, Some(code), &mut Mask::default());
        Evidence { id: self.evidence, name: self.log.name.clone(), kind: EvidenceKind::Log, reading }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let failures = self.log.failures();
        let main = self.codes(cx, &failures);
        let code = self.selected.or_else(|| failures.first().map(|(code, _)| *code));
        let side = code.map_or_else(Page::default, |code| self.detail(cx, code));
        self.panes.layout(cx, &main, &side);
        let wanted = code.map(Target::Failure);
        if self.panes.front == Pane::Main && self.panes.main.target() != wanted.as_ref() {
            let height = cx.layout.main.height;
            self.panes.main.select(height, |choice| Some(&choice.target) == wanted.as_ref());
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let title = format!("{} {} {}", cx.words().triage_title, cx.theme.signs.dot, self.log.name);
        let side = self.selected.or_else(|| self.log.failures().first().map(|(code, _)| *code));
        let side = side.and_then(|code| cx.catalogue.code(code));
        let side = side.map_or_else(String::new, |code| format!("{} {}", code.number, code.name));
        self.panes.view(cx, [&title, &side], buf);
    }

    /// The codes of failed requests with their share, and what else there is to count.
    fn codes(&self, cx: &Cx<'_>, failures: &[(u16, u64)]) -> Page {
        let (words, signs) = (Words::of(cx.lang), cx.theme.signs);
        let mut page = Page::default();
        page.section(&(words.report.log_sum)(self.log.requests, self.log.records));
        let most = failures.first().map_or(1, |(_, count)| *count);
        let cells = usize::from(cx.layout.main.width);
        let (bar, digits) = (if cells < WIDE { SHORT_BAR } else { BAR }, grouped(most).len());
        for (at, (number, count)) in failures.iter().enumerate() {
            let name = cx.catalogue.code(*number).map_or(words.report.not_catalogued, |code| code.name.as_str());
            let mark = if at < 9 { (at + 1).to_string() } else { signs.bullet.to_owned() };
            let counted = format!("{number} {} {:>digits$}", bars::bar(*count, most, bar, signs), grouped(*count));
            let room = cells.saturating_sub(MARKED + width(&counted) + 2);
            let text = format!("{counted}  {}", cut(name, room, signs));
            page.choice(mark, text, Role::Answer, Target::Failure(*number));
        }
        if failures.is_empty() {
            page.text(cx.words().no_failures);
        }
        let succeeded: u64 =
            self.log.counts.values().sum::<u64>() - failures.iter().map(|(_, count)| count).sum::<u64>();
        page.push(Block::Blank);
        page.field(cx.words().succeeded, grouped(succeeded));
        triage::asides(&mut page, &self.log, cx.lang);
        page
    }

    /// Of one code: when, which functions, whether a time repeats itself, and how the first requests went.
    fn detail(&self, cx: &Cx<'_>, number: u16) -> Page {
        let mut page = Page::default();
        if let Some(code) = cx.catalogue.code(number) {
            page.text(code.title.of(cx.lang));
        }
        triage::cluster(&mut page, &self.log, number, cx.lang);
        let cells = usize::from(cx.layout.side.width).saturating_sub(INDENT);
        triage::when(&mut page, &self.log.timeline, cells, cx.lang);
        triage::took(&mut page, &self.log, number, cells, cx.lang);
        let of = |codes: &BTreeMap<u16, u64>| codes.get(&number).copied().unwrap_or(0);
        triage::functions(&mut page, &self.log, of, cx.lang);
        triage::first(&mut page, &self.log, self.log.samples.get(&number).map_or(&[][..], Vec::as_slice), cx.lang);
        page
    }
}

/// `name` in so many cells, cut where it is longer.
fn cut(name: &str, cells: usize, signs: &Signs) -> String {
    if width(name) <= cells {
        return name.to_owned();
    }
    format!("{}{}", fit(name, cells.saturating_sub(1)).0, signs.ellipsis)
}
