//! Goods as shops' APIs tell of them: for each platform a table of where what stands, and what it means there.
//!
//! Sources: *List all products* and *List all product variations* of WooCommerce's REST API
//! (<https://woocommerce.github.io/woocommerce-rest-api-docs/#products>); *Products* of InSales' (<https://api.insales.ru/>) and
//! Prom's (<https://public-api.docs.prom.ua/>); `Product` and `ProductVariant` of Shopify's GraphQL Admin API
//! (<https://shopify.dev/docs/api/admin-graphql/latest/objects/ProductVariant>).

use chrono_tz::Tz;
use serde_json::Value;

use super::cells;
use super::file::CatalogueFile;
use crate::domain::incoming::Format;
use crate::domain::money::Currency;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::fields::scalar;
use crate::intake::moment::when;
use crate::intake::vocabulary as words;

/// Where a platform tells what of its goods, as JSON pointers; what they mean is told by functions of a product and its variant.
struct GoodsFields {
    /// The list of a product's variants, each of which is sold by itself; where that is none, the product is.
    variants: &'static str,
    /// Of a variant.
    sku: &'static str,
    /// Of the product.
    name: &'static str,
    /// What sets a variant apart from the others.
    options: fn(&Value) -> String,
    /// How the two make a name, as a line of an order has it.
    joint: (&'static str, &'static str),
    /// Of a variant.
    price: &'static str,
    /// Of the product.
    currency: &'static str,
    /// What its price comes to at a moment, where there is more to it.
    reduced: fn(&Value, i64, GoodsMoment) -> i64,
    stock: fn(&Value, &Value) -> Result<Stock, RejectWhy>,
    offered: fn(&Value, &Value) -> bool,
}

/// When, and on whose clock.
#[derive(Clone, Copy)]
struct GoodsMoment {
    now: Time,
    zone: Tz,
    currency: Currency,
}

const WOOCOMMERCE: GoodsFields = GoodsFields {
    variants: "/variations",
    sku: "/sku",
    name: "/name",
    options: |variant| {
        let options = variant.get("attributes").and_then(Value::as_array);
        let options = options.into_iter().flatten().map(|option| text(option, "/option"));
        options
            .filter(|option| !option.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    },
    joint: (" - ", ""),
    price: "/price",
    currency: "/currency",
    reduced: |_, price, _| price,
    // Stock may be counted for a product as a whole.
    stock: |product, variant| {
        let counts = match variant.get("manage_stock") {
            Some(Value::Bool(true)) => Some(variant),
            Some(Value::String(whose)) if whose == "parent" => Some(product),
            _ => None,
        };
        let status = text(variant, "/stock_status");
        let counted = counts.map(|of| text(of, "/stock_quantity"));
        match counted.filter(|count| !count.is_empty() && status != "onbackorder") {
            Some(count) => cells::stock(&count),
            None if status.is_empty() => Ok(Stock::NotSaid),
            None => cells::stock(&status),
        }
    },
    offered: |product, variant| {
        let is_published = |of: &Value| text(of, "/status") == "publish";
        is_published(product) && is_published(variant) && text(product, "/catalog_visibility") != "hidden"
    },
};

const INSALES: GoodsFields = GoodsFields {
    variants: "/variants",
    sku: "/sku",
    name: "/title",
    options: |variant| text(variant, "/title"),
    joint: (" (", ")"),
    price: "/price",
    currency: "/currency_code",
    reduced: |_, price, _| price,
    // What is not counted is sold without end.
    stock: |_, variant| match text(variant, "/quantity") {
        count if count.is_empty() => Ok(Stock::Some),
        count => cells::stock(&count),
    },
    offered: |product, _| !is_set(product, "/is_hidden") && !is_set(product, "/archived"),
};

const PROM: GoodsFields = GoodsFields {
    variants: "",
    sku: "/sku",
    name: "/name",
    options: |_| String::new(),
    joint: ("", ""),
    price: "/price",
    currency: "/currency",
    reduced: discounted,
    stock: |_, product| {
        let (count, presence) = (text(product, "/quantity_in_stock"), text(product, "/presence"));
        match presence.as_str() {
            "not_available" | "waiting" => Ok(Stock::Milli(0)),
            "order" | "service" => Ok(Stock::Some),
            _ if !count.is_empty() => cells::stock(&count),
            "available" => Ok(Stock::Some),
            _ => Ok(Stock::NotSaid),
        }
    },
    offered: |product, _| text(product, "/status") == "on_display",
};

const SHOPIFY: GoodsFields = GoodsFields {
    variants: "/variants/nodes",
    sku: "/sku",
    name: "/title",
    // What the only variant of a product is called.
    options: |variant| match text(variant, "/title") {
        title if title == "Default Title" => String::new(),
        title => title,
    },
    joint: (" - ", ""),
    price: "/price",
    currency: "/currency",
    reduced: |_, price, _| price,
    stock: |_, variant| {
        let is_tracked = variant.pointer("/inventoryItem/tracked").and_then(Value::as_bool);
        let count = text(variant, "/inventoryQuantity");
        // It is sold on when there is none.
        let sells_on = text(variant, "/inventoryPolicy") == "CONTINUE";
        match (is_tracked, cells::stock(&count)) {
            (Some(false), _) => Ok(Stock::Some),
            _ if count.is_empty() => Ok(Stock::NotSaid),
            (_, Ok(Stock::Milli(0))) if sells_on => Ok(Stock::Some),
            (_, stock) => stock,
        }
    },
    offered: |product, _| text(product, "/status") == "ACTIVE",
};

/// Reads what a shop told of its goods. Those whose shop says nothing of their currency cost `currency`.
pub fn read_goods(
    format: Format,
    products: &[Value],
    (currency, zone): (Currency, Tz),
    now: Time,
) -> Result<CatalogueFile, IntakeError> {
    let of = match format {
        Format::WooCommerce => &WOOCOMMERCE,
        Format::InSales => &INSALES,
        Format::Prom => &PROM,
        Format::Shopify => &SHOPIFY,
        _ => return Err(IntakeError::UnknownFormat),
    };
    let mut file = CatalogueFile::default();
    let mut ids = Vec::new();
    let moment = GoodsMoment { now, zone, currency };
    for product in products {
        let list = product.pointer(of.variants).and_then(Value::as_array);
        let variants: Vec<&Value> = list.into_iter().flatten().filter(|one| one.is_object()).collect();
        let variants = if variants.is_empty() { vec![product] } else { variants };
        for variant in variants {
            match of.row(product, variant, moment) {
                Ok(row) => {
                    file.add(row)?;
                    ids.push(Some(id(variant)));
                }
                Err((field, why)) => file.refuse(Reject {
                    line: 0,
                    order: Some(id(product)),
                    field: field.trim_start_matches('/').to_owned(),
                    why,
                    head: None,
                    raw: String::new(),
                })?,
            }
        }
    }
    file.tell_apart(ids);
    Ok(file)
}

impl GoodsFields {
    fn row(
        &self,
        product: &Value,
        variant: &Value,
        moment: GoodsMoment,
    ) -> Result<CatalogueRow, (&'static str, RejectWhy)> {
        let named = text(product, self.name);
        let options = if std::ptr::eq(product, variant) {
            String::new()
        } else {
            (self.options)(variant)
        };
        let name = match (named.is_empty(), options.is_empty()) {
            (_, true) => named,
            (true, false) => options,
            (false, false) => format!("{named}{}{options}{}", self.joint.0, self.joint.1),
        };
        let sku = text(variant, self.sku);
        if sku.is_empty() && name.is_empty() {
            return Err((self.name, RejectWhy::Missing));
        }
        let currency = match text(product, self.currency) {
            word if word.is_empty() => moment.currency,
            word => words::currency(&word).ok_or((self.currency, RejectWhy::NotACurrency { found: word }))?,
        };
        let price = Some(text(variant, self.price)).filter(|price| !price.is_empty());
        let price = price.map(|price| match amount::decimal(&price, currency)? {
            negative if negative < 0 => Err(RejectWhy::NotAnAmount { found: price }),
            price => Ok((self.reduced)(product, price, moment)),
        });
        let offered = if (self.offered)(product, variant) {
            Offered::Yes
        } else {
            Offered::No
        };
        Ok(CatalogueRow {
            sku,
            name: fields::text(&name, SHORT),
            price: price.transpose().map_err(|why| (self.price, why))?,
            currency,
            stock: (self.stock)(product, variant).map_err(|why| ("/stock", why))?,
            offered: Some(offered),
            life_days: None,
            other_key: OtherKey::None,
        })
    }
}

/// A price of Prom's while a discount holds: `{value, type, date_start, date_end}`, of a percentage or of an amount.
fn discounted(product: &Value, price: i64, moment: GoodsMoment) -> i64 {
    let Some(discount) = product.get("discount").filter(|discount| discount.is_object()) else {
        return price;
    };
    let at = |key: &str| when(&text(discount, key), moment.zone).ok();
    let is_over = at("/date_end").is_some_and(|end| end.0 + DAY <= moment.now.0);
    let is_ahead = at("/date_start").is_some_and(|start| moment.now < start);
    // In hundredths: of a percent as of a currency.
    let Ok(value) = amount::decimal(&text(discount, "/value"), moment.currency) else {
        return price;
    };
    if is_over || is_ahead || value < 0 {
        return price;
    }
    let less = match text(discount, "/type").as_str() {
        "percent" => price.saturating_mul(value) / 10_000,
        _ => value,
    };
    (price - less).max(0)
}

/// A discount ends with its last day, milliseconds.
const DAY: i64 = 24 * 3_600 * 1_000;

fn id(object: &Value) -> String {
    let id = text(object, "/id");
    id.rsplit('/').next().unwrap_or_default().to_owned()
}

fn text(object: &Value, pointer: &str) -> String {
    let found = object.pointer(pointer).and_then(scalar);
    fields::text(&found.unwrap_or_default(), SHORT)
}

fn is_set(object: &Value, pointer: &str) -> bool {
    object.pointer(pointer).and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOON: Time = Time(1_773_219_600_000);

    fn read(format: Format, product: Value) -> Vec<(String, String, Option<i64>, Stock, bool)> {
        let zone = chrono_tz::Europe::Kyiv;
        let file = read_goods(format, &[product], (Currency::parse("UAH").unwrap(), zone), NOON).unwrap();
        assert_eq!(file.rejects, []);
        let rows = file.rows.into_iter();
        rows.map(|row| {
            (
                row.sku,
                row.name,
                row.price,
                row.stock,
                row.offered == Some(Offered::Yes),
            )
        })
        .collect()
    }

    #[test]
    fn a_woocommerce_sells_products_and_their_variations() {
        let simple = |more: Value| {
            let mut product = json!({ "id": 7, "name": "Чайник", "type": "simple", "status": "publish", "sku": "T1",
                "price": "1290.50", "catalog_visibility": "visible", "manage_stock": true, "stock_quantity": 3,
                "stock_status": "instock", "variations": [] });
            for (key, value) in more.as_object().unwrap() {
                product[key] = value.clone();
            }
            read(Format::WooCommerce, product).remove(0)
        };
        let row = |price, stock, offered| ("T1".to_owned(), "Чайник".to_owned(), price, stock, offered);
        assert_eq!(simple(json!({})), row(Some(129_050), Stock::Milli(3_000), true));
        assert_eq!(
            simple(json!({ "price": "", "stock_quantity": -2, "stock_status": "outofstock", "status": "draft" })),
            row(None, Stock::Milli(0), false)
        );
        for (status, stock) in [
            ("instock", Stock::Some),
            ("outofstock", Stock::Milli(0)),
            ("onbackorder", Stock::Some),
        ] {
            let found = simple(json!({ "manage_stock": false, "stock_quantity": null, "stock_status": status }));
            assert_eq!(found.3, stock, "{status}");
        }
        assert!(!simple(json!({ "catalog_visibility": "hidden" })).4);
        let option = |name: &str| json!([{ "id": 1, "name": "Колір", "option": name }]);
        let variable = json!({ "id": 8, "name": "Чашка", "type": "variable", "status": "publish", "sku": "C", "price": "90",
            "manage_stock": true, "stock_quantity": 5, "stock_status": "instock", "variations": [
                { "id": 81, "sku": "C", "price": "90", "status": "publish", "manage_stock": "parent", "attributes": option("синій") },
                { "id": 82, "sku": "C-2", "price": "95", "status": "private", "manage_stock": true, "stock_quantity": 1,
                  "stock_status": "instock", "attributes": option("білий") }] });
        let rows = read(Format::WooCommerce, variable);
        assert_eq!(
            rows,
            [
                (
                    "C".to_owned(),
                    "Чашка - синій".to_owned(),
                    Some(9_000),
                    Stock::Milli(5_000),
                    true
                ),
                (
                    "C-2".to_owned(),
                    "Чашка - білий".to_owned(),
                    Some(9_500),
                    Stock::Milli(1_000),
                    false
                ),
            ]
        );
    }

    #[test]
    fn an_insales_counts_its_variants_or_sells_them_without_end() {
        let product = json!({ "id": 1, "title": "Чайник", "is_hidden": false, "archived": false, "currency_code": "RUR", "variants": [
            { "id": 11, "title": "красный", "sku": "T-R", "price": "1290.0", "quantity": 4 },
            { "id": 12, "title": null, "sku": "T-B", "price": 1190.5, "quantity": null }] });
        let mut hidden = product.clone();
        hidden["archived"] = json!(true);
        assert_eq!(
            read(Format::InSales, product),
            [
                (
                    "T-R".to_owned(),
                    "Чайник (красный)".to_owned(),
                    Some(129_000),
                    Stock::Milli(4_000),
                    true
                ),
                ("T-B".to_owned(), "Чайник".to_owned(), Some(119_050), Stock::Some, true),
            ]
        );
        assert!(read(Format::InSales, hidden).iter().all(|row| !row.4));
    }

    #[test]
    fn a_prom_says_whether_there_are_any_and_for_how_much_until_when() {
        let product = |more: Value| {
            let mut product = json!({ "id": 5, "sku": "T1", "name": "Чайник", "price": 1000.0, "currency": "UAH",
                "presence": "available", "status": "on_display", "quantity_in_stock": null, "discount": null });
            for (key, value) in more.as_object().unwrap() {
                product[key] = value.clone();
            }
            let (.., price, stock, offered) = read(Format::Prom, product).remove(0);
            (price, stock, offered)
        };
        assert_eq!(product(json!({})), (Some(100_000), Stock::Some, true));
        assert_eq!(product(json!({ "quantity_in_stock": 2 })).1, Stock::Milli(2_000));
        assert_eq!(
            product(json!({ "presence": "not_available", "quantity_in_stock": 2, "status": "draft" })),
            (Some(100_000), Stock::Milli(0), false)
        );
        assert_eq!(product(json!({ "presence": "order" })).1, Stock::Some);
        for (value, kind, start, end, price) in [
            (10, "percent", "01.03.2026", "11.03.2026", 90_000),
            (150, "amount", "01.03.2026", "31.03.2026", 85_000),
            (10, "percent", "01.02.2026", "10.03.2026", 100_000),
            (10, "percent", "12.03.2026", "31.03.2026", 100_000),
            (10, "percent", "", "", 90_000),
        ] {
            let discount = json!({ "value": value, "type": kind, "date_start": start, "date_end": end });
            assert_eq!(
                product(json!({ "discount": discount })).0,
                Some(price),
                "{value} {kind} {start} {end}"
            );
        }
    }

    #[test]
    fn a_shopify_tells_by_policy_whether_it_sells_what_it_has_not() {
        let variant = |title: &str, tracked: bool, policy: &str, count: i64| {
            json!({ "id": "gid://shopify/ProductVariant/5", "sku": title, "title": title, "price": "12.50",
                "inventoryQuantity": count, "inventoryPolicy": policy, "inventoryItem": { "tracked": tracked } })
        };
        let product = json!({ "id": "gid://shopify/Product/1", "title": "Kettle", "status": "ACTIVE", "variants": { "nodes": [
            variant("Default Title", true, "DENY", 3), variant("blue", true, "DENY", -1), variant("red", true, "CONTINUE", -1),
            variant("green", false, "DENY", 0)] } });
        let rows = read(Format::Shopify, product);
        let found: Vec<(&str, Stock)> = rows.iter().map(|row| (row.1.as_str(), row.3)).collect();
        assert_eq!(
            found,
            [
                ("Kettle", Stock::Milli(3_000)),
                ("Kettle - blue", Stock::Milli(0)),
                ("Kettle - red", Stock::Some),
                ("Kettle - green", Stock::Some),
            ]
        );
        assert_eq!(rows[0].2, Some(1_250));
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_its_name_and_costs_no_other() {
        let products = [
            json!({ "id": 1, "title": "Чайник", "variants": [{ "id": 11, "sku": "T", "price": "дорого", "quantity": 1 }] }),
            json!({ "id": 2, "title": "Чашка", "variants": [{ "id": 21, "sku": "C", "price": "-5", "quantity": 1 }] }),
            json!({ "id": 3, "title": "", "variants": [{ "id": 31, "sku": "", "price": "5", "quantity": 1 }] }),
            json!({ "id": 4, "title": "Блюдце", "variants": [{ "id": 41, "sku": "B", "price": "5", "quantity": 1 }] }),
        ];
        let zone = chrono_tz::Europe::Moscow;
        let file = read_goods(Format::InSales, &products, (Currency::RUB, zone), NOON).unwrap();
        let fields: Vec<(Option<&str>, &str)> = file
            .rejects
            .iter()
            .map(|reject| (reject.order.as_deref(), reject.field.as_str()))
            .collect();
        assert_eq!(
            fields,
            [(Some("1"), "price"), (Some("2"), "price"), (Some("3"), "title")]
        );
        assert_eq!(file.rows.len(), 1);
        assert!(read_goods(Format::KeyCrm, &products, (Currency::RUB, zone), NOON).is_err());
    }
}
