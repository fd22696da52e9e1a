//! The columns of a register, known by their headings.

use crate::intake::read::table::heading::plain;
use crate::intake::read::table::titled::Titled;

/// A column of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterColumn {
    /// The tracking number.
    Tracking,
    /// The order's number.
    Order,
    /// The receiver's phone.
    Phone,
    /// The receiver's name.
    Name,
    /// What is paid on delivery, or what the goods are worth.
    Sum,
    /// Who carries it.
    Carrier,
}

/// Beginnings of headings; the first that fits counts. CDEK's own number of a parcel is its *номер заказа СДЭК*, and the
/// shop's stands as *номер заказа ИМ*.
const NAMES: &[(RegisterColumn, &[&str])] = &[
    (
        RegisterColumn::Order,
        &[
            "номер отправления им",
            "номер заказа им",
            "номер им",
            "им номер",
            "внутренний номер",
        ],
    ),
    (
        RegisterColumn::Tracking,
        &[
            "трек",
            "track",
            "ттн",
            "шпи",
            "шки",
            "штрихкод",
            "штрих код",
            "штриховой",
            "barcode",
            "накладная",
            "номер накладной",
            "№ накладной",
            "номер отправления",
            "№ отправления",
            "номер заказа сдэк",
            "заказ сдэк",
            "номер сдэк",
            "waybill",
            "consignment",
            "awb",
            "ен",
            "эн",
            "номер эн",
            "номер ен",
            "№ ен",
            "номер експрес",
            "номер экспресс",
            "експрес накладна",
            "номер відправлення",
            "накладна",
        ],
    ),
    (
        RegisterColumn::Order,
        &[
            "номер заказа",
            "заказ",
            "№ заказа",
            "номер замовлення",
            "№ замовлення",
            "замовлення",
            "order",
        ],
    ),
    (RegisterColumn::Phone, &["телефон", "тел", "phone", "mobile", "моб"]),
    (
        RegisterColumn::Name,
        &[
            "фио",
            "піб",
            "пиб",
            "получатель",
            "имя",
            "адресат",
            "отримувач",
            "одержувач",
            "клиент",
            "покупатель",
            "клієнт",
            "покупець",
            "recipient",
            "receiver",
            "consignee",
            "customer",
            "name",
        ],
    ),
    (
        RegisterColumn::Sum,
        &[
            "наложенный платеж",
            "сумма наложенного",
            "сумма нп",
            "нп",
            "післяплата",
            "накладений платіж",
            "cod",
            "cash on delivery",
            "к оплате",
            "сумма",
            "сума",
            "объявленная",
            "оголошена",
            "стоимость товар",
            "amount",
            "sum",
            "total",
        ],
    ),
    (
        RegisterColumn::Carrier,
        &[
            "перевозчик",
            "служба доставки",
            "способ доставки",
            "доставка",
            "перевізник",
            "спосіб доставки",
            "carrier",
            "courier",
            "delivery",
            "shipping",
        ],
    ),
];

/// What names the shop itself, which every register has too.
const OF_SENDER: [&str; 4] = ["отправител", "відправник", "sender", "shipper"];

fn named(heading: &str) -> Option<RegisterColumn> {
    let heading = plain(heading);
    if OF_SENDER.iter().any(|word| heading.contains(&plain(word))) {
        return None;
    }
    // A whole word: a heading that begins with `ен` need not be of a waybill.
    let begins = |names: &[&str]| {
        names.iter().map(|name| plain(name)).any(|name| {
            let rest = heading.strip_prefix(&name);
            rest.is_some_and(|rest| name.chars().count() > 3 || rest.is_empty() || rest.starts_with(' '))
        })
    };
    NAMES.iter().find(|(_, names)| begins(names)).map(|(column, _)| *column)
}

/// The headings of a register: the number, and something of whose it is.
pub fn header(beginning: &str) -> Option<Titled<RegisterColumn>> {
    Titled::find(beginning, named, |known| {
        let whose = [RegisterColumn::Order, RegisterColumn::Phone, RegisterColumn::Name];
        known.contains(&RegisterColumn::Tracking) && known.iter().any(|column| whose.contains(column))
    })
}
