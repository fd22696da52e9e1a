//! Tables of shops nobody has seen before.

use super::guess::*;
use crate::domain::incoming::Format;
use crate::intake::IntakeError;
use crate::intake::ReadProgress;
use crate::intake::Shape;
use crate::intake::open::InputFile;
use crate::intake::shops::generic::columns::Column;
use crate::intake::test_support::defaults;

fn guessed(text: &[u8]) -> Guessed<Column> {
    let file = InputFile {
        name: "x".to_owned(),
        bytes: Box::new(std::io::Cursor::new(text.to_vec())),
        shape: Shape::Told,
        passed: ReadProgress::of(0),
    };
    guess(file, None, &defaults()).unwrap()
}

fn columns(text: &str) -> Vec<(String, Option<Column>, &'static str)> {
    match guessed(text.as_bytes()) {
        Guessed::Table(guess) => {
            let headings = guess.headings.into_iter();
            headings
                .map(|heading| (heading.heading, heading.column, heading.by.code()))
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn headings_are_guessed_by_name_by_likeness_and_by_what_stands_below() {
    let text = "Отчёт по продажам;;;;;;;;;;\n\n\
        Чек №;Когда оформлено;Фамилия;Имя покупателя;Контакт;Доп. тел.;Всего, грн;Стоимость доставки;Стан замовлення;Назва;x\n\
        A-17;11.03.2026 10:00;Іваненко;Олена;8 916 765-43-21;;1 450,00;90;Чекає;Чайник;a@b.example\n\
        A-18;12.03.2026 11:00;Ким;Петро;+380671234567;8 495 123-45-67;99,50;;Чекає;Чашка;c@d.example\n";
    let found = columns(text);
    let expected = [
        ("Чек №", Some(Column::Number), "likeness"),
        ("Когда оформлено", Some(Column::Created), "likeness"),
        ("Фамилия", Some(Column::Name), "likeness"),
        ("Имя покупателя", Some(Column::Name), "name"),
        ("Контакт", Some(Column::Phone), "content"),
        ("Доп. тел.", Some(Column::Phone), "likeness"),
        ("Всего, грн", Some(Column::Total), "name"),
        ("Стоимость доставки", None, "nothing"),
        ("Стан замовлення", Some(Column::Status), "name"),
        ("Назва", Some(Column::Item), "name"),
        ("x", Some(Column::Email), "content"),
    ];
    assert_eq!(
        found,
        expected.map(|(heading, column, by)| (heading.to_owned(), column, by))
    );
}

#[test]
fn what_stands_below_speaks_against_a_heading_that_misleads() {
    let found = columns("Заказ;Дата;Сумма;Телефон\n1;завтра;много;нет\n2;скоро;мало;есть\n");
    let found: Vec<_> = found.into_iter().map(|(_, column, _)| column).collect();
    assert_eq!(found, [Some(Column::Number), None, None, None]);
}

#[test]
fn a_table_in_another_encoding_and_a_workbook_are_looked_at_too() {
    use crate::intake::read::workbook::test_book::Made::Date;
    use crate::intake::read::workbook::test_book::Made::Number;
    use crate::intake::read::workbook::test_book::Made::Text;
    use crate::intake::read::workbook::test_book::book;

    let bytes = book(&[
        ("Пусто", &[&[Text("ничего")]]),
        (
            "Март",
            &[
                &[Text("Чек"), Text("Когда"), Text("Итог")],
                &[Number("7"), Date("46092"), Number("5.5")],
            ],
        ),
    ]);
    let Guessed::Table(guess) = guessed(&bytes) else {
        panic!()
    };
    assert_eq!(guess.sheet.as_deref(), Some("Март"));
    let columns: Vec<_> = guess
        .columns()
        .map(|(column, headings)| (column, headings.len()))
        .collect();
    assert_eq!(columns, [(Column::Number, 1), (Column::Created, 1), (Column::Total, 1)]);
    assert_eq!(guess.headings[1].samples, ["2026-03-11"]);

    let text = encoding_rs::WINDOWS_1251
        .encode("Чек;Когда;Итог\n7;11.03.2026;5,5\n")
        .0
        .into_owned();
    assert!(matches!(guessed(&text), Guessed::Table(guess) if guess.headings[1].heading == "Когда"));
}

#[test]
fn a_number_is_never_taken_from_money_or_dates() {
    // Beside a date, a total and a phone: what the first column holds.
    for (heading, cells, column) in [
        ("Выручка", ["1450", "2300", "990"], None),
        ("Бюджет", ["1450,50", "2300,00", "990"], None),
        ("Плановый срок", ["11.03.2026", "12.03.2026", "13.03.2026"], None),
        ("Код", ["A-17", "A-18", "B-1"], Some(Column::Id)),
        ("Код продажи", ["A-17", "A-18", "B-1"], Some(Column::Number)),
        ("Запись", ["1041", "1042", "1044"], Some(Column::Number)),
        ("Запись", ["1044", "1042", "1041"], Some(Column::Number)),
        ("Номер", ["1450,50", "2300,00", "990,00"], None),
    ] {
        let rows = cells.map(|cell| format!("{cell};11.03.2026;500;8 916 765-43-21\n"));
        let text = format!("{heading};Дата;Итог;Телефон\n{}", rows.concat());
        assert_eq!(columns(&text)[0].1, column, "{heading} {cells:?}");
    }
}

#[test]
fn what_is_unsure_is_said_with_its_reason() {
    let text = "Чек №;№ стола;Когда;Итог;Связь;Адрес\n\
                7;3;11.03.2026;5;8 916 765-43-21;\n8;3;12.03.2026;6;8 916 765-43-22;\n";
    let Guessed::Table(guess) = guessed(text.as_bytes()) else {
        panic!()
    };
    let doubts: Vec<_> = guess
        .headings
        .iter()
        .filter_map(|h| Some((h.heading.as_str(), h.doubt.clone()?)))
        .collect();
    let expected = [
        ("Чек №", Doubt::Rival("№ стола".to_owned())),
        ("Связь", Doubt::Content),
        ("Адрес", Doubt::Blank),
    ];
    assert_eq!(doubts, expected);
}

#[test]
fn a_row_of_somebodys_data_is_no_row_of_headings() {
    for text in [
        "7;11.03.2026;Анна Ким;8 916 765-43-21;500\n8;12.03.2026;Пётр Ли;8 916 765-43-22;600\n",
        "Анна;Москва;чай\nПётр;Тверь;кофе\n",
    ] {
        assert_eq!(guessed(text.as_bytes()), Guessed::NoTable, "{text}");
    }
    let text = "№;Дата;Итог;Состояние\n1;11.03.2026;5;Анна Ким\n2;12.03.2026;6;Пётр Ли\n";
    assert_eq!(columns(text)[3].1, None, "people are no words of the shop");
}

#[test]
fn a_workbook_is_looked_at_where_the_orders_are_and_its_cells_stay_whole() {
    use crate::intake::read::workbook::test_book::Made::Text;
    use crate::intake::read::workbook::test_book::book;

    let orders: &[&[_]] = &[
        &[
            Text("Чек"),
            Text("Когда"),
            Text("Итог, руб"),
            Text("Имя, фамилия, отчество"),
        ],
        &[
            Text("A-7"),
            Text("11.03.2026"),
            Text("5,5"),
            Text("Ким, Анна, Олеговна"),
        ],
    ];
    let totals: &[&[_]] = &[
        &[Text("Менеджер"), Text("Заказов"), Text("Итог")],
        &[Text("анна"), Text("5"), Text("500")],
    ];
    let Guessed::Table(guess) = guessed(&book(&[("Сводка", totals), ("Заказы", orders)])) else {
        panic!()
    };
    assert_eq!((guess.sheet.as_deref(), guess.headings.len()), (Some("Заказы"), 4));
    assert_eq!(guess.headings[3].samples, ["Ким, Анна, Олеговна"]);
    let Guessed::Table(guess) = guessed(&book(&[("Март", orders), ("Апрель", orders)])) else {
        panic!()
    };
    assert_eq!(
        (guess.sheet.as_deref(), guess.other_sheets),
        (Some("Март"), vec!["Апрель".to_owned()])
    );
}

#[test]
fn a_row_of_headings_without_an_end_is_an_error() {
    let text = format!("number;created;total;{}\n1;11.03.2026;5\n", "x".repeat(70_000));
    let file = InputFile {
        name: "x".to_owned(),
        bytes: Box::new(std::io::Cursor::new(text.into_bytes())),
        shape: Shape::Told,
        passed: ReadProgress::of(0),
    };
    let guessed = guess::<Column>(file, None, &defaults());
    assert!(matches!(guessed, Err(IntakeError::LongHeading)));
}

#[test]
fn words_of_many_rows_are_told_from_remarks() {
    let rows = [
        "В сборке",
        "Ждёт оплаты",
        "В сборке",
        "У курьера",
        "Марина просила не звонить",
        "Отложен",
        "Отложен",
    ];
    let rows: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(n, word)| format!("{n};11.03.2026;5;{word}\n"))
        .collect();
    let text = format!("Заказ;Дата;Итого;Статус\n{}", rows.concat());
    let Guessed::Table(found) = guessed(text.as_bytes()) else {
        panic!("{text}")
    };
    let words: Vec<&str> = found.headings[3].words().map(String::as_str).collect();
    assert_eq!(words, ["В сборке", "Отложен", "Ждёт оплаты", "У курьера"]);
    let alone = guessed("Заказ;Дата;Итого;Статус\n1;11.03.2026;5;Марина просила не звонить\n".as_bytes());
    assert!(matches!(alone, Guessed::Table(found) if found.headings[3].words().count() == 0));
}

#[test]
fn what_needs_no_guess_or_holds_no_table_is_said_to() {
    let shop = br#"[{"id":1,"date_created_gmt":"2026-03-11T09:00:00","line_items":[]}]"#;
    assert_eq!(guessed(shop), Guessed::Known(Format::WooCommerce));
    assert_eq!(guessed("просто текст\nи ещё\n".as_bytes()), Guessed::NoTable);
    assert_eq!(guessed(b""), Guessed::NoTable);
}

#[test]
fn dates_that_prove_their_order_say_it_and_others_leave_it_open() {
    use crate::intake::moment::DateOrder;
    use crate::intake::moment::OrderOfDates;

    for (dates, said) in [
        (
            ["03/04/2026", "12/31/2026"],
            OrderOfDates::Proven(DateOrder::MonthFirst),
        ),
        (["03/04/2026", "31/12/2026"], OrderOfDates::Proven(DateOrder::DayFirst)),
        (
            ["03.04.2026", "12.31.2026"],
            OrderOfDates::Proven(DateOrder::MonthFirst),
        ),
        (["03/04/26 11:58", "05/06/26 12:00"], OrderOfDates::Undecided),
        (["03.04.2026", "05.06.2026"], OrderOfDates::Clear),
        (["12/31/2026", "31/12/2026"], OrderOfDates::Clear),
        (["2026-03-04", "2026-12-31"], OrderOfDates::Clear),
    ] {
        let rows = dates.map(|date| format!("1;{date};5,50;Анна Ким\n")).concat();
        let Guessed::Table(guess) = guessed(format!("№;Когда;Итог;Кто\n{rows}").as_bytes()) else {
            panic!("{dates:?}")
        };
        assert_eq!(guess.dates, said, "{dates:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_an_answer(text in "[0-9.,;:\"' \nа-яa-z@+-]{0,300}") {
        guessed(text.as_bytes());
    }
}
