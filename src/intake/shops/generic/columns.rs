//! The columns of the documented table.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;
use crate::intake::amount;
use crate::intake::read::table::heading::plain;

/// The source of orders in this shape, when nothing else is said.
pub(crate) const SOURCE: &str = "shop";

macro_rules! columns {
    ($($column:ident $name:literal [$($synonym:literal),*]),+ $(,)?) => {
        /// A cell of an order or of one of its lines.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Column { $(#[doc = $name] $column),+ }

        impl Column {
            /// Every one, as documented.
            pub const ALL: &'static [Column] = &[$(Column::$column),+];

            /// Its documented name.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$column => $name),+ }
            }
        }

        const HEADERS: &[(Column, &[&str])] = &[$((Column::$column, &[$name, $($synonym),*])),+];
    };
}

columns! {
    Number "number" ["order", "order number", "order no", "№", "№ заказа", "номер", "номер заказа", "заказ",
        "номер замовлення", "№ замовлення", "замовлення"],
    Id "id" ["order id", "external id", "ид", "код", "ид заказа"],
    Created "created" ["created at", "date", "order date", "date created", "дата", "дата заказа", "создан", "оформлен",
        "дата создания", "дата замовлення", "створено"],
    Modified "modified" ["modified at", "updated", "updated at", "изменен", "изменён", "дата изменения", "обновлен", "змінено"],
    Total "total" ["order total", "amount", "sum", "сумма", "итого", "сумма заказа", "стоимость заказа", "всего", "сума",
        "разом", "к оплате"],
    Name "name" ["customer", "customer name", "full name", "client", "имя", "фио", "клиент", "покупатель", "заказчик",
        "имя клиента", "получатель", "ім'я", "піб", "клієнт", "покупець"],
    Phone "phone" ["phones", "phone number", "telephone", "tel", "mobile", "телефон", "телефоны", "тел", "номер телефона",
        "мобильный", "телефон клиента", "телефон покупателя", "номер телефону"],
    Email "email" ["e-mail", "mail", "почта", "эл почта", "электронная почта", "имейл", "пошта", "електронна пошта"],
    Company "company" ["organization", "organisation", "компания", "организация", "компанія", "юрлицо"],
    TaxId "tax id" ["inn", "vat", "инн", "єдрпоу", "іпн", "бин"],
    Currency "currency" ["валюта"],
    Status "status" ["order status", "state", "статус", "статус заказа", "состояние", "стан"],
    StatusAt "status at" ["status date", "дата статуса"],
    Reason "reason" ["cancel reason", "причина", "причина отмены", "причина скасування"],
    Paid "paid" ["payment received", "prepaid amount", "оплачено", "оплата получена", "внесено", "сплачено"],
    PaidAt "paid at" ["date paid", "payment date", "дата оплаты", "дата оплати"],
    Terms "terms" ["payment terms", "условия", "условия оплаты", "умови оплати"],
    Payment "payment" ["payment method", "payment title", "оплата", "способ оплаты", "спосіб оплати", "вид оплаты"],
    Delivery "delivery" ["delivery method", "shipping", "shipping method", "delivery title", "доставка", "способ доставки",
        "спосіб доставки"],
    Carrier "carrier" ["перевозчик", "служба доставки", "перевізник"],
    Tracking "tracking" ["tracking number", "track", "ttn", "трек", "трек-номер", "трек номер", "ттн", "накладная",
        "номер накладной", "номер отправления", "рпо"],
    Address "address" ["delivery address", "shipping address", "адрес", "адрес доставки", "адреса", "адреса доставки"],
    Region "region" ["city", "state region", "регион", "город", "область", "місто", "населенный пункт"],
    Comment "comment" ["note", "notes", "customer note", "comments", "комментарий", "примечание", "комментарий клиента",
        "комментарий покупателя", "коментар", "примітка"],
    Channel "channel" ["source", "источник", "канал", "откуда", "джерело"],
    DoNotCall "do not call" ["no call", "не звонить", "не перезванивать", "не дзвонити"],
    Sku "sku" ["article", "product code", "артикул", "код товара"],
    Item "item" ["product", "item name", "product name", "goods", "товар", "наименование", "название", "название товара",
        "наименование товара", "номенклатура", "назва"],
    Parameters "parameters" ["options", "variant", "параметры", "характеристики", "вариант", "опции", "параметри"],
    Quantity "quantity" ["qty", "count", "количество", "кол-во", "кол во", "кол", "шт", "кількість", "к-сть"],
    Price "price" ["unit price", "цена", "цена за шт", "цена за единицу", "ціна"],
    LineTotal "line total" ["item total", "subtotal", "сумма строки", "сумма позиции", "стоимость", "сумма товара",
        "вартість", "сума рядка"],
}

static NAMES: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let named =
        |(column, names): &(Column, &[&str])| names.iter().map(|name| (plain(name), *column)).collect::<Vec<_>>();
    HEADERS.iter().flat_map(named).collect()
});

impl Column {
    /// The column a header or a key names.
    pub fn named(header: &str) -> Option<Column> {
        NAMES.get(&plain(header)).copied()
    }

    /// What stands between the parts of it when several columns of a table hold them.
    pub fn joint(self) -> &'static str {
        match self {
            Column::Phone => "; ",
            Column::Address | Column::Region | Column::Parameters | Column::Comment => ", ",
            _ => " ",
        }
    }

    /// Its name in a profile: `line_total`.
    pub fn key(self) -> String {
        self.name().replace(' ', "_")
    }

    /// True when it belongs to one line of the order.
    pub fn is_of_a_line(self) -> bool {
        matches!(
            self,
            Column::Sku | Column::Item | Column::Parameters | Column::Quantity | Column::Price | Column::LineTotal
        )
    }
}

/// A cell and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// By a person or a spreadsheet: a comma may be a decimal one.
    Typed(String),
    /// By a program: a number with a decimal point, `true`, `false`.
    Exact(String),
}

impl Cell {
    /// What stands in it.
    pub fn as_str(&self) -> &str {
        match self {
            Cell::Typed(text) | Cell::Exact(text) => text,
        }
    }

    /// What stands in it as an amount, minor units.
    pub fn amount(&self, currency: Currency) -> Result<i64, RejectWhy> {
        match self {
            Cell::Typed(text) => amount::typed(text, currency),
            Cell::Exact(text) => amount::decimal(text, currency),
        }
    }
}

/// Cells by column.
pub type Cells = HashMap<Column, Cell>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::read::table::heading::plain;

    #[test]
    fn headers_are_known_in_two_languages_through_look_alikes() {
        for (header, column) in [
            ("Number", Some(Column::Number)),
            ("№ заказа", Some(Column::Number)),
            ("НОМЕР_ЗАКАЗА", Some(Column::Number)),
            ("\u{feff}number", Some(Column::Number)),
            ("Сomment", Some(Column::Comment)),
            ("Кол-во", Some(Column::Quantity)),
            ("created_at", Some(Column::Created)),
            ("line-total", Some(Column::LineTotal)),
            ("Вес", None),
        ] {
            assert_eq!(Column::named(header), column, "{header}");
        }
    }

    #[test]
    fn no_two_columns_share_a_name() {
        let mut names: HashMap<String, Column> = HashMap::new();
        for (column, headers) in HEADERS {
            for header in *headers {
                let before = names.insert(plain(header), *column);
                assert!(
                    before.is_none_or(|c| c == *column),
                    "{header} is both {before:?} and {column:?}"
                );
            }
        }
    }
}
