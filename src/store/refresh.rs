//! Recomputes every projection of one customer from the rows it follows from.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::FeedKind;
use super::LabelKind;
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
use super::lists::marks;
use super::lists::parts;
use super::order_columns::FACTS;
use super::order_columns::PROJECTED;
use super::order_columns::order_from;
use super::order_columns::projected;
use super::search::emails;
use super::search::search_text;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::b2b::B2b;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::Outcome;
use crate::domain::call::PendingCall;
use crate::domain::call::TALK_WRITTEN_WITHIN;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::parcel::is_locker;
use crate::domain::projection::CallFact;
use crate::domain::projection::Owner;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::keep_talks;
use crate::domain::projection::own;
use crate::domain::projection::project;
use crate::domain::sex::Sex;
use crate::domain::sex::sex_of_folded;
use crate::domain::time::Time;
use crate::domain::zone;
use crate::text;

/// A customer's own row, what they received and kept, and where their newest order goes. The sum is of the currency they bought
/// in last.
fn owner_sql(count: usize) -> String {
    let ids = marks(3, count);
    format!(
        "select c.id, c.name, c.company, c.fold, c.tax_id <> '', c.b2b, c.not_customer, c.manager, m.id, c.time_zone, z.id, \
          c.region, t.region, t.address, c.sex_guess, k.first_at, \
          exists (select 1 from calls w where w.customer_id = c.id), \
          exists (select 1 from appointments w where w.customer_id = c.id), \
          (select count(*) from cases w where w.customer_id = c.id and w.settled_at is null and w.voided_by is null), \
          c.received_count, c.bought_total, c.bought_currency, c.last_bought_at, \
          coalesce(k.kept, 0), coalesce(k.total, 0), k.latest, k.last_at \
        from customers c \
          left join labels m on m.kind = $1 and m.text = c.manager \
          left join labels z on z.kind = $2 and z.text = c.time_zone \
          left join order_texts t on t.order_id = (select o.id from orders o \
            where o.customer_id = c.id and o.voided_by is null order by o.created_at desc, o.id desc limit 1) \
          left join (\
            select b.customer_id as customer_id, count(*) as kept, \
              cast(coalesce(sum(b.total) filter (where b.currency = b.latest), 0) as bigint) as total, \
              max(b.latest) as latest, max(b.received_at) as last_at, min(b.received_at) as first_at from (\
              select o.customer_id, o.total - o.sent_back as total, o.received_at, o.currency, first_value(o.currency) over (\
                partition by o.customer_id order by o.received_at desc, o.id desc) as latest from orders o \
              where o.customer_id in ({ids}) and o.received_at is not null and o.returned_at is null \
                and o.voided_by is null and (o.sent_back_at is null or o.sent_back < o.total)) b group by b.customer_id) k on k.customer_id = c.id \
        where c.id in ({ids})"
    )
}

/// What a customer's own row says.
struct OwnerRow {
    id: CustomerId,
    name: String,
    company: String,
    fold: String,
    has_company: bool,
    b2b: Option<i64>,
    not_customer: i64,
    /// Their manager, and its label when there is one.
    manager: (Option<String>, Option<LabelId>),
    /// Their zone, likewise.
    zone: (Option<String>, Option<LabelId>),
    /// Their region; the region and the address their newest order goes to.
    places: [String; 3],
    sex_guess: Option<i64>,
    first_received_at: Option<Time>,
    has_calls: bool,
    has_appointments: bool,
    open_cases: i64,
    /// As it is kept, and as it is.
    bought: [BoughtSums; 2],
}

/// How many customers are read together.
const AT_ONCE: usize = 64;

/// What a customer's card tells of them, as far as it matters for their orders.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnerCard<'a> {
    /// Company or private, not a customer, no phone.
    pub marks: CustomerFlags,
    /// Their manager, and its label where it is known.
    pub manager: (Option<&'a str>, Option<LabelId>),
    /// Their zone, likewise.
    pub zone: (Option<&'a str>, Option<LabelId>),
    /// The region and the address the newest order goes to, and where they live.
    pub places: [&'a str; 3],
    /// When they received the first of the orders they kept.
    pub first_received_at: Option<Time>,
    /// How many orders they received and kept.
    pub kept: i64,
}

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
        let called: Vec<i64> = rows.iter().filter(|row| row.has_calls).map(|row| row.id.0).collect();
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
            if row.has_appointments {
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

    fn owner_rows(&self, ids: &[CustomerId]) -> Result<Vec<OwnerRow>, StoreError> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let kinds = [LabelKind::Operator as i64, LabelKind::Zone as i64];
        let mut found = Vec::with_capacity(ids.len());
        for part in parts(&ids) {
            let mut select = prepare(&self.conn, &owner_sql(part.len()))?;
            let mut rows = select.query(args_from(kinds.iter().chain(&part)))?;
            while let Some(row) = rows.next()? {
                found.push(owner_from(row)?);
            }
        }
        Ok(found)
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
            let (received, total, currency, last) = bought;
            prepare(
                &self.conn,
                "update customers set fold = $1, received_count = $2, bought_total = $3, bought_currency = $4, \
                   last_bought_at = $5, sex_guess = $6 where id = $7",
            )?
            .later((&fold, received, total, currency, last, guess, row.id.0))?;
        }
        if fold != row.fold {
            self.index_customer(row.id, Some(&row.fold), &fold);
        }
        let is_good = |contact: &ContactRecord| {
            let is_number = contact.norm.as_deref().is_some_and(|norm| !norm.is_empty());
            contact.kind == ContactKind::Phone && is_number && contact.bad_at.is_none()
        };
        let b2b = row.b2b.and_then(B2b::from_int);
        let [own, region, address] = &row.places;
        self.owner(&OwnerCard {
            marks: CustomerFlags::of_card(
                b2b,
                row.has_company,
                row.not_customer != 0,
                contacts.iter().any(is_good),
            ),
            manager: (row.manager.0.as_deref(), row.manager.1),
            zone: (row.zone.0.as_deref(), row.zone.1),
            places: [region, address, own],
            first_received_at: row.first_received_at,
            kept: row.bought[1].0,
        })
    }

    /// What a customer means for their orders.
    fn owner(&self, card: &OwnerCard<'_>) -> Result<Owner, StoreError> {
        let manager = match card.manager {
            (Some(_), Some(id)) => Some(id),
            (Some(name), None) => Some(self.label(LabelKind::Operator, name)?),
            (None, _) => None,
        };
        Ok(Owner {
            zone: self.zone_of(card)?,
            manager,
            marks: card.marks,
            first_received_at: card.first_received_at,
            kept: card.kept,
        })
    }

    /// Fills the projections of an order that has no row yet, as far as its customer's card and its own payments tell.
    /// `goes_to` are the words for its delivery and its address.
    pub fn foresee(
        &self,
        order: &mut OrderFacts,
        card: &OwnerCard<'_>,
        payments: &[PaymentFact],
        goes_to: [&str; 2],
    ) -> Result<(), StoreError> {
        own(order, &self.owner(card)?);
        project(order, payments, &[]);
        let is_to_locker = is_locker(&goes_to.join(" "));
        order.marks = order.marks.with_if(is_to_locker, CustomerFlags::LOCKER);
        Ok(())
    }

    /// The zone on the customer's card, else (R36) that of where their newest order goes, by the region it names or its
    /// address, else that of their region.
    fn zone_of(&self, card: &OwnerCard<'_>) -> Result<Option<LabelId>, StoreError> {
        let name = match card.zone {
            (Some(_), Some(id)) => return Ok(Some(id)),
            (Some(name), None) => Some(name),
            (None, _) => card
                .places
                .into_iter()
                .find_map(zone::of_place)
                .map(chrono_tz::Tz::name),
        };
        name.map(|name| self.label(LabelKind::Zone, name)).transpose()
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

/// Reads `owner_sql`.
fn owner_from(row: DbRow<'_>) -> Result<OwnerRow, StoreError> {
    let text =
        |index: usize| -> Result<String, StoreError> { Ok(row.get::<Option<String>>(index)?.unwrap_or_default()) };
    let label =
        |index: usize| -> Result<Option<LabelId>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(LabelId)) };
    let company: String = row.get(2)?;
    Ok(OwnerRow {
        id: CustomerId(row.get(0)?),
        name: row.get(1)?,
        has_company: !company.is_empty() || row.get(4)?,
        company,
        fold: row.get(3)?,
        b2b: row.get(5)?,
        not_customer: row.get(6)?,
        manager: (row.get(7)?, label(8)?),
        zone: (row.get(9)?, label(10)?),
        places: [text(11)?, text(12)?, text(13)?],
        sex_guess: row.get(14)?,
        first_received_at: row.get::<Option<i64>>(15)?.map(Time),
        has_calls: row.get(16)?,
        has_appointments: row.get(17)?,
        open_cases: row.get(18)?,
        bought: [
            (row.get(19)?, row.get(20)?, row.get(21)?, row.get(22)?),
            (row.get(23)?, row.get(24)?, row.get(25)?, row.get(26)?),
        ],
    })
}

/// What a customer received and kept: how many orders, what they cost in the currency of the last, that, and when the last
/// came.
type BoughtSums = (i64, i64, Option<String>, Option<i64>);

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
