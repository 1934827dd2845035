//! What a screen or an overlay may look at, what it is told, and what it asks for.

use crate::catalogue::{Catalogue, QuestionId};
use crate::diagnosis::Diagnosis;
use crate::fact::Evidence;
use crate::lang::Lang;
use crate::report::case::Case;
use crate::report::page::Target;
use crate::search::Index;
use crate::session::{Change, Session};
use crate::tui::keymap::{Keymap, Scope};
use crate::tui::keys::Action;
use crate::tui::layout::{Layout, Pane};
use crate::tui::theme::Theme;
use crate::words::screen::ScreenWords;

/// All that a screen or an overlay may look at.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// What the program knows
    pub catalogue: &'a Catalogue,
    /// The same, prepared for searching
    pub index: &'a Index,
    /// The case
    pub session: &'a Session,
    /// What follows from it
    pub diagnosis: &'a Diagnosis,
    /// Where everything stands
    pub layout: &'a Layout,
    /// The language of the screen
    pub lang: Lang,
    /// What things look like
    pub theme: Theme,
    /// Which key does what
    pub keymap: &'a Keymap,
}

impl<'a> Cx<'a> {
    /// The words of the screen.
    #[must_use]
    pub const fn words(&self) -> &'static ScreenWords {
        ScreenWords::of(self.lang)
    }

    /// How the key for an action is written where `focus` is the innermost scope.
    #[must_use]
    pub fn key(&self, action: Action, focus: Scope) -> String {
        self.keymap.spelled(action, focus, self.theme.signs)
    }

    /// The case, to be told.
    #[must_use]
    pub const fn case(&self) -> Case<'a> {
        Case { catalogue: self.catalogue, session: self.session, diagnosis: self.diagnosis, lang: self.lang }
    }

    /// The name of the case: its code, its symptom, or its evidence.
    #[must_use]
    pub fn title(&self) -> String {
        let code = self.diagnosis.code.and_then(|number| self.catalogue.code(number));
        match (code, self.session.symptom()) {
            (Some(code), _) => format!("{} {}", code.number, code.name),
            (None, Some(slug)) => {
                self.catalogue.symptom(slug).map_or_else(String::new, |symptom| symptom.title.of(self.lang).to_owned())
            }
            (None, _) => self.session.evidence.first().map_or_else(String::new, |first| first.name.to_string()),
        }
    }
}

impl Cx<'_> {
    /// The case in a few words, `446, 2 answers`; nothing where nothing was given yet, or nothing came of it.
    #[must_use]
    pub fn case_in_short(&self) -> Option<String> {
        if self.session.is_empty() || self.diagnosis.causes.is_empty() {
            return None;
        }
        let words = self.words();
        let name = self.diagnosis.code.map_or_else(|| self.title(), |code| code.to_string());
        let state = match (self.session.solved(), self.session.facts.answers(), self.session.evidence.first()) {
            (Some(_), _, _) => words.closed.to_owned(),
            (None, 0, Some(first)) => (words.read_from)(&first.name),
            (None, answers, _) => (words.answers)(answers),
        };
        Some((words.case_in_short)(&name, &state))
    }
}

/// What a screen or an overlay is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// A key of the keymap
    Act(Action),
    /// A paste
    Paste(&'a str),
    /// The mouse, on a line of the inside of a pane
    Press(Pane, u16),
    /// The wheel over a pane, by lines
    Wheel(Pane, i8),
}

/// What a screen or an overlay asks the app for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A change of the case
    Change(Change),
    /// Go to the guide of the case
    Guide,
    /// Go to the guide and ask this question again
    Ask(QuestionId),
    /// Begin a case with what this evidence says
    Read(Box<Evidence>),
    /// Show the map
    Map,
    /// Choose a symptom
    Symptoms,
    /// Explain what this leads to
    Why(Target),
    /// One answer back
    Undo,
    /// One step out
    Out,
    /// Close the overlay that asks
    Close,
    /// Do what a key for this does
    Act(Action),
    /// Put this into the clipboard; nothing where there is nothing to copy
    Copy(Option<String>),
}
