//! Copying on the screen: a job does it, and what is said of it afterwards is what the job knows.

use crate::job::{Copied, Job, JobId, News, Onward};
use crate::tui::app::App;
use crate::tui::message::{Effect, Passage};
use crate::words::screen::ScreenWords;

impl App {
    /// Has a text copied, behind the one that is being copied.
    pub(super) fn copy(&mut self, text: String) -> Vec<Effect> {
        if self.copying.now.is_some() {
            self.copying.next = Some(text);
            return Vec::new();
        }
        let job = self.next_job;
        self.next_job = job.next();
        self.copying.now = Some((job, text.clone()));
        vec![Effect::Start(job, Job::Copy(text))]
    }

    /// Takes in what the job tells that copies; `None` where it is another job.
    pub(super) fn hear_copying(&mut self, job: JobId, news: &News) -> Option<Vec<Effect>> {
        let (_, text) = self.copying.now.clone().filter(|(now, _)| *now == job)?;
        Some(match news {
            News::Copied(copied) => self.copied(copied, text),
            News::Trouble(trouble) => {
                self.notice = Some(trouble.as_str().to_owned().into());
                Vec::new()
            }
            News::Ended => {
                self.copying.now = None;
                self.copying.next.take().map_or_else(Vec::new, |next| self.copy(next))
            }
            News::Progress(_) | News::Log(_) | News::Taken(_) => Vec::new(),
        })
    }

    /// Says what was copied and how; tells the terminal, where that is still to be done.
    fn copied(&mut self, copied: &Copied, text: String) -> Vec<Effect> {
        let words = ScreenWords::of(self.lang);
        let lines = text.trim_end().lines().count();
        let what = if lines > 1 { (words.lines)(lines) } else { text.trim_end().to_owned() };
        let (how, passage) = match copied {
            Copied::Program(name) => ((words.copied_with)(name), None),
            Copied::Tmux(Onward::ByTmux) => (words.copied_tmux_and_on.to_owned(), None),
            Copied::Tmux(Onward::Through) => (words.copied_tmux_and_on.to_owned(), Some(Passage::ThroughTmux)),
            Copied::Tmux(Onward::No) => (words.copied_tmux_alone.to_owned(), None),
            Copied::Terminal => (words.sent_to_terminal.to_owned(), Some(Passage::Straight)),
            Copied::File(path) => ((words.copied_to_file)(path), None),
        };
        self.notice = Some(format!("{how}{}{what}", words.colon).into());
        passage.map(|passage| Effect::Clip(text, passage)).into_iter().collect()
    }
}
