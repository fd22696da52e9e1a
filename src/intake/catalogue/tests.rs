//! Catalogues as shops write them.

use proptest::prelude::*;

use super::catalogue::*;
use super::cells::days;
use super::cells::stock;
use crate::domain::country::Country;
use crate::domain::money::Currency;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::Stock;
use crate::intake::Defaults;
use crate::intake::IntakeError;

fn defaults() -> Defaults {
    Defaults {
        country: Country::RU,
        currency: Currency::RUB,
        time_zone: chrono_tz::Europe::Moscow,
        date_order: None,
        source: String::new(),
        statuses: crate::intake::Statuses::default(),
    }
}

fn read(text: &str) -> CatalogueFile {
    read_catalogue(text.as_bytes(), &defaults()).unwrap()
}

#[test]
fn a_table_in_any_of_the_languages_is_read() {
    let plain = CatalogueRow {
        sku: "C803".to_owned(),
        name: "Кофеварка".to_owned(),
        price: Some(1_299_000),
        currency: Currency::RUB,
        stock: Stock::Milli(2_000),
        offered: None,
        life_days: None,
    };
    for text in [
        "sku,name,price,stock\nC803,Кофеварка,12990,2\n",
        "Остатки на 11 марта\n\nАртикул;Наименование;Цена;Остаток\nC803;Кофеварка;12 990,00 ₽;2 шт.\n",
        "Код товара\tНазва\tЦіна\tКількість\nC803\tКофеварка\t12990\t2\n",
        "Код_товара|Название_позиции|Цена|Валюта|Количество\nC803|Кофеварка|12990|руб.|2\n",
        "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nx,Кофеварка,C803,12990.00,2\n",
        "SKU,Name,Regular price,Sale price,Stock,In stock?\nC803,Кофеварка,14990,12990,2,1\n",
    ] {
        assert_eq!(read(text).rows, std::slice::from_ref(&plain), "{text}");
    }
}

#[test]
fn stock_is_a_number_or_a_word() {
    for (cell, found) in [
        ("0", Ok(Stock::Milli(0))),
        ("-3", Ok(Stock::Milli(0))),
        ("1,5", Ok(Stock::Milli(1_500))),
        (">10", Ok(Stock::Milli(10_000))),
        ("более 10 шт", Ok(Stock::Milli(10_000))),
        ("Есть", Ok(Stock::Some)),
        ("+", Ok(Stock::Some)),
        ("-", Ok(Stock::Milli(0))),
        ("Немає в наявності", Ok(Stock::Milli(0))),
        ("instock", Ok(Stock::Some)),
        ("на даче", Err(())),
    ] {
        assert_eq!(stock(cell).map_err(drop), found, "{cell}");
    }
    let both = read("sku;stock;in stock\nA;;0\nB;3;yes\nC;;\nD;;да\n");
    let stock: Vec<Stock> = both.rows.iter().map(|row| row.stock).collect();
    assert_eq!(
        stock,
        [Stock::Milli(0), Stock::Milli(3_000), Stock::NotSaid, Stock::Some]
    );
}

#[test]
fn a_life_is_counted_in_days() {
    for (cell, found) in [
        ("90", Ok(Some(90))),
        ("90 дней", Ok(Some(90))),
        ("3 мес.", Ok(Some(90))),
        ("0", Ok(None)),
        ("долго", Err(())),
        ("999999999999", Err(())),
    ] {
        assert_eq!(days(cell).map_err(drop), found, "{cell}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_line_and_its_field() {
    let file = read("Артикул;Цена;Статус\nA;много;\n;100;\nB;1,234;\nC;5;кто знает\nD;\"6\nE;7;скрыт\n");
    let told: Vec<_> = file
        .rejects
        .iter()
        .map(|r| (r.line, r.field.as_str(), r.why.code()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "Цена", "not_an_amount"),
            (3, "Артикул", "missing"),
            (4, "Цена", "ambiguous_amount"),
            (5, "Статус", "not_a_yes_or_no"),
            (6, "name", "open_quote"),
        ]
    );
    assert_eq!(file.rows.len(), 1);
    assert_eq!(file.rows[0].offered, Some(Offered::No));
}

#[test]
fn a_table_of_something_else_is_no_catalogue() {
    for text in ["", "просто текст", "артикул;комментарий\nA;1\n", "{\"sku\":1}"] {
        let read = read_catalogue(text.as_bytes(), &defaults());
        assert!(matches!(read, Err(IntakeError::UnknownFormat)), "{text}");
    }
}

#[test]
fn a_sheet_of_a_workbook_is_a_table_too() {
    use crate::intake::read::workbook::test_book::Made;
    use crate::intake::read::workbook::test_book::book;

    let head: &[Made<'_>] = &[Made::Text("Артикул"), Made::Text("Цена")];
    let rows: &[&[Made<'_>]] = &[
        head,
        &[Made::Text("A"), Made::Number("5")],
        &[Made::Text("B"), Made::Text("x")],
    ];
    let bytes = book(&[("Заметки", &[]), ("Товары", rows)]);
    let file = read_catalogue(bytes.as_slice(), &defaults()).unwrap();
    assert_eq!((file.rows[0].price, file.rejects[0].line), (Some(500), 3));
}

proptest! {
    #[test]
    fn any_cells_have_an_answer(cells in "[\";,|\\-0-9a-zа-я>\n]{0,80}") {
        let file = read(&format!("sku;price;stock;life;offered\n{cells}"));
        prop_assert!(file.rows.iter().all(|row| row.life_days.is_none_or(|days| days > 0)));
    }
}
