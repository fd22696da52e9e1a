//! OpenCart's tables as a dump of the database: SQL of mysqldump or phpMyAdmin, or phpMyAdmin's JSON. The rows of the orders
//! get their products, options and totals, which stand in tables of their own, and are read like any other order of it.
//!
//! Sources: the schema of OpenCart 3 and 4; *Export plugins* of phpMyAdmin's documentation. Tables are known by the end of
//! their names, as the prefix is the shop's own.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::rc::Rc;

use serde::Deserializer;
use serde::de::DeserializeSeed;
use serde::de::Error;
use serde::de::IgnoredAny;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::Map;
use serde_json::Value;

use super::opencart::OPEN_CART;
use crate::domain::item::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::get;
use crate::intake::read::room::Room;
use crate::intake::read::room::whole;
use crate::intake::read::sql;
use crate::intake::read::sql::CutOff;
use crate::intake::read::sql::DumpRow;
use crate::intake::read::sql::DumpText;

/// The table of the orders.
const ORDERS: &str = "order";
/// Tables of what hangs on an order, and where it stands in the order's own object.
const PARTS: [(&str, &str); 3] = [
    ("order_product", "products"),
    ("order_option", "options"),
    ("order_total", "totals"),
];

const TOO_LARGE: &str = "larger than what may be held";

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
        let mut shop = JoinedTables::default();
        if is_json {
            let text = whole(input)?;
            let tables = DumpTables(&mut shop);
            let read = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).deserialize_seq(tables);
            if let Some(too_large) = shop.too_large.take() {
                return Err(too_large);
            }
            if read.is_err() {
                // What is damaged costs itself alone where the rows are read one by one.
                return OPEN_CART.parse(&mut text.as_bytes(), defaults, sink);
            }
        } else {
            shop.cut = sql::each(input, is_of_orders, |row| shop.add(row))?;
        }
        // A sink that has enough breaks off.
        let _ = shop.give(defaults, sink);
        Ok(())
    }
}

/// A row of the tables that are joined, as it stands.
enum KeptRow {
    Sql(DumpRow),
    /// An object of phpMyAdmin's JSON.
    Json(Box<str>),
}

impl KeptRow {
    fn cells(&self) -> Map<String, Value> {
        match self {
            KeptRow::Sql(row) => row.cells(),
            KeptRow::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }

    fn line(&self) -> u64 {
        match self {
            KeptRow::Sql(row) => row.line,
            KeptRow::Json(_) => 0,
        }
    }
}

/// The rows of the orders and of what hangs on them, until all of them are known.
#[derive(Default)]
struct JoinedTables {
    orders: Vec<KeptRow>,
    /// By the order's id: of which part, and the row.
    parts: HashMap<String, Vec<(&'static str, KeptRow)>>,
    /// Rows of other tables.
    others: BTreeMap<String, u64>,
    room: Room,
    too_large: Option<io::Error>,
    cut: Option<CutOff>,
}

/// True for a table that orders are made of.
fn is_of_orders(table: &str) -> bool {
    is_table(table, ORDERS) || PARTS.iter().any(|(part, _)| is_table(table, part))
}

fn is_table(table: &str, name: &str) -> bool {
    let prefix = table.strip_suffix(name);
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('_'))
}

fn order_id(cells: &Map<String, Value>) -> String {
    cells.get("order_id").and_then(fields::scalar).unwrap_or_default()
}

impl JoinedTables {
    fn add(&mut self, row: DumpRow) -> io::Result<()> {
        let table = Rc::clone(&row.table);
        let length = match &row.values {
            DumpText::Kept(text) => text.len(),
            DumpText::Left | DumpText::TooLong => 0,
        };
        let id = order_id(&row.cells());
        self.keep(&table, id, length, KeptRow::Sql(row))
    }

    /// Notes that there is no room, which ends the reading.
    fn keep_json(&mut self, table: &str, order: String, text: Box<str>) -> Result<(), ()> {
        let kept = self.keep(table, order, text.len(), KeptRow::Json(text));
        kept.map_err(|error| self.too_large = Some(error))
    }

    fn keep(&mut self, table: &str, order: String, length: usize, row: KeptRow) -> io::Result<()> {
        if let Some((_, key)) = PARTS.iter().find(|(part, _)| is_table(table, part)) {
            self.room.take(length)?;
            self.parts.entry(order).or_default().push((key, row));
        } else if is_table(table, ORDERS) {
            self.room.take(length)?;
            self.orders.push(row);
        } else {
            *self.others.entry(table.to_owned()).or_default() += 1;
        }
        Ok(())
    }

    /// The orders, each with what hangs on it; what stands in other tables is named, and where the dump is cut off.
    fn give(mut self, defaults: &Defaults, sink: &mut dyn Sink) -> ControlFlow<()> {
        let cut = self.cut.take();
        for row in std::mem::take(&mut self.orders) {
            sink.take(self.order(&row, defaults))?;
        }
        for (table, count) in self.others {
            for _ in 0..count {
                sink.take(Item::Skipped(table.clone()))?;
            }
        }
        match cut {
            None => ControlFlow::Continue(()),
            Some(CutOff { line, row }) => {
                let of_orders = row.filter(|row| is_table(&row.table, ORDERS));
                let id = of_orders.map(|row| order_id(&row.cells()));
                sink.take(Item::Reject(Reject {
                    line,
                    order: id.filter(|id| !id.is_empty()),
                    field: String::new(),
                    why: RejectWhy::CutShort,
                    head: None,
                    raw: String::new(),
                }))
            }
        }
    }

    fn order(&mut self, row: &KeptRow, defaults: &Defaults) -> Item {
        let mut cells = row.cells();
        let id = order_id(&cells);
        let mut parts: HashMap<&str, Vec<Value>> = HashMap::new();
        for (key, part) in self.parts.remove(&id).unwrap_or_default() {
            parts.entry(key).or_default().push(Value::Object(part.cells()));
        }
        let mut take = |key: &str| parts.remove(key).unwrap_or_default();
        let (mut products, options, totals) = (take("products"), take("options"), take("totals"));
        let mut options_of: HashMap<Option<String>, Vec<Value>> = HashMap::new();
        for option in options {
            options_of
                .entry(get(&option, "order_product_id"))
                .or_default()
                .push(option);
        }
        for product in &mut products {
            let theirs = options_of.remove(&get(product, "order_product_id")).unwrap_or_default();
            if let Some(product) = product.as_object_mut() {
                product.insert("options".to_owned(), Value::Array(theirs));
            }
        }
        cells.insert("products".to_owned(), Value::Array(products));
        if !totals.is_empty() {
            cells.insert("totals".to_owned(), Value::Array(totals));
        }
        let object = Value::Object(cells);
        let read = match row {
            KeptRow::Sql(row) if row.values == DumpText::TooLong => Err((String::new(), RejectWhy::TooLarge)),
            _ => (OPEN_CART.read)(&object, defaults),
        };
        match read {
            Ok(read) => read.into(),
            Err((field, why)) => Item::Reject(Reject {
                line: row.line(),
                order: Some(id).filter(|id| !id.is_empty()),
                field,
                why,
                head: None,
                raw: fields::raw(&object.to_string()),
            }),
        }
    }
}

/// The list that phpMyAdmin's JSON is.
struct DumpTables<'s>(&'s mut JoinedTables);

impl<'de> Visitor<'de> for DumpTables<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the tables of a database")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut tables: A) -> Result<(), A::Error> {
        while tables.next_element_seed(DumpTable(self.0))?.is_some() {}
        Ok(())
    }
}

/// One of them, or something else of the list.
struct DumpTable<'s>(&'s mut JoinedTables);

impl<'de> DeserializeSeed<'de> for DumpTable<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DumpTable<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<(), A::Error> {
        let (mut name, mut before) = (String::new(), Vec::new());
        while let Some(key) = table.next_key::<String>()? {
            match key.as_str() {
                "name" => name = table.next_value()?,
                "data" => before = table.next_value_seed(DumpTableRows(self.0, &name))?,
                _ => drop(table.next_value::<IgnoredAny>()?),
            }
        }
        for (order, text) in before {
            self.0
                .keep_json(&name, order, text)
                .map_err(|()| A::Error::custom(TOO_LARGE))?;
        }
        Ok(())
    }
}

/// The rows of one table; where it was not named before them they are given back, each with its order's id.
struct DumpTableRows<'s>(&'s mut JoinedTables, &'s str);

impl<'de> DeserializeSeed<'de> for DumpTableRows<'_> {
    type Value = Vec<(String, Box<str>)>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for DumpTableRows<'_> {
    type Value = Vec<(String, Box<str>)>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
        let DumpTableRows(shop, table) = self;
        let (mut unnamed, mut room) = (Vec::new(), Room::default());
        while let Some(cells) = rows.next_element::<Map<String, Value>>()? {
            let is_kept = table.is_empty() || is_of_orders(table);
            let text = is_kept.then(|| serde_json::to_string(&cells).unwrap_or_default());
            let (order, text) = (order_id(&cells), text.unwrap_or_default().into_boxed_str());
            let kept = if table.is_empty() {
                let kept = room.take(text.len()).map_err(|error| shop.too_large = Some(error));
                unnamed.push((order, text));
                kept
            } else {
                shop.keep_json(table, order, text)
            };
            kept.map_err(|()| A::Error::custom(TOO_LARGE))?;
        }
        Ok(unnamed)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::incoming::Format;
    use crate::domain::item::Item;
    use crate::domain::reject::RejectWhy;
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
        let cut_in = |place: &str| {
            let (orders, rejects) = sorted(&SQL.as_bytes()[..SQL.find(place).unwrap() + place.len()]);
            let refused: Vec<_> = rejects
                .into_iter()
                .filter(|reject| reject.why == RejectWhy::CutShort)
                .map(|reject| (reject.line, reject.order))
                .collect();
            (orders.len(), refused)
        };
        assert_eq!(cut_in("(42,'Оле"), (0, vec![(18, Some("42".to_owned()))]));
        assert_eq!(cut_in("oc_order_pro"), (1, vec![(21, None)]));
        assert_eq!(cut_in("(7, 42, 'Чай"), (1, vec![(22, None)]));
        assert_eq!(cut_in("60.0000);"), (1, vec![]));
    }
}
