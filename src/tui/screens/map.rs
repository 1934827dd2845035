//! The map: every question of the case once, where each answer leads, and the way so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::QuestionId;
use crate::diagnosis::{Diagnosis, Next};
use crate::lang::Lang;
use crate::report::page::{Block, Target};
use crate::report::text::{Ink, Setting};
use crate::report::tree::drawn;
use crate::report::tree::picture::{Picture, of_case};
use crate::report::tree::rows::{Lead, Row, rows};
use crate::tui::keys::Action;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{explain, frame_view};
use crate::tui::theme::{Role, role_of};
use crate::tui::widgets::find::{Find, Hit, Place, Searched};
use crate::tui::widgets::line::light;
use crate::tui::widgets::list::{ListState, Move};
use crate::tui::widgets::{border, frame};
use crate::words::Words;

/// The cells of a line of a picture that is copied.
const COPIED: usize = 80;

/// What a picture was made of; it is made anew when that changes.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    diagnosis: Diagnosis,
    lang: Lang,
    width: u16,
}

/// The map.
#[derive(Clone, Debug, Default)]
pub struct Map {
    of: Option<Of>,
    picture: Picture,
    rows: Vec<Row>,
    /// The rows that lead somewhere
    stops: Vec<usize>,
    /// Which of them is selected
    stop: usize,
    list: ListState,
    /// The search within the rows
    find: Find,
}

impl Map {
    pub(super) const fn find(&self) -> &Find {
        &self.find
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Act(Action::Move(step)) => self.go(cx, *step),
            Input::Wheel(_, lines) => self.go(cx, Move::By(isize::from(*lines))),
            Input::Act(Action::Enter) => return self.enter(cx),
            Input::Act(Action::Why) => return self.why(cx),
            Input::Press(_, line) => {
                if let Some(stop) = self.stop_at(self.list.top() + usize::from(*line)) {
                    let again = self.stop == stop;
                    self.select(cx.layout.main.height, stop);
                    if again {
                        return self.enter(cx);
                    }
                }
            }
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => {
                let setting = Setting { width: COPIED, ink: Ink::Plain };
                return vec![Request::Copy(Some(drawn::draw(&self.picture, &cx.title(), cx.lang, setting)))];
            }
            _ => {}
        }
        Vec::new()
    }

    /// The rows that a pane of `height` lines shows: its last line says how much is below.
    fn window(&self, height: u16) -> usize {
        let height = usize::from(height);
        if self.rows.len() <= height { height } else { height.saturating_sub(1).max(1) }
    }

    /// The stop that a row belongs to.
    fn stop_at(&self, row: usize) -> Option<usize> {
        self.stops.iter().rposition(|stop| *stop <= row)
    }

    fn lead(&self) -> Option<Lead> {
        self.rows.get(*self.stops.get(self.stop)?)?.leads
    }

    /// Asks the selected question, follows the selected answer, explains the selected cause.
    fn enter(&mut self, cx: &Cx<'_>) -> Vec<Request> {
        match self.lead() {
            Some(Lead::Ask(id)) => return vec![Request::Ask(id)],
            Some(Lead::Number(number)) => {
                let question = number.checked_sub(1).and_then(|at| self.picture.stations.get(at));
                if let Some(id) = question.map(|station| station.question) {
                    self.select_question(cx, id);
                }
            }
            Some(Lead::Cause(_)) => return self.why(cx),
            None => {}
        }
        Vec::new()
    }

    fn why(&self, cx: &Cx<'_>) -> Vec<Request> {
        let target = match self.lead() {
            Some(Lead::Cause(id)) => Target::Cause(id),
            Some(Lead::Ask(id)) => Target::Question(id),
            Some(Lead::Number(_)) | None => return Vec::new(),
        };
        explain(cx, [Some(target)])
    }

    fn go(&mut self, cx: &Cx<'_>, by: Move) {
        let height = self.window(cx.layout.main.height);
        let stop = match by {
            // a window is so many rows, not so many stops
            Move::Pages(_) | Move::Halves(_) => {
                let row = by.from(self.list.selected(), self.rows.len(), height);
                let down = row >= self.list.selected();
                let near = if down {
                    self.stops.iter().position(|stop| *stop >= row)
                } else {
                    self.stops.iter().rposition(|stop| *stop <= row)
                };
                near.unwrap_or(if down { self.stops.len().saturating_sub(1) } else { 0 })
            }
            by => by.from(self.stop, self.stops.len(), height),
        };
        self.select(cx.layout.main.height, stop);
    }

    fn select(&mut self, height: u16, stop: usize) {
        self.stop = stop;
        let height = self.window(height);
        let row = self.stops.get(stop).copied().unwrap_or_default();
        // all of what is selected comes into the window, a question with its answers; with the first, the legend above it
        let asks = matches!(self.rows.get(row).and_then(|row| row.leads), Some(Lead::Ask(_)));
        let ends = |next: &Row| if asks { matches!(next.leads, Some(Lead::Ask(_))) } else { next.leads.is_some() };
        let below = self.rows.iter().skip(row + 1).position(ends).map_or(self.rows.len(), |below| row + 1 + below);
        let end = below.saturating_sub(1);
        self.list.select(end.min(row + height.saturating_sub(1)));
        self.list.layout(self.rows.len(), height);
        self.list.select(if stop == 0 { 0 } else { row });
        self.list.layout(self.rows.len(), height);
        self.list.select(row);
    }

    fn select_question(&mut self, cx: &Cx<'_>, id: QuestionId) {
        let asks = |row: &Row| row.leads == Some(Lead::Ask(id));
        let stop = self.stops.iter().position(|stop| self.rows.get(*stop).is_some_and(asks));
        if let Some(stop) = stop {
            self.select(cx.layout.main.height, stop);
        }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let area = cx.layout.main;
        let of = Of { diagnosis: cx.diagnosis.clone(), lang: cx.lang, width: area.width };
        if self.of.as_ref() != Some(&of) {
            let same_case = self.of.as_ref().is_some_and(|old| old.diagnosis == of.diagnosis);
            self.picture = of_case(cx.case());
            self.rows = rows(&self.picture, usize::from(area.width.saturating_sub(2)), cx.lang);
            self.stops = (0..self.rows.len()).filter(|row| self.rows[*row].leads.is_some()).collect();
            self.of = Some(of);
            self.look();
            match cx.diagnosis.next {
                Next::Ask(id) if !same_case => self.select_question(cx, id),
                _ => self.select(area.height, self.stop.min(self.stops.len().saturating_sub(1))),
            }
        }
        if self.find.is_changed()
            && let Some(place) = self.look()
        {
            self.go_to(place, area.height);
        }
        self.list.layout(self.rows.len(), self.window(area.height));
    }

    /// Looks through the rows for what is searched; where to go, where that was changed.
    fn look(&mut self) -> Option<Place> {
        let texts: Vec<Block> = self.rows.iter().map(|row| Block::Text(row.text())).collect();
        self.find.look((0..).map(|at| (0, at)).zip(&texts))
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let (area, dot) = (cx.layout.main, cx.theme.signs.dot);
        let counted = (Words::of(cx.lang).report.picture)(self.picture.stations.len(), self.picture.causes);
        let title = format!("{} {dot} {} {dot} {counted}", cx.title(), cx.words().map_title);
        frame_view(cx, [&title, ""], buf);
        let window = self.window(area.height);
        let marked = self.stops.get(self.stop).copied();
        for (at, (y, row)) in
            (area.y..area.bottom()).zip(self.rows.iter().skip(self.list.top()).take(window)).enumerate()
        {
            let (at, line) = (at + self.list.top(), Rect { y, height: 1, ..area });
            draw_row(cx, row, self.find.hits().iter().filter(|hit| row_of(hit.place) == at), line, buf);
            if marked == Some(at) {
                buf.set_style(line, cx.theme.style(Role::Selected));
                border::text(buf, area.x, y, cx.theme.signs.selected, 1, cx.theme, Role::Plain);
            }
        }
        let below = self.rows.len().saturating_sub(self.list.top() + window);
        if below > 0 {
            frame::below(buf, area, &format!("{} {}", cx.theme.signs.down, (cx.words().more_lines)(below)), cx.theme);
        }
    }
}

impl Searched for Map {
    fn find(&mut self) -> &mut Find {
        &mut self.find
    }

    fn place(&self) -> Place {
        let row = self.stops.get(self.stop).copied().unwrap_or_default();
        Place { key: (0, u32::try_from(row).unwrap_or(u32::MAX)), ..Place::default() }
    }

    fn go_to(&mut self, place: Place, height: u16) {
        // what stands above the first stop comes with it
        self.select(height, self.stop_at(row_of(place)).unwrap_or_default());
    }
}

/// The row of a place.
fn row_of(place: Place) -> usize {
    usize::try_from(place.key.1).unwrap_or(usize::MAX)
}

/// Draws a row behind the place of the cursor, the words that are searched lit.
fn draw_row<'h>(cx: &Cx<'_>, row: &Row, hits: impl Iterator<Item = &'h Hit>, area: Rect, buf: &mut Buffer) {
    let from = area.x.saturating_add(2);
    let mut x = from;
    for (text, role) in &row.pieces {
        let cells = usize::from(area.right().saturating_sub(x));
        x = border::text(buf, x, area.y, text, cells, cx.theme, role_of(*role));
    }
    let text = row.text();
    for hit in hits {
        light(buf, (from, x, area.y), (&text, hit.place.at, hit.len), cx.theme);
    }
}
