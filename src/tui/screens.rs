//! The screens: one file each, with its state, its update and its view. A screen asks; the app does.

pub mod browse;
pub mod guide;
pub mod map;
pub mod triage;
pub mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::catalogue::{Catalogue, QuestionId};
use crate::clean::Clean;
use crate::diagnosis::Diagnosis;
use crate::fact::reading::Reading;
use crate::lang::Lang;
use crate::report::page::{Block, Page};
use crate::search::Index;
use crate::session::{Change, Session};
use crate::tui::keys::{Action, Scope, Typed};
use crate::tui::plan::{Pane, Plan, inside};
use crate::tui::screens::browse::Browse;
use crate::tui::screens::guide::Guide;
use crate::tui::screens::map::Map;
use crate::tui::screens::triage::Triage;
use crate::tui::screens::verdict::Verdict;
use crate::tui::theme::Theme;
use crate::tui::widgets::frame;
use crate::tui::widgets::sheet::{Part, Sheet};
use crate::words::screen::ScreenWords;

/// All that a screen may look at.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// What the program knows
    pub catalogue: &'a Catalogue,
    /// The same, prepared for searching
    pub index: &'a Index,
    /// The case
    pub session: &'a Session,
    /// What follows from it
    pub diagnosis: &'a Diagnosis,
    /// Where everything stands
    pub plan: &'a Plan,
    /// The language of the screen
    pub lang: Lang,
    /// What things look like
    pub theme: Theme,
}

impl Cx<'_> {
    /// The words of the screen.
    #[must_use]
    pub const fn words(&self) -> &'static ScreenWords {
        ScreenWords::of(self.lang)
    }

    /// The name of the case: its code, its symptom, or its evidence.
    #[must_use]
    pub fn case(&self) -> String {
        use crate::session::Start;
        let code = self.diagnosis.code.and_then(|number| self.catalogue.code(number));
        match (code, &self.session.start) {
            (Some(code), _) => format!("{} {}", code.number, code.name),
            (None, Start::Symptom(slug)) => {
                self.catalogue.symptom(slug).map_or_else(String::new, |symptom| symptom.title.of(self.lang).to_owned())
            }
            (None, _) => self.session.evidence.first().map_or_else(String::new, ToString::to_string),
        }
    }
}

/// What a screen is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// A key of the table
    Act(Action),
    /// Something typed into the text box that has the focus
    Typed(Typed),
    /// A paste
    Paste(&'a str),
    /// The mouse, on a line of the inside of a pane
    Press(Pane, u16),
    /// The wheel over a pane, by lines
    Wheel(Pane, i8),
}

/// What a screen asks the app for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A change of the case
    Change(Change),
    /// Go to the guide of the case
    Guide,
    /// Go to the guide and ask this question again
    Ask(QuestionId),
    /// Begin a case with what this evidence says
    Read(Clean, Reading),
    /// Show the map
    Map,
    /// Choose a symptom
    Symptoms,
    /// Explain
    Why(Page),
    /// One answer back
    Undo,
    /// One step out
    Out,
    /// Put this into the clipboard; nothing where there is nothing to copy
    Copy(Option<String>),
}

/// The screens there are.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The table of codes
    Browse(Browse),
    /// The questions
    Guide(Guide),
    /// The likely cause
    Verdict(Verdict),
    /// The whole tree
    Map(Map),
    /// A log
    Triage(Triage),
}

impl Screen {
    /// Which keys act.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Browse(_) => Scope::Browse,
            Self::Guide(_) => Scope::Guide,
            Self::Verdict(_) => Scope::Verdict,
            Self::Map(_) => Scope::Map,
            Self::Triage(_) => Scope::Triage,
        }
    }

    /// Whether a text box has the focus.
    #[must_use]
    pub const fn typing(&self) -> bool {
        matches!(self, Self::Browse(browse) if browse.typing())
    }

    /// The pane that has the focus.
    #[must_use]
    pub const fn front(&self) -> Pane {
        match self {
            Self::Browse(browse) => browse.front(),
            Self::Guide(guide) => guide.front(),
            Self::Verdict(verdict) => verdict.front(),
            Self::Map(_) => Pane::Main,
            Self::Triage(triage) => triage.front(),
        }
    }

    /// Whether it has one pane only.
    #[must_use]
    pub const fn single(&self) -> bool {
        matches!(self, Self::Map(_))
    }

    /// Takes an input in and says what it asks for.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match self {
            Self::Browse(browse) => browse.update(cx, input),
            Self::Guide(guide) => guide.update(cx, input),
            Self::Verdict(verdict) => verdict.update(cx, input),
            Self::Map(map) => map.update(cx, input),
            Self::Triage(triage) => triage.update(cx, input),
        }
    }

    /// Makes ready what the view shows: wraps, clamps.
    pub fn settle(&mut self, cx: &Cx<'_>) {
        match self {
            Self::Browse(browse) => browse.settle(cx),
            Self::Guide(guide) => guide.settle(cx),
            Self::Verdict(verdict) => verdict.settle(cx),
            Self::Map(map) => map.settle(cx),
            Self::Triage(triage) => triage.settle(cx),
        }
    }

    /// Makes what only the view looks at, once for all that came at once.
    pub fn ready(&mut self, cx: &Cx<'_>) {
        if let Self::Browse(browse) = self {
            browse.ready(cx);
        }
    }

    /// Draws; returns where the caret stands.
    pub fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Browse(browse) => return browse.view(cx, buf),
            Self::Guide(guide) => guide.view(cx, buf),
            Self::Verdict(verdict) => verdict.view(cx, buf),
            Self::Map(map) => map.view(cx, buf),
            Self::Triage(triage) => triage.view(cx, buf),
        }
        None
    }
}

/// Two sheets, as the guide and the verdict have them: what to choose from, and what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    pub(super) front: Pane,
    pub(super) main: Sheet,
    pub(super) side: Sheet,
}

impl Default for Sheets {
    fn default() -> Self {
        Self { front: Pane::Main, main: Sheet::default(), side: Sheet::default() }
    }
}

impl Sheets {
    pub(super) fn sheet(&mut self, pane: Pane) -> &mut Sheet {
        match pane {
            Pane::Main => &mut self.main,
            Pane::Side => &mut self.side,
        }
    }

    /// Carries out what is the same on every screen of two sheets; the choice that was pressed, if one was.
    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Option<(Pane, usize)> {
        match input {
            Input::Act(Action::Move(step)) => {
                let height = inside(cx.plan.pane(self.front)).height;
                self.sheet(self.front).go(*step, height);
            }
            Input::Act(Action::OtherPane) => self.front = self.front.other(),
            Input::Act(Action::Enter) => {
                let front = self.front;
                return Some((front, self.sheet(front).selected()));
            }
            Input::Wheel(pane, lines) => {
                let height = inside(cx.plan.pane(*pane)).height;
                self.sheet(*pane).go(crate::tui::widgets::list::Move::By(isize::from(*lines)), height);
            }
            Input::Press(pane, line) => {
                self.front = *pane;
                let height = inside(cx.plan.pane(*pane)).height;
                if let Some(choice) = self.sheet(*pane).at(*line) {
                    let again = self.sheet(*pane).selected() == choice;
                    self.sheet(*pane).select(choice, height);
                    return again.then_some((*pane, choice));
                }
            }
            _ => {}
        }
        None
    }

    pub(super) fn settle(&mut self, cx: &Cx<'_>, main: &[Part], side: &[Part]) {
        self.main.settle(main, inside(cx.plan.main));
        self.side.settle(side, inside(cx.plan.side));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, titles: [&str; 2], buf: &mut Buffer) {
        for (pane, sheet, title) in [(Pane::Main, &self.main, titles[0]), (Pane::Side, &self.side, titles[1])] {
            sheet_view(cx, sheet, title, (pane, self.front == pane), buf);
        }
    }
}

/// Draws a sheet in the border of its pane.
pub(super) fn sheet_view(cx: &Cx<'_>, sheet: &Sheet, title: &str, (pane, focus): (Pane, bool), buf: &mut Buffer) {
    let area = cx.plan.pane(pane);
    if area.is_empty() {
        return;
    }
    frame::draw(title, focus, area, cx.theme, buf);
    sheet.draw(focus, inside(area), cx.theme, buf);
    let (above, below) = sheet.more(inside(area).height);
    frame::more(above, below, area, cx.theme, buf);
}

/// A page as parts of a sheet.
pub(super) fn blocks(page: Page) -> impl Iterator<Item = Part> {
    page.0.into_iter().map(Part::Block)
}

/// A heading, set off from what stands above it.
pub(super) fn heading(parts: &mut Vec<Part>, text: &str) {
    if !parts.is_empty() {
        parts.push(Part::Block(Block::Blank));
    }
    parts.push(Part::Block(Block::Heading(text.to_owned())));
}
