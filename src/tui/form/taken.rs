//! What a filled form means, or the first place that means nothing.

use super::spec::FieldId;
use super::spec::IS_BACK;
use super::spec::IS_SENT;
use super::spec::Reading;
use super::spec::Spot;
use super::spec::e164;
use super::spec::is_number;
use super::state::Form;
use super::state::FormKind;
use super::state::LineRow;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::action::CustomerRecord;
use crate::domain::action::DetailsEdit;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::carrier::Carrier;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::ReturnStep;
use crate::domain::goods_return::WhereGoods;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::parcel;
use crate::domain::quantity;
use crate::domain::settings::Shop;
use crate::domain::shipment::Packed;
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
    /// Enter an order of what is sent for goods that come back.
    Exchange {
        /// The order they were of.
        of: OrderId,
        /// Which return.
        id: i64,
        /// What is sent.
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

/// The quantity of a line of which nothing comes back.
const NOTHING: &str = "0";

/// What a form means; an order is placed at `now`.
pub fn taken(form: &Form, shop: &Shop, now: Time) -> Result<Taken, Fault> {
    for at in form.places() {
        form.read(at, shop).map_err(|key| Fault { at, key })?;
    }
    match &form.kind {
        FormKind::NewOrder {
            exchange: Some((of, id)),
            ..
        } => Ok(Taken::Exchange {
            of: *of,
            id: *id,
            order: Box::new(new_order(form, shop, now)?),
        }),
        FormKind::Return { order } => goods_return(form, order, shop),
        FormKind::ReturnStep { order, awaited } => return_step(form, order, awaited, shop),
        FormKind::NewOrder { .. } => {
            let (whose, customer) = match form.customer() {
                Some(known) => (Whose::Known(known.id), somebody_known(form, &known.name)),
                None => somebody_new(form, shop)?,
            };
            let order = new_order(form, shop, now)?;
            let order = Box::new(IncomingOrder { customer, ..order });
            Ok(Taken::NewOrder { whose, order })
        }
        FormKind::Lines { order } => other_lines(form, order, shop),
        FormKind::Details { order } => Ok(details(form, order)),
        FormKind::Customer { record, target } => Ok(edit(form, record, *target, shop)),
    }
}

/// What the lines cost that can be read so far, minor units.
pub fn sum(rows: &[LineRow], currency: Currency) -> i64 {
    let lines = rows.iter().filter_map(|row| line(row, currency));
    lines.fold(0, |sum: i64, line| sum.saturating_add(line.total))
}

/// What is said of a customer of the desk; a caller without a name gets the one typed.
fn somebody_known(form: &Form, name: &str) -> IncomingCustomer {
    let (name, email) = match name {
        "" => (form.text(FieldId::Name), form.text(FieldId::Email).to_lowercase()),
        name => (name.to_owned(), String::new()),
    };
    IncomingCustomer {
        name,
        email,
        ..IncomingCustomer::default()
    }
}

fn somebody_new(form: &Form, shop: &Shop) -> Result<(Whose, IncomingCustomer), Fault> {
    let (whose, email) = (form.text(FieldId::Whose), form.text(FieldId::Email).to_lowercase());
    let (name, raw) = if is_number(&whose) {
        (form.text(FieldId::Name), whose)
    } else {
        (whose, form.text(FieldId::Phone))
    };
    if name.is_empty() && raw.is_empty() {
        let at = Spot::Field(FieldId::Whose);
        return Err(Fault { at, key: "form-nobody" });
    }
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

fn new_order(form: &Form, shop: &Shop, now: Time) -> Result<IncomingOrder, Fault> {
    let order = IncomingOrder::by_phone(now, shop.currency, all_lines(form, shop.currency)?);
    let delivery_title = form.text(FieldId::Delivery);
    Ok(IncomingOrder {
        total: total(form, shop).unwrap_or(order.total),
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

fn other_lines(form: &Form, order: &OrderRecord, shop: &Shop) -> Result<Taken, Fault> {
    let currency = order.facts.currency;
    let lines = all_lines(form, currency)?;
    // Delivery and discounts stand in the total and in no line: they stay.
    let besides = order.facts.total - order.lines.iter().map(|line| line.total).sum::<i64>();
    let sum = lines
        .iter()
        .fold(besides, |sum: i64, line| sum.saturating_add(line.total));
    let total = Some(total(form, shop).unwrap_or(sum));
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

/// Of the rows those of which something comes back.
fn goods_return(form: &Form, order: &OrderRecord, shop: &Shop) -> Result<Taken, Fault> {
    let currency = order.facts.currency;
    let rows = form.rows.iter().filter(|row| row.texts()[1] != NOTHING);
    let lines: Vec<Line> = rows.filter_map(|row| line(row, currency)).collect();
    if lines.is_empty() {
        let (at, key) = (Spot::Row(0, 1), "form-no_returned");
        return Err(Fault { at, key });
    }
    let amount = match form.read(Spot::Field(FieldId::Worth), shop) {
        Ok(Reading::Money(money)) => Some(money.minor),
        _ => None,
    };
    let read = parcel::recognise(&form.text(FieldId::ReturnNumber), &shop.country, order.facts.carrier);
    let is_numbered = !read.number.is_empty();
    Ok(Taken::Action {
        target: Target::Order(order.facts.id),
        action: Action::Return(Box::new(NewReturn {
            contents: lines.iter().map(Packed::all_of).collect(),
            amount,
            reason: chosen(
                ReturnReason::ALL,
                form.choice(FieldId::ReturnReason),
                ReturnReason::Other,
            ),
            condition: condition(form),
            instead: chosen(Instead::ALL, form.choice(FieldId::Instead), Instead::Refund),
            carrier: read.carrier.filter(|_| is_numbered),
            number: read.number,
            arrival: match form.choice(FieldId::Arrival) {
                0 => WhereGoods::Awaited,
                _ => WhereGoods::Here,
            },
        })),
    })
}

fn condition(form: &Form) -> Option<Condition> {
    let said = form.choice(FieldId::Condition).checked_sub(1)?;
    Condition::ALL.get(said).copied()
}

/// What becomes of one of the returns that are awaited.
fn return_step(form: &Form, order: &OrderRecord, awaited: &[GoodsReturn], shop: &Shop) -> Result<Taken, Fault> {
    let Some(of) = awaited.get(form.choice(FieldId::WhichReturn)) else {
        return Ok(Taken::Nothing);
    };
    let step = match form.choice(FieldId::ReturnStep) {
        IS_BACK => ReturnStep::Back {
            condition: condition(form),
        },
        IS_SENT => {
            let usual = of.carrier.or(order.facts.carrier);
            let read = parcel::recognise(&form.text(FieldId::ReturnNumber), &shop.country, usual);
            if read.number.is_empty() {
                let at = Spot::Field(FieldId::ReturnNumber);
                return Err(Fault {
                    at,
                    key: "form-no_return_number",
                });
            }
            ReturnStep::Sent {
                number: read.number,
                carrier: read.carrier,
            }
        }
        _ => ReturnStep::Dropped,
    };
    Ok(Taken::Action {
        target: Target::Order(order.facts.id),
        action: Action::OfReturn { id: of.id, step },
    })
}

fn chosen<T: Copy>(all: &[T], at: usize, other: T) -> T {
    all.get(at).copied().unwrap_or(other)
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

fn edit(form: &Form, record: &CustomerRecord, target: Target, shop: &Shop) -> Taken {
    let added = |id| Some(form.text(id)).filter(|text| !text.is_empty());
    let said = match form.choice(FieldId::B2b) {
        0 => Some(B2b::Yes),
        1 => Some(B2b::No),
        _ => None,
    };
    let edit = CustomerEdit {
        name: form.changed(FieldId::Name),
        company: form.changed(FieldId::Company),
        tax_id: form.changed(FieldId::TaxId),
        time_zone: form.changed(FieldId::TimeZone),
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
        return Taken::Nothing;
    }
    let action = Action::Customer(CustomerEdit {
        seen: Some(Box::new(record.clone())),
        ..edit
    });
    Taken::Action { target, action }
}

fn all_lines(form: &Form, currency: Currency) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for row in &form.rows {
        lines.extend(line(row, currency));
    }
    if lines.is_empty() {
        let (at, key) = (Spot::Row(0, 0), "form-no_lines");
        return Err(Fault { at, key });
    }
    Ok(lines)
}

/// The line of a row; nothing for a blank one and for one that cannot be read. Without a quantity it is one.
pub(super) fn line(row: &LineRow, currency: Currency) -> Option<Line> {
    let [name, typed_quantity, typed_price] = row.texts();
    let quantity_milli = match typed_quantity.as_str() {
        "" => 1_000,
        typed => quantity::parse(typed)?,
    };
    let price = Money::parse(&typed_price, currency).ok()?.minor;
    if name.is_empty() || price < 0 {
        return None;
    }
    let kept = row.kept.as_ref();
    let same_thing = row.same_thing();
    let for_sale = row.for_sale().map(|goods| &goods.product);
    // A discount on the line stays with it until its quantity or price is changed.
    let same_cost = kept.filter(|kept| kept.quantity_milli == quantity_milli && kept.price == price);
    let total = match same_cost {
        Some(kept) => kept.total,
        None => quantity::cost(price, quantity_milli)?,
    };
    Some(Line {
        sku: same_thing
            .map(|kept| kept.sku.clone())
            .or(for_sale.map(|product| product.sku.clone()))
            .unwrap_or_default(),
        name: same_thing.map_or(name, |kept| kept.name.clone()),
        parameters: same_thing.map(|kept| kept.parameters.clone()).unwrap_or_default(),
        quantity_milli,
        price,
        total,
    })
}

/// The total that is typed.
fn total(form: &Form, shop: &Shop) -> Option<i64> {
    match form.read(Spot::Field(FieldId::Total), shop) {
        Ok(Reading::Money(money)) => Some(money.minor),
        _ => None,
    }
}

impl Form {
    /// What is understood at a place; when it cannot be taken, the message that says why.
    pub fn read(&self, at: Spot, shop: &Shop) -> Result<Reading, &'static str> {
        let currency = self.currency(shop);
        let asks = at.asks();
        let typed = self.typed(at);
        if asks == FieldId::Quantity && matches!(self.kind, FormKind::Return { .. }) && typed == NOTHING {
            return Ok(Reading::Empty);
        }
        let read = asks.kind().read(&typed, shop, currency)?;
        let row = match at {
            Spot::Row(row, _) => self.rows.get(row).filter(|row| !row.is_blank()),
            Spot::Field(_) => None,
        };
        match (asks, &read, row) {
            (FieldId::Goods | FieldId::Price, ..) if matches!(self.kind, FormKind::Return { .. }) => Ok(read),
            (FieldId::Goods, Reading::Empty, Some(_)) => Err("form-bad_name"),
            (FieldId::Price, Reading::Empty, Some(_)) => Err("form-bad_price"),
            (FieldId::Quantity, Reading::Quantity(milli), Some(row)) => {
                let price = Money::parse(&row.texts()[2], currency);
                let is_too_much = price.is_ok_and(|price| quantity::cost(price.minor, *milli).is_none());
                if is_too_much {
                    Err("form-bad_quantity")
                } else {
                    Ok(read)
                }
            }
            _ => Ok(read),
        }
    }
}
