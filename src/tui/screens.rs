//! The screens: one file each, with its state, its update and its view. A screen asks; the app does.

pub mod browse;
pub mod context;
pub(in crate::tui) mod finding;
pub mod guide;
pub mod map;
mod panes;
pub mod triage;
pub mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::tui::keymap::Scope;
use crate::tui::layout::{Form, Pane};
use crate::tui::screens::browse::Browse;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::finding::take_in;
use crate::tui::screens::guide::Guide;
use crate::tui::screens::map::Map;
use crate::tui::screens::triage::Triage;
use crate::tui::screens::verdict::Verdict;
use crate::tui::widgets::find::Find;

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
    pub fn focus(&self) -> Scope {
        match self {
            Self::Browse(browse) => browse.focus(),
            Self::Triage(triage) if triage.typing() => Scope::Search,
            screen if screen.find().typed().is_some() => Scope::Find,
            screen => screen.scope(),
        }
    }

    /// The search within what has the focus.
    #[must_use]
    pub const fn find(&self) -> &Find {
        match self {
            Self::Browse(browse) => browse.find(),
            Self::Map(map) => map.find(),
            Self::Guide(Guide { panes, .. })
            | Self::Verdict(Verdict { panes, .. })
            | Self::Triage(Triage { panes, .. }) => &panes.front().find,
        }
    }

    /// How it shares out its room.
    #[must_use]
    pub const fn form(&self) -> Form {
        match self {
            Self::Browse(_) => Form::List,
            Self::Guide(_) => Form::Question,
            Self::Verdict(_) | Self::Triage(_) => Form::Page,
            Self::Map(_) => Form::Single,
        }
    }

    /// The pane that has the focus.
    #[must_use]
    pub const fn front(&self) -> Pane {
        match self {
            Self::Browse(browse) => browse.front(),
            Self::Map(_) => Pane::Main,
            Self::Guide(Guide { panes, .. })
            | Self::Verdict(Verdict { panes, .. })
            | Self::Triage(Triage { panes, .. }) => panes.front,
        }
    }

    /// Brings the main pane in front.
    pub const fn show_main(&mut self) {
        match self {
            Self::Browse(browse) => browse.show_main(),
            Self::Map(_) => {}
            Self::Guide(Guide { panes, .. })
            | Self::Verdict(Verdict { panes, .. })
            | Self::Triage(Triage { panes, .. }) => panes.front = Pane::Main,
        }
    }

    /// Takes an input in and says what it asks for.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        if self.searches(cx, input) {
            return Vec::new();
        }
        match self {
            Self::Browse(browse) => browse.update(cx, input),
            Self::Guide(guide) => guide.update(cx, input),
            Self::Verdict(verdict) => verdict.update(cx, input),
            Self::Map(map) => map.update(cx, input),
            Self::Triage(triage) => triage.update(cx, input),
        }
    }

    /// Carries out what belongs to the search within a page; whether the input did. The details see to it themselves.
    fn searches(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> bool {
        let height = cx.layout.pane(self.front()).height;
        match self {
            Self::Browse(_) => false,
            Self::Map(map) => take_in(map, height, input),
            Self::Guide(Guide { panes, .. })
            | Self::Verdict(Verdict { panes, .. })
            | Self::Triage(Triage { panes, .. }) => take_in(panes.front_mut(), height, input),
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
