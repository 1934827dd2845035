//! A story: a person in front of the screen program, in process. What they press, and what they then see.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::load;
use scf_tui::clean::{Clean, width};
use scf_tui::evidence::input::Content;
use scf_tui::evidence::source::Source;
use scf_tui::evidence::{Gathered, read};
use scf_tui::job::{Copied, Job, JobId, News};
use scf_tui::lang::Lang;
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::{Effect, Message, Mouse};
use scf_tui::tui::theme::Theme;

/// The catalogue of the stories.
pub(crate) fn catalogue() -> Catalogue {
    let text = include_str!("../../data/stories.yaml");
    load(Catalogue::default(), text, None).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A person at the first screen, in English, 120 by 40.
pub(crate) fn story() -> Story {
    told(&catalogue(), Lang::En, Theme::plain())
}

/// A person at the first screen.
pub(crate) fn told(catalogue: &Catalogue, lang: Lang, theme: Theme) -> Story {
    let opening = Opening { lang, theme, size: (120, 40), code: None };
    Story { app: App::new(catalogue.clone(), opening), lang, effects: Vec::new(), jobs: Vec::new() }
}

/// A person who has pressed these keys; a line feed stands for Enter.
pub(crate) fn walked(way: &str, lang: Lang) -> Story {
    told(&catalogue(), lang, Theme::plain()).types(way)
}

/// A person whose own files have these faults.
pub(crate) fn faulty(faults: &[&str]) -> Story {
    let mut story = story();
    story.app = story.app.with_faults(faults.iter().map(|fault| Clean::new(fault)).collect());
    story
}

pub(crate) struct Story {
    app: App,
    lang: Lang,
    /// What the last message asked the world for
    effects: Vec<Effect>,
    /// The jobs that were asked for
    jobs: Vec<Effect>,
}

impl Story {
    /// Finds a code by its number and begins its guide.
    pub(crate) fn open(self, code: &str) -> Self {
        self.types(code).press("Enter").press("Enter")
    }

    /// Presses one key: a character, or a name such as `Enter`, `Tab`, `Ctrl-u`.
    pub(crate) fn press(mut self, key: &str) -> Self {
        self.effects = self.app.update(Message::Key(chord(key)));
        self
    }

    /// Presses one key for each character; a line feed stands for Enter.
    pub(crate) fn types(self, text: &str) -> Self {
        text.chars().fold(self, |story, c| match c {
            '\n' => story.press("Enter"),
            c => story.press(c.encode_utf8(&mut [0; 4])),
        })
    }

    /// Presses the same keys so fast that all of them come at once.
    pub(crate) fn types_at_once(mut self, text: &str) -> Self {
        let key = |c| if c == '\n' { Chord::ENTER } else { Chord::key(c) };
        self.effects = self.app.update_all(text.chars().map(|c| Message::Key(key(c))));
        self
    }

    pub(crate) fn paste(mut self, text: &str) -> Self {
        self.effects = self.app.update(Message::Paste(Content::whole(text)));
        self.jobs.extend(self.effects.iter().filter(|effect| matches!(effect, Effect::Start(..))).cloned());
        self
    }

    /// The program is called with these files, and asks for a job for each.
    pub(crate) fn named(mut self, files: &[&str]) -> Self {
        let sources = files.iter().map(|file| Source::Path(file.into())).collect();
        self.jobs = self.app.update(Message::Named(sources));
        self
    }

    /// The job that was asked for as the `which`th.
    pub(crate) fn job(&self, which: usize) -> JobId {
        match &self.jobs[which] {
            Effect::Start(id, _) => *id,
            other => panic!("{other:?} is no start of a job"),
        }
    }

    /// The `which`th job has gathered this, and reads it.
    pub(crate) fn gathers(self, which: usize, gathered: Gathered) -> Self {
        let named = match &self.jobs[which] {
            Effect::Start(_, Job::Read(id, source)) => (*id, source.name()),
            Effect::Start(_, Job::ReadText(id, name, _)) => (*id, name.clone()),
            other => panic!("{other:?} gathers nothing"),
        };
        let taken = read(&self.app.catalogue(), named, gathered, &mut self.app.mask());
        self.hears(which, News::Taken(Box::new(taken)))
    }

    /// The only job has something to tell.
    pub(crate) fn arrives(self, news: News) -> Self {
        self.hears(0, news)
    }

    /// The `which`th job has something to tell.
    pub(crate) fn hears(mut self, which: usize, news: News) -> Self {
        let job = self.job(which);
        self.effects = self.app.update(Message::Job(job, news));
        self
    }

    /// Presses the mouse at the first cell of `text`.
    pub(crate) fn clicks(mut self, text: &str) -> Self {
        let (buf, screen) = (self.draw().0, self.screen());
        let Some(y) = screen.lines().position(|line| line.contains(text)) else { panic!("no {text:?} on\n{screen}") };
        let y = u16::try_from(y).unwrap();
        let row: Vec<(u16, &str)> = symbols(&buf, y).collect();
        let starts = |at: &usize| row[*at..].iter().map(|(_, symbol)| *symbol).collect::<String>().starts_with(text);
        let x = row[(0..row.len()).find(starts).unwrap()].0;
        self.effects = self.app.update(Message::Mouse(Mouse::Press(x, y)));
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.effects = self.app.update(Message::Resized(columns, rows));
        self
    }

    /// Has the screen in this language, by the key for it.
    pub(crate) fn lang(mut self, lang: Lang) -> Self {
        if self.lang == lang {
            return self;
        }
        self.lang = lang;
        self.press("L")
    }

    /// Somewhere on the screen stands `text`. Blanks at the ends of lines do not count.
    pub(crate) fn sees(self, text: &str) -> Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} on\n{screen}");
        self
    }

    pub(crate) fn sees_not(self, text: &str) -> Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} stands on\n{screen}");
        self
    }

    /// Both texts stand on one line, in this order.
    pub(crate) fn beside(self, left: &str, right: &str) -> Self {
        let screen = self.screen();
        let together = |line: &str| line.split_once(left).is_some_and(|(_, behind)| behind.contains(right));
        assert!(screen.lines().any(together), "no {right:?} beside {left:?} on\n{screen}");
        self
    }

    /// The last key asked the world for exactly this.
    pub(crate) fn asks_for(self, effects: &[Effect]) -> Self {
        assert_eq!(self.effects, effects, "on\n{}", self.screen());
        self
    }

    /// What the last key put into the clipboard.
    pub(crate) fn copied(&self) -> &str {
        match self.effects.as_slice() {
            [Effect::Start(_, Job::Copy(text))] => text,
            other => panic!("nothing is copied but {other:?} on\n{}", self.screen()),
        }
    }

    /// The last key asked for a job that copies exactly this; it does, with a program.
    pub(crate) fn copies(self, text: &str) -> Self {
        assert_eq!(self.copied(), text, "on\n{}", self.screen());
        self.copied_by(Copied::Program("wl-copy"))
    }

    /// The job that the last key asked for has copied its text, and this is how.
    pub(crate) fn copied_by(mut self, how: Copied) -> Self {
        let [Effect::Start(job, Job::Copy(_))] = self.effects[..] else { panic!("{:?} copies nothing", self.effects) };
        self.effects = self.app.update(Message::Job(job, News::Copied(how)));
        let more = self.app.update(Message::Job(job, News::Ended));
        self.effects.extend(more);
        self
    }

    /// Presses these keys before the job that copies has ended; then it ends.
    pub(crate) fn then_while_copying(mut self, keys: &[&str]) -> Self {
        let [Effect::Start(job, Job::Copy(_))] = self.effects[..] else { panic!("{:?} copies nothing", self.effects) };
        self = keys.iter().fold(self, |story, key| story.press(key).asks_for(&[]));
        self.effects = self.app.update(Message::Job(job, News::Ended));
        self
    }

    /// The caret stands behind `text`: that many cells from the first of them.
    pub(crate) fn caret_behind(self, text: &str) -> Self {
        let (buf, caret) = self.draw();
        let Some(at) = caret else { panic!("no caret on\n{}", self.screen()) };
        let before: String = symbols(&buf, at.y).take_while(|(x, _)| *x < at.x).map(|(_, symbol)| symbol).collect();
        assert!(before.ends_with(text), "{before:?} stands before the caret");
        self
    }

    pub(crate) fn has_no_caret(self) -> Self {
        assert_eq!(self.draw().1, None, "on\n{}", self.screen());
        self
    }

    /// The cells and the caret, exactly as large as the terminal.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let (width, height) = self.app.size();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let caret = self.app.view(&mut buf);
        (buf, caret)
    }

    /// The screen as text, a line for each row; a wide character is there once.
    pub(crate) fn screen(&self) -> String {
        let (buf, _) = self.draw();
        let line = |y| symbols(&buf, y).map(|(_, symbol)| symbol).collect::<String>();
        (0..buf.area.height).map(|y| line(y).trim_end().to_owned() + "\n").collect()
    }
}

/// The symbols of a row with their columns, without the cells that a wide one covers.
fn symbols(buf: &Buffer, y: u16) -> impl Iterator<Item = (u16, &str)> {
    let mut free = 0;
    (0..buf.area.width).filter_map(move |x| {
        let symbol = buf[(x, y)].symbol();
        let covered = usize::from(x) < free;
        free = if covered { free } else { usize::from(x) + width(symbol).max(1) };
        (!covered).then_some((x, symbol))
    })
}

/// The chord of this name; a single character is its key.
fn chord(key: &str) -> Chord {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Chord::key(letter),
        _ => key.parse().unwrap_or_else(|error| panic!("{error}")),
    }
}
