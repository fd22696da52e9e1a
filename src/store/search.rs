//! Search: last digits of a phone, an order's number, part of a name.

use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Args;
use super::db::prepare;
use super::records::number_key;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;

/// How many hits are looked for at most.
const LIMIT: usize = 50;

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    /// Whose.
    pub customer: CustomerId,
    /// Which order; none for the customer.
    pub order: Option<OrderId>,
    /// Its number; empty for a customer.
    pub number: String,
    /// Where it stands.
    pub stage: Option<Stage>,
}

const BY_NUMBER: &str = "select id, customer_id, number, stage from orders where number_key = $1 \
    and voided_by is null order by created_at desc, id desc limit 50";
const BY_NUMBER_START: &str = "select id, customer_id, number, stage from orders where number_key >= $1 \
    and number_key < $2 and voided_by is null order by number_key, id limit 50";
const BY_TRACKING: &str = "select o.id, o.customer_id, o.number, o.stage from parcels p join orders o on o.id = p.order_id \
    where p.tracking_number = $1 and o.voided_by is null order by o.id limit 50";
/// The newest order of a customer `c`, where there is one.
const NEWEST: &str = "left join orders o on o.id = (select n.id from orders n where n.customer_id = c.id \
    and n.voided_by is null order by n.created_at desc, n.id desc limit 1)";

fn by_digits_sql() -> String {
    format!(
        "select c.id, o.id, o.number, o.stage from contacts t join customers c on c.id = t.customer_id {NEWEST} \
         where t.kind = 1 and t.reversed >= $1 and t.reversed < $2 and t.voided_by is null \
         order by t.reversed, t.customer_id, t.id limit 50"
    )
}

/// Who has become one with another is found as that one. Names are found first: a server cannot tell how few they are.
fn by_name_sql() -> String {
    format!(
        "select c.id, o.id, o.number, o.stage from customers k join customers c on c.id = coalesce(k.merged_into, k.id) {NEWEST} \
         where k.id in (select s.rowid from customer_search s where s.fold like $1 order by s.rowid limit 50) \
           and k.voided_by is null order by k.id"
    )
}

impl Store {
    /// What was typed finds, best first: the number itself, a waybill, phones ending so, numbers beginning so, names.
    ///
    /// The first of the `readings` is what was typed, the others are what the same keys mean in other keyboard layouts. Names
    /// are looked for from three letters.
    pub fn search(&self, readings: &[String]) -> Result<Vec<Found>, StoreError> {
        let mut hits = Hits::default();
        for text in readings {
            self.by_number(text, &mut hits)?;
        }
        let typed = readings.first().map(String::as_str).unwrap_or_default();
        let digits = crate::text::digits(typed);
        let only_digits = !digits.is_empty() && typed.chars().all(|c| c.is_ascii_digit() || " ()+-#".contains(c));
        if only_digits && digits.len() >= 2 {
            self.by_last_digits(&digits, &mut hits)?;
        }
        if only_digits {
            self.by_number_start(&digits, &mut hits)?;
        }
        for text in readings {
            self.by_name(text, &mut hits)?;
        }
        Ok(hits.found)
    }

    fn by_number(&self, text: &str, hits: &mut Hits) -> Result<(), StoreError> {
        let key = number_key(text);
        if key.is_empty() {
            return Ok(());
        }
        self.orders(BY_NUMBER, [&key], hits)?;
        let tracking = text.replace(' ', "").to_uppercase();
        if tracking.len() >= 8 {
            self.orders(BY_TRACKING, [&tracking], hits)?;
        }
        Ok(())
    }

    fn by_number_start(&self, digits: &str, hits: &mut Hits) -> Result<(), StoreError> {
        self.orders(BY_NUMBER_START, [digits, &after(digits)], hits)
    }

    fn orders(&self, sql: &str, params: impl Args, hits: &mut Hits) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query(params)?;
        while let Some(row) = rows.next()? {
            hits.add(Found {
                order: Some(OrderId(row.get(0)?)),
                customer: CustomerId(row.get(1)?),
                number: row.get(2)?,
                stage: Stage::from_int(row.get(3)?),
            });
        }
        Ok(())
    }

    fn by_last_digits(&self, digits: &str, hits: &mut Hits) -> Result<(), StoreError> {
        let reversed: String = digits.chars().rev().collect();
        self.customers(&by_digits_sql(), [&reversed, &after(&reversed)], hits)?;
        // A number typed with its trunk digit (8 916 …) ends like the same number with its country's code.
        if digits.len() >= 10 {
            let national = reversed.get(..reversed.len() - 1).unwrap_or(&reversed).to_owned();
            self.customers(&by_digits_sql(), [&national, &after(&national)], hits)?;
        }
        Ok(())
    }

    fn by_name(&self, text: &str, hits: &mut Hits) -> Result<(), StoreError> {
        let fold = crate::text::fold(text);
        if fold.chars().filter(|c| c.is_alphanumeric()).count() < 3 || hits.is_full() {
            return Ok(());
        }
        let pattern: String = fold
            .chars()
            .map(|c| if matches!(c, '%' | '_' | '\\') { ' ' } else { c })
            .collect();
        self.customers(&by_name_sql(), [format!("%{pattern}%")], hits)
    }

    /// Each customer found stands with their newest order.
    fn customers(&self, sql: &str, params: impl Args, hits: &mut Hits) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query(params)?;
        while let Some(row) = rows.next()? {
            hits.add(Found {
                customer: CustomerId(row.get(0)?),
                order: row.get::<Option<i64>>(1)?.map(OrderId),
                number: row.get::<Option<String>>(2)?.unwrap_or_default(),
                stage: row.get::<Option<i64>>(3)?.and_then(Stage::from_int),
            });
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Makes a customer findable by `fold` with the commit; `before` is what they were found by, none when they are new.
    pub(super) fn index_customer(&self, id: CustomerId, before: Option<&str>, fold: &str) {
        let words = (id, before.map(str::to_owned), fold.to_owned());
        self.to_index.borrow_mut().push(words);
    }

    /// Writes what became of the search in one go: between other statements each customer would be a part of the index by
    /// themselves.
    pub(super) fn write_search(&self) -> Result<(), StoreError> {
        if self.conn.is_server() {
            // There it is an index of the row's own text.
            self.to_index.take();
            return Ok(());
        }
        for (id, before, fold) in self.to_index.take() {
            if let Some(before) = before {
                let sql = "insert into customer_search (customer_search, rowid, fold) values ('delete', $1, $2)";
                prepare(&self.conn, sql)?.later((id.0, before))?;
            }
            prepare(&self.conn, "insert into customer_search (rowid, fold) values ($1, $2)")?.later((id.0, fold))?;
        }
        Ok(())
    }
}

/// What a customer is searched by: their name, folded already, their company, and `emails` each followed by a space.
pub(super) fn search_text(name: &str, company: &str, emails: &str) -> String {
    let mut folded = name.to_owned();
    for part in [company, emails].map(crate::text::fold) {
        if !part.is_empty() && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&part);
    }
    folded
}

/// Hits in the order they were found, each once.
#[derive(Default)]
struct Hits {
    found: Vec<Found>,
    seen: HashSet<(CustomerId, Option<OrderId>)>,
}

impl Hits {
    fn add(&mut self, found: Found) {
        if !self.is_full() && self.seen.insert((found.customer, found.order)) {
            self.found.push(found);
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= LIMIT
    }
}

/// The first text after every one that begins with these digits: `:` follows `9`.
fn after(digits: &str) -> String {
    let mut end = digits.to_owned();
    let last = end.pop().unwrap_or('9');
    end.push(char::from_u32(u32::from(last) + 1).unwrap_or(':'));
    end
}

/// The customer's emails in one text, each followed by a space.
pub(super) fn emails(contacts: &[ContactRecord]) -> String {
    let emails = contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
    emails
        .filter_map(|contact| contact.norm.as_deref())
        .flat_map(|email| [email, " "])
        .collect()
}
