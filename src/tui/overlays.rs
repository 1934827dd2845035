//! What opens over a screen: the keys, pages to read (why, what was read) and lists to pick from (actions, symptoms).

pub mod help;
pub mod picker;
pub mod reader;
pub mod told;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Clear, Widget};

use crate::clean::Clean;
use crate::fact::Evidence;
use crate::report::page::Target;
use crate::tui::keymap::Scope;
use crate::tui::layout::inside;
use crate::tui::overlays::help::Help;
use crate::tui::overlays::picker::Picker;
use crate::tui::overlays::told::{Subject, Told};
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::border;
use crate::tui::widgets::find::Find;

/// What stands over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key of the screen
    Help(Help),
    /// A page about something
    Told(Told),
    /// A list to pick from
    Pick(Picker),
}

impl Overlay {
    /// The keys of a screen.
    #[must_use]
    pub fn help(scope: Scope) -> Self {
        Self::Help(Help::new(scope))
    }

    /// An explanation of what this leads to.
    #[must_use]
    pub const fn why(target: Target) -> Self {
        Self::Told(Told::about(Subject::Why(target)))
    }

    /// What evidence does not hold.
    #[must_use]
    pub fn nothing(evidence: Evidence) -> Self {
        Self::Told(Told::about(Subject::Nothing(Box::new(evidence))))
    }

    /// What was read.
    #[must_use]
    pub const fn evidence() -> Self {
        Self::Told(Told::about(Subject::Evidence))
    }

    /// What is wrong in the person's own files.
    #[must_use]
    pub const fn faults(faults: Vec<Clean>) -> Self {
        Self::Told(Told::about(Subject::Faults(faults)))
    }

    /// The actions of a screen.
    #[must_use]
    pub fn actions(scope: Scope) -> Self {
        Self::Pick(Picker::actions(scope))
    }

    /// The symptoms.
    #[must_use]
    pub fn symptoms() -> Self {
        Self::Pick(Picker::symptoms())
    }

    /// Which keys act.
    #[must_use]
    pub fn focus(&self) -> Scope {
        match self {
            Self::Help(_) => Scope::Help,
            Self::Told(told) if told.find().is_some_and(|find| find.typed().is_some()) => Scope::Find,
            Self::Told(_) => Scope::Reader,
            Self::Pick(_) => Scope::Picker,
        }
    }

    /// The search within a page.
    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        match self {
            Self::Told(told) => told.find(),
            Self::Help(_) | Self::Pick(_) => None,
        }
    }

    /// Takes an input in and says what it asks for.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match self {
            Self::Help(help) => help.update(cx, input),
            Self::Told(told) => told.update(cx, input),
            Self::Pick(picker) => picker.update(cx, input),
        }
    }

    /// Makes ready what the view shows.
    pub fn layout(&mut self, cx: &Cx<'_>) {
        match self {
            Self::Help(help) => help.layout(cx),
            Self::Told(told) => told.layout(cx),
            Self::Pick(picker) => picker.layout(cx),
        }
    }

    /// Draws; returns where the caret stands.
    pub fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let words = cx.words();
        let area = cx.layout.overlay;
        border::uncover(area, buf);
        Clear.render(area, buf);
        let title = match self {
            Self::Help(_) => words.keys_title,
            Self::Told(told) => told.title(words),
            Self::Pick(picker) => picker.title(words),
        };
        border::draw(title, true, area, cx.theme, buf);
        match self {
            Self::Help(help) => return Some(help.view(cx, inside(area), buf)),
            Self::Told(told) => told.view(cx, inside(area), buf),
            Self::Pick(picker) => return Some(picker.view(cx, area, buf)),
        }
        None
    }
}
