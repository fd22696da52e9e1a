//! Recomputes every projection of one customer from the rows it follows from.

use chrono_tz::Tz;
use rusqlite::OptionalExtension;

use super::FeedKind;
use super::LabelKind;
use super::StoreError;
use super::Tx;
use super::facts::FACTS;
use super::facts::customer_marks;
use super::facts::live_orders_of;
use super::facts::order_from;
use super::search::search_text;
use super::statement::prepare;
use crate::domain::call::AppointmentKind;
use crate::domain::call::Outcome;
use crate::domain::call::TALK_WRITTEN_WITHIN;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::order::Marks;
use crate::domain::order::OrderFacts;
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

impl Tx<'_> {
    /// Recomputes the projections of `customer` and tells the other consoles.
    pub fn refresh(&self, customer: CustomerId, scope: Scope<'_>) -> Result<(), StoreError> {
        let calls = self.call_facts(customer)?;
        let owner = self.refresh_owner(customer)?;
        for before in self.orders_in(customer, scope)? {
            let mut after = before.clone();
            own(&mut after, &owner);
            after.last_note_at = self.last_note(after.id)?;
            let payments = self.payment_facts(after.id)?;
            project(&mut after, &payments, &calls);
            after.requisites_at = self.requisites_at(&after)?;
            if self.is_voided(after.id)? {
                after.live = false;
            }
            if self.is_out_of_stock(&after)? {
                after.marks = after.marks.with(Marks::OUT_OF_STOCK);
            }
            if after != before {
                self.write_projection(&after)?;
            }
        }
        self.refresh_calls(customer)?;
        self.refresh_appointments(customer)?;
        self.note(FeedKind::Customer, customer.0)
    }

    fn orders_in(&self, customer: CustomerId, scope: Scope<'_>) -> Result<Vec<OrderFacts>, StoreError> {
        let Scope::Live(touched) = scope else {
            return self.all_orders(customer);
        };
        let mut orders = live_orders_of(&self.conn, customer)?;
        for id in touched {
            if !orders.iter().any(|o| o.id == *id) {
                orders.extend(super::facts::order_facts(&self.conn, *id)?);
            }
        }
        Ok(orders)
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

    fn is_voided(&self, order: OrderId) -> Result<bool, StoreError> {
        let mut select = prepare(&self.conn, "select voided_by is not null from orders where id = $1")?;
        Ok(select.query_row([order.0], |row| row.get(0))?)
    }

    fn call_facts(&self, customer: CustomerId) -> Result<Vec<CallFact>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select started_at, incoming, answered_at, outcome from calls \
             where customer_id = $1 and voided_by is null order by started_at, id",
        )?;
        let mut rows = select.query([customer.0])?;
        let mut calls = Vec::new();
        while let Some(row) = rows.next()? {
            let incoming = row.get::<_, i64>(1)? != 0;
            let outcome = row.get::<_, Option<i64>>(3)?.and_then(Outcome::from_int);
            let answered = row.get::<_, Option<i64>>(2)?;
            calls.push(CallFact {
                at: Time(answered.filter(|_| incoming).unwrap_or(row.get(0)?)),
                attempt: !incoming && outcome.is_some_and(Outcome::is_attempt),
                talk: if incoming {
                    answered.is_some()
                } else {
                    outcome.is_some_and(Outcome::is_talk)
                },
            });
        }
        Ok(calls)
    }

    fn payment_facts(&self, order: OrderId) -> Result<Vec<PaymentFact>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select at, amount, collected_only, due_again from payments where order_id = $1 and voided_by is null order by at, id",
        )?;
        let rows = select.query_map([order.0], |row| {
            Ok(PaymentFact {
                at: Time(row.get(0)?),
                amount: row.get(1)?,
                collected_only: row.get::<_, i64>(2)? != 0,
                due_again: row.get::<_, i64>(3)? != 0,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn last_note(&self, order: OrderId) -> Result<Option<Time>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select max(n.at) from notes n join orders o on o.customer_id = n.customer_id \
             where o.id = $1 and n.order_id = o.id and n.voided_by is null",
        )?;
        Ok(select
            .query_row([order.0], |row| row.get::<_, Option<i64>>(0))?
            .map(Time))
    }

    /// When the last requisites of an order that is still to be paid left, or leave; what was taken out or got too old did
    /// not.
    fn requisites_at(&self, order: &OrderFacts) -> Result<Option<Time>, StoreError> {
        if order.terms != Terms::Prepaid || order.confirmed_at.is_none() || order.owed() <= 0 {
            return Ok(None);
        }
        let mut select = prepare(
            &self.conn,
            "select max(coalesce(sent_at, not_before)) from messages \
             where order_id = $1 and kind = $2 and state in (1, 4, 5)",
        )?;
        let values = (order.id.0, MessageKind::Requisites.code());
        Ok(select.query_row(values, |row| row.get::<_, Option<i64>>(0))?.map(Time))
    }

    /// The customer's own projections (folded text, orders received), and what he means for his orders.
    fn refresh_owner(&self, customer: CustomerId) -> Result<Owner, StoreError> {
        let mut count = prepare(
            &self.conn,
            "select count(*), coalesce(sum(total) filter (where currency = latest), 0), latest, max(received_at), \
               min(received_at) from (\
               select total, received_at, currency, \
                 first_value(currency) over (order by received_at desc, id desc) as latest from orders \
               where customer_id = $1 and received_at is not null and returned_at is null and voided_by is null)",
        )?;
        let (kept, first_received_at) = count.query_row([customer.0], |row| {
            let kept: (i64, i64, Option<String>, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((kept, row.get::<_, Option<i64>>(4)?.map(Time)))
        })?;
        let received = kept.0;
        let mut select = prepare(
            &self.conn,
            "select name, company, fold, received_count, b2b, not_customer, manager, time_zone, region, \
               tax_id <> '', bought_total, bought_currency, last_bought_at, sex_guess from customers where id = $1",
        )?;
        let mut rows = select.query([customer.0])?;
        let Some(row) = rows.next()? else {
            return Err(StoreError::Unknown {
                table: "customers",
                id: customer.0,
                what: "no such row".to_owned(),
            });
        };
        let (name, company): (String, String) = (row.get(0)?, row.get(1)?);
        let fold_before: String = row.get(2)?;
        let kept_before = (row.get(3)?, row.get(10)?, row.get(11)?, row.get(12)?);
        let guess_before: Option<i64> = row.get(13)?;
        let manager: Option<String> = row.get(6)?;
        let (zone, region): (Option<String>, String) = (row.get(7)?, row.get(8)?);
        let (b2b, not_customer) = (row.get(4)?, row.get(5)?);
        let has_company = !company.is_empty() || row.get(9)?;
        let (emails, has_phone) = self.contact_facts(customer)?;
        let name = text::fold(&name);
        let fold = search_text(&name, &company, &emails);
        let guess = sex_of_folded(&name).map(Sex::int);
        if fold != fold_before || kept != kept_before || guess != guess_before {
            let (_, total, currency, last) = &kept;
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
        let zone = match zone {
            Some(zone) => Some(zone),
            None => self
                .zone_of_place(customer, &region)?
                .map(|zone| zone.name().to_owned()),
        };
        Ok(Owner {
            zone: zone.map(|z| self.label(LabelKind::Zone, &z)).transpose()?,
            manager: manager.map(|m| self.label(LabelKind::Operator, &m)).transpose()?,
            marks: customer_marks(b2b, has_company, not_customer, has_phone),
            first_received_at,
        })
    }

    /// The zone of a customer whose card names none (R36): of where his newest order goes, by the region it names, else by
    /// its address; else of his region.
    fn zone_of_place(&self, customer: CustomerId, region: &str) -> Result<Option<Tz>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select t.region, t.address from orders o join order_texts t on t.order_id = o.id \
             where o.customer_id = $1 and o.voided_by is null order by o.created_at desc, o.id desc limit 1",
        )?;
        let newest: Option<(String, String)> = select
            .query_row([customer.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let goes_to = newest.and_then(|(region, address)| zone::of_place(&region).or_else(|| zone::of_place(&address)));
        Ok(goes_to.or_else(|| zone::of_place(region)))
    }

    /// The customer's emails in one text, and whether any phone of his is known to work.
    fn contact_facts(&self, customer: CustomerId) -> Result<(String, bool), StoreError> {
        let mut select = prepare(
            &self.conn,
            "select kind, norm, bad_at from contacts where customer_id = $1 and voided_by is null order by id",
        )?;
        let mut rows = select.query([customer.0])?;
        let mut emails = String::new();
        let mut has_phone = false;
        while let Some(row) = rows.next()? {
            let norm: Option<String> = row.get(1)?;
            let bad: Option<i64> = row.get(2)?;
            match (row.get::<_, i64>(0)?, norm) {
                (1, Some(_)) => has_phone |= bad.is_none(),
                (2, Some(email)) => {
                    emails.push_str(&email);
                    emails.push(' ');
                }
                _ => {}
            }
        }
        Ok((emails, has_phone))
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
    /// nothing (R27).
    fn refresh_calls(&self, customer: CustomerId) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update calls set \
               pending = incoming = 1 and answered_at is null and voided_by is null \
                 and phone <> '' and not exists (\
                 select 1 from calls t where t.customer_id = calls.customer_id and t.voided_by is null \
                   and t.started_at >= calls.started_at and t.id <> calls.id \
                   and (t.incoming = 1 and t.answered_at is not null or t.incoming = 0 and t.outcome in (1, 7, 8))), \
               (tries, first_try_at, last_try_at) = (\
                 select count(*), min(t.started_at), max(t.started_at) from calls t \
                 where t.customer_id = calls.customer_id and t.voided_by is null and t.incoming = 0 \
                   and t.outcome in (2, 3, 4, 5) and t.started_at >= calls.started_at) \
             where customer_id = $1 and incoming = 1 and (pending = 1 or answered_at is null and phone <> '')",
        )?
        .execute([customer.0])?;
        Ok(())
    }

    /// A time to call stands until it is settled, or the two have talked after it was agreed: as
    /// [`settled_from`](AppointmentKind::settled_from) counts, in SQL.
    fn refresh_appointments(&self, customer: CustomerId) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update appointments set \
               pending = done_at is null and voided_by is null and not exists (\
                 select 1 from orders o where o.id = appointments.order_id and (o.stage in (7, 8, 9) \
                   or o.voided_by is not null)) and not exists (\
                 select 1 from calls t where t.customer_id = appointments.customer_id and t.voided_by is null \
                   and t.started_at > appointments.made_at + case appointments.kind when $1 \
                     then max(0, min($2, (appointments.at - appointments.made_at) / 2)) else 0 end \
                   and (t.incoming = 1 and t.answered_at is not null or t.incoming = 0 and t.outcome in (1, 7, 8))), \
               (tries, first_try_at, last_try_at) = (\
                 select count(*), min(t.started_at), max(t.started_at) from calls t \
                 where t.customer_id = appointments.customer_id and t.voided_by is null and t.incoming = 0 \
                   and t.outcome in (2, 3, 4, 5) and t.started_at >= appointments.at) \
             where customer_id = $3",
        )?
        .execute((AppointmentKind::Schedule.int(), TALK_WRITTEN_WITHIN.0, customer.0))?;
        Ok(())
    }
}
