//! What merging two customers reads: one of them whole, who shares a phone or an email with whom, and who went into whom.

use std::collections::BTreeSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::OptionalRow;
use super::db::prepare;
use super::records;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::change::Entity;
use crate::domain::customer_merge::Owned;
use crate::domain::customer_merge::Person;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::time::Time;

/// A phone or an email that more customers have is nobody's own, nor is a card with more phones: a shop's stopgap, a
/// switchboard.
pub const NOBODYS_OVER: usize = 5;
/// How many are enough to know that.
const SHARED_BY_TOO_MANY: i64 = 6;

/// Everybody with an email, and how many phones they have.
const OF_EMAIL: &str = "select c.id, c.name, c.company, (select count(*) from contacts p where p.customer_id = c.id \
      and p.kind = 1 and p.voided_by is null) from contacts t join customers c on c.id = t.customer_id \
    where t.norm = $1 and t.kind = 2 and t.voided_by is null";
const PERSON: &str = "select name, company, tax_id, sex, b2b, manager, time_zone, region, note, do_not_call, not_customer, \
    consent_at, consent_off_at, last_offer_at, received_count from customers where id = $1 and voided_by is null";
const LAST_CONFIRMED: &str = "select max(confirmed_at) from orders where customer_id = $1 and voided_by is null";
const VOIDED_CONTACTS: &str = "select id from contacts where customer_id = $1 and voided_by is not null order by id";
const MERGED: &str = "select id from customers where merged_into = $1 order by id";
const INTO: &str = "select merged_into from customers where id = $1";
const SHARED_WITH: &str = "select distinct t.customer_id from contacts t where t.norm = $1 and t.kind = $2 \
    and t.bad_at is null and t.voided_by is null order by t.customer_id limit $3";
const OFTEN: &str = "select norm from contacts where norm is not null group by norm having count(*) > 1";
const WHOSE: &str = "select distinct customer_id, kind from contacts where norm = $1 and bad_at is null \
    and voided_by is null order by kind, customer_id";
const APART: &str = "select id, one, other from not_same where one = $1 and voided_by is null \
    union all select id, one, other from not_same where other = $2 and voided_by is null";
const BRIEF: &str = "select case when name <> '' then name else company end, \
      (select count(*) from orders o where o.customer_id = customers.id and o.voided_by is null), \
      (select o.number from orders o where o.customer_id = customers.id and o.voided_by is null \
        order by o.created_at desc, o.id desc limit 1) \
    from customers where id = $1 and voided_by is null";

/// The tables whose rows go over, and how a row of them says that it counts.
const OWNED: [(Entity, &str, &str); 6] = [
    (Entity::Order, "orders", "voided_by is null"),
    (Entity::Call, "calls", "voided_by is null"),
    (Entity::Appointment, "appointments", "voided_by is null"),
    (Entity::Note, "notes", "voided_by is null"),
    (Entity::Case, "cases", "voided_by is null"),
    (Entity::Message, "messages", "true"),
];

/// A phone or an email that several customers have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedContact {
    /// A phone or an email.
    pub kind: ContactKind,
    /// E.164 or lower-case email.
    pub norm: String,
    /// Who has it, the oldest first.
    pub customers: Vec<CustomerId>,
}

/// A customer as an email alone finds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailCard {
    /// Who.
    pub customer: CustomerId,
    /// Their name; empty when unknown.
    pub name: String,
    /// Their company; empty when none.
    pub company: String,
    /// How many phones they have.
    pub phones: usize,
}

/// A customer in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Their name, or their company.
    pub name: String,
    /// Their orders.
    pub orders: i64,
    /// The number of their newest.
    pub number: Option<String>,
}

impl Store {
    /// A customer as merging sees them; `None` when there is none.
    pub fn person(&self, id: CustomerId) -> Result<Option<Person>, StoreError> {
        person(&self.conn, id)
    }

    /// The customer that one went into; the same one when it went into nobody.
    pub fn survivor(&self, id: CustomerId) -> Result<CustomerId, StoreError> {
        survivor(&self.conn, id)
    }

    /// Those who went into a customer.
    pub fn merged_into(&self, id: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
        merged_into(&self.conn, id)
    }

    /// Everybody with that email, in lower case, the oldest card first.
    pub fn cards_of_email(&self, email: &str) -> Result<Vec<EmailCard>, StoreError> {
        let mut select = prepare(&self.conn, OF_EMAIL)?;
        let rows = select.query_map([email], |row| {
            Ok(EmailCard {
                customer: CustomerId(row.get(0)?),
                name: row.get(1)?,
                company: row.get(2)?,
                phones: usize::try_from(row.get::<i64>(3)?).unwrap_or(usize::MAX),
            })
        })?;
        let mut cards: Vec<EmailCard> = rows.collect::<Result<_, _>>()?;
        cards.sort_unstable_by_key(|card| card.customer);
        cards.dedup_by_key(|card| card.customer);
        Ok(cards)
    }

    /// Those of these phones and emails that a few customers have; what is known to be wrong counts for nothing.
    pub fn shared_by(&self, contacts: &[ContactRecord]) -> Result<Vec<SharedContact>, StoreError> {
        let mut shared = Vec::new();
        let mut whose = prepare(&self.conn, SHARED_WITH)?;
        for contact in contacts {
            let (Some(norm), None) = (contact.norm.clone(), contact.bad_at) else {
                continue;
            };
            let rows = whose.query_map((&norm, contact.kind.int(), SHARED_BY_TOO_MANY), |row| {
                row.get(0).map(CustomerId)
            })?;
            let mut customers: Vec<CustomerId> = rows.collect::<Result<_, _>>()?;
            customers.sort_unstable();
            if (2..=NOBODYS_OVER).contains(&customers.len()) {
                shared.push(SharedContact {
                    kind: contact.kind,
                    norm,
                    customers,
                });
            }
        }
        Ok(shared)
    }

    /// Every phone and email that a few customers share. One walk over the index of contacts: for a list asked for now and
    /// then, for no screen.
    pub fn all_shared(&self) -> Result<Vec<SharedContact>, StoreError> {
        let mut often = prepare(&self.conn, OFTEN)?;
        let mut whose = prepare(&self.conn, WHOSE)?;
        let mut rows = often.query(())?;
        let mut shared = Vec::new();
        while let Some(row) = rows.next()? {
            let norm: String = row.get(0)?;
            let found = whose.query_map([&norm], |row| Ok((CustomerId(row.get(0)?), row.get::<i64>(1)?)))?;
            let found: Vec<(CustomerId, i64)> = found.collect::<Result<_, _>>()?;
            for kind in [ContactKind::Phone, ContactKind::Email] {
                let of_kind = found.iter().filter(|(_, int)| *int == kind.int());
                let customers: Vec<CustomerId> = of_kind.map(|(id, _)| *id).collect();
                if (2..=NOBODYS_OVER).contains(&customers.len()) {
                    let norm = norm.clone();
                    shared.push(SharedContact { kind, norm, customers });
                }
            }
        }
        Ok(shared)
    }

    /// Those who are said not to be the same person as this customer. What was said of somebody who has gone into another
    /// since holds for that one.
    pub fn apart_from(&self, id: CustomerId) -> Result<BTreeSet<CustomerId>, StoreError> {
        apart_from(&self.conn, id)
    }

    /// A customer in a line; `None` when there is none.
    pub fn brief(&self, id: CustomerId) -> Result<Option<Brief>, StoreError> {
        let mut select = prepare(&self.conn, BRIEF)?;
        let brief = select.query_row([id.0], |row| {
            Ok(Brief {
                name: row.get(0)?,
                orders: row.get(1)?,
                number: row.get(2)?,
            })
        });
        brief.optional()
    }
}

impl Tx<'_> {
    /// Whose an order is now; `None` when there is none.
    pub fn owner_of(&self, order: OrderId) -> Result<Option<CustomerId>, StoreError> {
        let mut select = prepare(&self.conn, "select customer_id from orders where id = $1")?;
        select.query_row([order.0], |row| row.get(0).map(CustomerId)).optional()
    }
}

pub(super) fn survivor(conn: &Conn, id: CustomerId) -> Result<CustomerId, StoreError> {
    let into: Option<Option<i64>> = prepare(conn, INTO)?.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(into.flatten().map_or(id, CustomerId))
}

pub(super) fn merged_into(conn: &Conn, id: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
    let mut select = prepare(conn, MERGED)?;
    let rows = select.query_map([id.0], |row| row.get(0).map(CustomerId))?;
    rows.collect::<Result<_, _>>()
}

fn person(conn: &Conn, id: CustomerId) -> Result<Option<Person>, StoreError> {
    let mut select = prepare(conn, PERSON)?;
    let mut rows = select.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let time = |index: usize| -> Result<Option<Time>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(Time)) };
    let mut last_confirmed = prepare(conn, LAST_CONFIRMED)?;
    let last_confirmed: Option<i64> = last_confirmed.query_row([id.0], |row| row.get(0))?;
    let mut voided = prepare(conn, VOIDED_CONTACTS)?;
    let voided = voided.query_map([id.0], |row| row.get(0))?;
    Ok(Some(Person {
        id,
        name: row.get(0)?,
        company: row.get(1)?,
        tax_id: row.get(2)?,
        sex: row.get(3)?,
        b2b: row.get(4)?,
        manager: row.get(5)?,
        time_zone: row.get(6)?,
        region: row.get(7)?,
        note: row.get(8)?,
        do_not_call: row.get::<i64>(9)? != 0,
        not_customer: row.get::<i64>(10)? != 0,
        consent_at: time(11)?,
        consent_off_at: time(12)?,
        last_offer_at: time(13)?,
        received: row.get(14)?,
        last_confirmed_at: last_confirmed.map(Time),
        contacts: records::contacts(conn, &[id])?.remove(&id).unwrap_or_default(),
        voided_contacts: voided.collect::<Result<_, _>>()?,
        orders: owned(conn, Entity::Order, id)?,
        calls: owned(conn, Entity::Call, id)?,
        appointments: owned(conn, Entity::Appointment, id)?,
        notes: owned(conn, Entity::Note, id)?,
        cases: owned(conn, Entity::Case, id)?,
        messages: owned(conn, Entity::Message, id)?,
        merged: merged_into(conn, id)?,
    }))
}

fn owned(conn: &Conn, entity: Entity, id: CustomerId) -> Result<Owned, StoreError> {
    let mut owned = Owned::default();
    let Some((_, table, counts)) = OWNED.iter().find(|(of, ..)| *of == entity) else {
        return Ok(owned);
    };
    let mut select = prepare(conn, &owned_sql(table, counts))?;
    let mut rows = select.query([id.0])?;
    while let Some(row) = rows.next()? {
        owned.ids.push(row.get(0)?);
        owned.count += usize::from(row.get::<bool>(1)?);
    }
    Ok(owned)
}

fn owned_sql(table: &str, counts: &str) -> String {
    format!("select id, {counts} from {table} where customer_id = $1 order by id")
}

fn apart_from(conn: &Conn, id: CustomerId) -> Result<BTreeSet<CustomerId>, StoreError> {
    let mut apart = BTreeSet::new();
    let mut select = prepare(conn, APART)?;
    let mut went = merged_into(conn, id)?;
    went.push(id);
    for one in went {
        let mut rows = select.query((one.0, one.0))?;
        while let Some(row) = rows.next()? {
            let pair: [i64; 2] = [row.get(1)?, row.get(2)?];
            for side in pair.into_iter().filter(|side| *side != one.0) {
                apart.insert(survivor(conn, CustomerId(side))?);
            }
        }
    }
    apart.remove(&id);
    Ok(apart)
}
