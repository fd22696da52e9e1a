//! Reports are the same in every form, and harmless in a spreadsheet.

use super::Datum;
use super::Paper;
use super::Table;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;

fn table(rows: Vec<Vec<Datum>>) -> Table {
    Table {
        title: String::new(),
        columns: vec!["customer", "amount"],
        rows,
    }
}

#[test]
fn a_text_that_begins_like_a_formula_is_no_formula_in_a_spreadsheet() {
    for (text, cell) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+79161234567", "+79161234567"),
        ("+7=1", "'+7=1"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("Иванова, Елена", "\"Иванова, Елена\""),
        ("ООО «Тон \"А\"»", "\"ООО «Тон \"\"А\"\"»\""),
        ("Елена", "Елена"),
    ] {
        let csv = table(vec![vec![Datum::Text(text.to_owned()), Datum::Nothing]]).csv();
        assert_eq!(csv, format!("customer,amount\r\n{cell},\r\n"));
    }
}

#[test]
fn numbers_in_a_spreadsheet_have_points_and_no_signs_of_currency() {
    let cells = [
        (Datum::Money(Money::new(1_299_050, Currency::RUB)), "12990.50"),
        (Datum::Money(Money::new(-5, Currency::RUB)), "-0.05"),
        (Datum::Share(634), "0.634"),
        (Datum::Share(1_000), "1.000"),
        (Datum::Tenths(14), "1.4"),
        (Datum::Span(Span::minutes(3)), "180"),
        (Datum::At(Time(1_773_219_600_000)), "2026-03-11T09:00:00Z"),
    ];
    for (datum, cell) in cells {
        let csv = table(vec![vec![Datum::Nothing, datum]]).csv();
        assert_eq!(csv, format!("customer,amount\r\n,{cell}\r\n"));
    }
}

#[test]
fn a_table_is_straight_and_an_empty_one_says_so() {
    let tr = Tr::new(Lang::En);
    let paper = Paper {
        tr: &tr,
        zone: chrono_tz::Europe::Moscow,
        now: Time(1_773_219_600_000),
    };
    let of = |name: &str, count| vec![Datum::Text(name.to_owned()), Datum::Count(count)];
    let report = super::Report {
        tables: vec![table(vec![of("Елена", 5), of("Ян", 120)]), table(Vec::new())],
        flat: table(Vec::new()),
        json: serde_json::Value::Null,
    };
    let lines = "  customer  amount\n  Елена          5\n  Ян           120\n";
    assert_eq!(report.plain(&paper), format!("{lines}\n  nothing\n"));
}
