//! Who belongs to a segment, who of them may be offered something, and who is due for the same again (R24 to R26).
//!
//! One walk over the customers answers any number of segments; of orders only those of the goods asked for are read.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::domain::action::ContactKind;
use crate::domain::b2b::B2b;
use crate::domain::duration::Days;
use crate::domain::ids::CustomerId;
use crate::domain::offer::NoOffer;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::may_offer;
use crate::domain::regulation::used_up;
use crate::domain::regulation::usual_interval;
use crate::domain::segment::DayMark;
use crate::domain::segment::Member;
use crate::domain::segment::Segment;
use crate::domain::time::Time;
use crate::store::Bought;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// How many of a customer's purchases are told.
const PURCHASES: i64 = 50;

/// Somebody of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// Who; `last_bought_at` is of the goods asked for.
    pub member: Member,
    /// Whether something may be offered to them.
    pub may_offer: Result<(), NoOffer>,
}

/// Why a customer is due for the same again (R26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// What they bought is used up.
    UsedUp(String),
    /// Every how many days a business orders.
    Interval(i64),
}

/// Somebody who is due for the same again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueAgain {
    /// Who.
    pub customer: CustomerId,
    /// Why.
    pub why: Again,
    /// When they received it, or placed their last order.
    pub since: Time,
    /// When they fell due.
    pub due: Time,
    /// Whether something may be offered to them.
    pub may_offer: Result<(), NoOffer>,
}

/// A customer's words, for lists and exports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Their name.
    pub name: String,
    /// Their first good phone.
    pub phone: String,
    /// Their first email.
    pub email: String,
}

/// What a customer received and kept, newest first: when, what, how many thousandths.
pub fn purchases(look: &Look<'_>, customer: CustomerId) -> Result<Vec<(Time, String, i64)>, StoreError> {
    look.store.purchases(customer, PURCHASES)
}

/// How a customer is called and reached.
pub fn reached(look: &Look<'_>, customer: CustomerId) -> Result<Reached, StoreError> {
    let Some(record) = look.store.customer(customer)? else {
        return Ok(Reached::default());
    };
    let value = |kind: ContactKind| {
        let mut good = record.contacts.iter().filter(|c| c.kind == kind && c.bad_at.is_none());
        let first = good.next().map(|c| c.norm.as_ref().unwrap_or(&c.raw));
        first.map(|text| clean(text).into_owned()).unwrap_or_default()
    };
    let name = if record.name.is_empty() {
        &record.company
    } else {
        &record.name
    };
    Ok(Reached {
        name: clean(name).into_owned(),
        phone: value(ContactKind::Phone),
        email: value(ContactKind::Email),
    })
}

/// Who belongs to each segment, the last to buy first.
pub fn segments(look: &Look<'_>, segments: &[Segment]) -> Result<Vec<Vec<Belongs>>, StoreError> {
    let Look { store, rules, now, .. } = *look;
    let mut asked = Vec::with_capacity(segments.len());
    let goods = if segments.iter().any(|segment| !segment.bought.is_empty()) {
        store.goods()?
    } else {
        Vec::new()
    };
    for segment in segments {
        let mut buyers: HashMap<CustomerId, Bought> = HashMap::new();
        for (id, ..) in goods.iter().filter(|(_, sku, name, _)| segment.asks_for(sku, name)) {
            store.add_buyers(*id, &mut buyers)?;
        }
        let from = segment.bought_from.map(|mark| begins(rules, mark, 0, now));
        let until = segment.bought_to.map(|mark| begins(rules, mark, 1, now));
        asked.push((segment, buyers, from, until));
    }
    let mut found: Vec<Vec<Belongs>> = segments.iter().map(|_| Vec::new()).collect();
    let currency = rules.settings().shop.currency;
    store.members(currency, |member| {
        for ((segment, buyers, from, until), found) in asked.iter().zip(&mut found) {
            let mut member = member.clone();
            if !segment.bought.is_empty() {
                let Some(at) = buyers.get(&member.id).and_then(|bought| bought.received_at) else {
                    continue;
                };
                member.last_bought_at = Some(at);
            }
            if segment.holds(&member, *from, *until) {
                let may_offer = may_offer(&member.offers, rules, now);
                found.push(Belongs { member, may_offer });
            }
        }
    })?;
    for (segment, found) in segments.iter().zip(&mut found) {
        if let Some(source) = &segment.source {
            match look.of_source(source)? {
                Some(shop) => shop.keep_counted(found, |belongs| (None, belongs.member.id))?,
                None => found.clear(),
            }
        }
        found.sort_by_key(|belongs| (std::cmp::Reverse(belongs.member.last_bought_at), belongs.member.id));
    }
    Ok(found)
}

/// When the day of a mark begins, or one a number of days behind it.
fn begins(rules: &Rulebook, mark: DayMark, later: i64, now: Time) -> Time {
    let calendar = rules.calendar(None);
    match mark {
        DayMark::Ago(days) => calendar.day_at(now, later - days.0, 0, 0),
        DayMark::On(date) => {
            let today = calendar.local(now).date();
            calendar.day_at(now, (date - today).num_days() + later, 0, 0)
        }
    }
}

/// Who is due for the same again, the newest due first.
pub fn due_again(look: &Look<'_>) -> Result<Vec<DueAgain>, StoreError> {
    let Look { store, rules, now, .. } = *look;
    let mut lasting: HashMap<(String, i64), HashMap<CustomerId, Bought>> = HashMap::new();
    for (id, _, name, life) in store.goods()? {
        if let Some(life) = life {
            store.add_buyers(id, lasting.entry((name, life)).or_default())?;
        }
    }
    let mut due = Vec::new();
    for ((name, life), buyers) in lasting {
        for (customer, bought) in buyers {
            let Some(since) = bought.received_at.filter(|_| !bought.is_under_way) else {
                continue;
            };
            push(
                &mut due,
                rules,
                now,
                (customer, Again::UsedUp(clean(&name).into_owned())),
                since,
                Days(life),
            );
        }
    }
    let mut offers = HashMap::new();
    let mut businesses = Vec::new();
    store.members(rules.settings().shop.currency, |member| {
        if member.b2b == Some(B2b::Yes) && member.received > 2 {
            businesses.push(member.id);
        }
        offers.insert(member.id, may_offer(&member.offers, rules, now));
    })?;
    for customer in businesses {
        let orders = store.kept_orders(customer)?;
        let is_waiting = orders.iter().any(|(_, received)| received.is_none());
        let ordered: Vec<Time> = orders.iter().map(|(at, _)| *at).collect();
        if let (Some(days), Some(last), false) = (usual_interval(&ordered), ordered.last(), is_waiting) {
            push(&mut due, rules, now, (customer, Again::Interval(days.0)), *last, days);
        }
    }
    due.retain_mut(|row: &mut DueAgain| match offers.get(&row.customer) {
        Some(may_offer) => {
            row.may_offer = *may_offer;
            true
        }
        None => false,
    });
    due.sort_by_key(|row| (std::cmp::Reverse(row.due), row.customer));
    Ok(due)
}

fn push(due: &mut Vec<DueAgain>, rules: &Rulebook, now: Time, who: (CustomerId, Again), since: Time, life: Days) {
    let (from, until) = used_up(since, life, rules);
    if from <= now && now < until {
        due.push(DueAgain {
            customer: who.0,
            why: who.1,
            since,
            due: from,
            may_offer: Ok(()),
        });
    }
}
