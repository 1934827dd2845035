//! A page to read over a screen, known by what it is about: made anew in whatever language the screen has.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clean::Clean;
use crate::fact::Evidence;
use crate::lang::Lang;
use crate::report::case::{self, nothing_in};
use crate::report::page::{Block, Page, Target};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::inside;
use crate::tui::overlays::reader::PageReader;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::widgets::find::Find;
use crate::words::screen::ScreenWords;

/// What a page is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Why a question is asked, why a cause stands or not
    Why(Target),
    /// What evidence does not hold
    Nothing(Box<Evidence>),
    /// What was read, and what it says
    Evidence,
    /// What is wrong in the person's own files
    Faults(Vec<Clean>),
}

/// A page about something.
#[derive(Clone, Debug)]
pub struct Told {
    subject: Subject,
    /// The page, and the language that it is in
    shown: Option<(Lang, PageReader)>,
}

impl Told {
    /// A page about this.
    #[must_use]
    pub const fn about(subject: Subject) -> Self {
        Self { subject, shown: None }
    }

    pub(super) const fn title(&self, words: &ScreenWords) -> &'static str {
        match self.subject {
            Subject::Why(_) => words.why_title,
            Subject::Nothing(_) => words.nothing_title,
            Subject::Evidence => words.evidence_title,
            Subject::Faults(_) => words.faults_title,
        }
    }

    pub(super) fn find(&self) -> Option<&Find> {
        self.shown.as_ref().map(|(_, reader)| reader.find())
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        self.shown.as_mut().map_or_else(Vec::new, |(_, reader)| reader.update(inside(cx.layout.overlay), input))
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let shown = self.shown.take().filter(|(lang, _)| *lang == cx.lang);
        let (_, reader) =
            self.shown.insert(shown.unwrap_or_else(|| (cx.lang, PageReader::new(page(&self.subject, cx)))));
        reader.layout(inside(cx.layout.overlay));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some((_, reader)) = &self.shown {
            reader.view(cx, area, buf);
        }
    }
}

fn page(subject: &Subject, cx: &Cx<'_>) -> Page {
    match subject {
        Subject::Why(target) => case::why(cx.case(), target).unwrap_or_default(),
        Subject::Nothing(evidence) => {
            let mut page = nothing_in(cx.catalogue, evidence, cx.lang);
            page.push(Block::Blank);
            let (search, symptom) = (cx.key(Action::Search, Scope::Browse), cx.key(Action::Symptom, Scope::Browse));
            page.text(&(cx.words().nothing_next)(&cx.key(Action::Close, Scope::Reader), &search, &symptom));
            page
        }
        Subject::Evidence if cx.session.evidence.is_empty() => {
            let mut page = Page::default();
            page.text(cx.words().nothing_read);
            page
        }
        Subject::Evidence => case::read(cx.case()),
        Subject::Faults(faults) => {
            let mut page = Page::default();
            page.text(cx.words().faults_next);
            page.push(Block::Blank);
            for fault in faults {
                page.item(cx.theme.signs.bullet, fault.as_str());
            }
            page
        }
    }
}
