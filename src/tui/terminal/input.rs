//! Reads keys and signals in threads of their own and says when each came.

use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
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

/// The thread that reads keys, which can be asked to leave them to another program.
#[derive(Debug)]
pub struct KeyReader(Arc<Gate>);

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct GateState {
    /// Nothing is to be read.
    is_shut: bool,
    /// Nothing is read.
    is_waiting: bool,
}

/// How long it may take the thread to leave the terminal alone.
const SHUT_WITHIN: Duration = Duration::from_secs(1);

impl KeyReader {
    /// Leaves the terminal alone from now on.
    pub fn rest(&self) {
        let mut state = self.0.lock();
        state.is_shut = true;
        wake();
        let rests = self
            .0
            .changed
            .wait_timeout_while(state, SHUT_WITHIN, |state| !state.is_waiting);
        drop(rests);
    }

    /// Reads again.
    pub fn go_on(&self) {
        self.0.lock().is_shut = false;
        self.0.changed.notify_all();
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while it is shut.
    fn pass(&self) {
        let mut state = self.lock();
        while state.is_shut {
            state.is_waiting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.is_waiting = false;
    }
}

/// A new size ends the wait for a key.
#[cfg(unix)]
fn wake() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// Other systems have nothing that does so: a console there leaves its terminal to nobody.
#[cfg(not(unix))]
fn wake() {}

/// Reads the terminal until it is gone; the thread ends with the program. A size the terminal takes after this has returned is
/// told, so the first is asked for later.
pub fn read_keys(sender: Sender<Msg>, stopwatch: Stopwatch) -> std::io::Result<KeyReader> {
    // The first look is what begins to watch for new sizes: left to the thread, one that comes meanwhile would be missed.
    event::poll(Duration::ZERO)?;
    let gate = Arc::new(Gate::default());
    let reader = KeyReader(Arc::clone(&gate));
    thread::spawn(move || {
        loop {
            gate.pass();
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
    Ok(reader)
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
