//! The columns of a catalogue and their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::intake::read::table::heading::plain;

/// A column of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The article number.
    Sku,
    /// What it is.
    Name,
    /// What one costs.
    Price,
    /// What one costs while a sale goes on.
    SalePrice,
    /// Of the prices.
    Currency,
    /// How many there are.
    Stock,
    /// Whether there are any.
    InStock,
    /// Whether customers see it.
    Offered,
    /// How many days one lasts.
    LifeDays,
    /// What the marketplace knows it by, whatever its article number.
    Key,
}

const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Sku,
        &[
            "sku",
            "article",
            "product code",
            "variant sku",
            "артикул",
            "код товара",
            "код",
            "код товару",
            "артикул товара",
            "артикул продавца",
        ],
    ),
    (
        Column::Name,
        &[
            "name",
            "item",
            "product",
            "title",
            "product name",
            "item name",
            "имя",
            "наименование",
            "название",
            "товар",
            "номенклатура",
            "название товара",
            "наименование товара",
            "название позиции",
            "назва",
            "назва товару",
            "назва позиції",
            "найменування",
        ],
    ),
    (
        Column::Price,
        &[
            "price",
            "unit price",
            "regular price",
            "variant price",
            "retail price",
            "цена",
            "цена за шт",
            "розничная цена",
            "цена продажи",
            "цена розничная",
            "базовая цена",
            "звичайна ціна",
            "ціна",
            "роздрібна ціна",
        ],
    ),
    (
        Column::SalePrice,
        &[
            "sale price",
            "цена со скидкой",
            "цена распродажи",
            "акционная цена",
            "ціна зі знижкою",
            "акційна ціна",
        ],
    ),
    (Column::Currency, &["currency", "валюта"]),
    (
        Column::Stock,
        &[
            "stock",
            "quantity",
            "qty",
            "stock quantity",
            "inventory",
            "variant inventory qty",
            "остаток",
            "остатки",
            "запас",
            "запасы",
            "количество",
            "кол во",
            "на складе",
            "залишок",
            "залишки",
            "кількість",
            "на складі",
        ],
    ),
    (
        Column::InStock,
        &[
            "in stock",
            "availability",
            "наличие",
            "в наличии",
            "наявність",
            "в наявності",
        ],
    ),
    (
        Column::Offered,
        &[
            "offered",
            "active",
            "published",
            "status",
            "visible",
            "enabled",
            "на сайте",
            "показывать",
            "видимость",
            "активен",
            "опубликован",
            "продаётся",
            "статус",
            "на сайті",
            "опубліковано",
        ],
    ),
    (Column::Key, &["уникальный идентификатор", "унікальний ідентифікатор"]),
    (
        Column::LifeDays,
        &[
            "life days",
            "life",
            "lasts",
            "срок службы",
            "хватает на",
            "дней хватает",
            "ресурс",
            "замена через",
            "вистачає на",
            "термін служби",
        ],
    ),
];

static COLUMNS: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let named =
        |(column, names): &(Column, &[&str])| names.iter().map(|name| (plain(name), *column)).collect::<Vec<_>>();
    NAMES.iter().flat_map(named).collect()
});

impl Column {
    /// The column a header names.
    pub fn named(header: &str) -> Option<Column> {
        COLUMNS.get(&plain(header)).copied()
    }

    /// Its documented name.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Sku => "sku",
            Column::Name => "name",
            Column::Price => "price",
            Column::SalePrice => "sale_price",
            Column::Currency => "currency",
            Column::Stock => "stock",
            Column::InStock => "in_stock",
            Column::Offered => "offered",
            Column::LifeDays => "life_days",
            Column::Key => "key",
        }
    }

    /// True when it says which product is meant.
    pub fn is_name(self) -> bool {
        matches!(self, Column::Sku | Column::Name | Column::Key)
    }
}
