//! The screens: one file each, with its state, its update and its view. A screen asks; the app does.

pub mod browse;
pub mod context;
pub mod guide;
pub mod map;
mod panes;
pub mod triage;
pub mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::tui::keymap::Scope;
use crate::tui::layout::Pane;
use crate::tui::screens::browse::Browse;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::guide::Guide;
use crate::tui::screens::map::Map;
use crate::tui::screens::triage::Triage;
use crate::tui::screens::verdict::Verdict;

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
    /// Which keys are its own.
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

    /// The innermost scope of the keys that act.
    #[must_use]
    pub const fn focus(&self) -> Scope {
        match self {
            Self::Browse(browse) if browse.typing() => Scope::Search,
            Self::Triage(triage) if triage.typing() => Scope::Search,
            screen => screen.scope(),
        }
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

    /// Brings the main pane in front.
    pub const fn show_main(&mut self) {
        match self {
            Self::Browse(browse) => browse.show_main(),
            Self::Guide(guide) => guide.show_main(),
            Self::Verdict(verdict) => verdict.show_main(),
            Self::Map(_) => {}
            Self::Triage(triage) => triage.show_main(),
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
    pub fn layout(&mut self, cx: &Cx<'_>) {
        match self {
            Self::Browse(browse) => browse.layout(cx),
            Self::Guide(guide) => guide.layout(cx),
            Self::Verdict(verdict) => verdict.layout(cx),
            Self::Map(map) => map.layout(cx),
            Self::Triage(triage) => triage.layout(cx),
        }
    }

    /// Makes what only the view looks at, once for all that came at once.
    pub fn layout_visible(&mut self, cx: &Cx<'_>) {
        if let Self::Browse(browse) = self {
            browse.layout_visible(cx);
        }
    }

    /// Draws; returns where the caret stands.
    pub fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Browse(browse) => return browse.view(cx, buf),
            Self::Guide(guide) => guide.view(cx, buf),
            Self::Verdict(verdict) => verdict.view(cx, buf),
            Self::Map(map) => map.view(cx, buf),
            Self::Triage(triage) => return triage.view(cx, buf),
        }
        None
    }
}
