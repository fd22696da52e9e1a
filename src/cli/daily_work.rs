//! While the console is open, what is made once a day is made when its time comes: the morning's sheet (R31), the night's
//! copy of the file.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::error::DeskError;
use crate::i18n::Tr;
use crate::reports;
use crate::session::setup;

/// The screen opens first.
const FIRST: Duration = Duration::from_secs(5);
/// How often there is anything to look for.
const EVERY: Duration = Duration::from_secs(60);

/// Looks after it until it is dropped.
#[derive(Debug)]
pub struct DailyWork {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Where the sheets of a database lie: the folder `reports` beside it.
pub fn folder(database: &Location) -> PathBuf {
    database.beside("reports")
}

impl DailyWork {
    /// Begins, on a connection of its own.
    pub fn watch(setup: &setup::Setup, tr: &Tr) -> DailyWork {
        let (stop, stopped) = channel::<()>();
        let (setup, tr) = (setup.clone(), tr.clone());
        let thread = thread::spawn(move || {
            let mut wait = FIRST;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = EVERY;
                // A busy file or a full disk is no reason to end the console; the next minute will do.
                let _ = once(&setup, &tr);
            }
        });
        DailyWork {
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

fn once(setup: &setup::Setup, tr: &Tr) -> Result<(), DeskError> {
    if setup.clock.is_rehearsal() {
        return Ok(());
    }
    let mut desk = Desk::open_existing(
        &setup.database,
        Arc::clone(&setup.settings),
        setup.who.clone(),
        setup.clock,
    )?;
    reports::keep_morning(&mut desk, tr, &folder(&setup.database))?;
    desk.nightly_backup().map(|_| ())
}

impl Drop for DailyWork {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
