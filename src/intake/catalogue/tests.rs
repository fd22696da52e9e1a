//! Catalogues as shops write them.

use std::io;
use std::io::Read;

use proptest::prelude::*;

use super::catalogue::*;
use super::cells::days;
use super::cells::stock;
use super::file::CatalogueFile;
use crate::domain::country::Country;
use crate::domain::money::Currency;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::reject::RejectWhy;
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
        other_key: OtherKey::None,
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

/// What is known of a product by its article number and name: the price and the stock.
fn told(text: &str) -> Vec<(String, String, Option<i64>, Stock)> {
    let file = read(text);
    assert_eq!(file.rejects, []);
    file.rows
        .into_iter()
        .map(|row| (row.sku, row.name, row.price, row.stock))
        .collect()
}

fn product(sku: &str, name: &str, price: i64, stock: Stock) -> (String, String, Option<i64>, Stock) {
    (sku.to_owned(), name.to_owned(), Some(price), stock)
}

#[test]
fn shopifys_rows_of_images_are_none_of_products_and_variants_have_names() {
    let text = "Handle,Title,Option1 Name,Option1 Value,Option2 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src\n\
                shirt,Рубашка,Цвет,синий,M,,1200.00,3,a.jpg\n\
                shirt,,,белый,M,S-2,1300.00,0,b.jpg\n\
                shirt,,,,,,,,c.jpg\n\
                cup,Чашка,Title,Default Title,,,250.00,5,d.jpg\n";
    assert_eq!(
        told(text),
        [
            product("", "Рубашка - синий / M", 120_000, Stock::Milli(3_000)),
            product("S-2", "Рубашка - белый / M", 130_000, Stock::Milli(0)),
            product("", "Чашка", 25_000, Stock::Milli(5_000)),
        ]
    );
    assert_eq!(read(text).images, 1);
}

#[test]
fn woocommerce_in_russian_says_by_one_that_there_are_some() {
    let text = "ID,Тип,Артикул,Имя,Опубликован,\"В наличии?\",Запасы,\"Акционная цена\",\"Базовая цена\"\n\
                5,simple,T-1,Чайник,1,1,,,1450\n6,simple,C-1,Чашка,1,1,7,200,250\n7,simple,B-1,Блюдце,1,0,,,90\n";
    assert_eq!(
        told(text),
        [
            product("T-1", "Чайник", 145_000, Stock::Some),
            product("C-1", "Чашка", 20_000, Stock::Milli(7_000)),
            product("B-1", "Блюдце", 9_000, Stock::Milli(0)),
        ]
    );
}

#[test]
fn proms_days_to_order_are_no_pieces_and_its_own_id_is_a_key() {
    let text = "Код_товара;Название_позиции;Цена;Валюта;Наличие;Уникальный_идентификатор\n\
                T-1;Чайник;1450;UAH;+;901\n;Чашка;250;UAH;5;902\n;Блюдце;90;UAH;-;903\n";
    assert_eq!(
        told(text),
        [
            product("T-1", "Чайник", 145_000, Stock::Some),
            product("902", "Чашка", 25_000, Stock::Some),
            product("903", "Блюдце", 9_000, Stock::Milli(0)),
        ]
    );
}

#[test]
fn a_yml_catalogue_is_read_offer_by_offer() {
    let text = "<?xml version=\"1.0\"?>\n<yml_catalog date=\"2026-03-11\"><shop><offers>\n\
                <offer id=\"11\" available=\"true\"><name>Чайник &amp; крышка</name><price>1450.50</price><currencyId>RUR</currencyId>\
                <vendorCode>T-1</vendorCode><count>4</count></offer>\n\
                <offer available='false' id='12'><vendor>Завод</vendor><model>Чашка 2</model><price>250</price></offer>\n\
                <offer id=\"13\"><name>Блюдце</name><price>сто</price></offer>\n\
                <offer id=\"14\"><name>Ложка</name><price>9</offer>\n\
                <offer id=\"15\" available=\"true\"><name>Вилка</name><price>10</price></offer></offers></shop></yml_catalog>";
    let file = read(text);
    let rows: Vec<_> = file
        .rows
        .into_iter()
        .map(|row| (row.sku, row.name, row.price, row.stock))
        .collect();
    assert_eq!(
        rows,
        [
            product("T-1", "Чайник & крышка", 145_050, Stock::Milli(4_000)),
            product("12", "Завод Чашка 2", 25_000, Stock::Milli(0)),
            product("15", "Вилка", 1_000, Stock::Some),
        ]
    );
    let refused: Vec<_> = file
        .rejects
        .iter()
        .map(|r| (r.line, r.order.as_deref(), r.why.code()))
        .collect();
    assert_eq!(refused, [(5, Some("13"), "not_an_amount"), (6, Some("14"), "syntax")]);
}

#[test]
fn goods_of_one_makers_code_and_several_names_go_by_their_ids() {
    let offer = |id: u8, code: &str, name: &str| {
        format!("<offer id=\"{id}\"><name>{name}</name><price>10</price><vendorCode>{code}</vendorCode></offer>")
    };
    let offers = [
        offer(11, "T-1", "Чайник синий"),
        offer(12, "T-2", "Чашка"),
        offer(13, "T-1", "Чайник красный"),
        offer(14, "T-2", "Чашка"),
    ];
    let file = read(&format!(
        "<yml_catalog><shop><offers>{}</offers></shop></yml_catalog>",
        offers.concat()
    ));
    let skus: Vec<&str> = file.rows.iter().map(|row| row.sku.as_str()).collect();
    assert_eq!(skus, ["11", "T-2", "13", "T-2"]);

    let prom = "Код_товара;Название_позиции;Цена;Уникальный_идентификатор\nT-1;Чайник синий;10;901\nT-1;Чайник красный;10;902\nT-2;Чашка;10;903\n";
    let skus: Vec<String> = told(prom).into_iter().map(|(sku, ..)| sku).collect();
    assert_eq!(skus, ["901", "902", "T-2"]);
    let others: Vec<OtherKey> = read(prom).rows.into_iter().map(|row| row.other_key).collect();
    let shared = OtherKey::SharedCode("T-1".to_owned());
    assert_eq!(others, [shared.clone(), shared.clone(), OtherKey::Id("903".to_owned())]);

    // Shopify's table has no ids: the variants go by their names.
    let shopify = "Handle,Title,Option1 Value,Variant SKU,Variant Price\nx,Чайник,синий,T-1,10\nx,,красный,T-1,10\n";
    let rows = read(shopify).rows;
    let found: Vec<(&str, &str)> = rows.iter().map(|row| (row.sku.as_str(), row.name.as_str())).collect();
    assert_eq!(found, [("", "Чайник - синий"), ("", "Чайник - красный")]);
    assert!(rows.iter().all(|row| row.other_key == shared));
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

#[test]
fn a_yml_catalogue_may_be_of_any_length_and_an_offer_may_not() {
    let offer = |id: &str, words: &str| format!("<offer id=\"{id}\"><name>{words}</name><price>10</price></offer>\n");
    let head = format!("<yml_catalog><shop><offers>\n{}", offer("1", "Вилка"));
    let blank = io::repeat(b' ').take(65 * 1024 * 1024);
    let endless = format!("<offer id=\"3\"><name>{}", "x".repeat(1_200_000));
    let tail = format!(
        "{}{endless}{}</offers></shop></yml_catalog>",
        offer("2", "Ложка"),
        offer("4", "Нож")
    );
    let text = head.as_bytes().chain(blank).chain(tail.as_bytes());
    let file = read_catalogue(text, &defaults()).unwrap();
    let found: Vec<(&str, &str)> = file
        .rows
        .iter()
        .map(|row| (row.sku.as_str(), row.name.as_str()))
        .collect();
    assert_eq!(found, [("1", "Вилка"), ("2", "Ложка"), ("4", "Нож")]);
    let refused: Vec<_> = file
        .rejects
        .iter()
        .map(|reject| (reject.order.as_deref(), reject.line, &reject.why))
        .collect();
    assert_eq!(refused, [(Some("3"), 4, &RejectWhy::TooLarge)]);
}

#[test]
fn a_catalogue_cut_off_says_so() {
    let yml = "<yml_catalog><shop><offers><offer id=\"1\"><name>Вилка</name><price>10</price></offer>\n\
               <offer id=\"2\"><name>Ложка</name><price>20</price></offer>\n</offers></shop></yml_catalog>";
    let table = "sku,name,price\nA,Вилка,10\nB,Ложка,20";
    let short = "sku,name,price\nA,Вилка\nB,Ложка";
    for (text, kept, products, line) in [
        (yml, yml.len(), 2, None),
        (yml, yml.find("</offers>").unwrap(), 2, Some(3)),
        (yml, yml.find("Ложка").unwrap(), 1, Some(2)),
        (table, table.len(), 2, None),
        (table, table.find(",20").unwrap(), 1, Some(3)),
        (short, short.len(), 2, None),
    ] {
        let file = read_catalogue(&text.as_bytes()[..kept], &defaults()).unwrap();
        let refused: Vec<_> = file.rejects.iter().map(|reject| (reject.line, &reject.why)).collect();
        let expected: Vec<_> = line.map(|line| (line, &RejectWhy::CutShort)).into_iter().collect();
        assert!(
            file.rows.len() == products && refused.starts_with(&expected),
            "{kept} {refused:?} {:?}",
            file.rows
        );
        assert_eq!(refused.is_empty(), expected.is_empty(), "{kept} {refused:?}");
    }
}
