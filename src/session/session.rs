//! The threads of one console and the handle to them.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::board::board_thread;
use super::doors::Doors;
use super::lookup::lookup_thread;
use super::reading::LongReading;
use super::request::Envelope;
use super::request::Request;
use super::setup::Failing;
use super::setup::Nudge;
use super::setup::Outbox;
use super::setup::Setup;
use super::texts::texts_thread;
use super::worker::worker_thread;
use super::writer::writer_thread;
use crate::desk::Desk;
use crate::desk::error::DeskError;

/// How often it is looked whether the threads have ended.
const LOOK: Duration = Duration::from_millis(2);

/// A running desk; dropping it ends the threads and waits for them.
#[derive(Debug)]
pub struct Session {
    writer: Option<Sender<Envelope>>,
    lookup: Option<Sender<Envelope>>,
    board: Option<Sender<Nudge>>,
    worker: Option<Sender<Nudge>>,
    texts: Option<Sender<Nudge>>,
    threads: Vec<JoinHandle<()>>,
    reading: Arc<LongReading>,
    doors: Doors,
    outbox: Listener,
}

/// Where answers go, of which there is nothing to show.
struct Listener(Outbox);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outbox")
    }
}

impl Session {
    /// Opens the file (making it when it is new) and starts the threads; answers go to `outbox`.
    pub fn start(setup: &Setup, outbox: &Outbox) -> Result<Session, DeskError> {
        // The file is made and brought up to date here, so that a failure is told before the screen opens; the board has
        // all it needs then.
        let store = Desk::store(&setup.database, &setup.settings)?;
        let (writer, requests) = channel();
        let (lookup, questions) = channel();
        let (board, nudges) = channel();
        let (worker, stop) = channel();
        let (texts, no_more) = channel();
        let nudge = board.clone();
        let failing = Failing::default();
        let reading = Arc::new(LongReading::default());
        let threads = vec![
            spawn("board", outbox, {
                let (setup, outbox, failing) = (setup.clone(), Arc::clone(outbox), failing.clone());
                move || board_thread(&setup, &outbox, &nudges, &failing)
            }),
            spawn("writer", outbox, {
                let (setup, outbox) = (setup.clone(), Arc::clone(outbox));
                move || writer_thread(store, &setup, &outbox, &requests, &nudge)
            }),
            spawn("lookup", outbox, {
                let (setup, outbox, reading) = (setup.clone(), Arc::clone(outbox), Arc::clone(&reading));
                move || lookup_thread(&setup, &outbox, &questions, &reading)
            }),
            spawn("worker", outbox, {
                let setup = setup.clone();
                move || worker_thread(&setup, &stop, &failing)
            }),
            spawn("texts", outbox, {
                let (texts, outbox) = (setup.texts.clone(), Arc::clone(outbox));
                move || {
                    texts_thread(&texts, &outbox, &no_more);
                    Ok(())
                }
            }),
        ];
        Ok(Session {
            writer: Some(writer),
            lookup: Some(lookup),
            board: Some(board),
            worker: Some(worker),
            texts: Some(texts),
            threads,
            reading,
            doors: setup.doors.clone(),
            outbox: Listener(Arc::clone(outbox)),
        })
    }

    /// Hands `request` to the thread that answers it; never waits.
    pub fn send(&self, envelope: Envelope) {
        let Envelope { token, request } = envelope;
        let request = match request {
            Request::TryChannel { channel, to } => {
                let tester = Arc::clone(&self.doors.channels);
                let test = move |channel: &str| tester(channel, &to);
                return self.aside(token, channel, test, DeskAnswer::ChannelTried);
            }
            Request::Dial { of, number, anyway } => {
                let dialler = Arc::clone(&self.doors.dialler);
                let dial = move |number: &str| dialler(of, number, anyway);
                return self.aside(token, number, dial, DeskAnswer::Dialled);
            }
            Request::Hear(recording) => {
                let player = Arc::clone(&self.doors.player);
                let play = move |recording: &str| player(recording);
                return self.aside(token, recording, play, DeskAnswer::Heard);
            }
            Request::RunCommand { line, input } => {
                let commands = Arc::clone(&self.doors.commands);
                let run = move |line: &str| commands(line, &input);
                return self.aside(token, line, run, DeskAnswer::CommandRan);
            }
            request => request,
        };
        let is_question = matches!(
            request,
            Request::Card { .. }
                | Request::Search(_)
                | Request::Goods(_)
                | Request::Recorded(_)
                | Request::Page { .. }
                | Request::MessageText(_)
                | Request::Drafts { .. }
                | Request::OfferPreview { .. }
                | Request::SetSetting { .. }
                | Request::MergePlan { .. }
        );
        let to = if is_question { &self.lookup } else { &self.writer };
        let is_kept_waiting = is_question && self.reading.keeps_waiting(&request);
        if let Some(to) = to {
            // A thread that is gone has told so already.
            let _ = to.send(Envelope { token, request });
        }
        if is_kept_waiting {
            self.reading.break_off();
        }
    }
}

impl Session {
    /// A server may take a minute to answer, a telephone half of one to be picked up: nobody else waits for that, and the
    /// end of the console does not either.
    fn aside<T>(
        &self,
        token: u64,
        named: String,
        work: impl FnOnce(&str) -> Result<T, String> + Send + 'static,
        answer: impl FnOnce(Result<T, String>) -> DeskAnswer + Send + 'static,
    ) {
        let outbox = Arc::clone(&self.outbox.0);
        thread::spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&named)));
            let answer = answer(done.unwrap_or_else(|_| Err(format!("{named}: stopped unexpectedly"))));
            outbox(DeskMsg::Answer(token, answer));
        });
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.writer = None;
        self.lookup = None;
        self.board = None;
        self.worker = None;
        self.texts = None;
        for thread in self.threads.drain(..) {
            // It may begin to read between two looks.
            while !thread.is_finished() {
                self.reading.break_off();
                thread::park_timeout(LOOK);
            }
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
