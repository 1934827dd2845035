//! The first screen: the table of codes, the search in it, and the selected code in full beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::catalogue::Code;
use crate::clean::width;
use crate::fact::Facts;
use crate::lang::Lang;
use crate::report::case;
use crate::report::explain::{self, Extent};
use crate::report::wrap::wrap;
use crate::search::{Limit, marks, rank};
use crate::session::{Change, Start};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::{Pane, inside};
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::list::{ListState, Move};
use crate::tui::widgets::pager::Pager;
use crate::words::Words;

/// Cells of the column with the numbers, and of that with the phases.
const NUMBER: u16 = 4;
const PHASE: u16 = 11;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The last case, to go back to
    Case,
    /// A code, by its number
    Code(u16),
}

/// What the detail is made of, and how much of it; made anew when it does not hold what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    code: Option<u16>,
    width: u16,
    lang: Lang,
    extent: Extent,
}

impl Of {
    fn holds(&self, wanted: &Self) -> bool {
        let same = (self.code, self.width, self.lang) == (wanted.code, wanted.width, wanted.lang);
        same && match (self.extent, wanted.extent) {
            (Extent::Whole, _) => true,
            (Extent::First(blocks), Extent::First(wanted)) => blocks >= wanted,
            (Extent::First(_), Extent::Whole) => false,
        }
    }
}

/// The table of codes.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    filter: Filter,
    front: Pane,
    list: ListState,
    /// The rows that are shown, best first, and what they were found with: the query, and whether there is a case
    shown: Vec<Row>,
    found_with: Option<(String, bool)>,
    /// The row that was selected before the search
    before: Option<Row>,
    /// The case was left just now: it is selected
    mark_case: bool,
    of: Option<Of>,
    detail: Pager,
}

impl Browse {
    /// The table with this code selected.
    #[must_use]
    pub fn at(line: usize) -> Self {
        let mut browse = Self::default();
        browse.list.select(line);
        browse
    }

    /// The case is left for the table: it is selected there, so that one key goes back.
    pub(crate) const fn mark_case(&mut self) {
        self.mark_case = true;
    }

    pub(super) const fn typing(&self) -> bool {
        self.filter.typing()
    }

    pub(super) const fn show_main(&mut self) {
        self.front = Pane::Main;
    }

    pub(super) const fn front(&self) -> Pane {
        self.front
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        if self.reads_on(input) {
            self.make(cx, Extent::Whole);
        }
        match input {
            Input::Act(Action::Type(c)) => self.filter.insert(c.encode_utf8(&mut [0; 4])),
            Input::Act(Action::Edit(edit)) => self.filter.edit(*edit),
            Input::Paste(text) => self.search(|filter| filter.insert(text)),
            Input::Act(Action::Search) => self.search(Filter::open),
            Input::Act(Action::Digit(digit)) => self.search(|filter| filter.insert(&digit.to_string())),
            Input::Act(Action::Move(step)) => self.go(cx, self.front, *step),
            Input::Wheel(pane, lines) => self.go(cx, *pane, Move::By(isize::from(*lines))),
            Input::Press(Pane::Main, line) => {
                self.front = Pane::Main;
                let Some(line) = usize::from(*line).checked_sub(1).map(|line| line + self.list.top()) else {
                    return Vec::new();
                };
                // the second press on a line is that of a double click
                if line < self.shown.len() && self.list.selected() == line && !self.typing() {
                    return self.enter(cx);
                } else if line < self.shown.len() {
                    self.list.select(line);
                }
            }
            Input::Press(Pane::Side, _) => self.turn(Pane::Side),
            Input::Act(Action::OtherPane) => self.turn(self.front.other()),
            Input::Act(Action::ToPane(pane)) => self.turn(*pane),
            Input::Act(Action::Enter) => return self.enter(cx),
            Input::Act(Action::Forget) => return vec![Request::Change(Change::Leave)],
            Input::Act(Action::Symptom) => return vec![Request::Symptoms],
            Input::Act(Action::Out | Action::Back) => return self.out(),
            Input::Act(Action::Copy) => return vec![Request::Copy(self.copied(cx))],
            Input::Act(Action::CopyAll) => {
                return vec![Request::Copy(
                    self.title(cx).map(|title| format!("{title}\n{}", self.detail.page().to_text())),
                )];
            }
            Input::Act(_) => {}
        }
        Vec::new()
    }

    /// Whether the input goes to the detail, beyond what a window shows of it.
    const fn reads_on(&self, input: &Input<'_>) -> bool {
        match input {
            Input::Act(Action::Move(_) | Action::Copy) => matches!(self.front, Pane::Side),
            Input::Wheel(pane, _) => matches!(pane, Pane::Side),
            Input::Act(Action::CopyAll) => true,
            _ => false,
        }
    }

    fn search(&mut self, edit: impl FnOnce(&mut Filter)) {
        self.front = Pane::Main;
        if self.filter == Filter::Off {
            self.before = self.row();
        }
        edit(&mut self.filter);
    }

    /// Goes to a pane; a search that is typed is left for that, so that no letter goes into it unseen.
    fn turn(&mut self, pane: Pane) {
        self.filter.keep();
        self.front = pane;
    }

    /// Keeps the filter that is typed; else goes on with the case, or opens the guide on the selected code. The code of the
    /// case goes on with it too.
    fn enter(&mut self, cx: &Cx<'_>) -> Vec<Request> {
        if self.filter.keep() {
            return Vec::new();
        }
        match self.row() {
            None => Vec::new(),
            Some(Row::Code(number)) if cx.diagnosis.code != Some(number) || cx.case_in_short().is_none() => {
                vec![Request::Change(Change::Start(Start::Code(number))), Request::Guide]
            }
            Some(_) => vec![Request::Guide],
        }
    }

    fn out(&mut self) -> Vec<Request> {
        if self.front == Pane::Side {
            self.front = Pane::Main;
        } else if !self.filter.clear() {
            return vec![Request::Out];
        }
        Vec::new()
    }

    fn copied(&self, cx: &Cx<'_>) -> Option<String> {
        match self.front {
            Pane::Main => self.title(cx),
            Pane::Side => self.detail.command().or_else(|| self.detail.link()).map(str::to_owned),
        }
    }

    fn go(&mut self, cx: &Cx<'_>, pane: Pane, step: Move) {
        match pane {
            Pane::Main => self.list.go(step, self.shown.len(), usize::from(rows(cx).height)),
            Pane::Side => self.detail.go(step, inside(cx.layout.side).height),
        }
    }

    fn row(&self) -> Option<Row> {
        self.shown.get(self.list.selected()).copied()
    }

    fn selected<'a>(&self, cx: &Cx<'a>) -> Option<&'a Code> {
        match self.row()? {
            Row::Case => None,
            Row::Code(number) => cx.catalogue.code(number),
        }
    }

    /// What is selected: a code, or the case.
    fn title(&self, cx: &Cx<'_>) -> Option<String> {
        match self.row()? {
            Row::Case => Some(cx.title()),
            Row::Code(_) => self.selected(cx).map(|code| format!("{} {}", code.number, code.name)),
        }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let query = self.filter.query();
        let wanted = (query.to_owned(), !self.filter.typing() && cx.case_in_short().is_some());
        if self.found_with.as_ref() != Some(&wanted) {
            self.find(cx, &wanted);
            self.found_with = Some(wanted);
        }
        if std::mem::take(&mut self.mark_case) && self.shown.first() == Some(&Row::Case) {
            self.list.select(0);
        }
        self.list.layout(self.shown.len(), usize::from(rows(cx).height));
    }

    /// Fills the table. What was selected stays so while the query does; a search begins at its best hit, and gives the
    /// selection back when it is left.
    fn find(&mut self, cx: &Cx<'_>, (query, case): &(String, bool)) {
        let searched = self.found_with.as_ref().map_or("", |(query, _)| query.as_str());
        let kept = match (query.is_empty(), searched == query) {
            (_, true) => self.row(),
            (true, false) => self.before.take(),
            (false, false) => None,
        };
        let codes: Vec<u16> = if query.is_empty() {
            cx.catalogue.codes().iter().map(|code| code.number).collect()
        } else {
            rank(cx.index, query, Limit::All).into_iter().map(|hit| hit.code).collect()
        };
        let first_time = self.found_with.is_none();
        self.shown = case.then_some(Row::Case).into_iter().chain(codes.into_iter().map(Row::Code)).collect();
        if !first_time {
            let first = usize::from(*case && self.shown.len() > 1);
            self.list.select(kept.and_then(|kept| self.shown.iter().position(|row| *row == kept)).unwrap_or(first));
        }
    }

    /// Makes what the window shows of the detail.
    pub(super) fn layout_visible(&mut self, cx: &Cx<'_>) {
        let area = inside(cx.layout.side);
        self.make(cx, Extent::First(usize::from(area.height)));
        if !area.is_empty() {
            self.detail.layout(area.height);
        }
    }

    fn make(&mut self, cx: &Cx<'_>, extent: Extent) {
        let width = inside(cx.layout.side).width;
        if self.row() == Some(Row::Case) {
            self.make_case(cx, width);
            return;
        }
        let code = self.selected(cx);
        let wanted = Of { code: code.map(|code| code.number), width, lang: cx.lang, extent };
        if self.of.as_ref().is_some_and(|of| of.holds(&wanted)) {
            return;
        }
        let page = code.map(|code| explain::code(cx.catalogue, &Facts::default(), code, cx.lang, extent));
        self.detail = Pager::new(page.unwrap_or_default(), width);
        self.of = Some(wanted);
    }

    /// Of the case: the way so far, and the causes as they stand. It is made anew when it has changed.
    fn make_case(&mut self, cx: &Cx<'_>, width: u16) {
        let mut page = case::path(cx.case());
        page.join(case::causes(cx.case()));
        let wanted = Of { code: None, width, lang: cx.lang, extent: Extent::Whole };
        if self.of.as_ref() != Some(&wanted) || *self.detail.page() != page {
            self.detail = Pager::new(page, width);
            self.of = Some(wanted);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.view_detail(cx, buf);
        let area = cx.layout.main;
        if area.is_empty() {
            return None;
        }
        let words = cx.words();
        let shown = self.shown.iter().filter(|row| **row != Row::Case).count();
        let (all, dot) = (cx.catalogue.codes().len(), cx.theme.signs.dot);
        let title = format!("{} {dot} {shown} {} {all}", words.status_codes, words.of);
        border::draw(&title, self.front == Pane::Main, area, cx.theme, buf);
        self.view_rows(cx, buf);
        let count = usize::from(rows(cx).height);
        border::more(self.list.top() > 0, self.shown.len() > self.list.top() + count, area, cx.theme, buf);
        self.view_search(cx, buf)
    }

    /// The line of the search; returns where the caret stands.
    fn view_search(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let area = inside(cx.layout.main);
        let x = border::text(
            buf,
            area.x,
            area.y,
            &format!("{} ", cx.key(Action::Search, Scope::Browse)),
            2,
            cx.theme,
            Role::Key,
        );
        let room = usize::from(area.right().saturating_sub(x));
        match &self.filter {
            Filter::Off => {
                border::text(buf, x, area.y, cx.words().search, room, cx.theme, Role::Muted);
                None
            }
            Filter::Kept(query) => {
                border::text(buf, x, area.y, query, room, cx.theme, Role::Plain);
                None
            }
            Filter::Typing(editor) => {
                let (shown, caret) = editor.window(room);
                border::text(buf, x, area.y, shown, room, cx.theme, Role::Plain);
                Some(Position { x: x + u16::try_from(caret.min(room)).unwrap_or(0), y: area.y })
            }
        }
    }

    fn view_rows(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let area = rows(cx);
        if self.shown.is_empty() {
            let words = cx.words();
            let cells = usize::from(area.width);
            border::text(buf, area.x, area.y, words.nothing_found, cells, cx.theme, Role::Notice);
            let (out, symptom) = (cx.key(Action::Out, Scope::Search), cx.key(Action::Symptom, Scope::Browse));
            let hint = (words.nothing_found_hint)(&out, &symptom);
            for (line, y) in wrap(&hint, cells).into_iter().zip(area.y + 1..area.bottom()) {
                border::text(buf, area.x, y, line, cells, cx.theme, Role::Muted);
            }
        }
        let shown = self.shown.iter().enumerate().skip(self.list.top());
        for ((line, row), y) in shown.zip(area.y..area.bottom()) {
            let (area, selected) = (Rect { y, height: 1, ..area }, line == self.list.selected());
            match row {
                Row::Case => Self::view_case(cx, area, buf),
                Row::Code(number) => {
                    let Some(code) = cx.catalogue.code(*number) else { continue };
                    self.view_row(cx, code, area, buf);
                }
            }
            if selected {
                border::text(buf, area.x - 1, area.y, cx.theme.signs.selected, 1, cx.theme, Role::Number);
                let role = if self.front == Pane::Main { Role::Selected } else { Role::Title };
                buf.set_style(area, cx.theme.style(role));
            }
        }
    }

    fn view_case(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let case = (cx.words().last_case)(&cx.case_in_short().unwrap_or_default());
        border::text(buf, area.x, area.y, &case, usize::from(area.width), cx.theme, Role::Plain);
    }

    fn view_row(&self, cx: &Cx<'_>, code: &Code, area: Rect, buf: &mut Buffer) {
        let query = self.filter.query();
        let mut x = area.x;
        let end = area.right();
        let number = code.number.to_string();
        lit(cx, &number, query, (x, end, area.y), Role::Number, buf);
        x += NUMBER;
        let phase = if area.width >= 40 { PHASE } else { 0 };
        let name_end = end.saturating_sub(phase);
        x = lit(cx, &code.name, query, (x, name_end, area.y), Role::Plain, buf);
        if code.from.is_some() && x + 2 < name_end {
            x = border::text(buf, x, area.y, " +", 2, cx.theme, Role::Override);
        }
        if x + 6 < name_end {
            lit(cx, code.title.of(cx.lang), query, (x + 2, name_end.saturating_sub(1), area.y), Role::Muted, buf);
        }
        if phase > 0 {
            let word = Words::of(cx.lang).phase_of(code.phase);
            border::text(buf, name_end, area.y, word, usize::from(phase), cx.theme, Role::Muted);
        }
    }

    fn view_detail(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let area = cx.layout.side;
        if area.is_empty() {
            return;
        }
        let title = self.title(cx).unwrap_or_default();
        border::draw(&title, self.front == Pane::Side, area, cx.theme, buf);
        self.detail.draw(inside(area), cx.theme, buf);
        let (above, below) = self.detail.more(inside(area).height);
        border::more(above, below, area, cx.theme, buf);
    }
}

/// Draws `text` from `x` to `end` with the letters lit that the query matches; returns the cell behind it.
fn lit(cx: &Cx<'_>, text: &str, query: &str, (x, end, y): (u16, u16, u16), role: Role, buf: &mut Buffer) -> u16 {
    let behind = border::text(buf, x, y, text, usize::from(end.saturating_sub(x)), cx.theme, role);
    if query.is_empty() {
        return behind;
    }
    let marked = marks(query, text);
    let mut at = x;
    for (position, c) in text.chars().enumerate() {
        let cells = u16::try_from(width(c.encode_utf8(&mut [0; 4]))).unwrap_or(1);
        if at + cells > behind {
            break;
        }
        if marked.contains(&position) {
            buf.set_style(Rect::new(at, y, cells, 1), cx.theme.style(Role::Match));
        }
        at += cells;
    }
    behind
}

/// The rows of the table: below the line of the search.
fn rows(cx: &Cx<'_>) -> Rect {
    let area = inside(cx.layout.main);
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}
