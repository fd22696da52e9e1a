//! Tables of the export plugins of WooCommerce, which name columns by the order's parts: `Phone (Billing)`.
//!
//! They would nearly be read as a table of one's own, but for `Name`, which is that of the goods, and the customer's name,
//! which stands in two columns. Some labels begin with a Cyrillic `С`.

use super::columns::Column;
use crate::intake::read::table::heading::sorted_words;

const LABELS: &[(Column, &[&str])] = &[
    (Column::Name, &["first name billing", "last name billing"]),
    (Column::Phone, &["phone billing"]),
    (Column::Email, &["email billing"]),
    (Column::Company, &["company billing"]),
    (
        Column::Address,
        &["address 1 2 billing", "address 1 billing", "address 2 billing"],
    ),
    (Column::Region, &["city billing"]),
    (Column::Total, &["order total amount"]),
    (Column::Payment, &["payment method title"]),
    (Column::Delivery, &["shipping method title"]),
    (Column::Item, &["name"]),
    (Column::LineTotal, &["order line total"]),
];

/// True for the headings of such a table.
pub fn is_header(cells: &[String]) -> bool {
    let headings: Vec<String> = cells.iter().map(|cell| sorted_words(cell)).collect();
    let has = |label: &str| headings.contains(&sorted_words(label));
    let has_total = has("order total amount") || has("order total") || has("total");
    has_total && (has("first name billing") || has("phone billing") || has("email billing"))
}

/// The column one of its headings names.
pub fn column(heading: &str) -> Option<Column> {
    let words = sorted_words(heading);
    let label = LABELS
        .iter()
        .find(|(_, labels)| labels.iter().any(|label| sorted_words(label) == words));
    label.map(|(column, _)| *column).or_else(|| Column::named(heading))
}

#[cfg(test)]
mod tests {
    use crate::intake::test_support::sorted;

    #[test]
    fn a_plugins_table_is_read_with_its_cyrillic_letters_and_its_two_columns_of_a_name() {
        let text = "Order Number,Order Status,Order Date,\u{421}ustomer Note,First Name (Billing),Last Name (Billing),\
                    City (Billing),Email (Billing),Phone (Billing),Payment Method Title,Order Total Amount,SKU,Name,Quantity,Price,\
                    Order line total\n\
                    1042,wc-processing,2026-03-11 11:58,после 18,Елена,Иванова,Москва,E@Mail.example,8 916 765-43-21,\
                    Наложенный платёж,1450.00,T-3,Чайник,1,1200.00,1200.00\n\
                    ,,,,,,,,,,,F-1,Фильтр,2,125.00,250.00\n";
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!(rejects, []);
        let [order] = orders.as_slice() else {
            panic!("{orders:?}")
        };
        assert_eq!((order.number.as_str(), order.total), ("1042", 145_000));
        assert_eq!(
            (order.customer.name.as_str(), order.comment.as_str()),
            ("Елена Иванова", "после 18")
        );
        assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+79167654321"));
        assert_eq!((order.lines[0].name.as_str(), order.lines[1].total), ("Чайник", 25_000));
    }
}
