//! Tables of well-known programs that nearly are one's own: some of their headings mean another thing there.
//!
//! | table | what is different |
//! |---|---|
//! | export plugins of WooCommerce, and its REST names | `Name` is that of the goods, the customer's stands in two columns; some labels begin with a Cyrillic `С` |
//! | Etsy, orders and items | month first; what was bought is paid and agreed to |
//! | Wildberries and Ozon, orders of the shop's own store (FBS) | a task or a parcel is an order, agreed to; there is no customer, the marketplace takes the money and the parcel |

use super::columns::Column;
use super::naming::HeadingMeaning;
use crate::intake::moment::DateOrder;
use crate::intake::read::table::heading::sorted_words;

/// What is different in one program's table.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Its name as a source of orders; none for a plugin of a shop's own.
    pub source: Option<&'static str>,
    /// How it writes its dates.
    pub date_order: Option<DateOrder>,
    /// What is bought there is agreed to: nobody is to be called, and often nobody could be.
    pub is_agreed: bool,
    /// What holds for every order.
    constants: &'static [(Column, &'static str)],
    /// Headings of which one of each kind tells it from others.
    marks: &'static [&'static [&'static str]],
    /// What its own headings hold: several of one line hold parts of it, of several lines the first that is there counts.
    labels: &'static [(Column, &'static [&'static str])],
    /// Headings that would be taken for something else.
    ignored: &'static [&'static str],
}

static DIALECTS: &[Dialect] = &[
    Dialect {
        source: None,
        date_order: None,
        is_agreed: false,
        constants: &[],
        marks: &[
            &["order total amount", "order total", "total"],
            &["first name billing", "phone billing", "email billing"],
        ],
        labels: &[
            (Column::Name, &["first name billing", "last name billing"]),
            (Column::Phone, &["phone billing"]),
            (Column::Email, &["email billing"]),
            (Column::Company, &["company billing"]),
            (Column::Address, &["address 1 2 billing"]),
            (Column::Address, &["address 1 billing", "address 2 billing"]),
            (Column::Region, &["city billing"]),
            (Column::Country, &["country billing"]),
            (Column::Country, &["country code billing"]),
            (Column::Total, &["order total amount"]),
            (Column::Total, &["order total"]),
            (Column::Total, &["total"]),
            (Column::Payment, &["payment method title"]),
            (Column::Delivery, &["shipping method title"]),
            (Column::Item, &["name"]),
            (Column::LineTotal, &["order line total"]),
        ],
        ignored: &["payment method", "shipping total"],
    },
    Dialect {
        source: Some("etsy"),
        date_order: Some(DateOrder::MonthFirst),
        is_agreed: true,
        constants: &[(Column::Paid, "yes")],
        marks: &[&["sale date"], &["order id"], &["order value", "order total"]],
        labels: &[
            (Column::Number, &["order id"]),
            (Column::Created, &["sale date"]),
            (Column::Name, &["full name"]),
            (Column::Address, &["street 1", "street 2", "ship zipcode"]),
            (Column::Region, &["ship city", "ship state"]),
            (Column::Country, &["ship country"]),
            (Column::Total, &["order total"]),
            (Column::Sent, &["date shipped"]),
        ],
        ignored: &["buyer", "shipping", "sku", "number of items"],
    },
    Dialect {
        source: Some("etsy"),
        date_order: Some(DateOrder::MonthFirst),
        is_agreed: true,
        constants: &[(Column::Paid, "yes")],
        marks: &[&["sale date"], &["order id"], &["item name"]],
        labels: &[
            (Column::Number, &["order id"]),
            (Column::Created, &["sale date"]),
            (Column::Name, &["ship name"]),
            (Column::Address, &["ship address1", "ship address2", "ship zipcode"]),
            (Column::Region, &["ship city", "ship state"]),
            (Column::Country, &["ship country"]),
            (Column::Item, &["item name"]),
            (Column::Parameters, &["variations"]),
            (Column::LineTotal, &["item total"]),
            (Column::PaidAt, &["date paid"]),
            (Column::Sent, &["date shipped"]),
        ],
        ignored: &["buyer", "order shipping"],
    },
    Dialect {
        source: Some("wildberries"),
        date_order: None,
        is_agreed: true,
        constants: &[
            (Column::Quantity, "1"),
            (Column::Terms, "on_delivery"),
            (Column::Delivery, "Wildberries"),
            (Column::Carrier, "courier"),
        ],
        marks: &[&["№ задания", "номер задания", "номер сборочного задания"]],
        labels: &[
            (Column::Number, &["№ задания"]),
            (Column::Number, &["номер задания"]),
            (Column::Number, &["номер сборочного задания"]),
            (Column::Created, &["дата создания задания"]),
            (Column::Created, &["дата создания"]),
            (Column::Created, &["дата"]),
            (Column::Item, &["наименование"]),
            (Column::Sku, &["артикул продавца"]),
            (Column::Sku, &["артикул поставщика"]),
            (Column::LineTotal, &["стоимость"]),
        ],
        ignored: &["№", "артикул", "артикул wb", "номер заказа"],
    },
    Dialect {
        source: Some("ozon"),
        date_order: None,
        is_agreed: true,
        constants: &[
            (Column::Terms, "on_delivery"),
            (Column::Delivery, "Ozon"),
            (Column::Carrier, "courier"),
        ],
        marks: &[&["номер отправления"], &["принят в обработку"]],
        labels: &[
            (Column::Number, &["номер отправления"]),
            (Column::Created, &["принят в обработку"]),
            (Column::Total, &["сумма отправления"]),
            (Column::Currency, &["код валюты отправления"]),
            (Column::Item, &["наименование товара"]),
            (Column::LineTotal, &["итоговая стоимость товара"]),
            (Column::Price, &["ваша цена"]),
        ],
        ignored: &["номер заказа", "стоимость доставки", "дата доставки", "дата отгрузки"],
    },
];

/// The dialect of a row of headings, if it is of any.
pub fn of(cells: &[String]) -> Option<&'static Dialect> {
    let headings: Vec<String> = cells.iter().map(|cell| sorted_words(cell)).collect();
    let has = |mark: &&str| headings.contains(&sorted_words(mark));
    DIALECTS
        .iter()
        .find(|dialect| dialect.marks.iter().all(|kind| kind.iter().any(has)))
}

impl Dialect {
    /// What one of its headings holds.
    pub fn named(&self, heading: &str) -> Option<HeadingMeaning> {
        let words = sorted_words(heading);
        let is = |label: &&str| sorted_words(label) == words;
        if self.ignored.iter().any(is) {
            return None;
        }
        let mut labels = self.labels.iter().enumerate();
        let own = labels.find(|(_, (_, labels))| labels.iter().any(is));
        if let Some((choice, (column, labels))) = own {
            return Some(HeadingMeaning {
                column: *column,
                choice,
                is_part: labels.len() > 1,
            });
        }
        // What the table has a heading of its own for is nowhere else.
        let own = |column: &Column| self.labels.iter().any(|(known, _)| known == column);
        Column::named(heading)
            .filter(|column| !own(column))
            .map(HeadingMeaning::only)
    }

    /// What holds for every order.
    pub fn constants(&self) -> Vec<(Column, String)> {
        let told = self.constants.iter();
        told.map(|(column, constant)| (*column, (*constant).to_owned()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::carrier::Carrier;
    use crate::domain::incoming::ShopStatus;
    use crate::domain::order::Terms;
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

    #[test]
    fn only_parts_of_one_thing_are_joined_and_of_alternatives_the_first_counts() {
        let text = "Order Number,Order Date,Total,Order Total Amount,Order Total,First Name (Billing),Last Name (Billing),\
                    Address 1 (Billing),Address 1&2 (Billing),Address 2 (Billing),Phone (Billing)\n\
                    7,2026-03-11,1500.00,1450.00,1460.00,Елена,Иванова,Тверская 1,\"Тверская 1, кв. 5\",кв. 5,89167654321\n";
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!(rejects, []);
        assert_eq!(
            (orders[0].total, orders[0].address.as_str()),
            (145_000, "Тверская 1, кв. 5")
        );
        assert_eq!(orders[0].customer.name, "Елена Иванова");
        let parts = "Order Number,Order Date,Order Total,Phone (Billing),Address 1 (Billing),Address 2 (Billing)\n\
                     7,2026-03-11,1450.00,89167654321,Тверская 1,кв. 5\n";
        let (orders, _) = sorted(parts.as_bytes());
        assert_eq!(
            (orders[0].total, orders[0].address.as_str()),
            (145_000, "Тверская 1, кв. 5")
        );
    }

    #[test]
    fn a_table_of_rest_names_is_read_like_the_plugins() {
        let text = "order_id,order_number,status,order_date,order_total,currency,payment_method,payment_method_title,\
                    date_paid,billing_first_name,billing_last_name,billing_phone,billing_email,billing_country,billing_city\n\
                    5,1042,processing,2026-03-11 11:58:00,1450.00,RUB,cod,Наложенный платёж,,Елена,Иванова,89167654321,\
                    e@mail.example,RU,Москва\n\
                    6,1043,processing,2026-03-11 11:59:00,100.00,RUB,card,Карта,2026-03-11 12:00:00,Пётр,Ли,80291234567,,BY,\n";
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!(rejects, []);
        let told: Vec<_> = orders
            .iter()
            .map(|o| {
                (
                    o.number.as_str(),
                    o.external_id.as_str(),
                    o.customer.name.as_str(),
                    o.payments.len(),
                )
            })
            .collect();
        assert_eq!(told, [("1042", "5", "Елена Иванова", 0), ("1043", "6", "Пётр Ли", 1)]);
        assert_eq!(orders[0].payment_title, "Наложенный платёж");
        assert_eq!(orders[1].customer.phones[0].e164.as_deref(), Some("+375291234567"));
    }

    #[test]
    fn etsys_orders_and_items_are_one_source_and_month_first() {
        let orders = "Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Payment Method,Date Shipped,Street 1,Street 2,\
                      Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Shipping,Order Total,Status,Buyer,SKU\n\
                      03/04/26,3001,kim7,Anna Kim,2,Credit Card,03/06/26,5 Main St,,Austin,TX,73301,United States,USD,40.00,5.00,45.00,,\
                      Anna (kim7),A-1\n\
                      03/05/26,3002,li8,Peter Li,1,Credit Card,,6 Main St,,Austin,TX,73301,United States,USD,9.00,0.00,9.00,,,\n";
        let (orders, rejects) = sorted(orders.as_bytes());
        assert_eq!(rejects, []);
        let told: Vec<_> = orders
            .iter()
            .map(|o| {
                (
                    o.source.as_str(),
                    o.number.as_str(),
                    o.status,
                    o.total,
                    o.payments[0].amount,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("etsy", "3001", ShopStatus::Dispatched, 4_500, 4_500),
                ("etsy", "3002", ShopStatus::Confirmed, 900, 900)
            ]
        );
        assert_eq!(orders[0].created_at.rfc3339(), "2026-03-03T21:00:00Z");
        assert_eq!(
            (orders[0].customer.name.as_str(), orders[0].lines.len()),
            ("Anna Kim", 0)
        );
        assert_eq!(orders[0].address, "5 Main St, 73301");

        let items = "Sale Date,Item Name,Buyer,Quantity,Price,Item Total,Currency,Date Paid,Date Shipped,Ship Name,Ship City,\
                     Ship Country,Order ID,Variations,SKU\n\
                     03/04/26,Teapot,kim7,2,15.00,30.00,USD,03/04/26,,Anna Kim,Austin,United States,3001,Color: blue,T-1\n\
                     03/04/26,Cup,kim7,1,10.00,10.00,USD,03/04/26,,Anna Kim,Austin,United States,3001,,C-1\n";
        let (orders, rejects) = sorted(items.as_bytes());
        assert_eq!((orders.len(), rejects), (1, vec![]));
        let lines: Vec<_> = orders[0]
            .lines
            .iter()
            .map(|l| (l.name.as_str(), l.parameters.as_str(), l.total))
            .collect();
        assert_eq!(lines, [("Teapot", "Color: blue", 3_000), ("Cup", "", 1_000)]);
        assert_eq!((orders[0].total, orders[0].source.as_str()), (4_000, "etsy"));
    }

    #[test]
    fn marketplaces_tasks_and_parcels_are_orders_without_a_customer() {
        let wildberries = "№ задания;Дата;Наименование;Артикул продавца;Стоимость\n\
                           900100;06:54:25 11.03.2026;Чайник;T-1;1450,00\n900101;07:10:00 11.03.2026;Чашка;C-1;250\n";
        let ozon = "Номер заказа;Номер отправления;Принят в обработку;Дата отгрузки;Статус;Сумма отправления;\
                    Код валюты отправления;Наименование товара;OZON id;Артикул;Итоговая стоимость товара;Количество\n\
                    77-0001;77-0001-1;2026-03-11 08:00:00;2026-03-12 10:00:00;Ожидает отгрузки;1700.00;RUB;Чайник;1;T-1;1450.00;1\n\
                    77-0001;77-0001-1;2026-03-11 08:00:00;2026-03-12 10:00:00;Ожидает отгрузки;1700.00;RUB;Чашка;2;C-1;250.00;1\n";
        for (text, source, number, total, lines) in [
            (wildberries, "wildberries", "900100", 145_000, 1),
            (ozon, "ozon", "77-0001-1", 170_000, 2),
        ] {
            let (orders, rejects) = sorted(text.as_bytes());
            assert_eq!(rejects, [], "{source}");
            let order = &orders[0];
            assert_eq!(
                (order.status, order.terms, order.carrier),
                (ShopStatus::Confirmed, Some(Terms::OnDelivery), Some(Carrier::Courier)),
                "{source}"
            );
            assert_eq!(
                (
                    order.source.as_str(),
                    order.number.as_str(),
                    order.total,
                    order.lines.len()
                ),
                (source, number, total, lines)
            );
            assert_eq!(
                (order.lines[0].sku.as_str(), order.tracking_number.as_deref()),
                ("T-1", None)
            );
        }
    }
}
