//! Reads keys and signals in threads of their own and says when each came.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crossterm::event;

use crate::tui::msg::Millis;
use crate::tui::msg::Msg;

/// Counts milliseconds from its making; runs only forward.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to count.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// What it shows. It begins a second late, so that the first key is not near to nothing.
    pub fn millis(self) -> Millis {
        Millis(
            u64::try_from(self.0.elapsed().as_millis())
                .unwrap_or(u64::MAX)
                .saturating_add(1_000),
        )
    }
}

/// Reads the terminal until it is gone; the thread ends with the program. A size the terminal takes after this has returned is
/// told, so the first is asked for later.
pub fn read_keys(sender: Sender<Msg>, stopwatch: Stopwatch) -> std::io::Result<()> {
    // The first look is what begins to watch for new sizes: left to the thread, one that comes meanwhile would be missed.
    event::poll(Duration::ZERO)?;
    thread::spawn(move || {
        loop {
            let Ok(event) = event::read() else {
                // The terminal is gone.
                let _ = sender.send(Msg::Quit);
                return;
            };
            if let Some(msg) = Msg::of(event, stopwatch.millis())
                && sender.send(msg).is_err()
            {
                return;
            }
        }
    });
    Ok(())
}

/// Turns the signals that ask a program to end into a message, so that the terminal is given back.
#[cfg(unix)]
pub fn watch_signals(sender: Sender<Msg>) -> std::io::Result<()> {
    use signal_hook::consts::SIGHUP;
    use signal_hook::consts::SIGINT;
    use signal_hook::consts::SIGTERM;
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(Msg::Quit).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Other systems end a program without asking.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub fn watch_signals(_sender: Sender<Msg>) -> std::io::Result<()> {
    Ok(())
}
