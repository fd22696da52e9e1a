//! Which shape a file has, told by its content.

use std::collections::HashSet;

use super::Parser;
use super::shops::commerceml;
use super::shops::commerceml::CommerceMl;
use super::shops::generic::columns;
use super::shops::generic::columns::Column;
use super::shops::generic::header::ANY_DELIMITER;
use super::shops::generic::header::Header;
use super::shops::generic::json::OwnJson;
use super::shops::generic::people;
use super::shops::generic::people::PEOPLE;
use super::shops::generic::people::PeopleObjects;
use super::shops::generic::table::OWN_CSV;
use super::shops::insales;
use super::shops::insales::INSALES;
use super::shops::keycrm;
use super::shops::keycrm::KEY_CRM;
use super::shops::opencart;
use super::shops::opencart_dump;
use super::shops::opencart_dump::OpenCart;
use super::shops::prom;
use super::shops::prom::PROM;
use super::shops::retailcrm;
use super::shops::retailcrm::RETAIL_CRM;
use super::shops::shopify;
use super::shops::shopify::SHOPIFY;
use super::shops::shopify::ShopifyCsv;
use super::shops::woocommerce;
use super::shops::woocommerce::WooCommerce;
use crate::domain::incoming::Format;

/// What reads files of a shape.
pub fn parser(format: Format) -> &'static dyn Parser {
    match format {
        Format::WooCommerce => &WooCommerce,
        Format::Json => &OwnJson,
        Format::Csv => &OWN_CSV,
        Format::Shopify => &SHOPIFY,
        Format::ShopifyCsv => &ShopifyCsv,
        Format::InSales => &INSALES,
        Format::Prom => &PROM,
        Format::RetailCrm => &RETAIL_CRM,
        Format::KeyCrm => &KEY_CRM,
        Format::OpenCart => &OpenCart,
        Format::CommerceMl => &CommerceMl,
        Format::People => &PEOPLE,
        Format::PeopleJson => &PeopleObjects,
    }
}

/// The source of orders of a shape, when nothing else is said.
pub fn source(format: Format) -> &'static str {
    match format {
        Format::WooCommerce => woocommerce::SOURCE,
        Format::Shopify | Format::ShopifyCsv => shopify::SOURCE,
        Format::InSales => insales::SOURCE,
        Format::Prom => prom::SOURCE,
        Format::RetailCrm => retailcrm::SOURCE,
        Format::KeyCrm => keycrm::SOURCE,
        Format::OpenCart => opencart::SOURCE,
        Format::CommerceMl => commerceml::SOURCE,
        Format::Json | Format::Csv => columns::SOURCE,
        Format::People | Format::PeopleJson => people::SOURCE,
    }
}

/// The shape of a file, from its first (decoded) bytes; nothing when it is none of those known.
pub fn detect(beginning: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with(['{', '[']) {
        return detect_json(text);
    }
    if commerceml::is_root(text) {
        return Some(Format::CommerceMl);
    }
    detect_table(text, ANY_DELIMITER).or_else(|| opencart_dump::is_sql(text).then_some(Format::OpenCart))
}

/// The shape of a table, whose cells are divided by one of these.
pub fn detect_table(text: &str, delimiters: &[char]) -> Option<Format> {
    if shopify::is_header(text) {
        return Some(Format::ShopifyCsv);
    }
    Header::find(text, delimiters).map(|_| Format::Csv)
}

fn detect_json(text: &str) -> Option<Format> {
    let keys = keys(text);
    let has = |key: &str| keys.contains(key);
    if has("date_created_gmt") || (has("line_items") && (has("billing") || has("date_created"))) {
        return Some(Format::WooCommerce);
    }
    // The most telling keys of each system; a later one's may stand in an earlier one's orders, not the other way round.
    let systems = [
        (
            Format::InSales,
            has("order_lines") && (has("fulfillment_status") || has("total_price")),
        ),
        (
            Format::Shopify,
            (has("total_price") && (has("financial_status") || has("line_items")))
                || (has("totalPriceSet") && has("createdAt")),
        ),
        (
            Format::Prom,
            has("client_first_name") || (has("delivery_option") && has("payment_option")),
        ),
        (Format::RetailCrm, has("totalSumm") || (has("summ") && has("createdAt"))),
        (
            Format::KeyCrm,
            has("grand_total") && (has("status_group_id") || has("source_id")),
        ),
        (Format::OpenCart, has("order_id") && has("date_added") && has("total")),
    ];
    if let Some((format, _)) = systems.into_iter().find(|(_, is_it)| *is_it) {
        return Some(format);
    }
    // An answer of the GraphQL API without orders: none came, or something went wrong.
    if (has("errors") && (has("message") || keys.len() == 1)) || (has("orders") && has("pageInfo")) {
        return Some(Format::Shopify);
    }
    let columns: HashSet<Column> = keys.iter().filter_map(|key| Column::named(key)).collect();
    let has_parts = has("lines") || has("customer");
    if columns.contains(&Column::Number) && (columns.contains(&Column::Total) || has_parts) {
        return Some(Format::Json);
    }
    // The body of the webhook `order.deleted`, and an export of nothing.
    let nothing_else = keys.iter().all(|key| matches!(*key, "id" | "data" | "orders"));
    nothing_else.then_some(if keys.is_empty() {
        Format::Json
    } else {
        Format::WooCommerce
    })
}

/// Every key that stands in the text, at any depth.
fn keys(text: &str) -> HashSet<&str> {
    let mut keys = HashSet::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        rest = &rest[at + 1..];
        let Some(end) = end_of_string(rest) else { break };
        let (string, behind) = (&rest[..end], &rest[end + 1..]);
        if behind.trim_start().starts_with(':') {
            keys.insert(string);
        }
        rest = behind;
    }
    keys
}

fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return Some(at),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::incoming::Format;

    #[test]
    fn the_content_tells_the_shape() {
        for (text, format) in [
            (
                r#"[{"id":1,"date_created_gmt":"2026-03-11T09:00:00"}]"#,
                Some(Format::WooCommerce),
            ),
            (
                r#"{"data":{"billing":{"phone":""},"line_items":[],"number":"7"}}"#,
                Some(Format::WooCommerce),
            ),
            (r#"{"id":161}"#, Some(Format::WooCommerce)),
            (r#"{"errors":[{"message":"Throttled"}]}"#, Some(Format::Shopify)),
            (
                r#"{"data":{"orders":{"nodes":[],"pageInfo":{"hasNextPage":false}}}}"#,
                Some(Format::Shopify),
            ),
            (
                r#" [{"number":"7","created_at":"2026-03-11","total":5}]"#,
                Some(Format::Json),
            ),
            ("{\"номер\":\"7\",\"сумма\":5}\n", Some(Format::Json)),
            ("[]", Some(Format::Json)),
            (r#"[{"slug":"pending","name":"Pending payment","total":1}]"#, None),
            (r#"[{"tracking_id":"1","tracking_number":"2"}]"#, None),
            ("number,created,total\n1,2026-03-11,5\n", Some(Format::Csv)),
            ("Отчёт за март\n\n№ заказа;Дата;ФИО;Сумма\n", Some(Format::Csv)),
            (
                "Name,Email,Financial Status,Created at,Lineitem name,Id,Total\n",
                Some(Format::ShopifyCsv),
            ),
            (
                r#"{"order":{"id":1,"financial_status":"paid","total_price":"5.00"}}"#,
                Some(Format::Shopify),
            ),
            ("просто текст", None),
            ("", None),
        ] {
            assert_eq!(detect(text.as_bytes()), format, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_answer(bytes: Vec<u8>) {
            detect(&bytes);
        }
    }
}
