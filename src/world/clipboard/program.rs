//! Another program, run for what it does or says. It gets no terminal and little time.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::world::cancel::CancelToken;

/// How long a program may take: one that waits for a display which is gone may wait for ever.
const PATIENCE: Duration = Duration::from_secs(2);
/// Between two looks whether it has ended.
const MOMENT: Duration = Duration::from_millis(2);
/// What is taken of what it says, in bytes.
const MOST: u64 = 16 * 1024;

/// Runs `program` with `args` and gives it `input`; what it says.
///
/// # Errors
/// It is not there, ended badly, took too long, or was no longer wanted.
pub(super) fn run(program: &str, args: &[&str], input: Option<&[u8]>, cancel: &CancelToken) -> io::Result<String> {
    // programs that keep a selection live on in the background, and would hold a pipe for what they say open
    let says = if input.is_some() { Stdio::null() } else { Stdio::piped() };
    let hears = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = Command::new(program).args(args).stdin(hears).stdout(says).stderr(Stdio::null()).spawn()?;
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        let input = input.to_owned();
        // a program that takes nothing would hold up whoever writes
        thread::spawn(move || {
            // what it did not take, it says by how it ends
            let _untaken = pipe.write_all(&input);
        });
    }
    ended(&mut child, cancel)?;
    let mut said = String::new();
    if let Some(pipe) = child.stdout.take() {
        pipe.take(MOST).read_to_string(&mut said)?;
    }
    Ok(said)
}

/// Waits until it has ended well.
fn ended(child: &mut Child, cancel: &CancelToken) -> io::Result<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(status.to_string())),
            None if cancel.is_cancelled() || Instant::now() >= until => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => thread::sleep(MOMENT),
        }
    }
}
