//! Who owes what now (R12): customers, carriers that took money on delivery, the shop itself.

use std::cmp::Reverse;

use crate::domain::carrier::Carrier;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::regulation::Debt;
use crate::domain::regulation::Debtor;
use crate::domain::regulation::debt;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::open_work::LIVE;
use crate::text::clean;

/// Money of an order that is to change hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedOrder {
    /// Which order.
    pub order: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// Who owes it, how much and since when.
    pub debt: Debt,
    /// Of the amount.
    pub currency: Currency,
    /// Who carries it.
    pub carrier: Option<Carrier>,
    /// More was paid than it costs, and it stands.
    pub is_overpaid: bool,
    /// It should have been paid by now.
    pub is_late: bool,
    /// The order's number, once it is named.
    pub number: String,
    /// The customer's name, once it is named.
    pub name: String,
    /// Their first good phone, once it is named.
    pub phone: String,
}

/// What one side owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedList {
    /// Who.
    pub debtor: Debtor,
    /// What of each order: what is late first, the longest first.
    pub orders: Vec<OwedOrder>,
    /// How many orders, how much, and how much of that is late, by currency, the shop's first.
    pub sums: Vec<OwedSum>,
}

/// What one side owes in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwedSum {
    /// How many orders.
    pub orders: i64,
    /// All of it.
    pub all: Money,
    /// How many are late.
    pub late_orders: i64,
    /// How much is late.
    pub late: Money,
    /// How much was paid beyond what the orders cost.
    pub overpaid: Money,
}

/// Everything that is owed, by who owes it; open orders are read once.
pub fn owed(look: &Look<'_>) -> Result<Vec<OwedList>, StoreError> {
    let mut found: Vec<OwedOrder> = Vec::new();
    look.store.live_customers(LIVE, |orders| {
        let counted = orders.drain(..).filter(|order| look.counts(order.shop));
        found.extend(counted.filter_map(|order| of(look, &order)));
    })?;
    let lists = Debtor::ALL.iter().map(|debtor| {
        let (theirs, others) = std::mem::take(&mut found)
            .into_iter()
            .partition(|one: &OwedOrder| one.debt.debtor == *debtor);
        found = others;
        OwedList::of(*debtor, theirs, look.rules.settings().shop.currency)
    });
    Ok(lists.collect())
}

/// Fetches the words of these.
pub fn name_owed(look: &Look<'_>, orders: &mut [OwedOrder]) -> Result<(), StoreError> {
    let keys: Vec<_> = orders.iter().map(|one| (one.customer, Some(one.order))).collect();
    let words = look.store.row_texts(&keys)?;
    for (one, key) in orders.iter_mut().zip(keys) {
        if let Some(text) = words.get(&key) {
            one.number = clean(&text.number).into_owned();
            one.name = clean(&text.customer).into_owned();
            one.phone = clean(&text.phone).into_owned();
        }
    }
    Ok(())
}

fn of(look: &Look<'_>, order: &OrderFacts) -> Option<OwedOrder> {
    let debt = debt(order, look.rules)?;
    Some(OwedOrder {
        order: order.id,
        customer: order.customer,
        is_late: debt.late_from.is_some_and(|from| from <= look.now),
        debt,
        is_overpaid: order.owed() < 0 && !matches!(order.stage, Stage::Cancelled | Stage::Returned),
        currency: order.currency,
        carrier: order.carrier,
        number: String::new(),
        name: String::new(),
        phone: String::new(),
    })
}

impl OwedList {
    fn of(debtor: Debtor, mut orders: Vec<OwedOrder>, shops: Currency) -> OwedList {
        let since = |one: &OwedOrder| one.debt.late_from.filter(|_| one.is_late).unwrap_or(one.debt.since);
        let place =
            |one: &OwedOrder| -> (Reverse<bool>, Time, OrderId) { (Reverse(one.is_late), since(one), one.order) };
        orders.sort_by_key(place);
        let mut sums: Vec<OwedSum> = Vec::new();
        for one in &orders {
            let at = sums.iter().position(|sum| sum.all.currency == one.currency);
            let at = at.unwrap_or_else(|| {
                sums.push(OwedSum {
                    orders: 0,
                    all: Money::new(0, one.currency),
                    late_orders: 0,
                    late: Money::new(0, one.currency),
                    overpaid: Money::new(0, one.currency),
                });
                sums.len() - 1
            });
            let sum = &mut sums[at];
            sum.orders += 1;
            sum.all.minor = sum.all.minor.saturating_add(one.debt.amount);
            if one.is_overpaid {
                sum.overpaid.minor = sum.overpaid.minor.saturating_add(one.debt.amount);
            }
            if one.is_late {
                sum.late_orders += 1;
                sum.late.minor = sum.late.minor.saturating_add(one.debt.amount);
            }
        }
        sums.sort_by_key(|sum| (sum.all.currency != shops, sum.all.currency));
        OwedList { debtor, orders, sums }
    }
}
