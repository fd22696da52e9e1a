//! What is done with the parcels of an order: all of its parcels become one change.

use super::changes::Setter;
use crate::domain::action::Handing;
use crate::domain::action::OrderRecord;
use crate::domain::action::ParcelStep;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::action::Subject;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::order::Reason;
use crate::domain::parcels::current;
use crate::domain::parcels::is_something_left;
use crate::domain::parcels::next_position;
use crate::domain::parcels::project;
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
        let mut all = Parcels::of(order, |parcel| !parcel.is_over());
        if all.meant.is_empty() || is_something_left(&all.after, &order.lines) {
            all.add();
        }
        all
    }

    /// The parcels that have left; everything when none has.
    pub(super) fn on_their_way(order: &'a OrderRecord) -> Parcels<'a> {
        let sent = Parcels::of(order, |parcel| parcel.is_sent() && !parcel.is_over());
        if sent.meant.is_empty() {
            Parcels::all(order)
        } else {
            sent
        }
    }

    /// The parcels that came back, when with them the order did.
    pub(super) fn come_back(order: &'a OrderRecord) -> Parcels<'a> {
        let is_back = order.facts.returned_at.is_some();
        Parcels::of(order, |parcel| {
            is_back && parcel.returned_at.is_some() && !parcel.is_over()
        })
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

    /// At the pickup point, with the end of the free storage and of all by the terms of the order's carrier.
    pub(super) fn arrived(self, now: Time, storage: Option<(Time, Time)>) -> Parcels<'a> {
        self.handed(now).each(|parcel| {
            if parcel.arrived_at.is_some() || parcel.received_at.is_some() || parcel.returned_at.is_some() {
                return;
            }
            parcel.arrived_at = Some(now);
            if let Some((free, hold)) = storage.filter(|_| parcel.carrier.is_none()) {
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

    /// Their goods are to be sent again.
    pub(super) fn sent_again(self, now: Time) -> Parcels<'a> {
        self.each(|parcel| parcel.reopened_at = Some(now))
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

/// Something done with the one parcel at that place.
pub(super) fn of_parcel(
    order: &OrderRecord,
    subject: Subject<'_>,
    position: i64,
    step: ParcelStep,
) -> Result<Vec<Change>, Refusal> {
    let now = subject.now;
    let parcel = Parcels::of(order, |parcel| parcel.position == position);
    let named = order.parcels.iter().find(|parcel| parcel.position == position);
    let named = named.ok_or(Refusal::NoSuchParcel)?;
    if named.is_over() {
        return Err(Refusal::ParcelOver);
    }
    // What never left cannot come back.
    if matches!(step, ParcelStep::Refused | ParcelStep::Returned { .. }) && !named.is_sent() {
        return Err(Refusal::NotDispatched);
    }
    let done = match step {
        ParcelStep::Handed => parcel.handed(now),
        ParcelStep::Arrived => parcel.arrived(now, subject.storage),
        ParcelStep::Received => parcel.received(now),
        ParcelStep::Refused => parcel.refused(now),
        ParcelStep::Returned { reason } => return Ok(returned(parcel.returned(now), reason)),
    };
    Ok(Vec::from_iter(done.change()))
}

/// Parcels come back; the order does when the last of them has.
pub(super) fn returned(parcels: Parcels<'_>, reason: Reason) -> Vec<Change> {
    let order = parcels.order;
    let mut set = Setter::of(order);
    let mut after = order.facts.clone();
    project(&mut after, &parcels.after, &order.lines);
    set.changes.extend(parcels.change());
    if after.returned_at.is_some() {
        let before = order.facts.reason.map(Reason::int);
        set.value(Field::Reason, before.into(), reason.int().into());
    }
    set.changes
}

/// The number of a parcel and what else is known of it: of a new one, or in the place of what stood there.
pub(super) fn ship(order: &OrderRecord, subject: Subject<'_>, new: &Shipping) -> Result<Vec<Change>, Refusal> {
    let number = new.number.as_str();
    if number.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    let facts = &order.facts;
    let parcels = shipped(order, new)?;
    let is_meant = |parcel: &&Parcel| parcels.meant.contains(&parcel.position);
    let stands = parcels
        .after
        .iter()
        .find(is_meant)
        .and_then(|parcel| parcel.number.as_deref());
    // A colleague's number is not written over by one typed before it was there.
    let stands = stands.unwrap_or_default();
    if new.seen.as_ref().is_some_and(|seen| seen != stands) && stands != number {
        return Err(Refusal::ChangedMeanwhile);
    }
    let is_only = current(&parcels.after).count() == 1;
    let mut parcels = parcels.each(|parcel| {
        if parcel.number.as_deref() != Some(number) || parcel.number_at.is_none() {
            parcel.number_at = Some(subject.now);
        }
        parcel.number = Some(number.to_owned());
        if !new.contents.is_empty() {
            parcel.contents.clone_from(&new.contents);
        }
        if !is_only {
            let carrier = new.carrier.or(parcel.carrier);
            parcel.carrier = carrier.filter(|carrier| Some(*carrier) != facts.carrier);
            parcel.estimate_at = new.estimate.or(parcel.estimate_at);
        }
    });
    if new.handed == Handing::WithNumber {
        parcels = parcels.handed(subject.now);
    }
    let mut set = Setter {
        order,
        changes: Vec::from_iter(parcels.change()),
    };
    if is_only {
        let code = |carrier: Option<Carrier>| carrier.map(Carrier::int).into();
        set.value(Field::Carrier, code(facts.carrier), code(new.carrier.or(facts.carrier)));
        set.time(Field::EstimateAt, facts.estimate_at, new.estimate.or(facts.estimate_at));
    }
    Ok(set.changes)
}

/// The one of several parcels that waits for its number; none when several do.
fn without_number(order: &OrderRecord) -> Parcels<'_> {
    let parcels = Parcels::of(order, |parcel| parcel.number.is_none() && !parcel.is_finished());
    let is_one = parcels.meant.len() == 1;
    Parcels::of(order, |parcel| is_one && parcels.meant.contains(&parcel.position))
}

/// The parcels with the one that is meant; a number that one of them has already means that one. What is finished gets no
/// other number: that is one more parcel.
fn shipped<'a>(order: &'a OrderRecord, new: &Shipping) -> Result<Parcels<'a>, Refusal> {
    let has_it = |parcel: &Parcel| !parcel.is_over() && parcel.number.as_deref() == Some(&new.number);
    let known = Parcels::of(order, has_it);
    let open = order.parcels.iter().filter(|parcel| !parcel.is_finished()).count();
    let mut parcels = match new.which {
        WhichParcel::At(position) => {
            let named = order.parcels.iter().find(|parcel| parcel.position == position);
            let named = named.ok_or(Refusal::NoSuchParcel)?;
            if has_it(named) {
                return Ok(known);
            }
            if !known.meant.is_empty() {
                return Err(Refusal::NumberOfAnother);
            }
            if named.is_finished() {
                return Err(Refusal::ParcelOver);
            }
            return Ok(Parcels::of(order, |parcel| parcel.position == position));
        }
        WhichParcel::Only | WhichParcel::Another if !known.meant.is_empty() => known,
        WhichParcel::Only if open == 1 && current(&order.parcels).count() == 1 => {
            Parcels::of(order, |parcel| !parcel.is_finished())
        }
        WhichParcel::Only => without_number(order),
        WhichParcel::Another => Parcels::of(order, |_| false),
    };
    if parcels.meant.is_empty() {
        if new.which == WhichParcel::Only && open > 0 {
            return Err(Refusal::SeveralParcels);
        }
        parcels.add();
    }
    Ok(parcels)
}
