//! A page to read over a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::page::Page;
use crate::tui::keys::Action;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::border;
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::Pager;

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
        Self { pager: Pager::default(), page, width: 0 }
    }

    /// Takes an input in; `area` is the window on the page.
    pub(super) fn update(&mut self, area: Rect, input: &Input<'_>) -> Vec<Request> {
        let height = area.height;
        match input {
            Input::Act(Action::Move(step)) => self.pager.go(*step, height),
            Input::Wheel(_, lines) => self.pager.go(Move::By(isize::from(*lines)), height),
            Input::Act(Action::Copy | Action::CopyAll) => return vec![Request::Copy(Some(self.page.to_text()))],
            Input::Act(Action::Close) => return vec![Request::Close],
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn layout(&mut self, area: Rect) {
        if self.width != area.width {
            self.width = area.width;
            self.pager = Pager::new(self.page.clone(), area.width);
        }
        self.pager.layout(area.height);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.pager.draw(area, cx.theme, buf);
        let (above, below) = self.pager.more(area.height);
        border::more(above, below, cx.layout.overlay, cx.theme, buf);
    }
}
