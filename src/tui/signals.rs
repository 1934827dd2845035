//! Signals: those that end the program or stop it give the terminal back before they do their work.

use std::io;
use std::sync::mpsc::channel;
use std::sync::{MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::disable_raw_mode;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use crate::tui::terminal::{TAKEN, leave, restore};

/// How long a signal waits for a frame that is being written. A frame takes microseconds; one that takes longer stands before a
/// terminal that takes no output, such as a connection that stalls.
const PATIENCE: Duration = Duration::from_millis(200);
/// Between two looks while a signal waits.
const MOMENT: Duration = Duration::from_millis(5);

/// The signals that end the program or stop it, and the one by which it goes on.
const HEEDED: [i32; 14] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ,
    SIGTSTP, SIGCONT,
];

/// Starts the thread that waits for signals; it gives the terminal back before the signal does its work. To be done before
/// the terminal is taken, so that no signal finds it taken and nobody there.
pub(super) fn heed() -> io::Result<()> {
    let mut signals = Signals::new(HEEDED)?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let _ = match signal {
                // the shell had the terminal. As if the size had changed: the loop wakes and draws everything anew
                SIGCONT => raise(SIGWINCH),
                signal => {
                    // in between nothing is drawn
                    let _held = give_back_soon();
                    emulate_default_handler(signal)
                }
            };
        }
    })?;
    Ok(())
}

/// Gives the terminal back; what is returned keeps frames away.
fn give_back_soon() -> Option<MutexGuard<'static, bool>> {
    let mut held = held_soon();
    // where the terminal is gone there is nothing to give back, and the signal still does its work
    let _gone = disable_raw_mode();
    if let Some(taken) = &mut held {
        **taken = false;
        restore_soon();
    }
    held
}

/// Gives the terminal back, unless it takes no output: a frame may have gone into its last room, and then the sequences
/// that give it back find none.
fn restore_soon() {
    let (tell, told) = channel();
    let written = thread::Builder::new().name("restore".to_owned()).spawn(move || tell.send(restore()));
    if written.is_ok() {
        let _late = told.recv_timeout(PATIENCE);
    }
}

/// The terminal, where a frame does not hold it for longer than a frame takes.
fn held_soon() -> Option<MutexGuard<'static, bool>> {
    let until = Instant::now() + PATIENCE;
    loop {
        match TAKEN.try_lock() {
            Ok(taken) => return Some(taken),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(MOMENT),
            Err(TryLockError::WouldBlock) => return None,
        }
    }
}

/// Stops the program until the shell says to go on.
pub(super) fn stop() -> io::Result<()> {
    leave()?;
    emulate_default_handler(SIGTSTP)
}
