//! The verdict: the likely cause and its proof, the fix as steps to tick, and what else it could be.

use ratatui::buffer::Buffer;

use crate::report::case;
use crate::report::page::Target;
use crate::session::{Change, Tried};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{Panes, explain, follow};
use crate::words::Words;

/// The verdict.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub(super) panes: Panes,
}

impl Verdict {
    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Act(Action::Tick) if self.panes.front == Pane::Main => {
                self.panes.main.target().cloned().map_or_else(Vec::new, |target| self.choose(cx, target))
            }
            Input::Act(Action::Why) => {
                let shown = cx.case().shown().map(|standing| Target::Cause(standing.cause));
                explain(cx, [self.panes.front().target().cloned(), shown])
            }
            Input::Act(Action::Map) => vec![Request::Map],
            Input::Act(Action::Back) => vec![Request::Undo],
            Input::Act(Action::Out) if self.panes.out() => Vec::new(),
            Input::Act(Action::Out) => vec![Request::Out],
            Input::Act(Action::Copy) => {
                vec![Request::Copy(self.panes.main.target().and_then(|target| cx.case().command(target)))]
            }
            Input::Act(Action::CopyAll) => {
                let mut page = case::verdict(cx.case());
                page.join(case::ticket(cx.case()));
                vec![Request::Copy(Some(page.to_text()))]
            }
            input => self.panes.update(cx, input).map_or_else(Vec::new, |target| self.choose(cx, target)),
        }
    }

    fn choose(&mut self, cx: &Cx<'_>, target: Target) -> Vec<Request> {
        match (target, cx.case().shown()) {
            (Target::Step(step), _) => vec![Request::Change(Change::Tick(step))],
            (Target::Helped(helped), Some(standing)) => {
                self.panes.main.reset();
                let cause = cx.catalogue.cause(standing.cause).slug.clone();
                vec![Request::Change(Change::Tried(Tried { cause, helped }))]
            }
            (target, _) => follow(cx, &target),
        }
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let mut main = case::verdict(cx.case());
        main.join(case::helped(cx.case()));
        if cx.session.solved().is_some() {
            main.text(&(cx.words().leads_back)(&cx.key(Action::Out, Scope::Verdict)));
        } else if cx.case().decided().is_none() {
            main.join(case::ticket(cx.case()));
        }
        let mut side = case::rivals(cx.case());
        side.join(case::path(cx.case()));
        self.panes.layout(cx, &main, &side);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let words = cx.words();
        let state = match (cx.session.solved(), cx.case().decided().is_some()) {
            (Some(_), _) => words.case_closed,
            (None, true) => words.verdict,
            (None, false) => words.not_decided,
        };
        let title = format!("{} {} {state}", cx.title(), cx.theme.signs.dot);
        self.panes.view(cx, [&title, Words::of(cx.lang).report.could_also_be], buf);
    }
}
