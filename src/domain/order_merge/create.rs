//! The first facts of an order the desk has not seen before.

use super::status::since;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingParcel;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Flags;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::parcels::is_something_left;
use crate::domain::parcels::next_position;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::text::fold;

/// How many of one thing are rarely bought for oneself (R10).
const UNUSUAL_QUANTITY_MILLI: i64 = 20_000;

/// Two orders of the same goods within this time are probably one.
const DOUBLE_WITHIN: Span = Span::minutes(10);

/// What of a shop's orders is history that owes nothing: the desk was not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// When the shop's first orders came in: what was placed before and is finished at first sight is history.
    pub first_import: Time,
    /// What was placed before is history wherever it stands.
    pub open_since: Option<Time>,
    /// How long the order's carrier keeps a parcel: what was sent longer before the shop's first orders came in, without any
    /// later news, has been received or has gone back.
    pub hold: Span,
}

impl History {
    fn holds(self, incoming: &IncomingOrder) -> bool {
        let is_old = self.open_since.is_some_and(|since| incoming.created_at < since);
        // Of what was sent in part the rest has been sent or given up as long ago.
        let is_partly_sent = !incoming.parcels.is_empty() && !is_finished(incoming);
        let is_sent = is_partly_sent || matches!(stands(incoming), ShopStatus::Dispatched | ShopStatus::Arrived);
        // Whatever the shop changed last may have been the sending of a part.
        let told_at = if is_partly_sent {
            since(incoming)
        } else {
            incoming.status_at
        };
        let sent_at = told_at.unwrap_or(incoming.created_at);
        let is_long_gone = is_sent && sent_at + self.hold < self.first_import;
        is_old || is_long_gone || (incoming.created_at < self.first_import && is_finished(incoming))
    }
}

/// The facts of a new order: where the shop says it stands. Its id, channel and projections are the store's.
///
/// Nothing of it happened later than `now`, when it came: a shop that writes the clock of another zone is not waited for.
pub fn create(incoming: &IncomingOrder, customer: CustomerId, now: Time, history: History) -> OrderFacts {
    let mut facts = OrderFacts::new(
        OrderId(0),
        customer,
        incoming.currency,
        incoming.total,
        incoming.created_at.min(now),
    );
    facts.seen_at = now;
    facts.terms = incoming.terms.unwrap_or(Terms::Prepaid);
    facts.carrier = incoming.carrier;
    facts.estimate_at = incoming.estimate_at;
    facts.flags = flags(incoming, history);
    let at = Some(since(incoming).unwrap_or(incoming.created_at).min(now));
    let status = stands(incoming);
    match status {
        ShopStatus::New if incoming.parcels.is_empty() => {}
        ShopStatus::New
        | ShopStatus::Confirmed
        | ShopStatus::Dispatched
        | ShopStatus::Arrived
        | ShopStatus::Received => {
            facts.confirmed_at = at;
            facts.handed_at = at.filter(|_| status >= ShopStatus::Dispatched);
            facts.arrived_at = at.filter(|_| status == ShopStatus::Arrived);
            facts.received_at = at.filter(|_| status == ShopStatus::Received);
        }
        ShopStatus::Cancelled => {
            facts.cancelled_at = at;
            facts.reason = Some(incoming.reason.unwrap_or(Reason::Other));
        }
        ShopStatus::Returned => {
            facts.returned_at = at;
            facts.reason = Some(incoming.reason.unwrap_or(Reason::Other));
        }
    }
    if facts.confirmed_at.is_some() && !facts.flags.has(Flags::HISTORY) {
        facts.flags = facts.flags.with(Flags::SHOP_CONFIRMED);
    }
    facts.number_at = at.filter(|_| incoming.tracking_number.is_some());
    facts
}

/// Where it stands: what has a tracking number is sent, whatever the shop's word.
fn stands(incoming: &IncomingOrder) -> ShopStatus {
    let is_sent = incoming.tracking_number.is_some() && incoming.status <= ShopStatus::Dispatched;
    if is_sent {
        ShopStatus::Dispatched
    } else {
        incoming.status
    }
}

/// The parcels of a new order whose shop tells of several; none where the facts alone speak of its parcel. What has left
/// whole by the shop's word has left in one parcel more, where its parcels do not hold all of it.
pub fn parcels(incoming: &IncomingOrder, facts: &OrderFacts) -> Vec<Parcel> {
    let at = since(incoming).unwrap_or(incoming.created_at).min(facts.seen_at);
    let told = (1..).zip(&incoming.parcels);
    let parcel = |(position, told): (i64, &IncomingParcel)| Parcel {
        position,
        number: Some(told.number.clone()),
        carrier: told.carrier.filter(|carrier| Some(*carrier) != facts.carrier),
        number_at: Some(at),
        handed_at: facts.handed_at.or(Some(at)),
        arrived_at: facts.arrived_at,
        received_at: facts.received_at,
        returned_at: facts.returned_at,
        contents: told.contents.clone(),
        ..Parcel::default()
    };
    let mut parcels: Vec<Parcel> = told.map(parcel).collect();
    let is_whole = stands(incoming) >= ShopStatus::Dispatched && stands(incoming) != ShopStatus::Cancelled;
    if is_whole && !parcels.is_empty() && is_something_left(&parcels, &incoming.lines) {
        let position = next_position(&parcels);
        parcels.extend(Parcel::only(facts, None).map(|rest| Parcel {
            position,
            number_at: None,
            ..rest
        }));
    }
    parcels
}

/// True when the shop says that nobody waits for it any more.
fn is_finished(incoming: &IncomingOrder) -> bool {
    matches!(
        incoming.status,
        ShopStatus::Received | ShopStatus::Cancelled | ShopStatus::Returned
    )
}

fn flags(incoming: &IncomingOrder, history: History) -> Flags {
    let customer = &incoming.customer;
    let unusual = incoming
        .lines
        .iter()
        .any(|line| line.quantity_milli >= UNUSUAL_QUANTITY_MILLI);
    let maybe_b2b = !customer.company.is_empty() || !customer.tax_id.is_empty() || unusual;
    [
        (incoming.do_not_call, Flags::DO_NOT_CALL),
        (incoming.payment_failed, Flags::PAYMENT_FAILED),
        (!incoming.comment.trim().is_empty(), Flags::COMMENTED),
        (history.holds(incoming), Flags::HISTORY),
        (maybe_b2b, Flags::MAYBE_B2B),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .fold(Flags::default(), |flags, (_, flag)| flags.with(flag))
}

/// What makes an order the same as another: who ordered what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Basket<'a> {
    /// Phones, E.164.
    pub phones: &'a [String],
    /// When it was placed.
    pub created_at: Time,
    /// What it costs, minor units.
    pub total: i64,
    /// What is in it.
    pub lines: &'a [Line],
}

/// Probably the same order twice: the same phone and the same goods within ten minutes. Without lines the total speaks
/// for them.
pub fn same_basket(a: &Basket<'_>, b: &Basket<'_>) -> bool {
    let apart = if a.created_at > b.created_at {
        a.created_at - b.created_at
    } else {
        b.created_at - a.created_at
    };
    let same_phone = a.phones.iter().any(|phone| b.phones.contains(phone));
    let same_goods = if a.lines.is_empty() || b.lines.is_empty() {
        a.lines.len() == b.lines.len() && a.total == b.total
    } else {
        goods(a.lines) == goods(b.lines)
    };
    apart <= DOUBLE_WITHIN && same_phone && same_goods
}

fn goods(lines: &[Line]) -> Vec<(String, i64)> {
    let name = |line: &Line| {
        if line.sku.is_empty() {
            fold(&line.name)
        } else {
            line.sku.clone()
        }
    };
    let mut goods: Vec<(String, i64)> = lines.iter().map(|line| (name(line), line.quantity_milli)).collect();
    goods.sort();
    goods
}
