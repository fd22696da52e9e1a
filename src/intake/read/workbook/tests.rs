//! Workbooks made on the spot, whole and damaged.

use std::io::Cursor;

use proptest::prelude::*;

use super::COMPOUND;
use super::SheetError;
use super::ZIP;
use super::test_book;
use super::test_book::Made::Blank;
use super::test_book::Made::Bool;
use super::test_book::Made::Date;
use super::test_book::Made::Error;
use super::test_book::Made::Number;
use super::test_book::Made::Text;
use super::test_book::MadeRows;
use super::test_book::archive;
use super::test_book::book;
use super::test_book::book_with;
use super::test_book::packed;
use super::workbook::*;
use crate::domain::incoming::Format;
use crate::domain::item::Item;
use crate::domain::reject::RejectWhy;
use crate::intake::IntakeError;
use crate::intake::read as read_any;
use crate::intake::test_support::defaults;
use crate::intake::test_support::sorted;

fn refused(bytes: Vec<u8>) -> SheetError {
    let mut sink: Vec<Item> = Vec::new();
    match read_any(Cursor::new(bytes), None, &defaults(), &mut sink) {
        Err(IntakeError::Sheet(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// A title, a header, three orders, totals; the orders' table is not on the first sheet.
fn usual() -> Vec<u8> {
    let orders: MadeRows<'_> = &[
        &[Text("Заказы за март")],
        &[],
        &[
            Text("№ заказа"),
            Text("Дата"),
            Text("Телефон"),
            Text("Сумма"),
            Text("Товар"),
            Text("Кол-во"),
            Text("Комментарий"),
            Text("Оплачено"),
        ],
        &[
            Number("1042"),
            Date("46092.498611111114"),
            Number("79167654321"),
            Number("14550.5"),
            Text("Кофеварка; чёрная"),
            Number("1"),
            Text("Звонить\nпосле \"шести\""),
            Bool(true),
        ],
        &[Blank, Blank, Blank, Blank, Text("Фильтры"), Number("2.125")],
        &[],
        &[Number("1043"), Text("32.03.2026"), Blank, Number("1.234")],
        &[Number("1044"), Date("46092"), Text("8 916 000-00-01"), Number("1.234")],
        &[Text("Итого"), Blank, Blank, Number("14552.968")],
    ];
    book(&[
        ("_Справочник", orders),
        ("О выгрузке", &[&[Text("Выгрузка")]]),
        ("Заказы", orders),
    ])
}

#[test]
fn a_workbook_is_read_like_any_table_and_rejects_name_rows_of_the_sheet() {
    let (orders, rejects) = sorted(&usual());
    let [first, second] = orders.as_slice() else {
        panic!("{orders:?}")
    };
    assert_eq!(first.number, "1042");
    assert_eq!(first.created_at.rfc3339(), "2026-03-11T08:58:00Z");
    assert_eq!(first.customer.phones[0].e164.as_deref(), Some("+79167654321"));
    assert_eq!((first.total, first.payments[0].amount), (1_455_050, 1_455_050));
    assert_eq!(first.comment, "Звонить\nпосле \"шести\"");
    let lines: Vec<_> = first
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.quantity_milli))
        .collect();
    assert_eq!(lines, [("Кофеварка; чёрная", 1_000), ("Фильтры", 2_125)]);
    // A number of a workbook is a number: 1.234 is no thousand.
    assert_eq!((second.number.as_str(), second.total), ("1044", 123));
    assert_eq!(second.created_at.rfc3339(), "2026-03-10T21:00:00Z");
    let [reject] = rejects.as_slice() else {
        panic!("{rejects:?}")
    };
    assert_eq!((reject.line, reject.order.as_deref()), (7, Some("1043")));
    assert_eq!(reject.raw, "1043;32.03.2026;;1.2340");
}

fn unpacked(book: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let count = zip.len();
    let file = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        (file.name().unwrap().into_owned(), content)
    };
    (0..count).map(file).collect()
}

#[test]
fn the_first_sheet_with_a_header_counts_and_a_hidden_one_last() {
    let sheet = find(usual(), &|_, head| head.contains("№ заказа").then_some(1)).unwrap();
    assert_eq!(sheet.name, "Заказы");
    let sheet = find(usual(), &|_, head| head.contains("Выгрузка").then_some(1)).unwrap();
    assert_eq!(sheet.text, "Выгрузка\n");
}

#[test]
fn numbers_that_excel_shortened_are_refused_and_never_guessed() {
    let rows: MadeRows<'_> = &[
        &[Text("Номер"), Text("Дата"), Text("Сумма"), Text("Телефон"), Text("ТТН")],
        &[Number("20450048799000123"), Date("46092"), Number("5")],
        &[Text("1,23457E+12"), Date("46092"), Number("5")],
        &[Number("3"), Date("46092"), Number("1e16")],
        &[Number("4"), Number("46092.5"), Number("5")],
        &[
            Number("5"),
            Date("46092"),
            Number("5"),
            Text("7,99E+10"),
            Number("2.0450048799000123E+16"),
        ],
        &[Number("6"), Date("46092"), Error("#N/A")],
    ];
    let (orders, rejects) = sorted(&book(&[("Лист1", rows)]));
    let why: Vec<_> = rejects
        .iter()
        .map(|reject| (reject.line, reject.field.as_str(), reject.why.code()))
        .collect();
    assert_eq!(
        why,
        [
            (2, "number", "damaged"),
            (3, "number", "damaged"),
            (4, "total", "not_an_amount"),
            (5, "created", "not_a_date"),
            (7, "total", "not_an_amount"),
        ]
    );
    let [order] = orders.as_slice() else {
        panic!("{orders:?}")
    };
    assert_eq!(order.customer.phones[0].e164, None);
    assert_eq!(order.tracking_number, None);
}

#[test]
fn scattered_rows_are_told_by_the_rows_of_the_sheet() {
    let head: &[test_book::Made<'_>] = &[Text("Номер"), Text("Дата"), Text("Сумма"), Text("Товар")];
    let rows: MadeRows<'_> = &[
        &[],
        &[],
        head,
        &[Number("1"), Date("46092"), Number("5"), Text("a\nb\nc")],
        &[Number("2"), Date("46092"), Number("5"), Text("d")],
        &[Number("1"), Date("46092"), Number("5"), Text("e")],
    ];
    let (_, rejects) = sorted(&book(&[("Лист1", rows)]));
    assert_eq!(
        (rejects[0].line, &rejects[0].why),
        (6, &RejectWhy::ScatteredRows { line: 4 })
    );
}

#[test]
fn a_workbook_of_the_other_calendar_gives_the_same_days() {
    let rows: MadeRows<'_> = &[
        &[Text("Номер"), Text("Дата"), Text("Сумма")],
        &[Number("1"), Date("44630"), Number("5")],
    ];
    let (orders, _) = sorted(&book_with(&[("Лист1", rows)], "date1904=\"1\""));
    assert_eq!(orders[0].created_at.rfc3339(), "2026-03-10T21:00:00Z");
}

#[test]
fn a_shops_export_saved_as_a_workbook_keeps_its_shape() {
    let rows: MadeRows<'_> = &[
        &[
            Text("Name"),
            Text("Email"),
            Text("Financial Status"),
            Text("Created at"),
            Text("Total"),
            Text("Lineitem quantity"),
            Text("Lineitem name"),
            Text("Lineitem price"),
            Text("Id"),
        ],
        &[
            Text("#1001"),
            Text("a@b.example"),
            Text("paid"),
            Text("2026-03-11 11:01:13 +0200"),
            Number("14.99"),
            Number("1"),
            Text("Чашка"),
            Number("14.99"),
            Number("4112233"),
        ],
    ];
    let bytes = book(&[("orders_export", rows)]);
    let mut items: Vec<Item> = Vec::new();
    let format = read_any(bytes.as_slice(), None, &defaults(), &mut items).unwrap();
    assert_eq!(format, Format::ShopifyCsv);
    assert!(
        matches!(items.as_slice(), [Item::Order(order)] if order.total == 1_499),
        "{items:?}"
    );
}

#[test]
fn what_is_no_workbook_is_named_for_what_it_is() {
    assert_eq!(refused([COMPOUND, &[0; 64]].concat()), SheetError::Old);
    let envelope: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused([COMPOUND, &[0; 7], &envelope].concat()), SheetError::Encrypted);
    assert_eq!(
        refused(archive(&[("orders.csv".to_owned(), b"a;b".to_vec())])),
        SheetError::NotAWorkbook
    );
    assert!(matches!(refused(ZIP.to_vec()), SheetError::Damaged { .. }));
    let nothing = book(&[("Лист1", &[]), ("Лист2", &[&[Text("пусто")]])]);
    assert_eq!(
        refused(nothing),
        SheetError::NoHeader {
            sheets: "Лист1, Лист2".to_owned()
        }
    );
}

#[test]
fn a_sheet_cut_off_in_the_middle_says_how_far_it_could_be_read() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>";
    let mut files = unpacked(book(&[("Лист1", &[])]));
    for (_, text) in files.iter_mut().filter(|(name, _)| name.ends_with("sheet1.xml")) {
        *text = sheet.as_bytes().to_vec();
    }
    match refused(archive(&files)) {
        SheetError::DamagedSheet { sheet, row, .. } => assert_eq!((sheet.as_str(), row), ("Лист1", 1)),
        other => panic!("{other:?}"),
    }
}

/// A workbook of one order, its texts shared.
fn shared(strings: &str) -> Vec<(String, Vec<u8>)> {
    let rows: MadeRows<'_> = &[
        &[Text("Номер"), Text("Дата"), Text("Сумма")],
        &[Number("1"), Date("46092"), Number("5")],
    ];
    let mut files = unpacked(book(&[("Лист1", rows)]));
    files.push(("xl/sharedStrings.xml".to_owned(), strings.as_bytes().to_vec()));
    files
}

#[test]
fn room_is_made_for_no_more_texts_than_a_workbook_can_hold() {
    let strings =
        |attributes: &str| format!("<?xml version=\"1.0\"?><!-- sst --><sst {attributes}><si><t>a</t></si></sst>");
    for attributes in [
        "uniqueCount=\"9999999999999999\"",
        "count=\"1\" uniqueCount = '+00100000000000'",
        "uniqueCount=\"99999999999999999999999999\"",
        "uniqueCount=\"1000\"",
    ] {
        let files = shared(&strings(attributes));
        assert_eq!(refused(archive(&files)), SheetError::TooMuch, "{attributes}");
        assert_eq!(refused(packed(&files)), SheetError::TooMuch, "{attributes}");
    }
    // One text may be used in every row.
    for attributes in ["", "count=\"1000000\" uniqueCount=\"1\"", "uniqueCount=\"many\""] {
        let (orders, _) = sorted(&packed(&shared(&strings(attributes))));
        assert_eq!(orders.len(), 1, "{attributes}");
    }
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused_whatever_it_declares() {
    let large: u32 = 20 * 1024 * 1024;
    let strings = format!(
        "<sst><si><t>{}</t></si></sst>",
        " ".repeat(usize::try_from(large).unwrap())
    );
    let bytes = packed(&shared(&strings));
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    let size = u32::try_from(strings.len()).unwrap().to_le_bytes();
    let mut lying = bytes.clone();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_eq!(refused(bytes), SheetError::TooMuch);
    // A part is read no further than it declares.
    assert!(matches!(refused(lying), SheetError::Damaged { .. }));
}

#[test]
fn formats_are_bounded_more_narrowly_than_texts() {
    let mut files = shared("<sst/>");
    for (_, text) in files.iter_mut().filter(|(name, _)| name == "xl/styles.xml") {
        text.resize(17 * 1024 * 1024, b' ');
    }
    assert_eq!(refused(archive(&files)), SheetError::TooMuch);
}

#[test]
fn a_cell_beyond_the_edge_of_any_sheet_ends_the_reading() {
    for (place, is_within) in [
        ("FXSHRXW2", false),
        ("XFE2", false),
        ("XFD2", true),
        ("B1048577", false),
        ("B1048576", true),
    ] {
        let row = place.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
             <row r=\"{row}\"><c r=\"{place}\"><v>2</v></c></row></sheetData></worksheet>"
        );
        let mut files = unpacked(book(&[("Лист1", &[])]));
        for (_, text) in files.iter_mut().filter(|(name, _)| name.ends_with("sheet1.xml")) {
            *text = sheet.clone().into_bytes();
        }
        let found = find(archive(&files), &|_, _| Some(1));
        let too_large = SheetError::TooLarge {
            sheet: "Лист1".to_owned(),
            row: 1,
        };
        match found {
            Ok(sheet) => assert!(is_within && sheet.text.len() < 20_000, "{place}"),
            Err(error) => assert!(!is_within && error == too_large, "{place}: {error:?}"),
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_behind_the_mark_have_an_answer(tail: Vec<u8>, mark in 0..2_usize) {
        let bytes = [[ZIP, COMPOUND][mark], &tail].concat();
        refused(bytes);
    }

    #[test]
    fn a_workbook_with_any_bytes_changed_has_an_answer(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        end in any::<prop::sample::Index>(),
        cut in prop::bool::weighted(0.1),
    ) {
        let mut bytes = usual();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(4 + end.index(bytes.len() - 4));
        }
        let mut sink: Vec<Item> = Vec::new();
        let _ = read_any(Cursor::new(bytes), None, &defaults(), &mut sink);
    }

    #[test]
    fn a_workbook_whose_insides_are_changed_has_an_answer(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[0-9A-Za-z<>/=\"& -]{0,6}"), 1..9),
    ) {
        let mut files = unpacked(usual());
        for (file, at, text) in changes {
            let file = file.index(files.len());
            let (_, content) = &mut files[file];
            let at = at.index(content.len());
            let end = content.len().min(at + text.len());
            content.splice(at..end, text.bytes());
        }
        let mut sink: Vec<Item> = Vec::new();
        let _ = read_any(Cursor::new(archive(&files)), None, &defaults(), &mut sink);
    }

    #[test]
    fn any_cells_of_a_sheet_have_an_answer(cells in prop::collection::vec("[0-9.,E+а-я;\"\n -]{0,12}", 20), numbers in prop::collection::vec(any::<f64>(), 0..8)) {
        let head = [Text("Номер"), Text("Дата"), Text("Сумма"), Text("Товар")];
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        let mut rows: Vec<Vec<test_book::Made<'_>>> = vec![head.to_vec()];
        rows.extend(cells.chunks(4).map(|row| row.iter().map(|cell| Text(cell)).collect()));
        rows.extend(numbers.chunks(4).map(|row| row.iter().map(|n| Date(n)).collect()));
        rows.extend(numbers.chunks(4).map(|row| row.iter().map(|n| Number(n)).collect()));
        let rows: Vec<&[test_book::Made<'_>]> = rows.iter().map(Vec::as_slice).collect();
        let (_, rejects) = sorted(&book(&[("Лист1", &rows)]));
        let last = u64::try_from(rows.len()).unwrap();
        prop_assert!(rejects.iter().all(|reject| (2..=last).contains(&reject.line)), "{:?}", rejects);
    }
}
