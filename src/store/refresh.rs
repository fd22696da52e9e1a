//! Recomputes every projection of one customer from the rows it follows from.

use std::collections::HashMap;

use rusqlite::Row;
use rusqlite::params_from_iter;

use super::FeedKind;
use super::LabelKind;
use super::StoreError;
use super::Tx;
use super::facts::AFTER_FACTS;
use super::facts::APPOINTMENTS;
use super::facts::CALLS;
use super::facts::FACTS;
use super::facts::STAGES;
use super::facts::appointment_from;
use super::facts::call_from;
use super::facts::customer_marks;
use super::facts::open_cases_of;
use super::facts::order_from;
use super::lists::marks;
use super::lists::parts;
use super::search::search_text;
use super::statement::prepare;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::Outcome;
use crate::domain::call::PendingCall;
use crate::domain::call::TALK_WRITTEN_WITHIN;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::order::Marks;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::projection::CallFact;
use crate::domain::projection::Owner;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::own;
use crate::domain::projection::project;
use crate::domain::sex::Sex;
use crate::domain::sex::sex_of_folded;
use crate::domain::time::Time;
use crate::domain::zone;
use crate::text;

/// Which orders of a customer may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// The live ones, and these (which may have come back to life).
    Live(&'a [OrderId]),
    /// Every one.
    All,
}

/// A customer's own row, what he received and kept, and where his newest order goes. The sum is of the currency he bought
/// in last.
const OWNER: &str = "select c.name, c.company, c.fold, c.received_count, c.b2b, c.not_customer, c.manager, c.time_zone, \
      c.region, c.tax_id <> '', c.bought_total, c.bought_currency, c.last_bought_at, c.sex_guess, \
      k.kept, k.total, k.latest, k.last_at, k.first_at, t.region, t.address, m.id, z.id, \
      exists (select 1 from calls w where w.customer_id = c.id), \
      exists (select 1 from appointments w where w.customer_id = c.id), \
      (select count(*) from cases w where w.customer_id = c.id and w.settled_at is null and w.voided_by is null) \
    from customers c \
      left join labels m on m.kind = $1 and m.text = c.manager \
      left join labels z on z.kind = $2 and z.text = c.time_zone \
      left join order_texts t on t.order_id = (select o.id from orders o \
        where o.customer_id = c.id and o.voided_by is null order by o.created_at desc, o.id desc limit 1) \
      cross join (\
        select count(*) as kept, cast(coalesce(sum(b.total) filter (where b.currency = b.latest), 0) as bigint) as total, \
          max(b.latest) as latest, max(b.received_at) as last_at, min(b.received_at) as first_at from (\
          select o.total, o.received_at, o.currency, \
            first_value(o.currency) over (order by o.received_at desc, o.id desc) as latest from orders o \
          where o.customer_id = $3 and o.received_at is not null and o.returned_at is null \
            and o.voided_by is null) b) k \
    where c.id = $3";

/// Of each order what its projections follow from, behind `FACTS` and `live`: whether it is voided, its last note, its last
/// requisites that left or leave, whether it has payments, and whether the shop has fewer of some line than it asks for.
const FOLLOWS_FROM: &str = "voided_by is not null, \
    (select max(n.at) from notes n where n.customer_id = orders.customer_id and n.order_id = orders.id \
      and n.voided_by is null), \
    (select max(coalesce(m.sent_at, m.not_before)) from messages m where m.order_id = orders.id and m.kind = $1 \
      and m.state in (1, 4, 5)), \
    exists (select 1 from payments p where p.order_id = orders.id), \
    exists (select 1 from products) and exists (select 1 from order_lines l join goods g on g.id = l.goods_id \
      join products p on p.id = g.product_id where l.order_id = orders.id and p.stock_milli < l.quantity_milli)";

/// One order with what its projections follow from.
struct Before {
    facts: OrderFacts,
    is_voided: bool,
    last_note_at: Option<Time>,
    requisites_at: Option<Time>,
    has_payments: bool,
    is_short: bool,
}

/// What a customer's own row says, as far as his orders, calls and times to call need it.
struct OwnerRow {
    owner: Owner,
    is_regular: bool,
    has_calls: bool,
    has_appointments: bool,
    open_cases: i64,
}

impl Tx<'_> {
    /// Recomputes the projections of `customer` and tells the other consoles; gives his facts as they are then.
    pub fn refresh(&self, customer: CustomerId, scope: Scope<'_>) -> Result<CustomerFacts, StoreError> {
        let contacts = self.contacts(customer)?;
        let row = self.refresh_owner(customer, &contacts)?;
        let (calls, may_wait) = if row.has_calls {
            self.call_facts(customer)?
        } else {
            (Vec::new(), false)
        };
        let orders = self.orders_in(customer, scope)?;
        let payments = self.payment_facts(&orders)?;
        let mut live = Vec::new();
        for before in orders {
            let mut after = before.facts.clone();
            own(&mut after, &row.owner);
            after.last_note_at = before.last_note_at;
            let paid = payments.get(&after.id).map(Vec::as_slice).unwrap_or_default();
            project(&mut after, paid, &calls);
            after.requisites_at = before.requisites_at.filter(|_| awaits_money(&after));
            if before.is_voided {
                after.live = false;
            }
            if before.is_short && after.live && Stage::AWAITING_GOODS.contains(&after.stage) {
                after.marks = after.marks.with(Marks::OUT_OF_STOCK);
            }
            if after != before.facts {
                self.write_projection(&after)?;
            }
            if after.live && after.customer == customer {
                live.push(after);
            }
        }
        live.sort_by_key(|order| (order.created_at, order.id));
        let mut facts = CustomerFacts::new(customer);
        facts.zone = row.owner.zone;
        facts.manager = row.owner.manager.filter(|_| row.is_regular);
        facts.marks = row.owner.marks;
        if row.is_regular {
            facts.marks = facts.marks.with(Marks::REGULAR);
        }
        if facts.marks.has(Marks::NO_PHONE) {
            let phones = contacts.iter().filter(|contact| contact.kind == ContactKind::Phone);
            facts.no_phone_at = phones.filter_map(|phone| phone.bad_at).max();
        }
        facts.set_orders(live);
        if may_wait {
            facts.calls = self.refresh_calls(customer)?;
        }
        if row.has_appointments {
            facts.appointments = self.refresh_appointments(customer)?;
        }
        if row.open_cases > 0 {
            facts.cases = open_cases_of(&self.conn, &[customer.0])?;
        }
        self.note(FeedKind::Customer, customer.0);
        Ok(facts)
    }

    fn orders_in(&self, customer: CustomerId, scope: Scope<'_>) -> Result<Vec<Before>, StoreError> {
        let columns = format!("select {FACTS}, live, {FOLLOWS_FROM} from orders");
        let mut orders = Vec::new();
        let Scope::Live(touched) = scope else {
            let sql = format!("{columns} where customer_id = $2 order by id");
            self.read_before(&sql, &[customer.0], &mut orders)?;
            return Ok(orders);
        };
        let live = format!("{columns} where live = 1 and stage in ({STAGES}) and customer_id = $2");
        let mut touched: Vec<i64> = touched.iter().map(|id| id.0).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut touched = parts(&touched);
        let Some(first) = touched.next() else {
            self.read_before(&live, &[customer.0], &mut orders)?;
            return Ok(orders);
        };
        let others = |marks: String| format!("{columns} where (live = 0 or customer_id <> $2) and id in ({marks})");
        let sql = format!("{live} union all {}", others(marks(3, first.len())));
        self.read_before(&sql, &[&[customer.0], first.as_slice()].concat(), &mut orders)?;
        for part in touched {
            let sql = others(marks(3, part.len()));
            self.read_before(&sql, &[&[customer.0], part.as_slice()].concat(), &mut orders)?;
        }
        Ok(orders)
    }

    /// Runs `sql`, whose parameters behind the kind of message are `values`.
    fn read_before(&self, sql: &str, values: &[i64], found: &mut Vec<Before>) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let kind = rusqlite::types::Value::from(MessageKind::Requisites.code().to_owned());
        let values = values.iter().map(|value| rusqlite::types::Value::from(*value));
        let mut rows = select.query(params_from_iter(std::iter::once(kind).chain(values)))?;
        while let Some(row) = rows.next()? {
            found.push(Before {
                facts: order_from(row)?,
                is_voided: row.get(AFTER_FACTS)?,
                last_note_at: row.get::<_, Option<i64>>(AFTER_FACTS + 1)?.map(Time),
                requisites_at: row.get::<_, Option<i64>>(AFTER_FACTS + 2)?.map(Time),
                has_payments: row.get(AFTER_FACTS + 3)?,
                is_short: row.get(AFTER_FACTS + 4)?,
            });
        }
        Ok(())
    }

    pub(super) fn all_orders(&self, customer: CustomerId) -> Result<Vec<OrderFacts>, StoreError> {
        let sql = format!("select {FACTS}, live from orders where customer_id = $1 order by id");
        let mut select = prepare(&self.conn, &sql)?;
        let mut rows = select.query([customer.0])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            orders.push(order_from(row)?);
        }
        Ok(orders)
    }

    /// The calls that count, by time, and whether any of all may owe a call back.
    fn call_facts(&self, customer: CustomerId) -> Result<(Vec<CallFact>, bool), StoreError> {
        let mut select = prepare(
            &self.conn,
            "select started_at, incoming, answered_at, outcome, voided_by is null, \
               incoming = 1 and (pending = 1 or answered_at is null and phone <> '') \
             from calls where customer_id = $1 order by started_at, id",
        )?;
        let mut rows = select.query([customer.0])?;
        let mut calls = Vec::new();
        let mut may_wait = false;
        while let Some(row) = rows.next()? {
            may_wait |= row.get::<_, bool>(5)?;
            if row.get(4)? {
                calls.push(call_fact(row)?);
            }
        }
        Ok((calls, may_wait))
    }

    /// The payments that count, of those orders that have any, by time.
    fn payment_facts(&self, orders: &[Before]) -> Result<HashMap<OrderId, Vec<PaymentFact>>, StoreError> {
        let paid = orders.iter().filter(|order| order.has_payments);
        let paid: Vec<i64> = paid.map(|order| order.facts.id.0).collect();
        let mut found: HashMap<OrderId, Vec<PaymentFact>> = HashMap::new();
        for part in parts(&paid) {
            let sql = format!(
                "select order_id, at, amount, collected_only, due_again from payments \
                 where order_id in ({}) and voided_by is null order by order_id, at, id",
                marks(1, part.len())
            );
            let mut select = prepare(&self.conn, &sql)?;
            let mut rows = select.query(params_from_iter(part))?;
            while let Some(row) = rows.next()? {
                found.entry(OrderId(row.get(0)?)).or_default().push(PaymentFact {
                    at: Time(row.get(1)?),
                    amount: row.get(2)?,
                    collected_only: row.get::<_, i64>(3)? != 0,
                    due_again: row.get::<_, i64>(4)? != 0,
                });
            }
        }
        Ok(found)
    }

    /// The customer's own projections (folded text, orders received), and what he means for his orders.
    fn refresh_owner(&self, customer: CustomerId, contacts: &[ContactRecord]) -> Result<OwnerRow, StoreError> {
        let mut select = prepare(&self.conn, OWNER)?;
        let mut rows = select.query((LabelKind::Operator as i64, LabelKind::Zone as i64, customer.0))?;
        let Some(row) = rows.next()? else {
            return Err(StoreError::Unknown {
                table: "customers",
                id: customer.0,
                what: "no such row".to_owned(),
            });
        };
        let (name, company): (String, String) = (row.get(0)?, row.get(1)?);
        let fold_before: String = row.get(2)?;
        let before: BoughtSums = (row.get(3)?, row.get(10)?, row.get(11)?, row.get(12)?);
        let kept: BoughtSums = (row.get(14)?, row.get(15)?, row.get(16)?, row.get(17)?);
        let guess_before: Option<i64> = row.get(13)?;
        let has_company = !company.is_empty() || row.get(9)?;
        let emails = emails(contacts);
        let has_phone = contacts
            .iter()
            .any(|contact| contact.kind == ContactKind::Phone && contact.norm.is_some() && contact.bad_at.is_none());
        let name = text::fold(&name);
        let fold = search_text(&name, &company, &emails);
        let guess = sex_of_folded(&name).map(Sex::int);
        if fold != fold_before || kept != before || guess != guess_before {
            let (received, total, currency, last) = &kept;
            prepare(
                &self.conn,
                "update customers set fold = $1, received_count = $2, bought_total = $3, bought_currency = $4, \
                   last_bought_at = $5, sex_guess = $6 where id = $7",
            )?
            .execute((&fold, received, total, currency, last, guess, customer.0))?;
        }
        if fold != fold_before {
            self.index_customer(customer, Some(&fold_before), &fold)?;
        }
        let (manager, manager_label): (Option<String>, Option<i64>) = (row.get(6)?, row.get(21)?);
        let manager = match (manager, manager_label) {
            (Some(_), Some(id)) => Some(LabelId(id)),
            (Some(name), None) => Some(self.label(LabelKind::Operator, &name)?),
            (None, _) => None,
        };
        Ok(OwnerRow {
            owner: Owner {
                zone: self.zone_of(row)?,
                manager,
                marks: customer_marks(row.get(4)?, has_company, row.get(5)?, has_phone),
                first_received_at: row.get::<_, Option<i64>>(18)?.map(Time),
            },
            is_regular: kept.0 > 0,
            has_calls: row.get(23)?,
            has_appointments: row.get(24)?,
            open_cases: row.get(25)?,
        })
    }

    /// The zone on the customer's card, else (R36) that of where his newest order goes, by the region it names or its
    /// address, else that of his region.
    fn zone_of(&self, row: &Row<'_>) -> Result<Option<LabelId>, StoreError> {
        let (own, label): (Option<String>, Option<i64>) = (row.get(7)?, row.get(22)?);
        let name = match (own, label) {
            (Some(_), Some(id)) => return Ok(Some(LabelId(id))),
            (Some(name), None) => Some(name),
            (None, _) => {
                let text = |index: usize| -> Result<String, rusqlite::Error> {
                    Ok(row.get::<_, Option<String>>(index)?.unwrap_or_default())
                };
                let zone = zone::of_place(&text(19)?)
                    .or(zone::of_place(&text(20)?))
                    .or(zone::of_place(&text(8)?));
                zone.map(|zone| zone.name().to_owned())
            }
        };
        name.map(|name| self.label(LabelKind::Zone, &name)).transpose()
    }

    pub(super) fn write_projection(&self, o: &OrderFacts) -> Result<(), StoreError> {
        let time = |at: Option<Time>| at.map(|t| t.0);
        prepare(
            &self.conn,
            "update orders set zone = $1, manager = $2, marks = $3, paid = $4, last_paid_at = $5, full_paid_at = $6, \
               ready_at = $7, attempts = $8, first_attempt_at = $9, last_attempt_at = $10, tried_at = $11, \
               talks = $12, contacted_at = $13, last_talk_at = $14, last_note_at = $15, earlier_attempt_at = $16, stage = $17, \
               live = $18, refunded = $19, requisites_at = $20 where id = $21",
        )?
        .execute(rusqlite::params![
            o.zone.map(|l| l.0),
            o.manager.map(|l| l.0),
            o.marks.0,
            o.paid,
            time(o.last_paid_at),
            time(o.full_paid_at),
            time(o.ready_at),
            o.attempts,
            time(o.first_attempt_at),
            time(o.last_attempt_at),
            time(o.tried_at),
            o.talks,
            time(o.contacted_at),
            time(o.last_talk_at),
            time(o.last_note_at),
            time(o.earlier_attempt_at),
            o.stage.int(),
            i64::from(o.live),
            o.refunded,
            time(o.requisites_at),
            o.id.0,
        ])?;
        Ok(())
    }

    /// An incoming call owes something until the two have talked after it, whoever called; one of a hidden number owes
    /// nothing (R27). Those that owe something.
    fn refresh_calls(&self, customer: CustomerId) -> Result<Vec<PendingCall>, StoreError> {
        let sql = format!(
            "update calls set \
               pending = case when incoming = 1 and answered_at is null and voided_by is null \
                 and phone <> '' and not exists (\
                 select 1 from calls t where t.customer_id = calls.customer_id and t.voided_by is null \
                   and t.started_at >= calls.started_at and t.id <> calls.id \
                   and (t.incoming = 1 and t.answered_at is not null or t.incoming = 0 and t.outcome in (1, 7, 8))) \
                 then 1 else 0 end, \
               (tries, first_try_at, last_try_at) = (\
                 select count(*), min(t.started_at), max(t.started_at) from calls t \
                 where t.customer_id = calls.customer_id and t.voided_by is null and t.incoming = 0 \
                   and t.outcome in (2, 3, 4, 5) and t.started_at >= calls.started_at) \
             where customer_id = $1 and incoming = 1 and (pending = 1 or answered_at is null and phone <> '') \
             returning {CALLS}, pending"
        );
        let mut update = prepare(&self.conn, &sql)?;
        let mut rows = update.query([customer.0])?;
        let mut calls = Vec::new();
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(8)? != 0 {
                calls.push(call_from(row)?);
            }
        }
        calls.sort_by_key(|call| call.id);
        Ok(calls)
    }

    /// A time to call stands until it is settled, or the two have talked after it was agreed: as
    /// [`settled_from`](AppointmentKind::settled_from) counts, in SQL. Those that stand.
    fn refresh_appointments(&self, customer: CustomerId) -> Result<Vec<Appointment>, StoreError> {
        let sql = format!(
            "update appointments set \
               pending = case when done_at is null and voided_by is null and not exists (\
                 select 1 from orders o where o.id = appointments.order_id and (o.stage in (7, 8, 9) \
                   or o.voided_by is not null)) and not exists (\
                 select 1 from calls t where t.customer_id = appointments.customer_id and t.voided_by is null \
                   and t.started_at > appointments.made_at + case \
                     when appointments.kind <> $1 or appointments.at < appointments.made_at then 0 \
                     when (appointments.at - appointments.made_at) / 2 > $2 then $2 \
                     else (appointments.at - appointments.made_at) / 2 end \
                   and (t.incoming = 1 and t.answered_at is not null or t.incoming = 0 and t.outcome in (1, 7, 8))) \
                 then 1 else 0 end, \
               (tries, first_try_at, last_try_at) = (\
                 select count(*), min(t.started_at), max(t.started_at) from calls t \
                 where t.customer_id = appointments.customer_id and t.voided_by is null and t.incoming = 0 \
                   and t.outcome in (2, 3, 4, 5) and t.started_at >= appointments.at) \
             where customer_id = $3 returning {APPOINTMENTS}, pending"
        );
        let mut update = prepare(&self.conn, &sql)?;
        let mut rows = update.query((AppointmentKind::Schedule.int(), TALK_WRITTEN_WITHIN.0, customer.0))?;
        let mut appointments = Vec::new();
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(9)? != 0 {
                appointments.push(appointment_from(row)?);
            }
        }
        appointments.sort_by_key(|appointment| appointment.id);
        Ok(appointments)
    }
}

/// What a customer received and kept: how many orders, what they cost in the currency of the last, that, and when the last
/// came.
type BoughtSums = (i64, i64, Option<String>, Option<i64>);

fn call_fact(row: &Row<'_>) -> Result<CallFact, rusqlite::Error> {
    let incoming = row.get::<_, i64>(1)? != 0;
    let outcome = row.get::<_, Option<i64>>(3)?.and_then(Outcome::from_int);
    let answered = row.get::<_, Option<i64>>(2)?;
    Ok(CallFact {
        at: Time(answered.filter(|_| incoming).unwrap_or(row.get(0)?)),
        attempt: !incoming && outcome.is_some_and(Outcome::is_attempt),
        talk: if incoming {
            answered.is_some()
        } else {
            outcome.is_some_and(Outcome::is_talk)
        },
    })
}

/// The payment ladder counts from requisites only while a confirmed order is still to be paid (R14).
fn awaits_money(order: &OrderFacts) -> bool {
    order.terms == Terms::Prepaid && order.confirmed_at.is_some() && order.owed() > 0
}

/// The customer's emails in one text, each followed by a space.
fn emails(contacts: &[ContactRecord]) -> String {
    let emails = contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
    emails
        .filter_map(|contact| contact.norm.as_deref())
        .flat_map(|email| [email, " "])
        .collect()
}
