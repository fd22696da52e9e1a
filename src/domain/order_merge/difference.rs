//! What the shop changed against what was agreed, and taking it over.

use crate::domain::action::OrderRecord;
use crate::domain::action::delivery_is_open;
use crate::domain::action::terms_are_open;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::coded::coded;
use crate::domain::incoming::IncomingOrder;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;

coded! {
    /// What of an order is agreed with the customer, and may differ from what the shop says.
    pub enum Differing {
        /// The lines.
        Lines = 1 "lines",
        /// The total.
        Total = 2 "total",
        /// Where it goes.
        Address = 3 "address",
        /// When they pay.
        Terms = 4 "terms",
        /// The means of payment.
        Payment = 5 "payment",
        /// How it goes.
        Delivery = 6 "delivery",
        /// What is to be minded.
        Comment = 7 "comment",
    }
}

impl Differing {
    /// True while it may still become what the shop says: what is paid or sent is no question any more.
    pub(super) fn is_open(self, order: &OrderFacts) -> bool {
        match self {
            Differing::Lines | Differing::Total | Differing::Address | Differing::Comment => true,
            Differing::Terms | Differing::Payment => terms_are_open(order).is_ok(),
            Differing::Delivery => delivery_is_open(order).is_ok(),
        }
    }
}

/// One thing in which the shop's version differs from ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub what: Differing,
    /// What the desk has: lines one by one, an amount, a text, the code of the terms.
    pub ours: String,
    /// What the shop says.
    pub theirs: String,
}

/// In what the shop's last version differs from the order. What the shop left out does not differ, nor what it says as it
/// did in `asked`, its version when the question arose: there the desk's own work stands against an old word.
pub fn difference(order: &OrderRecord, shop: &IncomingOrder, asked: Option<&IncomingOrder>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |what: Differing, is_old: bool, ours: String, theirs: String| {
        if !is_old && what.is_open(&order.facts) {
            found.push(Difference { what, ours, theirs });
        }
    };
    let is_old = shop.lines.is_empty() || asked.is_some_and(|asked| asked.lines == shop.lines);
    if shop.lines != order.lines {
        add(Differing::Lines, is_old, listed(&order.lines), listed(&shop.lines));
    }
    let (ours, theirs) = (
        Money::new(order.facts.total, order.facts.currency),
        Money::new(shop.total, shop.currency),
    );
    let is_old = asked.is_some_and(|asked| Money::new(asked.total, asked.currency) == theirs);
    if ours != theirs {
        add(Differing::Total, is_old, ours.text(), theirs.text());
    }
    if let Some(theirs) = shop.terms.filter(|theirs| *theirs != order.facts.terms) {
        let is_old = asked.is_some_and(|asked| asked.terms == shop.terms);
        let (ours, theirs) = (order.facts.terms.code(), theirs.code());
        add(Differing::Terms, is_old, ours.to_owned(), theirs.to_owned());
    }
    let mut text = |what: Differing, ours: &String, said: fn(&IncomingOrder) -> &String| {
        let theirs = said(shop);
        let is_old = theirs.is_empty() || asked.is_some_and(|asked| said(asked) == theirs);
        if ours != theirs {
            add(what, is_old, ours.clone(), theirs.clone());
        }
    };
    let ours = &order.texts;
    text(Differing::Payment, &ours.payment_title, |o| &o.payment_title);
    text(Differing::Delivery, &ours.delivery_title, |o| &o.delivery_title);
    text(Differing::Address, &ours.address, |o| &o.address);
    text(Differing::Comment, &ours.comment, |o| &o.comment);
    found
}

/// Takes over in what the shop's version differs since `asked`, and nothing waits any longer.
pub fn accept(order: &OrderRecord, shop: &IncomingOrder, asked: Option<&IncomingOrder>) -> Vec<Change> {
    let id = order.facts.id.0;
    let set = |entity: Entity, field: Field, before: Value, after: Value| Change::Set {
        entity,
        id,
        field,
        before,
        after,
    };
    let texts = &order.texts;
    let text = |field: Field, ours: &str, theirs: &str| set(Entity::OrderTexts, field, ours.into(), theirs.into());
    let mut changes = Vec::new();
    for difference in difference(order, shop, asked) {
        match difference.what {
            Differing::Lines => changes.push(Change::Lines {
                order: id,
                before: order.lines.clone(),
                after: shop.lines.clone(),
            }),
            // An order keeps its currency: an amount of another one is for an operator to settle.
            Differing::Total if shop.currency != order.facts.currency => {}
            Differing::Total => {
                changes.push(set(
                    Entity::Order,
                    Field::Total,
                    order.facts.total.into(),
                    shop.total.into(),
                ));
            }
            Differing::Terms => {
                let (ours, theirs) = (order.facts.terms.int(), shop.terms.unwrap_or(order.facts.terms).int());
                changes.push(set(Entity::Order, Field::Terms, ours.into(), theirs.into()));
            }
            Differing::Payment => {
                changes.push(text(Field::PaymentTitle, &texts.payment_title, &shop.payment_title));
            }
            Differing::Address => {
                changes.push(text(Field::Address, &texts.address, &shop.address));
                if texts.region != shop.region {
                    changes.push(text(Field::Region, &texts.region, &shop.region));
                }
            }
            Differing::Comment => changes.push(text(Field::Comment, &texts.comment, &shop.comment)),
            Differing::Delivery => {
                changes.push(text(Field::DeliveryTitle, &texts.delivery_title, &shop.delivery_title));
                if shop.carrier != order.facts.carrier && order.tracking_number.is_none() {
                    let code = |carrier: Option<Carrier>| carrier.map(Carrier::int).into();
                    let (ours, theirs) = (code(order.facts.carrier), code(shop.carrier));
                    changes.push(set(Entity::Order, Field::Carrier, ours, theirs));
                }
            }
        }
    }
    if let Some(at) = order.facts.shop_changed_at {
        changes.push(set(Entity::Order, Field::ShopChangedAt, at.into(), Value::Null));
    }
    changes
}

/// True when a question about the shop's version arises with these changes.
pub fn asks(changes: &[Change]) -> bool {
    let asks = |change: &Change| matches!(change, Change::Set { field: Field::ShopChangedAt, before: Value::Null, after, .. } if *after != Value::Null);
    changes.iter().any(asks)
}

/// True when the order goes to another address with these changes.
pub fn moves(changes: &[Change]) -> bool {
    let moves = |change: &Change| {
        matches!(
            change,
            Change::Set {
                entity: Entity::OrderTexts,
                field: Field::Address,
                ..
            }
        )
    };
    changes.iter().any(moves)
}

/// Lines in words: `Кофеварка × 1, Фильтры × 2`.
fn listed(lines: &[Line]) -> String {
    let listed: Vec<String> = lines
        .iter()
        .map(|line| {
            let name = if line.name.is_empty() { &line.sku } else { &line.name };
            let (whole, rest) = (line.quantity_milli / 1_000, (line.quantity_milli % 1_000).abs());
            let rest = if rest == 0 {
                String::new()
            } else {
                format!(",{}", format!("{rest:03}").trim_end_matches('0'))
            };
            format!("{name} × {whole}{rest}")
        })
        .collect();
    listed.join(", ")
}
