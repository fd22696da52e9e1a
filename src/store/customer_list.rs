//! The list of customers: the newest, and those that are like what was typed.

use std::collections::HashMap;
use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use super::text_range::after;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::time::Time;
use crate::text;

/// A line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerLine {
    /// Where they live.
    pub town: String,
    /// How many orders they placed.
    pub orders: i64,
    /// What they received of them came to, in the currency asked for: minor units.
    pub received: i64,
    /// When they placed the last.
    pub last_at: Option<Time>,
}

const NEWEST: &str = "select id from customers where id <= $1 and merged_into is null and voided_by is null \
    and not_customer = 0 order by id desc limit $2";
const LISTED: &str = "select c.id, c.region, \
    (select count(*) from orders o where o.customer_id = c.id and o.voided_by is null), \
    case when c.bought_currency = $1 then c.bought_total else 0 end, \
    (select max(o.created_at) from orders o where o.customer_id = c.id and o.voided_by is null) \
    from customers c where c.id in";
/// Names are found first: a server cannot tell how few they are.
const BY_FOLD: &str = "select coalesce(c.merged_into, c.id) from customers c \
    where c.id in (select s.rowid from customer_search s where s.fold like $1 order by s.rowid desc limit $2) \
      and c.voided_by is null order by c.id desc";
const BY_END: &str = "select customer_id from contacts where kind = 1 and reversed >= $1 and reversed < $2 \
    and voided_by is null order by reversed, customer_id, id limit $3";
const BY_START: &str = "select customer_id from contacts where norm >= $1 and norm < $2 and norm is not null \
    and voided_by is null order by norm limit $3";

impl Store {
    /// The customers who came last, the newest first.
    pub fn newest_customers(&self, limit: usize) -> Result<Vec<CustomerId>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let ids = self.ids(NEWEST, (i64::MAX, limit))?;
        Ok(ids.into_iter().map(CustomerId).collect())
    }

    /// Customers who are called so or have such a phone, each once, and whether that is all there are: at most `limit` of
    /// each kind.
    pub fn customers_like(&self, typed: &str, limit: usize) -> Result<(Vec<CustomerId>, bool), StoreError> {
        let most = limit;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut is_all = true;
        let mut take = |ids: Vec<i64>| {
            is_all &= ids.len() < most;
            ids
        };
        let mut customers = Vec::new();
        let fold = text::fold(typed);
        if fold.chars().filter(|c| c.is_alphanumeric()).count() >= 3 {
            // Surname first or given name first: every word stands somewhere in it.
            let words: Vec<&str> = fold.split(' ').collect();
            let longest = words
                .iter()
                .max_by_key(|word| word.chars().count())
                .copied()
                .unwrap_or_default();
            let pattern = format!("%{}%", longest.replace(['%', '_', '\\'], " "));
            customers.extend(take(self.ids(BY_FOLD, (pattern.as_str(), limit))?));
        }
        let digits = text::digits(typed);
        if digits.len() >= 3 && typed.chars().all(|c| c.is_ascii_digit() || " ()+-".contains(c)) {
            let reversed: String = digits.chars().rev().collect();
            let starts = [
                format!("+{digits}"),
                format!("+7{}", digits.strip_prefix('8').unwrap_or(&digits)),
            ];
            if let Some(end) = after(&reversed) {
                customers.extend(take(self.ids(BY_END, (reversed.as_str(), end.as_str(), limit))?));
            }
            for start in starts {
                if let Some(end) = after(&start) {
                    customers.extend(take(self.ids(BY_START, (start.as_str(), end.as_str(), limit))?));
                }
            }
        }
        let mut seen = HashSet::new();
        customers.retain(|customer| seen.insert(*customer));
        Ok((customers.into_iter().map(CustomerId).collect(), is_all))
    }

    /// The lines of these customers, sums in one currency.
    pub fn listed_customers(
        &self,
        ids: &[CustomerId],
        currency: Currency,
    ) -> Result<HashMap<CustomerId, CustomerLine>, StoreError> {
        let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let mut found = HashMap::with_capacity(ids.len());
        for part in parts(&keys) {
            let mut select = prepare(&self.conn, &format!("{LISTED} ({})", marks(2, part.len())))?;
            let first = std::iter::once(Val::from(currency.code().to_owned()));
            let values = first.chain(part.iter().map(|id| Val::from(*id)));
            let mut rows = select.query(args_from(values))?;
            while let Some(row) = rows.next()? {
                let town: String = row.get(1)?;
                let listed = CustomerLine {
                    town: text::clean(&town).into_owned(),
                    orders: row.get(2)?,
                    received: row.get(3)?,
                    last_at: row.get::<Option<i64>>(4)?.map(Time),
                };
                found.insert(CustomerId(row.get(0)?), listed);
            }
        }
        Ok(found)
    }
}
