//! Evidence on the screen: what was pasted, and what a reading thread brings.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use crate::clean::Clean;
use crate::evidence::arrival::{Arrival, Progress, size};
use crate::evidence::log::Log;
use crate::evidence::{Taken, take, triage};
use crate::fact::reading::{Missed, Reading, Why};
use crate::report::case::nothing_in;
use crate::report::page::Block;
use crate::session::{Change, Start};
use crate::tui::app::App;
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::message::Effect;
use crate::tui::overlays::Overlay;
use crate::tui::screens::Screen;
use crate::tui::screens::context::Input;
use crate::tui::screens::guide::Guide;
use crate::tui::screens::triage::Triage;
use crate::tui::theme::Role;
use crate::tui::widgets::{bars, border};
use crate::words::screen::ScreenWords;

/// What a paste is called.
const PASTE: &str = "paste";

/// The longest line that is searched for where nothing is recognised in it, in characters.
const SEARCHED: usize = 60;

/// Cells of the gauge.
const GAUGE: usize = 12;

impl App {
    /// A paste is evidence. A short line in which nothing is recognised is typed where there is something to type into.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let text = with_line_ends(text);
        let count = self.pastes + 1;
        let name = Clean::new(&if count == 1 { PASTE.to_owned() } else { format!("{PASTE} {count}") });
        let taken = take(&self.catalogue, &name, text.as_bytes(), &mut self.mask);
        let line = text.trim();
        let short = !line.contains('\n') && line.chars().count() <= SEARCHED;
        if short && self.layers.takes_text() && !recognised(&taken) {
            let line = self.mask.mask(line);
            return self.input(&Input::Paste(&line));
        }
        self.pastes = count;
        self.layers.close_all();
        self.show(name, taken);
        Vec::new()
    }

    /// Takes in what a reading thread brings.
    pub(super) fn arrive(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Reading(progress) if !self.stopped => self.reading = Some(progress),
            Arrival::Whole { name, bytes, cut } => {
                let mut taken = take(&self.catalogue, &name, &bytes, &mut self.mask);
                if cut {
                    taken.reading.missed.push(Missed { origin: name.clone(), why: Why::TooLong });
                }
                self.show(name, taken);
            }
            Arrival::Log { name, log, ended } => self.grow(name, *log, ended),
            Arrival::Unreadable(trouble) => self.notice = Some(trouble.as_str().to_owned().into()),
            Arrival::Ended => self.reading = None,
            Arrival::Reading(_) => {}
        }
    }

    /// Reading ends with what was read; nothing where nothing is read.
    pub(super) fn stop_reading(&mut self) -> Option<Effect> {
        self.reading.take()?;
        self.stopped = true;
        self.notice = Some(ScreenWords::of(self.lang).stopped_reading.into());
        Some(Effect::StopReading)
    }

    /// More of a log is known.
    fn grow(&mut self, name: Clean, log: Log, ended: bool) {
        let open = self.layers.screens_mut().filter_map(|screen| match screen {
            Screen::Triage(triage) => Some(triage),
            _ => None,
        });
        let shown = open.chain(&mut self.closed).find(|triage| triage.shows(&name));
        match shown {
            Some(triage) => triage.renew(log),
            None if ended && log.requests <= 1 => {
                let reading = triage::reading(&self.catalogue, &log, None, &mut self.mask);
                self.show(name, Taken { reading, log: None });
            }
            None if log.requests > 0 => self.triage(name, log),
            None => {}
        }
    }

    /// Shows what a piece of evidence holds: a log by its codes, a case at its first open question, else that it holds
    /// nothing.
    fn show(&mut self, name: Clean, taken: Taken) {
        let within = matches!(self.layers.screen(), Screen::Guide(_) | Screen::Verdict(_) | Screen::Map(_));
        let Taken { reading, log } = taken;
        match log {
            Some(log) if log.requests > 1 => self.triage(name, log),
            _ if within && !reading.observations.is_empty() => {
                let (facts, before) = (reading.observations.len(), self.diagnosis.code);
                self.history.apply(Change::Read { name, reading });
                self.conclude();
                let words = ScreenWords::of(self.lang);
                self.notice = Some(match (before, self.diagnosis.code) {
                    (Some(before), Some(now)) if before != now => {
                        (words.evidence_shows)(now, before, &self.spelled(Action::Undo)).into()
                    }
                    _ => (words.evidence_read)(facts).into(),
                });
            }
            _ if !reading.sightings.is_empty() => self.begin(name, reading),
            _ => {
                let mut page = nothing_in(&self.catalogue, &name, &reading, self.lang);
                page.push(Block::Blank);
                page.text(&self.nothing_next());
                self.layers.close_all();
                self.layers.open(Overlay::nothing(page));
            }
        }
    }

    /// What to do where evidence holds nothing.
    fn nothing_next(&self) -> String {
        let key = |action, focus| self.keymap.spelled(action, focus, self.theme.signs);
        let (search, symptom) = (key(Action::Search, Scope::Browse), key(Action::Symptom, Scope::Browse));
        (ScreenWords::of(self.lang).nothing_next)(&key(Action::Close, Scope::Reader), &search, &symptom)
    }

    fn triage(&mut self, name: Clean, log: Log) {
        self.layers.push(Screen::Triage(Triage::new(name, log)));
    }

    /// Goes back to the log that the case came from, or else opens the one that was closed last.
    pub(super) fn show_log(&mut self) {
        let is_log = |screen: &Screen| matches!(screen, Screen::Triage(_));
        if !is_log(self.layers.screen()) && self.layers.below().iter().any(is_log) {
            while !is_log(self.layers.screen()) {
                self.pop();
            }
        } else if let Some(log) = self.closed.pop() {
            self.layers.push(Screen::Triage(log));
        } else if !is_log(self.layers.screen()) {
            self.notice = Some(ScreenWords::of(self.lang).no_log.into());
        }
    }

    /// Begins a case with evidence, at its guide.
    pub(super) fn begin(&mut self, name: Clean, reading: Reading) {
        self.history.apply(Change::Start(Start::Open));
        self.history.apply(Change::Read { name, reading });
        self.conclude();
        if !self.diagnosis.causes.is_empty() {
            self.layers.push(Screen::Guide(Guide::default()));
        }
    }

    /// How far reading has come, where something is read.
    pub(super) fn view_reading(&self, buf: &mut Buffer) -> bool {
        let Some(Progress { name, bytes, of }) = &self.reading else { return false };
        let words = ScreenWords::of(self.lang);
        let much = match of.filter(|of| *of > 0) {
            Some(of) => format!("{} {}/{} MiB", bars::bar(*bytes, of, GAUGE, self.theme.signs), bytes >> 20, of >> 20),
            None => size(*bytes),
        };
        let area = self.layout.footer;
        let room = |x: u16| usize::from(area.right().saturating_sub(x));
        let key = self.spelled(Action::Out);
        let x = border::text(buf, area.x + 1, area.y, &key, room(area.x + 1), self.theme, Role::Key);
        let x = border::text(buf, x + 1, area.y, words.stop_reading, room(x + 1), self.theme, Role::Muted);
        let text = format!("{} {name} {much}", words.reading);
        border::text(buf, x + 2, area.y, &text, room(x + 2), self.theme, Role::Notice);
        true
    }
}

/// A terminal hands on each line end of a paste as the key that makes one, a carriage return.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// Whether a text says anything of SCF.
fn recognised(taken: &Taken) -> bool {
    let log = taken.log.as_ref().is_some_and(|log| log.requests > 0);
    log || !taken.reading.sightings.is_empty() || !taken.reading.observations.is_empty()
}
