//! Telling words in headings.

use crate::intake::read::table::heading::plain;
use crate::intake::shops::generic::columns::Column;

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

/// What a heading tells by a word in it.
pub fn column(heading: &str) -> Option<Column> {
    let said = TELLING.iter().find(|(_, words)| says(heading, words));
    said.map(|(column, _)| *column)
}

/// True when two headings hold parts of one thing: a family name and a given one, two phones.
pub fn are_parts(column: Column, one: &str, other: &str) -> bool {
    match column {
        Column::Phone => true,
        Column::Name => says(one, PARTS_OF_A_NAME) && says(other, PARTS_OF_A_NAME),
        _ => false,
    }
}

fn says(heading: &str, words: &[&str]) -> bool {
    let heading = format!(" {}", plain(heading));
    words.iter().any(|word| heading.contains(&format!(" {}", plain(word))))
}
