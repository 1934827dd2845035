//! Triage: what a log holds, code by code, from which the guide begins with the facts of one.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::catalogue::Catalogue;
use crate::clean::{Clean, fit, width};
use crate::evidence::log::Log;
use crate::evidence::triage::reading;
use crate::fact::{Evidence, EvidenceId, EvidenceKind};
use crate::mask::Mask;
use crate::report::page::{Block, Page, Role, Target};
use crate::report::triage;
use crate::search::{Limit, rank};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::Panes;
use crate::tui::theme::Signs;
use crate::tui::widgets::bars;
use crate::tui::widgets::filter::Filter;
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

/// The row of the line of the search, from 0, and the cells before a paragraph in a pane of choices.
const SEARCH_ROW: u16 = 1;
const PARAGRAPH: u16 = 2;

/// A log, by its codes.
#[derive(Clone, Debug)]
pub struct Triage {
    /// The number of the evidence that it is
    evidence: EvidenceId,
    log: Box<Log>,
    pub(super) panes: Panes,
    /// The selected code, so that it stays selected while others come
    selected: Option<u16>,
    /// The codes that are shown, and the one that was selected before the search
    filter: Filter,
    before: Option<u16>,
}

impl Triage {
    /// What a log holds, which is this piece of evidence.
    #[must_use]
    pub fn new(evidence: EvidenceId, log: Log) -> Self {
        let (panes, filter) = (Panes::default(), Filter::default());
        Self { evidence, log: Box::new(log), panes, selected: None, filter, before: None }
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

    pub(super) const fn typing(&self) -> bool {
        self.filter.typing()
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let asked = match input {
            Input::Act(Action::Type(c)) => return self.search(|filter| filter.insert(c.encode_utf8(&mut [0; 4]))),
            Input::Act(Action::Digit(digit)) => return self.search(|filter| filter.insert(&digit.to_string())),
            Input::Paste(text) => return self.search(|filter| filter.insert(text)),
            Input::Act(Action::Edit(edit)) => return self.search(|filter| filter.edit(*edit)),
            Input::Act(Action::Search) => return self.search(Filter::open),
            Input::Act(Action::Enter) if self.filter.keep() => return Vec::new(),
            Input::Act(Action::Out | Action::Back) if self.panes.out() => return Vec::new(),
            Input::Act(Action::Out | Action::Back) if self.filter.clear() => {
                self.selected = self.before.take();
                return Vec::new();
            }
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => {
                let mut page = Page::default();
                triage::page(&mut page, cx.catalogue, &self.log, cx.lang);
                return vec![Request::Copy(Some(page.to_text()))];
            }
            input => {
                if matches!(input, Input::Act(Action::OtherPane | Action::ToPane(_))) {
                    self.filter.keep();
                }
                self.panes.update(cx, input)
            }
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

    /// Changes what is searched for; the first code that it finds is selected then.
    fn search(&mut self, edit: impl FnOnce(&mut Filter)) -> Vec<Request> {
        if self.filter == Filter::Off {
            self.before = self.selected;
        }
        self.panes.front = Pane::Main;
        edit(&mut self.filter);
        self.selected = if self.filter == Filter::Off { self.before.take() } else { None };
        Vec::new()
    }

    /// The codes of failed requests that the search leaves, most of them first: those whose number begins with it, else those
    /// that a search among all codes finds.
    fn failures(&self, cx: &Cx<'_>) -> Vec<(u16, u64)> {
        let query = self.filter.query().trim();
        let mut failures = self.log.failures();
        if query.bytes().all(|byte| byte.is_ascii_digit()) {
            failures.retain(|(code, _)| code.to_string().starts_with(query));
        } else {
            let found: BTreeSet<u16> = rank(cx.index, query, Limit::All).into_iter().map(|hit| hit.code).collect();
            failures.retain(|(code, _)| found.contains(code));
        }
        failures
    }

    /// The log as evidence for one code. Its samples were masked when they were taken.
    fn case(&self, catalogue: &Catalogue, code: u16) -> Evidence {
        let reading = reading(catalogue, self.evidence, &self.log, Some(code), &mut Mask::default());
        Evidence { id: self.evidence, name: self.log.name.clone(), kind: EvidenceKind::Log, reading }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let failures = self.failures(cx);
        let main = self.codes(cx, &failures);
        let code = self.selected.filter(|code| failures.iter().any(|(shown, _)| shown == code));
        let code = code.or_else(|| failures.first().map(|(code, _)| *code));
        let side = code.map_or_else(Page::default, |code| self.detail(cx, code));
        self.panes.layout(cx, &main, &side);
        let wanted = code.map(Target::Failure);
        if self.panes.front == Pane::Main && self.panes.main.target() != wanted.as_ref() {
            let height = cx.layout.main.height;
            self.panes.main.select(height, |choice| Some(&choice.target) == wanted.as_ref());
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let title = format!("{} {} {}", cx.words().triage_title, cx.theme.signs.dot, self.log.name);
        let side = match self.panes.main.target() {
            Some(Target::Failure(code)) => Some(*code),
            _ => None,
        };
        let side = side.and_then(|code| cx.catalogue.code(code));
        let side = side.map_or_else(String::new, |code| format!("{} {}", code.number, code.name));
        self.panes.view(cx, [&title, &side], buf);
        let (area, above) = (cx.layout.main, !self.panes.main.is_at_top());
        let (line, caret) = self.search_line(cx);
        let x = PARAGRAPH + u16::try_from(width(&line[..caret?])).unwrap_or(0);
        (!above && area.height > SEARCH_ROW && x < area.width)
            .then(|| Position { x: area.x + x, y: area.y + SEARCH_ROW })
    }

    /// The line of the search as it is shown, and how many of its bytes stand before the caret, where it is typed.
    fn search_line(&self, cx: &Cx<'_>) -> (String, Option<usize>) {
        let mut line = format!("{} ", cx.key(Action::Search, Scope::Triage));
        let before = line.len();
        let room = usize::from(cx.layout.main.width).saturating_sub(width(&line) + 4);
        match &self.filter {
            Filter::Off => line.push_str(cx.words().search_log),
            Filter::Kept(query) => line.push_str(fit(query, room).0),
            Filter::Typing(editor) => {
                let (shown, caret) = editor.window(room);
                let (shown, _) = fit(shown, room);
                let (left, _) = fit(shown, caret);
                let at = before + left.len();
                line.push_str(shown);
                return (line, Some(at));
            }
        }
        (line, None)
    }

    /// The codes of failed requests with their share, and what else there is to count.
    fn codes(&self, cx: &Cx<'_>, failures: &[(u16, u64)]) -> Page {
        let (words, signs) = (Words::of(cx.lang), cx.theme.signs);
        let mut page = Page::default();
        page.section(&(words.report.log_sum)(self.log.requests, self.log.records));
        let (line, _) = self.search_line(cx);
        page.text(&line);
        let most = failures.first().map_or(1, |(_, count)| *count);
        let cells = usize::from(cx.layout.main.width);
        let (bar, digits) = (if cells < WIDE { SHORT_BAR } else { BAR }, grouped(most).len());
        for (number, count) in failures {
            let name = cx.catalogue.code(*number).map_or(words.report.not_catalogued, |code| code.name.as_str());
            let counted = format!("{number} {} {:>digits$}", bars::bar(*count, most, bar, signs), grouped(*count));
            let room = cells.saturating_sub(MARKED + width(&counted) + 2);
            let text = format!("{counted}  {}", cut(name, room, signs));
            page.choice(signs.bullet, text, Role::Answer, Target::Failure(*number));
        }
        let all = self.log.failures();
        match (failures.is_empty(), all.is_empty()) {
            (true, true) => page.text(cx.words().no_failures),
            (true, false) => page.text(&(cx.words().not_in_log)(&cx.key(Action::Out, Scope::Search))),
            _ => {}
        }
        let succeeded: u64 = self.log.counts.values().sum::<u64>() - all.iter().map(|(_, count)| count).sum::<u64>();
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
