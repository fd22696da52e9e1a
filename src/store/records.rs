//! Reads whole records: a customer with his contacts, an order with its lines and texts.

use rusqlite::Connection;
use rusqlite::OptionalExtension;

use super::Store;
use super::StoreError;
use super::Tx;
use super::facts;
use super::statement::prepare;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OngoingCall;
use crate::domain::action::OrderRecord;
use crate::domain::action::OrderTexts;
use crate::domain::b2b::B2b;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::offer::OfferFacts;
use crate::domain::order::Line;
use crate::domain::sex::Sex;
use crate::domain::time::Span;
use crate::domain::time::Time;

impl Store {
    /// One customer whole.
    pub fn customer(&self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        customer(&self.conn, id)
    }

    /// One order whole.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderRecord>, StoreError> {
        order(&self.conn, id)
    }

    /// The orders a number names: by its key (no case, no leading `#`); two shops may share one.
    pub fn orders_numbered(&self, number: &str) -> Result<Vec<OrderId>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id from orders where number_key = $1 and voided_by is null order by id limit 20",
        )?;
        let rows = select.query_map([number_key(number)], |row| row.get(0).map(OrderId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The customers a phone (E.164) or an email (lower case) names, oldest first.
    pub fn customers_by_contact(&self, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
        customers_by_contact(&self.conn, norm)
    }
}

impl Tx<'_> {
    /// One customer whole.
    pub fn customer(&self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        customer(&self.conn, id)
    }

    /// One order whole.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderRecord>, StoreError> {
        order(&self.conn, id)
    }

    /// The customers a phone (E.164) or an email (lower case) names, oldest first.
    pub fn customers_by_contact(&self, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
        customers_by_contact(&self.conn, norm)
    }

    /// Whom the calls of hidden numbers are counted on (R27); none before the first.
    pub fn hidden_caller(&self) -> Result<Option<CustomerId>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select c.id from contacts k join customers c on c.id = k.customer_id \
             where k.norm = '' and k.voided_by is null and c.not_customer = 1 and c.name = '' \
               and c.voided_by is null and c.merged_into is null order by c.id limit 1",
        )?;
        Ok(select.query_row([], |row| row.get(0).map(CustomerId)).optional()?)
    }

    /// The call an event of the line is about: by the exchange's id, else the number's newest call that has not ended.
    ///
    /// A line without ids may forget to say that a call is over: a new ring is the same call only while that one still
    /// rings, and nothing said later than `TALKS_AT_MOST` after a call's last event is about it.
    pub fn ongoing_call(
        &self,
        origin: &str,
        external_id: Option<&str>,
        phone: &str,
        rings_again: bool,
    ) -> Result<Option<(CustomerId, OngoingCall)>, StoreError> {
        let columns = "customer_id, id, last_event_at, answered_at, ended_at, operator";
        let read = |row: &rusqlite::Row<'_>| {
            let call = OngoingCall {
                id: row.get(1)?,
                last_event_at: Time(row.get(2)?),
                answered_at: row.get::<_, Option<i64>>(3)?.map(Time),
                ended_at: row.get::<_, Option<i64>>(4)?.map(Time),
                operator: row.get(5)?,
            };
            Ok((CustomerId(row.get(0)?), call))
        };
        if let Some(external) = external_id {
            let sql = format!("select {columns} from calls where origin = $1 and external_id = $2");
            return Ok(prepare(&self.conn, &sql)?
                .query_row((origin, external), read)
                .optional()?);
        }
        let sql = format!(
            "select {columns} from calls where customer_id in (select customer_id from contacts where norm = $1) \
             and phone = $2 and incoming = 1 and ended_at is null and voided_by is null and last_event_at > $3 \
             and (answered_at is null or not $4) order by started_at desc limit 1"
        );
        let silent = if rings_again { RINGS_AT_MOST } else { TALKS_AT_MOST };
        let values = (phone, phone, (self.now() - silent).0, rings_again);
        Ok(prepare(&self.conn, &sql)?.query_row(values, read).optional()?)
    }
}

impl Tx<'_> {
    /// When the talk began in which an order is entered now, or after which it is (R37): the customer's last answered
    /// call, while it goes on or for 15 minutes after.
    pub fn talk_of_order(&self, customer: CustomerId) -> Result<Option<Time>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select max(case when incoming = 1 then answered_at else started_at end) from calls \
             where customer_id = $1 and voided_by is null and started_at > $2 \
               and (ended_at is null or ended_at >= $3) \
               and (incoming = 1 and answered_at is not null or incoming = 0 and outcome in (1, 7, 8))",
        )?;
        let now = self.now();
        let values = (customer.0, (now - TALKS_AT_MOST).0, (now - ENTERED_WITHIN).0);
        Ok(select.query_row(values, |row| row.get::<_, Option<i64>>(0))?.map(Time))
    }
}

/// A talk that ended so long ago is still the one an order is entered from (R37).
const ENTERED_WITHIN: Span = Span::minutes(15);
/// A call whose line said nothing for so long rings no more (R2).
const RINGS_AT_MOST: Span = Span::minutes(2);
/// No talk lasts longer.
const TALKS_AT_MOST: Span = Span::hours(4);

/// The key an order's number is found by: no letter case, no leading `#`, no spaces around.
pub fn number_key(number: &str) -> String {
    number.trim().trim_start_matches(['#', '№']).trim().to_lowercase()
}

pub(super) fn customers_by_contact(conn: &Connection, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
    let mut select = prepare(
        conn,
        "select distinct customer_id from contacts where norm = $1 and voided_by is null order by customer_id limit 20",
    )?;
    let rows = select.query_map([norm], |row| row.get(0).map(CustomerId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn customer(conn: &Connection, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
    let mut select = prepare(
        conn,
        "select name, company, tax_id, b2b, manager, time_zone, region, note, not_customer, received_count, \
           sex, consent_at, consent_off_at, last_offer_at \
         from customers where id = $1 and voided_by is null",
    )?;
    let mut rows = select.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(CustomerRecord {
        id,
        name: row.get(0)?,
        company: row.get(1)?,
        tax_id: row.get(2)?,
        b2b: row.get::<_, Option<i64>>(3)?.and_then(B2b::from_int),
        manager: row.get(4)?,
        time_zone: row.get(5)?,
        region: row.get(6)?,
        note: row.get(7)?,
        not_customer: row.get::<_, i64>(8)? != 0,
        received_count: row.get(9)?,
        sex: row.get::<_, Option<i64>>(10)?.and_then(Sex::from_int),
        offers: OfferFacts {
            consent_at: row.get::<_, Option<i64>>(11)?.map(Time),
            consent_off_at: row.get::<_, Option<i64>>(12)?.map(Time),
            last_offer_at: row.get::<_, Option<i64>>(13)?.map(Time),
            not_customer: row.get::<_, i64>(8)? != 0,
        },
        contacts: contacts(conn, id)?,
        appointments: facts::pending_appointments_of(conn, id)?,
        calls: facts::pending_calls_of(conn, id)?,
    }))
}

pub(super) fn contacts(conn: &Connection, id: CustomerId) -> Result<Vec<ContactRecord>, StoreError> {
    let mut select = prepare(
        conn,
        "select id, kind, raw, norm, bad_at from contacts where customer_id = $1 and voided_by is null order by id",
    )?;
    let mut rows = select.query([id.0])?;
    let mut contacts = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(kind) = ContactKind::from_int(row.get(1)?) {
            contacts.push(ContactRecord {
                id: row.get(0)?,
                kind,
                raw: row.get(2)?,
                norm: row.get(3)?,
                bad_at: row.get::<_, Option<i64>>(4)?.map(Time),
            });
        }
    }
    Ok(contacts)
}

pub(super) fn order(conn: &Connection, id: OrderId) -> Result<Option<OrderRecord>, StoreError> {
    let Some(facts) = facts::order_facts(conn, id)? else {
        return Ok(None);
    };
    let mut select = prepare(
        conn,
        "select o.number, o.tracking_number, o.claims_paid, t.customer_name, t.address, t.comment, t.payment_title, t.delivery_title, \
           t.region \
         from orders o left join order_texts t on t.order_id = o.id where o.id = $1 and o.voided_by is null",
    )?;
    let read = select.query_row([id.0], |row| {
        let text = |index: usize| -> Result<String, rusqlite::Error> {
            Ok(row.get::<_, Option<String>>(index)?.unwrap_or_default())
        };
        let texts = OrderTexts {
            customer_name: text(3)?,
            address: text(4)?,
            region: text(8)?,
            comment: text(5)?,
            payment_title: text(6)?,
            delivery_title: text(7)?,
        };
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, texts))
    });
    let Some((number, tracking_number, claims_paid, texts)) = read.optional()? else {
        return Ok(None);
    };
    Ok(Some(OrderRecord {
        facts,
        number,
        tracking_number,
        claims_paid,
        texts,
        lines: lines(conn, id)?,
    }))
}

pub(super) fn lines(conn: &Connection, id: OrderId) -> Result<Vec<Line>, StoreError> {
    let mut select = prepare(
        conn,
        "select sku, name, parameters, quantity_milli, price, total from order_lines where order_id = $1 \
         order by position",
    )?;
    let rows = select.query_map([id.0], |row| {
        Ok(Line {
            sku: row.get(0)?,
            name: row.get(1)?,
            parameters: row.get(2)?,
            quantity_milli: row.get(3)?,
            price: row.get(4)?,
            total: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
