//! ORDER: one order with its lines, its payments and what is due for it.

use serde::Serialize;

use super::MoneyJson;
use super::filled;
use super::object;
use super::stamp;
use super::time;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::incoming::source_and_shop;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcels::furthest_behind;
use crate::domain::product::LineStock;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::task::Task;
use crate::domain::time::Time;
use crate::reports::quantity;
use crate::view::card::Card;

/// The order of a card; `payments` are its own, oldest first: when, minor units, means.
pub fn order_json(card: &Card, order: &OrderRecord, payments: &[(Time, i64, Option<Means>)]) -> impl Serialize + use<> {
    let facts = &order.facts;
    let money = |minor| MoneyJson::new(minor, facts.currency);
    let own = |task: &&Task| task.order == Some(facts.id);
    let behind = furthest_behind(&order.parcels);
    let parcels = order.parcels.iter().filter(|_| !facts.goes_without_parcel());
    let source = card.source.as_ref().map(|(source, id)| (source_and_shop(source), id));
    let line = |(at, line)| line_with_stock(line, &card.stock.get(at).copied().unwrap_or_default(), facts.currency);
    object! {
        id: facts.id,
        number: order.number.clone(),
        source: source.map(|((source, _), _)| source.to_owned()),
        /// Of several that have the same system.
        shop: source.and_then(|((_, shop), _)| Some(shop?.to_owned())),
        /// As the settings or its host name it, where there are several.
        shop_name: filled(&card.shop),
        external_id: source.map(|(_, id)| id.clone()),
        channel: filled(&card.channel),
        stage: facts.stage,
        customer: customer(&card.customer),
        /// As the order itself names them, whosever card it hangs on.
        recipient: object! {
            name: filled(&order.texts.customer_name),
            phone: filled(&order.texts.customer_phone),
        },
        total: money(facts.total),
        paid: money(facts.paid),
        due: money(facts.due()),
        claims_paid: facts.payment_claim().and(order.claims_paid).map(money),
        terms: facts.terms,
        created_at: stamp(facts.created_at),
        contacted_at: time(facts.contacted_at),
        confirmed_at: time(facts.confirmed_at),
        number_at: time(facts.number_at),
        estimate_at: time(facts.estimate_at),
        handed_over_at: time(facts.handed_at),
        tracking_number: order.tracking_number.clone(),
        carrier: behind.and_then(|parcel| parcel.carrier).or(facts.carrier),
        arrived_at: time(facts.arrived_at),
        storage_until: time(facts.free_until),
        received_at: time(facts.received_at),
        returned_at: time(facts.returned_at),
        cancelled_at: time(facts.cancelled_at),
        reason: facts.reason,
        closed_at: time(facts.closed_at),
        promised: card.promise.map(|(from, until)| object! { from: stamp(from), until: stamp(until) }),
        attempts: facts.attempts,
        claimed_by: card.claim.as_ref().map(|claim| claim.operator.clone()),
        parcels: parcels.map(|parcel| parcel_json(parcel, facts, &card.followed)).collect::<Vec<_>>(),
        /// What comes back after receipt, the oldest first.
        returns: order.returns.iter().map(|one| return_json(one, facts, &card.followed)).collect::<Vec<_>>(),
        /// The order for whose returned goods this one is sent.
        exchanged_for: card.exchanged_for.clone(),
        lines: order.lines.iter().enumerate().map(line).collect::<Vec<_>>(),
        payments: payments
            .iter()
            .map(|(at, amount, means)| object! { at: stamp(*at), amount: money(*amount), means: *means })
            .collect::<Vec<_>>(),
        tasks: card.agenda.tasks.iter().filter(own).cloned().collect::<Vec<_>>(),
        next_at: time(card.agenda.upcoming.iter().find(own).map(|task| task.due)),
    }
}

/// Whose order it is.
fn customer(customer: &CustomerRecord) -> impl Serialize + use<> {
    let email = customer.contacts.iter().find(|c| c.kind == ContactKind::Email);
    let written = |contact: &ContactRecord| contact.norm.clone().unwrap_or_else(|| contact.raw.clone());
    object! {
        id: customer.id,
        name: filled(&customer.name).or_else(|| filled(&customer.company)),
        phone: customer.phone().map(written),
        email: email.map(written),
    }
}

/// One parcel of the order.
fn parcel_json(parcel: &Parcel, order: &OrderFacts, followed: &[FollowedParcel]) -> impl Serialize + use<> {
    let is_it =
        |told: &&FollowedParcel| told.position == parcel.position && parcel.number.as_deref() == Some(&told.number);
    object! {
        /// Its place among the order's parcels.
        parcel: parcel.position,
        tracking_number: parcel.number.clone(),
        carrier: parcel.carrier.or(order.carrier),
        number_at: time(parcel.number_at),
        estimate_at: time(parcel.estimate_at.or(order.estimate_at)),
        handed_over_at: time(parcel.handed_at),
        arrived_at: time(parcel.arrived_at),
        storage_until: time(parcel.free_until),
        hold_until: time(parcel.hold_until),
        received_at: time(parcel.received_at),
        returned_at: time(parcel.returned_at),
        refused_at: time(parcel.refused_at),
        lost_at: time(parcel.lost_at),
        /// What its carrier tells of it; nothing where it was not asked.
        news: followed.iter().find(is_it).map(|told| news(told, order)),
        /// What is in it; empty for all that is in no other.
        lines: parcel.contents.iter().map(packed).collect::<Vec<_>>(),
    }
}

/// What a carrier tells of a parcel.
fn news(told: &FollowedParcel, order: &OrderFacts) -> impl Serialize + use<> {
    let money = |minor| MoneyJson::new(minor, order.currency);
    object! {
        state: told.newest().and_then(|newest| newest.state),
        heard_at: time(told.heard_at),
        pickup_code: told.about.pickup_code.clone(),
        cod: told.about.cod.map(money),
        cod_paid: told.about.cod_paid,
        cost: told.about.cost.map(money),
        /// The oldest first.
        events: told.events.clone(),
    }
}

/// Goods that come back.
fn return_json(one: &GoodsReturn, order: &OrderFacts, followed: &[FollowedParcel]) -> impl Serialize + use<> {
    object! {
        #[serde(rename = "return")]
        id: one.id,
        made_at: stamp(one.made_at),
        reason: one.reason,
        condition: one.condition,
        instead: one.instead,
        amount: MoneyJson::new(one.amount, order.currency),
        tracking_number: one.number.clone(),
        carrier: one.carrier.or(order.carrier),
        back_at: time(one.back_at),
        /// The number of the order that was sent instead.
        exchanged_by: one.exchange.as_ref().map(|(_, number)| number.clone()),
        news: one.told(followed).map(|told| news(told, order)),
        lines: one.contents.iter().map(packed).collect::<Vec<_>>(),
    }
}

fn packed(packed: &Packed) -> impl Serialize + use<> {
    object! {
        sku: filled(&packed.sku),
        name: packed.name.clone(),
        quantity: quantity(packed.quantity_milli),
    }
}

/// A line whose amounts are in `currency`.
pub fn line_json(line: &Line, currency: Currency) -> impl Serialize + use<> {
    object! {
        sku: filled(&line.sku),
        name: line.name.clone(),
        parameters: filled(&line.parameters),
        quantity: quantity(line.quantity_milli),
        price: MoneyJson::new(line.price, currency),
        total: MoneyJson::new(line.total, currency),
    }
}

/// A line of the order with what the catalogue says of it; nothing more once the goods have left.
fn line_with_stock(line: &Line, stock: &LineStock, currency: Currency) -> impl Serialize + use<> {
    let money = |minor: i64| MoneyJson::new(minor, currency);
    object! {
        #[serde(flatten)]
        line: line_json(line, currency),
        stock: stock.stock_milli.map(quantity),
        out_of_stock: stock.is_short,
        promised_to_older: stock.is_promised,
        price_now: stock.price_now.map(money),
        price_rise: stock.rise.map(money),
    }
}
