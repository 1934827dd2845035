//! What opens over a screen: pages to read (help, why) and lists to pick from (actions, symptoms). One file each.

pub mod help;
pub mod picker;
pub mod reader;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Clear, Widget};

use crate::report::page::Page;
use crate::tui::keymap::Scope;
use crate::tui::layout::inside;
use crate::tui::overlays::help::Help;
use crate::tui::overlays::picker::Picker;
use crate::tui::overlays::reader::PageReader;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::border;
use crate::tui::widgets::find::Find;

/// What stands over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key of the screen
    Help(Help),
    /// An explanation
    Why(PageReader),
    /// What evidence does not hold
    Nothing(PageReader),
    /// A list to pick from
    Pick(Picker),
}

impl Overlay {
    /// The keys of a screen.
    #[must_use]
    pub fn help(scope: Scope) -> Self {
        Self::Help(Help::new(scope))
    }

    /// An explanation.
    #[must_use]
    pub fn why(page: Page) -> Self {
        Self::Why(PageReader::new(page))
    }

    /// What evidence does not hold.
    #[must_use]
    pub fn nothing(page: Page) -> Self {
        Self::Nothing(PageReader::new(page))
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
            Self::Pick(_) => Scope::Picker,
            page if page.find().is_some_and(|find| find.typed().is_some()) => Scope::Find,
            Self::Help(_) | Self::Why(_) | Self::Nothing(_) => Scope::Reader,
        }
    }

    /// The search within a page.
    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        match self {
            Self::Help(help) => help.find(),
            Self::Why(reader) | Self::Nothing(reader) => Some(reader.find()),
            Self::Pick(_) => None,
        }
    }

    /// Whether it goes when the language changes: an explanation was worded in the one before.
    #[must_use]
    pub const fn worded(&self) -> bool {
        matches!(self, Self::Why(_))
    }

    /// Takes an input in and says what it asks for.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match self {
            Self::Help(help) => help.update(cx, input),
            Self::Why(reader) | Self::Nothing(reader) => reader.update(cx, input),
            Self::Pick(picker) => picker.update(cx, input),
        }
    }

    /// Makes ready what the view shows.
    pub fn layout(&mut self, cx: &Cx<'_>) {
        match self {
            Self::Help(help) => help.layout(cx),
            Self::Why(reader) | Self::Nothing(reader) => reader.layout(cx),
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
            Self::Why(_) => words.why_title,
            Self::Nothing(_) => words.nothing_title,
            Self::Pick(picker) => picker.title(words),
        };
        border::draw(title, true, area, cx.theme, buf);
        match self {
            Self::Help(help) => help.view(cx, inside(area), buf),
            Self::Why(reader) | Self::Nothing(reader) => reader.view(cx, inside(area), buf),
            Self::Pick(picker) => return Some(picker.view(cx, area, buf)),
        }
        None
    }
}
