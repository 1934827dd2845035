//! Jobs at work: each in a thread of its own, with a cancellation token of its own. What a job has to tell, it tells piece by piece.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::evidence::input::{Go, Input, Partial};
use crate::evidence::source::Source;
use crate::evidence::together::Together;
use crate::evidence::{self, Gathered, gather};
use crate::fact::EvidenceId;
use crate::job::{Job, JobId, News, Progress};
use crate::mask::Mask;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::cancel::CancelToken;
use crate::world::clipboard::copy;
use crate::world::open::open;
use crate::world::pipe::Patience;

/// The least time between two pieces of news about how far reading has come.
const PACE: Duration = Duration::from_millis(200);

/// Called with each piece of news, in the thread of the job.
pub type Tell = Arc<dyn Fn(JobId, News) + Send + Sync>;

/// The jobs that were started.
pub struct Jobs {
    words: &'static Words,
    catalogue: Arc<Catalogue>,
    tell: Tell,
    tokens: BTreeMap<JobId, CancelToken>,
}

impl Jobs {
    /// None yet; `tell` is to hear their news.
    #[must_use]
    pub fn new(words: &'static Words, catalogue: Arc<Catalogue>, tell: Tell) -> Self {
        Self { words, catalogue, tell, tokens: BTreeMap::new() }
    }

    /// Starts a job beside those that run. Its last news is [`News::Ended`].
    ///
    /// # Errors
    /// No thread can be started.
    pub fn start(&mut self, id: JobId, job: Job, mask: Mask) -> io::Result<()> {
        let cancel = CancelToken::default();
        self.tokens.insert(id, cancel.clone());
        let (words, catalogue, tell) = (self.words, Arc::clone(&self.catalogue), Arc::clone(&self.tell));
        thread::Builder::new().name("job".to_owned()).spawn(move || {
            let tell = |news| tell(id, news);
            let mut at_work = AtWork { words, catalogue: &catalogue, mask, cancel, tell: &tell };
            if let Err(trouble) = at_work.run(job) {
                at_work.trouble(&trouble);
            }
            tell(News::Ended);
        })?;
        Ok(())
    }

    /// Stops a job; the others go on. What it has read until then is still told.
    pub fn cancel(&mut self, id: JobId) {
        if let Some(token) = self.tokens.remove(&id) {
            token.cancel();
        }
    }
}

/// A job in its thread.
struct AtWork<'a> {
    words: &'static Words,
    catalogue: &'a Catalogue,
    mask: Mask,
    cancel: CancelToken,
    tell: &'a dyn Fn(News),
}

impl AtWork<'_> {
    fn run(&mut self, job: Job) -> Result<(), Trouble> {
        match job {
            Job::Read(id, source) => self.read(id, &source),
            Job::ReadMany(sources) => {
                self.read_many(&sources);
                Ok(())
            }
            Job::ReadText(id, name, text) => {
                (self.tell)(News::Progress(Progress { bytes: text.bytes.len() as u64, of: None }));
                let taken = evidence::read(self.catalogue, (id, name), Gathered::Text(text), &mut self.mask);
                if !self.cancel.is_cancelled() {
                    (self.tell)(News::Taken(Box::new(taken)));
                }
                Ok(())
            }
            Job::Copy(text) => {
                let copied = copy(&text, &self.cancel).map_err(|error| Trouble::not_copied(self.words, &error))?;
                (self.tell)(News::Copied(copied));
                Ok(())
            }
        }
    }

    /// Reads a piece of evidence, and tells how far that has come.
    fn read(&mut self, id: EvidenceId, source: &Source) -> Result<(), Trouble> {
        (self.tell)(News::Progress(Progress { bytes: 0, of: None }));
        let (input, broken) = open(self.words, source, Patience::Short, &self.cancel)?;
        // what came before it broke off is told all the same
        if let Some(trouble) = &broken {
            self.trouble(trouble);
        }
        let mut pace = Pace { told: 0, heard: 0, next: Instant::now() };
        let (mut counting, cancel, tell) = (self.mask.clone(), &self.cancel, self.tell);
        let (gathered, broken) = gather(input, &source.name(), &mut self.mask, &mut |read| {
            pace.tell(&read, &mut counting, tell);
            if cancel.is_cancelled() { Go::Stop } else { Go::On }
        });
        if let Some(error) = broken {
            self.trouble(&Trouble::unreadable(self.words, &source.name(), &error));
        }
        self.take((id, source.name()), gathered);
        Ok(())
    }

    /// Reads all of these one after the other, for a thread for each would be more than a machine has; their logs as one.
    /// What cannot be read is told, and the others are read.
    fn read_many(&mut self, sources: &[(EvidenceId, Source)]) {
        // of the numbers of the logs that are read as one, the first stand for what comes of them
        let mut numbers = Vec::new();
        let mut together = Together::default();
        let (mut before, mut next) = (0, Instant::now());
        for (id, source) in sources {
            if self.cancel.is_cancelled() {
                break;
            }
            let name = source.name();
            let (input, broken) = match open(self.words, source, Patience::Short, &self.cancel) {
                Ok(opened) => opened,
                Err(unreadable) => {
                    self.trouble(&unreadable);
                    continue;
                }
            };
            if let Some(trouble) = &broken {
                self.trouble(trouble);
            }
            let mut bytes = match &input {
                Input::Text(text) => text.bytes.len() as u64,
                Input::Stream(_) => 0,
            };
            let (cancel, tell) = (&self.cancel, self.tell);
            let mut come = |bytes| {
                if Instant::now() >= next {
                    next = Instant::now() + PACE;
                    tell(News::Progress(Progress { bytes, of: None }));
                }
            };
            come(before);
            let (gathered, broken) = together.gather(input, &name, &mut self.mask, &mut |read: Partial<'_>| {
                bytes = read.bytes;
                come(before + bytes);
                if cancel.is_cancelled() { Go::Stop } else { Go::On }
            });
            before += bytes;
            match gathered {
                Some(gathered) => self.take((*id, name.clone()), gathered),
                None => numbers.push(*id),
            }
            if let Some(error) = broken {
                self.trouble(&Trouble::unreadable(self.words, &name, &error));
            }
        }
        for (log, id) in together.finish(&mut self.mask).into_iter().zip(numbers) {
            self.take((id, log.name.clone()), Gathered::Log(Box::new(log)));
        }
    }

    /// Tells what a piece of evidence says.
    fn take(&mut self, named: (EvidenceId, Clean), gathered: Gathered) {
        let taken = evidence::read(self.catalogue, named, gathered, &mut self.mask);
        (self.tell)(News::Taken(Box::new(taken)));
    }

    /// Tells what cannot be read.
    fn trouble(&self, trouble: &Trouble) {
        (self.tell)(News::Trouble(Clean::new(&trouble.to_string())));
    }
}

/// What was told of one log.
struct Pace {
    /// Bytes that the last news was about
    told: u64,
    /// Bytes that were read at the last look
    heard: u64,
    next: Instant,
}

impl Pace {
    /// Tells where there is something new, at most every [`PACE`]; and once more when a pipe falls silent.
    fn tell(&mut self, read: &Partial<'_>, mask: &mut Mask, tell: &dyn Fn(News)) {
        let silent = read.bytes == self.heard;
        self.heard = read.bytes;
        if read.bytes == self.told || !(silent || Instant::now() >= self.next) {
            return;
        }
        (self.told, self.next) = (read.bytes, Instant::now() + PACE);
        tell(News::Progress(Progress { bytes: read.bytes, of: read.of }));
        tell(News::Log(Box::new(read.reader.so_far(mask))));
    }
}
