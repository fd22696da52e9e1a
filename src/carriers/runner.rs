//! Asks one carrier about the parcels it is time for, takes in what it answers, and writes down how it fared.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::batch::BatchReply;
use super::batch::BatchSource;
use super::batch::NumberTold;
use super::batch::Ticket;
use super::open::open;
use super::source::CarrierSetup;
use super::source::CarrierSource;
use crate::desk::CarrierCounts;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::is_due;
use crate::domain::order_feed::pause_after;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::settings::Following;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How often it is looked whether there is a parcel to ask about.
const LOOK_EVERY: Span = Span::minutes(1);
/// The pause after the first failure; each one after it is twice as long.
const FIRST_PAUSE: Span = Span::minutes(1);
/// How much of a long answer is taken in at once, numbers: meanwhile others write too.
const TAKEN_AT_ONCE: usize = 100;

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
    /// What is left to be taken in of an answer that was ready later.
    left: Vec<NumberTold>,
}

/// What asking came to.
enum CarrierReply {
    /// There is nothing to ask about.
    Nothing,
    /// What is known of these numbers.
    Told(Vec<String>, Vec<ParcelNews>),
    /// The answer is ready later.
    Later(Time),
    /// A long answer.
    Long(Vec<NumberTold>),
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
    /// The answer is ready later, and asked for then.
    pub later: Option<Time>,
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
            left: Vec::new(),
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
        if !self.left.is_empty() {
            return self.take_in(desk, heard_by);
        }
        let began = desk.now();
        let state = desk.carrier_state(self.carrier)?;
        let carrier = self.carrier;
        let asked = match self.opened() {
            Ok(source) => ask(source.as_mut(), desk, carrier, &state, heard_by)?,
            Err(trouble) => Err(trouble),
        };
        // Meanwhile another process may ask.
        if stop.load(Ordering::Relaxed) {
            return Ok(CarrierTurn {
                rests: true,
                ..CarrierTurn::default()
            });
        }
        match asked {
            Ok(CarrierReply::Nothing) => self.rest(desk),
            Ok(CarrierReply::Later(at)) => {
                desk.carrier_works(carrier, at)?;
                Ok(CarrierTurn {
                    later: Some(at),
                    ..CarrierTurn::default()
                })
            }
            Ok(CarrierReply::Told(numbers, told)) => self.taken(desk, heard_by, &numbers, &told),
            Ok(CarrierReply::Long(told)) => {
                self.left = told;
                self.take_in(desk, heard_by)
            }
            Err(trouble) => {
                self.ready = None;
                let times = state.failing.map_or(0, |failing| failing.times);
                let pause = pause_after(times, FIRST_PAUSE, trouble.rest);
                desk.carrier_failed(carrier, &trouble, desk.now() + pause, began)?;
                Ok(CarrierTurn {
                    trouble: Some(trouble),
                    ..CarrierTurn::default()
                })
            }
        }
    }

    /// Takes in a part of a long answer: all of it would keep others waiting. Its ticket is kept until nothing is left.
    fn take_in(&mut self, desk: &mut Desk, heard_by: Time) -> Result<CarrierTurn, DeskError> {
        let rest = self.left.split_off(self.left.len().min(TAKEN_AT_ONCE));
        let part = std::mem::replace(&mut self.left, rest);
        let (numbers, told): (Vec<String>, Vec<Option<ParcelNews>>) = part.into_iter().unzip();
        let told: Vec<ParcelNews> = told.into_iter().flatten().collect();
        if self.left.is_empty() {
            desk.keep_carrier_ticket(self.carrier, None)?;
        }
        self.taken(desk, heard_by, &numbers, &told)
    }

    /// What was told is taken in.
    fn taken(
        &mut self,
        desk: &mut Desk,
        heard_by: Time,
        numbers: &[String],
        told: &[ParcelNews],
    ) -> Result<CarrierTurn, DeskError> {
        let breath = self.ready.as_ref().map_or(Span(0), |source| source.breath());
        let counts = desk.carrier_told(self.carrier, numbers, told)?;
        let more = !self.left.is_empty() || !desk.numbers_to_ask(self.carrier, heard_by, 1)?.is_empty();
        let pause = if self.left.is_empty() { breath } else { Span(0) };
        desk.carrier_works(self.carrier, desk.now() + pause)?;
        Ok(CarrierTurn {
            counts,
            more,
            ..CarrierTurn::default()
        })
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

/// Asks about the numbers it is time for: by a ticket where there are many, and about nothing else while one is out.
fn ask(
    source: &mut dyn CarrierSource,
    desk: &mut Desk,
    carrier: Carrier,
    state: &FeedState,
    heard_by: Time,
) -> Result<Result<CarrierReply, FeedTrouble>, DeskError> {
    let now = desk.now();
    if let Some(batches) = source.batches() {
        if let Some(ticket) = Ticket::kept(state, batches, now) {
            return show(batches, desk, carrier, ticket);
        }
        let mut numbers = desk.numbers_to_ask(carrier, heard_by, batches.at_most())?;
        if numbers.len() > batches.beyond() {
            let unfit: Vec<String> = numbers.extract_if(.., |number| !batches.fits(number)).collect();
            desk.carrier_told(carrier, &unfit, &[])?;
            return order(batches, desk, carrier, &numbers);
        }
    }
    let numbers = desk.numbers_to_ask(carrier, heard_by, source.at_once())?;
    if numbers.is_empty() {
        return Ok(Ok(CarrierReply::Nothing));
    }
    let told = caught(|| source.ask(&numbers, now));
    Ok(told.map(|told| CarrierReply::Told(numbers, told)))
}

/// Asks by a ticket.
fn order(
    batches: &mut dyn BatchSource,
    desk: &mut Desk,
    carrier: Carrier,
    numbers: &[String],
) -> Result<Result<CarrierReply, FeedTrouble>, DeskError> {
    let now = desk.now();
    if numbers.is_empty() {
        return Ok(Ok(CarrierReply::Nothing));
    }
    let id = match caught(|| batches.order(numbers, now)) {
        Ok(id) => id,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let ticket = Ticket::new(id, batches, now);
    desk.keep_carrier_ticket(carrier, ticket.written().as_deref())?;
    Ok(Ok(CarrierReply::Later(ticket.show_at(now))))
}

/// Shows a ticket, if it is its time.
fn show(
    batches: &mut dyn BatchSource,
    desk: &mut Desk,
    carrier: Carrier,
    ticket: Ticket,
) -> Result<Result<CarrierReply, FeedTrouble>, DeskError> {
    let now = desk.now();
    let show_at = ticket.show_at(now);
    if now < show_at {
        return Ok(Ok(CarrierReply::Later(show_at)));
    }
    // Before it is asked: a process that ends meanwhile leaves it to be asked no sooner.
    let ticket = ticket.shown(batches, now);
    desk.keep_carrier_ticket(carrier, ticket.written().as_deref())?;
    match caught(|| batches.fetch(&ticket.id, now)) {
        Ok(BatchReply::Ready(told)) if !told.is_empty() => Ok(Ok(CarrierReply::Long(told))),
        Ok(BatchReply::NotYet) => Ok(Ok(CarrierReply::Later(ticket.show_at(now)))),
        Ok(BatchReply::Ready(_) | BatchReply::Gone) => {
            desk.keep_carrier_ticket(carrier, None)?;
            Ok(Ok(CarrierReply::Later(now)))
        }
        Err(trouble) => Ok(Err(FeedTrouble {
            rest: trouble.rest.max(Some(batches.patience())),
            ..trouble
        })),
    }
}

fn caught<T>(ask: impl FnOnce() -> Result<T, FeedTrouble>) -> Result<T, FeedTrouble> {
    let asked = catch_unwind(AssertUnwindSafe(ask));
    asked.unwrap_or_else(|_| Err(FeedTrouble::new(FeedFault::Stopped, "")))
}
