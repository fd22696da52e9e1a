//! A register's numbers beside the orders that wait for them (R17).

use std::collections::HashMap;
use std::collections::HashSet;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::register::RegisterLine;
use crate::domain::register::RegisterMatch;
use crate::domain::register::SendStanding;
use crate::domain::register::Sendable;
use crate::domain::register::matches;
use crate::store::StoreError;
use crate::store::look::Look;

/// The stages of orders that a number may be of.
const OPEN: &[Stage] = &[
    Stage::New,
    Stage::Confirmed,
    Stage::Ready,
    Stage::Dispatched,
    Stage::Arrived,
];

/// A line and whose its number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedNumber {
    /// The line.
    pub line: RegisterLine,
    /// Whose.
    pub found: RegisterMatch,
}

/// A register and the orders it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchedRegister {
    /// Its lines, as they stood.
    pub lines: Vec<MatchedNumber>,
    /// The orders, by number and customer.
    pub orders: HashMap<OrderId, (String, String)>,
}

/// Whose the numbers of a register are.
pub fn matched(look: &Look<'_>, lines: Vec<RegisterLine>) -> Result<MatchedRegister, StoreError> {
    let country = look.rules.settings().shop.country.clone();
    let numbers: HashSet<String> = lines.iter().flat_map(|line| line.forms(&country)).collect();
    let known = look.store.tracked(&numbers)?;
    let orders = sendable(look, &lines)?;
    let mut named: HashMap<OrderId, (String, String)> = orders
        .iter()
        .map(|one| (one.order, (one.number.clone(), one.customer.clone())))
        .collect();
    for (order, _) in &known {
        if let (false, Some(facts)) = (named.contains_key(order), look.store.order_facts(*order)?) {
            let text = look.store.row_text(facts.customer, Some(*order))?;
            named.insert(*order, (text.number.clone(), text.customer.clone()));
        }
    }
    let found = matches(&lines, &orders, &known, &country);
    let lines = lines
        .into_iter()
        .zip(found)
        .map(|(line, found)| MatchedNumber { line, found })
        .collect();
    Ok(MatchedRegister { lines, orders: named })
}

fn sendable(look: &Look<'_>, lines: &[RegisterLine]) -> Result<Vec<Sendable>, StoreError> {
    let mut found: Vec<(CustomerId, Sendable)> = Vec::new();
    look.store.live_customers(OPEN, |orders| {
        let sent = orders.iter().filter(|order| !order.goes_without_parcel());
        found.extend(sent.map(|order| {
            let of = Sendable {
                order: order.id,
                number: String::new(),
                customer: String::new(),
                phones: Vec::new(),
                carrier: order.carrier,
                sums: [order.total, order.owed()],
                standing: standing(order),
            };
            (order.customer, of)
        }));
    })?;
    let phones: HashSet<&str> = lines.iter().filter_map(|line| line.phone.as_deref()).collect();
    let mut of_customer: HashMap<CustomerId, Vec<String>> = HashMap::new();
    for phone in phones {
        for customer in look.store.customers_by_contact(phone)? {
            of_customer.entry(customer).or_default().push(phone.to_owned());
        }
    }
    let keys: Vec<_> = found.iter().map(|(customer, of)| (*customer, Some(of.order))).collect();
    let texts = look.store.row_texts(&keys)?;
    let found = found.into_iter().zip(keys).map(|((customer, mut of), key)| {
        if let Some(text) = texts.get(&key) {
            of.number.clone_from(&text.number);
            of.customer.clone_from(&text.customer);
        }
        of.phones = of_customer.get(&customer).cloned().unwrap_or_default();
        of
    });
    Ok(found.collect())
}

fn standing(order: &OrderFacts) -> SendStanding {
    match order.stage {
        Stage::New => SendStanding::Unconfirmed,
        _ if order.number_at.is_some() => SendStanding::HasNumber,
        _ if order.terms == Terms::Prepaid && order.owed() > 0 && order.handed_at.is_none() => SendStanding::Unpaid,
        _ => SendStanding::Waits,
    }
}
