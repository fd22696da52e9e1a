//! Asking carriers beside a console or `work`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::runner::CarrierRunner;
use super::runner::CarrierTurn;
use super::source::CarrierSetup;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::carrier::Carrier;
use crate::worker::PollThread;
use crate::worker::Polled;
use crate::worker::PolledTurn;
use crate::worker::Polling;

/// Asks until it is dropped.
#[derive(Debug)]
pub struct CarrierThread {
    _thread: Option<PollThread>,
}

impl CarrierThread {
    /// Begins where carriers are set; `told` hears of every turn in which something happened.
    pub fn begin(setup: CarrierSetup, told: impl Fn(Carrier, &CarrierTurn) + Clone + Send + 'static) -> CarrierThread {
        let settings = &setup.settings;
        let is_ours = settings.carriers.followed().next().is_some() && settings.may_ask_carriers_here();
        let is_set = is_ours && !setup.clock.is_rehearsal();
        let thread = is_set.then(|| {
            let of = setup.clone();
            let open =
                move || Desk::open_existing(&of.database, Arc::clone(&of.settings), of.who.clone(), of.clock).ok();
            PollThread::begin(Polling {
                open,
                lease: Desk::lease_carriers,
                end: Desk::end_carriers,
                machines: move || runners(&setup),
                told: move |runner: &CarrierRunner, turn: &CarrierTurn| told(runner.carrier(), turn),
            })
        });
        CarrierThread { _thread: thread }
    }
}

fn runners(setup: &CarrierSetup) -> Vec<CarrierRunner> {
    let carriers = setup.settings.carriers.followed();
    carriers
        .filter(|(carrier, _)| setup.only.is_none_or(|only| only == *carrier))
        .map(|(carrier, _)| CarrierRunner::new(setup.clone(), carrier))
        .collect()
}

impl Polled for CarrierRunner {
    type Turn = CarrierTurn;

    fn turn(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<CarrierTurn, DeskError> {
        self.turn(desk, stop)
    }
}

impl PolledTurn for CarrierTurn {
    fn rests(&self) -> bool {
        self.rests
    }

    fn brings(&self) -> bool {
        self.counts.news > 0
    }

    fn fails(&self) -> bool {
        self.trouble.is_some()
    }

    fn is_left(&self) -> bool {
        false
    }
}
