//! Cancellation token: of one job, or, on the command line, of all reading once Ctrl-C is pressed.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Whether reading is to end early. Its clones are one token.
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<Shared>);

type Wake = Box<dyn Fn() + Send>;

#[derive(Default)]
struct Shared {
    cancelled: Arc<AtomicBool>,
    /// Wakes what sleeps and would not look by itself
    sleepers: Mutex<Vec<Wake>>,
    interruptible: OnceLock<()>,
}

impl CancelToken {
    /// Ends reading. What was read until now is kept.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
        self.sleepers().iter().for_each(|wake| wake());
    }

    /// Whether reading is to end.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Takes the first Ctrl-C for a cancellation. The second one ends the program.
    pub(super) fn heed_interrupt(&self) {
        self.0.interruptible.get_or_init(|| {
            // where a signal cannot be taken in, Ctrl-C ends the program as ever
            let _as_ever = flag::register_conditional_default(SIGINT, Arc::clone(&self.0.cancelled));
            let _as_ever = flag::register(SIGINT, Arc::clone(&self.0.cancelled));
        });
    }

    /// Calls `wake` on cancellation, at once where that has been.
    pub(super) fn on_cancel(&self, wake: impl Fn() + Send + 'static) {
        let mut sleepers = self.sleepers();
        if self.is_cancelled() {
            wake();
        }
        sleepers.push(Box::new(wake));
    }

    fn sleepers(&self) -> MutexGuard<'_, Vec<Wake>> {
        self.0.sleepers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("cancelled", &self.cancelled).finish_non_exhaustive()
    }
}
