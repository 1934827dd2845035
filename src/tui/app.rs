//! All state of the screen program, and the two functions around it: `update` changes it, `view` looks at it.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::clean::width;
use crate::diagnosis::{Diagnosis, Next, diagnose};
use crate::fact::EvidenceId;
use crate::job::{JobId, News, Progress};
use crate::lang::Lang;
use crate::mask::Mask;
use crate::report::wrap::wrap;
use crate::search::Index;
use crate::session::{Change, History, Start};
use crate::tui::keymap::{Binding, Keymap, Scope};
use crate::tui::keys::{Action, Chord};
use crate::tui::layers::Layers;
use crate::tui::layout::{Layout, Pane, layout};
use crate::tui::message::{Effect, Message, Mouse};
use crate::tui::overlays::Overlay;
use crate::tui::screens::Screen;
use crate::tui::screens::browse::Browse;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::guide::Guide;
use crate::tui::screens::map::Map;
use crate::tui::screens::triage::Triage;
use crate::tui::screens::verdict::Verdict;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::border;
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

/// A piece of evidence that a job reads.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) job: JobId,
    pub(super) evidence: EvidenceId,
    pub(super) name: Clean,
    /// It is read as a whole or not at all
    pub(super) whole: bool,
    /// How far it has come; nothing before its first news
    pub(super) progress: Option<Progress>,
    /// It was told to stop; what it has read still comes
    pub(super) stopped: bool,
    /// What is there too early
    pub(super) waiting: Vec<News>,
}

impl Running {
    /// Whether the footer may tell of it.
    pub(super) const fn is_told(&self) -> bool {
        self.progress.is_some() && !self.stopped
    }
}

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
    /// The number of the next job
    pub(super) next_job: JobId,
    /// Logs that were closed, the last one on top
    pub(super) closed: Vec<Triage>,
    pub(super) pastes: usize,
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
        let at = catalogue.codes().iter().position(|code| Some(code.number) == opening.code).unwrap_or(0);
        let mut app = Self {
            index: Index::default(),
            diagnosis: diagnose(&catalogue, history.session()),
            catalogue: Arc::new(catalogue),
            history,
            layers: Layers::new(Screen::Browse(Browse::at(at))),
            notice: None,
            reading: Vec::new(),
            next_job: JobId::default(),
            closed: Vec::new(),
            pastes: 0,
            mask: Mask::default(),
            size: opening.size,
            zoom: false,
            layout: layout(opening.size.0, opening.size.1, Pane::Main, false),
            lang: opening.lang,
            theme: opening.theme,
            keymap: Keymap::default(),
            mouse: false,
        };
        app.layout();
        app.layout_visible();
        app
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
                self.notice = None;
                self.paste(text)
            }
            Message::Named(sources) => self.read_all(sources),
            Message::Job(job, news) => {
                self.hear(job, news);
                Vec::new()
            }
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Background(background) => {
                self.theme.hear(background);
                Vec::new()
            }
        }
    }

    fn key(&mut self, pressed: Chord) -> Vec<Effect> {
        let action = self.keymap.resolve(pressed, self.layers.focus());
        action.map_or_else(Vec::new, |action| self.act(action))
    }

    /// What is the same everywhere is done here; the rest goes to the top layer.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        let words = ScreenWords::of(self.lang);
        match action {
            Action::Quit | Action::QuitNow => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Language => {
                self.lang = self.lang.next();
                self.layers.change_language();
            }
            Action::Zoom => self.zoom = !self.zoom,
            Action::Mouse => {
                self.mouse = !self.mouse;
                let off = || (words.mouse_on)(&self.spelled(Action::Mouse));
                self.notice = Some(if self.mouse { off().into() } else { words.mouse_off.into() });
                return vec![Effect::Mouse(self.mouse)];
            }
            Action::Help => self.layers.open(Overlay::help(self.layers.screen().scope())),
            Action::Palette => self.layers.open(Overlay::actions(self.layers.screen().scope())),
            Action::Out if self.is_reading() => return self.stop_reading().into_iter().collect(),
            Action::Log => self.show_log(),
            Action::Undo => self.undo(true),
            Action::Redo => self.undo(false),
            action => return self.input(&Input::Act(action)),
        }
        Vec::new()
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

    fn carry_out(&mut self, request: Request) -> Vec<Effect> {
        let words = ScreenWords::of(self.lang);
        match request {
            Request::Change(change) => {
                let tried = matches!(&change, Change::Tried(tried) if !tried.helped);
                self.history.apply(change);
                self.conclude();
                if tried {
                    let follows = match self.diagnosis.next {
                        Next::Ask(_) => words.next_question,
                        Next::Confirmed(_) | Next::Exhausted => words.next_cause,
                    };
                    self.notice = Some(follows.into());
                }
            }
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
            Request::Why(page) => self.layers.open(Overlay::why(page)),
            Request::Undo => self.step_back(),
            Request::Out => self.pop(),
            Request::Close => self.layers.close(),
            Request::Act(action) => return self.act(action),
            Request::Copy(Some(text)) => {
                self.notice = Some(words.copied.into());
                return vec![Effect::Copy(text)];
            }
            Request::Copy(None) => self.notice = Some(words.nothing_to_copy.into()),
        }
        Vec::new()
    }

    /// Leaves the uppermost screen. A log is kept, to be shown again.
    pub(super) fn pop(&mut self) {
        if let Some(Screen::Triage(log)) = self.layers.pop() {
            self.closed.push(log);
            let again = self.spelled(Action::Log);
            self.notice = Some((ScreenWords::of(self.lang).log_closed)(&again).into());
        }
    }

    /// How the key of every screen for an action is written.
    pub(super) fn spelled(&self, action: Action) -> String {
        self.keymap.spelled(action, Scope::Screens, self.theme.signs)
    }

    pub(super) fn undo(&mut self, back: bool) {
        let words = ScreenWords::of(self.lang);
        let done = if back { self.history.undo() } else { self.history.redo() };
        let said = match (done, back) {
            (false, _) => words.nothing_to_undo,
            (true, true) => words.undone,
            (true, false) => words.redone,
        };
        self.notice = Some(said.into());
        self.conclude();
    }

    /// One answer back within the case; out of the guide where the case has none.
    fn step_back(&mut self) {
        let start = self.history.session().start.clone();
        let mut earlier = self.history.clone();
        if earlier.undo() && earlier.session().start == start {
            self.history = earlier;
            self.conclude();
        } else {
            self.pop();
        }
    }

    pub(super) fn conclude(&mut self) {
        self.diagnosis = diagnose(&self.catalogue, self.history.session());
    }

    /// The screen that the case calls for stands on top: the guide while there is something to ask, else the verdict.
    fn follow(&mut self) {
        let asking = matches!(self.diagnosis.next, Next::Ask(_)) && self.history.session().solved().is_none();
        match self.layers.screen() {
            Screen::Guide(guide) if !asking && !guide.goes_back() => {
                self.layers.replace(Screen::Verdict(Verdict::default()));
            }
            Screen::Verdict(_) if asking => self.layers.replace(Screen::Guide(Guide::default())),
            _ => {}
        }
    }

    /// Makes the rest follow from what changed, so that the view has nothing to decide.
    fn layout(&mut self) {
        self.follow();
        let session = self.history.session();
        if session.start == Start::Open && session.evidence.is_empty() {
            while matches!(self.layers.screen(), Screen::Guide(_) | Screen::Verdict(_) | Screen::Map(_)) {
                self.pop();
            }
        }
        if self.layers.focus().types() && self.index.is_empty() {
            self.index = Index::new(&self.catalogue);
        }
        let ((width, height), screen) = (self.size, self.layers.screen());
        self.layout = layout(width, height, screen.front(), self.zoom || screen.single());
        self.layers.layout(&look!(self));
    }

    fn layout_visible(&mut self) {
        self.layers.layout_visible(&look!(self));
    }

    /// Draws the whole screen into `buf`; returns where the caret stands.
    pub fn view(&self, buf: &mut Buffer) -> Option<Position> {
        if self.layout.too_small() {
            self.view_too_small(buf);
            return None;
        }
        self.view_footer(buf);
        self.layers.view(&look!(self), buf)
    }

    fn view_too_small(&self, buf: &mut Buffer) {
        let area = self.layout.area;
        let lines = wrap(ScreenWords::of(self.lang).too_small, usize::from(area.width));
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            border::text(buf, area.x, y, line, usize::from(area.width), self.theme, Role::Plain);
        }
    }

    fn view_footer(&self, buf: &mut Buffer) {
        let area = self.layout.footer;
        let room = |x: u16| usize::from(area.right().saturating_sub(x));
        if let Some(notice) = &self.notice {
            border::text(buf, area.x + 1, area.y, notice, room(area.x + 1), self.theme, Role::Notice);
            return;
        }
        if self.view_reading(buf) {
            return;
        }
        let mut x = area.x + 1;
        for (key, label) in self.hints(room(x)) {
            x = border::text(buf, x, area.y, &key, room(x), self.theme, Role::Key);
            x = border::text(buf, x + 1, area.y, label, room(x + 1), self.theme, Role::Muted) + 2;
        }
    }

    /// The keys for the footer that fit `cells`, the most wanted ones first.
    fn hints(&self, cells: usize) -> Vec<(String, &'static str)> {
        let words = ScreenWords::of(self.lang);
        let key = |row: &Binding| Some((row.on.first()?.shown(self.theme.signs), (row.label)(words)));
        let mut taken = 0;
        let rows = self.keymap.footer(self.layers.focus()).into_iter().filter_map(key);
        rows.filter(|(key, label)| {
            let wide = width(key) + width(label) + 3;
            let fits = taken + wide <= cells + 2;
            taken += if fits { wide } else { 0 };
            fits
        })
        .collect()
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
