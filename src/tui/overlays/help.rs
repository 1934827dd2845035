//! Help: every key of a screen, from the keymap.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::lang::Lang;
use crate::report::page::Page;
use crate::tui::keymap::{Binding, Scope};
use crate::tui::overlays::reader::PageReader;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::find::Find;

/// The keys of a screen.
#[derive(Clone, Debug)]
pub struct Help {
    scope: Scope,
    /// The page, and the language that it is in
    shown: Option<(Lang, PageReader)>,
}

impl Help {
    /// The keys of the screen with this scope.
    #[must_use]
    pub const fn new(scope: Scope) -> Self {
        Self { scope, shown: None }
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        self.shown.as_mut().map_or_else(Vec::new, |(_, reader)| reader.update(cx, input))
    }

    pub(super) fn find(&self) -> Option<&Find> {
        self.shown.as_ref().map(|(_, reader)| reader.find())
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let (_, reader) = match self.shown.take().filter(|(lang, _)| *lang == cx.lang) {
            Some(shown) => self.shown.insert(shown),
            None => self.shown.insert((cx.lang, PageReader::new(page(self.scope, cx)))),
        };
        reader.layout(cx);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some((_, reader)) = &self.shown {
            reader.view(cx, area, buf);
        }
    }
}

/// The keys of the screen itself, then those of every screen.
fn page(scope: Scope, cx: &Cx<'_>) -> Page {
    let mut page = Page::default();
    let mut tell = |row: &Binding| {
        page.field(&format!("{:<9}", row.spelled(cx.theme.signs)), (row.label)(cx.words()));
    };
    cx.keymap.holding(scope).filter(|row| row.scope == scope).for_each(&mut tell);
    cx.keymap.holding(scope).filter(|row| row.scope != scope).for_each(&mut tell);
    page
}
