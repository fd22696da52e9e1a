//! What is packed and handed over now, for a packing list and a courier's sheet (R18, R20); and what comes back (R21).

use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::coded::coded;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::parcels::current;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;

/// A parcel that is given to its carrier.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedParcel {
    /// Who carries it.
    pub carrier: Option<Carrier>,
    /// Its number; none while it has none.
    pub number: Option<String>,
    /// What the carrier takes for the shop, minor units: it stands at the first parcel of an order.
    pub cod: Option<i64>,
    /// Whom it is for: as the order names them, else as their card does.
    pub receiver: String,
    /// Their phone, likewise.
    pub phone: String,
    /// The order.
    pub order: OrderRecord,
}

/// An order whose goods come back.
#[derive(Clone, Debug, PartialEq)]
pub struct ComingBack {
    /// Which, and how it is called.
    pub order: OrderId,
    /// As the shop writes it.
    pub number: String,
    /// Whose.
    pub customer: String,
    /// Who carries it, as far as that is known.
    pub carrier: Option<Carrier>,
    /// How far it is.
    pub how: WayBack,
    /// Since when.
    pub since: Time,
    /// What is to be given back for it, minor units of `currency`.
    pub refund: i64,
    /// Of the refund.
    pub currency: Currency,
}

coded! {
    /// How far goods are that come back.
    pub enum WayBack {
        /// The customer refused them, or their storage is over.
        Going "going_back",
        /// Said to have come back, and not in stock yet.
        Back "back",
    }
}

/// What came back longer ago is looked for by nobody.
const LOOKED_FOR: Span = Span::days(90);
/// No order is on the way and back for longer.
const WAY: Span = Span::days(180);

/// The orders whose goods come back or did, and are not in stock again; the longest first.
pub fn coming_back(look: &Look<'_>) -> Result<Vec<ComingBack>, StoreError> {
    let mut facts: Vec<(OrderFacts, WayBack, Time)> = Vec::new();
    look.store
        .live_customers(&[Stage::Dispatched, Stage::Arrived], |orders| {
            let going = orders.iter().filter(|order| !order.goes_without_parcel());
            facts.extend(going.filter_map(|order| {
                let over = order.hold_until.filter(|hold| *hold <= look.now);
                let since = order.parcel_refused().or(over)?;
                Some((order.clone(), WayBack::Going, since))
            }));
        })?;
    let back = look.store.returned_and_not_in_stock(look.now - WAY)?;
    for order in look.store.order_facts_of(&back)? {
        if let Some(at) = order.returned_at.filter(|at| *at >= look.now - LOOKED_FOR) {
            facts.push((order, WayBack::Back, at));
        }
    }
    facts.sort_by_key(|(order, _, since)| (*since, order.id));
    let keys: Vec<_> = facts
        .iter()
        .map(|(order, ..)| (order.customer, Some(order.id)))
        .collect();
    let texts = look.store.row_texts(&keys)?;
    let found = facts.into_iter().zip(keys).map(|((order, how, since), key)| {
        let text = texts.get(&key);
        ComingBack {
            order: order.id,
            number: text.map(|text| text.number.clone()).unwrap_or_default(),
            customer: text.map(|text| text.customer.clone()).unwrap_or_default(),
            carrier: order.carrier,
            how,
            since,
            refund: if how == WayBack::Back { order.paid.max(0) } else { 0 },
            currency: order.currency,
        }
    });
    Ok(found.collect())
}

/// The orders that are ready to be packed, by carrier and as they became ready.
pub fn to_pack(look: &Look<'_>) -> Result<Vec<OrderId>, StoreError> {
    let mut found: Vec<(Option<Carrier>, Option<Time>, OrderId)> = Vec::new();
    let waits = |order: &&OrderFacts| order.carrier != Some(Carrier::None) && order.handed_at.is_none();
    look.store.live_customers(&[Stage::Ready], |orders| {
        let ready = orders.iter().filter(waits);
        found.extend(ready.map(|order| (order.carrier, order.ready_at, order.id)));
    })?;
    found.sort_unstable();
    Ok(found.into_iter().map(|(.., order)| order).collect())
}

/// The parcels with a number that are handed over: since `since`, or still to be; of these orders all, where some are named.
pub fn to_hand_over(look: &Look<'_>, since: Time, only: &[OrderId]) -> Result<Vec<HandedParcel>, StoreError> {
    let mut orders: Vec<OrderFacts> = Vec::new();
    if only.is_empty() {
        let stages = [Stage::Confirmed, Stage::Ready, Stage::Dispatched, Stage::Arrived];
        look.store.live_customers(&stages, |of| {
            let sent = of.iter().filter(|order| !order.goes_without_parcel());
            // Of several parcels the order names the one furthest behind: each is looked at.
            let is_of_today =
                |order: &&OrderFacts| is_in_parts(order) || is_now(order.number_at, order.handed_at, since);
            orders.extend(sent.filter(is_of_today).cloned());
        })?;
    } else {
        orders = look.store.order_facts_of(only)?;
    }
    let mut found = Vec::new();
    for facts in orders {
        let Some(on_card) = look.store.order_on_card(facts.id)? else {
            continue;
        };
        let order = on_card.order;
        let is_wanted = |parcel: &&Parcel| !only.is_empty() || is_now(parcel.number_at, parcel.handed_at, since);
        let parcels: Vec<Parcel> = current(&order.parcels).filter(is_wanted).cloned().collect();
        let owed = facts.owed();
        let text = look.store.row_text(facts.customer, Some(facts.id))?;
        let named = |own: &String, card: &String| if own.is_empty() { card.clone() } else { own.clone() };
        let cod = (facts.terms == Terms::OnDelivery && owed > 0).then_some(owed);
        for (at, parcel) in parcels.into_iter().enumerate() {
            found.push(HandedParcel {
                carrier: parcel.carrier.or(facts.carrier),
                number: parcel.number,
                cod: cod.filter(|_| at == 0),
                receiver: named(&order.texts.customer_name, &text.customer),
                phone: named(&order.texts.customer_phone, &text.phone),
                order: order.clone(),
            });
        }
    }
    found.sort_by(|a, b| {
        let by = |of: &HandedParcel| (of.carrier, of.order.number.clone(), of.number.clone());
        by(a).cmp(&by(b))
    });
    Ok(found)
}

fn is_in_parts(order: &OrderFacts) -> bool {
    order.marks.has(CustomerFlags::IN_PARTS)
}

/// It has its number, and left then or has not left yet.
fn is_now(number_at: Option<Time>, handed_at: Option<Time>, since: Time) -> bool {
    number_at.is_some() && handed_at.is_none_or(|handed| handed >= since)
}
