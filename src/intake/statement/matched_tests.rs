//! Registers and statements in every shape, matched with what is owed: taken at once, asked about, left; once.

use super::read_statement;
use crate::desk::Desk;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::order::Terms;
use crate::domain::statement::Fit;
use crate::domain::statement::StatementLine;
use crate::domain::target::Target;
use crate::intake::Mapping;
use crate::intake::PaidColumn;
use crate::intake::read::workbook::test_book::Made::Number;
use crate::intake::read::workbook::test_book::Made::Text;
use crate::intake::read::workbook::test_book::MadeRows;
use crate::intake::read::workbook::test_book::book;
use crate::intake::test_support::defaults;
use crate::view::statement::fitted;

/// A file in one of its shapes, and how it is to be read where that is not guessed.
struct Shape {
    name: &'static str,
    bytes: Vec<u8>,
    profile: Option<Mapping<PaidColumn>>,
}

fn shape(name: &'static str, text: &str) -> Shape {
    Shape {
        name,
        bytes: text.as_bytes().to_vec(),
        profile: None,
    }
}

fn windows(name: &'static str, text: &str) -> Shape {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    Shape {
        bytes: bytes.into_owned(),
        ..shape(name, "")
    }
}

/// Two orders that are owed for, by parcels `RA644000001RU` and `RA644000002RU`, or by their numbers; 780 and 390.
fn owed(terms: Terms) -> (Desk, [OrderId; 2]) {
    let mut desk = desk();
    let parcels = [("RA644000001RU", 78_000), ("RA644000002RU", 39_000)];
    let mut at = 0;
    let orders = parcels.map(|(number, total)| {
        at += 1;
        let id = new_order(&mut desk, &format!("+791612345{at:02}"), total);
        let details = Action::Details(DetailsEdit {
            terms: Some(terms),
            ..DetailsEdit::default()
        });
        let ship = Action::Ship(Shipping {
            number: number.to_owned(),
            carrier: Some(Carrier::RussianPost),
            ..Shipping::default()
        });
        for action in [details, Action::Confirm, ship] {
            desk.perform(Target::Order(id), &action).unwrap();
        }
        id
    });
    (desk, orders)
}

/// What becomes of a file's lines: known before, taken, asked about, left. What fits exactly is taken.
fn take(desk: &mut Desk, shape: &Shape) -> [usize; 4] {
    let file = read_statement(&shape.bytes[..], shape.profile.as_ref(), &defaults()).unwrap();
    assert_eq!(file.rejects, [], "{}", shape.name);
    let lines: Vec<StatementLine> = file.lines;
    let found = desk.read(|look| fitted(look, lines.clone())).unwrap();
    let mut counts = [0; 4];
    for fit in found.lines {
        let kind = match &fit.fit {
            None => 0,
            Some(Fit::Exact(order)) => {
                assert!(desk.take_statement_line(*order, &fit.line).unwrap().entry.is_some());
                1
            }
            Some(Fit::OtherSum(_) | Fit::NameAndSum(_) | Fit::Several(_)) => 2,
            Some(Fit::Nothing) => 3,
        };
        counts[kind] += 1;
    }
    counts
}

fn paid(desk: &Desk, orders: [OrderId; 2]) -> [i64; 2] {
    orders.map(|order| desk.store.order_facts(order).unwrap().unwrap().paid)
}

/// Each shape pays one order, names another with a sum that is not owed, and has a line of somebody else's; read again, and
/// after every other shape of the same payments, nothing more is paid.
#[expect(clippy::print_stdout, reason = "figures that are read by people")]
fn all_match_once(terms: Terms, shapes: &[Shape]) {
    for first in shapes {
        let (mut desk, orders) = owed(terms);
        let counts = take(&mut desk, first);
        let [_, taken, asked, left] = counts;
        println!("{:<28} taken {taken}, asked {asked}, left {left}", first.name);
        assert_eq!(counts, [0, 1, 1, 1], "{}", first.name);
        assert_eq!(paid(&desk, orders), [78_000, 0], "{}", first.name);
        assert_eq!(take(&mut desk, first), [1, 0, 1, 1], "{} once more", first.name);
        for other in shapes {
            let [_, taken, ..] = take(&mut desk, other);
            assert_eq!(taken, 0, "{} after {}", other.name, first.name);
        }
        assert_eq!(paid(&desk, orders), [78_000, 0], "{}", first.name);
    }
}

#[test]
fn payout_registers_of_every_shape_pay_what_they_name_once() {
    let head = "Трек-номер;Наложенный платеж;Комиссия;К перечислению;Дата";
    let rows = "RA644000001RU;780,00;20,00;760,00;27.11.2026\n\
                RA644000002RU;300,00;10,00;290,00;27.11.2026\n\
                RA644000009RU;55,00;5,00;50,00;27.11.2026\n";
    let plain = format!("{head}\n{rows}");
    let commas = "\u{feff}\"Трек-номер\",\"Наложенный платеж\",\"Комиссия\",\"К перечислению\"\r\n\
                  \"RA 644 000 001 RU\",\"780.00\",\"20.00\",\"760.00\"\r\n\
                  RA644000002RU,300.00,10.00,290.00\r\nRA644000009RU,55.00,5.00,50.00\r\n";
    let lower = format!(
        "ООО «Перевозчик»;;;;\nРеестр № 17 от 27.11.2026;;;;\n;;;;\n{head}\n{rows}Итого;1 135,00;35,00;1 100,00;\n"
    );
    let net =
        "ШПИ\tПеречислено\tВознаграждение\nRA644000001RU\t760\t-20\nRA644000002RU\t290\t-10\nRA644000009RU\t50\t-5\n";
    let collected = "Накладная;Сумма заказа, руб\nRA644000001RU;780\nRA644000002RU;300\nRA644000009RU;55\n";
    let by_order = "Номер заказа;Сумма к перечислению;Комиссия\nD1;760;20\nD2;290;10\nD77;50;5\n";
    let sheet: MadeRows<'_> = &[
        &[Text("Выплаты за ноябрь")],
        &[],
        &[
            Text("Номер накладной"),
            Text("Наложенный платеж"),
            Text("Комиссия"),
            Text("К перечислению"),
        ],
        &[Text("RA644000001RU"), Number("780"), Number("20"), Number("760")],
        &[Text("RA644000002RU"), Number("300.00"), Number("10"), Number("290")],
        &[Text("RA644000009RU"), Number("55"), Number("5"), Number("50")],
        &[Text("ИТОГО"), Number("1135"), Number("35"), Number("1100")],
    ];
    let column = |column, name: &str| (column, vec![name.to_owned()]);
    let own = Mapping {
        columns: vec![
            column(PaidColumn::Tracking, "ШК места"),
            column(PaidColumn::Collected, "Взято"),
            column(PaidColumn::Amount, "Нам"),
        ],
        ..Mapping::default()
    };
    all_match_once(
        Terms::OnDelivery,
        &[
            shape("CSV by semicolons", &plain),
            shape("CSV by commas, quoted", commas),
            windows("CSV in windows-1251", &plain),
            shape("headings lower, a sum below", &lower),
            shape("TSV, what is left of it", net),
            shape("what was collected alone", collected),
            shape("by numbers of orders", by_order),
            Shape {
                bytes: book(&[("Итоги", &[&[Text("Сумма")]]), ("Реестр", sheet)]),
                ..shape("XLSX, headings lower", "")
            },
            Shape {
                profile: Some(own),
                ..shape(
                    "by a profile",
                    "Реестр\n\nШК места;Взято;Нам\nRA644000001RU;780;760\nRA644000002RU;300;290\nRA644000009RU;55;50\n",
                )
            },
        ],
    );
}

#[test]
fn statements_of_every_shape_pay_what_they_name_once() {
    let csv = "Выписка по счёту\n\nДата операции;Списание;Зачисление;Контрагент;Назначение платежа\n\
               27.11.2026;;780,00;Иванова Елена;Оплата заказа D1\n27.11.2026;100,00;;Банк;комиссия\n\
               27.11.2026;;100,00;Иванова Елена;Оплата заказа D2\n27.11.2026;;55,00;ООО Ромашка;аренда\n";
    let commas = "Date,Amount,Payer,Purpose\n2026-11-27,780.00,Иванова Елена,Оплата заказа D1\n\
                  2026-11-27,100.00,Иванова Елена,Оплата заказа D2\n2026-11-27,55.00,ООО Ромашка,аренда\n";
    let document = |sum: &str, payer: &str, purpose: &str| {
        format!(
            "СекцияДокумент=Платежное поручение\r\nДата=27.11.2026\r\nСумма={sum}\r\nПлательщик1={payer}\r\n\
             ПолучательСчет=40702810000000000001\r\nДатаПоступило=27.11.2026\r\nНазначениеПлатежа={purpose}\r\nКонецДокумента\r\n"
        )
    };
    let one_c = format!(
        "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=Windows\r\nРасчСчет=40702810000000000001\r\n{}{}{}КонецФайла\r\n",
        document("780.00", "ИВАНОВА ЕЛЕНА", "Оплата заказа D1"),
        document("100.00", "ИВАНОВА ЕЛЕНА", "Оплата заказа D2"),
        document("55.00", "ООО РОМАШКА", "аренда"),
    );
    let entry = |sum: &str, payer: &str, purpose: &str| {
        format!(
            "<Ntry><Amt Ccy=\"RUB\">{sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-11-27</Dt></BookgDt><NtryDtls>\
             <TxDtls><RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls>\
             </NtryDtls></Ntry>"
        )
    };
    let camt = format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>{}{}{}\
         </Stmt></BkToCstmrStmt></Document>",
        entry("780.00", "Иванова Елена", "Оплата заказа D1"),
        entry("100.00", "Иванова Елена", "Оплата заказа D2"),
        entry("55.00", "ООО Ромашка", "аренда"),
    );
    let sheet: MadeRows<'_> = &[
        &[
            Text("Дата"),
            Text("Зачислено"),
            Text("Плательщик"),
            Text("Назначение платежа"),
        ],
        &[
            Text("27.11.2026"),
            Number("780"),
            Text("Иванова Елена"),
            Text("Оплата заказа D1"),
        ],
        &[
            Text("27.11.2026"),
            Number("100"),
            Text("Иванова Елена"),
            Text("Оплата заказа D2"),
        ],
        &[Text("27.11.2026"), Number("55"), Text("ООО Ромашка"), Text("аренда")],
    ];
    let column = |column, name: &str| (column, vec![name.to_owned()]);
    let own = Mapping {
        columns: vec![
            column(PaidColumn::Date, "Когда"),
            column(PaidColumn::Amount, "Пришло"),
            column(PaidColumn::Payer, "От кого"),
            column(PaidColumn::Purpose, "За что"),
        ],
        ..Mapping::default()
    };
    all_match_once(
        Terms::Prepaid,
        &[
            shape("a bank's CSV", csv),
            windows("a bank's CSV, windows-1251", csv),
            shape("a bank's CSV by commas", commas),
            windows("1C's exchange", &one_c),
            shape("1C's exchange in UTF-8", &one_c),
            shape("camt.053", &camt),
            Shape {
                bytes: book(&[("Выписка", sheet)]),
                ..shape("a bank's XLSX", "")
            },
            Shape {
                profile: Some(own),
                ..shape(
                    "by a profile",
                    "Когда;Пришло;От кого;За что\n27.11.2026;780;Иванова Елена;Оплата заказа D1\n\
                     27.11.2026;100;Иванова Елена;Оплата заказа D2\n27.11.2026;55;ООО Ромашка;аренда\n",
                )
            },
        ],
    );
}
