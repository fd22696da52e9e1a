//! Sending beside a console or `work`, on a connection of its own.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender as Line;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::sender::SendTurn;
use super::sender::Sender;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
use crate::outreach::Templates;
use crate::outreach::gateways::OutgoingFolder;
use crate::outreach::gateways::Variables;
use crate::private_file::Readers;
use crate::template::LiveTexts;

/// The screen opens first.
const FIRST: Duration = Duration::from_millis(900);
/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// How long an end waits for a message on its way; longer, and nobody knows whether it left.
const LAST: Duration = Duration::from_secs(3);

/// What sending needs.
#[derive(Clone)]
pub struct SendingSetup {
    /// Where the desk is.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
    /// The texts.
    pub templates: LiveTexts<Templates>,
    /// Reads the environment, for secrets.
    pub variable: Arc<Variables>,
}

/// Sends until it is dropped.
#[derive(Debug)]
pub struct SendingThread {
    stop: Option<Line<()>>,
    /// Said to the thread while it sends: it takes no message more.
    last: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl SendingSetup {
    /// What sends by it.
    pub fn sender(&self) -> Sender {
        let beside = || self.database.beside("outgoing");
        let folder = OutgoingFolder {
            path: self
                .settings
                .channels
                .folder
                .as_ref()
                .map_or_else(beside, PathBuf::from),
            readers: Readers::of(self.settings.files),
            from: None,
        };
        Sender::new(&self.settings, self.templates.clone(), &folder, &self.variable)
    }
}

impl SendingThread {
    /// Begins; `told` hears of every turn in which something happened.
    pub fn begin(setup: SendingSetup, told: impl Fn(&SendTurn) + Send + 'static) -> SendingThread {
        let (stop, stopped) = channel::<()>();
        let (end, ended) = channel();
        let last = Arc::<AtomicBool>::default();
        let flag = Arc::clone(&last);
        thread::spawn(move || {
            send(&setup, &stopped, &flag, told);
            let _ = end.send(());
        });
        SendingThread {
            stop: Some(stop),
            last,
            ended,
        }
    }
}

fn send(setup: &SendingSetup, stopped: &Receiver<()>, last: &Arc<AtomicBool>, told: impl Fn(&SendTurn)) {
    if setup.clock.is_rehearsal() {
        return;
    }
    let mut wait = FIRST;
    let mut sender = setup.sender().until(Arc::clone(last));
    let mut open: Option<Desk> = None;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        if open.is_none() {
            // A file that is busy, or not there yet, is asked again; the process at work tells of any other.
            let settings = Arc::clone(&setup.settings);
            open = Desk::open_existing(&setup.database, settings, setup.who.clone(), setup.clock).ok();
        }
        let Some(desk) = &mut open else { continue };
        // What stops one turn stops no other.
        let Ok(turn) = catch_unwind(AssertUnwindSafe(|| sender.turn(desk))) else {
            open = None;
            continue;
        };
        match turn {
            Ok(turn) => {
                if turn.more {
                    wait = Duration::ZERO;
                }
                if !turn.tried.is_empty() || !turn.own.is_empty() || turn.held > 0 || !turn.not_ready.is_empty() {
                    told(&turn);
                }
            }
            // A busy file will be free; a server that is back is opened again.
            Err(error) if error.is_cut_off() => open = None,
            Err(_) => {}
        }
    }
    if let Some(mut desk) = open {
        // It ends by itself within the minute, should the file be busy.
        let _ = sender.leave(&mut desk);
    }
}

impl Drop for SendingThread {
    fn drop(&mut self) {
        self.last.store(true, Ordering::Relaxed);
        self.stop = None;
        let _ = self.ended.recv_timeout(LAST);
    }
}
