//! What is done with the parcels of an order: all of its parcels become one change.

use super::changes::Setter;
use crate::domain::action::Handing;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::parcels::is_something_left;
use crate::domain::parcels::next_position;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

/// The parcels of an order, some of which something is done with.
pub(super) struct Parcels<'a> {
    order: &'a OrderRecord,
    after: Vec<Parcel>,
    /// The places of those that something is done with.
    meant: Vec<i64>,
}

impl<'a> Parcels<'a> {
    fn of(order: &'a OrderRecord, is_meant: impl Fn(&Parcel) -> bool) -> Parcels<'a> {
        let meant = order.parcels.iter().filter(|parcel| is_meant(parcel));
        Parcels {
            order,
            meant: meant.map(|parcel| parcel.position).collect(),
            after: order.parcels.clone(),
        }
    }

    /// Everything that was ordered: all parcels, and what is in none yet as one more.
    pub(super) fn all(order: &'a OrderRecord) -> Parcels<'a> {
        let mut all = Parcels::of(order, |_| true);
        if all.after.is_empty() || is_something_left(&all.after, &order.lines) {
            all.add();
        }
        all
    }

    /// The parcels that have left; everything when none has.
    pub(super) fn on_their_way(order: &'a OrderRecord) -> Parcels<'a> {
        let sent = Parcels::of(order, |parcel| parcel.handed_at.is_some());
        if sent.meant.is_empty() {
            Parcels::all(order)
        } else {
            sent
        }
    }

    fn add(&mut self) {
        let position = next_position(&self.after);
        self.after.push(Parcel {
            position,
            ..Parcel::default()
        });
        self.meant.push(position);
    }

    fn each(mut self, set: impl FnMut(&mut Parcel)) -> Parcels<'a> {
        let meant = &self.meant;
        let parcels = self.after.iter_mut();
        parcels.filter(|parcel| meant.contains(&parcel.position)).for_each(set);
        self
    }

    /// Handed over to the carrier.
    pub(super) fn handed(self, now: Time) -> Parcels<'a> {
        self.each(|parcel| parcel.handed_at = parcel.handed_at.or(Some(now)))
    }

    /// At the pickup point, with the end of the free storage and of all.
    pub(super) fn arrived(self, now: Time, storage: Option<(Time, Time)>) -> Parcels<'a> {
        self.handed(now).each(|parcel| {
            if parcel.arrived_at.is_some() || parcel.received_at.is_some() || parcel.returned_at.is_some() {
                return;
            }
            parcel.arrived_at = Some(now);
            if let Some((free, hold)) = storage {
                (parcel.free_until, parcel.hold_until) = (Some(free), Some(hold));
            }
        })
    }

    /// With the customer.
    pub(super) fn received(self, now: Time) -> Parcels<'a> {
        self.handed(now).each(|parcel| {
            let is_over = parcel.returned_at.is_some();
            parcel.received_at = parcel.received_at.or(Some(now).filter(|_| !is_over));
        })
    }

    /// Refused at the counter or on the phone.
    pub(super) fn refused(self, now: Time) -> Parcels<'a> {
        self.each(|parcel| {
            if parcel.received_at.is_none() && parcel.returned_at.is_none() {
                parcel.refused_at = Some(now);
            }
        })
    }

    /// Come back.
    pub(super) fn returned(self, now: Time) -> Parcels<'a> {
        self.each(|parcel| parcel.returned_at = parcel.returned_at.or(Some(now)))
    }

    /// They did not come back after all.
    pub(super) fn back_again(self) -> Parcels<'a> {
        self.each(|parcel| parcel.returned_at = None)
    }

    /// What all of it changes; none when it is so already.
    pub(super) fn change(mut self) -> Option<Change> {
        self.after.retain(|parcel| !parcel.is_blank());
        (self.after != self.order.parcels).then(|| Change::Parcels {
            order: self.order.facts.id.0,
            before: self.order.parcels.clone(),
            after: self.after,
        })
    }
}

/// The number of the first parcel, or another number in its place.
pub(super) fn ship(
    order: &OrderRecord,
    subject: Subject<'_>,
    number: &str,
    carrier: Option<Carrier>,
    handed: Handing,
) -> Result<Vec<Change>, Refusal> {
    if number.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    let facts = &order.facts;
    let mut parcels = Parcels::of(order, |_| false);
    match order.parcels.first() {
        Some(first) => parcels.meant.push(first.position),
        None => parcels.add(),
    }
    let mut parcels = parcels.each(|parcel| {
        if parcel.number.as_deref() != Some(number) || parcel.number_at.is_none() {
            parcel.number_at = Some(subject.now);
        }
        parcel.number = Some(number.to_owned());
    });
    if handed == Handing::WithNumber {
        parcels = parcels.handed(subject.now);
    }
    let mut set = Setter {
        order,
        changes: Vec::from_iter(parcels.change()),
    };
    let carrier = carrier.or(facts.carrier);
    set.value(
        Field::Carrier,
        facts.carrier.map(Carrier::int).into(),
        carrier.map(Carrier::int).into(),
    );
    Ok(set.changes)
}
