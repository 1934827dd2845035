//! All state of the screen program, and the two functions around it: `update` changes it, `view` looks at it.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Position;

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::job::JobId;
use crate::lang::Lang;
use crate::mask::Mask;
use crate::search::Index;
use crate::session::{History, Start};
use crate::tui::at_work::{Copying, Running};
use crate::tui::keymap::Keymap;
use crate::tui::keys::{Action, Chord};
use crate::tui::layers::Layers;
use crate::tui::layout::{Form, Layout, Pane, layout};
use crate::tui::message::{Effect, Message, Mouse};
use crate::tui::screens::Screen;
use crate::tui::screens::browse::Browse;
use crate::tui::screens::context::{Cx, Input};
use crate::tui::screens::triage::Triage;
use crate::tui::theme::Theme;
use crate::words::screen::ScreenWords;

/// All of the app that a layer may look at. A function would borrow the layers as well.
macro_rules! look {
    ($app:expr) => {
        Cx {
            catalogue: &$app.catalogue,
            index: &$app.index,
            session: $app.history.session(),
            diagnosis: &$app.diagnosis,
            layout: &$app.layout,
            lang: $app.lang,
            theme: $app.theme,
            keymap: &$app.keymap,
        }
    };
}
pub(super) use look;

/// The program.
#[derive(Clone, Debug)]
pub struct App {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) index: Index,
    pub(super) history: History,
    pub(super) diagnosis: Diagnosis,
    pub(super) layers: Layers,
    pub(super) notice: Option<Cow<'static, str>>,
    /// What is being read, in the order in which it was asked for
    pub(super) reading: Vec<Running>,
    /// What is being copied
    pub(super) copying: Copying,
    /// The number of the next job
    pub(super) next_job: JobId,
    /// Logs that were closed, the last one on top
    pub(super) closed: Vec<Triage>,
    pub(super) pastes: usize,
    /// What is wrong in the person's own files
    pub(super) faults: Vec<Clean>,
    /// The person was told what quitting loses; the same key once more quits
    pub(super) leaving: bool,
    pub(super) mask: Mask,
    pub(super) size: (u16, u16),
    pub(super) zoom: bool,
    pub(super) layout: Layout,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) keymap: Keymap,
    pub(super) mouse: bool,
}

/// How the program begins.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The language of the screen
    pub lang: Lang,
    /// What things look like
    pub theme: Theme,
    /// Columns and rows of the terminal
    pub size: (u16, u16),
    /// The code to select, where one was named
    pub code: Option<u16>,
}

impl App {
    /// The program at its first screen.
    #[must_use]
    pub fn new(catalogue: Catalogue, opening: Opening) -> Self {
        let history = History::new(Start::Open);
        let named = catalogue.codes().iter().position(|code| Some(code.number) == opening.code);
        let mut app = Self {
            index: Index::default(),
            diagnosis: diagnose(&catalogue, history.session()),
            catalogue: Arc::new(catalogue),
            history,
            layers: Layers::new(Screen::Browse(named.map_or_else(Browse::default, Browse::at))),
            notice: None,
            reading: Vec::new(),
            copying: Copying::default(),
            next_job: JobId::default(),
            closed: Vec::new(),
            pastes: 0,
            faults: Vec::new(),
            leaving: false,
            mask: Mask::default(),
            size: opening.size,
            zoom: false,
            layout: layout(opening.size.0, opening.size.1, Form::List, Pane::Main, false),
            lang: opening.lang,
            theme: opening.theme,
            keymap: Keymap::default(),
            mouse: false,
        };
        app.layout();
        app.layout_visible();
        app
    }

    /// The same with faults in the person's own files, which it says.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<Clean>) -> Self {
        self.faults = faults;
        if let [first, ..] = self.faults.as_slice() {
            let key = self.spelled(Action::Faults);
            self.notice = Some((ScreenWords::of(self.lang).faults_found)(&key, self.faults.len(), first).into());
        }
        self
    }

    /// What the program knows, for whatever reads evidence elsewhere.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// What hides secrets here, for whatever reads evidence elsewhere.
    #[must_use]
    pub fn mask(&self) -> Mask {
        self.mask.clone()
    }

    /// Whether a message ends the program at once, whatever comes with it.
    #[must_use]
    pub fn is_over(&self, message: &Message) -> bool {
        let quits = |pressed: &Chord| self.keymap.resolve(*pressed, self.layers.focus()) == Some(Action::QuitNow);
        matches!(message, Message::Key(pressed) if quits(pressed))
    }

    /// Takes a message in; returns what the world is to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.update_all([message])
    }

    /// Takes in what came at once. The same as one by one; but a line is searched for when all of it is typed, and what only
    /// a view looks at is made once.
    pub fn update_all(&mut self, messages: impl IntoIterator<Item = Message>) -> Vec<Effect> {
        let (mut effects, mut settled) = (Vec::new(), true);
        for message in messages {
            let typed = self.is_typed(&message);
            if !typed && !settled {
                self.layout();
            }
            effects.extend(self.take_in(message));
            settled = !typed;
            if settled {
                self.layout();
            }
        }
        if !settled {
            self.layout();
        }
        self.layout_visible();
        effects
    }

    /// Whether a message changes a line that is typed, and nothing else.
    fn is_typed(&self, message: &Message) -> bool {
        let Message::Key(pressed) = message else { return false };
        let focus = self.layers.focus();
        let action = || self.keymap.resolve(*pressed, focus);
        focus.types() && matches!(action(), Some(Action::Type(_) | Action::Edit(_)))
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Resized(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            Message::Key(pressed) => {
                self.notice = None;
                self.key(pressed)
            }
            Message::Paste(text) => {
                (self.notice, self.leaving) = (None, false);
                self.paste(text)
            }
            Message::Named(sources) => self.read_all(sources),
            Message::Job(job, news) => self.hear(job, news),
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Background(background) => {
                self.theme.hear(background);
                Vec::new()
            }
        }
    }

    fn key(&mut self, pressed: Chord) -> Vec<Effect> {
        let told = std::mem::take(&mut self.leaving);
        match self.keymap.resolve(pressed, self.layers.focus()) {
            Some(Action::Quit) if told => vec![Effect::Quit],
            Some(action) => self.act(action),
            None => {
                self.notice = Some(self.unbound(pressed).into());
                Vec::new()
            }
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        let (Mouse::Press(x, y) | Mouse::Wheel(_, x, y)) = mouse;
        let at = Position { x, y };
        let (pane, area) = self.layers.pane(&self.layout, at);
        match mouse {
            Mouse::Wheel(lines, ..) => self.input(&Input::Wheel(pane, lines)),
            Mouse::Press(..) if area.contains(at) => self.input(&Input::Press(pane, y - area.y)),
            Mouse::Press(..) => Vec::new(),
        }
    }

    pub(super) fn input(&mut self, input: &Input<'_>) -> Vec<Effect> {
        let requests = self.layers.update(&look!(self), input);
        requests.into_iter().flat_map(|request| self.carry_out(request)).collect()
    }

    /// The case at hand in a few words, where anything was given.
    pub(super) fn case_in_short(&self) -> Option<String> {
        look!(self).case_in_short()
    }

    /// Makes the rest follow from what changed, so that the view has nothing to decide.
    fn layout(&mut self) {
        self.follow();
        if self.layers.focus().types() && self.index.is_empty() {
            self.index = Index::new(&self.catalogue);
        }
        let ((width, height), screen) = (self.size, self.layers.screen());
        self.layout = layout(width, height, screen.form(), screen.front(), self.zoom);
        self.layers.layout(&look!(self));
    }

    fn layout_visible(&mut self) {
        self.layers.layout_visible(&look!(self));
    }

    /// Whether the terminal is to be asked for its background.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.theme.asks()
    }

    /// The size that the program was last told.
    #[must_use]
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }
}
