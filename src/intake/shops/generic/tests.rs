//! The documented shape, as a table and as JSON.

use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::domain::carrier::Carrier;
use crate::domain::incoming::Format;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::reject::RejectWhy;
use crate::intake::IntakeError;
use crate::intake::moment::DateOrder;
use crate::intake::parser::*;
use crate::intake::read;
use crate::intake::test_support::defaults;
use crate::intake::test_support::items;
use crate::intake::test_support::sorted;

const TABLE: &str = "\
number;created;modified;total;name;phone;email;company;status;paid;paid_at;terms;payment;delivery;tracking;address;region;comment;channel;do_not_call;sku;item;parameters;quantity;price;line_total
1042;11.03.2026 11:58;;14 550,00;Елена Иванова;8 (916) 765-43-21;Elena@Mail.example;;новый;;;;Карта;Почта России;;\"Москва, Тверская 1\";Москва;\"Позвоните
после 18\";site;;C803;Кофеварка;;1;12990;
;;;;;;;;;;;;;;;;;;;;F40;Фильтры;40 шт;2;780;
1043;2026-03-11 12:10;;2300;Игорь П.;;;ООО «Тон»;отправлен;да;;cod;;;62009147017544;;;;;да;;Кофе;;0,5;;1150
1043;2026-03-11 12:10;;2300;Игорь П.;;;;;;;;;;;;;;;;;Чай;зелёный;1;1150;
";

#[test]
fn a_table_with_rows_per_line_is_read() {
    let (orders, rejects) = sorted(TABLE.as_bytes());
    assert_eq!(rejects, []);
    assert_eq!(orders.len(), 2);
    let first = &orders[0];
    assert_eq!(
        (first.source.as_str(), first.external_id.as_str(), first.number.as_str()),
        ("shop", "1042", "1042")
    );
    assert_eq!(first.created_at.rfc3339(), "2026-03-11T08:58:00Z");
    assert_eq!(
        (first.total, first.status, first.terms),
        (1_455_000, ShopStatus::New, Some(Terms::Prepaid))
    );
    assert_eq!(first.customer.phones[0].e164.as_deref(), Some("+79167654321"));
    assert_eq!(first.comment, "Позвоните\nпосле 18");
    assert_eq!(first.address, "Москва, Тверская 1");
    assert_eq!(first.carrier, Some(Carrier::RussianPost));
    assert_eq!(first.payments, []);
    let lines: Vec<_> = first
        .lines
        .iter()
        .map(|l| (l.sku.as_str(), l.quantity_milli, l.price, l.total))
        .collect();
    assert_eq!(
        lines,
        [("C803", 1_000, 1_299_000, 1_299_000), ("F40", 2_000, 78_000, 156_000)]
    );

    let second = &orders[1];
    assert_eq!(
        (second.status, second.terms),
        (ShopStatus::Dispatched, Some(Terms::OnDelivery))
    );
    assert_eq!(second.tracking_number.as_deref(), Some("62009147017544"));
    assert!(second.do_not_call);
    assert_eq!(second.customer.company, "ООО «Тон»");
    assert_eq!(
        (second.payments[0].amount, second.payments[0].reference.as_str()),
        (230_000, PAID_SO_FAR)
    );
    assert_eq!(second.lines[0].price, 230_000);
    assert_eq!(second.lines[1].parameters, "зелёный");
}

#[test]
fn the_encoding_and_the_delimiter_are_told_by_the_content() {
    let expected = sorted(TABLE.as_bytes()).0;
    let windows = encoding_rs::WINDOWS_1251.encode(TABLE).0.into_owned();
    assert_eq!(sorted(&windows).0, expected);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(TABLE.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(sorted(&utf16).0, expected);
    let tabs = TABLE.replace(';', "\t");
    assert_eq!(sorted(tabs.as_bytes()).0, expected);
    let lines = TABLE.replace('\n', "\r\n").replace("Позвоните\r\n", "Позвоните\n");
    assert_eq!(sorted(lines.as_bytes()).0, expected);
}

#[test]
fn a_spreadsheets_habits_are_understood() {
    let text = "Отчёт по заказам;;\n;;\n№ заказа;Дата заказа;ФИО;Телефон;Сумма;Оплачено;Статус\n\
                '1042.0;11.03.26;Елена;'79167654321.0;\"12 990,50 руб.\";5 000;Оплачен\n\
                1043;12.03.2026;Пётр;7,9E+10;1 450;нет;\n\
                Итого;;;;14 440,50;;\n";
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!(rejects, []);
    assert_eq!(orders.len(), 2);
    assert_eq!((orders[0].number.as_str(), orders[0].total), ("1042", 1_299_050));
    assert_eq!(orders[0].customer.phones[0].e164.as_deref(), Some("+79167654321"));
    assert_eq!(orders[0].payments[0].amount, 500_000);
    assert_eq!(orders[1].customer.phones[0].e164, None, "digits were lost");
    assert_eq!(orders[1].payments, []);
}

#[test]
fn what_cannot_be_read_is_rejected_with_its_place_and_can_be_mended() {
    let text = "number,created,total,phone,quantity\n\
                1,2026-03-11,100,,\n\
                2,32.13.2026,100,,\n\
                2,,,,5\n\
                3,2026-03-11,сто,,\n\
                4,2026-03-11,,,\n\
                ,2026-03-12,7,,\n\
                5,2026-03-11,\"1,234\",,\n\
                6,2026-03-11,5,,много\n\
                7,2026-03-11,5,\"+7 916,\n\
                8,2026-03-11,5,,\n";
    let (orders, rejects) = sorted(text.as_bytes());
    let numbers: Vec<_> = orders.iter().map(|o| o.number.as_str()).collect();
    assert_eq!(numbers, ["1", "8"]);
    let told: Vec<_> = rejects
        .iter()
        .map(|r| (r.line, r.order.as_deref(), r.field.as_str(), r.why.code()))
        .collect();
    assert_eq!(
        told,
        [
            (3, Some("2"), "created", "not_a_date"),
            (5, Some("3"), "total", "not_an_amount"),
            (6, Some("4"), "total", "missing"),
            (7, None, "number", "missing"),
            (8, Some("5"), "total", "ambiguous_amount"),
            (9, Some("6"), "quantity", "not_a_quantity"),
            (10, Some("7"), "", "open_quote"),
        ]
    );
    let reject = &rejects[0];
    assert_eq!(reject.raw, "2,32.13.2026,100,,\n2,,,,5");
    let mended = format!(
        "{}\n{}\n",
        reject.head.as_deref().unwrap(),
        reject.raw.replace("32.13.2026", "11.03.2026")
    );
    let (orders, rejects) = sorted(mended.as_bytes());
    assert_eq!((orders.len(), orders[0].lines.len(), rejects.len()), (1, 1, 0));
}

#[test]
fn rows_of_one_order_that_stand_apart_are_not_taken_for_two_orders() {
    let text = "number,created,total,sku\n1,2026-03-11,100,a\n2,2026-03-11,5,b\n1,2026-03-11,100,c\n2,2026-03-11,5,b\n";
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!(orders.len(), 3, "the same rows again are a repetition");
    assert_eq!(rejects.len(), 1);
    assert_eq!(
        (rejects[0].line, &rejects[0].why),
        (4, &RejectWhy::ScatteredRows { line: 2 })
    );
}

#[test]
fn the_total_of_the_order_may_stand_on_each_of_its_rows_but_not_those_of_its_lines() {
    let table = |second: &str| {
        format!(
            "Номер;Дата;Товар;Цена;Сумма\n1;11.03.2026;Чай;1000;1\u{a0}234,50 грн\n1;11.03.2026;Чашка;234,50;{second}\n"
        )
    };
    for same in ["1\u{a0}234,50 грн", "1234.50", ""] {
        let (orders, rejects) = sorted(table(same).as_bytes());
        assert_eq!((orders.len(), rejects.len()), (1, 0), "{same}");
        assert_eq!((orders[0].total, orders[0].lines.len()), (123_450, 2));
    }
    let (orders, rejects) = sorted(table("234,50").as_bytes());
    assert_eq!(orders.len(), 0);
    let found = "1\u{a0}234,50 грн; 234,50".to_owned();
    assert_eq!(
        (rejects[0].line, &rejects[0].why),
        (2, &RejectWhy::RowsDiffer { found })
    );
}

#[test]
fn a_number_shortened_by_a_spreadsheet_is_never_guessed() {
    let text = "Номер;Дата;Сумма;Телефон;ТТН\n\
                1,23457E+12;11.03.2026;5;;\n\
                7;11.03.2026;5;7,99E+10;2,045E+13\n";
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!((orders.len(), rejects.len()), (1, 1));
    assert_eq!(
        (rejects[0].field.as_str(), rejects[0].why.code()),
        ("number", "damaged")
    );
    assert_eq!(
        (
            orders[0].customer.phones[0].e164.as_deref(),
            orders[0].tracking_number.as_deref()
        ),
        (None, None)
    );
}

#[test]
fn a_cancellation_written_as_goods_below_zero_is_not_taken_for_an_order() {
    let (orders, rejects) = sorted("number;created;total;quantity\nC536379;2026-03-11;-5;-1\n".as_bytes());
    assert_eq!(orders, []);
    assert_eq!(
        (rejects[0].order.as_deref(), rejects[0].why.code()),
        (Some("C536379"), "not_a_quantity")
    );
}

#[test]
fn headers_with_look_alike_letters_and_several_phones_in_a_cell_are_read() {
    let text = "Заявки за март 2026\t\t\t\n\t\t\t\nНoмep\tДaтa\tCyммa\tТeлeфoн\n\
                7\t11.03.2026\t1 450,5\t+7 916 765-43-21, 8 495 123-45-67 или 050 1\n\t\tИТОГО: 1 450,5\t\n";
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!(rejects, []);
    assert_eq!((orders.len(), orders[0].total), (1, 145_050));
    let phones: Vec<_> = orders[0]
        .customer
        .phones
        .iter()
        .filter_map(|p| p.e164.as_deref())
        .collect();
    assert_eq!(phones, ["+79167654321", "+74951234567"]);
}

#[test]
fn a_table_without_a_needed_column_says_which() {
    let (orders, rejects) = sorted("number,phone,name\n1,2,3\n".as_bytes());
    assert_eq!((orders.len(), rejects.len()), (0, 1));
    let columns = "created, total".to_owned();
    assert_eq!(rejects[0].why, RejectWhy::NoColumns { columns });
}

#[test]
fn json_mirrors_the_table() {
    let object = r#"{
        "number": "1042", "created_at": "2026-03-11T11:58:00+03:00", "total": 14550.00, "status": "cancelled",
        "reason": "out_of_stock", "modified_at": "2026-03-11T12:01:00+03:00",
        "customer": {"name": "Елена Иванова", "phones": ["8 916 765-43-21", "8 495 123-45-67"], "email": "e@mail.example"},
        "payment": "Карта", "address": "Москва", "do_not_call": true, "tracking_number": "1100285492",
        "lines": [{"sku": 803, "name": "Кофеварка", "quantity": 1.5, "price": "12 990,00"},
                  {"item": "Фильтры", "total": 780}],
        "payments": [{"at": "2026-03-11T12:05:00+03:00", "amount": "500.00", "means": "bank_account", "reference": "p7"},
                     {"at": "2026-03-12T12:05:00+03:00", "amount": -100}]
    }"#;
    let (orders, rejects) = sorted(object.as_bytes());
    assert_eq!(rejects, []);
    let order = &orders[0];
    assert_eq!(
        (order.total, order.status, order.reason),
        (1_455_000, ShopStatus::Cancelled, Some(Reason::OutOfStock))
    );
    assert_eq!(order.customer.phones.len(), 2);
    assert!(order.do_not_call);
    assert_eq!(order.tracking_number.as_deref(), Some("1100285492"));
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|l| (l.sku.as_str(), l.name.as_str(), l.quantity_milli, l.total))
        .collect();
    assert_eq!(
        lines,
        [("803", "Кофеварка", 1_500, 1_948_500), ("", "Фильтры", 1_000, 78_000)]
    );
    let payments: Vec<_> = order
        .payments
        .iter()
        .map(|p| (p.amount, p.reference.as_str()))
        .collect();
    assert_eq!(payments, [(50_000, "p7"), (-10_000, "2026-03-12T09:05:00Z:-10000")]);
}

#[test]
fn json_comes_in_arrays_lines_and_the_desks_own_amounts() {
    let one =
        r#"{"number":"1","created":"2026-03-11","total":{"minor":500,"currency":"RUB","text":"5,00 ₽"},"paid":true}"#;
    for text in [
        format!("[{one},{one}]"),
        format!("{one}\n{one}\n"),
        format!("{{\"orders\":[{one},{one}]}}"),
    ] {
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!((orders.len(), rejects.len()), (2, 0), "{text}");
        assert_eq!((orders[0].total, orders[0].payments[0].amount), (500, 500));
    }
    let flat =
        r#"[{"номер":"7","дата":"11.03.2026","сумма":"1450,50","имя":"Анна","телефон":"89167654321","paid":false}]"#;
    let (orders, _) = sorted(flat.as_bytes());
    assert_eq!(
        (
            orders[0].customer.name.as_str(),
            orders[0].total,
            orders[0].payments.len()
        ),
        ("Анна", 145_050, 0)
    );
}

#[test]
fn a_file_cut_off_gives_everything_before_the_cut() {
    let (orders, rejects) = sorted(br#"[{"number":"1","created":"2026-03-11","total":5},{"number":"2","created":"20"#);
    assert_eq!((orders.len(), rejects.len()), (1, 1));
    assert_eq!(rejects[0].why, RejectWhy::CutShort);
}

#[test]
fn a_file_of_no_known_shape_is_refused_whole() {
    let mut sink: Vec<Item> = Vec::new();
    let answer = read("a;b;c\n1;2;3\n".as_bytes(), None, &defaults(), &mut sink);
    assert!(matches!(answer, Err(IntakeError::UnknownFormat)));
}

#[test]
fn a_sink_that_has_enough_ends_the_reading() {
    struct One(usize);
    impl Sink for One {
        fn take(&mut self, _: Item) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Break(())
        }
    }
    let mut one = One(0);
    read(TABLE.as_bytes(), None, &defaults(), &mut one).unwrap();
    assert_eq!(one.0, 1);
}

#[test]
fn one_date_that_proves_its_order_settles_those_that_could_be_read_either_way() {
    let table = |dates: &[&str]| {
        let row = |(at, date): (usize, &&str)| format!("{};{date};5\n", at + 1);
        let rows: String = dates.iter().enumerate().map(row).collect();
        format!("number;created;total\n{rows}")
    };
    let month_first: &[&str] = &["03/04/2023", "12/31/2023", "01/02/2023 15:30"];
    let day_first: &[&str] = &["03/04/23", "05/05/23", "31/12/23"];
    for (dates, expected, rejected) in [
        (month_first, ["03-04", "12-31", "01-02"].as_slice(), 0),
        (day_first, ["04-03", "05-05", "12-31"].as_slice(), 0),
        (&["03/04/2023", "05/05/2023"], ["05-05"].as_slice(), 1),
        (
            &["03/04/2023", "12/31/2023", "31/12/2023", "04/05/2023"],
            ["03-04", "12-31", "12-31"].as_slice(),
            1,
        ),
        (&["2023-03-04", "04.05.2023"], ["03-04", "05-04"].as_slice(), 0),
        // What slashes prove says nothing of dots.
        (
            &["05.02.2026", "02/25/2026", "05.02.2026"],
            ["02-05", "02-25", "02-05"].as_slice(),
            0,
        ),
    ] {
        let (orders, rejects) = sorted(table(dates).as_bytes());
        let read: Vec<_> = orders
            .iter()
            .map(|order| order.created_at.utc().with_timezone(&chrono_tz::Europe::Moscow))
            .map(|at| at.format("%m-%d").to_string())
            .collect();
        assert_eq!(
            (read, rejects.len()),
            (expected.iter().map(|d| (*d).to_owned()).collect(), rejected),
            "{dates:?}"
        );
        assert!(orders.is_sorted_by_key(|order| order.number.clone()), "{dates:?}");
        assert!(rejects.iter().all(|reject| reject.why.code() == "ambiguous_date"));
    }
}

#[test]
fn an_order_that_was_said_holds_whatever_the_dates_seem_to_prove() {
    for (said, dates, expected) in [
        (
            DateOrder::YearFirst,
            ["26/03/04", "26/03/05"],
            ["2026-03-04", "2026-03-05"],
        ),
        (
            DateOrder::DayFirst,
            ["03/25/2026", "05/03/2026"],
            ["2026-03-25", "2026-03-05"],
        ),
    ] {
        let text = format!("number;created;total\n1;{};5\n2;{};5\n", dates[0], dates[1]);
        let defaults = Defaults {
            date_order: Some(said),
            ..defaults()
        };
        let mut items: Vec<Item> = Vec::new();
        read(text.as_bytes(), None, &defaults, &mut items).unwrap();
        let read = items.iter().map(|item| match item {
            Item::Order(order) => order.created_at.utc().with_timezone(&chrono_tz::Europe::Moscow),
            other => panic!("{other:?}"),
        });
        let read: Vec<String> = read.map(|at| at.format("%Y-%m-%d").to_string()).collect();
        assert_eq!(read, expected, "{said:?}");
    }
}

#[test]
fn what_a_table_does_not_say_follows_from_what_it_says() {
    let text = "id;created;paid at;item;quantity;price;country;phone\n\
                A7;2026-03-11;2026-03-11 12:00;Чай;2;100;Беларусь;80291234567\n\
                A7;;;Чашка;1;50;;\n\
                A8;2026-03-11;0000-00-00;Чай;1;;;80501234567\n";
    let (orders, rejects) = sorted(text.as_bytes());
    let [order] = orders.as_slice() else {
        panic!("{orders:?}")
    };
    assert_eq!(
        (order.number.as_str(), order.external_id.as_str(), order.total),
        ("A7", "A7", 25_000)
    );
    assert_eq!(
        order.payments[0].amount, 25_000,
        "a day of payment alone says that it is paid"
    );
    assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+375291234567"));
    assert_eq!((rejects[0].field.as_str(), rejects[0].why.code()), ("total", "missing"));
}

#[test]
fn a_row_that_ends_early_is_refused_where_it_is_cut() {
    let whole = "number;created;total;item\n1;2026-03-11;5;a\n2;2026-03-11;7;b\n;;;c\n3;2026-03-11;9;d";
    for (length, orders, cut_at) in [
        (whole.len(), 3, None),
        (whole.len() - 3, 2, Some(5)),
        (whole.len() - 19, 1, Some(4)),
        (whole.len() - 17, 2, None),
    ] {
        let (read, rejects) = sorted(&whole.as_bytes()[..length]);
        let cut: Vec<_> = rejects.iter().map(|r| (r.line, r.why.code())).collect();
        let expected: Vec<_> = cut_at.map(|line| (line, "cut_short")).into_iter().collect();
        assert_eq!((read.len(), cut), (orders, expected), "{length}");
    }
    // A table whose rows are short anyway is not cut.
    let (orders, rejects) = sorted("number;created;total;item\n1;2026-03-11;5\n2;2026-03-11;7".as_bytes());
    assert_eq!((orders.len(), rejects.len()), (2, 0));
}

#[test]
fn a_row_without_a_number_is_a_line_of_the_order_above_unless_it_tells_of_somebody_else() {
    let row =
        |second: &str| format!("number;created;total;name;phone;item\n1;2026-03-11;5;Анна;89161234567;a\n{second}\n");
    for (second, lines, rejected) in [
        (";;;;;b", 2, 0),
        (";2026-03-11;;Анна;89161234567;b", 2, 0),
        (";;;Пётр;;b", 1, 1),
        (";;;;89161234568;b", 1, 1),
        (";2026-03-12;;;;b", 1, 1),
    ] {
        let (orders, rejects) = sorted(row(second).as_bytes());
        assert_eq!((orders[0].lines.len(), rejects.len()), (lines, rejected), "{second}");
    }
}

#[test]
fn rows_saved_in_one_quoted_cell_each_are_read() {
    let text = "Number,Created,Total,Name,Phone\n\
                \"1,2026-03-11,5,\"\"Ким, Анна\"\",+79161234567\";;\n\"2,2026-03-11,7,Пётр,\"\n";
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!(rejects, []);
    let names: Vec<_> = orders.iter().map(|o| o.customer.name.as_str()).collect();
    assert_eq!(names, ["Ким, Анна", "Пётр"]);
    assert_eq!(orders[0].customer.phones[0].e164.as_deref(), Some("+79161234567"));
}

#[test]
fn a_part_of_another_shape_is_refused_by_its_name() {
    let with = |part: &str| format!(r#"[{{"number":"1","created":"2026-03-11","total":5,{part}}}]"#);
    for (part, field) in [
        (r#""lines":"Чай x2""#, Some("lines")),
        (r#""items":3"#, Some("items")),
        (r#""products":{"a":1}"#, Some("products")),
        (r#""lines":[{"item":"Чай"},"Чашка"]"#, Some("lines")),
        (r#""payments":5"#, Some("payments")),
        (r#""payments":[5]"#, Some("payments")),
        (r#""customer":{"name":{"first":"Анна"}}"#, Some("name")),
        (
            r#""customer":{"phones":[{"number":"+7 916 765-43-21"}]}"#,
            Some("phones"),
        ),
        (r#""address":{"city":"Москва"}"#, Some("address")),
        (r#""lines":[{"item":"Чай","price":[[5]]}]"#, Some("price")),
        (
            r#""paid":{"minor":500,"currency":"RUB"},"status":"new","address":null,"comment":[]"#,
            None,
        ),
        (r#""lines":null,"payments":[]"#, None),
        (r#""lines":{},"payments":"""#, None),
    ] {
        let (orders, rejects) = sorted(with(part).as_bytes());
        let refused: Vec<_> = rejects.iter().map(|r| (r.field.as_str(), r.why.code())).collect();
        let expected: Vec<_> = field.map(|field| (field, "other_shape")).into_iter().collect();
        assert_eq!(
            (orders.len(), refused),
            (usize::from(field.is_none()), expected),
            "{part}"
        );
    }
}

#[test]
fn objects_behind_a_damaged_one_are_counted() {
    let order = |number: usize| format!(r#"{{"number":"{number}","created":"2026-03-11","total":5}}"#);
    for damaged in [
        r#"{"number":"2","created":"2026-03-11","total":}"#,
        r#"{"number":"2","created":"2026-03-11","total":5"#,
        r#"{"number":"2","created":"2026-03-11","lines":[{"item":"a"}"#,
        r#"{"number":"2","name":"Анна,"created":"2026-03-11"}"#,
    ] {
        let dateless = r#"{"number":"3","total":5}"#;
        let text = format!("[{},{damaged},{dateless},{}]", order(1), order(4));
        let (orders, rejects) = sorted(text.as_bytes());
        let numbers: Vec<_> = orders.iter().map(|o| o.number.as_str()).collect();
        let refused: Vec<_> = rejects.iter().map(|r| (r.order.as_deref(), r.field.as_str())).collect();
        assert_eq!(
            (numbers, refused),
            (vec!["1", "4"], vec![(Some("2"), ""), (Some("3"), "created")]),
            "{damaged}"
        );
    }
}

#[test]
fn a_heading_without_an_end_is_an_error_and_not_an_empty_table() {
    let long = format!("number;created;total;{}", "x".repeat(70_000));
    for (text, is_error) in [
        (format!("{long}\n1;2026-03-11;5;\n"), true),
        (format!("Отчёт\n{long}\n1;2026-03-11;5;\n"), true),
        (
            format!("number;created;total\n1;2026-03-11;5;{}\n", "x".repeat(70_000)),
            false,
        ),
        (
            format!("{{\"number\":\"1\",\"created\":\"2026-03-11\",\"total\":5,\"x\":\"{long}\"}}"),
            false,
        ),
    ] {
        let mut items: Vec<Item> = Vec::new();
        let read = read(text.as_bytes(), None, &defaults(), &mut items);
        assert_eq!(
            matches!(read, Err(IntakeError::LongHeading)),
            is_error,
            "{}",
            &text[..40]
        );
        assert_eq!(items.len(), usize::from(!is_error));
    }
}

#[test]
fn the_day_it_should_arrive_is_read_and_words_in_its_place_cost_nothing() {
    for (cell, estimate) in [
        ("15.03.2026", Some("2026-03-14T21:00:00Z")),
        ("после обеда", None),
        ("", None),
    ] {
        let text = format!("number;created;total;Дата доставки\n1;11.03.2026;5;{cell}\n");
        let mut items: Vec<Item> = Vec::new();
        read(text.as_bytes(), None, &defaults(), &mut items).unwrap();
        let [Item::Order(order)] = items.as_slice() else {
            panic!("{items:?}")
        };
        assert_eq!(
            order.estimate_at.map(crate::domain::time::Time::rfc3339).as_deref(),
            estimate,
            "{cell}"
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes: Vec<u8>) {
        for format in Format::ALL {
            let mut sink: Vec<Item> = Vec::new();
            read(bytes.as_slice(), Some(*format), &defaults(), &mut sink).unwrap();
        }
    }

    #[test]
    fn any_rows_under_a_header_have_an_answer(rows in "[0-9.,;:\"' \nа-яa-z+-]{0,300}") {
        items(format!("number;created;total;phone;paid;quantity;price;line_total\n{rows}").as_bytes());
    }

    #[test]
    fn any_cells_have_an_answer(cells in prop::collection::vec("[0-9.,:E+ -]{0,24}", 8)) {
        items(format!("number;created;total;phone;paid;quantity;price;line_total\n{}", cells.join(";")).as_bytes());
    }
}
