//! The table of codes and the search in it: columns as wide as the terminal allows, each shown whole or left out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::catalogue::Code;
use crate::clean::width;
use crate::lang::Lang;
use crate::report::wrap::wrap;
use crate::search::{Found, Marker, Searches};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::RAIL;
use crate::tui::screens::context::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::editor::Edit;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::list::{ListState, Move};
use crate::words::Words;

/// Where columns begin, in cells: the number, then the name.
const NUMBER: u16 = 2;
const NAME: u16 = 6;
/// Cells of the widest name, title and phase.
const NAME_CELLS: u16 = 22;
const TITLE_CELLS: u16 = 36;
const PHASE_CELLS: u16 = 10;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The case that a person left
    Case,
    /// A code
    Code(u16),
}

/// The list and its search.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    filter: Filter,
    state: ListState,
    /// Whether a row is marked: not before a person has chosen one
    marked: bool,
    /// What is shown, best first, and the query that it was found with
    rows: Vec<Row>,
    found_with: Option<String>,
    searches: Searches,
    /// What the query found, and where
    found: Found,
    /// What was marked before the search
    before: Option<Row>,
    /// The case was left just now: it is marked
    mark_case: bool,
}

impl List {
    /// The list with this row marked.
    pub(super) fn at(line: usize) -> Self {
        let mut list = Self { marked: true, ..Self::default() };
        list.state.select(line);
        list
    }

    pub(super) const fn typing(&self) -> bool {
        self.filter.typing()
    }

    /// Has the case marked that was left just now.
    pub(super) const fn mark_case(&mut self) {
        self.mark_case = true;
    }

    /// Whether all of it is shown.
    pub(super) fn is_whole(&self) -> bool {
        self.filter == Filter::Off
    }

    /// How many codes are shown.
    pub(super) fn count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, Row::Code(_))).count()
    }

    /// The marked row.
    pub(super) fn marked(&self) -> Option<Row> {
        self.rows.get(self.state.selected()).copied().filter(|_| self.marked)
    }

    /// Begins to type a search, or goes on with the one that was kept.
    pub(super) fn open(&mut self) {
        self.remember();
        self.filter.open();
    }

    /// Searches for `text`, behind what is typed already.
    pub(super) fn search(&mut self, text: &str) {
        self.remember();
        self.filter.insert(text);
    }

    fn remember(&mut self) {
        if self.is_whole() {
            self.before = self.marked();
        }
    }

    pub(super) fn insert(&mut self, c: char) {
        if self.typing() {
            self.filter.insert(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Changes the search; taking back from an empty one leaves it.
    pub(super) fn take_back(&mut self, edit: Edit) {
        self.filter.edit(edit);
    }

    /// Ends typing; what was found stays.
    pub(super) fn keep(&mut self) {
        self.filter.keep();
    }

    /// Leaves the search; what was marked before it is marked again.
    pub(super) fn clear(&mut self) {
        self.filter.clear();
    }

    pub(super) fn go(&mut self, cx: &Cx<'_>, step: Move) {
        let height = usize::from(rows(cx).height);
        if self.marked {
            self.state.go(step, self.rows.len(), height);
        } else if !self.rows.is_empty() {
            // the first step marks the row that it would have come from
            self.marked = true;
            self.state.select(if step == Move::Last { self.rows.len() - 1 } else { self.state.top() });
        }
    }

    /// Marks the row at this line of the pane; whether it was marked already.
    pub(super) fn press(&mut self, line: u16) -> bool {
        let line = usize::from(line).checked_sub(1).map(|line| line + self.state.top());
        let Some(line) = line.filter(|line| *line < self.rows.len()) else { return false };
        let before = self.marked && self.state.selected() == line && !self.typing();
        self.state.select(line);
        self.marked = true;
        before
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let query = self.filter.query();
        let case = !self.filter.typing() && cx.case_in_short().is_some();
        let renewed = self.found_with.as_deref() != Some(query);
        if renewed || self.rows.contains(&Row::Case) != case {
            let on_case = self.marked().filter(|row| *row == Row::Case);
            let kept = if renewed && query.is_empty() { self.before.take().or(on_case) } else { self.marked() };
            self.found = if query.is_empty() { Found::default() } else { self.searches.find(cx.index, query) };
            let codes: Vec<u16> = if query.is_empty() {
                cx.catalogue.codes().iter().map(|code| code.number).collect()
            } else {
                self.found.hits.iter().map(|hit| hit.code).collect()
            };
            let first = self.found_with.is_none();
            let newly = case && !self.rows.contains(&Row::Case) && kept.is_none();
            self.rows = case.then_some(Row::Case).into_iter().chain(codes.into_iter().map(Row::Code)).collect();
            if renewed && !query.is_empty() || newly {
                self.state.select(usize::from(renewed && case && self.rows.len() > 1));
                self.marked = true;
            } else if !first {
                let line = kept.and_then(|kept| self.rows.iter().position(|row| *row == kept));
                self.marked = line.is_some();
                self.state.select(line.unwrap_or(0));
            }
            self.found_with = Some(query.to_owned());
        }
        if std::mem::take(&mut self.mark_case) && self.rows.first() == Some(&Row::Case) {
            self.state.select(0);
            self.marked = true;
        }
        self.state.layout(self.rows.len(), usize::from(rows(cx).height));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, focus: bool, buf: &mut Buffer) -> Option<Position> {
        let area = cx.layout.main;
        if area.is_empty() {
            return None;
        }
        self.view_rows(cx, focus, buf);
        self.view_other_name(cx, buf);
        if area.width <= RAIL { None } else { self.view_search(cx, buf) }
    }

    /// The line of the search; returns where the caret stands.
    fn view_search(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let area = cx.layout.main;
        let key = format!("{} ", cx.key(Action::Search, Scope::Browse));
        let x = border::text(buf, area.x + NUMBER, area.y, &key, 2, cx.theme, Role::Key);
        let room = usize::from(area.right().saturating_sub(x));
        match &self.filter {
            Filter::Off => {
                let words = cx.words();
                let hint = if self.marked { words.search } else { words.search_first };
                border::text(buf, x, area.y, hint, room, cx.theme, Role::Muted);
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

    fn view_rows(&self, cx: &Cx<'_>, focus: bool, buf: &mut Buffer) {
        let area = rows(cx);
        if self.rows.is_empty() {
            return view_nothing(cx, area, buf);
        }
        let shown = self.rows.iter().enumerate().skip(self.state.top());
        for ((line, row), y) in shown.zip(area.y..area.bottom()) {
            let (row_area, marked) = (Rect { y, height: 1, ..area }, self.marked && line == self.state.selected());
            match row {
                Row::Case => view_case(cx, row_area, buf),
                Row::Code(number) => {
                    if let Some(code) = cx.catalogue.code(*number) {
                        view_code(cx, code, &self.found.marker, row_area, buf);
                    }
                }
            }
            if marked {
                let sign = if focus { cx.theme.signs.selected } else { cx.theme.signs.kept };
                border::text(buf, area.x, y, sign, 1, cx.theme, Role::Key);
                if focus {
                    let lit = Rect { x: area.x + NUMBER, width: area.width.saturating_sub(NUMBER), ..row_area };
                    buf.set_style(lit, cx.theme.style(Role::Selected));
                }
            }
        }
    }

    /// Where one pane is all there is, its last row has the other name of the marked code.
    fn view_other_name(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let area = cx.layout.main;
        if !has_last_row(cx) {
            return;
        }
        let y = area.bottom() - 1;
        let cells = usize::from(area.width.saturating_sub(NAME));
        let code =
            self.marked().and_then(|row| if let Row::Code(number) = row { cx.catalogue.code(number) } else { None });
        if let Some(code) = code {
            let other = if cx.lang == Lang::Zh { code.name.as_str() } else { code.title.of(cx.lang) };
            border::text(buf, area.x + NAME, y, other, cells, cx.theme, Role::Muted);
        } else {
            let (hint, cells) = (cx.words().paste_hint, usize::from(area.width.saturating_sub(NUMBER)));
            border::text(buf, area.x + NUMBER, y, hint, cells, cx.theme, Role::Muted);
        }
    }
}

/// Whether the last row of the list has the other name of the marked code.
fn has_last_row(cx: &Cx<'_>) -> bool {
    !cx.layout.both && cx.layout.main.width < NAME + NAME_CELLS + TITLE_CELLS
}

/// The rows of the table: below the line of the search.
pub(super) fn rows(cx: &Cx<'_>) -> Rect {
    let area = cx.layout.main;
    let last = u16::from(has_last_row(cx));
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1 + last), ..area }
}

fn view_nothing(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let (words, x) = (cx.words(), area.x + NUMBER);
    let cells = usize::from(area.width.saturating_sub(NUMBER));
    border::text(buf, x, area.y, words.nothing_found, cells, cx.theme, Role::Notice);
    let (out, symptom) = (cx.key(Action::Out, Scope::Search), cx.key(Action::Symptom, Scope::Browse));
    let hint = (words.nothing_found_hint)(&out, &symptom);
    for (line, y) in wrap(&hint, cells).into_iter().zip(area.y + 1..area.bottom()) {
        border::text(buf, x, y, line, cells, cx.theme, Role::Muted);
    }
}

fn view_case(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let text = if area.width <= RAIL {
        cx.theme.signs.up.to_owned()
    } else {
        (cx.words().last_case)(&cx.case_in_short().unwrap_or_default())
    };
    let cells = usize::from(area.width.saturating_sub(NUMBER));
    border::text(buf, area.x + NUMBER, area.y, &text, cells, cx.theme, Role::Plain);
}

/// A code in its columns: the number; the name, or in a narrow list in Chinese the title; the title; the phase.
fn view_code(cx: &Cx<'_>, code: &Code, marker: &Marker, area: Rect, buf: &mut Buffer) {
    let (left, end) = (area.x, area.right());
    lit(cx, &code.number.to_string(), marker, (left + NUMBER, end, area.y), Role::Number, buf);
    if area.width <= RAIL {
        return;
    }
    let title = code.title.of(cx.lang);
    let gap = if area.width >= NAME + NAME_CELLS + TITLE_CELLS + PHASE_CELLS + 4 { 2 } else { 1 };
    let titled = area.width > NAME + NAME_CELLS + TITLE_CELLS;
    let (name, name_at) = (code.name.as_str(), left + NAME);
    let name_end = if titled { name_at + NAME_CELLS } else { end };
    let first = if !titled && cx.lang == Lang::Zh { title } else { name };
    let behind = lit(cx, first, marker, (name_at, name_end, area.y), Role::Plain, buf);
    if code.from.is_some() && behind + 2 <= name_end {
        border::text(buf, behind, area.y, " +", 2, cx.theme, Role::Override);
    }
    if !titled {
        return;
    }
    let title_at = name_at + NAME_CELLS + gap;
    let phase_at = title_at + TITLE_CELLS + gap;
    let phased = phase_at + PHASE_CELLS <= end;
    lit(cx, title, marker, (title_at, if phased { phase_at - 1 } else { end }, area.y), Role::Muted, buf);
    if phased {
        let word = Words::of(cx.lang).phase_of(code.phase);
        border::text(buf, phase_at, area.y, word, usize::from(end - phase_at), cx.theme, Role::Muted);
    }
}

/// Draws `text` from `x` to `end` with the letters lit that the query means; returns the cell behind it.
fn lit(cx: &Cx<'_>, text: &str, marker: &Marker, (x, end, y): (u16, u16, u16), role: Role, buf: &mut Buffer) -> u16 {
    let behind = border::text(buf, x, y, text, usize::from(end.saturating_sub(x)), cx.theme, role);
    let lit = marker.marks(cx.index, text);
    let mut at = x;
    for (position, c) in text.chars().enumerate() {
        let cells = u16::try_from(width(c.encode_utf8(&mut [0; 4]))).unwrap_or(1);
        if at + cells > behind {
            break;
        }
        if lit.contains(&position) {
            buf.set_style(Rect::new(at, y, cells, 1), cx.theme.style(Role::Match));
        }
        at += cells;
    }
    behind
}
