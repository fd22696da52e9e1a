//! What a carrier tells of a parcel by itself, and what that changes of it (R21): told twice, late or out of order it
//! changes nothing more, and what a person said stands.

use serde::Serialize;
use serde::Serializer;

use super::as_json;
use super::coded::coded;
use super::shipment::Parcel;
use super::time::Span;
use super::time::Time;

coded! {
    /// Where a carrier says that a parcel is.
    pub enum ParcelState {
        /// The carrier knows its number and has not got it.
        Announced = 1 "announced",
        /// The carrier has it.
        HandedOver = 2 "handed_over",
        /// It goes to the customer.
        OnTheWay = 3 "on_the_way",
        /// It waits for the customer.
        Arrived = 4 "arrived",
        /// The customer did not want it.
        Refused = 5 "refused",
        /// The customer has it.
        Received = 6 "received",
        /// It goes back to the shop.
        Returning = 7 "returning",
        /// The shop has it again.
        Returned = 8 "returned",
        /// Nobody knows where it is.
        Lost = 9 "lost",
        /// Its number was taken back before the carrier got it.
        Withdrawn = 10 "withdrawn",
    }
}

impl ParcelState {
    /// Nothing comes after it: the carrier is not asked any more.
    pub fn is_end(self) -> bool {
        self.is_settled() || self == ParcelState::Withdrawn
    }

    /// Somebody has it for good: what a carrier tells of other states after that is another parcel's of the same number.
    fn is_settled(self) -> bool {
        matches!(self, ParcelState::Received | ParcelState::Returned)
    }

    /// The carrier had it in hand then.
    fn is_under_way(self) -> bool {
        !matches!(self, ParcelState::Announced | ParcelState::Withdrawn)
    }
}

/// Something that became of a parcel, as its carrier tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ParcelEvent {
    /// When; 0 where the carrier does not say: then it is when it was heard.
    #[serde(serialize_with = "moment_or_unsaid")]
    pub at: Time,
    /// What it means; none where that is not known.
    pub state: Option<ParcelState>,
    /// The carrier's own word or number for it.
    pub code: String,
    /// The same as the carrier words it; empty when it does not.
    #[serde(rename = "text", serialize_with = "as_json::filled_or_null")]
    pub said: String,
    /// Where; empty when that is not said.
    #[serde(serialize_with = "as_json::filled_or_null")]
    pub place: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde hands it over
fn moment_or_unsaid<S: Serializer>(at: &Time, to: S) -> Result<S::Ok, S::Error> {
    as_json::moment_or_null(&Some(*at).filter(|at| *at != Time(0)), to)
}

/// All that a carrier tells of one number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParcelNews {
    /// The number it was asked for.
    pub number: String,
    /// What became of it, in any order: all of it, or the newest alone; empty for a number that is not known yet.
    pub events: Vec<ParcelEvent>,
    /// What else is known of it.
    pub about: ParcelAbout,
    /// When it should arrive.
    pub estimate_at: Option<Time>,
}

/// What else a carrier knows of a parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParcelAbout {
    /// Storage is free until then.
    pub free_until: Option<Time>,
    /// It goes back then.
    pub hold_until: Option<Time>,
    /// What the customer shows to be given it.
    pub pickup_code: Option<String>,
    /// What the carrier takes from the customer for the shop, minor units.
    pub cod: Option<i64>,
    /// That money is on its way to the shop, or there.
    pub cod_paid: bool,
    /// What carrying it costs, minor units.
    pub cost: Option<i64>,
}

impl ParcelAbout {
    /// With what was known before where the newer answer does not say.
    #[must_use]
    pub fn over(self, before: ParcelAbout) -> ParcelAbout {
        ParcelAbout {
            free_until: self.free_until.or(before.free_until),
            hold_until: self.hold_until.or(before.hold_until),
            pickup_code: self.pickup_code.or(before.pickup_code),
            cod: self.cod.or(before.cod),
            cod_paid: self.cod_paid || before.cod_paid,
            cost: self.cost.or(before.cost),
        }
    }
}

/// A parcel as its carrier tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowedParcel {
    /// Its place among its order's parcels.
    pub position: i64,
    /// The number it is told of by.
    pub number: String,
    /// When the carrier answered last.
    pub heard_at: Option<Time>,
    /// What else is known of it.
    pub about: ParcelAbout,
    /// What became of it, the oldest first.
    pub events: Vec<ParcelEvent>,
}

impl FollowedParcel {
    /// What became of it last.
    pub fn newest(&self) -> Option<&ParcelEvent> {
        newest(&self.events)
    }
}

/// An order's number may have been another's before: what came so long before the order is of that one.
const BEFORE_ORDER: Span = Span::days(1);

/// What of a carrier's events is not known yet, with the moment it was heard where the carrier tells none.
pub fn unknown_of(told: &[ParcelEvent], known: &[ParcelEvent], ordered_at: Time, now: Time) -> Vec<ParcelEvent> {
    let last_code = newest(known).map(|last| last.code.as_str());
    let mut unknown: Vec<ParcelEvent> = Vec::new();
    for event in told {
        let is_dated = event.at != Time(0);
        let event = ParcelEvent {
            at: if is_dated { event.at } else { now },
            ..event.clone()
        };
        let same = |other: &ParcelEvent| (other.at, &other.code) == (event.at, &event.code);
        let is_known = known.iter().chain(&unknown).any(same) || !is_dated && last_code == Some(event.code.as_str());
        if !is_known && event.at >= ordered_at - BEFORE_ORDER {
            unknown.push(event);
        }
    }
    unknown
}

/// The newest event: one that settles the parcel stays so, and of two at one moment the further one.
pub fn newest(events: &[ParcelEvent]) -> Option<&ParcelEvent> {
    events.iter().max_by_key(|event| {
        let is_settled = event.state.is_some_and(ParcelState::is_settled);
        (is_settled, event.at, event.state)
    })
}

/// The newest event whose meaning is known.
pub fn newest_known(events: &[ParcelEvent]) -> Option<&ParcelEvent> {
    let known = events.iter().filter(|event| event.state.is_some());
    known.max_by_key(|event| {
        let is_settled = event.state.is_some_and(ParcelState::is_settled);
        (is_settled, event.at, event.state)
    })
}

/// Makes of a parcel what its carrier's events say. `storage` gives when free storage and all of it end for a parcel that
/// arrived at a moment, by the usual terms.
pub fn follow(
    parcel: &mut Parcel,
    events: &[ParcelEvent],
    about: &ParcelAbout,
    now: Time,
    storage: impl Fn(Time) -> (Time, Time),
) {
    let Some((newest, state)) = newest_known(events).and_then(|event| Some((event, event.state?))) else {
        return;
    };
    // A carrier's clock may be ahead.
    let at = newest.at.min(now);
    if parcel.is_over() || parcel.is_finished() || !state.is_under_way() {
        return;
    }
    let first = |is_it: fn(ParcelState) -> bool| {
        let events = events.iter().filter(|event| event.state.is_some_and(is_it));
        events.map(|event| event.at.min(now)).min()
    };
    parcel.handed_at = parcel.handed_at.or(first(ParcelState::is_under_way));
    parcel.lost_at = (state == ParcelState::Lost).then_some(at);
    let has_arrived = matches!(
        state,
        ParcelState::Arrived
            | ParcelState::Refused
            | ParcelState::Received
            | ParcelState::Returning
            | ParcelState::Returned
    );
    if has_arrived && let Some(arrived) = first(|state| state == ParcelState::Arrived) {
        let is_new = parcel.arrived_at.is_none();
        let arrived = *parcel.arrived_at.get_or_insert(arrived);
        let comes_again = state == ParcelState::Arrived && parcel.hold_until.is_some_and(|hold| hold <= at);
        let (free, hold) = storage(if comes_again { at } else { arrived });
        if is_new || comes_again {
            (parcel.free_until, parcel.hold_until) = (Some(free), Some(hold));
        }
        parcel.free_until = about.free_until.or(parcel.free_until);
        let free = parcel.free_until.unwrap_or(free);
        // What is kept free is kept.
        parcel.hold_until = about.hold_until.or(parcel.hold_until).map(|hold| hold.max(free));
    }
    match state {
        // What was refused after that was said by a person who knew of it.
        ParcelState::Received if parcel.refused_at.is_none_or(|refused| refused <= at) => parcel.received_at = Some(at),
        ParcelState::Refused => parcel.refused_at = parcel.refused_at.or(Some(at)),
        ParcelState::Returning | ParcelState::Returned => {
            let back = first(|state| matches!(state, ParcelState::Returning | ParcelState::Returned)).unwrap_or(at);
            parcel.hold_until = Some(parcel.hold_until.map_or(back, |hold| hold.min(back)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
