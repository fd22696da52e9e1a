//! Recomputes every projection of one customer from the rows it follows from.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::FeedKind;
use super::Scope;
use super::StoreError;
use super::Tx;
use super::before::Before;
use super::before::Counting;
use super::db::DbRow;
use super::db::ToVal;
use super::db::args_from;
use super::db::prepare;
use super::demand::Asking;
use super::facts::APPOINTMENTS;
use super::facts::CALLS;
use super::facts::appointment_from;
use super::facts::call_from;
use super::facts::open_cases_of;
use super::lists::each_in;
use super::order_columns::FACTS;
use super::order_columns::PROJECTED;
use super::order_columns::order_from;
use super::order_columns::projected;
use super::owner_row::OwnerRow;
use super::search::emails;
use super::search::search_text;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::Outcome;
use crate::domain::call::PendingCall;
use crate::domain::call::TALK_WRITTEN_WITHIN;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::projection::CallFact;
use crate::domain::projection::Owner;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::keep_talks;
use crate::domain::projection::own;
use crate::domain::projection::project;
use crate::domain::sex::Sex;
use crate::domain::sex::sex_of_folded;
use crate::domain::time::Time;
use crate::text;

/// How many customers are read together.
const AT_ONCE: usize = 64;

impl Tx<'_> {
    /// Recomputes the projections of `customer` and tells the other consoles; gives their facts as they are then.
    pub fn refresh(&self, customer: CustomerId, scope: Scope<'_>) -> Result<CustomerFacts, StoreError> {
        let refreshed = self.refresh_several(&[(customer, scope)])?.pop();
        refreshed.ok_or_else(|| StoreError::Unknown {
            table: "customers",
            id: customer.0,
            what: "no such row".to_owned(),
        })
    }

    /// Likewise for several customers, each named once; who is not there is left out.
    pub fn refresh_several(&self, of: &[(CustomerId, Scope<'_>)]) -> Result<Vec<CustomerFacts>, StoreError> {
        let mut refreshed = Vec::with_capacity(of.len());
        for of in of.chunks(AT_ONCE) {
            self.refresh_some(of, &mut refreshed)?;
        }
        Ok(refreshed)
    }

    fn refresh_some(
        &self,
        of: &[(CustomerId, Scope<'_>)],
        refreshed: &mut Vec<CustomerFacts>,
    ) -> Result<(), StoreError> {
        let ids: Vec<CustomerId> = of.iter().map(|(id, _)| *id).collect();
        let mut contacts = match ids.as_slice() {
            [only] => HashMap::from([(*only, self.contacts(*only)?)]),
            _ => self.contacts_of_several(&ids)?,
        };
        let rows = self.owner_rows(&ids)?;
        let called: Vec<i64> = rows.iter().filter(|row| row.has.calls).map(|row| row.id.0).collect();
        let mut calls = self.call_facts(&called)?;
        let mut orders: HashMap<CustomerId, Vec<Before>> = HashMap::new();
        for order in self.orders_in(of)? {
            orders.entry(order.facts.customer).or_default().push(order);
        }
        let payments = self.payment_facts(orders.values().flatten())?;
        let mut owners = Vec::with_capacity(rows.len());
        let (mut projected, mut asking) = (HashMap::new(), Vec::new());
        for row in rows {
            let contacts = contacts.remove(&row.id).unwrap_or_default();
            let (calls, may_wait) = calls.remove(&row.id).unwrap_or_default();
            let owner = self.refresh_owner(&row, &contacts)?;
            for before in orders.remove(&row.id).unwrap_or_default() {
                let paid = payments.get(&before.facts.id).map(Vec::as_slice).unwrap_or_default();
                let mut after = after(&before, &owner, paid, &calls);
                if of.contains(&(row.id, Scope::All)) && !before.facts.live && !after.live {
                    keep_talks(&mut after, &before.facts);
                }
                asking.extend(asking_of(&before, &after));
                let of = projected.entry(row.id).or_insert_with(Vec::new);
                of.push((before.facts, after));
            }
            owners.push((row, owner, contacts, may_wait));
        }
        let of_stock = self.keep_demand(&asking)?;
        for (row, owner, contacts, may_wait) in owners {
            let mut live = Vec::new();
            for (before, mut after) in projected.remove(&row.id).unwrap_or_default() {
                if let Some(marks) = of_stock.get(&after.id) {
                    after.marks = after.marks.with_stock(*marks);
                }
                if after != before {
                    self.write_projection(&after)?;
                }
                live.extend(Some(after).filter(|after| after.live));
            }
            super::parcels::fill_in(&self.conn, live.iter_mut())?;
            live.sort_by_key(|order| (order.created_at, order.id));
            let mut facts = facts_of(row.id, &owner, &contacts);
            facts.set_orders(live);
            if may_wait {
                facts.calls = self.refresh_calls(row.id)?;
            }
            if row.has.appointments {
                facts.appointments = self.refresh_appointments(row.id)?;
            }
            if row.open_cases > 0 {
                facts.cases = open_cases_of(&self.conn, &[row.id.0])?;
            }
            self.note(FeedKind::Customer, row.id.0);
            refreshed.push(facts);
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

    /// Each customer's calls that count, by time, and whether any of all may owe a call back.
    fn call_facts(&self, customers: &[i64]) -> Result<HashMap<CustomerId, (Vec<CallFact>, bool)>, StoreError> {
        let mut calls: HashMap<CustomerId, (Vec<CallFact>, bool)> = HashMap::new();
        let sql = "select started_at, incoming, answered_at, outcome, voided_by is null, \
                   incoming = 1 and history = 0 and (pending = 1 or answered_at is null and (phone <> '' or ended_at is null)), customer_id \
                 from calls where customer_id in ({ids}) order by customer_id, started_at, id";
        each_in(&self.conn, sql, customers, |row| {
            let (counted, may_wait) = calls.entry(CustomerId(row.get(6)?)).or_default();
            *may_wait |= row.get::<bool>(5)?;
            if row.get(4)? {
                counted.push(call_fact(row)?);
            }
            Ok(())
        })?;
        Ok(calls)
    }

    /// The customer's own projections (folded text, orders received), and what they mean for their orders.
    fn refresh_owner(&self, row: &OwnerRow, contacts: &[ContactRecord]) -> Result<Owner, StoreError> {
        let name = text::fold(&row.name);
        let fold = search_text(&name, &row.company, &emails(contacts));
        let guess = sex_of_folded(&name).map(Sex::int);
        let [before, bought] = &row.bought;
        if fold != row.fold || bought != before || guess != row.sex_guess {
            self.read_once.borrow_mut().ahead.forget_card(row.id);
            prepare(
                &self.conn,
                "update customers set fold = $1, received_count = $2, bought_total = $3, bought_currency = $4, \
                   last_bought_at = $5, sex_guess = $6 where id = $7",
            )?
            .later((
                &fold,
                bought.count,
                bought.total,
                &bought.currency,
                bought.last_at,
                guess,
                row.id.0,
            ))?;
        }
        if fold != row.fold {
            self.index_customer(row.id, Some(&row.fold), &fold);
        }
        self.owner(&row.card(contacts))
    }

    fn write_projection(&self, order: &OrderFacts) -> Result<(), StoreError> {
        static SQL: LazyLock<String> = LazyLock::new(|| {
            let columns = (1..).zip(PROJECTED).map(|(number, name)| format!("{name} = ${number}"));
            let columns: Vec<String> = columns.collect();
            format!(
                "update orders set {} where id = ${}",
                columns.join(", "),
                PROJECTED.len() + 1
            )
        });
        let values = projected(order).chain([order.id.to_val()]);
        prepare(&self.conn, &SQL)?.later(args_from(values))?;
        Ok(())
    }

    /// An incoming call owes something until the two have talked after it, who called; one of a hidden number only until
    /// it is over (R27). Those that owe something.
    fn refresh_calls(&self, customer: CustomerId) -> Result<Vec<PendingCall>, StoreError> {
        let sql = format!(
            "update calls set \
               pending = case when incoming = 1 and answered_at is null and voided_by is null and history = 0 \
                 and (phone <> '' or ended_at is null) and not exists (\
                 select 1 from calls t where t.customer_id = calls.customer_id and t.voided_by is null \
                   and t.started_at >= calls.started_at and t.id <> calls.id \
                   and (t.incoming = 1 and t.answered_at is not null or t.incoming = 0 and t.outcome in (1, 7, 8))) \
                 then 1 else 0 end, \
               (tries, first_try_at, last_try_at) = (\
                 select count(*), min(t.started_at), max(t.started_at) from calls t \
                 where t.customer_id = calls.customer_id and t.voided_by is null and t.incoming = 0 \
                   and t.outcome in (2, 3, 4, 5) and t.started_at >= calls.started_at) \
             where customer_id = $1 and incoming = 1 and history = 0 \
               and (pending = 1 or answered_at is null and (phone <> '' or ended_at is null)) \
             returning {CALLS}, pending"
        );
        let mut update = prepare(&self.conn, &sql)?;
        let mut rows = update.query([customer.0])?;
        let mut calls = Vec::new();
        while let Some(row) = rows.next()? {
            if row.get::<i64>(9)? != 0 {
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
            if row.get::<i64>(9)? != 0 {
                appointments.push(appointment_from(row)?);
            }
        }
        appointments.sort_by_key(|appointment| appointment.id);
        Ok(appointments)
    }
}

/// The order as it is, by what it follows from.
fn after(before: &Before, owner: &Owner, payments: &[PaymentFact], calls: &[CallFact]) -> OrderFacts {
    let mut after = before.facts.clone();
    own(&mut after, owner);
    after.last_note_at = before.last_note_at;
    (after.promised_from, after.promised_until) = before.promised.unzip();
    after.apologies = before.apologies;
    project(&mut after, payments, calls);
    after.requisites_at = before.requisites_at.filter(|_| awaits_money(&after));
    if before.is_voided {
        after.live = false;
    }
    after.marks = after.marks.with_stock(before.facts.marks);
    if before.goes_to_locker {
        after.marks = after.marks.with(CustomerFlags::LOCKER);
    }
    after
}

/// The order, when it asks for goods the catalogue may know of, or did.
fn asking_of(before: &Before, after: &OrderFacts) -> Option<Asking> {
    let asking = Asking {
        order: after.id,
        created_at: after.created_at,
        awaits_goods: after.live && Stage::AWAITING_GOODS.contains(&after.stage),
    };
    let is_counted = match before.counting {
        Counting::Never => false,
        Counting::NotYet => asking.awaits_goods,
        Counting::Counted => true,
    };
    is_counted.then_some(asking)
}

/// The customer's facts, but for what waits of them.
fn facts_of(id: CustomerId, owner: &Owner, contacts: &[ContactRecord]) -> CustomerFacts {
    let is_regular = owner.first_received_at.is_some();
    let mut facts = CustomerFacts::new(id);
    facts.zone = owner.zone;
    facts.manager = owner.manager.filter(|_| is_regular);
    facts.marks = owner.marks;
    if is_regular {
        facts.marks = facts.marks.with(CustomerFlags::REGULAR);
    }
    if facts.marks.has(CustomerFlags::NO_PHONE) {
        let phones = contacts.iter().filter(|contact| contact.kind == ContactKind::Phone);
        facts.no_phone_at = phones.filter_map(|phone| phone.bad_at).max();
    }
    facts
}

fn call_fact(row: DbRow<'_>) -> Result<CallFact, StoreError> {
    let incoming = row.get::<i64>(1)? != 0;
    let outcome = row.get::<Option<i64>>(3)?.and_then(Outcome::from_int);
    let answered = row.get::<Option<i64>>(2)?;
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
