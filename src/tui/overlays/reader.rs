//! A page to read over a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::Page;
use crate::tui::keys::Action;
use crate::tui::layout::inside;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::finding::take_in;
use crate::tui::widgets::find::Find;
use crate::tui::widgets::frame;
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::{Below, Pager};

/// A page to read.
#[derive(Clone, Debug)]
pub struct PageReader {
    page: Page,
    pager: Pager,
    width: u16,
}

impl PageReader {
    /// A page, from its top.
    #[must_use]
    pub fn new(page: Page) -> Self {
        Self { pager: Pager::new(page.clone(), 0), page, width: 0 }
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let height = inside(cx.layout.overlay).height;
        if take_in(&mut self.pager, height, input) {
            return Vec::new();
        }
        match input {
            Input::Act(Action::Move(step)) => self.pager.go(*step, height),
            Input::Wheel(_, lines) => self.pager.go(Move::By(isize::from(*lines)), height),
            Input::Act(Action::Copy | Action::CopyAll) => return vec![Request::Copy(Some(self.page.to_text()))],
            Input::Act(Action::Close) => return vec![Request::Close],
            _ => {}
        }
        Vec::new()
    }

    pub(super) const fn find(&self) -> &Find {
        &self.pager.find
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let area = inside(cx.layout.overlay);
        if self.width != area.width {
            self.width = area.width;
            self.pager.rewrap(area.width);
        }
        self.pager.layout(area.height);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.pager.draw(true, area, cx.theme, buf);
        if let Some(Below::Headings(count) | Below::Lines(count)) = self.pager.below(area.height) {
            let text = format!("{} {}", cx.theme.signs.down, (cx.words().more_lines)(count));
            frame::below(buf, area, &text, cx.theme);
        }
    }
}
