//! Asking other machines for news beside a console or `work`: one process of all that work on the file, a thread for each
//! machine, so that a slow one holds up no other.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender as Line;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The first board comes first.
const FIRST: Duration = Duration::from_secs(1);
/// How often it is asked whether a machine is due.
const EVERY: Duration = Duration::from_millis(250);
/// The longest wait after turns of which nothing can be written down.
const LONGEST: Duration = Duration::from_secs(60);
/// How often the lease is renewed, or asked for.
const LEASE_EVERY: Span = Span::seconds(5);

/// Who asks one machine.
pub trait Polled: Send + 'static {
    /// What asking it once came to.
    type Turn: PolledTurn;

    /// Asks it, if it is its time; `stop` is set when this process is to leave off.
    fn turn(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<Self::Turn, DeskError>;
}

/// What asking a machine once came to.
pub trait PolledTurn {
    /// It was not asked.
    fn rests(&self) -> bool;

    /// It brought something.
    fn brings(&self) -> bool;

    /// It did not answer.
    fn fails(&self) -> bool;

    /// It was left half-way, and nothing is known of how it fares.
    fn is_left(&self) -> bool;
}

/// What is polled, and by whom.
pub struct Polling<O, M, T> {
    /// Opens the desk; none while that cannot be.
    pub open: O,
    /// Takes or renews the lease of who polls; false while another process has it.
    pub lease: fn(&mut Desk) -> Result<bool, DeskError>,
    /// Gives it back.
    pub end: fn(&mut Desk) -> Result<(), DeskError>,
    /// Makes those who ask.
    pub machines: M,
    /// Hears of every turn in which something happened; that a machine fails is said once, and that it works again.
    pub told: T,
}

/// Polls until it is dropped. A request under way then is left: what it brings is asked for again.
#[derive(Debug)]
pub struct PollThread {
    line: Option<Line<()>>,
    thread: Option<JoinHandle<()>>,
}

impl PollThread {
    /// Begins.
    pub fn begin<P, O, M, T>(polling: Polling<O, M, T>) -> PollThread
    where
        P: Polled,
        O: Fn() -> Option<Desk> + Clone + Send + 'static,
        M: Fn() -> Vec<P> + Send + 'static,
        T: Fn(&P, &P::Turn) + Clone + Send + 'static,
    {
        let (line, stopped) = channel::<()>();
        PollThread {
            line: Some(line),
            thread: Some(thread::spawn(move || keep(&polling, &stopped))),
        }
    }
}

impl Drop for PollThread {
    fn drop(&mut self) {
        self.line = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Holds the lease, and has the machines asked while it does.
fn keep<P, O, M, T>(polling: &Polling<O, M, T>, stopped: &Receiver<()>)
where
    P: Polled,
    O: Fn() -> Option<Desk> + Clone + Send + 'static,
    M: Fn() -> Vec<P>,
    T: Fn(&P, &P::Turn) + Clone + Send + 'static,
{
    let mut open: Option<Desk> = None;
    let mut readers: Option<PollReaders> = None;
    let mut asked_at: Option<Time> = None;
    let mut wait = FIRST;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        if open.is_none() {
            open = (polling.open)();
        }
        let Some(desk) = &mut open else { continue };
        let now = desk.now();
        if asked_at.is_some_and(|at| now >= at && now - at <= LEASE_EVERY) {
            continue;
        }
        match (polling.lease)(desk) {
            Ok(true) if readers.is_none() => {
                readers = Some(PollReaders::begin((polling.machines)(), &polling.open, &polling.told));
            }
            Ok(true) => {}
            // Without a lease that is surely held, reading stops; a server that is back is opened again.
            Err(error) if error.is_cut_off() => (readers, open) = (None, None),
            Ok(false) | Err(_) => readers = None,
        }
        asked_at = Some(now);
    }
    drop(readers);
    if let Some(mut desk) = open {
        // It ends by itself within half a minute, should the file be busy.
        let _ = (polling.end)(&mut desk);
    }
}

/// The threads that ask.
struct PollReaders {
    stop: Arc<AtomicBool>,
    lines: Vec<Line<()>>,
}

impl PollReaders {
    fn begin<P, O, T>(machines: Vec<P>, open: &O, told: &T) -> PollReaders
    where
        P: Polled,
        O: Fn() -> Option<Desk> + Clone + Send + 'static,
        T: Fn(&P, &P::Turn) + Clone + Send + 'static,
    {
        let stop = Arc::<AtomicBool>::default();
        let mut lines = Vec::new();
        for machine in machines {
            let (line, stopped) = channel::<()>();
            lines.push(line);
            let (open, stop, told) = (open.clone(), Arc::clone(&stop), told.clone());
            thread::spawn(move || read(machine, &open, &stop, &stopped, told));
        }
        PollReaders { stop, lines }
    }
}

/// A request under way may last: nobody waits for it, and what it brings then is left.
impl Drop for PollReaders {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.lines.clear();
    }
}

fn read<P: Polled>(
    mut machine: P,
    open_desk: &impl Fn() -> Option<Desk>,
    stop: &AtomicBool,
    stopped: &Receiver<()>,
    told: impl Fn(&P, &P::Turn),
) {
    let mut open: Option<Desk> = None;
    let mut failing = false;
    let mut wait = EVERY;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        if open.is_none() {
            open = open_desk();
        }
        let Some(desk) = &mut open else { continue };
        let turned = catch_unwind(AssertUnwindSafe(|| machine.turn(desk, stop)));
        // When it is due again could not be written down: it is not asked without end for that.
        wait = match turned {
            Ok(Ok(_)) => EVERY,
            _ => (wait * 2).min(LONGEST),
        };
        match turned {
            Ok(Ok(turn)) if turn.rests() && !turn.brings() => {}
            Ok(Ok(turn)) => {
                let fails = turn.fails();
                if turn.brings() || (fails != failing && !turn.is_left()) {
                    told(&machine, &turn);
                }
                failing = fails || (failing && turn.is_left());
            }
            Ok(Err(error)) if error.is_cut_off() => open = None,
            // A busy file will be free, a full disk have room.
            Ok(Err(_)) => {}
            Err(_) => open = None,
        }
    }
}
