//! All state of the screen program, and the two functions around it: `update` changes it, `view` looks at it.

mod intake;
use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::catalogue::Catalogue;
use crate::clean::width;
use crate::diagnosis::{Diagnosis, Next, diagnose};
use crate::evidence::arrival::Progress;
use crate::lang::Lang;
use crate::mask::Mask;
use crate::report::wrap::wrap;
use crate::search::Index;
use crate::session::{Change, History, Start};
use crate::tui::keys::{self, Action, Binding, KEYS, Scope};
use crate::tui::layout::{Layout, Pane, inside, layout};
use crate::tui::message::{Effect, Message, Mouse};
use crate::tui::overlays::{Outcome, Overlay};
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

/// The program.
#[derive(Clone, Debug)]
pub struct App {
    catalogue: Catalogue,
    index: Index,
    history: History,
    diagnosis: Diagnosis,
    top: Screen,
    below: Vec<Screen>,
    overlay: Option<Overlay>,
    notice: Option<Cow<'static, str>>,
    /// What is being read
    reading: Option<Progress>,
    /// Reading was stopped
    stopped: bool,
    /// Logs that were closed, the last one on top
    closed: Vec<Triage>,
    pastes: usize,
    mask: Mask,
    size: (u16, u16),
    zoom: bool,
    layout: Layout,
    lang: Lang,
    theme: Theme,
    mouse: bool,
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
            catalogue,
            history,
            top: Screen::Browse(Browse::at(at)),
            below: Vec::new(),
            overlay: None,
            notice: None,
            reading: None,
            stopped: false,
            closed: Vec::new(),
            pastes: 0,
            mask: Mask::default(),
            size: opening.size,
            zoom: false,
            layout: layout(opening.size.0, opening.size.1, Pane::Main, false),
            lang: opening.lang,
            theme: opening.theme,
            mouse: false,
        };
        app.layout();
        app.layout_visible();
        app
    }

    /// What hides secrets here, for whatever reads evidence elsewhere.
    #[must_use]
    pub fn mask(&self) -> Mask {
        self.mask.clone()
    }

    /// Takes a message in; returns what the world is to do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.update_all([message])
    }

    /// Takes in what came at once. The same as one by one; what only a view looks at is made once.
    pub fn update_all(&mut self, messages: impl IntoIterator<Item = Message>) -> Vec<Effect> {
        let effects = messages.into_iter().flat_map(|message| self.take_in(message)).collect();
        self.layout_visible();
        effects
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        let effects = match message {
            Message::Resized(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            Message::Key(event) => {
                self.notice = None;
                self.key(event)
            }
            Message::Paste(text) => {
                self.notice = None;
                self.paste(&text)
            }
            Message::Arrived(arrival) => {
                self.arrive(arrival);
                Vec::new()
            }
            Message::Mouse(mouse) => self.mouse(mouse),
        };
        self.layout();
        effects
    }

    fn key(&mut self, event: KeyEvent) -> Vec<Effect> {
        let typing = self.overlay.as_ref().map_or_else(|| self.top.typing(), Overlay::typing);
        let scope = if self.overlay.is_some() { Scope::Everywhere } else { self.top.scope() };
        if typing && let Some(typed) = keys::edit(event) {
            return self.input(&Input::Typed(typed));
        }
        let over = self.overlay.is_some();
        let action = match event.code {
            KeyCode::Enter if over && event.modifiers.is_empty() => Some(Action::Enter),
            KeyCode::Char('w') if over && event.modifiers == KeyModifiers::NONE => Some(Action::Why),
            _ => keys::resolve(event, scope),
        };
        action.map_or_else(Vec::new, |action| self.act(action))
    }

    /// What is the same everywhere is done here; the rest goes down to what has the floor.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        let words = ScreenWords::of(self.lang);
        let over = self.overlay.is_some();
        match action {
            Action::QuitNow => return vec![Effect::Quit],
            Action::Quit if !over => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Language => {
                self.lang = self.lang.next();
                if matches!(self.overlay, Some(Overlay::Help(_))) {
                    self.overlay = Some(Overlay::help(self.top.scope(), ScreenWords::of(self.lang)));
                } else if matches!(self.overlay, Some(Overlay::Why(_))) {
                    self.overlay = None;
                }
            }
            Action::Zoom => self.zoom = !self.zoom,
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.notice = Some(if self.mouse { words.mouse_on } else { words.mouse_off }.into());
                return vec![Effect::Mouse(self.mouse)];
            }
            Action::Help if !over => self.overlay = Some(Overlay::help(self.top.scope(), words)),
            Action::Palette if !over => self.overlay = Some(Overlay::actions(self.top.scope())),
            Action::Out if !over && self.reading.is_some() => return self.stop_reading().into_iter().collect(),
            Action::Log if !over => self.show_log(),
            Action::Undo if !over => self.undo(true),
            Action::Redo if !over => self.undo(false),
            action => return self.input(&Input::Act(action)),
        }
        Vec::new()
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        let (Mouse::Press(x, y) | Mouse::Wheel(_, x, y)) = mouse;
        let at = Position { x, y };
        let pane = if self.overlay.is_some() || self.layout.main.contains(at) { Pane::Main } else { Pane::Side };
        let area = inside(if self.overlay.is_some() { self.layout.overlay } else { self.layout.pane(pane) });
        match mouse {
            Mouse::Wheel(lines, ..) => self.input(&Input::Wheel(pane, lines)),
            Mouse::Press(..) if area.contains(at) => self.input(&Input::Press(pane, y - area.y)),
            Mouse::Press(..) => Vec::new(),
        }
    }

    fn input(&mut self, input: &Input<'_>) -> Vec<Effect> {
        let cx = Cx {
            catalogue: &self.catalogue,
            index: &self.index,
            session: self.history.session(),
            diagnosis: &self.diagnosis,
            layout: &self.layout,
            lang: self.lang,
            theme: self.theme,
        };
        if let Some(overlay) = &mut self.overlay {
            let outcome = overlay.update(&cx, input);
            return self.close(outcome);
        }
        let requests = self.top.update(&cx, input);
        requests.into_iter().flat_map(|request| self.carry_out(request)).collect()
    }

    fn close(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => return Vec::new(),
            Outcome::Copy(text) => return self.carry_out(Request::Copy(Some(text))),
            Outcome::Close => self.overlay = None,
            Outcome::Act(action) => {
                self.overlay = None;
                return self.act(action);
            }
            Outcome::Begin(symptom) => {
                self.overlay = None;
                self.history.apply(Change::Start(Start::Symptom(symptom)));
                return self.carry_out(Request::Guide);
            }
        }
        Vec::new()
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
                self.push(Screen::Guide(Guide::default()));
            }
            Request::Ask(question) => {
                if matches!(self.top, Screen::Map(_)) {
                    self.pop();
                }
                self.top = Screen::Guide(Guide::again(question));
            }
            Request::Read(name, reading) => self.begin(name, reading),
            Request::Map => self.push(Screen::Map(Map::default())),
            Request::Symptoms => self.overlay = Some(Overlay::symptoms()),
            Request::Why(page) => self.overlay = Some(Overlay::why(page)),
            Request::Undo => self.step_back(),
            Request::Out => self.pop(),
            Request::Copy(Some(text)) => {
                self.notice = Some(words.copied.into());
                return vec![Effect::Copy(text)];
            }
            Request::Copy(None) => self.notice = Some(words.nothing_to_copy.into()),
        }
        Vec::new()
    }

    fn push(&mut self, screen: Screen) {
        self.below.push(std::mem::replace(&mut self.top, screen));
    }

    fn pop(&mut self) {
        let Some(screen) = self.below.pop() else { return };
        if let Screen::Triage(log) = std::mem::replace(&mut self.top, screen) {
            self.closed.push(log);
            self.notice = Some((ScreenWords::of(self.lang).log_closed)(&keys::first(Action::Log)).into());
        }
    }

    fn undo(&mut self, back: bool) {
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

    fn conclude(&mut self) {
        self.diagnosis = diagnose(&self.catalogue, self.history.session());
    }

    /// The screen that the case calls for stands on top: the guide while there is something to ask, else the verdict.
    fn follow(&mut self) {
        let asking = matches!(self.diagnosis.next, Next::Ask(_)) && self.history.session().solved().is_none();
        match &self.top {
            Screen::Guide(guide) if !asking && !guide.goes_back() => self.top = Screen::Verdict(Verdict::default()),
            Screen::Verdict(_) if asking => self.top = Screen::Guide(Guide::default()),
            _ => {}
        }
    }

    /// Makes the rest follow from what changed, so that the view has nothing to decide.
    fn layout(&mut self) {
        self.follow();
        let session = self.history.session();
        if session.start == Start::Open && session.evidence.is_empty() {
            while matches!(self.top, Screen::Guide(_) | Screen::Verdict(_) | Screen::Map(_)) {
                self.pop();
            }
        }
        let searching = self.top.typing() || self.overlay.as_ref().is_some_and(Overlay::typing);
        if searching && self.index.is_empty() {
            self.index = Index::new(&self.catalogue);
        }
        let (width, height) = self.size;
        self.layout = layout(width, height, self.top.front(), self.zoom || self.top.single());
        let cx = Cx {
            catalogue: &self.catalogue,
            index: &self.index,
            session: self.history.session(),
            diagnosis: &self.diagnosis,
            layout: &self.layout,
            lang: self.lang,
            theme: self.theme,
        };
        self.top.layout(&cx);
        if let Some(overlay) = &mut self.overlay {
            overlay.layout(&cx);
        }
    }

    fn layout_visible(&mut self) {
        let cx = Cx {
            catalogue: &self.catalogue,
            index: &self.index,
            session: self.history.session(),
            diagnosis: &self.diagnosis,
            layout: &self.layout,
            lang: self.lang,
            theme: self.theme,
        };
        self.top.layout_visible(&cx);
    }

    /// Draws the whole screen into `buf`; returns where the caret stands.
    pub fn view(&self, buf: &mut Buffer) -> Option<Position> {
        if self.layout.too_small() {
            self.view_too_small(buf);
            return None;
        }
        let cx = Cx {
            catalogue: &self.catalogue,
            index: &self.index,
            session: self.history.session(),
            diagnosis: &self.diagnosis,
            layout: &self.layout,
            lang: self.lang,
            theme: self.theme,
        };
        let caret = self.top.view(&cx, buf);
        self.view_footer(buf);
        match &self.overlay {
            Some(overlay) => overlay.view(&cx, buf),
            None => caret,
        }
    }

    fn view_too_small(&self, buf: &mut Buffer) {
        let area = self.layout.area;
        let lines = wrap(ScreenWords::of(self.lang).too_small, usize::from(area.width));
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            border::text(buf, area.x, y, line, usize::from(area.width), self.theme.style(Role::Plain));
        }
    }

    fn view_footer(&self, buf: &mut Buffer) {
        let area = self.layout.footer;
        let end = area.right();
        if let Some(notice) = &self.notice {
            border::text(
                buf,
                area.x + 1,
                area.y,
                notice,
                usize::from(area.width.saturating_sub(1)),
                self.theme.style(Role::Notice),
            );
            return;
        }
        if self.view_reading(buf) {
            return;
        }
        let mut x = area.x + 1;
        for (key, label) in self.hints(usize::from(area.width.saturating_sub(1))) {
            let room = |x: u16| usize::from(end.saturating_sub(x));
            x = border::text(buf, x, area.y, &key, room(x), self.theme.style(Role::Key));
            x = border::text(buf, x + 1, area.y, label, room(x + 1), self.theme.style(Role::Muted)) + 2;
        }
    }

    /// The keys for the footer that fit `cells`, the most wanted ones first.
    fn hints(&self, cells: usize) -> Vec<(String, &'static str)> {
        let words = ScreenWords::of(self.lang);
        let typing = self.overlay.as_ref().map_or_else(|| self.top.typing(), Overlay::typing);
        if self.overlay.is_some() {
            let enter = typing.then(|| ("↵".to_owned(), words.choose));
            return enter.into_iter().chain([("Esc".to_owned(), words.to_close)]).collect();
        }
        if typing {
            return vec![("↵".to_owned(), words.typing_keep), ("Esc".to_owned(), words.typing_clear)];
        }
        let scope = self.top.scope();
        let wanted =
            |binding: &&Binding| binding.footer > 0 && (binding.scope == scope || binding.scope == Scope::Everywhere);
        let mut bindings: Vec<&Binding> = KEYS.iter().filter(wanted).collect();
        bindings.sort_by_key(|binding| std::cmp::Reverse(binding.footer));
        let mut taken = 0;
        bindings
            .into_iter()
            .filter_map(|binding| binding.on.first().map(|on| (keys::name(*on), (binding.label)(words))))
            .filter(|(key, label)| {
                let wide = width(key) + width(label) + 3;
                let fits = taken + wide <= cells + 2;
                taken += if fits { wide } else { 0 };
                fits
            })
            .collect()
    }

    /// The size that the program was last told.
    #[must_use]
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }
}
