//! Which column a heading names: by its whole name, by its words in any order, and with words beside them that only say
//! whose or of what it is (`Тел. клиента`, `Сумма заказа, руб.`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::columns::Column;
use super::columns::HEADERS;
use crate::intake::read::table::heading::in_one_order;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::heading::sorted_words;
use crate::text::distance;

/// Words that say no more than whose or of what a column is, and the columns they may stand beside: `Номер клиента` is no
/// number of an order.
const QUALIFIERS: &[(&[&str], &[Column])] = &[
    (
        &[
            "клиента",
            "клієнта",
            "покупателя",
            "покупця",
            "заказчика",
            "замовника",
            "получателя",
            "отримувача",
            "контактный",
            "контактное",
            "контактний",
            "основной",
            "основний",
            "customer",
            "client",
            "buyer",
            "recipient",
            "contact",
            "billing",
            "s",
        ],
        &[
            Column::Name,
            Column::Phone,
            Column::Email,
            Column::Company,
            Column::TaxId,
            Column::Country,
            Column::Address,
            Column::Region,
            Column::Comment,
        ],
    ),
    (
        &["заказа", "замовлення", "order", "покупки", "сделки", "заявки", "угоди"],
        &[
            Column::Number,
            Column::Id,
            Column::Created,
            Column::Modified,
            Column::Total,
            Column::Currency,
            Column::Status,
            Column::Comment,
            Column::Channel,
        ],
    ),
    (
        &[
            "отправления",
            "посылки",
            "відправлення",
            "shipment",
            "parcel",
            "package",
        ],
        &[Column::Tracking],
    ),
    (
        &["доставки", "delivery", "shipping", "ship"],
        &[Column::Country, Column::Address, Column::Region],
    ),
    (
        &[
            "товара",
            "товару",
            "товаров",
            "позиции",
            "позиції",
            "product",
            "item",
            "lineitem",
        ],
        &[
            Column::Sku,
            Column::Item,
            Column::Parameters,
            Column::Quantity,
            Column::Price,
        ],
    ),
    (
        &["руб", "рублях", "rub", "грн", "uah", "тг", "kzt", "byn", "usd", "eur"],
        &[Column::Total, Column::Paid, Column::Price, Column::LineTotal],
    ),
];

/// The columns by their names, and by the words of their names in one order.
static NAMES: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let named = |(column, names): &(Column, &[&str])| {
        names
            .iter()
            .flat_map(|name| {
                let plain = plain(name);
                [(in_one_order(plain.split(' ')), *column), (plain, *column)]
            })
            .collect::<Vec<_>>()
    };
    HEADERS.iter().flat_map(named).collect()
});

/// Every name for comparing, its column, and the name as it is written.
static PLAIN_NAMES: LazyLock<Vec<(String, Column, &str)>> = LazyLock::new(|| {
    let named = |(column, names): &(Column, &[&'static str])| {
        let names = names.iter().map(|name| (plain(name), *column, *name));
        names.collect::<Vec<_>>()
    };
    HEADERS.iter().flat_map(named).collect()
});

/// The columns that a word may stand beside.
static BESIDE: LazyLock<HashMap<String, &[Column]>> = LazyLock::new(|| {
    let groups = QUALIFIERS.iter();
    groups
        .flat_map(|(words, columns)| words.iter().map(|word| (plain(word), *columns)))
        .collect()
});

impl Column {
    /// The column of an order a header or a key names.
    pub fn named(header: &str) -> Option<Column> {
        Column::any_named(header).filter(|column| Column::of_orders().any(|one| one == *column))
    }

    /// The column of a person a header or a key names.
    pub fn named_of_people(header: &str) -> Option<Column> {
        Column::any_named(header).filter(|column| Column::of_people().any(|one| one == *column))
    }

    fn any_named(header: &str) -> Option<Column> {
        let plain = plain(header);
        if let Some(column) = NAMES.get(&plain) {
            return Some(*column);
        }
        let words = || plain.split(' ');
        if let Some(column) = NAMES.get(&in_one_order(words())) {
            return Some(*column);
        }
        let column = *NAMES.get(&in_one_order(words().filter(|word| !BESIDE.contains_key(*word))))?;
        let mut beside = words().filter_map(|word| BESIDE.get(word));
        beside.all(|columns| columns.contains(&column)).then_some(column)
    }

    /// The name a header is nearly like, in the words it is known by, and its column; nothing for a stranger, and for what
    /// is a name itself.
    pub fn nearest(header: &str) -> Option<(Column, &'static str)> {
        let header = plain(header);
        let length = header.chars().count();
        let most = match length {
            0..4 => return None,
            4..8 => 1,
            _ => 2,
        };
        let alike = PLAIN_NAMES
            .iter()
            .filter(|(plain, ..)| plain.chars().count().abs_diff(length) <= most);
        let near = alike.map(|(plain, column, name)| (distance(&header, plain), *column, *name));
        let (away, column, name) = near.min_by_key(|(away, ..)| *away)?;
        (1..=most).contains(&away).then_some((column, name))
    }
}

/// What a heading holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingMeaning {
    /// The column.
    pub column: Column,
    /// Of several headings of one column those of the least are read.
    pub choice: usize,
    /// It holds a part of it, and the others of its choice the rest; else the first of them counts.
    pub is_part: bool,
}

impl HeadingMeaning {
    /// The one heading of a column.
    pub fn only(column: Column) -> HeadingMeaning {
        HeadingMeaning {
            column,
            choice: 0,
            is_part: false,
        }
    }
}

/// Headings of parts of a person's name.
const NAME_PARTS: [&str; 12] = [
    "имя",
    "фамилия",
    "отчество",
    "ім'я",
    "прізвище",
    "по батькові",
    "first name",
    "last name",
    "middle name",
    "given name",
    "family name",
    "surname",
];

/// What a heading of a table of people holds: names stand in one column or in several, so do phones.
pub fn person(heading: &str) -> Option<HeadingMeaning> {
    let words = sorted_words(heading);
    if NAME_PARTS.iter().any(|part| sorted_words(part) == words) {
        return Some(HeadingMeaning {
            column: Column::Name,
            choice: 1,
            is_part: true,
        });
    }
    let numberless = heading.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let column = Column::named_of_people(heading).or_else(|| Column::named_of_people(numberless))?;
    Some(HeadingMeaning {
        is_part: column == Column::Phone,
        ..HeadingMeaning::only(column)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_three_languages_through_look_alikes() {
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
    fn words_beside_a_name_may_say_whose_it_is_and_nothing_else() {
        for (header, column) in [
            ("Ф.И.О.", Some(Column::Name)),
            ("Ф.И.О. покупателя", Some(Column::Name)),
            ("Контактное лицо", Some(Column::Name)),
            ("Тел. клиента", Some(Column::Phone)),
            ("Моб. тел.", Some(Column::Phone)),
            ("Контактный телефон", Some(Column::Phone)),
            ("billing_phone", Some(Column::Phone)),
            ("Customer's email", Some(Column::Email)),
            ("Фирма", Some(Column::Company)),
            ("Трек-номер отправления", Some(Column::Tracking)),
            ("Заказ №", Some(Column::Number)),
            ("Сумма заказа, руб.", Some(Column::Total)),
            ("Сумма, грн", Some(Column::Total)),
            ("Цена, руб", Some(Column::Price)),
            ("Кол-во, шт.", Some(Column::Quantity)),
            ("Дата и время заказа", Some(Column::Created)),
            ("Город доставки", Some(Column::Region)),
            ("Страна", Some(Column::Country)),
            ("Номер клиента", None),
            ("Код клиента", None),
            ("Номер посылки", None),
            ("Дата отправления", None),
            ("Стоимость доставки", None),
            ("Статус отправления", None),
            ("Цена доставки", None),
        ] {
            assert_eq!(Column::named(header), column, "{header}");
        }
    }

    #[test]
    fn a_slip_is_near_a_name_and_a_stranger_is_not() {
        for (header, near) in [
            ("Телефн", Some((Column::Phone, "телефон"))),
            ("Ноимер заказа", Some((Column::Number, "номер заказа"))),
            ("Quantiti", Some((Column::Quantity, "quantity"))),
            ("Вес", None),
            ("Упаковка", None),
            ("Телефон", None),
        ] {
            assert_eq!(Column::nearest(header), near, "{header}");
        }
    }

    #[test]
    fn no_two_columns_share_a_name() {
        let mut names: HashMap<String, Column> = HashMap::new();
        for (column, headers) in HEADERS {
            for header in *headers {
                let plain = plain(header);
                for key in [in_one_order(plain.split(' ')), plain] {
                    let before = names.insert(key, *column);
                    assert!(
                        before.is_none_or(|c| c == *column),
                        "{header} is both {before:?} and {column:?}"
                    );
                }
            }
        }
    }
}
