//! What carriers tell of parcels by themselves (R21): kept, and done to their orders in the carrier's name.

use super::Desk;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::parcel_news::follow;
use crate::domain::parcel_news::newest_known;
use crate::domain::parcel_news::unknown_of;
use crate::domain::parcels::alone;
use crate::domain::parcels::current;
use crate::domain::regulation::storage;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Scope;

/// Who asks the carriers: one process of all that work on the file.
const CARRIERS: &str = "carriers";
/// So long, without a renewal: a process that ended without a word is replaced then.
const HELD_FOR: Span = Span::seconds(25);

/// What came of an answer of a carrier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarrierCounts {
    /// Numbers that were asked about.
    pub asked: i64,
    /// Parcels of which something became known.
    pub news: i64,
    /// Orders that something was done to.
    pub changed: i64,
}

impl CarrierCounts {
    /// Both together.
    #[must_use]
    pub fn and(self, other: CarrierCounts) -> CarrierCounts {
        CarrierCounts {
            asked: self.asked + other.asked,
            news: self.news + other.news,
            changed: self.changed + other.changed,
        }
    }
}

impl Desk {
    /// Takes or renews the lease of who asks the carriers; false while another process has it, or where this one does no
    /// work by itself.
    pub fn lease_carriers(&mut self) -> Result<bool, DeskError> {
        self.lease_if_working(CARRIERS, HELD_FOR)
    }

    /// Gives it back.
    pub fn end_carriers(&mut self) -> Result<(), DeskError> {
        self.end_lease(CARRIERS)
    }

    /// How asking a carrier fares.
    pub fn carrier_state(&self, carrier: Carrier) -> Result<FeedState, DeskError> {
        self.feed_state(&carrier.feed_name())
    }

    /// A carrier answered, and is asked again at `next`.
    pub fn carrier_works(&mut self, carrier: Carrier, next: Time) -> Result<(), DeskError> {
        let now = self.now();
        self.feed_works(&carrier.feed_name(), next, Some(now))
    }

    /// A carrier that was asked at `began` does not answer, and is asked again at `next`.
    pub fn carrier_failed(
        &mut self,
        carrier: Carrier,
        trouble: &FeedTrouble,
        next: Time,
        began: Time,
    ) -> Result<(), DeskError> {
        self.feed_failed(&carrier.feed_name(), trouble, next, began)
    }

    /// Keeps the ticket that its carrier's answer is asked for by, beside how it fares; none: forgets it.
    pub fn keep_carrier_ticket(&mut self, carrier: Carrier, ticket: Option<&str>) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.keep_feed_cursor(&carrier.feed_name(), ticket)?;
        Ok(write.tx.commit()?)
    }

    /// Does what somebody wants of asking a carrier.
    pub fn touch_carrier(&mut self, carrier: Carrier, touch: FeedTouch) -> Result<(), DeskError> {
        self.touch_feed(&carrier.feed_name(), touch)
    }

    /// The numbers a carrier is to be asked about that were not heard of since `heard_by`, the longest unheard first.
    pub fn numbers_to_ask(&self, carrier: Carrier, heard_by: Time, limit: usize) -> Result<Vec<String>, DeskError> {
        Ok(self.store.numbers_to_ask(carrier, self.now(), heard_by, limit)?)
    }

    /// How many numbers a carrier is asked about.
    pub fn numbers_followed(&self, carrier: Carrier) -> Result<i64, DeskError> {
        Ok(self.store.numbers_followed(carrier, self.now())?)
    }

    /// Something may have become of a parcel: its carrier is asked about it as soon as it is looked whom to ask.
    pub fn carrier_hinted(&mut self, carrier: Carrier, number: &str) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        for (order, position) in write.tx.parcels_of_number(carrier, number)? {
            write.tx.forget_parcel_heard(order, position)?;
        }
        Ok(write.tx.commit()?)
    }

    /// Takes in what a carrier told of the numbers it was asked about; told again, it changes nothing.
    pub fn carrier_told(
        &mut self,
        carrier: Carrier,
        asked: &[String],
        told: &[ParcelNews],
    ) -> Result<CarrierCounts, DeskError> {
        let mut counts = CarrierCounts {
            asked: i64::try_from(asked.len()).unwrap_or(i64::MAX),
            ..CarrierCounts::default()
        };
        for news in told {
            for (order, position) in self.store.parcels_of_number(carrier, &news.number)? {
                if !self.is_news(order, position, news)? {
                    continue;
                }
                let name = carrier.code().to_owned();
                let done = self.as_operator(Some(name), |desk| desk.follow_parcel(order, position, news))?;
                counts.news += 1;
                counts.changed += i64::from(done);
            }
        }
        let write = DeskTx::begin(self)?;
        for number in asked {
            for (order, position) in write.tx.parcels_of_number(carrier, number)? {
                write.tx.heard_of_parcel(order, position, number)?;
            }
        }
        write.tx.commit()?;
        Ok(counts)
    }

    /// Whether something of it is not known yet: most answers say nothing new, and those write nothing.
    fn is_news(&self, order: OrderId, position: i64, news: &ParcelNews) -> Result<bool, DeskError> {
        let Some(record) = self.store.order(order)? else {
            return Ok(false);
        };
        let known = known_of(self.store.followed_parcels(order)?, position, news);
        let unknown = unknown_of(&news.events, &known.events, record.facts.created_at, self.now());
        Ok(!unknown.is_empty() || news.about.clone().over(known.about.clone()) != known.about)
    }

    fn follow_parcel(&mut self, order: OrderId, position: i64, news: &ParcelNews) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let now = write.tx.now();
        // It may have got another number meanwhile, or be no parcel of the order any more.
        let is_it = |parcel: &&Parcel| parcel.position == position && parcel.number.as_deref() == Some(&news.number);
        let Some(order) = write.tx.order(order)? else {
            return Ok(false);
        };
        let returned = order.returns.iter().find(|one| one.position() == position);
        let returned = returned.filter(|one| one.number.as_deref() == Some(&news.number));
        let parcel = order.parcels.iter().find(is_it);
        if parcel.is_none() && returned.is_none() {
            return Ok(false);
        }
        let id = order.facts.id;
        let known = known_of(write.tx.followed_parcels(id)?, position, news);
        let unknown = unknown_of(&news.events, &known.events, order.facts.created_at, now);
        let mut follows = known.clone();
        follows.events.extend(unknown.iter().cloned());
        follows.events.sort_by_key(|event| event.at);
        follows.about = news.about.clone().over(known.about.clone());
        write.tx.heard_of_parcel(id, position, &news.number)?;
        write.tx.keep_parcel_news(id, &follows, &unknown)?;
        let changes = match (parcel, returned) {
            (Some(parcel), _) => write.followed(&order, parcel, &known, &follows, news.estimate_at),
            (None, returned) => returned.map(|one| came_back(one, &follows, now)).unwrap_or_default(),
        };
        let mut applied = Vec::with_capacity(changes.len());
        for change in &changes {
            applied.push(write.tx.apply(change)?);
        }
        let facts = write.tx.refresh(order.facts.customer, Scope::Live(&[id]))?;
        let is_changed = !applied.is_empty();
        if is_changed {
            let kind = parcel.map_or(ActionKind::ReturnBack, |parcel| kind_of(parcel, &applied));
            let entry = write.entry(kind, Some(id), order.facts.customer, Some(&applied))?;
            write.tell(&facts, Some(entry))?;
            write.want_of_shop(&order, &applied)?;
        }
        write.tx.commit()?;
        Ok(is_changed)
    }
}

impl DeskTx<'_> {
    /// What of the order follows from news of one of its parcels: nothing of one that is over, is not agreed yet, or of which
    /// the news is old.
    fn followed(
        &self,
        order: &OrderRecord,
        parcel: &Parcel,
        known: &FollowedParcel,
        follows: &FollowedParcel,
        estimate: Option<Time>,
    ) -> Vec<Change> {
        let under_way = [Stage::Confirmed, Stage::Ready, Stage::Dispatched, Stage::Arrived];
        let moved = newest_known(&known.events) != newest_known(&follows.events);
        let kept = (known.about.free_until, known.about.hold_until);
        let is_kept_longer =
            parcel.arrived_at.is_some() && kept != (follows.about.free_until, follows.about.hold_until);
        if !under_way.contains(&order.facts.stage) || !(moved || is_kept_longer) {
            return Vec::new();
        }
        let mut after = parcel.clone();
        let facts = alone(&order.facts, parcel);
        let usual = |arrived| storage(&facts, arrived, self.rules);
        follow(&mut after, &follows.events, &follows.about, self.tx.now(), usual);
        let is_only = current(&order.parcels).count() == 1;
        let estimate = estimate.filter(|_| facts.estimate_at.is_none() && after.arrived_at.is_none());
        if !is_only {
            after.estimate_at = after.estimate_at.or(estimate);
        }
        let mut changes = Vec::new();
        if after != *parcel {
            let mut parcels = order.parcels.clone();
            let places = parcels.iter_mut();
            places
                .filter(|parcel| parcel.position == after.position)
                .for_each(|parcel| parcel.clone_from(&after));
            changes.push(Change::Parcels {
                order: order.facts.id.0,
                before: order.parcels.clone(),
                after: parcels,
            });
        }
        if let (true, Some(at)) = (is_only, estimate) {
            changes.push(Change::Set {
                entity: Entity::Order,
                id: order.facts.id.0,
                field: Field::EstimateAt,
                before: order.facts.estimate_at.into(),
                after: at.into(),
            });
        }
        changes
    }
}

/// The parcel of a return that was given out is given out to the shop: it has the goods again.
fn came_back(of: &GoodsReturn, follows: &FollowedParcel, now: Time) -> Vec<Change> {
    let newest = newest_known(&follows.events).filter(|newest| newest.state == Some(ParcelState::Received));
    let back = newest.filter(|_| of.back_at.is_none()).map(|newest| Change::Set {
        entity: Entity::Return,
        id: of.id,
        field: Field::BackAt,
        before: Value::Null,
        after: newest.at.min(now).into(),
    });
    Vec::from_iter(back)
}

/// What was known of the parcel by that number.
fn known_of(of_order: Vec<FollowedParcel>, position: i64, news: &ParcelNews) -> FollowedParcel {
    let known = of_order.into_iter().find(|known| known.position == position);
    known
        .filter(|known| known.number == news.number)
        .unwrap_or_else(|| FollowedParcel {
            position,
            number: news.number.clone(),
            ..FollowedParcel::default()
        })
}

/// What a person would have done to say so.
fn kind_of(before: &Parcel, changes: &[Change]) -> ActionKind {
    let parcels = changes.iter().find_map(|change| match change {
        Change::Parcels { after, .. } => after.iter().find(|parcel| parcel.position == before.position),
        _ => None,
    });
    let Some(after) = parcels else {
        return ActionKind::Followed;
    };
    let became = |field: fn(&Parcel) -> Option<Time>| field(before).is_none() && field(after).is_some();
    if became(|parcel| parcel.received_at) {
        ActionKind::Received
    } else if became(|parcel| parcel.refused_at) {
        ActionKind::ParcelRefused
    } else if became(|parcel| parcel.arrived_at) && after.lost_at.is_none() {
        ActionKind::Arrived
    } else if became(|parcel| parcel.handed_at) && after.lost_at.is_none() {
        ActionKind::Handed
    } else {
        ActionKind::Followed
    }
}
