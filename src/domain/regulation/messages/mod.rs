//! What the desk tells customers by itself, and when (R35): facts, settings and a moment in, messages due out.
//!
//! Every telling carries a key made of the fact it tells. The outbox takes a key once, so the same fact is never told
//! twice, whoever asks and however often; a telling that is no longer given has lost its fact, and is recalled.

mod calls;
mod care;
mod contact;
mod elsewhere;
mod parcel;

pub use self::elsewhere::given_elsewhere;
use super::Rulebook;
use super::draft::Watch;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::hours::Opening;
use crate::domain::ids::OrderId;
use crate::domain::message::LeavesAt;
use crate::domain::message::MessageKind;
use crate::domain::message::Told;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::time::Time;

/// One fact that is to be told, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// About which order; none for a call without one.
    pub order: Option<OrderId>,
    /// The fact.
    pub told: Told,
    /// The fact's own key: one message for each, ever. Who knows the goods and the texts makes that of
    /// [`MessageKind::Accepted`] whole.
    pub key: String,
    /// It is told to the customer once since then, whatever order or call the key names; none when the key decides.
    pub since: Option<Time>,
    /// When it was to be told.
    pub moment: Time,
    /// From then on it is too old to be told (R35).
    pub expires_at: Time,
    /// It may be told now: its moment came after the desk first saw the order, and is not past its shelf life. Else it
    /// only stands, as something told earlier or never.
    pub fresh: bool,
}

/// All that may be told to one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tellings {
    /// Those whose moment has come and whose fact still holds.
    pub due: Vec<Telling>,
    /// Before this moment nothing here changes; none when only a new fact can change it.
    pub next_change: Option<Time>,
}

/// What is to be told to one customer at `now`.
pub fn tellings(facts: &CustomerFacts, rules: &Rulebook, now: Time) -> Tellings {
    let mut found = Found {
        rules,
        watch: Watch::new(now),
        due: Vec::new(),
    };
    calls::calls(&mut found, facts);
    for order in facts.orders.iter().filter(|order| order.live) {
        let calendar = rules.calendar(order.zone.or(facts.zone));
        of_order(&mut found, facts, order, calendar);
    }
    Tellings {
        due: found.due,
        next_change: found.watch.next(),
    }
}

/// The moment a message made at `made` leaves: never within the time it can be recalled in, never at an hour its kind
/// does not leave at.
pub fn leaves(kind: MessageKind, made: Time, calendar: &Calendar, rules: &Rulebook) -> Time {
    let at = made + rules.regulation().recall;
    match kind.leaves_at() {
        LeavesAt::AnyHour => at,
        LeavesAt::CallableHours => calendar.next_within(at, rules.regulation().calls_between),
        LeavesAt::Daytime => calendar.next_within(at, Opening::DAYTIME),
    }
}

fn of_order(found: &mut Found<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    match order.stage {
        Stage::New => {
            contact::promise(found, facts, order, calendar);
            contact::in_work(found, facts, order, calendar);
            contact::accepted(found, order);
        }
        Stage::Confirmed | Stage::Ready => {
            contact::accepted(found, order);
            parcel::requisites(found, order, calendar);
            parcel::paid(found, order, calendar);
            parcel::dispatch_late(found, order, calendar);
            parcel::tracking(found, order);
        }
        Stage::Dispatched => {
            contact::accepted(found, order);
            parcel::requisites(found, order, calendar);
            parcel::paid(found, order, calendar);
            parcel::dispatched(found, order);
        }
        Stage::Arrived => {
            parcel::requisites(found, order, calendar);
            parcel::arrived(found, order);
            parcel::pickup(found, order, calendar);
        }
        Stage::Received => {
            parcel::requisites(found, order, calendar);
            care::quality(found, order, calendar);
            care::courtesy(found, order, calendar);
        }
        Stage::Closed | Stage::Cancelled | Stage::Returned => {}
    }
}

/// What has been found for one customer so far.
struct Found<'a> {
    rules: &'a Rulebook,
    watch: Watch,
    due: Vec<Telling>,
}

/// When a fact is to be told.
struct Moment {
    /// The moment itself.
    at: Time,
    /// Its age is counted from here; the same, unless the desk learned of it late.
    since: Time,
    /// The desk knew of the order from then on.
    seen: Time,
}

impl Moment {
    /// A moment in the life of `order`.
    fn of(order: &OrderFacts, at: Time) -> Moment {
        Moment {
            at,
            since: at,
            seen: order.seen_at,
        }
    }

    /// As soon as the desk sees the order that was placed (or reopened) at `since`.
    fn on_arrival(order: &OrderFacts, since: Time) -> Moment {
        let seen = order.seen_at;
        Moment {
            at: since.max(seen),
            since,
            seen,
        }
    }
}

impl Found<'_> {
    /// Tells it when its moment has come; `fact` makes the key, with the order and the kind.
    fn tell(&mut self, order: &OrderFacts, moment: &Moment, told: Told, fact: &str) {
        let key = key(&format!("o{}", order.id), told.kind().code(), fact);
        self.tell_as(Some(order.id), moment, told, key);
    }

    /// It was told as it stands.
    fn stands(&mut self, order: OrderId, told: Told, key: String) {
        self.due.push(Telling {
            order: Some(order),
            told,
            key,
            since: None,
            moment: self.watch.now(),
            expires_at: self.watch.now(),
            fresh: false,
        });
    }

    /// Tells it once to the customer about all that there is since a moment: the order or the call his messages began with
    /// may leave, and the next in line says nothing new.
    fn tell_since(&mut self, since: Time, order: Option<OrderId>, moment: &Moment, told: Told, key: String) {
        let before = self.due.len();
        self.tell_as(order, moment, told, key);
        for telling in &mut self.due[before..] {
            telling.since = Some(since);
        }
    }

    fn tell_as(&mut self, order: Option<OrderId>, moment: &Moment, told: Told, key: String) {
        if !self.watch.reached(moment.at) {
            return;
        }
        let expires_at = moment.since + told.kind().shelf_life();
        let stale = self.watch.reached(expires_at);
        self.due.push(Telling {
            order,
            told,
            key,
            since: None,
            moment: moment.at,
            expires_at,
            fresh: moment.at >= moment.seen && !stale,
        });
    }
}

fn key(whose: &str, what: &str, fact: &str) -> String {
    if fact.is_empty() {
        format!("{whose}:{what}")
    } else {
        format!("{whose}:{what}:{fact}")
    }
}
