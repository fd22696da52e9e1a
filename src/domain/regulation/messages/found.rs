//! Messages found due, with the moment and the key of the fact told.

use crate::domain::ids::OrderId;
use crate::domain::message::MessageBody;
use crate::domain::message::ShelfLife;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::draft::Watch;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

/// One fact that is to be told, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// About which order; none for a call without one.
    pub order: Option<OrderId>,
    /// The fact.
    pub told: MessageBody,
    /// The fact's own key: one message for each, ever. Who knows the goods and the texts makes that of
    /// [`MessageKind::Accepted`](crate::domain::message::MessageKind::Accepted) whole.
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

/// What has been found for one customer so far.
pub(super) struct Found<'a> {
    pub(super) rules: &'a Rulebook,
    pub(super) watch: Watch,
    pub(super) due: Vec<Telling>,
    /// Which of several parcels is told of.
    pub(super) parcel: Option<Parcel>,
}

/// When a fact is to be told.
pub(super) struct Moment {
    /// The moment itself.
    pub(super) at: Time,
    /// Its age is counted from here; the same, unless the desk learned of it late.
    pub(super) since: Time,
    /// The desk knew of the order from then on.
    pub(super) seen: Time,
}

impl Moment {
    /// A moment in the life of `order`.
    pub(super) fn of(order: &OrderFacts, at: Time) -> Moment {
        Moment {
            at,
            since: at,
            seen: order.seen_at,
        }
    }

    /// As soon as the desk sees the order that was placed (or reopened) at `since`.
    pub(super) fn on_arrival(order: &OrderFacts, since: Time) -> Moment {
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
    pub(super) fn tell(&mut self, order: &OrderFacts, moment: &Moment, told: MessageBody, fact: &str) {
        let whose = match &self.parcel {
            Some(parcel) if parcel.position > 1 => format!("o{}p{}", order.id, parcel.position),
            _ => format!("o{}", order.id),
        };
        let key = key(&whose, told.kind().code(), fact);
        self.tell_as(Some(order.id), moment, told, key);
    }

    /// The number of the parcel that is told of, where the order has several; of an only one the desk fills it in.
    pub(super) fn number(&self) -> String {
        let number = self.parcel.as_ref().and_then(|parcel| parcel.number.clone());
        number.unwrap_or_default()
    }

    /// It was told as it stands.
    pub(super) fn stands(&mut self, order: OrderId, told: MessageBody, key: String) {
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

    /// Tells it once to the customer about all that there is since a moment: the order or the call their messages began with
    /// may leave, and the next in line says nothing new.
    pub(super) fn tell_since(
        &mut self,
        since: Time,
        order: Option<OrderId>,
        moment: &Moment,
        told: MessageBody,
        key: String,
    ) {
        let before = self.due.len();
        self.tell_as(order, moment, told, key);
        for telling in &mut self.due[before..] {
            telling.since = Some(since);
        }
    }

    pub(super) fn tell_as(&mut self, order: Option<OrderId>, moment: &Moment, told: MessageBody, key: String) {
        if !self.watch.reached(moment.at) {
            return;
        }
        let expires_at = match told.kind().shelf_life() {
            ShelfLife::For(span) => moment.since + span,
            ShelfLife::WorkingDay => self.end_of_working_day(moment.since),
        };
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

    /// The end of the first working day after the day of `since` on which the desk ran, or may still run. Where it is not
    /// known when it ran, it is taken to have run every day: an old file does not flood its customers.
    fn end_of_working_day(&self, since: Time) -> Time {
        let calendar = self.rules.calendar(None);
        let next_day = calendar.end_of_day(since);
        let first = match self.rules.last_ran() {
            Some(ran) if ran >= next_day => ran,
            Some(_) => next_day.max(calendar.day_at(self.watch.now(), 0, 0, 0)),
            None => next_day,
        };
        calendar.end_of_day(calendar.working().next_open(first))
    }
}

pub(super) fn key(whose: &str, what: &str, fact: &str) -> String {
    if fact.is_empty() {
        format!("{whose}:{what}")
    } else {
        format!("{whose}:{what}:{fact}")
    }
}
