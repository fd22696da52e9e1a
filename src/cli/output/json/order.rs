//! ORDER: one order with its lines, its payments and what is due for it.

use serde::Serialize;
use serde_json::Number;

use super::MoneyShape;
use super::filled;
use super::stamp;
use super::time;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::incoming::source_and_shop;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelState;
use crate::domain::parcels::furthest_behind;
use crate::domain::product::LineStock;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::task::Task;
use crate::domain::time::Time;
use crate::reports::quantity;
use crate::view::card::Card;

/// Who receives an order.
#[derive(Clone, Debug, Serialize)]
struct RecipientShape {
    name: Option<String>,
    phone: Option<String>,
}

/// One order.
#[derive(Clone, Debug, Serialize)]
pub struct OrderShape {
    id: i64,
    number: String,
    source: Option<String>,
    /// Of several that have the same system.
    shop: Option<String>,
    /// As the settings or its host name it, where there are several.
    shop_name: Option<String>,
    external_id: Option<String>,
    channel: Option<String>,
    stage: &'static str,
    customer: WhoseShape,
    /// As the order itself names them, whosever card it hangs on.
    recipient: RecipientShape,
    total: MoneyShape,
    paid: MoneyShape,
    due: MoneyShape,
    claims_paid: Option<MoneyShape>,
    terms: &'static str,
    created_at: String,
    contacted_at: Option<String>,
    confirmed_at: Option<String>,
    number_at: Option<String>,
    estimate_at: Option<String>,
    handed_over_at: Option<String>,
    tracking_number: Option<String>,
    carrier: Option<&'static str>,
    arrived_at: Option<String>,
    storage_until: Option<String>,
    received_at: Option<String>,
    returned_at: Option<String>,
    cancelled_at: Option<String>,
    reason: Option<&'static str>,
    closed_at: Option<String>,
    promised: Option<PromiseShape>,
    attempts: i64,
    claimed_by: Option<String>,
    parcels: Vec<ParcelShape>,
    /// What comes back after receipt, the oldest first.
    returns: Vec<ReturnShape>,
    /// The order for whose returned goods this one is sent.
    exchanged_for: Option<String>,
    lines: Vec<OrderLineShape>,
    payments: Vec<PaymentShape>,
    tasks: Vec<TaskShape>,
    next_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct WhoseShape {
    id: i64,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct PromiseShape {
    from: String,
    until: String,
}

/// One line of an order.
#[derive(Clone, Debug, Serialize)]
pub struct LineShape {
    sku: Option<String>,
    name: String,
    parameters: Option<String>,
    quantity: Number,
    price: MoneyShape,
    total: MoneyShape,
}

/// One parcel of the order.
#[derive(Clone, Debug, Serialize)]
struct ParcelShape {
    /// Its place among the order's parcels.
    parcel: i64,
    tracking_number: Option<String>,
    carrier: Option<&'static str>,
    number_at: Option<String>,
    estimate_at: Option<String>,
    handed_over_at: Option<String>,
    arrived_at: Option<String>,
    storage_until: Option<String>,
    hold_until: Option<String>,
    received_at: Option<String>,
    returned_at: Option<String>,
    refused_at: Option<String>,
    lost_at: Option<String>,
    /// What its carrier tells of it; nothing where it was not asked.
    news: Option<ParcelNewsShape>,
    /// What is in it; empty for all that is in no other.
    lines: Vec<PackedShape>,
}

/// What a carrier tells of a parcel.
#[derive(Clone, Debug, Serialize)]
struct ParcelNewsShape {
    state: Option<&'static str>,
    heard_at: Option<String>,
    pickup_code: Option<String>,
    cod: Option<MoneyShape>,
    cod_paid: bool,
    cost: Option<MoneyShape>,
    /// The oldest first.
    events: Vec<ParcelEventShape>,
}

impl ParcelNewsShape {
    fn of(told: &FollowedParcel, order: &OrderFacts) -> ParcelNewsShape {
        let money = |minor| MoneyShape::new(minor, order.currency);
        ParcelNewsShape {
            state: told.newest().and_then(|newest| Some(newest.state?.code())),
            heard_at: time(told.heard_at),
            pickup_code: told.about.pickup_code.clone(),
            cod: told.about.cod.map(money),
            cod_paid: told.about.cod_paid,
            cost: told.about.cost.map(money),
            events: told.events.iter().map(ParcelEventShape::of).collect(),
        }
    }
}

/// Something that became of a parcel.
#[derive(Clone, Debug, Serialize)]
pub struct ParcelEventShape {
    at: Option<String>,
    state: Option<&'static str>,
    code: String,
    text: Option<String>,
    place: Option<String>,
}

impl ParcelEventShape {
    pub fn of(event: &ParcelEvent) -> ParcelEventShape {
        ParcelEventShape {
            at: time(Some(event.at).filter(|at| *at != Time(0))),
            state: event.state.map(ParcelState::code),
            code: event.code.clone(),
            text: filled(&event.said),
            place: filled(&event.place),
        }
    }
}

/// Goods that come back.
#[derive(Clone, Debug, Serialize)]
struct ReturnShape {
    #[serde(rename = "return")]
    id: i64,
    made_at: String,
    reason: &'static str,
    condition: Option<&'static str>,
    instead: &'static str,
    amount: MoneyShape,
    tracking_number: Option<String>,
    carrier: Option<&'static str>,
    back_at: Option<String>,
    /// The number of the order that was sent instead.
    exchanged_by: Option<String>,
    news: Option<ParcelNewsShape>,
    lines: Vec<PackedShape>,
}

impl ReturnShape {
    fn new(one: &GoodsReturn, order: &OrderFacts, followed: &[FollowedParcel]) -> ReturnShape {
        ReturnShape {
            id: one.id,
            made_at: stamp(one.made_at),
            reason: one.reason.code(),
            condition: one.condition.map(Condition::code),
            instead: one.instead.code(),
            amount: MoneyShape::new(one.amount, order.currency),
            tracking_number: one.number.clone(),
            carrier: one.carrier.or(order.carrier).map(Carrier::code),
            back_at: time(one.back_at),
            exchanged_by: one.exchange.as_ref().map(|(_, number)| number.clone()),
            news: one.told(followed).map(|told| ParcelNewsShape::of(told, order)),
            lines: one.contents.iter().map(PackedShape::new).collect(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct PackedShape {
    sku: Option<String>,
    name: String,
    quantity: Number,
}

impl PackedShape {
    fn new(packed: &Packed) -> PackedShape {
        PackedShape {
            sku: filled(&packed.sku),
            name: packed.name.clone(),
            quantity: quantity(packed.quantity_milli),
        }
    }
}

/// A line of the order with what the catalogue says of it; nothing more once the goods have left.
#[derive(Clone, Debug, Serialize)]
struct OrderLineShape {
    #[serde(flatten)]
    line: LineShape,
    stock: Option<Number>,
    out_of_stock: bool,
    promised_to_older: bool,
    price_now: Option<MoneyShape>,
    price_rise: Option<MoneyShape>,
}

#[derive(Clone, Debug, Serialize)]
struct PaymentShape {
    at: String,
    amount: MoneyShape,
    means: Option<&'static str>,
}

/// One thing that is due.
#[derive(Clone, Debug, Serialize)]
pub struct TaskShape {
    task: &'static str,
    rule: String,
    lane: &'static str,
    due: String,
    limit: Option<String>,
}

impl OrderShape {
    /// The order of a card; `payments` are its own, oldest first: when, minor units, means.
    pub fn new(card: &Card, order: &OrderRecord, payments: &[(Time, i64, Option<Means>)]) -> OrderShape {
        let facts = &order.facts;
        let money = |minor| MoneyShape::new(minor, facts.currency);
        let own = |task: &&Task| task.order == Some(facts.id);
        let behind = furthest_behind(&order.parcels);
        let parcels = order.parcels.iter().filter(|_| !facts.goes_without_parcel());
        OrderShape {
            id: facts.id.0,
            number: order.number.clone(),
            source: card
                .source
                .as_ref()
                .map(|(source, _)| source_and_shop(source).0.to_owned()),
            shop: card
                .source
                .as_ref()
                .and_then(|(source, _)| Some(source_and_shop(source).1?.to_owned())),
            shop_name: filled(&card.shop),
            external_id: card.source.as_ref().map(|(_, id)| id.clone()),
            channel: filled(&card.channel),
            stage: facts.stage.code(),
            customer: WhoseShape::new(&card.customer),
            recipient: RecipientShape {
                name: filled(&order.texts.customer_name),
                phone: filled(&order.texts.customer_phone),
            },
            total: money(facts.total),
            paid: money(facts.paid),
            due: money(facts.due()),
            claims_paid: facts.payment_claim().and(order.claims_paid).map(money),
            terms: facts.terms.code(),
            created_at: stamp(facts.created_at),
            contacted_at: time(facts.contacted_at),
            confirmed_at: time(facts.confirmed_at),
            number_at: time(facts.number_at),
            estimate_at: time(facts.estimate_at),
            handed_over_at: time(facts.handed_at),
            tracking_number: order.tracking_number.clone(),
            carrier: behind
                .and_then(|parcel| parcel.carrier)
                .or(facts.carrier)
                .map(Carrier::code),
            arrived_at: time(facts.arrived_at),
            storage_until: time(facts.free_until),
            received_at: time(facts.received_at),
            returned_at: time(facts.returned_at),
            cancelled_at: time(facts.cancelled_at),
            reason: facts.reason.map(Reason::code),
            closed_at: time(facts.closed_at),
            promised: card.promise.map(|(from, until)| PromiseShape {
                from: stamp(from),
                until: stamp(until),
            }),
            attempts: facts.attempts,
            claimed_by: card.claim.as_ref().map(|claim| claim.operator.clone()),
            parcels: parcels
                .map(|parcel| ParcelShape::new(parcel, facts, &card.followed))
                .collect(),
            returns: order
                .returns
                .iter()
                .map(|one| ReturnShape::new(one, facts, &card.followed))
                .collect(),
            exchanged_for: card.exchanged_for.clone(),
            lines: order
                .lines
                .iter()
                .enumerate()
                .map(|(at, line)| {
                    let stock = card.stock.get(at).copied().unwrap_or_default();
                    OrderLineShape::new(line, &stock, facts.currency)
                })
                .collect(),
            payments: payments
                .iter()
                .map(|(at, amount, means)| PaymentShape {
                    at: stamp(*at),
                    amount: money(*amount),
                    means: means.map(Means::code),
                })
                .collect(),
            tasks: card.agenda.tasks.iter().filter(own).map(TaskShape::new).collect(),
            next_at: time(card.agenda.upcoming.iter().find(own).map(|task| task.due)),
        }
    }
}

impl ParcelShape {
    fn new(parcel: &Parcel, order: &OrderFacts, followed: &[FollowedParcel]) -> ParcelShape {
        let is_it =
            |told: &&FollowedParcel| told.position == parcel.position && parcel.number.as_deref() == Some(&told.number);
        let told = followed.iter().find(is_it);
        ParcelShape {
            parcel: parcel.position,
            tracking_number: parcel.number.clone(),
            carrier: parcel.carrier.or(order.carrier).map(Carrier::code),
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
            news: told.map(|told| ParcelNewsShape::of(told, order)),
            lines: parcel.contents.iter().map(PackedShape::new).collect(),
        }
    }
}

impl WhoseShape {
    fn new(customer: &CustomerRecord) -> WhoseShape {
        let email = customer.contacts.iter().find(|c| c.kind == ContactKind::Email);
        WhoseShape {
            id: customer.id.0,
            name: filled(&customer.name).or_else(|| filled(&customer.company)),
            phone: customer
                .phone()
                .map(|c| c.norm.clone().unwrap_or_else(|| c.raw.clone())),
            email: email.map(|c| c.norm.clone().unwrap_or_else(|| c.raw.clone())),
        }
    }
}

impl LineShape {
    /// A line whose amounts are in `currency`.
    pub fn new(line: &Line, currency: Currency) -> LineShape {
        LineShape {
            sku: filled(&line.sku),
            name: line.name.clone(),
            parameters: filled(&line.parameters),
            quantity: quantity(line.quantity_milli),
            price: MoneyShape::new(line.price, currency),
            total: MoneyShape::new(line.total, currency),
        }
    }
}

impl OrderLineShape {
    fn new(line: &Line, stock: &LineStock, currency: Currency) -> OrderLineShape {
        let money = |minor: i64| MoneyShape::new(minor, currency);
        OrderLineShape {
            line: LineShape::new(line, currency),
            stock: stock.stock_milli.map(quantity),
            out_of_stock: stock.is_short,
            promised_to_older: stock.is_promised,
            price_now: stock.price_now.map(money),
            price_rise: stock.rise.map(money),
        }
    }
}

impl TaskShape {
    /// A task as commands show it.
    pub fn new(task: &Task) -> TaskShape {
        TaskShape {
            task: task.kind.code(),
            rule: task.rule.to_string(),
            lane: task.lane.code(),
            due: stamp(task.due),
            limit: time(task.limit),
        }
    }
}
