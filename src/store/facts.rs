//! Reads what the rules need: live orders from the covering index, pending calls and appointments from theirs.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::LabelKind;
use super::Store;
use super::StoreError;
use super::db::Answer;
use super::db::Conn;
use super::db::DbRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use super::lists::rows_in;
use super::order_columns::FACTS;
use super::order_columns::order_from;
use crate::domain::b2b::B2b;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::call::PendingCall;
use crate::domain::case::Case;
use crate::domain::case::CaseKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::facts::UndeliveredFact;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::time::Time;

/// The live orders of one stage.
fn live_sql() -> String {
    format!("select {FACTS}, 1 from orders where live = 1 and stage = $1 order by customer_id, id")
}

/// Those of some customers. Every stage is named: the index begins with it, and without it SQLite would walk through every
/// order they ever made.
fn live_of_sql(count: usize) -> String {
    format!(
        "select {FACTS}, 1 from orders where live = 1 and stage in ({STAGES}) and customer_id in ({})",
        marks(1, count)
    )
}

/// Every stage.
pub(super) const STAGES: &str = "1, 2, 3, 4, 5, 6, 7, 8, 9";

/// What a customer `c` and their contacts say of them; `z` is the label of their zone, `m` their manager's.
pub(super) const OWNER: &str = "coalesce(z.id, (select o.zone from orders o where o.customer_id = c.id \
      and o.voided_by is null order by o.created_at desc, o.id desc limit 1)), \
    m.id, c.b2b, c.not_customer, c.received_count, \
    exists (select 1 from contacts t where t.customer_id = c.id and t.kind = 1 and t.norm <> '' \
      and t.bad_at is null and t.voided_by is null), \
    (select max(t.bad_at) from contacts t where t.customer_id = c.id and t.kind = 1 and t.voided_by is null), \
    c.company <> '' or c.tax_id <> '', c.id";

fn owner_sql(count: usize) -> String {
    format!(
        "select {OWNER}, {PENDING} from customers c left join labels z on z.kind = $1 and z.text = c.time_zone \
         left join labels m on m.kind = $2 and m.text = c.manager where c.id in ({})",
        marks(3, count)
    )
}

/// Whether calls and times to call of the customer `c` wait: most have none, and theirs are not asked for.
pub(super) const PENDING: &str = "exists (select 1 from calls w where w.customer_id = c.id and w.pending = 1), \
    exists (select 1 from appointments w where w.customer_id = c.id and w.pending = 1), \
    exists (select 1 from cases w where w.customer_id = c.id and w.settled_at is null and w.voided_by is null) \
      or exists (select 1 from messages w where w.customer_id = c.id and w.state in (6, 8))";

const AWAITED: &str = "select customer_id from calls where pending = 1 \
    union all select customer_id from appointments where pending = 1 \
    union all select customer_id from cases where settled_at is null and voided_by is null \
    union all select customer_id from messages where state in (6, 8) and state in (1, 4, 6, 8)";

pub(super) const CALLS: &str =
    "id, customer_id, started_at, last_event_at, ended_at, tries, first_try_at, last_try_at, missed_reason";
pub(super) const APPOINTMENTS: &str = "id, customer_id, order_id, kind, made_at, at, tries, first_try_at, last_try_at";

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
        self.ask_ahead(|| {
            for stage in stages {
                // What goes wrong is told where it is read.
                let _ = prepare(&self.conn, &sql).and_then(|mut select| select.query([stage.int()]).map(drop));
            }
        });
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
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            each(call_from(row)?);
        }
        Ok(())
    }

    /// Gives every pending appointment to `each`, by customer.
    pub fn pending_appointments(&self, mut each: impl FnMut(Appointment)) -> Result<(), StoreError> {
        let sql = format!("select {APPOINTMENTS} from appointments where pending = 1 order by customer_id, id");
        let mut statement = prepare(&self.conn, &sql)?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            each(appointment_from(row)?);
        }
        Ok(())
    }

    /// Everybody whose calls or times to call wait.
    pub fn awaited(&self) -> Result<BTreeSet<CustomerId>, StoreError> {
        let mut select = prepare(&self.conn, AWAITED)?;
        let rows = select.query_map((), |row| row.get(0).map(CustomerId))?;
        rows.collect::<Result<_, _>>()
    }

    /// One customer with their live orders, pending calls and appointments; `None` when there is no such customer.
    pub fn customer_facts(&self, id: CustomerId) -> Result<Option<CustomerFacts>, StoreError> {
        Ok(facts_of(&self.conn, &[id])?.pop())
    }

    /// These customers, likewise, by id; who is not there is left out.
    pub fn customer_facts_of(&self, ids: &[CustomerId]) -> Result<Vec<CustomerFacts>, StoreError> {
        facts_of(&self.conn, ids)
    }

    /// Several orders' facts, live or not.
    pub fn order_facts_of(&self, ids: &[OrderId]) -> Result<Vec<OrderFacts>, StoreError> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let mut found = Vec::with_capacity(ids.len());
        for part in parts(&ids) {
            let sql = format!(
                "select {FACTS}, live from orders where id in ({})",
                marks(1, part.len())
            );
            read_orders(&self.conn, &sql, &part, &mut found)?;
        }
        Ok(found)
    }

    /// One order's facts, live or not.
    pub fn order_facts(&self, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
        order_facts(&self.conn, id)
    }
}

fn facts_of(conn: &Conn, ids: &[CustomerId]) -> Result<Vec<CustomerFacts>, StoreError> {
    let mut found = BTreeMap::new();
    let (mut called, mut appointed, mut bringing) = (Vec::new(), Vec::new(), Vec::new());
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let kinds = [LabelKind::Zone as i64, LabelKind::Operator as i64];
    if conn.is_within() {
        conn.ask_ahead(|| {
            for part in parts(&ids) {
                // What goes wrong is told where it is read.
                let owners = prepare(conn, &owner_sql(part.len()));
                let _ = owners.and_then(|mut select| select.query(args_from(kinds.iter().chain(&part))).map(drop));
                let _ = read_orders(conn, &live_of_sql(part.len()), &part, &mut Vec::new());
            }
        });
    }
    let mut live = Vec::new();
    for part in parts(&ids) {
        let mut select = prepare(conn, &owner_sql(part.len()))?;
        let mut rows = select.query(args_from(kinds.iter().chain(&part)))?;
        while let Some(row) = rows.next()? {
            let facts = owner_from(row, 0)?;
            if row.get(9)? {
                called.push(facts.id.0);
            }
            if row.get(10)? {
                appointed.push(facts.id.0);
            }
            if row.get(11)? {
                bringing.push(facts.id.0);
            }
            found.insert(facts.id, facts);
        }
        read_orders(conn, &live_of_sql(part.len()), &part, &mut live)?;
    }
    for (id, orders) in by_customer(conn, live)? {
        if let Some(facts) = found.get_mut(&id) {
            facts.set_orders(orders);
        }
    }
    for call in pending_calls_of(conn, &called)? {
        if let Some(facts) = found.get_mut(&call.customer) {
            facts.calls.push(call);
        }
    }
    for appointment in pending_appointments_of(conn, &appointed)? {
        if let Some(facts) = found.get_mut(&appointment.customer) {
            facts.appointments.push(appointment);
        }
    }
    for case in open_cases_of(conn, &bringing)? {
        if let Some(facts) = found.get_mut(&case.customer) {
            facts.cases.push(case);
        }
    }
    for message in undelivered_to(conn, &bringing)? {
        if let Some(facts) = found.get_mut(&message.customer) {
            facts.undelivered.push(message);
        }
    }
    Ok(found.into_values().collect())
}

/// Reads the columns of `OWNER`, which begin at `at`.
pub(super) fn owner_from(row: DbRow<'_>, at: usize) -> Result<CustomerFacts, StoreError> {
    let mut facts = CustomerFacts::new(CustomerId(row.get(at + 8)?));
    let received: i64 = row.get(at + 4)?;
    facts.zone = row.get::<Option<i64>>(at)?.map(LabelId);
    facts.manager = row.get::<Option<i64>>(at + 1)?.map(LabelId).filter(|_| received > 0);
    let b2b = row.get::<Option<i64>>(at + 2)?.and_then(B2b::from_int);
    facts.marks = CustomerFlags::of_card(b2b, row.get(at + 7)?, row.get(at + 3)?, row.get(at + 5)?);
    if received > 0 {
        facts.marks = facts.marks.with(CustomerFlags::REGULAR);
    }
    if facts.marks.has(CustomerFlags::NO_PHONE) {
        facts.no_phone_at = row.get::<Option<i64>>(at + 6)?.map(Time);
    }
    Ok(facts)
}

/// The live orders of some customers, each one's oldest first.
pub(super) fn live_orders(conn: &Conn, customers: &[i64]) -> Result<BTreeMap<CustomerId, Vec<OrderFacts>>, StoreError> {
    let mut live = Vec::new();
    read_orders(conn, &live_of_sql(customers.len()), customers, &mut live)?;
    by_customer(conn, live)
}

/// Those orders, with what is read of their parcels.
fn by_customer(conn: &Conn, mut live: Vec<OrderFacts>) -> Result<BTreeMap<CustomerId, Vec<OrderFacts>>, StoreError> {
    super::parcels::fill_in(conn, live.iter_mut())?;
    live.sort_by_key(|order| (order.created_at, order.id));
    let mut orders: BTreeMap<CustomerId, Vec<OrderFacts>> = BTreeMap::new();
    for order in live {
        orders.entry(order.customer).or_default().push(order);
    }
    Ok(orders)
}

fn read_orders(conn: &Conn, sql: &str, ids: &[i64], found: &mut Vec<OrderFacts>) -> Result<(), StoreError> {
    let mut select = prepare(conn, sql)?;
    let mut rows = select.query(args_from(ids))?;
    while let Some(row) = rows.next()? {
        found.push(order_from(row)?);
    }
    Ok(())
}

/// The live orders of one stage being read, one ahead.
struct OneStage<'s> {
    rows: Answer<'s>,
    next: Option<OrderFacts>,
}

impl OneStage<'_> {
    fn begin(rows: Answer<'_>) -> Result<OneStage<'_>, StoreError> {
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

pub(super) fn order_facts(conn: &Conn, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
    let mut statement = prepare(conn, &format!("select {FACTS}, live from orders where id = $1"))?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map(order_from).transpose()
}

pub(super) fn pending_calls_of(conn: &Conn, customers: &[i64]) -> Result<Vec<PendingCall>, StoreError> {
    let sql = format!("select {CALLS} from calls where pending = 1 and customer_id in ({{ids}}) order by id");
    rows_in(conn, &sql, customers, call_from)
}

pub(super) fn open_cases_of(conn: &Conn, customers: &[i64]) -> Result<Vec<Case>, StoreError> {
    let sql = "select id, customer_id, order_id, kind, at from cases \
             where settled_at is null and voided_by is null and customer_id in ({ids}) order by id";
    rows_in(conn, sql, customers, case_from)
}

/// What failed or is held, of letters; what goes in one goes with it.
pub(super) fn undelivered_to(conn: &Conn, customers: &[i64]) -> Result<Vec<UndeliveredFact>, StoreError> {
    let sql = "select customer_id, order_id, not_before from messages where state in (6, 8) and customer_id in ({ids}) \
             order by id";
    rows_in(conn, sql, customers, |row| {
        Ok(UndeliveredFact {
            customer: CustomerId(row.get(0)?),
            order: row.get::<Option<i64>>(1)?.map(OrderId),
            at: Time(row.get(2)?),
        })
    })
}

fn case_from(row: DbRow<'_>) -> Result<Case, StoreError> {
    let id: i64 = row.get(0)?;
    let unknown = || StoreError::Unknown {
        table: "cases",
        id,
        what: "a kind".to_owned(),
    };
    Ok(Case {
        id,
        customer: CustomerId(row.get(1)?),
        order: row.get::<Option<i64>>(2)?.map(OrderId),
        kind: CaseKind::from_int(row.get(3)?).ok_or_else(unknown)?,
        at: Time(row.get(4)?),
    })
}

pub(super) fn pending_appointments_of(conn: &Conn, customers: &[i64]) -> Result<Vec<Appointment>, StoreError> {
    let sql =
        format!("select {APPOINTMENTS} from appointments where pending = 1 and customer_id in ({{ids}}) order by id");
    rows_in(conn, &sql, customers, appointment_from)
}

pub(super) fn call_from(row: DbRow<'_>) -> Result<PendingCall, StoreError> {
    Ok(PendingCall {
        id: CallId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        started_at: Time(row.get(2)?),
        last_event_at: Time(row.get(3)?),
        ended_at: row.get::<Option<i64>>(4)?.map(Time),
        tries: row.get(5)?,
        first_try_at: row.get::<Option<i64>>(6)?.map(Time),
        last_try_at: row.get::<Option<i64>>(7)?.map(Time),
        reason: row.get::<Option<i64>>(8)?.and_then(MissedReason::from_int),
    })
}

pub(super) fn appointment_from(row: DbRow<'_>) -> Result<Appointment, StoreError> {
    let id: i64 = row.get(0)?;
    let unknown = || StoreError::Unknown {
        table: "appointments",
        id,
        what: "a kind".to_owned(),
    };
    Ok(Appointment {
        id,
        customer: CustomerId(row.get(1)?),
        order: row.get::<Option<i64>>(2)?.map(OrderId),
        kind: AppointmentKind::from_int(row.get(3)?).ok_or_else(unknown)?,
        made_at: Time(row.get(4)?),
        at: Time(row.get(5)?),
        tries: row.get(6)?,
        first_try_at: row.get::<Option<i64>>(7)?.map(Time),
        last_try_at: row.get::<Option<i64>>(8)?.map(Time),
    })
}
