//! Sending beside a console or `work`, on a connection of its own.

use std::path::PathBuf;
use std::sync::Arc;
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
use crate::desk::error::DeskError;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
use crate::outreach::Templates;
use crate::outreach::gateways::OutgoingFolder;
use crate::private_file::Readers;

/// The screen opens first.
const FIRST: Duration = Duration::from_millis(900);
/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// How long an end waits for a message on its way; longer, and nobody knows whether it left.
const LAST: Duration = Duration::from_secs(3);

/// Reads a variable of the environment.
pub type Variables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What sending needs.
#[derive(Clone)]
pub struct SendingSetup {
    /// The file.
    pub path: PathBuf,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
    /// The texts.
    pub templates: Templates,
    /// Reads the environment, for secrets.
    pub variable: Arc<Variables>,
}

/// Sends until it is dropped.
#[derive(Debug)]
pub struct SendingThread {
    stop: Option<Line<()>>,
    ended: Receiver<()>,
}

impl SendingSetup {
    /// What sends by it.
    pub fn sender(&self) -> Sender {
        let beside = || self.path.with_file_name("outgoing");
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
        Sender::new(&self.settings, self.templates.clone(), &folder, &*self.variable)
    }
}

impl SendingThread {
    /// Begins; `told` hears of every turn in which something happened.
    pub fn begin(setup: SendingSetup, told: impl Fn(&SendTurn) + Send + 'static) -> SendingThread {
        let (stop, stopped) = channel::<()>();
        let (end, ended) = channel();
        thread::spawn(move || {
            // A file that cannot be opened is told of by whoever works on it.
            let _ = send(&setup, &stopped, told);
            let _ = end.send(());
        });
        SendingThread {
            stop: Some(stop),
            ended,
        }
    }
}

fn send(setup: &SendingSetup, stopped: &Receiver<()>, told: impl Fn(&SendTurn)) -> Result<(), DeskError> {
    if setup.settings.channel_list.is_empty() || setup.clock.is_rehearsal() {
        return Ok(());
    }
    let mut wait = FIRST;
    let mut started: Option<(Desk, Sender)> = None;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        if started.is_none() {
            let settings = Arc::clone(&setup.settings);
            let desk = Desk::open_existing(&setup.path, settings, setup.who.clone(), setup.clock)?;
            started = Some((desk, setup.sender()));
        }
        let Some((desk, sender)) = &mut started else { continue };
        // A busy file is asked again.
        if let Ok(turn) = sender.turn(desk) {
            if turn.more {
                wait = Duration::ZERO;
            }
            if !turn.tried.is_empty() || turn.held > 0 {
                told(&turn);
            }
        }
    }
    if let Some((mut desk, mut sender)) = started {
        // It ends by itself within the minute, should the file be busy.
        let _ = sender.leave(&mut desk);
    }
    Ok(())
}

impl Drop for SendingThread {
    fn drop(&mut self) {
        self.stop = None;
        let _ = self.ended.recv_timeout(LAST);
    }
}
