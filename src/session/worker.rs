//! The worker thread: timed work, while the writer is idle.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::setup::Failing;
use super::setup::Nudge;
use super::setup::Setup;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::worker::Worker;
/// How long work that is due by itself leaves the machine to the board at the start, or to others when the file is busy.
const WORK_LATER: Duration = Duration::from_millis(700);

/// What is due by itself is done here, out of the way of keys: a busy file or a refusal is no failure, later will do.
pub(super) fn worker_thread(setup: &Setup, stop: &Receiver<Nudge>, failing: &Failing) -> Result<(), DeskError> {
    let mut wait = WORK_LATER;
    let mut started: Option<(Desk, Worker)> = None;
    while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(wait) {
        if started.is_none() {
            let database = &setup.database;
            match Desk::open_existing(database, Arc::clone(&setup.settings), setup.who.clone(), setup.clock) {
                Ok(desk) => {
                    desk.store.checkpoint_by_hand()?;
                    started = Some((desk, Worker::default()));
                }
                Err(error) if error.is_cut_off() => {
                    failing.failed(setup.clock.now());
                    continue;
                }
                Err(error) => return Err(error),
            }
        }
        if let Some((desk, worker)) = &mut started {
            match worker.turn(desk) {
                Ok(turn) => {
                    failing.worked();
                    wait = worker.patience(desk.now(), turn.more);
                }
                Err(error) => {
                    failing.failed(desk.now());
                    wait = WORK_LATER;
                    if error.is_cut_off() {
                        started = None;
                    }
                }
            }
        }
    }
    if let Some((mut desk, mut worker)) = started {
        // It ends by itself within the minute, should the file be busy.
        let _ = worker.leave(&mut desk);
    }
    Ok(())
}
