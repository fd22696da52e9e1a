//! Reading beside a console or `work`, on a connection of its own: a mailbox that is slow holds up nothing that leaves.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender as Line;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::reader::MailTurn;
use super::reader::MailboxReader;
use crate::desk::Desk;
use crate::outreach::sending::SendingSetup;

/// What leaves is seen to first.
const FIRST: Duration = Duration::from_secs(3);
/// How often it is asked whether a mailbox is due.
const EVERY: Duration = Duration::from_secs(2);

/// Reads until it is dropped. A reading under way then is left: it changes nothing until it is written down whole.
#[derive(Debug)]
pub struct MailboxThread {
    _line: Line<()>,
}

impl MailboxThread {
    /// Begins; `told` hears of every turn in which something happened.
    pub fn begin(setup: SendingSetup, told: impl Fn(&MailTurn) + Send + 'static) -> MailboxThread {
        let (line, stopped) = channel::<()>();
        let reader = MailboxReader::new(&setup.settings, &setup.variable);
        if !reader.is_idle() && !setup.clock.is_rehearsal() {
            thread::spawn(move || watch(&setup, reader, &stopped, told));
        }
        MailboxThread { _line: line }
    }
}

fn watch(setup: &SendingSetup, mut reader: MailboxReader, stopped: &Receiver<()>, told: impl Fn(&MailTurn)) {
    let mut wait = FIRST;
    let mut open: Option<Desk> = None;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        if open.is_none() {
            let settings = Arc::clone(&setup.settings);
            open = Desk::open_existing(&setup.database, settings, setup.who.clone(), setup.clock).ok();
        }
        let Some(desk) = &mut open else { continue };
        match catch_unwind(AssertUnwindSafe(|| reader.turn(desk))) {
            Ok(Ok(turn)) => {
                let is_news = |recorded: &crate::domain::sending::MailRecorded| {
                    recorded.undelivered + recorded.withdrawn + recorded.strangers > 0
                };
                if !turn.failed.is_empty() || turn.read.iter().any(|(_, recorded)| is_news(recorded)) {
                    told(&turn);
                }
            }
            Ok(Err(error)) if error.is_cut_off() => open = None,
            // A busy file will be free.
            Ok(Err(_)) => {}
            Err(_) => open = None,
        }
    }
    if let Some(mut desk) = open {
        let _ = reader.leave(&mut desk);
    }
}
