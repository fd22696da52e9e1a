//! What a filled form means, or the first place that means nothing.

use super::Field;
use super::FieldId;
use super::Form;
use super::FormKind;
use super::LineRow;
use super::Spot;
use super::Value;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::action::CustomerRecord;
use crate::domain::action::DetailsEdit;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::phone;
use crate::domain::quantity;
use crate::domain::settings::Shop;
use crate::domain::target::Target;
use crate::domain::time::Time;

/// What a form asks of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Enter an order.
    NewOrder {
        /// For whom.
        whose: Whose,
        /// Which.
        order: Box<IncomingOrder>,
    },
    /// Do an action.
    Action {
        /// On what.
        target: Target,
        /// What.
        action: Action,
    },
    /// Nothing was changed.
    Nothing,
}

/// Why a form means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub at: Spot,
    /// The key of the message that says so.
    pub key: &'static str,
}

/// What a form means; an order is placed at `now`.
pub fn taken(form: &Form, shop: &Shop, now: Time) -> Result<Taken, Fault> {
    match &form.kind {
        FormKind::NewOrder { known } => {
            let (whose, customer) = match known {
                Some((id, name)) if form.is_for_known() => {
                    let typed = somebody_known(form, name)?;
                    (Whose::Known(*id), typed)
                }
                _ => somebody_new(form, shop)?,
            };
            let order = new_order(form, shop.currency, now)?;
            let order = Box::new(IncomingOrder { customer, ..order });
            Ok(Taken::NewOrder { whose, order })
        }
        FormKind::Lines { order } => other_lines(form, order),
        FormKind::Details { order } => Ok(details(form, order)),
        FormKind::Customer { record, target } => edit(form, record, *target, shop),
    }
}

/// What the lines cost that can be read so far, minor units.
pub fn sum(rows: &[LineRow], currency: Currency) -> i64 {
    let rows = rows.iter().enumerate();
    let lines = rows.filter_map(|(at, row)| line(at, row, currency).ok().flatten());
    lines.fold(0, |sum: i64, line| sum.saturating_add(line.total))
}

/// What is said of a customer of the desk; a caller without a name gets the one typed.
fn somebody_known(form: &Form, name: &str) -> Result<IncomingCustomer, Fault> {
    let (name, email) = match name {
        "" => (form.text(FieldId::Name), form.text(FieldId::Email).to_lowercase()),
        name => (name.to_owned(), String::new()),
    };
    good_email(form, FieldId::Email, &email)?;
    Ok(IncomingCustomer {
        name,
        email,
        ..IncomingCustomer::default()
    })
}

fn somebody_new(form: &Form, shop: &Shop) -> Result<(Whose, IncomingCustomer), Fault> {
    let (name, raw, email) = (
        form.text(FieldId::Name),
        form.text(FieldId::Phone),
        form.text(FieldId::Email).to_lowercase(),
    );
    if name.is_empty() && raw.is_empty() {
        return Err(fault(form, FieldId::Name, "form-nobody"));
    }
    good_email(form, FieldId::Email, &email)?;
    let e164 = e164(&raw, shop);
    let phone = (!raw.is_empty()).then(|| (raw.clone(), e164.clone()));
    let customer = IncomingCustomer {
        name: name.clone(),
        phones: phone
            .iter()
            .map(|(raw, e164)| IncomingPhone {
                raw: raw.clone(),
                e164: e164.clone(),
            })
            .collect(),
        email: email.clone(),
        ..IncomingCustomer::default()
    };
    let new = NewCustomer {
        name,
        phone,
        email: (!email.is_empty()).then_some(email),
    };
    Ok((Whose::New(new), customer))
}

fn new_order(form: &Form, currency: Currency, now: Time) -> Result<IncomingOrder, Fault> {
    let order = IncomingOrder::by_phone(now, currency, all_lines(form, currency)?);
    let delivery_title = form.text(FieldId::Delivery);
    Ok(IncomingOrder {
        total: total(form, currency)?.unwrap_or(order.total),
        terms: Terms::ALL.get(form.choice(FieldId::Terms)).copied(),
        carrier: Carrier::named(&delivery_title),
        delivery_title,
        address: form.text(FieldId::Address),
        comment: form.text(FieldId::Comment),
        status: match form.choice(FieldId::Agreed) {
            0 => ShopStatus::Confirmed,
            _ => ShopStatus::New,
        },
        ..order
    })
}

fn other_lines(form: &Form, order: &OrderRecord) -> Result<Taken, Fault> {
    let currency = order.facts.currency;
    let lines = all_lines(form, currency)?;
    // Delivery and discounts stand in the total and in no line: they stay.
    let besides = order.facts.total - order.lines.iter().map(|line| line.total).sum::<i64>();
    let sum = lines
        .iter()
        .fold(besides, |sum: i64, line| sum.saturating_add(line.total));
    let total = Some(total(form, currency)?.unwrap_or(sum));
    if lines == order.lines && total == Some(order.facts.total) {
        return Ok(Taken::Nothing);
    }
    Ok(Taken::Action {
        target: Target::Order(order.facts.id),
        action: Action::Lines {
            lines,
            total,
            seen: Some((order.lines.clone(), order.facts.total)),
        },
    })
}

fn details(form: &Form, order: &OrderRecord) -> Taken {
    let terms = Terms::ALL.get(form.choice(FieldId::Terms)).copied();
    let edit = DetailsEdit {
        terms: terms.filter(|terms| *terms != order.facts.terms),
        payment: form.changed(FieldId::Payment),
        delivery: form.changed(FieldId::Delivery),
        address: form.changed(FieldId::Address),
        comment: form.changed(FieldId::Comment),
        seen: None,
    };
    if edit == DetailsEdit::default() {
        return Taken::Nothing;
    }
    Taken::Action {
        target: Target::Order(order.facts.id),
        action: Action::Details(DetailsEdit {
            seen: Some(Box::new(order.clone())),
            ..edit
        }),
    }
}

fn edit(form: &Form, record: &CustomerRecord, target: Target, shop: &Shop) -> Result<Taken, Fault> {
    let added = |id| Some(form.text(id)).filter(|text| !text.is_empty());
    let zone = form.changed(FieldId::TimeZone);
    if zone
        .as_deref()
        .is_some_and(|zone| !zone.is_empty() && zone.parse::<chrono_tz::Tz>().is_err())
    {
        return Err(fault(form, FieldId::TimeZone, "form-bad_zone"));
    }
    let email = form.text(FieldId::AddEmail);
    good_email(form, FieldId::AddEmail, &email)?;
    let said = match form.choice(FieldId::B2b) {
        0 => Some(B2b::Yes),
        1 => Some(B2b::No),
        _ => None,
    };
    let edit = CustomerEdit {
        name: form.changed(FieldId::Name),
        company: form.changed(FieldId::Company),
        tax_id: form.changed(FieldId::TaxId),
        time_zone: zone,
        region: form.changed(FieldId::Region),
        note: form.changed(FieldId::Note),
        add_phone: added(FieldId::AddPhone).map(|raw| {
            let e164 = e164(&raw, shop);
            (raw, e164)
        }),
        add_email: added(FieldId::AddEmail),
        sex: None,
        b2b: said.filter(|said| record.b2b != Some(*said)),
        seen: None,
    };
    if edit == CustomerEdit::default() {
        return Ok(Taken::Nothing);
    }
    let action = Action::Customer(CustomerEdit {
        seen: Some(Box::new(record.clone())),
        ..edit
    });
    Ok(Taken::Action { target, action })
}

fn all_lines(form: &Form, currency: Currency) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for (at, row) in form.rows.iter().enumerate() {
        lines.extend(line(at, row, currency)?);
    }
    if lines.is_empty() {
        let at = Spot::Row(0, 0);
        return Err(Fault {
            at,
            key: "form-no_lines",
        });
    }
    Ok(lines)
}

/// The line of a row; nothing for a blank one. Without a quantity it is one.
fn line(at: usize, row: &LineRow, currency: Currency) -> Result<Option<Line>, Fault> {
    if row.is_blank() {
        return Ok(None);
    }
    let wrong = |cell, key| {
        let at = Spot::Row(at, cell);
        Fault { at, key }
    };
    let [name, typed_quantity, typed_price] = row.texts();
    if name.is_empty() {
        return Err(wrong(0, "form-bad_name"));
    }
    let quantity_milli = match typed_quantity.as_str() {
        "" => 1_000,
        typed => quantity::parse(typed).ok_or_else(|| wrong(1, "form-bad_quantity"))?,
    };
    let price = Money::parse(&typed_price, currency).map_or(-1, |money| money.minor);
    if price < 0 {
        return Err(wrong(2, "form-bad_price"));
    }
    let kept = row.kept.as_ref();
    let same_thing = row.same_thing();
    // A discount on the line stays with it until its quantity or price is changed.
    let same_cost = kept.filter(|kept| kept.quantity_milli == quantity_milli && kept.price == price);
    let total = match same_cost {
        Some(kept) => kept.total,
        None => quantity::cost(price, quantity_milli).ok_or_else(|| wrong(1, "form-bad_quantity"))?,
    };
    Ok(Some(Line {
        sku: same_thing.map(|kept| kept.sku.clone()).unwrap_or_default(),
        name: same_thing.map_or(name, |kept| kept.name.clone()),
        parameters: same_thing.map(|kept| kept.parameters.clone()).unwrap_or_default(),
        quantity_milli,
        price,
        total,
    }))
}

fn total(form: &Form, currency: Currency) -> Result<Option<i64>, Fault> {
    let typed = form.text(FieldId::Total);
    if typed.is_empty() {
        return Ok(None);
    }
    match Money::parse(&typed, currency) {
        Ok(money) if money.minor >= 0 => Ok(Some(money.minor)),
        _ => Err(fault(form, FieldId::Total, "form-bad_price")),
    }
}

fn good_email(form: &Form, id: FieldId, email: &str) -> Result<(), Fault> {
    if email.is_empty() || email.contains('@') {
        return Ok(());
    }
    Err(fault(form, id, "form-bad_email"))
}

/// The phone in E.164, when it can be understood.
fn e164(raw: &str, shop: &Shop) -> Option<String> {
    let country = Country::parse(&shop.country).unwrap_or(Country::RU);
    let phone = phone::parse(raw, country).phone()?;
    Some(phone.e164().to_owned())
}

fn fault(form: &Form, id: FieldId, key: &'static str) -> Fault {
    let at = form.place_of(id);
    Fault { at, key }
}

impl Form {
    /// The phone under the cursor in E.164, when there is one that can be understood.
    pub fn phone(&self, shop: &Shop) -> Option<String> {
        match self.field()? {
            Field {
                id: FieldId::Phone | FieldId::AddPhone,
                value: Value::Text(input),
                ..
            } => e164(input.value(), shop),
            _ => None,
        }
    }
}
