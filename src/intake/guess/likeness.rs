//! The columns of orders: telling words in headings, and what stands below them.

use super::content::Content;
use super::content::ContentKind;
use super::guessable::Guessable;
use crate::intake::read::table::heading::says;
use crate::intake::shops::generic::columns::Column;
use crate::intake::shops::generic::header::NEEDED;

/// Beginnings of words and what they tell; the first that stands in a heading decides, so what is told more surely comes
/// first: *номер телефона* is a phone, *адрес доставки* an address, *название товара* an item.
const TELLING: &[(Column, &[&str])] = &[
    (Column::Email, &["email", "e-mail", "mail", "почт", "пошт", "имейл"]),
    (
        Column::Phone,
        &["телеф", "тел", "phone", "mobile", "моб", "viber", "whatsapp"],
    ),
    (
        Column::DoNotCall,
        &["не звон", "не перезван", "не дзвон", "do not call"],
    ),
    (
        Column::Tracking,
        &["ттн", "трек", "track", "накладн", "рпо", "декларац"],
    ),
    (Column::Status, &["статус", "status", "стан", "состоян", "этап", "стад"]),
    (Column::Sku, &["артик", "sku", "штрихкод"]),
    (
        Column::Quantity,
        &["колич", "кол-во", "кол", "qty", "quantity", "кільк", "к-сть"],
    ),
    (Column::Currency, &["валют", "currency"]),
    (
        Column::Comment,
        &[
            "коммент",
            "комент",
            "примеч",
            "приміт",
            "note",
            "comment",
            "пожелан",
            "побажан",
        ],
    ),
    (Column::PaidAt, &["дата оплат", "paid at"]),
    (
        Column::Created,
        &["дата", "date", "когда", "коли", "created", "оформл", "створ"],
    ),
    (
        Column::Paid,
        &["предоплат", "передоплат", "оплачен", "сплачен", "paid", "внесен"],
    ),
    (Column::Payment, &["оплат", "payment", "платеж", "платіж"]),
    (Column::Address, &["адрес", "address"]),
    (Column::Delivery, &["доставк", "shipping", "delivery"]),
    (
        Column::Region,
        &[
            "город",
            "міст",
            "city",
            "област",
            "регион",
            "регіон",
            "region",
            "населен",
        ],
    ),
    (
        Column::Item,
        &[
            "товар",
            "product",
            "item",
            "наимен",
            "назв",
            "продукц",
            "позиц",
            "модель",
        ],
    ),
    (Column::Price, &["цена", "ціна", "price"]),
    (
        Column::Total,
        &[
            "итог",
            "сумм",
            "сума",
            "всего",
            "усього",
            "разом",
            "total",
            "amount",
            "стоим",
            "варт",
            "к оплате",
        ],
    ),
    (Column::TaxId, &["инн", "єдрпоу", "едрпоу", "іпн"]),
    (Column::Company, &["компан", "организ", "організ", "company", "юрлиц"]),
    (Column::Channel, &["источн", "джерел", "source", "канал"]),
    (Column::Number, &["№", "номер", "number", "чек"]),
    (
        Column::Name,
        &[
            "фио",
            "піб",
            "имя",
            "ім'я",
            "фамил",
            "прізв",
            "клиент",
            "клієнт",
            "покупат",
            "покупець",
            "заказчик",
            "замовник",
            "получат",
            "отримув",
            "name",
            "surname",
            "customer",
            "client",
            "buyer",
        ],
    ),
    (Column::Number, &["заказ", "замовл", "order", "id"]),
];

/// Words of a name that comes in parts.
const PARTS_OF_A_NAME: &[&str] = &[
    "имя",
    "ім'я",
    "фамил",
    "прізв",
    "first",
    "last",
    "surname",
    "given",
    "family",
];

impl Guessable for Column {
    fn all() -> Vec<Column> {
        Column::of_orders().collect()
    }

    fn needed() -> &'static [&'static [Column]] {
        &NEEDED
    }

    fn key(self) -> String {
        Column::key(self)
    }

    fn named(heading: &str) -> Option<Column> {
        Column::named(heading)
    }

    fn alike(heading: &str) -> Option<Column> {
        let said = TELLING.iter().find(|(_, words)| says(heading, words));
        said.map(|(column, _)| *column)
    }

    fn of_content(content: &Content) -> Option<Column> {
        if content.is_blank() {
            None
        } else if content.is_mostly(ContentKind::Email) {
            Some(Column::Email)
        } else if content.is_mostly(ContentKind::Phone) {
            Some(Column::Phone)
        } else if content.is_mostly(ContentKind::Date) {
            Some(Column::Created)
        } else if content.is_of_order_numbers() {
            Some(Column::Number)
        } else {
            None
        }
    }

    fn bears(self, content: &Content) -> bool {
        let is = |kind| content.is_mostly(kind);
        if content.is_blank() {
            return true;
        }
        match self {
            column if column.is_date() => is(ContentKind::Date),
            Column::Total | Column::Price | Column::LineTotal | Column::Quantity => is(ContentKind::Amount),
            Column::Email => is(ContentKind::Email),
            // Some will be damaged; nothing else is a number and no date.
            Column::Phone => is(ContentKind::Phone) || content.has_a_phone(),
            Column::Delivery | Column::Payment | Column::Name | Column::Address | Column::Item | Column::Comment => {
                !is(ContentKind::Amount) && !is(ContentKind::Date)
            }
            Column::Number | Column::Id => !is(ContentKind::Date) && !is(ContentKind::Phone) && !is(ContentKind::Sum),
            // Whose names would be taken for words of the shop.
            Column::Status => !is(ContentKind::Person) && !is(ContentKind::Phone) && !is(ContentKind::Email),
            _ => true,
        }
    }

    /// A family name and a given one, two phones.
    fn are_parts(self, one: &str, other: &str) -> bool {
        match self {
            Column::Phone => true,
            Column::Name => says(one, PARTS_OF_A_NAME) && says(other, PARTS_OF_A_NAME),
            _ => false,
        }
    }

    fn is_date(self) -> bool {
        matches!(
            self,
            Column::Created | Column::Modified | Column::PaidAt | Column::StatusAt | Column::Estimate
        )
    }

    fn is_amount(self) -> bool {
        Column::is_amount(self)
    }
}
