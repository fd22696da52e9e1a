//! OpenCart's tables as a dump of the database: SQL of mysqldump or phpMyAdmin, or phpMyAdmin's JSON. The rows of the orders
//! get their products, options and totals, which stand in tables of their own, and are read like any other order of it.
//!
//! Sources: the schema of OpenCart 3 and 4; *Export plugins* of phpMyAdmin's documentation. Tables are known by the end of
//! their names, as the prefix is the shop's own.

use std::collections::BTreeMap;
use std::io;
use std::io::BufRead;

use serde_json::Value;

use super::opencart::OPEN_CART;
use crate::domain::incoming::Item;
use crate::domain::reject::Reject;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::get;
use crate::intake::read::sql;

/// The table of the orders.
const ORDERS: &str = "order";
/// Tables of what hangs on an order, and where it stands in the order's own object.
const PARTS: [(&str, &str); 3] = [
    ("order_product", "products"),
    ("order_option", "options"),
    ("order_total", "totals"),
];

/// Reads orders of OpenCart: a dump of its tables, or objects of an export.
#[derive(Clone, Copy, Debug)]
pub struct OpenCart;

/// True for the beginning of a dump that may hold its orders.
pub fn is_sql(beginning: &str) -> bool {
    let is_of_a_dump = ["INSERT INTO", "CREATE TABLE", "insert into"];
    is_of_a_dump.iter().any(|word| beginning.contains(word)) && beginning.contains("order")
}

/// True for the beginning of phpMyAdmin's JSON.
fn is_php_my_admin(beginning: &str) -> bool {
    let bare: String = beginning.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    bare.starts_with("[{\"type\":\"")
}

impl Parser for OpenCart {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let is_json = beginning
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(['[', '{']);
        if is_json && !is_php_my_admin(&beginning) {
            return OPEN_CART.parse(input, defaults, sink);
        }
        let mut text = String::new();
        input.read_to_string(&mut text)?;
        let rows = if is_json {
            match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
                Ok(export) => rows_of_json(export),
                // What is damaged costs itself alone where the rows are read one by one.
                Err(_) => return OPEN_CART.parse(&mut text.as_bytes(), defaults, sink),
            }
        } else {
            sql::rows(&text, &is_wanted)
        };
        for item in items(rows.rows, defaults) {
            if sink.take(item).is_break() {
                return Ok(());
            }
        }
        for (table, count) in rows.others {
            for _ in 0..count {
                if sink.take(Item::Skipped(table.clone())).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// True for the table of that name, whatever the shop puts before it.
fn is_table(table: &str, name: &str) -> bool {
    table
        .strip_suffix(name)
        .is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('_'))
}

/// True for the orders and what hangs on them.
fn is_wanted(table: &str) -> bool {
    is_table(table, ORDERS) || PARTS.iter().any(|(part, _)| is_table(table, part))
}

fn rows_of_json(export: Value) -> sql::DumpRows {
    let mut found = sql::DumpRows::default();
    let Value::Array(tables) = export else { return found };
    for mut table in tables {
        let name = get(&table, "name").unwrap_or_default();
        let Some(Value::Array(data)) = table.get_mut("data").map(Value::take) else {
            continue;
        };
        if !is_wanted(&name) {
            *found.others.entry(name).or_default() += u64::try_from(data.len()).unwrap_or(0);
            continue;
        }
        for row in data {
            if let Value::Object(cells) = row {
                let table = name.clone();
                found.rows.push(sql::DumpRow { table, line: 0, cells });
            }
        }
    }
    found
}

/// The orders, each with what hangs on it.
fn items(rows: Vec<sql::DumpRow>, defaults: &Defaults) -> impl Iterator<Item = Item> {
    let mut orders = Vec::new();
    let mut parts: BTreeMap<(String, &str), Vec<Value>> = BTreeMap::new();
    for row in rows {
        let of = row.cells.get("order_id").and_then(fields::scalar).unwrap_or_default();
        match PARTS.iter().find(|(table, _)| is_table(&row.table, table)) {
            Some((_, key)) => parts.entry((of, key)).or_default().push(Value::Object(row.cells)),
            None => orders.push(row),
        }
    }
    orders.into_iter().map(move |row| order(row, &mut parts, defaults))
}

fn order(row: sql::DumpRow, parts: &mut BTreeMap<(String, &str), Vec<Value>>, defaults: &Defaults) -> Item {
    let id = row.cells.get("order_id").and_then(fields::scalar).unwrap_or_default();
    let mut take = |key: &'static str| parts.remove(&(id.clone(), key)).unwrap_or_default();
    let (mut products, options, totals) = (take("products"), take("options"), take("totals"));
    for product in &mut products {
        let own = get(product, "order_product_id");
        let theirs = options.iter().filter(|option| get(option, "order_product_id") == own);
        let theirs: Vec<Value> = theirs.cloned().collect();
        if let Some(product) = product.as_object_mut() {
            product.insert("options".to_owned(), Value::Array(theirs));
        }
    }
    let mut cells = row.cells;
    cells.insert("products".to_owned(), Value::Array(products));
    if !totals.is_empty() {
        cells.insert("totals".to_owned(), Value::Array(totals));
    }
    let object = Value::Object(cells);
    match (OPEN_CART.read)(&object, defaults) {
        Ok(read) => read.into(),
        Err((field, why)) => Item::Reject(Reject {
            line: row.line,
            order: Some(id).filter(|id| !id.is_empty()),
            field,
            why,
            head: None,
            raw: fields::raw(&object.to_string()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::incoming::Format;
    use crate::domain::incoming::Item;
    use crate::intake::detect;
    use crate::intake::test_support::items;
    use crate::intake::test_support::sorted;

    const SQL: &str = "-- MySQL dump\n/*!40101 SET NAMES utf8 */;\n\
        DELIMITER ;;\n/*!50003 CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN END */;;\nDELIMITER ;\n\
        CREATE TABLE `oc_order` (\n  `order_id` int(11) NOT NULL,\n  `firstname` varchar(32),\n  `telephone` varchar(32),\n  \
        `comment` text,\n  `total` decimal(15,4),\n  `order_status_id` int(11),\n  `currency_code` varchar(3),\n  \
        `currency_value` decimal(15,8),\n  `date_added` datetime,\n  PRIMARY KEY (`order_id`)\n) ENGINE=InnoDB;\n\
        INSERT INTO `oc_order` VALUES (42,'Олена','+7 916 765-43-21','она сказала: \\'да\\'; (вечером)',1060.0000,1,'RUB',1.00000000,\
        '2026-03-11 12:00:00'),\n(43,'Пётр',NULL,'',5.0000,0,'RUB',1.0,'2026-03-11 12:00:00'),\n\
        (44,'Иван','','d''Artagnan','сто',1,'RUB',1.0,'2026-03-11 12:00:00');\n\
        INSERT INTO `oc_order_product` (`order_product_id`, `order_id`, `name`, `model`, `quantity`, `price`) VALUES\n\
        (7, 42, 'Чайник', 'T-3', 2, 500.0000), (8, 99, 'чужой', 'x', 1, 1.0);\n\
        INSERT INTO oc_order_option (order_option_id, order_id, order_product_id, name, value) VALUES (1,42,7,'Цвет','синий');\n\
        INSERT INTO `oc_order_total` (`order_id`,`code`,`title`,`value`) VALUES (42,'shipping','Почта России',60.0000);\n\
        INSERT INTO `oc_customer` (`customer_id`) VALUES (1),(2);\n";

    #[test]
    fn the_rows_of_a_dump_are_joined_into_orders() {
        let json = r#"[{"type":"header","version":"5.2"},{"type":"database","name":"shop"},
            {"type":"table","name":"oc_order","database":"shop","data":[
                {"order_id":"42","firstname":"Олена","telephone":"+7 916 765-43-21","comment":"она сказала: 'да'; (вечером)",
                 "total":"1060.0000","order_status_id":"1","currency_code":"RUB","currency_value":"1.00000000",
                 "date_added":"2026-03-11 12:00:00"},
                {"order_id":"43","total":"5.0000","order_status_id":"0","currency_code":"RUB","date_added":"2026-03-11 12:00:00"},
                {"order_id":"44","total":"сто","order_status_id":"1","currency_code":"RUB","date_added":"2026-03-11 12:00:00"}]},
            {"type":"table","name":"oc_order_product","data":[{"order_product_id":"7","order_id":"42","name":"Чайник",
                "model":"T-3","quantity":"2","price":"500.0000"}]},
            {"type":"table","name":"oc_order_option","data":[{"order_id":"42","order_product_id":"7","name":"Цвет","value":"синий"}]},
            {"type":"table","name":"oc_order_total","data":[{"order_id":"42","code":"shipping","title":"Почта России","value":"60.0000"}]},
            {"type":"table","name":"oc_customer","data":[{"customer_id":"1"},{"customer_id":"2"}]}]"#;
        for (text, line) in [(SQL, 20), (json, 0)] {
            assert_eq!(detect(text.as_bytes()), Some(Format::OpenCart));
            let (orders, rejects) = sorted(text.as_bytes());
            let [order] = orders.as_slice() else {
                panic!("{orders:?} {rejects:?}")
            };
            assert_eq!(
                (order.number.as_str(), order.total, order.customer.name.as_str()),
                ("42", 106_000, "Олена")
            );
            assert_eq!(order.comment, "она сказала: 'да'; (вечером)");
            let lines: Vec<_> = order
                .lines
                .iter()
                .map(|l| (l.sku.as_str(), l.name.as_str(), l.parameters.as_str(), l.total))
                .collect();
            assert_eq!(
                lines,
                [
                    ("T-3", "Чайник", "Цвет: синий", 100_000),
                    ("", "Почта России", "", 6_000)
                ]
            );
            let refused: Vec<_> = rejects
                .iter()
                .map(|r| (r.line, r.order.as_deref(), r.field.as_str()))
                .collect();
            assert_eq!(refused, [(line, Some("44"), "total")]);
            let skipped = items(text.as_bytes()).into_iter().filter_map(|item| match item {
                Item::Skipped(what) => Some(what),
                _ => None,
            });
            assert_eq!(skipped.collect::<Vec<_>>(), ["0", "oc_customer", "oc_customer"]);
        }
    }

    #[test]
    fn a_dump_cut_off_gives_everything_before_the_cut() {
        let mut before = 0;
        for length in (0..SQL.len()).filter(|at| SQL.is_char_boundary(*at)) {
            let mut sink: Vec<Item> = Vec::new();
            let defaults = crate::intake::test_support::defaults();
            crate::intake::read(&SQL.as_bytes()[..length], Some(Format::OpenCart), &defaults, &mut sink).unwrap();
            let orders = sink.iter().filter(|item| matches!(item, Item::Order(_))).count();
            assert!(orders >= before, "{length}");
            before = orders;
        }
        assert_eq!(before, 1);
        let (orders, _) = sorted(&SQL.as_bytes()[..SQL.find("oc_order_product").unwrap()]);
        assert_eq!(orders.len(), 1);
    }
}
