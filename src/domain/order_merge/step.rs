//! One merge in progress: the facts, the shop's version, the changes so far.

use super::Existing;
use super::difference::Differing;
use super::difference::difference;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::change_of;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

/// One merge under way.
pub(super) struct Step<'a> {
    pub(super) existing: &'a Existing<'a>,
    pub(super) incoming: &'a IncomingOrder,
    pub(super) now: Time,
    pub(super) changes: Vec<Change>,
    /// The order's parcels as they come to be.
    pub(super) parcels: Vec<Parcel>,
}

/// What one field of the shop's comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Nothing new, or what stands already.
    Nothing,
    /// The shop changed it, and here nobody did.
    News,
    /// Both changed it.
    Conflict,
}

/// What the shop's `theirs` comes to, having been `base`, where `ours` stands. Without a base only an empty field of ours
/// is known to be nobody's work.
fn told<T: PartialEq>(base: Option<&T>, ours: &T, theirs: &T, empty: &T) -> Told {
    if theirs == ours || theirs == empty {
        return Told::Nothing;
    }
    match base {
        Some(base) if base == theirs => Told::Nothing,
        Some(base) if base == ours => Told::News,
        Some(_) => Told::Conflict,
        None if ours == empty => Told::News,
        None => Told::Nothing,
    }
}

impl<'a> Step<'a> {
    pub(super) fn order(&self) -> &'a OrderRecord {
        self.existing.order
    }

    pub(super) fn facts(&self) -> &'a OrderFacts {
        &self.existing.order.facts
    }

    pub(super) fn base(&self) -> Option<&'a IncomingOrder> {
        self.existing.last_shop
    }

    /// Nobody has confirmed it, and it has not gone any further by another way.
    pub(super) fn is_unconfirmed(&self) -> bool {
        let f = self.facts();
        let is_further = [f.confirmed_at, f.arrived_at, f.received_at]
            .iter()
            .any(Option::is_some);
        !is_further && !f.is_on_its_way()
    }

    pub(super) fn is_open(&self) -> bool {
        let f = self.facts();
        [f.cancelled_at, f.returned_at, f.closed_at].iter().all(Option::is_none)
    }

    pub(super) fn set(&mut self, field: Field, before: Value, after: Value) {
        self.set_in(Entity::Order, field, before, after);
    }

    fn set_in(&mut self, entity: Entity, field: Field, before: Value, after: Value) {
        let id = self.facts().id.0;
        self.changes.extend(change_of(entity, id, field, before, after));
    }

    pub(super) fn set_time(&mut self, field: Field, before: Option<Time>, after: Option<Time>) {
        self.set(field, before.into(), after.into());
    }

    /// The customer's own words at any time; the words for payment and delivery, and when they pay, until the order is
    /// confirmed and they are agreed.
    pub(super) fn words(&mut self) {
        let (texts, theirs, base) = (&self.order().texts, self.incoming, self.base());
        let (phone, phone_before) = (theirs.customer.phone(), base.map(|b| b.customer.phone()));
        let always = [
            (
                Field::CustomerPhone,
                &texts.customer_phone,
                &phone,
                phone_before.as_ref(),
            ),
            (
                Field::CustomerName,
                &texts.customer_name,
                &theirs.customer.name,
                base.map(|b| &b.customer.name),
            ),
            (
                Field::Comment,
                &texts.comment,
                &theirs.comment,
                base.map(|b| &b.comment),
            ),
        ];
        let until_confirmed = [
            (
                Field::PaymentTitle,
                &texts.payment_title,
                &theirs.payment_title,
                base.map(|b| &b.payment_title),
            ),
            (
                Field::DeliveryTitle,
                &texts.delivery_title,
                &theirs.delivery_title,
                base.map(|b| &b.delivery_title),
            ),
        ];
        let until_confirmed = until_confirmed.into_iter().filter(|_| self.is_unconfirmed());
        for (field, ours, theirs, base) in always.into_iter().chain(until_confirmed).collect::<Vec<_>>() {
            if told(base, ours, theirs, &String::new()) == Told::News {
                self.set_in(Entity::OrderTexts, field, ours.as_str().into(), theirs.as_str().into());
            }
        }
        if !self.is_unconfirmed() {
            return;
        }
        let ours = self.facts().terms;
        let base = base.map(|b| b.terms.unwrap_or(Terms::Prepaid));
        if let Some(theirs) = theirs.terms
            && base == Some(ours)
            && theirs != ours
        {
            self.set(Field::Terms, ours.int().into(), theirs.int().into());
        }
        let base = self.base().map(|b| b.carrier);
        if told(base.as_ref(), &self.facts().carrier, &self.incoming.carrier, &None) == Told::News {
            let code = |carrier: Option<Carrier>| Value::from(carrier.map(Carrier::int));
            self.set(Field::Carrier, code(self.facts().carrier), code(self.incoming.carrier));
        }
    }

    /// When it should arrive: the shop's news, where nobody here said another day.
    pub(super) fn estimate(&mut self) {
        let ours = self.facts().estimate_at;
        let base = self.base().map(|b| b.estimate_at);
        if self.is_open() && told(base.as_ref(), &ours, &self.incoming.estimate_at, &None) == Told::News {
            self.set_time(Field::EstimateAt, ours, self.incoming.estimate_at);
        }
    }

    /// What is agreed with the customer: taken over until confirmed; afterwards, or when both sides changed it, asked
    /// about.
    pub(super) fn agreement(&mut self) {
        if !self.is_open() {
            return;
        }
        let (ours, theirs) = (self.order(), self.incoming);
        let told = self.told();
        let taken = |what: Differing| match what {
            Differing::Comment => true,
            _ => self.is_unconfirmed(),
        };
        let is_news = |what: Differing| told.contains(&(what, Told::News)) && taken(what);
        let asks = told.iter().any(|(what, told)| {
            let waits = *told == Told::Conflict || (*told == Told::News && !taken(*what));
            waits && what.is_open(&ours.facts)
        });
        let waiting = ours.facts.shop_changed_at;
        let still_differs = || {
            let mut found = difference(ours, theirs, self.existing.asked).into_iter();
            found.any(|difference| !is_news(difference.what))
        };
        let is_settled = waiting.is_some() && !asks && !still_differs();
        let news = [Differing::Lines, Differing::Total, Differing::Address].map(is_news);
        if news[0] {
            self.changes.push(Change::Lines {
                order: ours.facts.id.0,
                before: ours.lines.clone(),
                after: theirs.lines.clone(),
            });
        }
        if news[1] {
            self.set(Field::Total, ours.facts.total.into(), theirs.total.into());
        }
        if news[2] {
            let (before, after) = (ours.texts.address.as_str().into(), theirs.address.as_str().into());
            self.set_in(Entity::OrderTexts, Field::Address, before, after);
        }
        if asks {
            self.set_time(Field::ShopChangedAt, waiting, waiting.or(Some(self.now)));
        } else if is_settled {
            self.set_time(Field::ShopChangedAt, waiting, None);
        }
    }

    /// What the shop's version comes to in each thing that is agreed with the customer.
    fn told(&self) -> Vec<(Differing, Told)> {
        let (ours, theirs, base) = (self.order(), self.incoming, self.base());
        let text = |ours: &String, said: fn(&IncomingOrder) -> &String| {
            told(base.map(said), ours, said(theirs), &String::new())
        };
        let total = match told(base.map(|b| &b.total), &ours.facts.total, &theirs.total, &i64::MIN) {
            // An amount of another currency is no news for this one, but worth a look.
            Told::News if ours.facts.currency != theirs.currency => Told::Conflict,
            other => other,
        };
        let terms = match (theirs.terms, base) {
            (Some(terms), Some(base)) => {
                let base = base.terms.unwrap_or(Terms::Prepaid);
                told(Some(&Some(base)), &Some(ours.facts.terms), &Some(terms), &None)
            }
            _ => Told::Nothing,
        };
        let texts = &ours.texts;
        vec![
            (
                Differing::Lines,
                told(base.map(|b| &b.lines), &ours.lines, &theirs.lines, &Vec::new()),
            ),
            (Differing::Total, total),
            (Differing::Address, text(&texts.address, |o| &o.address)),
            (Differing::Terms, terms),
            (Differing::Payment, text(&texts.payment_title, |o| &o.payment_title)),
            (Differing::Delivery, text(&texts.delivery_title, |o| &o.delivery_title)),
            (Differing::Comment, text(&texts.comment, |o| &o.comment)),
        ]
    }

    /// Their name, company and tax id, told only now, where their card has none: what stands on it is never overwritten.
    pub(super) fn customer(&mut self) {
        let (ours, base) = (self.existing.customer, self.base().map(|b| &b.customer));
        let theirs = &self.incoming.customer;
        let told_of = [
            (
                Field::Name,
                ours.name,
                theirs.called(),
                base.map(IncomingCustomer::called),
            ),
            (
                Field::Company,
                ours.company,
                theirs.company.as_str(),
                base.map(|b| b.company.as_str()),
            ),
            (
                Field::TaxId,
                ours.tax_id,
                theirs.tax_id.as_str(),
                base.map(|b| b.tax_id.as_str()),
            ),
        ];
        for (field, ours, theirs, base) in told_of {
            // What the shop repeats is no news: somebody may have emptied it on purpose.
            if ours.is_empty() && !theirs.is_empty() && base != Some(theirs) {
                self.changes.push(Change::Set {
                    entity: Entity::Customer,
                    id: self.facts().customer.0,
                    field,
                    before: ours.into(),
                    after: theirs.into(),
                });
            }
        }
    }

    /// Phones and emails the shop did not tell before.
    pub(super) fn contacts(&mut self) {
        let Some(base) = self.base() else { return };
        let (before, theirs) = (&base.customer, &self.incoming.customer);
        let phones = theirs.phones.iter().filter(|phone| !before.phones.contains(phone));
        let phones = phones.map(|phone| (ContactKind::Phone, phone.raw.as_str(), phone.e164.as_deref()));
        let email = Some(theirs.email.as_str()).filter(|email| !email.is_empty() && *email != before.email);
        let email = email.map(|email| (ContactKind::Email, email, Some(email)));
        for (kind, raw, norm) in phones.chain(email) {
            let same = |c: &ContactRecord| c.raw == raw || (norm.is_some() && c.norm.as_deref() == norm);
            if !self
                .existing
                .customer
                .contacts
                .iter()
                .any(|c| c.kind == kind && same(c))
            {
                let new = NewRow::Contact {
                    customer: self.facts().customer.0,
                    kind: kind.int(),
                    raw: raw.to_owned(),
                    norm: norm.map(str::to_owned),
                };
                self.changes.push(Change::Add { id: None, new });
            }
        }
    }
}

/// The shop's version with what it leaves out and an earlier one told: an absent field never erases.
pub(super) fn filled(incoming: &IncomingOrder, before: Option<&IncomingOrder>) -> IncomingOrder {
    let mut shop = incoming.clone();
    let Some(before) = before else { return shop };
    let keep = |text: &mut String, before: &String| {
        if text.is_empty() {
            text.clone_from(before);
        }
    };
    keep(&mut shop.customer.name, &before.customer.name);
    keep(&mut shop.customer.email, &before.customer.email);
    keep(&mut shop.customer.company, &before.customer.company);
    keep(&mut shop.customer.tax_id, &before.customer.tax_id);
    keep(&mut shop.payment_title, &before.payment_title);
    keep(&mut shop.delivery_title, &before.delivery_title);
    keep(&mut shop.address, &before.address);
    keep(&mut shop.region, &before.region);
    keep(&mut shop.comment, &before.comment);
    if shop.customer.phones.is_empty() {
        shop.customer.phones.clone_from(&before.customer.phones);
    }
    if shop.lines.is_empty() {
        shop.lines.clone_from(&before.lines);
    }
    keep_total(&mut shop, before);
    for payment in &before.payments {
        if !shop.payments.iter().any(|p| p.reference == payment.reference) {
            shop.payments.push(payment.clone());
        }
    }
    shop.terms = shop.terms.or(before.terms);
    shop.carrier = shop.carrier.or(before.carrier);
    shop.estimate_at = shop.estimate_at.or(before.estimate_at);
    if shop.tracking_number.is_none() {
        shop.tracking_number.clone_from(&before.tracking_number);
    }
    if shop.parcels.is_empty() {
        shop.parcels.clone_from(&before.parcels);
    }
    shop.modified_at = shop.modified_at.or(before.modified_at);
    shop
}

/// A list of lines alone does not know the order's delivery and discount: a total told once outlives it. So does what was
/// paid of it, where the list says that the order is paid or tells what was paid for all of its lines; a sum it tells never
/// stands for the whole of that total.
fn keep_total(shop: &mut IncomingOrder, before: &IncomingOrder) {
    let sum = before
        .lines
        .iter()
        .fold(0_i64, |sum, line| sum.saturating_add(line.total));
    if !shop.is_total_summed || before.total == sum || before.currency != shop.currency {
        return;
    }
    let is_whole = |payment: &IncomingPayment| payment.reference == PAID_SO_FAR && payment.amount == shop.total;
    if let Some(place) = shop.payments.iter().position(is_whole) {
        let known = before.payments.iter().find(|payment| payment.reference == PAID_SO_FAR);
        let covers = |known: &&IncomingPayment| {
            let is_whole = known.amount == before.total;
            is_whole || (!shop.is_paid_by_word && known.amount > shop.total)
        };
        match known.filter(covers) {
            Some(known) => shop.payments[place].clone_from(known),
            None if shop.is_paid_by_word => shop.payments[place].amount = before.total,
            None => {}
        }
    }
    shop.total = before.total;
    shop.is_total_summed = before.is_total_summed;
    shop.is_paid_by_word = before.is_paid_by_word;
}

/// True when a change sets that fact of the order.
pub(super) fn sets(change: &Change, wanted: Field) -> bool {
    matches!(change, Change::Set { entity: Entity::Order, field, .. } if *field == wanted)
}
