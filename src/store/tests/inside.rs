//! What lies in the database, for tests that look behind the store.

use std::fmt::Write as _;

use crate::store::Store;
use crate::store::db::Val;

impl Store {
    /// Every row of those tables, as text.
    pub(crate) fn dump(&self, tables: &[&str]) -> Vec<String> {
        let mut all = Vec::new();
        for table in tables {
            for row in self.conn.seen(&format!("select * from {table} order by 1")).1 {
                let values: Vec<String> = row.iter().map(|val| format!("{val:?}")).collect();
                all.push(format!("{table}: {}", values.join(" ")));
            }
        }
        all
    }

    /// Every row of every table but the history, the feed and what SQLite keeps for itself, without counters of changes.
    pub(crate) fn everything(&self) -> Vec<String> {
        let mut all = Vec::new();
        for table in self.conn.tables().unwrap() {
            if table == "journal" || table == "changes" {
                continue;
            }
            let (names, rows) = self.conn.seen(&format!("select * from {table} order by 1, 2"));
            for row in rows {
                let mut text = format!("{table}:");
                for (name, val) in names.iter().zip(row).filter(|(name, _)| *name != "rev") {
                    let _ = write!(text, " {name}={val:?}");
                }
                // A stage whose orders have all gone on counts none of them.
                if !(table == "order_totals" && text.ends_with("orders=Int(0) total=Int(0)")) {
                    all.push(text);
                }
            }
        }
        all
    }

    /// The tables with a column that names a customer, each with that column.
    pub(crate) fn naming_customers(&self) -> Vec<String> {
        let sql = if self.conn.is_server() {
            "select c.conrelid::regclass::text || '.' || a.attname::text from pg_constraint c \
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] \
             where c.contype = 'f' and c.confrelid = 'customers'::regclass order by 1"
        } else {
            "select s.name || '.' || f.\"from\" from sqlite_schema s, pragma_foreign_key_list(s.name) f \
             where s.type = 'table' and f.\"table\" = 'customers' order by 1"
        };
        self.seen_texts(sql)
    }

    /// The texts of the first column `sql` gives.
    pub(crate) fn seen_texts(&self, sql: &str) -> Vec<String> {
        let rows = self.conn.seen(sql).1.into_iter();
        let texts = rows.filter_map(|row| match row.into_iter().next() {
            Some(Val::Text(text)) => Some(text.into_owned()),
            _ => None,
        });
        texts.collect()
    }

    /// What the file is made of.
    pub(crate) fn schema(&self) -> Vec<String> {
        let sql = "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema order by type, name";
        let mut select = self.conn.raw().prepare(sql).unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    /// From now on the file refuses calls of this number, for good.
    pub(crate) fn refuse_calls_of(&self, phone: &str) {
        let sql = if self.conn.is_server() {
            format!("alter table calls add constraint refuse_calls check (phone <> '{phone}') not valid")
        } else {
            format!(
                "create trigger refuse_calls before insert on calls when new.phone = '{phone}' \
                 begin select raise(abort, 'no'); end"
            )
        };
        self.conn.batch(&sql).unwrap();
    }

    /// What SQLite itself and the search find wrong with the file.
    pub(crate) fn check(&self) -> String {
        if self.conn.is_server() {
            return "ok".to_owned();
        }
        self.conn
            .raw()
            .execute_batch("insert into customer_search (customer_search, rank) values ('integrity-check', 1)")
            .unwrap();
        let foreign = self
            .conn
            .raw()
            .prepare("pragma foreign_key_check")
            .unwrap()
            .exists([])
            .unwrap();
        assert!(!foreign, "a row names another that is not there");
        self.conn
            .raw()
            .query_row("pragma integrity_check", [], |row| row.get(0))
            .unwrap()
    }
}
