//! Jobs at work: each in a thread of its own, with a cancellation token of its own. What a job has to tell, it tells piece by piece.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::clean::Clean;
use crate::evidence::gather;
use crate::evidence::input::{Go, Partial};
use crate::evidence::source::Source;
use crate::job::{Job, JobId, News, Progress};
use crate::mask::Mask;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::cancel::CancelToken;
use crate::world::many;
use crate::world::open::open;
use crate::world::pipe::Patience;

/// The least time between two pieces of news about one log.
const PACE: Duration = Duration::from_millis(200);

/// Called with each piece of news, in the thread of the job.
pub type Tell = Arc<dyn Fn(JobId, News) + Send + Sync>;

/// The jobs that were started.
pub struct Jobs {
    words: &'static Words,
    tell: Tell,
    tokens: BTreeMap<JobId, CancelToken>,
}

impl Jobs {
    /// None yet; `tell` is to hear their news.
    #[must_use]
    pub fn new(words: &'static Words, tell: Tell) -> Self {
        Self { words, tell, tokens: BTreeMap::new() }
    }

    /// Starts a job beside those that run. Its last news is [`News::Ended`].
    ///
    /// # Errors
    /// No thread can be started.
    pub fn start(&mut self, id: JobId, job: Job, mut mask: Mask) -> io::Result<()> {
        let cancel = CancelToken::default();
        self.tokens.insert(id, cancel.clone());
        let (words, tell) = (self.words, Arc::clone(&self.tell));
        thread::Builder::new().name("job".to_owned()).spawn(move || {
            let tell = |news| tell(id, news);
            match job {
                Job::Read(source) => {
                    if let Err(trouble) = read(words, &source, &mut mask, &cancel, &tell) {
                        tell(News::Trouble(Clean::new(&trouble.to_string())));
                    }
                }
                Job::ReadMany(sources) => many::read(words, &sources, &mut mask, &cancel, &tell),
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

/// Reads a piece of evidence, and tells how far that has come.
fn read(
    words: &Words,
    source: &Source,
    mask: &mut Mask,
    cancel: &CancelToken,
    tell: &dyn Fn(News),
) -> Result<(), Trouble> {
    tell(News::Progress(Progress { bytes: 0, of: None }));
    let (input, broken) = open(words, source, Patience::Short, cancel)?;
    if let Some(trouble) = broken {
        // what came before it broke off is told all the same
        tell(News::Trouble(Clean::new(&trouble.to_string())));
    }
    let mut pace = Pace { told: 0, heard: 0, next: Instant::now() };
    let mut counting = mask.clone();
    let (gathered, broken) = gather(input, &source.name(), mask, &mut |read| {
        pace.tell(&read, &mut counting, tell);
        if cancel.is_cancelled() { Go::Stop } else { Go::On }
    });
    if let Some(error) = broken {
        let trouble = Trouble::unreadable(words, &source.name(), &error);
        tell(News::Trouble(Clean::new(&trouble.to_string())));
    }
    tell(News::Gathered(gathered));
    Ok(())
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
