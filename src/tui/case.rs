//! The case on the screen: what follows from a change, undo across cases, and that no way out loses one.

use crate::diagnosis::{Next, diagnose};
use crate::session::{Change, Start};
use crate::tui::app::App;
use crate::tui::keys::Action;
use crate::tui::message::Effect;
use crate::tui::screens::Screen;
use crate::tui::screens::guide::Guide;
use crate::tui::screens::verdict::Verdict;
use crate::words::screen::ScreenWords;

impl App {
    /// Carries out a change of the case, and says what the screen alone does not show.
    pub(super) fn change(&mut self, change: Change) {
        let words = ScreenWords::of(self.lang);
        let tried = matches!(&change, Change::Tried(tried) if !tried.helped);
        let undo = self.spelled(Action::Undo);
        let left = match (&change, self.case_in_short()) {
            (Change::Start(_), Some(case)) if self.history.session().is_worked_on() => {
                Some((words.set_aside)(&case, &undo))
            }
            (Change::Leave, Some(case)) => Some((words.forgotten)(&case, &undo)),
            (Change::Leave, None) => Some(words.no_case.to_owned()),
            _ => None,
        };
        self.history.apply(change);
        self.conclude();
        if let Some(left) = left {
            self.notice = Some(left.into());
        } else if tried {
            let follows = match self.diagnosis.next {
                Next::Ask(_) => words.next_question,
                Next::Confirmed(_) | Next::Exhausted => words.next_cause,
            };
            self.notice = Some(follows.into());
        }
    }

    /// Leaves the uppermost screen. A log is kept, to be shown again; a case is kept, and the list has it marked.
    pub(super) fn pop(&mut self) {
        let left = self.layers.pop();
        match (left, self.layers.screen_mut()) {
            (Some(Screen::Triage(log)), _) => {
                self.closed.push(log);
                let again = self.spelled(Action::Log);
                self.notice = Some((ScreenWords::of(self.lang).log_closed)(&again).into());
            }
            (Some(_), Screen::Browse(browse)) => browse.mark_case(),
            _ => {}
        }
    }

    /// Quits; where that loses what a person has given, not before they were told.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let session = self.history.session();
        let loses = session.is_worked_on() && session.solved().is_none();
        let Some(case) = self.case_in_short().filter(|_| loses) else { return vec![Effect::Quit] };
        let quit = self.spelled(Action::Quit);
        self.leaving = true;
        self.notice = Some((ScreenWords::of(self.lang).quit_loses)(&quit, &case).into());
        Vec::new()
    }

    pub(super) fn undo(&mut self, back: bool) {
        let words = ScreenWords::of(self.lang);
        let done = if back { self.history.undo() } else { self.history.redo() };
        let said = match (done, back) {
            (false, _) => words.nothing_to_undo,
            (true, true) => words.undone,
            (true, false) => words.redone,
        };
        self.conclude();
        // the list shows the case in one line, so a change of it is easily missed
        let on_list = done && matches!(self.layers.screen(), Screen::Browse(_));
        let case = on_list.then(|| self.case_in_short().unwrap_or_else(|| words.no_case.to_owned()));
        self.notice = Some(case.map_or_else(|| said.into(), |case| format!("{said} {case}").into()));
        self.layers.screen_mut().show_main();
    }

    /// One answer back within the case; out of the guide, and the case stays, where it has just begun.
    pub(super) fn step_back(&mut self) {
        if self.history.back() {
            self.conclude();
            self.layers.screen_mut().show_main();
        } else {
            self.pop();
        }
    }

    pub(super) fn conclude(&mut self) {
        self.diagnosis = diagnose(&self.catalogue, self.history.session());
    }

    /// The screen that the case calls for stands on top: the guide while there is something to ask, else the verdict; and
    /// neither without a case.
    pub(super) fn follow(&mut self) {
        let session = self.history.session();
        if session.start == Start::Open && session.evidence.is_empty() {
            while matches!(self.layers.screen(), Screen::Guide(_) | Screen::Verdict(_) | Screen::Map(_)) {
                self.pop();
            }
            return;
        }
        let asking = matches!(self.diagnosis.next, Next::Ask(_)) && session.solved().is_none();
        match self.layers.screen() {
            Screen::Guide(guide) if !asking && !guide.goes_back() => {
                self.layers.replace(Screen::Verdict(Verdict::default()));
            }
            Screen::Verdict(_) if asking => self.layers.replace(Screen::Guide(Guide::default())),
            _ => {}
        }
    }
}
