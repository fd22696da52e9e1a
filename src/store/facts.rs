//! Reads what the rules need: live orders from the covering index, pending calls and appointments from theirs.

use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::Rows;

use super::LabelKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::statement::prepare;
use crate::domain::b2b::B2b;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::PendingCall;
use crate::domain::carrier::Carrier;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::Marks;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// The columns `order_from` reads, in its order: exactly those of the index `orders_live`.
pub(super) const FACTS: &str = "id, customer_id, channel, currency, total, created_at, seen_at, terms, flags, \
    promised_from, promised_until, confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, \
    free_until, hold_until, received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, \
    courtesy_done_at, late_told_at, reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, \
    zone, manager, marks, paid, last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, \
    tried_at, talks, contacted_at, last_talk_at, last_note_at, earlier_attempt_at, \
    owed_changed_at, agreed_changed_at, refunded, requisites_at, \
    apologies, parcel_refused_at, claims_paid_at, stage";

/// The live orders of one stage.
fn live_sql() -> String {
    format!("select {FACTS}, 1 from orders where live = 1 and stage = $1 order by customer_id, id")
}

/// Those of one customer.
fn live_of_customer_sql() -> String {
    format!("select {FACTS}, 1 from orders where live = 1 and stage = $1 and customer_id = $2 order by id")
}

const OWNER: &str = "select coalesce(z.id, (select o.zone from orders o where o.customer_id = c.id \
      and o.voided_by is null order by o.created_at desc, o.id desc limit 1)), \
    m.id, c.b2b, c.not_customer, c.received_count, \
    exists (select 1 from contacts t where t.customer_id = c.id and t.kind = 1 and t.norm is not null \
      and t.bad_at is null and t.voided_by is null), \
    (select max(t.bad_at) from contacts t where t.customer_id = c.id and t.kind = 1 and t.voided_by is null), \
    c.company <> '' or c.tax_id <> '' \
  from customers c left join labels z on z.kind = $1 and z.text = c.time_zone \
    left join labels m on m.kind = $2 and m.text = c.manager where c.id = $3";

const CALLS: &str = "id, customer_id, started_at, last_event_at, ended_at, tries, first_try_at, last_try_at";
const APPOINTMENTS: &str = "id, customer_id, order_id, kind, made_at, at, tries, first_try_at, last_try_at";

impl Store {
    /// Gives every customer's live orders of those stages to `each`, customer by customer, oldest order first; what of
    /// them is left is thrown away.
    ///
    /// The index keeps each stage by customer, so that they are merged while they are read and none is kept.
    pub fn live_customers(
        &self,
        stages: &[Stage],
        mut each: impl FnMut(&mut Vec<OrderFacts>),
    ) -> Result<(), StoreError> {
        let sql = live_sql();
        let mut statements = Vec::with_capacity(stages.len());
        for _ in stages {
            statements.push(prepare(&self.conn, &sql)?);
        }
        let mut readers = Vec::with_capacity(stages.len());
        for (statement, stage) in statements.iter_mut().zip(stages) {
            readers.push(OneStage::begin(statement.query([stage.int()])?)?);
        }
        let mut orders: Vec<OrderFacts> = Vec::new();
        while let Some(next) = readers.iter().filter_map(OneStage::customer).min() {
            orders.clear();
            for reader in &mut readers {
                while reader.customer() == Some(next) {
                    orders.extend(reader.take()?);
                }
            }
            orders.sort_by_key(|order| (order.created_at, order.id));
            each(&mut orders);
        }
        Ok(())
    }

    /// Gives every pending call to `each`, by customer.
    pub fn pending_calls(&self, mut each: impl FnMut(PendingCall)) -> Result<(), StoreError> {
        let sql = format!("select {CALLS} from calls where pending = 1 order by customer_id, id");
        let mut statement = prepare(&self.conn, &sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(call_from(row)?);
        }
        Ok(())
    }

    /// Gives every pending appointment to `each`, by customer.
    pub fn pending_appointments(&self, mut each: impl FnMut(Appointment)) -> Result<(), StoreError> {
        let sql = format!("select {APPOINTMENTS} from appointments where pending = 1 order by customer_id, id");
        let mut statement = prepare(&self.conn, &sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(appointment_from(row)?);
        }
        Ok(())
    }

    /// One customer with his live orders, pending calls and appointments; `None` when there is no such customer.
    pub fn customer_facts(&self, id: CustomerId) -> Result<Option<CustomerFacts>, StoreError> {
        customer_facts(&self.conn, id)
    }

    /// Fills in what a customer's own row and his contacts say of him; false when there is no such customer.
    pub fn read_owner(&self, facts: &mut CustomerFacts) -> Result<bool, StoreError> {
        read_owner(&self.conn, facts)
    }

    /// One order's facts, live or not.
    pub fn order_facts(&self, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
        order_facts(&self.conn, id)
    }

    /// The statements behind the live board, for the tests of their plans.
    pub fn board_statements() -> Vec<String> {
        vec![
            live_sql(),
            live_of_customer_sql(),
            format!("select {CALLS} from calls where pending = 1 order by customer_id, id"),
            format!("select {APPOINTMENTS} from appointments where pending = 1 order by customer_id, id"),
        ]
    }
}

impl Tx<'_> {
    /// One customer with his live orders, pending calls and appointments; `None` when there is no such customer.
    pub fn customer_facts(&self, id: CustomerId) -> Result<Option<CustomerFacts>, StoreError> {
        customer_facts(&self.conn, id)
    }
}

fn customer_facts(conn: &Connection, id: CustomerId) -> Result<Option<CustomerFacts>, StoreError> {
    let mut facts = CustomerFacts::new(id);
    if !read_owner(conn, &mut facts)? {
        return Ok(None);
    }
    facts.set_orders(live_orders_of(conn, id)?);
    facts.calls = pending_calls_of(conn, id)?;
    facts.appointments = pending_appointments_of(conn, id)?;
    Ok(Some(facts))
}

fn read_owner(conn: &Connection, facts: &mut CustomerFacts) -> Result<bool, StoreError> {
    let mut select = prepare(conn, OWNER)?;
    let mut rows = select.query((LabelKind::Zone as i64, LabelKind::Operator as i64, facts.id.0))?;
    let Some(row) = rows.next()? else { return Ok(false) };
    facts.zone = row.get::<_, Option<i64>>(0)?.map(LabelId);
    facts.manager = row
        .get::<_, Option<i64>>(1)?
        .map(LabelId)
        .filter(|_| row.get(4).is_ok_and(|n: i64| n > 0));
    facts.marks = customer_marks(row.get(2)?, row.get(7)?, row.get(3)?, row.get(5)?);
    if row.get::<_, i64>(4)? > 0 {
        facts.marks = facts.marks.with(Marks::REGULAR);
    }
    if facts.marks.has(Marks::NO_PHONE) {
        facts.no_phone_at = row.get::<_, Option<i64>>(6)?.map(Time);
    }
    Ok(true)
}

/// The live orders of one stage being read, one ahead.
struct OneStage<'s> {
    rows: Rows<'s>,
    next: Option<OrderFacts>,
}

impl OneStage<'_> {
    fn begin(rows: Rows<'_>) -> Result<OneStage<'_>, StoreError> {
        let mut reader = OneStage { rows, next: None };
        reader.take()?;
        Ok(reader)
    }

    fn customer(&self) -> Option<CustomerId> {
        self.next.as_ref().map(|order| order.customer)
    }

    fn take(&mut self) -> Result<Option<OrderFacts>, StoreError> {
        let next = self.rows.next()?.map(order_from).transpose()?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

/// The marks a customer's own row gives: `b2b` as kept, whether it names a company or its tax id, `not_customer`, and whether any phone of his works.
pub(super) fn customer_marks(b2b: Option<i64>, has_company: bool, not_customer: i64, has_phone: bool) -> Marks {
    let mut marks = match b2b.and_then(B2b::from_int) {
        Some(B2b::Yes) => Marks::B2B,
        Some(B2b::No) => Marks::PRIVATE,
        Some(B2b::Maybe) => Marks::MAYBE_B2B,
        None if has_company => Marks::MAYBE_B2B,
        None => Marks::default(),
    };
    if not_customer != 0 {
        marks = marks.with(Marks::NOT_CUSTOMER);
    }
    if !has_phone {
        marks = marks.with(Marks::NO_PHONE);
    }
    marks
}

pub(super) fn order_facts(conn: &Connection, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
    let mut statement = prepare(conn, &format!("select {FACTS}, live from orders where id = $1"))?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map(order_from).transpose()
}

/// One customer's live orders, oldest first. Stage by stage they stand in the index of open work; asked all at once
/// SQLite would walk through every order he ever made.
pub(super) fn live_orders_of(conn: &Connection, id: CustomerId) -> Result<Vec<OrderFacts>, StoreError> {
    let mut statement = prepare(conn, &live_of_customer_sql())?;
    let mut orders = Vec::new();
    for stage in Stage::ALL {
        let mut rows = statement.query((stage.int(), id.0))?;
        while let Some(row) = rows.next()? {
            orders.push(order_from(row)?);
        }
    }
    orders.sort_by_key(|order| (order.created_at, order.id));
    Ok(orders)
}

pub(super) fn pending_calls_of(conn: &Connection, id: CustomerId) -> Result<Vec<PendingCall>, StoreError> {
    let sql = format!("select {CALLS} from calls where pending = 1 and customer_id = $1 order by id");
    let mut statement = prepare(conn, &sql)?;
    let mut rows = statement.query([id.0])?;
    let mut calls = Vec::new();
    while let Some(row) = rows.next()? {
        calls.push(call_from(row)?);
    }
    Ok(calls)
}

pub(super) fn pending_appointments_of(conn: &Connection, id: CustomerId) -> Result<Vec<Appointment>, StoreError> {
    let sql = format!("select {APPOINTMENTS} from appointments where pending = 1 and customer_id = $1 order by id");
    let mut statement = prepare(conn, &sql)?;
    let mut rows = statement.query([id.0])?;
    let mut appointments = Vec::new();
    while let Some(row) = rows.next()? {
        appointments.push(appointment_from(row)?);
    }
    Ok(appointments)
}

/// Reads one row of `FACTS` and `live`.
pub(super) fn order_from(row: &Row<'_>) -> Result<OrderFacts, StoreError> {
    let id: i64 = row.get(0)?;
    let unknown = |what: &str| StoreError::Unknown {
        table: "orders",
        id,
        what: what.to_owned(),
    };
    let time =
        |index: usize| -> Result<Option<Time>, rusqlite::Error> { Ok(row.get::<_, Option<i64>>(index)?.map(Time)) };
    let label = |index: usize| -> Result<Option<LabelId>, rusqlite::Error> {
        Ok(row.get::<_, Option<i64>>(index)?.map(LabelId))
    };
    let code = row.get_ref(3)?.as_str().map_err(|_| unknown("a currency"))?;
    Ok(OrderFacts {
        id: OrderId(id),
        customer: CustomerId(row.get(1)?),
        channel: LabelId(row.get(2)?),
        currency: Currency::parse(code).map_err(|_| unknown("a currency"))?,
        total: row.get(4)?,
        created_at: Time(row.get(5)?),
        seen_at: Time(row.get(6)?),
        terms: Terms::from_int(row.get(7)?).ok_or_else(|| unknown("terms"))?,
        flags: Flags(row.get(8)?),
        promised_from: time(9)?,
        promised_until: time(10)?,
        confirmed_at: time(11)?,
        carrier: row.get::<_, Option<i64>>(12)?.and_then(Carrier::from_int),
        number_at: time(13)?,
        dispatch_by: time(14)?,
        estimate_at: time(15)?,
        handed_at: time(16)?,
        arrived_at: time(17)?,
        free_until: time(18)?,
        hold_until: time(19)?,
        received_at: time(20)?,
        returned_at: time(21)?,
        cancelled_at: time(22)?,
        reason: row.get::<_, Option<i64>>(23)?.and_then(Reason::from_int),
        closed_at: time(24)?,
        quality_done_at: time(25)?,
        courtesy_done_at: time(26)?,
        late_told_at: time(27)?,
        reopened_at: time(28)?,
        put_off_until: time(29)?,
        shop_changed_at: time(30)?,
        shop_cancelled_at: time(31)?,
        duplicate_of: row.get::<_, Option<i64>>(32)?.map(OrderId),
        zone: label(33)?,
        manager: label(34)?,
        marks: Marks(row.get(35)?),
        paid: row.get(36)?,
        last_paid_at: time(37)?,
        full_paid_at: time(38)?,
        ready_at: time(39)?,
        attempts: row.get(40)?,
        first_attempt_at: time(41)?,
        last_attempt_at: time(42)?,
        tried_at: time(43)?,
        talks: row.get(44)?,
        contacted_at: time(45)?,
        last_talk_at: time(46)?,
        last_note_at: time(47)?,
        earlier_attempt_at: time(48)?,
        owed_changed_at: time(49)?,
        agreed_changed_at: time(50)?,
        refunded: row.get(51)?,
        requisites_at: time(52)?,
        apologies: row.get(53)?,
        parcel_refused_at: time(54)?,
        claims_paid_at: time(55)?,
        stage: Stage::from_int(row.get(56)?).ok_or_else(|| unknown("a stage"))?,
        live: row.get::<_, i64>(57)? != 0,
    })
}

fn call_from(row: &Row<'_>) -> Result<PendingCall, StoreError> {
    Ok(PendingCall {
        id: CallId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        started_at: Time(row.get(2)?),
        last_event_at: Time(row.get(3)?),
        ended_at: row.get::<_, Option<i64>>(4)?.map(Time),
        tries: row.get(5)?,
        first_try_at: row.get::<_, Option<i64>>(6)?.map(Time),
        last_try_at: row.get::<_, Option<i64>>(7)?.map(Time),
    })
}

fn appointment_from(row: &Row<'_>) -> Result<Appointment, StoreError> {
    let id: i64 = row.get(0)?;
    let unknown = || StoreError::Unknown {
        table: "appointments",
        id,
        what: "a kind".to_owned(),
    };
    Ok(Appointment {
        id,
        customer: CustomerId(row.get(1)?),
        order: row.get::<_, Option<i64>>(2)?.map(OrderId),
        kind: AppointmentKind::from_int(row.get(3)?).ok_or_else(unknown)?,
        made_at: Time(row.get(4)?),
        at: Time(row.get(5)?),
        tries: row.get(6)?,
        first_try_at: row.get::<_, Option<i64>>(7)?.map(Time),
        last_try_at: row.get::<_, Option<i64>>(8)?.map(Time),
    })
}
