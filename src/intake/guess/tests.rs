//! Tables of shops nobody has seen before.

use super::guess::*;
use crate::domain::incoming::Format;
use crate::intake::Passed;
use crate::intake::Shape;
use crate::intake::open::InputFile;
use crate::intake::shops::generic::columns::Column;
use crate::intake::test_support::defaults;

fn guessed(text: &[u8]) -> Guessed {
    let file = InputFile {
        name: "x".to_owned(),
        bytes: Box::new(std::io::Cursor::new(text.to_vec())),
        shape: Shape::Told,
        passed: Passed::of(0),
    };
    guess(file, &defaults()).unwrap()
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
fn what_needs_no_guess_or_holds_no_table_is_said_to() {
    let shop = br#"[{"id":1,"date_created_gmt":"2026-03-11T09:00:00","line_items":[]}]"#;
    assert_eq!(guessed(shop), Guessed::Known(Format::WooCommerce));
    assert_eq!(guessed("просто текст\nи ещё\n".as_bytes()), Guessed::NoTable);
    assert_eq!(guessed(b""), Guessed::NoTable);
}

proptest::proptest! {
    #[test]
    fn any_text_has_an_answer(text in "[0-9.,;:\"' \nа-яa-z@+-]{0,300}") {
        guessed(text.as_bytes());
    }
}
