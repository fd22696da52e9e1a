//! Reading feeds beside a console or `work`: one process of all that work on the file, a thread for each feed, so that a
//! shop that is slow holds up no other.

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

use super::reading::FeedSetup;
use super::runner::FeedRunner;
use super::runner::FeedTurn;
use crate::desk::Desk;
use crate::domain::settings::FeedSetting;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// The first board comes first.
const FIRST: Duration = Duration::from_secs(1);
/// How often it is asked whether a feed is due.
const EVERY: Duration = Duration::from_millis(250);
/// The longest wait after turns of which nothing can be written down.
const LONGEST: Duration = Duration::from_secs(60);
/// How often the lease is renewed, or asked for.
const LEASE_EVERY: Span = Span::seconds(5);

/// Reads until it is dropped. A request under way then is left: what it brings is read again.
#[derive(Debug)]
pub struct FeedThread {
    line: Option<Line<()>>,
    thread: Option<JoinHandle<()>>,
}

impl FeedThread {
    /// Begins where feeds are set; `told` hears of every turn in which something happened.
    pub fn begin(setup: FeedSetup, told: impl Fn(&str, &FeedTurn) + Clone + Send + 'static) -> FeedThread {
        let (line, stopped) = channel::<()>();
        let is_set = !setup.settings.feeds.is_empty() && !setup.clock.is_rehearsal();
        let thread = is_set.then(|| thread::spawn(move || keep(&setup, &stopped, &told)));
        FeedThread {
            line: Some(line),
            thread,
        }
    }
}

impl Drop for FeedThread {
    fn drop(&mut self) {
        self.line = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Holds the lease, and has the feeds read while it does.
fn keep(setup: &FeedSetup, stopped: &Receiver<()>, told: &(impl Fn(&str, &FeedTurn) + Clone + Send + 'static)) {
    let mut open: Option<Desk> = None;
    let mut readers: Option<FeedReaders> = None;
    let mut asked_at: Option<Time> = None;
    let mut wait = FIRST;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        if open.is_none() {
            open = open_desk(setup);
        }
        let Some(desk) = &mut open else { continue };
        let now = desk.now();
        if asked_at.is_some_and(|at| now >= at && now - at <= LEASE_EVERY) {
            continue;
        }
        match desk.lease_feeds() {
            Ok(true) if readers.is_none() => readers = Some(FeedReaders::begin(setup, told)),
            Ok(true) => {}
            // Without a lease that is surely held, reading stops.
            Ok(false) | Err(_) => readers = None,
        }
        asked_at = Some(now);
    }
    drop(readers);
    if let Some(mut desk) = open {
        // It ends by itself within half a minute, should the file be busy.
        let _ = desk.end_feeds();
    }
}

fn open_desk(setup: &FeedSetup) -> Option<Desk> {
    Desk::open_existing(&setup.path, Arc::clone(&setup.settings), setup.who.clone(), setup.clock).ok()
}

/// The threads that read.
struct FeedReaders {
    stop: Arc<AtomicBool>,
    lines: Vec<Line<()>>,
}

impl FeedReaders {
    fn begin(setup: &FeedSetup, told: &(impl Fn(&str, &FeedTurn) + Clone + Send + 'static)) -> FeedReaders {
        let stop = Arc::<AtomicBool>::default();
        let mut lines = Vec::new();
        let is_meant = |feed: &&FeedSetting| !feed.pause && setup.only.as_ref().is_none_or(|only| *only == feed.name);
        for feed in setup.settings.feeds.iter().filter(is_meant) {
            let (line, stopped) = channel::<()>();
            lines.push(line);
            let (setup, feed, stop, told) = (setup.clone(), feed.clone(), Arc::clone(&stop), told.clone());
            thread::spawn(move || read(&setup, FeedRunner::new(setup.clone(), feed), &stop, &stopped, told));
        }
        FeedReaders { stop, lines }
    }
}

/// A request under way may last: nobody waits for it, and what it brings then is left.
impl Drop for FeedReaders {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.lines.clear();
    }
}

fn read(
    setup: &FeedSetup,
    mut runner: FeedRunner,
    stop: &AtomicBool,
    stopped: &Receiver<()>,
    told: impl Fn(&str, &FeedTurn),
) {
    let mut open: Option<Desk> = None;
    let mut failing = false;
    let mut wait = EVERY;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        if open.is_none() {
            open = open_desk(setup);
        }
        let Some(desk) = &mut open else { continue };
        let turned = catch_unwind(AssertUnwindSafe(|| runner.turn(desk, stop)));
        // When the feed is due again could not be written down: a shop is not asked without end for that.
        wait = match turned {
            Ok(Ok(_)) => EVERY,
            _ => (wait * 2).min(LONGEST),
        };
        match turned {
            Ok(Ok(turn)) if turn.rests && !turn.has_written() => {}
            Ok(Ok(turn)) => {
                // That it fails is said once, and that it works again.
                let fails = turn.trouble.is_some();
                if turn.counts.is_news()
                    || turn.has_written()
                    || !turn.unread.is_empty()
                    || (fails != failing && !turn.is_left)
                {
                    told(runner.name(), &turn);
                }
                failing = fails || (failing && turn.is_left);
            }
            // A busy file will be free, a full disk have room.
            Ok(Err(_)) => {}
            Err(_) => open = None,
        }
    }
}
