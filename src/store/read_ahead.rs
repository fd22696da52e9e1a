//! What the orders of a batch will ask, read for many of them at once.

use std::collections::BTreeSet;
use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::args_from;
use super::db::prepare;
use super::lists::each_in;
use super::lists::marks;
use super::lists::parts;
use super::lists::rows;
use super::persons::EmailCard;
use super::read_once::ReadAhead;
use super::records::CUSTOMER;
use super::records::customer_from;
use super::source_row::SourceNames;
use super::source_row::SourceRow;
use super::versions::source_row;
use crate::domain::action::CustomerRecord;
use crate::domain::ids::CustomerId;

/// By what an order of a batch is known.
#[derive(Debug, Default)]
pub struct OrderKeys<'a> {
    /// The names it may be kept under.
    pub names: SourceNames<'a>,
    /// Its id there.
    pub external_id: &'a str,
    /// Its customer's phones (E.164) and email (lower case).
    pub contacts: Vec<&'a str>,
    /// What was ordered: article number and name.
    pub goods: Vec<(&'a str, &'a str)>,
}

/// The orders known by one of `pairs` of a name and an id. They are looked up pair by pair: where a server does not know
/// yet what stands there, it would walk through all that one name has, and compare each of them with every id; and SQLite does
/// so where it is not said that they are texts.
fn sources_by(pairs: usize) -> String {
    format!(
        "select external_id, source, order_id, modified_at, hash, shop, asked, replaced from order_sources \
         where (source, external_id) in (select cast(column1 as text), cast(column2 as text) from (values {}) asked)",
        rows(pairs, 2)
    )
}

/// Whose each of `norms` contacts is.
fn contacts_by(norms: usize) -> String {
    format!(
        "select norm, customer_id from contacts where norm in ({}) and voided_by is null",
        marks(1, norms)
    )
}

impl Tx<'_> {
    /// Reads what orders known by these keys will ask; it answers until it is written or the write ends.
    pub fn read_ahead(&self, orders: &[OrderKeys<'_>]) -> Result<(), StoreError> {
        let mut ahead = ReadAhead::default();
        self.sources_ahead(orders, &mut ahead)?;
        let is_new = |order: &&OrderKeys<'_>| {
            let found = ahead.sources(&order.names, order.external_id);
            found.is_some_and(|found| found.is_empty())
        };
        let new: Vec<&OrderKeys<'_>> = orders.iter().filter(is_new).collect();
        let contacts: Vec<&str> = new.iter().flat_map(|order| &order.contacts).copied().collect();
        self.contacts_ahead(&contacts, &mut ahead)?;
        self.cards_ahead(&mut ahead)?;
        let goods: BTreeSet<(&str, &str)> = new.iter().flat_map(|order| &order.goods).copied().collect();
        let new_goods = self.goods_ahead(goods)?;
        let unknown = ahead.contacts.values().filter(|whose| whose.is_empty()).count();
        self.conn.take_ids(&[
            ("orders", new.len()),
            ("journal", new.len()),
            ("customers", unknown.min(new.len())),
            ("goods", new_goods),
        ])?;
        self.read_once.borrow_mut().ahead = ahead;
        Ok(())
    }

    /// [`Store::order_sources`], from what was read ahead where it is there.
    pub fn order_sources(&self, names: &SourceNames<'_>, external_id: &str) -> Result<Vec<SourceRow>, StoreError> {
        match self.read_once.borrow().ahead.sources(names, external_id) {
            Some(rows) => Ok(rows),
            None => Store::order_sources(self, names, external_id),
        }
    }

    /// [`Store::customers_by_contact`], from what was read ahead where it is there.
    pub fn customers_by_contact(&self, norm: &str) -> Result<Vec<CustomerId>, StoreError> {
        match self.read_once.borrow().ahead.contacts.get(norm) {
            Some(whose) => Ok(whose.clone()),
            None => Store::customers_by_contact(self, norm),
        }
    }

    /// [`Store::cards_of_email`]; nothing is read where it is known that nobody has it.
    pub fn cards_of_email(&self, email: &str) -> Result<Vec<EmailCard>, StoreError> {
        match self.read_once.borrow().ahead.contacts.get(email) {
            Some(whose) if whose.is_empty() => Ok(Vec::new()),
            _ => Store::cards_of_email(self, email),
        }
    }

    /// A customer's own row with their phones and emails, without what waits of them.
    pub fn bare_customer(&self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        let known = self.read_once.borrow_mut().ahead.cards.remove(&id);
        match known {
            Some(card) => Ok(Some(card)),
            None => self.customer(id),
        }
    }

    fn sources_ahead(&self, orders: &[OrderKeys<'_>], ahead: &mut ReadAhead) -> Result<(), StoreError> {
        let mut by_names: HashMap<SourceNames<'_>, Vec<&str>> = HashMap::new();
        for order in orders {
            by_names.entry(order.names).or_default().push(order.external_id);
        }
        for (names, ids) in by_names {
            let owned = names.map(str::to_owned);
            let one_by_one: BTreeSet<&str> = names.into_iter().collect();
            let mut found: HashMap<&str, Vec<SourceRow>> = ids.iter().map(|id| (*id, Vec::new())).collect();
            for part in parts(&ids) {
                let mut select = prepare(&self.conn, &sources_by(one_by_one.len() * part.len()))?;
                let pairs = part
                    .iter()
                    .flat_map(|id| one_by_one.iter().flat_map(|name| [*name, *id]));
                let mut rows = select.query(args_from(pairs))?;
                while let Some(row) = rows.next()? {
                    let id: String = row.get(0)?;
                    if let Some(of) = found.get_mut(id.as_str()) {
                        of.push(source_row(row, row.get(1)?, &id, 2)?);
                    }
                }
            }
            for (id, rows) in found {
                let lists = ahead.sources.entry(id.to_owned()).or_default();
                lists.push((owned.clone(), rows));
            }
        }
        Ok(())
    }

    fn contacts_ahead(&self, norms: &[&str], ahead: &mut ReadAhead) -> Result<(), StoreError> {
        ahead.contacts = norms.iter().map(|norm| ((*norm).to_owned(), Vec::new())).collect();
        for part in parts(norms) {
            let mut select = prepare(&self.conn, &contacts_by(part.len()))?;
            let mut rows = select.query(args_from(part))?;
            while let Some(row) = rows.next()? {
                let norm: String = row.get(0)?;
                if let Some(whose) = ahead.contacts.get_mut(&norm) {
                    whose.push(CustomerId(row.get(1)?));
                }
            }
        }
        for whose in ahead.contacts.values_mut() {
            whose.sort_unstable();
            whose.dedup();
        }
        Ok(())
    }

    /// The cards of who had each of the contacts first, and what they mean for their orders.
    fn cards_ahead(&self, ahead: &mut ReadAhead) -> Result<(), StoreError> {
        let first = ahead.contacts.values().filter_map(|whose| Some(whose.first()?.0));
        let ids: Vec<i64> = first.collect::<BTreeSet<i64>>().into_iter().collect();
        let customers: Vec<CustomerId> = ids.iter().copied().map(CustomerId).collect();
        let mut contacts = self.contacts_of_several(&customers)?;
        let sql = format!("select c.id, {CUSTOMER} from customers c where c.id in ({{ids}}) and c.voided_by is null");
        each_in(&self.conn, &sql, &ids, |row| {
            let id = CustomerId(row.get(0)?);
            let mut card = customer_from(row, id, 1)?;
            card.contacts = contacts.remove(&id).unwrap_or_default();
            ahead.cards.insert(id, card);
            Ok(())
        })?;
        let owners = self.owner_rows(&customers)?;
        ahead.owners = owners.into_iter().map(|row| (row.id, row)).collect();
        Ok(())
    }

    /// Learns the ids of goods; how many of them were never ordered.
    fn goods_ahead(&self, mut goods: BTreeSet<(&str, &str)>) -> Result<usize, StoreError> {
        let mut known = self.known.borrow_mut();
        goods.retain(|(sku, name)| known.goods(sku, name).is_none());
        let asked: Vec<(&str, &str)> = goods.into_iter().collect();
        let mut new = asked.len();
        for part in parts(&asked) {
            let sql = format!(
                "select id, sku, name from goods where (sku, name) in \
                   (select cast(column1 as text), cast(column2 as text) from (values {}) asked)",
                rows(part.len(), 2)
            );
            let mut select = prepare(&self.conn, &sql)?;
            let mut found = select.query(args_from(part.iter().flat_map(|(sku, name)| [*sku, *name])))?;
            while let Some(row) = found.next()? {
                let (id, sku, name): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                known.keep_goods(&sku, &name, id);
                new -= 1;
            }
        }
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::served::is_of_a_server;

    /// How a server looks for what it is asked, with a value for each parameter.
    fn plan(store: &Store, sql: &str, values: usize, value: impl Fn(usize) -> String) -> (String, Vec<String>) {
        // The last first, since $1 begins $12.
        let sql = (1..=values).rev().fold(sql.to_owned(), |sql, number| {
            sql.replace(&format!("${number}"), &value(number))
        });
        let plan = store.seen_texts(&format!("explain {sql}"));
        (sql, plan)
    }

    #[test]
    fn a_server_looks_up_many_contacts_and_does_not_walk_through_all() {
        let store = Store::in_memory().unwrap();
        if !is_of_a_server(&store) {
            return;
        }
        let fill = "set session_replication_role = replica; \
                    insert into contacts (customer_id, kind, raw, norm, reversed) \
                    select n, 1, n, n, n from generate_series(1, 60000) of_all (n); analyze contacts";
        store.conn.batch(fill).unwrap();
        let (_, plan) = plan(&store, &contacts_by(512), 512, |number| format!("'{}'", number * 99));
        let has = |words: &str| plan.iter().any(|line| line.contains(words));
        assert!(has("contacts_norm") && !has("Seq Scan"), "{plan:#?}");
    }

    #[test]
    fn a_server_that_has_not_looked_at_what_it_has_looks_up_each_order_all_the_same() {
        let store = Store::in_memory().unwrap();
        if !is_of_a_server(&store) {
            return;
        }
        let fill = "set session_replication_role = replica; \
                    insert into order_sources (source, external_id, order_id, hash) \
                    select 'shop', n, n, '' from generate_series(1, 100000) of_all (n)";
        store.conn.batch(fill).unwrap();
        let pairs = 64;
        // Odd ones are names, even ones ids.
        let (sql, plan) = plan(&store, &sources_by(pairs), 2 * pairs, |number| match number % 2 {
            1 => "'shop'".to_owned(),
            _ => format!("'{}'", 50_000 + number),
        });
        let has = |words: &str| plan.iter().filter(|line| line.contains(words)).count();
        assert_eq!(
            (has("Index Cond"), has("Seq Scan on order_sources")),
            (1, 0),
            "{plan:#?}"
        );
        let cond = plan.iter().find(|line| line.contains("Index Cond")).unwrap();
        assert!(cond.contains("source") && cond.contains("external_id"), "{plan:#?}");
        assert_eq!(
            store
                .seen_texts(&format!("select external_id from ({sql}) found"))
                .len(),
            pairs
        );
    }
}
