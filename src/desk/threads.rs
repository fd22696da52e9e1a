//! The threads behind a screen: a writer, a board and a lookup, each with its own connection.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::clock::Clock;
use crate::config;
use crate::desk::attendance::Attendance;
use crate::desk::live::DeskMsg;
use crate::desk::live::Request;
use crate::desk::merging;
use crate::desk::outcome::DeskError;
use crate::desk::pages;
use crate::desk::pages::Reader;
use crate::desk::pages::Sheet;
use crate::desk::perform::Desk;
use crate::desk::perform::Who;
use crate::desk::read;
use crate::desk::reckon::Reckoner;
use crate::desk::rules;
use crate::desk::warnings;
use crate::desk::work::Worker;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::Store;

/// How often the file is looked at for what other processes did.
const LOOK: Duration = Duration::from_millis(200);
/// How long the writer waits when nothing is left to tidy.
const LONG: Duration = Duration::from_secs(60);
/// How long the writer leaves the machine to the board at the start.
const BOARD_FIRST: Duration = Duration::from_millis(20);
/// How long the writer waits without work before it moves the log into the file.
const IDLE: Duration = Duration::from_millis(250);
/// How long work that is due by itself leaves the machine to the board at the start, or to others when the file is busy.
const WORK_LATER: Duration = Duration::from_millis(700);
/// While rows wait for their words, the board looks for work at once.
const AT_ONCE: Duration = Duration::ZERO;

/// So many parts of the rows' words are read before the board is shown anew with them.
const WORDS_AT_ONCE: u32 = 10;

/// Where the desk's answers go.
pub type Outbox = Arc<dyn Fn(DeskMsg) + Send + Sync>;

/// What the threads of a desk need.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The file.
    pub path: PathBuf,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
}

/// A running desk; dropping it ends the threads and waits for them.
#[derive(Debug)]
pub struct LiveDesk {
    writer: Option<Sender<Request>>,
    lookup: Option<Sender<Request>>,
    board: Option<Sender<Nudge>>,
    worker: Option<Sender<Nudge>>,
    threads: Vec<JoinHandle<()>>,
}

/// Look at the file now.
#[derive(Debug)]
struct Nudge;

impl LiveDesk {
    /// Opens the file (making it when it is new) and starts the threads; answers go to `outbox`.
    pub fn start(setup: &Setup, outbox: &Outbox) -> Result<LiveDesk, DeskError> {
        // The file is made and brought up to date here, so that a failure is told before the screen opens; the board has
        // all it needs then.
        let store = Desk::file(&setup.path, &setup.settings)?;
        let (writer, requests) = channel();
        let (lookup, questions) = channel();
        let (board, nudges) = channel();
        let (worker, stop) = channel();
        let nudge = board.clone();
        let threads = vec![
            spawn("board", outbox, {
                let (setup, outbox) = (setup.clone(), Arc::clone(outbox));
                move || board_thread(&setup, &outbox, &nudges)
            }),
            spawn("writer", outbox, {
                let (setup, outbox) = (setup.clone(), Arc::clone(outbox));
                move || writer_thread(store, &setup, &outbox, &requests, &nudge)
            }),
            spawn("lookup", outbox, {
                let (setup, outbox) = (setup.clone(), Arc::clone(outbox));
                move || lookup_thread(&setup, &outbox, &questions)
            }),
            spawn("worker", outbox, {
                let setup = setup.clone();
                move || worker_thread(&setup, &stop)
            }),
        ];
        Ok(LiveDesk {
            writer: Some(writer),
            lookup: Some(lookup),
            board: Some(board),
            worker: Some(worker),
            threads,
        })
    }

    /// Hands `request` to the thread that answers it; never waits.
    pub fn send(&self, request: Request) {
        let to = match request {
            Request::Card { .. } | Request::Search { .. } | Request::Page { .. } | Request::MergePlan { .. } => {
                &self.lookup
            }
            _ => &self.writer,
        };
        if let Some(to) = to {
            // A thread that is gone has told so already.
            let _ = to.send(request);
        }
    }
}

impl Drop for LiveDesk {
    fn drop(&mut self) {
        self.writer = None;
        self.lookup = None;
        self.board = None;
        self.worker = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Runs `work` in a thread of its own; whether it fails or panics, the screen is told.
fn spawn(
    name: &'static str,
    outbox: &Outbox,
    work: impl FnOnce() -> Result<(), DeskError> + Send + 'static,
) -> JoinHandle<()> {
    let outbox = Arc::clone(outbox);
    thread::spawn(move || {
        let broken = match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(())) => return,
            Ok(Err(error)) => format!("{name}: {error}"),
            Err(_) => format!("{name}: stopped unexpectedly"),
        };
        outbox(DeskMsg::Broken(broken));
    })
}

fn writer_thread(
    store: Store,
    setup: &Setup,
    outbox: &Outbox,
    requests: &Receiver<Request>,
    board: &Sender<Nudge>,
) -> Result<(), DeskError> {
    // Until the first board is on the screen nothing is written, unless a key was quicker.
    let mut early = match requests.recv_timeout(BOARD_FIRST) {
        Ok(request) => Some(request),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => return Ok(()),
    };
    let mut desk = Desk::on(store, Arc::clone(&setup.settings), setup.who.clone(), setup.clock)?;
    desk.store.checkpoint_by_hand()?;
    let (mut attendance, said) = Attendance::begin(&mut desk);
    if let Some(said) = said {
        outbox(said);
        let _ = board.send(Nudge);
    }
    tell_hints(&desk, outbox)?;
    let mut busy = true;
    loop {
        let next = early
            .take()
            .map_or_else(|| requests.recv_timeout(if busy { IDLE } else { LONG }), Ok);
        let request = match next {
            Ok(request) => request,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(said) = attendance.beat(&mut desk) {
                    outbox(said);
                }
                // What is left in the log moves into the file while no key is waited for; a busy file may wait.
                let _ = desk.store.checkpoint();
                busy = false;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => {
                attendance.end(&mut desk);
                return Ok(());
            }
        };
        // Others may have learned of a zone; where that cannot be read, what is known will do for this key.
        let _ = desk.refresh_rules();
        let answer = answer(&mut desk, &mut attendance, request);
        busy = true;
        let _ = board.send(Nudge);
        outbox(answer);
        tell_hints(&desk, outbox)?;
    }
}

/// Does what is asked; a refusal or a busy file is an answer, not an end.
fn answer(desk: &mut Desk, attendance: &mut Attendance, request: Request) -> DeskMsg {
    match request {
        Request::Shift { token, step } => DeskMsg::Shift {
            token: Some(token),
            result: attendance.step(desk, step).map(Box::new),
        },
        Request::Perform { token, target, action } => DeskMsg::Performed {
            token,
            result: desk.perform(target, &action),
        },
        Request::PerformAll { token, parts } => DeskMsg::PerformedAll {
            token,
            all: desk.perform_all(&parts),
        },
        Request::SkipAll { token, rows, reason } => DeskMsg::PerformedAll {
            token,
            all: desk.skip_all(&rows, reason),
        },
        Request::Undo { token, which } => DeskMsg::Undone {
            token,
            result: desk.undo(which),
        },
        Request::Message { token, message } => DeskMsg::Message {
            token,
            result: desk.message_step(message),
        },
        Request::Redo { token } => DeskMsg::Undone {
            token,
            result: desk.redo(),
        },
        Request::Take { token, customer, over } => DeskMsg::Performed {
            token,
            result: desk.take(customer, over),
        },
        Request::Release { token, customer } => DeskMsg::Performed {
            token,
            result: desk.release(customer),
        },
        Request::Skip { token, row, reason } => DeskMsg::Performed {
            token,
            result: desk.skip(row, reason),
        },
        Request::Renew { token, customer } => DeskMsg::Renewed {
            token,
            result: desk.renew(customer),
        },
        Request::Tick {
            token,
            target,
            tick,
            undone,
        } => DeskMsg::Ticked {
            token,
            result: if undone {
                desk.untick(target, &tick)
            } else {
                desk.tick(target, &tick)
            },
        },
        Request::AcceptShop { token, order } => DeskMsg::Performed {
            token,
            result: desk.accept_shop(order),
        },
        Request::NewOrder { token, whose, order } => DeskMsg::Performed {
            token,
            result: desk.new_order(&whose, *order),
        },
        Request::Merge { token, plan } => DeskMsg::Performed {
            token,
            result: desk.merge(plan.kept.id, plan.other.id, Some(&plan)),
        },
        Request::KeepApart { token, one, other } => DeskMsg::Performed {
            token,
            result: desk.keep_apart(one, other),
        },
        Request::MergePlan {
            token,
            one,
            other,
            stays,
        } => DeskMsg::MergePlan {
            token,
            result: desk.merge_plan(one, other, stays).map(Arc::new),
        },
        Request::Card { token, key } => DeskMsg::Card { token, key, card: None },
        Request::Search { token, text } => DeskMsg::Found {
            token,
            text,
            hits: Vec::new(),
        },
        Request::Page { token, key } => DeskMsg::Page {
            token,
            page: Arc::new(Sheet::blank(key, desk.now())),
        },
    }
}

/// What is due by itself is done here, out of the way of keys: a busy file or a refusal is no failure, later will do.
fn worker_thread(setup: &Setup, stop: &Receiver<Nudge>) -> Result<(), DeskError> {
    let mut wait = WORK_LATER;
    let mut started: Option<(Desk, Worker)> = None;
    while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(wait) {
        if started.is_none() {
            let path = &setup.path;
            let desk = Desk::open(path, Arc::clone(&setup.settings), setup.who.clone(), setup.clock)?;
            desk.store.checkpoint_by_hand()?;
            started = Some((desk, Worker::default()));
        }
        if let Some((desk, worker)) = &mut started {
            wait = match worker.turn(desk) {
                Ok(turn) => worker.patience(desk.now(), turn.more),
                Err(_) => WORK_LATER,
            };
        }
    }
    if let Some((mut desk, mut worker)) = started {
        // It ends by itself within the minute, should the file be busy.
        let _ = worker.leave(&mut desk);
    }
    Ok(())
}

fn tell_hints(desk: &Desk, outbox: &Outbox) -> Result<(), DeskError> {
    let (undo, redo) = desk.hints()?;
    outbox(DeskMsg::Hints { undo, redo });
    Ok(())
}

fn board_thread(setup: &Setup, outbox: &Outbox, nudges: &Receiver<Nudge>) -> Result<(), DeskError> {
    let store = Store::open(&setup.path, Access::Read)?;
    // Before anything is read, so that no change since is missed.
    let mut version = store.data_version()?;
    let settings = Arc::clone(&setup.settings);
    let mut reckoner = Reckoner::new(&store, settings, &setup.who.operator, setup.clock.now())?;
    let fingerprint = config::fingerprint(&setup.settings);
    let mut amiss = warnings::of(&store, &fingerprint, setup.clock.now())?;
    let mut board = Arc::default();
    while !reckoner.is_complete() {
        reckoner.load_phase(&store, setup.clock.now())?;
        board = Arc::new(reckoner.board(&store, setup.clock.now())?.with_warnings(&amiss));
        outbox(DeskMsg::Board(Arc::clone(&board)));
    }
    let mut wordless = Some(0);
    loop {
        let wait = if wordless.is_some() {
            AT_ONCE
        } else {
            patience(setup.clock.now(), reckoner.next_wake())
        };
        match nudges.recv_timeout(wait) {
            Ok(Nudge) => while nudges.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let now = setup.clock.now();
        let mut changed = reckoner.tick(&store, now)?;
        let seen = store.data_version()?;
        if seen != version {
            version = seen;
            amiss = warnings::of(&store, &fingerprint, now)?;
            changed |= reckoner.follow(&store, now)?;
        }
        let mut worded = false;
        if let Some(parts) = wordless.as_mut() {
            let had_more = reckoner.more_texts(&store, &board)?;
            *parts += 1;
            worded = *parts % WORDS_AT_ONCE == 0 || !had_more && *parts > 1;
            if !had_more {
                wordless = None;
            }
        }
        if changed || worded {
            board = Arc::new(reckoner.board(&store, now)?.with_warnings(&amiss));
            outbox(DeskMsg::Board(Arc::clone(&board)));
        }
        if changed {
            wordless = wordless.or(Some(0));
        }
    }
}

/// How long the board may sleep: never past the moment somebody's turn comes.
fn patience(now: Time, wake: Option<Time>) -> Duration {
    let until = wake.map_or(Span::hours(1), |at| at - now);
    LOOK.min(Duration::from_millis(u64::try_from(until.0.max(1)).unwrap_or(1)))
}

fn lookup_thread(setup: &Setup, outbox: &Outbox, questions: &Receiver<Request>) -> Result<(), DeskError> {
    // The first question follows the first board: until then it would only stand in the board's way.
    let Ok(mut question) = questions.recv() else {
        return Ok(());
    };
    let store = Store::open(&setup.path, Access::Read)?;
    let mut rules = rules::rulebook(&store, &setup.settings, setup.clock.now())?;
    loop {
        // Only the newest question of each sort is worth an answer.
        let (mut card, mut search, mut page, mut merging) = (None, None, None, None);
        for question in std::iter::once(question).chain(questions.try_iter()) {
            match question {
                Request::Card { .. } => card = Some(question),
                Request::Search { .. } => search = Some(question),
                Request::Page { .. } => page = Some(question),
                Request::MergePlan { .. } => merging = Some(question),
                _ => {}
            }
        }
        let now = setup.clock.now();
        rules::refresh(&mut rules, &store, &setup.settings, now)?;
        if let Some(Request::Card { token, key }) = card {
            let card = read::card(&store, &rules, key, now)?.map(Arc::new);
            outbox(DeskMsg::Card { token, key, card });
        }
        if let Some(Request::Search { token, text }) = search {
            let hits = read::search(&store, &text)?;
            outbox(DeskMsg::Found { token, text, hits });
        }
        if let Some(Request::MergePlan {
            token,
            one,
            other,
            stays,
        }) = merging
        {
            let result = merging::plan(&store, one, other, stays).map(Arc::new);
            outbox(DeskMsg::MergePlan { token, result });
        }
        // Pages take longest and come last.
        if let Some(Request::Page { token, key }) = page {
            let page = Arc::new(pages::read(&Reader::new(&store, &rules, now), key)?);
            outbox(DeskMsg::Page { token, page });
        }
        match questions.recv() {
            Ok(next) => question = next,
            Err(_) => return Ok(()),
        }
    }
}
