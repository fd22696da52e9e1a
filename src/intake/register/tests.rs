//! Registers as carriers and spreadsheets write them.

use chrono_tz::Europe::Moscow;

use super::read_register;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::money::Currency;
use crate::domain::register::RegisterLine;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::RegisterFile;
use crate::intake::read::workbook::test_book::Made::Blank;
use crate::intake::read::workbook::test_book::Made::Number;
use crate::intake::read::workbook::test_book::Made::Text;
use crate::intake::read::workbook::test_book::MadeRows;
use crate::intake::read::workbook::test_book::book;
use crate::intake::statuses::Statuses;

fn read(bytes: &[u8]) -> Result<RegisterFile, IntakeError> {
    let defaults = Defaults {
        country: Country::parse("RU").unwrap(),
        currency: Currency::RUB,
        time_zone: Moscow,
        date_order: None,
        source: String::new(),
        statuses: Statuses::default(),
    };
    read_register(bytes, &defaults)
}

fn said(line: &RegisterLine) -> [&str; 4] {
    [
        &line.number,
        &line.order,
        line.phone.as_deref().unwrap_or(""),
        &line.name,
    ]
}

#[test]
fn a_table_is_known_by_its_headings_in_any_carriers_words() {
    let post = "Список отправлений\n\n№ п/п;ШПИ;Адресат;Телефон адресата;Сумма наложенного платежа\n\
                1;80088012345674;Иванова Елена;8 916 123-45-67;1 450,00\n2;;Ким Нина;8 916 123-45-68;0\nИтого;2;;;1 450,00\n";
    let file = read(post.as_bytes()).unwrap();
    let lines: Vec<_> = file.lines.iter().map(said).collect();
    assert_eq!(lines[0], ["80088012345674", "", "+79161234567", "Иванова Елена"]);
    assert_eq!(file.lines[0].sum, Some(145_000));
    let reject = &file.rejects[0];
    assert_eq!(
        (reject.line, &reject.why, reject.field.as_str()),
        (5, &RejectWhy::Missing, "ШПИ")
    );

    let cdek = "Номер заказа СДЭК,Номер отправления ИМ,ФИО отправителя,ФИО получателя,Служба доставки\n\
                1100285492,D-1042,Лавка,Полевой Пётр,СДЭК\n1.23457E+12,D-1043,Лавка,Ким Нина,СДЭК\n";
    let file = read(cdek.as_bytes()).unwrap();
    assert_eq!(said(&file.lines[0]), ["1100285492", "D-1042", "", "Полевой Пётр"]);
    assert_eq!(file.lines[0].carrier, Some(Carrier::Cdek));
    let found = "1.23457E+12".to_owned();
    assert_eq!(file.rejects[0].why, RejectWhy::Damaged { found });

    let nova = "Номер ЕН\tОтримувач\tТелефон отримувача\tТелефон відправника\n\
                20450012345678\tКоваль Ірина\t+380501234567\t+380670000000\n";
    let file = read(nova.as_bytes()).unwrap();
    assert_eq!(
        said(&file.lines[0]),
        ["20450012345678", "", "+380501234567", "Коваль Ірина"]
    );
}

#[test]
fn a_workbook_is_read_like_a_table_and_gives_its_own_rows() {
    let rows: MadeRows<'_> = &[
        &[Text("Реестр")],
        &[],
        &[Text("Трек-номер"), Text("Заказ")],
        &[Text("80088012345674"), Number("1042")],
        &[],
        &[Blank, Number("1043")],
    ];
    let file = read(&book(&[("Лист1", rows)])).unwrap();
    assert_eq!((file.lines[0].line, file.lines[0].order.as_str()), (4, "1042"));
    assert_eq!(file.rejects[0].line, 6);
}

#[test]
fn pasted_lines_have_the_number_anywhere_and_in_groups() {
    for (written, expected) in [
        ("1042 80088012345674", ["80088012345674", "1042", "", ""]),
        ("80088012345674\t1042", ["80088012345674", "1042", "", ""]),
        ("1042; RA 123 456 785 RU", ["RA 123 456 785 RU", "1042", "", ""]),
        ("1042 RA 123 456 785 RU", ["RA123456785RU", "1042", "", ""]),
        ("80088012345674", ["80088012345674", "", "", ""]),
        ("1100285492 89161234567", ["1100285492", "", "+79161234567", ""]),
        (
            "1100285492 +7 916 123-45-67 Ким Нина",
            ["1100285492", "", "+79161234567", "Ким Нина"],
        ),
        (
            "Ким Нина, 8 916 123-45-67, 80088012345674",
            ["80088012345674", "", "+79161234567", "Ким Нина"],
        ),
        ("№D-7 80088012345673", ["80088012345673", "№D-7", "", ""]),
    ] {
        let file = read(written.as_bytes()).unwrap();
        assert_eq!(said(&file.lines[0]), expected, "{written}");
    }
    let file = read("1042 80088012345674\n\nпривет\n".as_bytes()).unwrap();
    assert_eq!((file.lines.len(), file.rejects[0].line), (1, 3));
    assert!(matches!(read(b"a;b\n1;2\n"), Err(IntakeError::UnknownFormat)));
}
