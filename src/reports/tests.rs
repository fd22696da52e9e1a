//! Reports are the same in every form, and harmless in a spreadsheet.

use proptest::prelude::*;

use super::CellColumns;
use super::Report;
use super::Table;
use super::table::ColumnNames;
use super::table::all;
use super::table::named;
use super::table::text;
use crate::domain::cell::Cell;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::words::Audience;

/// Rows of cells under columns of those names.
fn table_of<const N: usize>(names: [ColumnNames; N], rows: &[[Cell; N]]) -> Table {
    let columns = names
        .into_iter()
        .enumerate()
        .fold(CellColumns::none(), |columns, (at, names)| {
            columns.column(names, move |row: &[Cell; N]| row[at].clone())
        });
    columns.table(rows)
}

fn table(rows: &[[Cell; 2]]) -> Table {
    table_of([all("customer"), all("amount")], rows)
}

#[test]
fn a_text_that_begins_like_a_formula_is_no_formula_in_a_spreadsheet() {
    for (text, cell) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+79161234567", "'+79161234567"),
        ("+7=1", "'+7=1"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("Иванова, Елена", "\"Иванова, Елена\""),
        ("ООО «Тон \"А\"»", "\"ООО «Тон \"\"А\"\"»\""),
        ("Елена", "Елена"),
        ("\tx", "\"'\tx\""),
        (" \tx", "\"' \tx\""),
        ("\t=1", "\"'\t'=1\""),
        ("+7916,=1", "\"'+7916,'=1\""),
        ("\u{a0}=1", "'\u{a0}=1"),
        ("\u{2060}=1", "'\u{2060}=1"),
        ("\u{200d}=1", "'\u{200d}=1"),
        ("\u{180e}@x", "'\u{180e}@x"),
        ("\u{fe0f}+1", "'\u{fe0f}+1"),
        ("\u{ad}-1", "'\u{ad}-1"),
        (
            "\u{3000}\u{e0020}\u{202e}\u{1b}=1",
            "'\u{3000}\u{e0020}\u{202e}\u{1b}=1",
        ),
        ("Иван;\u{2060}\u{200d}=1", "\"Иван;'\u{2060}\u{200d}=1\""),
        ("\u{2060}\tx", "\"'\u{2060}\tx\""),
        ("%1", "'%1"),
        ("|x", "'|x"),
        ("＝1", "'＝1"),
        ("＠x", "'＠x"),
        ("+", "'+"),
        ("a|b", "a|b"),
        ("Иван;=cmd|'/C calc'!A0;x", "\"Иван;'=cmd|'/C calc'!A0;x\""),
        ("Иван; \u{a0}\"=1\"", "\"Иван;' \u{a0}\"\"=1\"\"\""),
        ("Иван,-1", "\"Иван,'-1\""),
        ("Иван\t@x", "\"Иван\t'@x\""),
        ("да\r\n+7=1\nнет", "\"да\r\n'+7=1\nнет\""),
        ("да\r\nнет; потом", "\"да\r\nнет; потом\""),
    ] {
        let csv = table(&[[Cell::Text(text.to_owned()), Cell::Empty]]).csv(None);
        assert_eq!(csv, format!("customer,amount\r\n{cell},\r\n"));
    }
    let phone = Cell::Text("+79161234567".to_owned());
    let csv = table(&[[Cell::Count(7), phone]]).csv(None);
    assert_eq!(
        csv, "customer,amount\r\n7,+79161234567\r\n",
        "within a line it is a number"
    );
}

#[test]
fn numbers_in_a_spreadsheet_have_points_and_no_signs_of_currency() {
    let cells = [
        (Cell::Money(Money::new(1_299_050, Currency::RUB)), "12990.50"),
        (Cell::Money(Money::new(-5, Currency::RUB)), "-0.05"),
        (Cell::Share(634), "0.634"),
        (Cell::Share(1_000), "1.000"),
        (Cell::Tenths(14), "1.4"),
        (Cell::Span(Span::minutes(3)), "180"),
        (Cell::At(Time(1_773_219_600_000)), "2026-03-11T09:00:00Z"),
    ];
    for (value, cell) in cells {
        let csv = table(&[[Cell::Empty, value]]).csv(None);
        assert_eq!(csv, format!("customer,amount\r\n,{cell}\r\n"));
    }
}

#[test]
fn a_sheet_for_people_is_written_as_spreadsheets_of_their_language_read_it() {
    let now = Time(1_773_219_600_000);
    let cells = [
        (
            Cell::Money(Money::new(1_299_050, Currency::RUB)),
            "12990,50",
            "12990.50",
        ),
        (Cell::Share(634), "0,634", "0.634"),
        (Cell::Tenths(14), "1,4", "1.4"),
        (Cell::Span(Span(3_723_000)), "1:02:03", "1:02:03"),
        (Cell::At(now), "11.03.2026 12:00", "2026-03-11 12:00"),
        (Cell::Day(now), "11.03.2026", "2026-03-11"),
        (Cell::Count(5), "5", "5"),
        (Cell::Weekday(1), "пн", "Mon"),
        (Cell::Phone("+79161234567".to_owned()), "+79161234567", "+79161234567"),
        (Cell::Text("=1".to_owned()), "'=1", "'=1"),
    ];
    for (value, ru, en) in cells {
        let table = table(&[[Cell::Empty, value]]);
        for (lang, csv) in [
            (Lang::Ru, format!("покупатель;сумма\r\n;{ru}\r\n")),
            (Lang::En, format!("customer,amount\r\n,{en}\r\n")),
        ] {
            let tr = Tr::new(lang);
            let zone = chrono_tz::Europe::Moscow;
            assert_eq!(table.csv(Some(Audience { tr: &tr, zone, now })), csv);
        }
    }
}

#[test]
fn a_table_is_straight_and_an_empty_one_says_so() {
    let tr = Tr::new(Lang::En);
    let audience = Audience {
        tr: &tr,
        zone: chrono_tz::Europe::Moscow,
        now: Time(1_773_219_600_000),
    };
    let of = |name: &str, count| [Cell::Text(name.to_owned()), Cell::Count(count)];
    let report = Report {
        tables: vec![
            ("Sums".to_owned(), table(&[of("Елена", 5), of("Ян", 120)])),
            ("None".to_owned(), table(&[])),
        ],
        flat: table(&[]),
        json: serde_json::Value::Null,
    };
    let lines = "Sums\n  customer  amount\n  Елена          5\n  Ян           120\n";
    assert_eq!(report.plain(audience), format!("{lines}\nNone\n  nothing\n"));
}

#[test]
fn a_column_stands_in_the_forms_it_has_a_name_for_and_nowhere_else() {
    let names = [
        all("customer").or("report-all"),
        text("orders").json("sold.orders"),
        named("lost", "lost_total", "sold.lost"),
    ];
    let money = Money::new(150, Currency::RUB);
    let table = table_of(names, &[[Cell::Empty, Cell::Count(2), Cell::Money(money)]]);
    assert_eq!(table.csv(None), "customer,lost_total\r\n,1.50\r\n");
    let json = serde_json::json!([{"customer": null, "sold": {
        "orders": 2,
        "lost": {"minor": 150, "currency": "RUB", "text": money.text()},
    }}]);
    assert_eq!(serde_json::Value::from(table.json()), json);
    let report = Report {
        tables: vec![("Title".to_owned(), table.clone())],
        flat: table,
        json,
    };
    let tr = Tr::new(Lang::En);
    let audience = Audience {
        tr: &tr,
        zone: chrono_tz::Europe::Moscow,
        now: Time(0),
    };
    let plain = report.plain(audience);
    assert_eq!(
        plain.split_whitespace().collect::<Vec<_>>().join(" "),
        "Title customer orders lost all 2 ₽1.50"
    );
}

#[test]
fn a_file_for_a_spreadsheet_says_that_it_is_utf_8() {
    let table = table(&[]);
    assert_eq!(table.csv_file(None), "\u{feff}customer,amount\r\n");
    assert_eq!(table.csv(None), "customer,amount\r\n");
}

fn customers_words() -> impl Strategy<Value = String> {
    let letters = "aЯ5'\"=+-@|%＝＋－＠;, \t\r\n\u{a0}\u{feff}\u{200b}\u{2060}\u{200d}\u{180e}\u{fe0f}\u{ad}"
        .chars()
        .collect::<Vec<_>>();
    proptest::collection::vec(proptest::sample::select(letters), 0..12).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn whatever_a_spreadsheet_cuts_by_no_words_become_a_formula(
        first in customers_words(),
        second in customers_words(),
        kopecks in -100_000_i64..100_000,
    ) {
        let amount = Money::new(kopecks, Currency::RUB);
        let sign = if kopecks < 0 { "-" } else { "" };
        let written = format!("{sign}{}.{:02}", kopecks.abs() / 100, kopecks.abs() % 100);
        let row = [Cell::Text(first), Cell::Text(second), Cell::Money(amount)];
        let csv = table_of([all("a"), all("b"), all("amount")], &[row.clone(), row]).csv(None);
        for separator in [b',', b';', b'\t', b'|'] {
            for quoting in [true, false] {
                let mut reader = csv::ReaderBuilder::new();
                reader.delimiter(separator).quoting(quoting).flexible(true);
                for record in reader.from_reader(csv.as_bytes()).records() {
                    let record = record.unwrap();
                    for (at, field) in record.iter().enumerate() {
                        let seen = field.trim_start_matches([
                            ' ', '\u{a0}', '"', '\u{feff}', '\u{200b}', '\u{2060}', '\u{200d}', '\u{180e}', '\u{fe0f}', '\u{ad}',
                        ]);
                        let is_phone = at > 0 && field.starts_with('+') && field[1..].bytes().all(|b| b.is_ascii_digit());
                        let is_formula = seen.starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠']);
                        prop_assert!(!is_formula || is_phone || field == written, "{field:?} of {csv:?}");
                    }
                    if separator == b',' && quoting {
                        prop_assert_eq!(&record[2], &written);
                    }
                }
            }
        }
    }
}
