//! Reads whole records: a customer with their contacts, an order with its lines and texts.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::args_from;
use super::db::prepare;
use super::facts;
use super::facts::PENDING;
use super::lists::each_in;
use super::lists::marks;
use super::lists::parts;
use super::order_columns::AFTER_FACTS;
use super::order_columns::FACTS;
use super::order_columns::order_from;
use super::order_lines::read_lines;
use super::parcels::parcels_of_several;
use super::returns::has_returns;
use super::returns::returns_of;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::KnownLineCall;
use crate::domain::action::OngoingCall;
use crate::domain::action::OpenTalk;
use crate::domain::action::OrderRecord;
use crate::domain::action::OrderTexts;
use crate::domain::b2b::B2b;
use crate::domain::call::LOGGED_WITHIN;
use crate::domain::call::Outcome;
use crate::domain::call::PlacedCall;
use crate::domain::case::CaseKind;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::line_facts::LineFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::order::OrderFacts;
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

    /// Several orders whole.
    pub fn whole_orders(&self, ids: &[OrderId]) -> Result<HashMap<OrderId, OrderRecord>, StoreError> {
        orders(&self.conn, ids)
    }

    /// The phones and emails of several customers.
    pub fn contacts_of_several(
        &self,
        ids: &[CustomerId],
    ) -> Result<HashMap<CustomerId, Vec<ContactRecord>>, StoreError> {
        contacts(&self.conn, ids)
    }

    /// The orders a number names: by its key (no case, no leading `#`); two shops may share one.
    pub fn orders_numbered(&self, number: &str) -> Result<Vec<OrderId>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id from orders where number_key = $1 and voided_by is null order by id limit 20",
        )?;
        let rows = select.query_map([number_key(number)], |row| row.get(0).map(OrderId))?;
        rows.collect::<Result<_, _>>()
    }

    /// Who looks after a regular: the manager of a customer who received an order (R9).
    pub fn own_manager(&self, customer: CustomerId) -> Result<Option<String>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select manager from customers where id = $1 and received_count > 0",
        )?;
        Ok(select.query_row([customer.0], |row| row.get(0)).optional()?.flatten())
    }

    /// The customers a phone (E.164) or an email (lower case) names, oldest first.
    pub fn customers_by_contact(&self, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
        customers_by_contact(&self.conn, norm)
    }
}

impl Tx<'_> {
    /// One customer whole.
    pub fn customer(&self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        let found = customer(&self.conn, id)?;
        if let Some(customer) = &found {
            self.read_once.borrow_mut().contacts = Some((id, customer.contacts.clone()));
        }
        Ok(found)
    }

    /// The phones and emails of a customer; read only when they are not known yet.
    pub fn contacts(&self, id: CustomerId) -> Result<Vec<ContactRecord>, StoreError> {
        let mut read_once = self.read_once.borrow_mut();
        if let Some((_, contacts)) = read_once.contacts.as_ref().filter(|(of, _)| *of == id) {
            return Ok(contacts.clone());
        }
        let contacts = contacts(&self.conn, &[id])?.remove(&id).unwrap_or_default();
        read_once.contacts = Some((id, contacts.clone()));
        Ok(contacts)
    }

    /// One order whole.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderRecord>, StoreError> {
        let found = order(&self.conn, id)?;
        self.read_once.borrow_mut().order.clone_from(&found);
        Ok(found)
    }

    /// The order of these facts whole; the rest is read only when it is not known yet.
    pub fn whole_order(&self, facts: &OrderFacts) -> Result<Option<OrderRecord>, StoreError> {
        let known = self.read_once.borrow().order.clone();
        let known = known.filter(|order| order.facts.id == facts.id);
        let found = match known {
            Some(order) => Some(order),
            None => self.order(facts.id)?,
        };
        Ok(found.map(|order| OrderRecord {
            facts: facts.clone(),
            ..order
        }))
    }

    /// Whom the calls of hidden numbers are counted on (R27); none before the first.
    pub fn hidden_caller(&self) -> Result<Option<CustomerId>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select c.id from contacts k join customers c on c.id = k.customer_id \
             where k.norm = '' and k.voided_by is null and c.not_customer = 1 and c.name = '' \
               and c.voided_by is null and c.merged_into is null order by c.id limit 1",
        )?;
        select.query_row((), |row| row.get(0).map(CustomerId)).optional()
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
        begins: Option<Ringing>,
    ) -> Result<Option<(CustomerId, OngoingCall)>, StoreError> {
        let columns =
            "customer_id, id, last_event_at, answered_at, ended_at, operator, incoming, recording, started_at";
        let read = |row: DbRow<'_>| {
            let call = OngoingCall {
                id: row.get(1)?,
                started_at: Time(row.get(8)?),
                last_event_at: Time(row.get(2)?),
                answered_at: row.get::<Option<i64>>(3)?.map(Time),
                ended_at: row.get::<Option<i64>>(4)?.map(Time),
                operator: row.get(5)?,
                incoming: row.get(6)?,
                recording: row.get(7)?,
            };
            Ok((CustomerId(row.get(0)?), call))
        };
        if let Some(external) = external_id {
            let sql = format!("select {columns} from calls where origin = $1 and external_id = $2");
            return prepare(&self.conn, &sql)?
                .query_row((origin, external), read)
                .optional();
        }
        let sql = format!(
            "select {columns} from calls where customer_id in (select customer_id from contacts where norm = $1) \
             and phone = $2 and ended_at is null and voided_by is null and last_event_at > $3 \
             and ($4 = 0 or answered_at is null and incoming = $5) order by started_at desc, id desc limit 1"
        );
        let silent = if begins.is_some() { RINGS_AT_MOST } else { TALKS_AT_MOST };
        let comes_in = i64::from(begins == Some(Ringing::Here));
        let values = (
            phone,
            phone,
            (self.now() - silent).0,
            i64::from(begins.is_some()),
            comes_in,
        );
        prepare(&self.conn, &sql)?.query_row(values, read).optional()
    }
}

/// A call of an exchange that is not over in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLineCall {
    /// The exchange's name for it.
    pub id: String,
    /// The customer calls us.
    pub incoming: bool,
    /// When it began.
    pub started_at: Time,
    /// The last the exchange said of it.
    pub last_event_at: Time,
    /// Somebody took it.
    pub is_answered: bool,
}

/// Where a call that begins rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ringing {
    /// With us.
    Here,
    /// With the customer.
    There,
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
        Ok(select.query_row(values, |row| row.get::<Option<i64>>(0))?.map(Time))
    }
}

impl Store {
    /// Whether the call of this exchange is there.
    pub fn has_line_call(&self, origin: &str, id: &str) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from calls where origin = $1 and external_id = $2)";
        prepare(&self.conn, sql)?.query_row((origin, id), |row| row.get(0))
    }

    /// The operator's newest call to somebody whose outcome nobody has logged, while that is still to be logged.
    pub fn placed_call(&self, operator: &str, now: Time) -> Result<Option<PlacedCall>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, customer_id, started_at, answered_at, ended_at, line_outcome from calls where started_at > $1 \
               and operator || '' = $2 and incoming = 0 and outcome is null and voided_by is null \
               and last_event_at > $3 order by started_at desc, id desc limit 1",
        )?;
        let values = ((now - TALKS_AT_MOST).0, operator, (now - LOGGED_WITHIN).0);
        let read = |row: DbRow<'_>| {
            Ok(PlacedCall {
                id: CallId(row.get(0)?),
                customer: CustomerId(row.get(1)?),
                started_at: Time(row.get(2)?),
                answered_at: row.get::<Option<i64>>(3)?.map(Time),
                ended_at: row.get::<Option<i64>>(4)?.map(Time),
                line_outcome: row.get::<Option<i64>>(5)?.and_then(Outcome::from_int),
            })
        };
        select.query_row(values, read).optional()
    }

    /// The calls of this exchange that are not over in the file. They are found by their time: the exchange has many more.
    pub fn open_line_calls(&self, origin: &str, now: Time) -> Result<Vec<OpenLineCall>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select external_id, incoming, started_at, last_event_at, answered_at is not null from calls \
             where started_at > $1 and origin || '' = $2 and external_id is not null and ended_at is null \
               and voided_by is null order by started_at, id",
        )?;
        let rows = select.query_map(((now - OPEN_AT_MOST).0, origin), |row| {
            Ok(OpenLineCall {
                id: row.get(0)?,
                incoming: row.get(1)?,
                started_at: Time(row.get(2)?),
                last_event_at: Time(row.get(3)?),
                is_answered: row.get(4)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// The customer's call that rings now, the longest first: who told of it, from which number, the call.
    pub fn ringing_call(&self, customer: CustomerId) -> Result<Option<(String, String, OngoingCall)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select origin, phone, id, last_event_at, operator, started_at from calls where customer_id = $1 and started_at > $2 \
               and incoming = 1 and answered_at is null and ended_at is null and voided_by is null \
               and last_event_at > $3 order by started_at, id limit 1",
        )?;
        let now = self.now();
        let values = (customer.0, (now - TALKS_AT_MOST).0, (now - RINGS_AT_MOST).0);
        let found = select.query_row(values, |row| {
            let call = OngoingCall {
                id: row.get(2)?,
                started_at: Time(row.get(5)?),
                last_event_at: Time(row.get(3)?),
                answered_at: None,
                ended_at: None,
                operator: row.get(4)?,
                incoming: true,
                recording: None,
            };
            Ok((row.get(0)?, row.get(1)?, call))
        });
        found.optional()
    }

    /// The customer's call that `operator` took and whose end nobody told of, or placed and whose outcome nobody logged.
    pub fn talk_of(&self, customer: CustomerId, operator: &str) -> Result<Option<OpenTalk>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, incoming from calls where customer_id = $1 and started_at > $2 and operator = $3 \
               and voided_by is null and outcome is null and (incoming = 1 and answered_at is not null \
               and ended_at is null or incoming = 0 and last_event_at > $4) \
             order by started_at desc, id desc limit 1",
        )?;
        let now = self.now();
        let values = (customer.0, (now - TALKS_AT_MOST).0, operator, (now - LOGGED_WITHIN).0);
        let read = |row: DbRow<'_>| {
            let (id, incoming) = (row.get(0)?, row.get(1)?);
            Ok(if incoming {
                OpenTalk::Taken(id)
            } else {
                OpenTalk::Placed(id)
            })
        };
        select.query_row(values, read).optional()
    }

    /// Those who talk with a customer now, as far as the line tells.
    pub fn talking(&self) -> Result<Vec<String>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select operator from calls where started_at > $1 and answered_at is not null and ended_at is null \
               and voided_by is null and operator is not null",
        )?;
        let rows = select.query_map([(self.now() - TALKS_AT_MOST).0], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()
    }

    /// Whose the call of this exchange is, and its row.
    pub fn line_call(&self, origin: &str, id: &str) -> Result<Option<(CustomerId, KnownLineCall)>, StoreError> {
        let sql = format!("select {LINE_CALL} from calls where origin = $1 and external_id = $2");
        prepare(&self.conn, &sql)?
            .query_row((origin, id), line_call_from)
            .optional()
    }
}

const LINE_CALL: &str = "customer_id, id, last_event_at, answered_at, ended_at, outcome, missed_reason, operator, recording, \
    extension, transferred_to, transfers, talk_ms, hold_ms, line_outcome";

fn line_call_from(row: DbRow<'_>) -> Result<(CustomerId, KnownLineCall), StoreError> {
    let call = KnownLineCall {
        id: row.get(1)?,
        last_event_at: Time(row.get(2)?),
        answered_at: row.get::<Option<i64>>(3)?.map(Time),
        ended_at: row.get::<Option<i64>>(4)?.map(Time),
        outcome: row.get(5)?,
        missed_reason: row.get(6)?,
        operator: row.get(7)?,
        facts: LineFacts {
            recording: row.get(8)?,
            extension: row.get(9)?,
            transferred_to: row.get(10)?,
            transfers: row.get(11)?,
            talk_ms: row.get(12)?,
            hold_ms: row.get(13)?,
            line_outcome: row.get(14)?,
        },
    };
    Ok((CustomerId(row.get(0)?), call))
}

/// Calls that are not over are looked for so far back: what began before a long weekend with the machine off ends after it.
const OPEN_AT_MOST: Span = Span::days(7);
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

pub(super) fn customers_by_contact(conn: &Conn, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
    let mut select = prepare(
        conn,
        "select distinct customer_id from contacts where norm = $1 and voided_by is null order by customer_id limit 20",
    )?;
    let rows = select.query_map([norm], |row| row.get(0).map(CustomerId))?;
    rows.collect::<Result<_, _>>()
}

/// A customer's own columns.
pub(super) const CUSTOMER: &str = "c.name, c.company, c.tax_id, c.b2b, c.manager, c.time_zone, c.region, c.note, \
    c.not_customer, c.received_count, c.sex, c.consent_at, c.consent_off_at, c.last_offer_at";

/// The column after `order_columns`.
pub(super) const AFTER_ORDER: usize = AFTER_FACTS + 11;

/// An order with its texts `t`, and whether it has parcels.
pub(super) fn order_columns() -> String {
    format!(
        "{FACTS}, live, number, tracking_number, t.customer_name, t.address, t.region, t.comment, t.payment_title, \
         t.delivery_title, claims_paid, t.customer_phone, \
         exists (select 1 from parcels p where p.order_id = orders.id)"
    )
}

/// What of a customer waits: calls, times to call, what they brought up.
type Pending = (bool, bool, bool);

pub(super) fn customer(conn: &Conn, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
    let sql = format!("select {CUSTOMER}, {PENDING} from customers c where c.id = $1 and c.voided_by is null");
    let mut select = prepare(conn, &sql)?;
    let mut rows = select.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (mut customer, pending) = (customer_from(row, id, 0)?, pending_from(row, 0)?);
    drop(rows);
    complete(conn, &mut customer, pending)?;
    Ok(Some(customer))
}

/// Reads the columns of `CUSTOMER`, which begin at `at`: what else belongs to them is read by `complete`.
pub(super) fn customer_from(row: DbRow<'_>, id: CustomerId, at: usize) -> Result<CustomerRecord, StoreError> {
    let time = |index: usize| -> Result<Option<Time>, StoreError> { Ok(row.get::<Option<i64>>(at + index)?.map(Time)) };
    let not_customer = row.get::<i64>(at + 8)? != 0;
    Ok(CustomerRecord {
        id,
        name: row.get(at)?,
        company: row.get(at + 1)?,
        tax_id: row.get(at + 2)?,
        b2b: row.get::<Option<i64>>(at + 3)?.and_then(B2b::from_int),
        manager: row.get(at + 4)?,
        time_zone: row.get(at + 5)?,
        region: row.get(at + 6)?,
        note: row.get(at + 7)?,
        not_customer,
        received_count: row.get(at + 9)?,
        sex: row.get::<Option<i64>>(at + 10)?.and_then(Sex::from_int),
        offers: OfferFacts {
            consent_at: time(11)?,
            consent_off_at: time(12)?,
            last_offer_at: time(13)?,
            not_customer,
            complains: false,
        },
        contacts: Vec::new(),
        calls: Vec::new(),
        appointments: Vec::new(),
        cases: Vec::new(),
    })
}

/// Reads the columns of `PENDING`, behind those of `CUSTOMER`, which begin at `at`.
pub(super) fn pending_from(row: DbRow<'_>, at: usize) -> Result<Pending, StoreError> {
    Ok((row.get(at + 14)?, row.get(at + 15)?, row.get(at + 16)?))
}

/// Reads a customer's contacts, and what waits.
pub(super) fn complete(
    conn: &Conn,
    customer: &mut CustomerRecord,
    (calls, appointments, cases): Pending,
) -> Result<(), StoreError> {
    let id = customer.id;
    customer.contacts = contacts(conn, &[id])?.remove(&id).unwrap_or_default();
    if calls {
        customer.calls = facts::pending_calls_of(conn, &[id.0])?;
    }
    if appointments {
        customer.appointments = facts::pending_appointments_of(conn, &[id.0])?;
    }
    if cases {
        customer.cases = facts::open_cases_of(conn, &[id.0])?;
        customer.offers.complains = customer.cases.iter().any(|case| case.kind == CaseKind::Complaint);
    }
    Ok(())
}

/// Phones and emails, each customer's in the order they came.
pub(super) fn contacts(conn: &Conn, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Vec<ContactRecord>>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut contacts: HashMap<CustomerId, Vec<ContactRecord>> = HashMap::new();
    let sql = "select id, kind, raw, norm, bad_at, customer_id from contacts where customer_id in ({ids}) \
             and voided_by is null order by customer_id, id";
    each_in(conn, sql, &ids, |row| {
        if let Some(kind) = ContactKind::from_int(row.get(1)?) {
            contacts
                .entry(CustomerId(row.get(5)?))
                .or_default()
                .push(ContactRecord {
                    id: row.get(0)?,
                    kind,
                    raw: row.get(2)?,
                    norm: row.get(3)?,
                    bad_at: row.get::<Option<i64>>(4)?.map(Time),
                });
        }
        Ok(())
    })?;
    Ok(contacts)
}

pub(super) fn order(conn: &Conn, id: OrderId) -> Result<Option<OrderRecord>, StoreError> {
    Ok(orders(conn, &[id])?.remove(&id))
}

fn orders(conn: &Conn, ids: &[OrderId]) -> Result<HashMap<OrderId, OrderRecord>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut orders = HashMap::new();
    for part in parts(&ids) {
        let sql = format!(
            "select {} from orders left join order_texts t on t.order_id = orders.id where id in ({}) and voided_by is null",
            order_columns(),
            marks(1, part.len())
        );
        let mut select = prepare(conn, &sql)?;
        let mut rows = select.query(args_from(&part))?;
        let before = orders.len();
        let mut sent = Vec::new();
        while let Some(row) = rows.next()? {
            let order = record_from(row)?;
            if row.get(AFTER_ORDER - 1)? {
                sent.push(order.facts.id.0);
            }
            orders.insert(order.facts.id, order);
        }
        if orders.len() > before {
            read_lines(conn, &part, |order, line| {
                if let Some(order) = orders.get_mut(&order) {
                    order.lines.push(line);
                }
            })?;
        }
        let back = orders.values().filter(|order: &&OrderRecord| has_returns(&order.facts));
        let back: Vec<i64> = back.map(|order| order.facts.id.0).collect();
        for (id, returns) in returns_of(conn, &back)? {
            if let Some(order) = orders.get_mut(&id) {
                order.returns = returns;
            }
        }
        for (id, parcels) in parcels_of_several(conn, &sent)? {
            if let Some(order) = orders.get_mut(&id) {
                order.set_parcels(parcels);
            }
        }
    }
    Ok(orders)
}

/// Reads `order_columns`: an order without its lines and parcels.
pub(super) fn record_from(row: DbRow<'_>) -> Result<OrderRecord, StoreError> {
    let text =
        |index: usize| -> Result<String, StoreError> { Ok(row.get::<Option<String>>(index)?.unwrap_or_default()) };
    Ok(OrderRecord {
        facts: order_from(row)?,
        number: row.get(AFTER_FACTS)?,
        tracking_number: row.get(AFTER_FACTS + 1)?,
        claims_paid: row.get(AFTER_FACTS + 8)?,
        texts: OrderTexts {
            customer_name: text(AFTER_FACTS + 2)?,
            customer_phone: text(AFTER_FACTS + 9)?,
            address: text(AFTER_FACTS + 3)?,
            region: text(AFTER_FACTS + 4)?,
            comment: text(AFTER_FACTS + 5)?,
            payment_title: text(AFTER_FACTS + 6)?,
            delivery_title: text(AFTER_FACTS + 7)?,
        },
        parcels: Vec::new(),
        lines: Vec::new(),
        returns: Vec::new(),
    })
}
