//! Intake on the screen: what was pasted, and what jobs read.

use ratatui::buffer::Buffer;

use crate::clean::{Clean, Plain};
use crate::evidence::input::Content;
use crate::evidence::log::Log;
use crate::evidence::source::{Source, from_to};
use crate::evidence::together::APART;
use crate::evidence::{self, Gathered, Taken};
use crate::fact::reading::Reading;
use crate::fact::{Evidence, EvidenceId};
use crate::job::{Job, JobId, News, Progress};
use crate::report::say;
use crate::session::Change;
use crate::tui::app::App;
use crate::tui::at_work::Running;
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
use crate::words::size;

/// What a paste is called.
const PASTE: &str = "paste";

/// The longest paste that is read at once, in bytes: that takes a few milliseconds. A longer one is a job.
const AT_ONCE: usize = 16 * 1024;

/// The longest line that is searched for where nothing is recognised in it, in characters.
const SEARCHED: usize = 60;

/// Cells of the gauge.
const GAUGE: usize = 12;

impl App {
    /// A paste is evidence. A short line in which nothing is recognised is typed where there is something to type into.
    pub(super) fn paste(&mut self, mut text: Content) -> Vec<Effect> {
        text.bytes = with_line_ends(text.bytes);
        let count = self.pastes + 1;
        let name = Clean::new(&if count == 1 { PASTE.to_owned() } else { format!("{PASTE} {count}") });
        if text.bytes.len() > AT_ONCE {
            self.pastes = count;
            return vec![self.start(name.clone(), |id| Job::ReadText(id, name, text))];
        }
        let line = short_line(&text.bytes);
        let id = self.history.evidence(&name);
        let taken = evidence::read(&self.catalogue, (id, name), Gathered::Text(text), &mut self.mask);
        if let Some(line) = line.filter(|_| self.layers.takes_text() && !recognised(&taken)) {
            let line = self.mask.mask(&Plain::new(&line));
            return self.input(&Input::Paste(&line));
        }
        self.pastes = count;
        self.layers.close_all();
        self.show(taken);
        Vec::new()
    }

    /// Has all of these read, at once; many of them one after the other, and their logs as one.
    pub(super) fn read_all(&mut self, sources: Vec<Source>) -> Vec<Effect> {
        if let [first, .., last] = sources.as_slice()
            && sources.len() > APART
        {
            let name = from_to(&first.name(), &last.name());
            let sources = sources.into_iter().map(|source| (self.history.evidence(&source.name()), source)).collect();
            return vec![self.start(name, |_| Job::ReadMany(sources))];
        }
        let start = |source: Source| self.start(source.name(), |id| Job::Read(id, source));
        sources.into_iter().map(start).collect()
    }

    /// Starts a job that reads the evidence of this name.
    fn start(&mut self, name: Clean, job: impl FnOnce(EvidenceId) -> Job) -> Effect {
        let id = self.next_job;
        self.next_job = id.next();
        let same = self.reading.iter().find(|reading| reading.name == name);
        let evidence = same.map_or_else(|| self.history.evidence(&name), |reading| reading.evidence);
        let (job, waiting) = (job(evidence), Vec::new());
        let whole = matches!(job, Job::ReadText(..));
        self.reading.push(Running { job: id, evidence, name, whole, progress: None, stopped: false, waiting });
        Effect::Start(id, job)
    }

    /// Takes in what a job tells. Evidence comes into the case in the order in which it was asked for, however long the
    /// reading of each takes: what is there too early waits.
    pub(super) fn hear(&mut self, job: JobId, news: News) -> Vec<Effect> {
        if let Some(effects) = self.hear_copying(job, &news) {
            return effects;
        }
        let Some(reading) = self.reading.iter_mut().find(|reading| reading.job == job) else { return Vec::new() };
        match (news, reading.waiting.last_mut()) {
            (News::Progress(progress), _) => reading.progress = Some(progress),
            (News::Log(log), Some(News::Log(before))) => *before = log,
            (news, _) => reading.waiting.push(news),
        }
        while let Some(first) = self.reading.first_mut() {
            let (name, waiting) = (first.name.clone(), std::mem::take(&mut first.waiting));
            let over = waiting.contains(&News::Ended);
            for news in waiting {
                self.take_news(&name, news);
            }
            if !over {
                break;
            }
            self.reading.remove(0);
        }
        Vec::new()
    }

    fn take_news(&mut self, name: &Clean, news: News) {
        match news {
            News::Log(log) => self.grow(*log),
            News::Taken(taken) => match *taken {
                Taken { log: Some(log), .. } if self.open_log(name).is_some() => self.grow(log),
                taken => self.show(taken),
            },
            News::Trouble(trouble) => self.notice = Some(trouble.as_str().to_owned().into()),
            News::Progress(_) | News::Copied(_) | News::Ended => {}
        }
    }

    /// Whether something is being read that can be stopped.
    pub(super) fn is_reading(&self) -> bool {
        self.reading.iter().any(Running::is_told)
    }

    /// The reading that is told of ends with what was read; the others go on.
    pub(super) fn stop_reading(&mut self) -> Option<Effect> {
        let reading = self.reading.iter_mut().find(|reading| reading.is_told())?;
        reading.stopped = true;
        let words = ScreenWords::of(self.lang);
        self.notice = Some(if reading.whole { words.stopped_whole } else { words.stopped_reading }.into());
        Some(Effect::Cancel(reading.job))
    }

    /// The screen that shows the log of this name, open or closed.
    fn open_log(&mut self, name: &Clean) -> Option<&mut Triage> {
        let open = self.layers.screens_mut().filter_map(|screen| match screen {
            Screen::Triage(triage) => Some(triage),
            _ => None,
        });
        open.chain(&mut self.closed).find(|triage| triage.shows(name))
    }

    /// More of a log is known.
    fn grow(&mut self, log: Log) {
        match self.open_log(&log.name) {
            Some(triage) => triage.renew(log),
            None if log.requests > 0 => self.triage(log),
            None => {}
        }
    }

    /// Shows what a piece of evidence holds: a log by its codes, a case at its first open question, else that it holds
    /// nothing.
    fn show(&mut self, taken: Taken) {
        let within = matches!(self.layers.screen(), Screen::Guide(_) | Screen::Verdict(_) | Screen::Map(_));
        let Taken { evidence, log } = taken;
        match log {
            Some(log) if !log.is_message() => self.triage(log),
            _ if within && !evidence.reading.observations.is_empty() => {
                let (read, before) = (self.what_was_read(&evidence), self.diagnosis.code);
                self.change(Change::Read(vec![evidence]));
                let words = ScreenWords::of(self.lang);
                self.notice = Some(match (before, self.diagnosis.code) {
                    (Some(before), Some(now)) if before != now => {
                        (words.evidence_shows)(now, before, &self.spelled(Action::Undo)).into()
                    }
                    _ => read.into(),
                });
            }
            _ if !evidence.reading.sightings.is_empty() || !evidence.reading.leads.is_empty() => self.begin(evidence),
            _ => {
                self.layers.close_all();
                self.layers.open(Overlay::nothing(evidence));
            }
        }
    }

    /// What a piece of evidence says, in one line: the code, how many facts, from which words, and how to see all of it.
    fn what_was_read(&self, evidence: &Evidence) -> String {
        let words = ScreenWords::of(self.lang);
        let Reading { sightings, observations, leads, .. } = &evidence.reading;
        let key = self.spelled(Action::Evidence);
        let told = |what: &str, because: &Clean, place| {
            let place = say::place(std::slice::from_ref(evidence), place);
            (words.read_because)(&(words.read)(what, observations.len(), &key), because, &place)
        };
        match (sightings.first(), leads.first()) {
            (Some(seen), _) => told(&seen.code.to_string(), &seen.because, &seen.place),
            (None, Some(lead)) => told(words.a_symptom, &lead.because, &lead.place),
            (None, None) => (words.read)("", observations.len(), &key),
        }
    }

    fn triage(&mut self, log: Log) {
        let evidence = self.history.evidence(&log.name);
        self.layers.push(Screen::Triage(Triage::new(evidence, log)));
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
    pub(super) fn begin(&mut self, evidence: Evidence) {
        self.notice = Some(self.what_was_read(&evidence).into());
        self.history.apply(Change::Open(vec![evidence]));
        self.conclude();
        if !self.diagnosis.causes.is_empty() {
            self.layers.push(Screen::Guide(Guide::default()));
        }
    }

    /// How far reading has come, where something is read.
    pub(super) fn view_reading(&self, buf: &mut Buffer) -> bool {
        let told = self.reading.iter().find(|reading| reading.is_told());
        let Some(Running { name, progress: Some(Progress { bytes, of }), .. }) = told else { return false };
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
fn with_line_ends(mut text: Vec<u8>) -> Vec<u8> {
    let mut behind = 0;
    text.retain_mut(|byte| {
        let before = std::mem::replace(&mut behind, *byte);
        if *byte == b'\r' {
            *byte = b'\n';
            return true;
        }
        before != b'\r' || *byte != b'\n'
    });
    text
}

/// The text where it is one short line: what may be searched for.
fn short_line(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let line = text.trim();
    (!line.contains('\n') && line.chars().count() <= SEARCHED).then(|| line.to_owned())
}

/// Whether a text says anything of SCF.
fn recognised(taken: &Taken) -> bool {
    let (log, reading) = (taken.log.as_ref(), &taken.evidence.reading);
    let named = !reading.sightings.is_empty() || !reading.unlisted.is_empty() || !reading.leads.is_empty();
    log.is_some_and(|log| log.requests > 0) || named || !reading.observations.is_empty()
}
