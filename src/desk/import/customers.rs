//! Whose order it is.

use std::collections::HashSet;

use crate::desk::error::DeskError;
use crate::domain::action::CustomerRecord;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming_person::is_known;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::projection::PaymentFact;
use crate::domain::time::Time;
use crate::store::EmailCard;
use crate::store::NOBODYS_OVER;
use crate::store::NewCustomerRow;
use crate::store::OwnerCard;
use crate::store::Tx;
use crate::text::fold;
use crate::text::same_words;

/// Whose order it is.
pub(super) struct OrderOwner {
    pub(super) id: CustomerId,
    /// They had no card before.
    pub(super) is_new: bool,
    /// All that follows from the order goes in with its row, unless goods are counted of it or it has several parcels.
    pub(super) is_complete: bool,
}

/// Whose order it is: by phone, else by an email that nothing speaks against, else somebody new. What is not known of
/// them yet is filled in, and the projections of the order as far as their card tells.
pub(super) fn customer_of(tx: &Tx<'_>, order: &IncomingOrder, facts: &mut OrderFacts) -> Result<OrderOwner, DeskError> {
    let who = &order.customer;
    let received_at = facts.kept_since();
    let payments = payment_facts(order, tx.now());
    let foresee = |facts: &mut OrderFacts, card: OwnerCard<'_>| {
        let card = OwnerCard {
            kept: card.kept + i64::from(received_at.is_some()),
            ..card
        };
        tx.foresee(facts, &card, &payments, [&order.delivery_title, &order.address])
    };
    let Some(id) = known(tx, who)? else {
        let bought = received_at.map(|at| (facts.total, facts.currency, at));
        let id = insert(tx, who, &order.region, bought)?;
        tx.insert_contacts(id, &who.contacts().collect::<Vec<_>>())?;
        let has_phone = who.phones.iter().any(|phone| phone.e164.is_some());
        let is_company = !who.company.is_empty() || !who.tax_id.is_empty();
        facts.customer = id;
        let card = OwnerCard {
            marks: CustomerFlags::of_card(None, is_company, false, has_phone),
            places: [&order.region, &order.address, &order.region],
            first_received_at: received_at,
            ..OwnerCard::default()
        };
        foresee(facts, card)?;
        return Ok(OrderOwner {
            id,
            is_new: true,
            is_complete: true,
        });
    };
    let card = tx.bare_customer(id)?.ok_or(DeskError::NotFound)?;
    let told = [who.called(), &who.company, &who.tax_id, &order.region];
    let known = [&card.name, &card.company, &card.tax_id, &card.region];
    let is_told_more = known
        .iter()
        .zip(told)
        .any(|(known, told)| known.is_empty() && !told.is_empty());
    if is_told_more {
        tx.fill_customer(id, told)?;
    }
    if card.not_customer {
        tx.is_customer_again(id)?;
    }
    let new = who
        .contacts()
        .filter(|(kind, raw, norm)| !is_known(&card.contacts, *kind, raw, *norm));
    let new: Vec<_> = new.collect();
    tx.insert_contacts(id, &new)?;
    facts.customer = id;
    let goes_to = [&order.region, &order.address, &order.delivery_title].map(String::as_str);
    let is_as_known = !is_told_more && !card.not_customer && new.is_empty();
    let is_complete = is_as_known && tx.foresee_all(facts, &card.contacts, &payments, goes_to)?;
    if !is_complete {
        foresee(facts, guess(order, &card, received_at))?;
    }
    Ok(OrderOwner {
        id,
        is_new: false,
        is_complete,
    })
}

/// What a card tells of the orders of who has one, as far as it can be known without them.
fn guess<'c>(order: &'c IncomingOrder, card: &'c CustomerRecord, received_at: Option<Time>) -> OwnerCard<'c> {
    let is_company = [&card.company, &card.tax_id].iter().any(|text| !text.is_empty());
    OwnerCard {
        marks: CustomerFlags::of_card(card.b2b, is_company, false, card.phone().is_some()),
        manager: (card.manager.as_deref(), None),
        zone: (card.time_zone.as_deref(), None),
        places: [&order.region, &order.address, &card.region],
        // Some earlier order is the first, whichever it is.
        first_received_at: if card.received_count > 0 {
            Some(Time(0))
        } else {
            received_at
        },
        kept: card.received_count,
    }
}

/// The payments that come with an order, by time, each once.
fn payment_facts(order: &IncomingOrder, now: Time) -> Vec<PaymentFact> {
    let mut known = HashSet::new();
    let once = order
        .payments
        .iter()
        .filter(|payment| known.insert(payment.kept_reference()));
    let mut facts: Vec<PaymentFact> = once
        .map(|payment| PaymentFact {
            at: payment.at.min(now),
            amount: payment.amount,
            due_again: false,
        })
        .collect();
    facts.sort_by_key(|payment| payment.at);
    facts
}

/// Whose card they have already: by phone, else by an email that nothing speaks against. Who tells nothing but an email is
/// one with those who did the same and with nobody else, for whose it is of several would depend on who came first.
fn known(tx: &Tx<'_>, who: &IncomingCustomer) -> Result<Option<CustomerId>, DeskError> {
    if let Some(found) = by_phone(tx, who)? {
        return Ok(Some(found));
    }
    let is_bare = who.called().is_empty() && who.phones.is_empty();
    let mut cards = cards_of_email(tx, who)?;
    cards.retain(|card| is_bare == (is_nameless(card) && card.phones == 0));
    Ok(by_email(&cards, who))
}

/// The card of a person a base tells of: by a phone under the same name, else a card of theirs that has none, else by an
/// email that nothing speaks against. A phone may be a family's, and what one of them agreed to the others did not.
pub(super) fn same_person(tx: &Tx<'_>, who: &IncomingCustomer) -> Result<Option<CustomerId>, DeskError> {
    let name = who.called();
    for phone in who.phones.iter().filter(|phone| !phone.is_nobodys()) {
        let found = match &phone.e164 {
            Some(e164) => tx.customers_by_contact(e164)?,
            None => Vec::from_iter(tx.customer_by_raw_phone(&phone.raw)?),
        };
        let mut of_no_name = None;
        for id in found {
            let Some(card) = tx.customer(id)? else { continue };
            let names = [&card.name, &card.company];
            let is_called = names
                .iter()
                .any(|known| !known.is_empty() && may_be_called(known, name));
            if is_called {
                return Ok(Some(id));
            }
            if name.is_empty() || names.iter().all(|known| known.is_empty()) {
                of_no_name = of_no_name.or(Some(id));
            }
        }
        if of_no_name.is_some() {
            return Ok(of_no_name);
        }
    }
    Ok(by_email(&cards_of_email(tx, who)?, who))
}

/// One of the names has all the words of the other: `Елена` and `Иванова Елена Петровна`.
fn may_be_called(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> { fold(name).split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let has_all = |of: &[String], words: &[String]| words.iter().all(|word| of.contains(word));
    has_all(&one, &other) || has_all(&other, &one)
}

/// A new card; their phones and emails are still to be put to it.
pub(super) fn insert(
    tx: &Tx<'_>,
    who: &IncomingCustomer,
    region: &str,
    bought: Option<(i64, Currency, Time)>,
) -> Result<CustomerId, DeskError> {
    let emails = match who.email.as_str() {
        "" => String::new(),
        email => format!("{email} "),
    };
    Ok(tx.insert_customer(&NewCustomerRow {
        name: who.called(),
        company: &who.company,
        tax_id: &who.tax_id,
        region,
        emails: &emails,
        received: i64::from(bought.is_some()),
        bought,
        ..NewCustomerRow::default()
    })?)
}

fn by_phone(tx: &Tx<'_>, who: &IncomingCustomer) -> Result<Option<CustomerId>, DeskError> {
    for phone in who.phones.iter().filter(|phone| !phone.is_nobodys()) {
        let found = match &phone.e164 {
            Some(e164) => tx.customers_by_contact(e164)?.first().copied(),
            None => tx.customer_by_raw_phone(&phone.raw)?,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The cards with that email, unless it is nobody's.
fn cards_of_email(tx: &Tx<'_>, who: &IncomingCustomer) -> Result<Vec<EmailCard>, DeskError> {
    if who.email.is_empty() {
        return Ok(Vec::new());
    }
    let mut cards = tx.cards_of_email(&who.email)?;
    cards.retain(|card| card.phones <= NOBODYS_OVER);
    Ok(cards)
}

/// An email alone joins nobody with another phone and another name: a manager may have typed the shop's own address for
/// all who order by phone. The one of the same name comes first, else the only card nothing speaks against.
fn by_email(cards: &[EmailCard], who: &IncomingCustomer) -> Option<CustomerId> {
    let name = who.called();
    let is_called = |card: &&EmailCard| [&card.name, &card.company].iter().any(|known| same_words(known, name));
    let of_that_name = cards.iter().find(|card| !name.is_empty() && is_called(card));
    let mut alike = cards.iter().filter(|card| may_be(card, who));
    let only = alike.next().filter(|_| alike.next().is_none());
    of_that_name.or(only).map(|card| card.customer)
}

fn is_nameless(card: &EmailCard) -> bool {
    card.name.is_empty() && card.company.is_empty()
}

/// Nothing that both tell differs.
fn may_be(card: &EmailCard, who: &IncomingCustomer) -> bool {
    let a_name_is_missing = who.called().is_empty() || is_nameless(card);
    let a_phone_is_missing = who.phones.is_empty() || card.phones == 0;
    a_name_is_missing && a_phone_is_missing
}
