//! The first screen: the table of codes, the search in it, and the selected code in full beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::catalogue::Code;
use crate::clean::width;
use crate::fact::Facts;
use crate::lang::Lang;
use crate::report::explain::{self, Extent};
use crate::report::wrap::wrap;
use crate::search::{Found, Marker, Searches};
use crate::session::{Change, Start};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::{Pane, inside};
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::editor::{Edit, Editor};
use crate::tui::widgets::list::{ListState, Move};
use crate::tui::widgets::pager::Pager;
use crate::words::Words;

/// Cells of the column with the numbers, and of that with the phases.
const NUMBER: u16 = 4;
const PHASE: u16 = 11;

/// What of the list is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Filter {
    /// All of it
    Off,
    /// What the search finds, while it is typed
    Typing(Editor),
    /// What the search found
    Kept(String),
}

impl Filter {
    fn query(&self) -> &str {
        match self {
            Self::Off => "",
            Self::Typing(editor) => editor.text(),
            Self::Kept(query) => query,
        }
    }
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
#[derive(Clone, Debug)]
pub struct Browse {
    filter: Filter,
    front: Pane,
    list: ListState,
    /// The codes that are shown, best first, and the query that they were found with
    shown: Vec<u16>,
    found_with: Option<String>,
    searches: Searches,
    found: Found,
    of: Option<Of>,
    detail: Pager,
}

impl Default for Browse {
    fn default() -> Self {
        Self {
            filter: Filter::Off,
            front: Pane::Main,
            list: ListState::default(),
            shown: Vec::new(),
            found_with: None,
            searches: Searches::default(),
            found: Found::default(),
            of: None,
            detail: Pager::default(),
        }
    }
}

impl Browse {
    /// The table with this code selected.
    #[must_use]
    pub fn at(line: usize) -> Self {
        let mut browse = Self::default();
        browse.list.select(line);
        browse
    }

    pub(super) const fn typing(&self) -> bool {
        matches!(self.filter, Filter::Typing(_))
    }

    pub(super) const fn front(&self) -> Pane {
        self.front
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        if self.reads_on(input) {
            self.make(cx, Extent::Whole);
        }
        match input {
            Input::Act(Action::Type(c)) => self.edit(|editor| editor.insert(c.encode_utf8(&mut [0; 4]))),
            Input::Act(Action::Edit(edit)) => self.take_back(*edit),
            Input::Paste(text) => self.search(text),
            Input::Act(Action::Search) => {
                let query = self.filter.query().to_owned();
                self.filter = Filter::Typing(Editor::with(&query));
                self.front = Pane::Main;
            }
            Input::Act(Action::Digit(digit)) => self.search(&digit.to_string()),
            Input::Act(Action::Move(step)) => self.go(cx, self.front, *step),
            Input::Wheel(pane, lines) => self.go(cx, *pane, Move::By(isize::from(*lines))),
            Input::Press(Pane::Main, line) => {
                self.front = Pane::Main;
                let Some(line) = usize::from(*line).checked_sub(1).map(|line| line + self.list.top()) else {
                    return Vec::new();
                };
                if line < self.shown.len() {
                    self.list.select(line);
                }
            }
            Input::Press(Pane::Side, _) => self.front = Pane::Side,
            Input::Act(Action::OtherPane) => self.front = self.front.other(),
            Input::Act(Action::Enter) => return self.enter(),
            Input::Act(Action::Symptom) => return vec![Request::Symptoms],
            Input::Act(Action::Out) => return self.out(),
            Input::Act(Action::Copy) => return vec![Request::Copy(self.copied(cx))],
            Input::Act(Action::CopyAll) => {
                return vec![Request::Copy(
                    self.selected(cx)
                        .map(|code| format!("{} {}\n{}", code.number, code.name, self.detail.page().to_text())),
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

    fn edit(&mut self, edit: impl FnOnce(&mut Editor)) {
        if let Filter::Typing(editor) = &mut self.filter {
            edit(editor);
        }
    }

    /// Changes the search; taking back from an empty one leaves it.
    fn take_back(&mut self, edit: Edit) {
        match &self.filter {
            Filter::Typing(editor) if edit == Edit::Backspace && editor.text().is_empty() => self.filter = Filter::Off,
            _ => self.edit(|editor| editor.edit(edit)),
        }
    }

    fn search(&mut self, text: &str) {
        self.front = Pane::Main;
        match &mut self.filter {
            Filter::Typing(editor) => editor.insert(text),
            Filter::Off | Filter::Kept(_) => self.filter = Filter::Typing(Editor::with(text)),
        }
    }

    /// Keeps the filter that is typed; else opens the guide on the selected code.
    fn enter(&mut self) -> Vec<Request> {
        if let Filter::Typing(editor) = &self.filter {
            self.filter = if editor.text().is_empty() { Filter::Off } else { Filter::Kept(editor.text().to_owned()) };
            return Vec::new();
        }
        let Some(number) = self.shown.get(self.list.selected()) else { return Vec::new() };
        vec![Request::Change(Change::Start(Start::Code(*number))), Request::Guide]
    }

    fn out(&mut self) -> Vec<Request> {
        if self.front == Pane::Side {
            self.front = Pane::Main;
        } else if self.filter == Filter::Off {
            return vec![Request::Out];
        } else {
            self.filter = Filter::Off;
        }
        Vec::new()
    }

    fn copied(&self, cx: &Cx<'_>) -> Option<String> {
        match self.front {
            Pane::Main => self.selected(cx).map(|code| format!("{} {}", code.number, code.name)),
            Pane::Side => self.detail.command().or_else(|| self.detail.link()).map(str::to_owned),
        }
    }

    fn go(&mut self, cx: &Cx<'_>, pane: Pane, step: Move) {
        match pane {
            Pane::Main => self.list.go(step, self.shown.len(), usize::from(rows(cx).height)),
            Pane::Side => self.detail.go(step, inside(cx.layout.side).height),
        }
    }

    fn selected<'a>(&self, cx: &Cx<'a>) -> Option<&'a Code> {
        self.shown.get(self.list.selected()).and_then(|number| cx.catalogue.code(*number))
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let query = self.filter.query();
        if self.found_with.as_deref() != Some(query) {
            let kept = if query.is_empty() { self.shown.get(self.list.selected()).copied() } else { Some(0) };
            (self.shown, self.found) = if query.is_empty() {
                (cx.catalogue.codes().iter().map(|code| code.number).collect(), Found::default())
            } else {
                let found = self.searches.find(cx.index, query);
                (found.hits.iter().map(|hit| hit.code).collect(), found)
            };
            if let Some(kept) = kept {
                self.list.select(self.shown.iter().position(|number| *number == kept).unwrap_or(0));
            }
            self.found_with = Some(query.to_owned());
        }
        self.list.layout(self.shown.len(), usize::from(rows(cx).height));
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
        let code = self.selected(cx);
        let width = inside(cx.layout.side).width;
        let wanted = Of { code: code.map(|code| code.number), width, lang: cx.lang, extent };
        if self.of.as_ref().is_some_and(|of| of.holds(&wanted)) {
            return;
        }
        let page = code.map(|code| explain::code(cx.catalogue, &Facts::default(), code, cx.lang, extent));
        self.detail = Pager::new(page.unwrap_or_default(), width);
        self.of = Some(wanted);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.view_detail(cx, buf);
        let area = cx.layout.main;
        if area.is_empty() {
            return None;
        }
        let words = cx.words();
        let (shown, all, dot) = (self.shown.len(), cx.catalogue.codes().len(), cx.theme.signs.dot);
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
        for ((line, number), y) in shown.zip(area.y..area.bottom()) {
            let Some(code) = cx.catalogue.code(*number) else { continue };
            self.view_row(cx, code, Rect { y, height: 1, ..area }, line == self.list.selected(), buf);
        }
    }

    fn view_row(&self, cx: &Cx<'_>, code: &Code, area: Rect, selected: bool, buf: &mut Buffer) {
        if selected {
            border::text(buf, area.x - 1, area.y, cx.theme.signs.selected, 1, cx.theme, Role::Number);
        }
        let marker = &self.found.marker;
        let mut x = area.x;
        let end = area.right();
        let number = code.number.to_string();
        lit(cx, &number, marker, (x, end, area.y), Role::Number, buf);
        x += NUMBER;
        let phase = if area.width >= 40 { PHASE } else { 0 };
        let name_end = end.saturating_sub(phase);
        x = lit(cx, &code.name, marker, (x, name_end, area.y), Role::Plain, buf);
        if code.from.is_some() && x + 2 < name_end {
            x = border::text(buf, x, area.y, " +", 2, cx.theme, Role::Override);
        }
        if x + 6 < name_end {
            lit(cx, code.title.of(cx.lang), marker, (x + 2, name_end.saturating_sub(1), area.y), Role::Muted, buf);
        }
        if phase > 0 {
            let word = Words::of(cx.lang).phase_of(code.phase);
            border::text(buf, name_end, area.y, word, usize::from(phase), cx.theme, Role::Muted);
        }
        if selected {
            let role = if self.front == Pane::Main { Role::Selected } else { Role::Title };
            buf.set_style(area, cx.theme.style(role));
        }
    }

    fn view_detail(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let area = cx.layout.side;
        if area.is_empty() {
            return;
        }
        let title = self.selected(cx).map_or_else(String::new, |code| format!("{} {}", code.number, code.name));
        border::draw(&title, self.front == Pane::Side, area, cx.theme, buf);
        self.detail.draw(inside(area), cx.theme, buf);
        let (above, below) = self.detail.more(inside(area).height);
        border::more(above, below, area, cx.theme, buf);
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

/// The rows of the table: below the line of the search.
fn rows(cx: &Cx<'_>) -> Rect {
    let area = inside(cx.layout.main);
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}
