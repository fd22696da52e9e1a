//! Statements as banks and carriers export them.

use chrono::NaiveDate;
use chrono_tz::Europe::Moscow;

use super::read_statement;
use crate::domain::country::Country;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::reject::RejectWhy;
use crate::domain::statement::StatementLine;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::StatementFile;
use crate::intake::statuses::Statuses;

fn read(bytes: &[u8]) -> Result<StatementFile, IntakeError> {
    let defaults = Defaults {
        country: Country::parse("RU").unwrap(),
        currency: Currency::RUB,
        time_zone: Moscow,
        date_order: None,
        source: String::new(),
        statuses: Statuses::default(),
    };
    read_statement(bytes, None, &defaults)
}

fn said(line: &StatementLine) -> (i64, &str, &str, Option<NaiveDate>) {
    (line.amount, &line.payer, &line.purpose, line.day)
}

fn day(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, day)
}

const ONE_C: &str = "1CClientBankExchange\r
ВерсияФормата=1.03\r
Кодировка=Windows\r
РасчСчет=40702810000000000001\r
СекцияРасчСчет\r
РасчСчет=40702810000000000001\r
НачальныйОстаток=100.00\r
КонецРасчСчет\r
СекцияДокумент=Платежное поручение\r
Номер=17\r
Дата=26.11.2026\r
Сумма=59150.00\r
ПлательщикСчет=40817810000000000009\r
Плательщик1=ИВАНОВА ЕЛЕНА ПЕТРОВНА\r
ПолучательСчет=40702810000000000001\r
ДатаПоступило=27.11.2026\r
НазначениеПлатежа=Оплата заказа №1176\r
КонецДокумента\r
СекцияДокумент=Платежное поручение\r
Номер=5\r
Дата=27.11.2026\r
Сумма=1200.00\r
ПлательщикСчет=40702810000000000001\r
ПолучательСчет=40702810000000000077\r
ДатаСписано=27.11.2026\r
НазначениеПлатежа=Аренда\r
КонецДокумента\r
СекцияДокумент=Платежное поручение\r
Дата=27.11.2026\r
Сумма=много\r
ПолучательСчет=40702810000000000001\r
КонецДокумента\r
КонецФайла\r
";

#[test]
fn an_exchange_file_of_1c_gives_what_came_in_any_encoding() {
    let (windows, ..) = encoding_rs::WINDOWS_1251.encode(ONE_C);
    for bytes in [ONE_C.as_bytes(), &windows] {
        let file = read(bytes).unwrap();
        let [line] = &file.lines[..] else { panic!("{file:?}") };
        assert_eq!(
            said(line),
            (5_915_000, "ИВАНОВА ЕЛЕНА ПЕТРОВНА", "Оплата заказа №1176", day(27))
        );
        assert_eq!((line.line, line.means), (9, Means::BankAccount));
        let [reject] = &file.rejects[..] else {
            panic!("{file:?}")
        };
        assert_eq!((reject.line, reject.field.as_str()), (28, "Сумма"));
        assert!(reject.raw.contains("много"));
    }
    let cut = ONE_C
        .split("КонецФайла")
        .next()
        .unwrap()
        .trim_end()
        .trim_end_matches("КонецДокумента");
    let file = read(cut.as_bytes()).unwrap();
    assert_eq!(
        file.rejects.last().map(|reject| &reject.why),
        Some(&RejectWhy::CutShort)
    );
}

#[test]
fn a_bank_statement_of_iso_20022_gives_its_credits_one_by_one() {
    let text = r#"<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
      <Ntry><Amt Ccy="EUR">20.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-11-27</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Mills Sophie</Nm></Pty></Dbtr></RltdPties>
        <RmtInf><Ustrd>order 1176</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
      <Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-11-27</Dt></BookgDt></Ntry>
      <Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd></Ntry>
      <Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><DtTm>2026-11-28T10:00:00</DtTm></BookgDt>
        <NtryDtls>
          <TxDtls><Refs><EndToEndId>A-1</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">10.00</Amt></TxAmt></AmtDtls></TxDtls>
          <TxDtls><Amt Ccy="EUR">20.00</Amt><RltdPties><Dbtr><Nm>Jo</Nm></Dbtr></RltdPties></TxDtls>
        </NtryDtls></Ntry>
    </Stmt></BkToCstmrStmt></Document>"#;
    let file = read(text.as_bytes()).unwrap();
    let lines: Vec<_> = file.lines.iter().map(said).collect();
    assert_eq!(
        lines,
        [
            (2_050, "Mills Sophie", "order 1176", day(27)),
            (1_000, "", "A-1", day(28)),
            (2_000, "Jo", "", day(28)),
        ]
    );
    assert!(file.lines.iter().all(|line| line.currency.code() == "EUR"));
}

#[test]
fn a_table_gives_what_came_and_a_parcels_number_makes_it_cash_on_delivery() {
    let bank = "Выписка по счёту\n\nДата операции;Списание;Зачисление;Контрагент;Назначение платежа\n\
                27.11.2026;;4 780,00;Ким Нина;перевод\n27.11.2026;100,00;;Банк;комиссия\n28.11.2026;;x;Банк;?\nИтого;100,00;4 780,00;;\n";
    let file = read(bank.as_bytes()).unwrap();
    let lines: Vec<_> = file.lines.iter().map(said).collect();
    assert_eq!(lines, [(478_000, "Ким Нина", "перевод", day(27))]);
    assert_eq!((file.rejects.len(), file.rejects[0].field.as_str()), (1, "Зачисление"));

    let register = "Номер накладной,Номер заказа,Сумма к перечислению\n1100285492,1151,8220.00\nИтого,,8220.00\n";
    let file = read(register.as_bytes()).unwrap();
    let [line] = &file.lines[..] else { panic!("{file:?}") };
    assert_eq!(
        (line.number.as_str(), line.means),
        ("1100285492", Means::CashOnDelivery)
    );
    assert!(crate::domain::statement::numbers(line).contains(&"1151".to_owned()));
    assert!(matches!(read(b"a;b\n1;2\n"), Err(IntakeError::UnknownFormat)));
}

#[test]
fn the_same_line_has_the_same_key_in_every_file_and_two_alike_have_two() {
    let head = "Дата;Сумма;Плательщик;Назначение\n";
    let one = "27.11.2026;500;Ким Нина;перевод\n";
    let keys = |text: String| -> Vec<String> {
        let lines = read(text.as_bytes()).unwrap().lines;
        lines.into_iter().map(|line| line.key).collect()
    };
    let week = keys(format!("{head}{one}{one}"));
    let month = keys(format!("{head}20.11.2026;500;Ким Нина;перевод\n{one}{one}"));
    assert_eq!(week[..], month[1..]);
    assert_ne!(week[0], week[1]);
}

#[test]
fn a_register_pays_what_was_collected_and_not_only_what_the_carrier_left_of_it() {
    let read = |text: &str| {
        let file = read(text.as_bytes()).unwrap();
        let lines = file.lines.iter();
        lines
            .map(|line| (line.number.clone(), line.amount, line.withheld, line.means))
            .collect::<Vec<_>>()
    };
    let cod = Means::CashOnDelivery;
    let whole = "Номер накладной;Наложенный платеж;Комиссия;К перечислению\n\
                 1100285492;8220,00;205,50;8014,50\n1100285493;500,00;12,50;\n1100285494;300,00;0;0\nИтого;9020,00;218,00;8014,50\n";
    assert_eq!(
        read(whole),
        [("1100285492".to_owned(), 822_000, 20_550, cod)],
        "what was not paid out is still to come"
    );
    let net = "Трек;Вознаграждение;Перечислено\nRA1;-30,00;970,00\n";
    assert_eq!(read(net), [("RA1".to_owned(), 100_000, 3_000, cod)]);
    let both = "Накладная;Сумма заказа, руб;Итого к перечислению\nRA2;1000;970\n";
    assert_eq!(read(both), [("RA2".to_owned(), 100_000, 3_000, cod)]);
    let collected = "ТТН;Сума післяплати\n20450012345678;1000\n";
    assert_eq!(read(collected), [("20450012345678".to_owned(), 100_000, 0, cod)]);
}

#[test]
fn a_profile_says_what_the_columns_of_a_register_hold() {
    use crate::intake::AmountUnit;
    use crate::intake::Mapping;
    use crate::intake::PaidColumn;
    use crate::intake::SheetError;
    use crate::intake::read::workbook::test_book::Made::Text;
    use crate::intake::read::workbook::test_book::book;
    use crate::intake::test_support::defaults;

    let heading = |name: &str| vec![name.to_owned()];
    let profile = Mapping {
        columns: vec![
            (PaidColumn::Tracking, heading("ШК места")),
            (PaidColumn::Collected, heading("Взято")),
            (PaidColumn::Amount, heading("Нам")),
            (PaidColumn::Purpose, vec!["Откуда".to_owned(), "Куда".to_owned()]),
        ],
        units: vec![
            (PaidColumn::Collected, AmountUnit::Minor),
            (PaidColumn::Amount, AmountUnit::Minor),
        ],
        constants: vec![(PaidColumn::Payer, "СДЭК".to_owned())],
        ..Mapping::default()
    };
    let text = "Реестр 5\n\nШК места;Взято;Нам;Откуда;Куда\nRA1;100000;97000;Тверь;Омск\nвсего;100000;97000;;\n";
    let file = read_statement(text.as_bytes(), Some(&profile), &defaults()).unwrap();
    let [line] = &file.lines[..] else { panic!("{file:?}") };
    assert_eq!(
        (line.number.as_str(), line.amount, line.withheld),
        ("RA1", 100_000, 3_000)
    );
    assert_eq!(said(line).1, "СДЭК");
    assert_eq!(said(line).2, "Тверь Омск");

    let rows: &[&[_]] = &[
        &[
            Text("ШК места"),
            Text("Взято"),
            Text("Нам"),
            Text("Откуда"),
            Text("Куда"),
        ],
        &[Text("RA1"), Text("100000"), Text("97000"), Text("Тверь"), Text("Омск")],
    ];
    let workbook = book(&[("Прочее", &[&[Text("Сумма")]]), ("Выплаты", rows)]);
    let file = read_statement(&workbook[..], Some(&profile), &defaults()).unwrap();
    assert_eq!(file.lines.len(), 1);
    let other = Mapping {
        sheet: Some("Прочее".to_owned()),
        ..profile.clone()
    };
    let refused = read_statement(&workbook[..], Some(&other), &defaults());
    assert!(
        matches!(
            refused,
            Err(IntakeError::OtherColumns { .. } | IntakeError::Sheet(SheetError::NoHeader { .. }))
        ),
        "{refused:?}"
    );
    let Err(IntakeError::OtherColumns { missing }) = read_statement(&b"a;b\n1;2\n"[..], Some(&profile), &defaults())
    else {
        panic!()
    };
    assert_eq!(missing.len(), 5);
}
