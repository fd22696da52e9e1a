//! Asks one carrier about the parcels it is time for, takes in what it answers, and writes down how it fared.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::open::open;
use super::source::CarrierSetup;
use super::source::CarrierSource;
use crate::desk::CarrierCounts;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::is_due;
use crate::domain::order_feed::pause_after;
use crate::domain::settings::Following;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How often it is looked whether there is a parcel to ask about.
const LOOK_EVERY: Span = Span::minutes(1);
/// The pause after the first failure; each one after it is twice as long.
const FIRST_PAUSE: Span = Span::minutes(1);

/// One carrier of the settings.
pub struct CarrierRunner {
    setup: CarrierSetup,
    carrier: Carrier,
    following: Following,
    /// Ready while it answers: its secret is asked for again when it does not.
    ready: Option<Box<dyn CarrierSource>>,
    /// There was nothing to ask about, and it is looked again then.
    look_at: Option<Time>,
    /// Somebody wanted all asked about that was not heard of since then.
    wanted_at: Option<Time>,
}

/// What a turn of a carrier came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarrierTurn {
    /// It was not its time, or there was nothing to ask about.
    pub rests: bool,
    /// What it told.
    pub counts: CarrierCounts,
    /// There are more parcels to ask about.
    pub more: bool,
    /// Why it told nothing.
    pub trouble: Option<FeedTrouble>,
}

impl CarrierTurn {
    /// This turn and the next of the same carrier.
    #[must_use]
    pub fn and(self, next: CarrierTurn) -> CarrierTurn {
        CarrierTurn {
            counts: self.counts.and(next.counts),
            ..next
        }
    }

    /// Something came of it that somebody may want to know.
    pub fn has_news(&self) -> bool {
        self.counts.news > 0 || self.trouble.is_some()
    }
}

impl CarrierRunner {
    /// Of that carrier.
    pub fn new(setup: CarrierSetup, carrier: Carrier) -> CarrierRunner {
        CarrierRunner {
            following: setup.settings.carriers.following(carrier),
            setup,
            carrier,
            ready: None,
            look_at: None,
            wanted_at: None,
        }
    }

    /// Which carrier.
    pub fn carrier(&self) -> Carrier {
        self.carrier
    }

    /// Asks about parcels not heard of for long enough, if it is its time; where somebody wants it now, about all.
    pub fn turn(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<CarrierTurn, DeskError> {
        let now = desk.now();
        let state = desk.carrier_state(self.carrier)?;
        self.wanted_at = state.asked_at.or(self.wanted_at);
        let looks_later = |at: Time| now < at && at <= now + LOOK_EVERY;
        if !is_due(&state, now) || (self.wanted_at.is_none() && self.look_at.is_some_and(looks_later)) {
            return Ok(CarrierTurn {
                rests: true,
                ..CarrierTurn::default()
            });
        }
        let heard_by = self
            .wanted_at
            .unwrap_or(now - self.following.pause_between(self.carrier));
        self.run(desk, stop, heard_by)
    }

    /// Asks about parcels not heard of since `heard_by`, as many as it takes at once.
    pub fn run(&mut self, desk: &mut Desk, stop: &AtomicBool, heard_by: Time) -> Result<CarrierTurn, DeskError> {
        let (carrier, began) = (self.carrier, desk.now());
        let mut turn = CarrierTurn::default();
        let answered = match self.opened() {
            Ok(source) => {
                let numbers = desk.numbers_to_ask(carrier, heard_by, source.at_once())?;
                if numbers.is_empty() {
                    return self.rest(desk);
                }
                let asked = catch_unwind(AssertUnwindSafe(|| source.ask(&numbers, began)));
                let asked = asked.unwrap_or_else(|_| Err(FeedTrouble::new(FeedFault::Stopped, "")));
                asked.map(|told| (numbers, told, source.breath()))
            }
            Err(trouble) => Err(trouble),
        };
        // Meanwhile another process may ask.
        if stop.load(Ordering::Relaxed) {
            turn.rests = true;
            return Ok(turn);
        }
        match answered {
            Ok((numbers, told, breath)) => {
                turn.counts = desk.carrier_told(self.carrier, &numbers, &told)?;
                turn.more = !desk.numbers_to_ask(carrier, heard_by, 1)?.is_empty();
                desk.carrier_works(self.carrier, desk.now() + breath)?;
            }
            Err(trouble) => {
                self.ready = None;
                let state = desk.carrier_state(self.carrier)?;
                let times = state.failing.map_or(0, |failing| failing.times);
                let pause = pause_after(times, FIRST_PAUSE, trouble.rest);
                desk.carrier_failed(self.carrier, &trouble, desk.now() + pause, began)?;
                turn.trouble = Some(trouble);
            }
        }
        Ok(turn)
    }

    /// There is nothing to ask about.
    fn rest(&mut self, desk: &mut Desk) -> Result<CarrierTurn, DeskError> {
        self.look_at = Some(desk.now() + LOOK_EVERY);
        self.wanted_at = None;
        if desk.carrier_state(self.carrier)?.asked_at.is_some() {
            desk.carrier_works(self.carrier, desk.now())?;
        }
        Ok(CarrierTurn {
            rests: true,
            ..CarrierTurn::default()
        })
    }

    fn opened(&mut self) -> Result<&mut Box<dyn CarrierSource>, FeedTrouble> {
        let ready = match self.ready.take() {
            Some(ready) => ready,
            None => open(&self.setup, self.carrier, &self.following)?,
        };
        Ok(self.ready.insert(ready))
    }
}
