//! What keys do on every screen, and what screens and overlays ask for.

use crate::tui::app::App;
use crate::tui::keys::Action;
use crate::tui::message::Effect;
use crate::tui::overlays::Overlay;
use crate::tui::screens::Screen;
use crate::tui::screens::context::{Input, Request};
use crate::tui::screens::guide::Guide;
use crate::tui::screens::map::Map;
use crate::words::screen::ScreenWords;

impl App {
    /// What is the same everywhere is done here; the rest goes to the top layer.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let words = ScreenWords::of(self.lang);
        match action {
            Action::Quit => return self.quit(),
            Action::QuitNow => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Language => self.lang = self.lang.next(),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Mouse => {
                self.mouse = !self.mouse;
                let off = || (words.mouse_on)(&self.spelled(Action::Mouse));
                self.notice = Some(if self.mouse { off().into() } else { words.mouse_off.into() });
                return vec![Effect::Mouse(self.mouse)];
            }
            Action::Help => self.layers.open(Overlay::help(self.layers.screen().scope())),
            Action::Palette => self.layers.open(Overlay::actions(self.layers.screen().scope())),
            Action::Evidence => self.layers.open(Overlay::evidence()),
            Action::Faults if self.faults.is_empty() => self.notice = Some(words.no_faults.into()),
            Action::Faults => self.layers.open(Overlay::faults(self.faults.clone())),
            Action::Out if self.is_reading() => return self.stop_reading().into_iter().collect(),
            Action::Log => self.show_log(),
            Action::Undo => self.undo(true),
            Action::Redo => self.undo(false),
            action => return self.input(&Input::Act(action)),
        }
        Vec::new()
    }

    pub(super) fn carry_out(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Change(change) => self.change(change),
            Request::Guide => {
                self.conclude();
                self.layers.push(Screen::Guide(Guide::default()));
            }
            Request::Ask(question) => {
                if matches!(self.layers.screen(), Screen::Map(_)) {
                    self.pop();
                }
                self.layers.replace(Screen::Guide(Guide::again(question)));
            }
            Request::Read(evidence) => self.begin(*evidence),
            Request::Map => self.layers.push(Screen::Map(Map::default())),
            Request::Symptoms => self.layers.open(Overlay::symptoms()),
            Request::Why(target) => self.layers.open(Overlay::why(target)),
            Request::Undo => self.step_back(),
            Request::Out => self.pop(),
            Request::Close => self.layers.close(),
            Request::Act(action) => return self.act(action),
            Request::Copy(Some(text)) => return self.copy(text),
            Request::Copy(None) => self.notice = Some(ScreenWords::of(self.lang).nothing_to_copy.into()),
        }
        Vec::new()
    }
}
