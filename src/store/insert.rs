//! New rows: customers, contacts, orders and what belongs to them.

use std::sync::LazyLock;

use super::FeedKind;
use super::LabelKind;
use super::StoreError;
use super::Tx;
use super::db::ToVal;
use super::db::args_from;
use super::db::prepare;
use super::db::vals;
use super::lists::add_rows;
use super::lists::rows;
use super::order_columns::GIVEN;
use super::order_columns::PROJECTED;
use super::order_columns::given;
use super::order_columns::projected;
use super::records::number_key;
use super::search::search_text;
use crate::domain::action::ContactKind;
use crate::domain::action::OrderTexts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::sex::Sex;
use crate::domain::sex::sex_of_folded;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;
use crate::text;

/// A new order as it goes into the file; `facts.id`, `facts.channel` and `facts.shop` are given by the store. Its projections
/// go in as they are: a guess that `refresh` need not write again where it is right.
#[derive(Clone, Debug)]
pub struct NewOrderRow {
    /// What the rules read.
    pub facts: OrderFacts,
    /// As the shop writes it; empty for an order of the desk, which is then numbered after its id.
    pub number: String,
    /// The channel's name.
    pub channel: String,
    /// The source it is kept under; empty for an order of the desk.
    pub source: String,
    /// The waybill.
    pub tracking_number: Option<String>,
    /// Its parcels, where it has several; else the facts and the waybill are those of its only one.
    pub parcels: Vec<Parcel>,
    /// Its texts.
    pub texts: OrderTexts,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A new customer, as far as they are known; their contacts are rows of their own.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewCustomerRow<'a> {
    /// As they are called.
    pub name: &'a str,
    /// Their company; empty for a person.
    pub company: &'a str,
    /// Its tax number.
    pub tax_id: &'a str,
    /// Where they live, as it was written.
    pub region: &'a str,
    /// Their clock.
    pub zone: Option<&'a str>,
    /// The operator who deals with them.
    pub manager: Option<&'a str>,
    /// Their emails in lower case, each followed by a space: they are searched by them too.
    pub emails: &'a str,
    /// Orders they received before.
    pub received: i64,
    /// What the last of them cost, and when it was received; where that is told, it is the only one.
    pub bought: Option<(i64, Currency, Time)>,
}

impl Tx<'_> {
    /// A new customer, who can be searched for at once.
    pub fn insert_customer(&self, new: &NewCustomerRow<'_>) -> Result<CustomerId, StoreError> {
        let (customer, fold) = self.insert_customer_row(new)?;
        self.index_customer(customer, None, &fold);
        Ok(customer)
    }

    /// Likewise, without the search; what they are to be searched by.
    pub(super) fn insert_customer_row(&self, new: &NewCustomerRow<'_>) -> Result<(CustomerId, String), StoreError> {
        let name = text::fold(new.name);
        let fold = search_text(&name, new.company, new.emails);
        let mut insert = prepare(
            &self.conn,
            "insert into customers (name, fold, company, tax_id, region, time_zone, manager, received_count, sex_guess, \
               bought_total, bought_currency, last_bought_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )?;
        let id = insert.insert(vals![
            new.name,
            fold,
            new.company,
            new.tax_id,
            new.region,
            new.zone,
            new.manager,
            new.received,
            sex_of_folded(&name).map(Sex::int),
            new.bought.map_or(0, |(total, _, _)| total),
            new.bought.map(|(_, currency, _)| currency),
            new.bought.map(|(_, _, at)| at),
        ])?;
        Ok((CustomerId(id), fold))
    }

    /// A new phone or email of a customer; its row.
    pub fn insert_contact(
        &self,
        customer: CustomerId,
        kind: ContactKind,
        raw: &str,
        norm: Option<&str>,
    ) -> Result<i64, StoreError> {
        self.forget_contacts(customer, norm);
        let digits = match kind {
            ContactKind::Phone => reversed_digits(norm.unwrap_or(raw)),
            ContactKind::Email => None,
        };
        let mut insert = prepare(
            &self.conn,
            "insert into contacts (customer_id, kind, raw, norm, reversed) values ($1, $2, $3, $4, $5)",
        )?;
        insert.insert((customer.0, kind.int(), raw, norm, digits))
    }

    /// New phones and emails of a customer: kind, as written, as understood.
    pub fn insert_contacts(
        &self,
        customer: CustomerId,
        contacts: &[(ContactKind, &str, Option<&str>)],
    ) -> Result<(), StoreError> {
        let rows = contacts.iter().map(|(kind, raw, norm)| {
            self.forget_contacts(customer, *norm);
            let digits = match kind {
                ContactKind::Phone => reversed_digits(norm.unwrap_or(raw)),
                ContactKind::Email => None,
            };
            [
                customer.0.into(),
                kind.int().into(),
                (*raw).into(),
                (*norm).into(),
                digits.into(),
            ]
        });
        add_rows(&self.conn, "contacts (customer_id, kind, raw, norm, reversed)", rows)
    }

    fn forget_contacts(&self, customer: CustomerId, norm: Option<&str>) {
        let mut read_once = self.read_once.borrow_mut();
        read_once.contacts = None;
        read_once.ahead.forget_card(customer);
        read_once.ahead.forget_contact(norm.unwrap_or_default());
    }

    /// A new order with its texts and lines; projections that differ are written again by `refresh`.
    pub fn insert_order(&self, new: &NewOrderRow) -> Result<OrderId, StoreError> {
        let channel = self.label(LabelKind::Channel, &new.channel)?;
        let shop = match new.source.as_str() {
            "" => None,
            source => Some(self.label(LabelKind::Source, source)?),
        };
        let facts = OrderFacts {
            channel,
            shop,
            ..new.facts.clone()
        };
        let key = number_key(&new.number);
        let own = [new.number.to_val(), key.to_val(), new.tracking_number.to_val()];
        let values = own.into_iter().chain(given(&facts)).chain(projected(&facts));
        let id = prepare(&self.conn, &INSERT_ORDER)?.insert(args_from(values))?;
        if new.number.is_empty() {
            let number = format!("D{id}");
            prepare(
                &self.conn,
                "update orders set number = $1, number_key = $2 where id = $3",
            )?
            .later((&number, number_key(&number), id))?;
        }
        let t = &new.texts;
        prepare(
            &self.conn,
            "insert into order_texts (order_id, customer_name, address, comment, payment_title, delivery_title, region, \
               customer_phone) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )?
        .later((
            id,
            &t.customer_name,
            &t.address,
            &t.comment,
            &t.payment_title,
            &t.delivery_title,
            &t.region,
            &t.customer_phone,
        ))?;
        self.insert_lines(OrderId(id), &new.lines)?;
        if new.parcels.is_empty() {
            let only = Parcel::only(&new.facts, new.tracking_number.as_deref());
            self.insert_parcels(OrderId(id), only.as_slice())?;
        } else {
            self.replace_parcels(OrderId(id), &[], &new.parcels)?;
        }
        self.count(&facts);
        self.note(FeedKind::Customer, facts.customer.0);
        Ok(OrderId(id))
    }

    pub(super) fn insert_lines(&self, order: OrderId, lines: &[Line]) -> Result<(), StoreError> {
        let rows = (1_i64..).zip(lines).map(|(position, line)| {
            Ok([
                order.0.into(),
                position.into(),
                line.sku.as_str().into(),
                line.name.as_str().into(),
                line.parameters.as_str().into(),
                line.quantity_milli.into(),
                line.price.into(),
                line.total.into(),
                self.goods(&line.sku, &line.name)?.into(),
            ])
        });
        let rows: Vec<_> = rows.collect::<Result<_, StoreError>>()?;
        add_rows(
            &self.conn,
            "order_lines (order_id, position, sku, name, parameters, quantity_milli, price, total, goods_id)",
            rows,
        )
    }
}

static INSERT_ORDER: LazyLock<String> = LazyLock::new(|| {
    let columns = [&["number", "number_key", "tracking_number"], GIVEN, PROJECTED].concat();
    format!(
        "insert into orders ({}) values {}",
        columns.join(", "),
        rows(1, columns.len())
    )
});

/// The digits of a phone from the last to the first; none when it has none.
pub(super) fn reversed_digits(phone: &str) -> Option<String> {
    let digits: String = text::digits(phone).chars().rev().collect();
    (!digits.is_empty()).then_some(digits)
}
