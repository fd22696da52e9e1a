//! The customer's card: everything the screen beside the list shows of one customer and one of their orders.

use chrono_tz::Tz;

use super::same_person;
use super::same_person::Alike;
use super::same_person::Merged;
use super::stock;
use super::timeline::ORDERS;
use super::timeline::timeline;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::claim::Claim;
use crate::domain::history::TimelineItem;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;
use crate::domain::order_merge::Difference;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::product::LineStock;
use crate::domain::regulation::Waiting;
use crate::domain::regulation::agenda;
use crate::domain::regulation::promise;
use crate::domain::regulation::waiting;
use crate::domain::script_point::ScriptPoint;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::task::Agenda;
use crate::domain::time::Time;
use crate::store::OrderOnCard;
use crate::store::OrderRow;
use crate::store::StoreError;
use crate::store::look::Look;

/// A card as read in one read transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Whose.
    pub customer: CustomerRecord,
    /// The order in view.
    pub order: Option<OrderRecord>,
    /// What its carriers tell of its parcels (R21).
    pub followed: Vec<FollowedParcel>,
    /// What the catalogue says of each of its lines (R11, R16).
    pub stock: Vec<LineStock>,
    /// The order's channel.
    pub channel: String,
    /// Where the order came from (`woocommerce`, `csv`, `desk`) and its id there; of a customer's card where their newest
    /// order did, without an id.
    pub source: Option<(String, String)>,
    /// Which shop it is of, where there are several; else empty.
    pub shop: String,
    /// The customer's orders, newest first, the one in view among them; at most 50.
    pub orders: Vec<OrderBrief>,
    /// What is due and will be for the customer.
    pub agenda: Agenda,
    /// When nothing is due for the order in view: what it waits for.
    pub waiting: Option<Waiting>,
    /// A call promised for the order in view (R5).
    pub promise: Option<(Time, Time)>,
    /// Who holds them.
    pub claim: Option<Claim>,
    /// The points of scripts that were gone through for the order in view, else for the customer (R34).
    pub ticks: Vec<ScriptPoint>,
    /// What happened, newest first; at most 200.
    pub timeline: Vec<TimelineItem>,
    /// How the shop's version differs from ours, while that waits.
    pub differences: Vec<Difference>,
    /// The customer's clock: minutes east of UTC now, and whether they may be called (R36).
    pub clock: CustomerClock,
    /// Number of the order this one probably repeats.
    pub duplicate_number: Option<String>,
    /// Number of the order for whose returned goods this one is sent.
    pub exchanged_for: Option<String>,
    /// Customers who may be the same person.
    pub alike: Vec<Alike>,
    /// Those who have become one with them.
    pub merged: Vec<Merged>,
}

/// The customer's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerClock {
    /// Minutes east of UTC at the moment the card was read.
    pub offset_minutes: i32,
    /// False between 21:00 and 8:00 there.
    pub callable: bool,
    /// The zone it goes by.
    pub zone: Tz,
}

/// One of the customer's orders in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderBrief {
    /// Which.
    pub id: OrderId,
    /// As the shop writes it.
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it was placed.
    pub created_at: Time,
    /// Minor units of `currency`.
    pub total: i64,
    /// Of the total.
    pub currency: crate::domain::money::Currency,
}

/// A card; `None` when there is no such order or customer.
pub fn card(look: &Look<'_>, key: CardKey) -> Result<Option<Card>, StoreError> {
    let Look { store, rules, now, .. } = *look;
    let (kind, about) = key.sort_and_id();
    store.announce("card", kind, &[about.into()], now);
    let on_card = match key {
        CardKey::Order(id) => match store.order_on_card(id)? {
            Some(order) => Some(order),
            None => return Ok(None),
        },
        CardKey::Customer(_) => None,
    };
    let id = match (&on_card, key) {
        (Some(on_card), _) => on_card.order.facts.customer,
        (None, CardKey::Customer(id)) => store.survivor(id)?,
        (None, CardKey::Order(_)) => return Ok(None),
    };
    let Some(found) = store.customer_on_card(id, now, rules.regulation().claim_lapse, ORDERS)? else {
        return Ok(None);
    };
    let shop_of = |order: &OrderOnCard| {
        let kept = order.source.as_ref().filter(|_| order.has_several_sources);
        kept.map_or_else(String::new, |(kept, _)| rules.settings().source_label(kept).to_owned())
    };
    let shop = on_card.as_ref().map(shop_of).unwrap_or_default();
    let (stock, channel, source, duplicate_number) = match &on_card {
        Some(on_card) => (
            stock::of_lines(rules, on_card),
            on_card.channel.clone(),
            on_card.source.clone(),
            on_card.duplicate_number.clone(),
        ),
        None => (Vec::new(), String::new(), newest_source(look, &found.orders)?, None),
    };
    let ticks = match &on_card {
        Some(on_card) if on_card.has_ticks => store.ticks(RowKey::Order(on_card.order.facts.id))?,
        None if found.has.ticks => store.ticks(RowKey::Customer(id))?,
        _ => Vec::new(),
    };
    let exchanged_for = on_card.as_ref().and_then(|on_card| on_card.exchanged_for.clone());
    let order = on_card.map(|on_card| on_card.order);
    let followed = match &order {
        Some(order) if order.tracking_number.is_some() || !order.returns.is_empty() => {
            store.followed_parcels(order.facts.id)?
        }
        _ => Vec::new(),
    };
    let differences = match &order {
        Some(order) if order.facts.shop_changed_at.is_some() => super::order::differences(store, order)?,
        _ => Vec::new(),
    };
    let alike = if found.has.shared {
        same_person::alike(store, &found.customer)?
    } else {
        Vec::new()
    };
    let merged = if found.has.merged {
        same_person::merged(store, id)?
    } else {
        Vec::new()
    };
    let facts = &found.facts;
    let calendar = rules.calendar(facts.zone);
    let local = calendar.customer_local(now);
    let offset = local.and_utc().timestamp_millis() - now.0;
    Ok(Some(Card {
        alike,
        merged,
        orders: found.orders.iter().map(brief).collect(),
        agenda: agenda(facts, rules, now),
        waiting: order.as_ref().map(|o| waiting(&o.facts)),
        promise: order.as_ref().and_then(|o| promise(facts, &o.facts, rules, now)),
        ticks,
        timeline: timeline(store, &found, now)?,
        clock: CustomerClock {
            offset_minutes: i32::try_from(offset.div_euclid(60_000)).unwrap_or(0),
            callable: rules.regulation().calls_between.contains(local.time()),
            zone: calendar.customer_zone(),
        },
        customer: found.customer,
        order,
        followed,
        stock,
        channel,
        source,
        shop,
        claim: found.claim.map(Claim::from),
        differences,
        duplicate_number,
        exchanged_for: exchanged_for.map(|(_, number)| number),
    }))
}

/// Where the newest of their orders came from: that shop is the one a customer knows.
fn newest_source(look: &Look<'_>, orders: &[OrderRow]) -> Result<Option<(String, String)>, StoreError> {
    let newest = orders.iter().map(|order| order.facts.id).max();
    let Some(newest) = newest.filter(|_| !look.rules.settings().sources.is_empty()) else {
        return Ok(None);
    };
    let source = look.store.sources_of(&[newest])?.remove(&newest);
    Ok(source.map(|source| (source, String::new())))
}

fn brief(row: &OrderRow) -> OrderBrief {
    OrderBrief {
        id: row.facts.id,
        number: row.number.clone(),
        stage: row.facts.stage,
        created_at: row.facts.created_at,
        total: row.facts.total,
        currency: row.facts.currency,
    }
}
