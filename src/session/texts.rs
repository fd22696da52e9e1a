//! The thread that looks at the shop's own texts: what is mended in an editor beside the console is said from then on.

use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::answer::DeskMsg;
use super::setup::Nudge;
use super::setup::Outbox;
use super::setup::TextWatch;

/// How often they are looked at.
const LOOK: Duration = Duration::from_secs(1);

pub(super) fn texts_thread(texts: &TextWatch, outbox: &Outbox, stop: &Receiver<Nudge>) {
    while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(LOOK) {
        if let Some(troubles) = texts.look() {
            outbox(DeskMsg::TextsChanged { troubles });
        }
    }
}
