//! The stack of layers: screens, each over the one that it was opened from, and the overlays over the uppermost screen.
//!
//! Input goes to the top layer. A key that the top layer does not bind falls through as `keymap::Scope::chain` says. The
//! uppermost screen is drawn first, then the overlays from the lowest to the highest.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::keymap::Scope;
use crate::tui::layout::{Layout, Pane, inside};
use crate::tui::overlays::Overlay;
use crate::tui::screens::Screen;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::find::Find;

/// Screens and overlays. There is always a screen, and no screen stands over an overlay.
#[derive(Clone, Debug)]
pub struct Layers {
    below: Vec<Screen>,
    screen: Screen,
    over: Vec<Overlay>,
}

impl Layers {
    /// One screen.
    #[must_use]
    pub const fn new(screen: Screen) -> Self {
        Self { below: Vec::new(), screen, over: Vec::new() }
    }

    /// The uppermost screen.
    #[must_use]
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The screens under the uppermost one.
    #[must_use]
    pub fn below(&self) -> &[Screen] {
        &self.below
    }

    /// Every screen, the uppermost one first.
    pub fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        std::iter::once(&mut self.screen).chain(self.below.iter_mut().rev())
    }

    /// Puts a screen over the others, under the overlays.
    pub fn push(&mut self, screen: Screen) {
        self.below.push(std::mem::replace(&mut self.screen, screen));
    }

    /// Puts a screen in the place of the uppermost one.
    pub fn replace(&mut self, screen: Screen) {
        self.screen = screen;
    }

    /// Takes the uppermost screen off; nothing where it is the only one.
    pub fn pop(&mut self) -> Option<Screen> {
        let screen = self.below.pop()?;
        Some(std::mem::replace(&mut self.screen, screen))
    }

    /// Opens an overlay over everything.
    pub fn open(&mut self, overlay: Overlay) {
        self.over.push(overlay);
    }

    /// Closes the uppermost overlay.
    pub fn close(&mut self) {
        self.over.pop();
    }

    /// Closes every overlay.
    pub fn close_all(&mut self) {
        self.over.clear();
    }

    /// Closes what cannot be said in another language.
    pub fn change_language(&mut self) {
        self.over.retain(|overlay| !overlay.worded());
    }

    /// The innermost scope of the keys that act.
    #[must_use]
    pub fn focus(&self) -> Scope {
        self.over.last().map_or_else(|| self.screen.focus(), Overlay::focus)
    }

    /// Whether a text may be typed at once: into a line that is open, or into the search of the table.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        matches!(self.focus(), Scope::Browse | Scope::Details) || self.focus().types()
    }

    /// The search within what has the focus.
    #[must_use]
    pub fn find(&self) -> Option<&Find> {
        self.over.last().map_or_else(|| Some(self.screen.find()), Overlay::find)
    }

    /// The pane of the top layer at a place of the terminal, and the inside of it.
    #[must_use]
    pub fn pane(&self, layout: &Layout, at: Position) -> (Pane, Rect) {
        if !self.over.is_empty() {
            return (Pane::Main, inside(layout.overlay));
        }
        let pane = if layout.main.contains(at) { Pane::Main } else { Pane::Side };
        (pane, layout.pane(pane))
    }

    /// Gives an input to the top layer; what that asks for.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match self.over.last_mut() {
            Some(overlay) => overlay.update(cx, input),
            None => self.screen.update(cx, input),
        }
    }

    /// Makes ready what the view shows.
    pub fn layout(&mut self, cx: &Cx<'_>) {
        self.screen.layout(cx);
        self.over.iter_mut().for_each(|overlay| overlay.layout(cx));
    }

    /// Makes what only the view looks at, once for all that came at once.
    pub fn layout_visible(&mut self, cx: &Cx<'_>) {
        self.screen.layout_visible(cx);
    }

    /// Draws from the bottom to the top; returns where the caret of the top layer stands.
    pub fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let caret = self.screen.view(cx, buf);
        self.over.iter().fold(caret, |_, overlay| overlay.view(cx, buf))
    }
}
