//! Ctrl-C as a wish to stop reading, not as an end.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Whether Ctrl-C was pressed since reading began. The first one stops the reading, the second one the program.
pub(super) fn stopped() -> &'static Arc<AtomicBool> {
    static STOPPED: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    STOPPED.get_or_init(|| {
        let stopped = Arc::new(AtomicBool::new(false));
        // where a signal cannot be taken in, Ctrl-C ends the program as ever
        let _as_ever = flag::register_conditional_default(SIGINT, Arc::clone(&stopped));
        let _as_ever = flag::register(SIGINT, Arc::clone(&stopped));
        stopped
    })
}
