//! `import`: files of a shop, and what it says of those it cannot read.

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

#[test]
fn a_file_that_is_no_workbook_after_all_is_named_for_what_it_is() {
    let desk = TestDesk::new();
    let envelope: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    for (bytes, message, hint) in [
        (compound.to_vec(), "old format", ".xlsx"),
        ([compound.as_slice(), &envelope].concat(), "password", "password"),
        (b"PK\x03\x04 and nothing more".to_vec(), "damaged", "as CSV"),
    ] {
        let file = desk.file("orders.xls", bytes);
        let error = desk.run(&["import", &file, "--json"]).code(2).error();
        assert!(error["message"].as_str().unwrap().contains(message), "{error}");
        assert!(error["hint"].as_str().unwrap().contains(hint), "{error}");
    }
}

const TABLE: &str = "№ заказа;Дата;ФИО;Телефон;Сумма;Статус\n\
                     1;11.03.2026 11:58;Елена;8 916 765-43-21;1450;Чекає оплати\n\
                     2;11.03.2026 11:59;Пётр;8 916 765-43-22;100;новый\n\
                     3;11.03.2026 12:00;Иван;;сто;новый\n";

#[test]
fn what_was_put_aside_is_told_with_its_place_its_reason_and_its_remedy() {
    let desk = TestDesk::new();
    let file = desk.file("orders.csv", TABLE);
    let plain = desk.run(&["import", &file]).code(1);
    assert!(
        plain
            .stderr
            .contains("line 4, order 3, total: “сто” is no amount – write it as 1450"),
        "{plain:#?}"
    );
    for part in [
        "One order waits",
        "“Чекає оплати”",
        "[shop]",
        "statuses.toml",
        "\"Чекає оплати\" = \"new\"",
    ] {
        assert!(plain.stderr.contains(part), "{part}: {plain:#?}");
    }
    let told = desk.run(&["import", &file, "--json"]).code(1).json();
    let file = &told["files"][0];
    assert_eq!(file["rejects"][0]["why"], "not_an_amount");
    assert_eq!(
        (&file["rejects"][0]["line"], &file["rejects"][0]["order"]),
        (&4.into(), &"3".into())
    );
    assert_eq!(file["unknown_statuses"][0]["key"], "\"Чекає оплати\" = \"new\"");
    assert_eq!(file["unknown_statuses"][0]["orders"], 1);
}

#[test]
fn an_order_with_an_unknown_status_comes_in_once_the_word_is_explained() {
    let desk = TestDesk::new();
    let file = desk.file("orders.csv", TABLE);
    let first = desk.run(&["import", &file, "--json"]).code(1).json();
    assert_eq!((&first["created"], &first["rejected"]), (&1.into(), &2.into()));
    desk.file("statuses.toml", "[shop]\n\"чекає ОПЛАТИ\" = \"confirmed\"\n");
    let second = desk.run(&["import", &file, "--json"]).code(1).json();
    assert_eq!((&second["created"], &second["rejected"]), (&1.into(), &1.into()));
    assert_eq!(desk.json(&["order", "show", "1"])["stage"], "confirmed");
    desk.file("statuses.toml", "[shop]\n\"x\" = \"shiped\"\n");
    let error = desk.run(&["import", &file, "--json"]).code(3).error();
    assert!(
        error["message"].as_str().unwrap().contains("statuses.toml:2"),
        "{error}"
    );
}

#[test]
fn a_profile_is_made_looked_through_and_imported_by() {
    let desk = TestDesk::new();
    let table = "Чек;Когда;Покупатель;Связь;Всего, грн;Этап\n\
                 A-1;11.03.2026 11:58;Елена;8 916 765-43-21;1450;У кравця\n\
                 A-2;11.03.2026 11:59;Пётр;8 916 765-43-22;100;новый\n";
    let file = desk.file("may.csv", table);
    let made = desk.run(&["import", "--make-profile", &file]).success();
    for row in ["Чек         number", "Связь       phone ?", "Всего, грн  total"] {
        assert!(made.stdout.contains(row), "{row}: {}", made.stdout);
    }
    assert!(made.stderr.contains("--profile may"), "{}", made.stderr);
    let path = desk.path("profiles").join("may.toml");
    let profile = std::fs::read_to_string(&path).unwrap();
    assert!(profile.contains("# \"У кравця\" = \"new\""), "{profile}");

    // What lies there may have been mended.
    let again = desk.run(&["import", "--make-profile", &file, "--json"]).code(2).error();
    assert_eq!(again["kind"], "usage");
    let shown = desk
        .run(&["import", "--make-profile", &file, "--profile-out", "-"])
        .success();
    assert_eq!(shown.stdout.replace("-.toml", "may.toml"), profile);
    let other = desk.path_text("other.toml");
    let json = desk.json(&["import", "--make-profile", &file, "--profile-out", &other]);
    assert_eq!(json["columns"][3]["column"], "phone");
    assert_eq!(json["columns"][3]["guessed_by"], "content");
    assert_eq!(json["columns"][3]["doubt"], "content");
    assert_eq!(json["missing"], serde_json::json!([]));
    assert!(
        made.stderr
            .contains("“Связь” is taken for phone only by what stands below it"),
        "{}",
        made.stderr
    );
    for theirs in ["916", "Елена", "A-1"] {
        assert!(!profile.contains(theirs), "{theirs}: {profile}");
    }

    std::fs::write(
        &path,
        profile.replace("# \"У кравця\" = \"new\"", "\"У кравця\" = \"confirmed\""),
    )
    .unwrap();
    let came = desk.json(&["import", &file, "--profile", "may"]);
    assert_eq!(
        (&came["created"], &came["files"][0]["profile"]),
        (&2.into(), &"may".into())
    );
    let order = desk.json(&["order", "show", "A-1"]);
    assert_eq!(
        (&order["stage"], &order["source"]),
        (&"confirmed".into(), &"may".into())
    );
    assert_eq!(order["customer"]["phone"], "+79167654321");
}

#[test]
fn a_made_profile_says_in_which_order_dates_are_written_or_asks() {
    let desk = TestDesk::new();
    let table = |second: &str| {
        format!(
            "Чек;Когда;Покупатель;Тел;Итог\nA-1;03/04/2026;Елена;8 916 765-43-21;1450\nA-2;{second};Пётр;8 916 765-43-22;100\n"
        )
    };
    let make = |desk: &TestDesk, name: &str, text: &str| {
        let file = desk.file(&format!("{name}.csv"), text);
        let made = desk.run(&["import", "--make-profile", &file]).success();
        let profile = std::fs::read_to_string(desk.path("profiles").join(format!("{name}.toml"))).unwrap();
        (file, profile, made.stderr)
    };
    let (file, profile, _) = make(&desk, "proven", &table("03/12/2026").replace("03/12", "12/31"));
    assert!(profile.contains("\ndate_order = \"mdy\"\n"), "{profile}");
    desk.json(&["import", &file, "--profile", "proven"]);
    assert_eq!(
        desk.json(&["order", "show", "A-1"])["created_at"],
        "2026-03-03T21:00:00Z"
    );
    let (_, profile, said) = make(&desk, "open", &table("05/06/2026"));
    assert!(profile.contains("\n# date_order = \"mdy\"\n"), "{profile}");
    assert!(said.contains("date_order = \"dmy\" or \"mdy\""), "{said}");
}

#[cfg(unix)]
#[test]
fn a_made_profile_is_named_without_what_would_move_the_cursor() {
    let desk = TestDesk::new();
    let file = desk.file("may\u{1b}[2J.csv", "Чек;Когда;Всего\n1;11.03.2026;5\n");
    let inside = desk.path_text("out\u{1b}[31m.toml");
    for out in [None, Some(inside.as_str())] {
        let mut words = vec!["import", "--make-profile", &file];
        words.extend(out.iter().flat_map(|out| ["--profile-out", out]));
        let made = desk.run(&words).success();
        assert!(made.stderr.contains("--profile"), "{}", made.stderr);
        let shown = [&made.stdout, &made.stderr];
        assert!(shown.iter().all(|text| !text.contains('\u{1b}')), "{:?}", made.stderr);
    }
}

#[test]
fn a_profile_that_cannot_be_used_is_told_with_its_line() {
    let desk = TestDesk::new();
    let file = desk.file("may.csv", "Чек;Когда;Всего\n1;11.03.2026;5\n");
    let good = "[columns]\nnumber = \"Чек\"\ncreated = \"Когда\"\ntotal = \"Всего\"\n";
    for (profile, code, message, hint) in [
        (
            format!("{good}fone = \"Тел\"\n"),
            3,
            "shop.toml:5: [columns]: there is no column `fone`",
            "`phone`",
        ),
        (
            format!("{good}phone = \"Тел\"\n"),
            2,
            "no columns called: Тел",
            "--make-profile",
        ),
    ] {
        let profile = desk.file("shop.toml", profile);
        let error = desk
            .run(&["import", &file, "--profile", &profile, "--json"])
            .code(code)
            .error();
        assert!(error["message"].as_str().unwrap().contains(message), "{error}");
        assert!(error["hint"].as_str().unwrap().contains(hint), "{error}");
    }
    let error = desk
        .run(&["import", &file, "--profile", "nobody", "--json"])
        .code(2)
        .error();
    assert_eq!(error["kind"], "not_found");
    assert!(error["hint"].as_str().unwrap().contains("woocommerce"), "{error}");
}

#[test]
fn orders_dated_later_than_they_come_are_taken_in_now_and_said_to_be() {
    let desk = TestDesk::new();
    let table = "№ заказа;Дата;ФИО;Телефон;Сумма\n\
                 1;11.03.2026 16:58;Елена;8 916 765-43-21;1450\n\
                 2;11.03.2026 11:58;Пётр;8 916 765-43-22;100\n";
    let file = desk.file("orders.csv", table);
    let plain = desk.run(&["import", &file]).success();
    assert!(plain.stderr.contains("One order is dated later than now"), "{plain:#?}");
    assert_eq!(desk.json(&["order", "show", "1"])["created_at"], desk.now());
    assert_eq!(desk.json(&["queue"]).as_array().map(Vec::len), Some(2));
    let told = desk.json(&["import", &file]);
    assert_eq!(told["files"][0]["dated_ahead"], 1);
}

#[test]
fn headings_that_were_not_read_are_listed_and_a_slip_is_offered_what_was_meant() {
    let desk = TestDesk::new();
    let table = "Заказ №;Дата заказа;Ф.И.О.;Телефн;Сумма, руб.;Вес\n1;11.03.2026;Елена;8 916 765-43-21;1450;2\n";
    let file = desk.file("orders.csv", table);
    let plain = desk.run(&["import", &file]).success();
    for part in [
        "“Телефн” (did you mean “телефон”?), “Вес”",
        "No order of this file has a phone",
    ] {
        assert!(plain.stderr.contains(part), "{part}: {plain:#?}");
    }
    let told = desk.json(&["import", &file]);
    let told = &told["files"][0];
    assert_eq!(
        told["unread_headings"],
        serde_json::json!([{"heading": "Телефн", "did_you_mean": "phone"}, {"heading": "Вес", "did_you_mean": null}])
    );
    assert_eq!(told["with_phone"], 0);
    let file = desk.file("mended.csv", table.replace("Телефн", "Тел. клиента"));
    let plain = desk.run(&["import", &file]).success();
    assert!(!plain.stderr.contains("phone"), "{plain:#?}");
    assert_eq!(desk.json(&["order", "show", "1"])["customer"]["name"], "Елена");

    let without = table.replace("Дата заказа", "Дота заказа");
    let file = desk.file("dateless.csv", without);
    let error = desk.run(&["import", &file]).code(1);
    assert!(error.stderr.contains("created (Дота заказа?)"), "{error:#?}");
}

#[test]
fn a_first_import_says_how_much_is_backlog_and_how_much_is_history() {
    let desk = TestDesk::new();
    let table = "№ заказа;Дата;ФИО;Телефон;Сумма;Статус\n\
                 1;11.03.2026 11:58;Елена;8 916 765-43-21;1450;новый\n\
                 2;01.03.2026 11:58;Пётр;8 916 765-43-22;100;новый\n\
                 3;01.02.2026 11:58;Иван;8 916 765-43-23;100;выполнен\n\
                 4;01.01.2026 11:58;Ирина;8 916 765-43-24;100;отправлен\n";
    let file = desk.file("orders.csv", table);
    let told = desk.json(&["import", &file]);
    let told = &told["files"][0];
    assert_eq!((&told["backlog"], &told["history"]), (&1.into(), &2.into()));
    let again = desk.run(&["import", &file]).success();
    assert!(!again.stderr.contains("history"), "{again:#?}");
    let desk = TestDesk::new();
    let plain = desk.run(&["import", &desk.file("orders.csv", table)]).success();
    assert!(
        plain.stderr.contains("Of the new ones 1 are open and old"),
        "{plain:#?}"
    );
}

#[test]
fn an_id_of_another_shop_is_stopped_with_the_remedy() {
    let desk = TestDesk::new();
    let row = |name: &str, phone: &str, day: &str| {
        format!("id;number;created;total;name;phone\n7;7;{day};5;{name};{phone}\n")
    };
    let ours = desk.file("ours.csv", row("Елена", "8 916 765-43-21", "11.03.2026"));
    let theirs = desk.file("theirs.csv", row("Пётр", "8 916 765-43-22", "01.03.2026"));
    desk.json(&["import", &ours]);
    let stopped = desk.run(&["import", &theirs]).code(1);
    assert!(
        stopped
            .stderr
            .contains("order 7, id: its id is that of another order here, No. 7"),
        "{stopped:#?}"
    );
    assert!(stopped.stderr.contains("--source NAME"), "{stopped:#?}");
    desk.json(&["import", &theirs, "--source", "second"]);
    let names: Vec<_> = ["id:1", "id:2"]
        .map(|id| desk.json(&["order", "show", id])["source"].clone())
        .to_vec();
    assert_eq!(names, ["shop", "second"]);
}

#[test]
fn a_dry_run_without_a_database_says_what_would_come_and_makes_none() {
    of_a_file!("a server is there, or the desk is not");
    let desk = TestDesk::new().without_database();
    let file = desk.file("orders.csv", "number;created;total\n1;2026-03-11;5\n2;2026-03-11;7\n");
    let told = desk.json(&["import", &file, "--dry-run"]);
    assert_eq!((&told["created"], &told["rejected"]), (&2.into(), &0.into()), "{told}");
    assert!(!desk.path("desk.db").exists());
}

#[test]
fn news_alone_are_not_said_to_lack_phones() {
    let desk = TestDesk::new();
    let table = desk.file(
        "orders.csv",
        "number;created;total;phone\n1042;2026-03-11;100;89161234567\n",
    );
    assert_eq!(desk.json(&["import", &table, "--source", "commerceml"])["created"], 1);
    let news = desk.file(
        "status.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><КоммерческаяИнформация ВерсияСхемы=\"2.05\"><Документ><Ид>5</Ид>\
         <Номер>1042</Номер><Дата>2026-03-11</Дата><ХозОперация>Заказ товара</ХозОперация><ЗначенияРеквизитов>\
         <ЗначениеРеквизита><Наименование>Дата оплаты по 1С</Наименование><Значение>2026-03-11</Значение>\
         </ЗначениеРеквизита></ЗначенияРеквизитов></Документ></КоммерческаяИнформация>",
    );
    let told = desk.run(&["import", &news]).success();
    assert!(!told.stderr.contains("phone"), "{told:#?}");
    assert_eq!(desk.json(&["order", "show", "1042"])["due"]["minor"], 0);
}

#[test]
fn an_order_is_promised_a_call_in_its_own_shops_hours() {
    let settings = "[[source]]\nname = \"Lavka 2\"\nplatform = \"woocommerce\"\nshop = \"lavka2.example\"\n\
                    hours = \"10:00-18:00\"\n";
    let desk = TestDesk::new().settings(settings);
    let order = |id: i64, host: &str| {
        format!(
            "[{{\"id\":{id},\"number\":\"{id}\",\"status\":\"processing\",\"currency\":\"RUB\",\"total\":\"5.00\",\
             \"date_created_gmt\":\"2026-03-11T16:00:00\",\"billing\":{{\"first_name\":\"Anna\",\"phone\":\"8916000001{id}\"}},\
             \"line_items\":[{{\"id\":1,\"name\":\"Tea\",\"quantity\":1,\"total\":\"5.00\"}}],\
             \"_links\":{{\"self\":[{{\"href\":\"https://{host}/wp-json/wc/v3/orders/{id}\"}}]}}}}]"
        )
    };
    // 19:00: the desk works until 21:00, the second shop until 18:00.
    let evening = "2026-03-11T16:00:00Z";
    for (id, host) in [(1, "lavka.example"), (2, "lavka2.example")] {
        let file = desk.file(&format!("{id}.json"), order(id, host));
        let _ = desk.run_at(evening, &["import", &file]).success();
    }
    let promised = |number: &str| {
        let order = desk
            .run_at("2026-03-11T16:01:00Z", &["order", "show", number, "--json"])
            .json();
        (order["promised"].clone(), order["tasks"][0]["limit"].clone())
    };
    assert_eq!(promised("1"), (serde_json::json!(null), "2026-03-11T17:00:00Z".into()));
    let window = serde_json::json!({"from": "2026-03-12T07:00:00Z", "until": "2026-03-12T09:00:00Z"});
    assert_eq!(promised("2").0, window);
    let _ = desk.run_at("2026-03-11T16:01:00Z", &["work", "--once"]).success();
    let told = desk.run_at("2026-03-11T16:01:00Z", &["outbox", "--json"]).json();
    let promises: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["kind"], &one["order_number"]))
        .collect();
    assert_eq!(promises, [(&"promise".into(), &"2".into())]);
}

#[test]
fn an_answer_of_a_shop_that_is_not_whole_says_so() {
    let desk = TestDesk::new();
    let answer = r##"{"data":{"orders":{"nodes":[{"id":"gid://shopify/Order/5001","name":"#1001","createdAt":"2026-03-11T08:00:00Z",
        "totalPriceSet":{"shopMoney":{"amount":"970.0","currencyCode":"RUB"}}}],"pageInfo":{"hasNextPage":true,"endCursor":"eyJsYXN0=="}}},
        "errors":[{"message":"Access denied","path":["orders","nodes",0,"customer"]}]}"##;
    let file = desk.file("orders.json", answer);
    let plain = desk.run(&["import", &file]).code(1);
    for part in [
        "The file ends before the last page: one order read. Ask the shop for the next with after: eyJsYXN0==",
        "an error at orders.nodes.0.customer: “Access denied”",
    ] {
        assert!(plain.stderr.contains(part), "{part}: {plain:#?}");
    }
    let told = desk.run(&["import", &file, "--json"]).code(1).json();
    let missing = &told["files"][0]["incomplete"];
    assert_eq!(
        (&missing[0]["what"], &missing[0]["message"]),
        (&"error".into(), &"Access denied".into())
    );
    assert_eq!(
        (&missing[1]["what"], &missing[1]["after"]),
        (&"more_pages".into(), &"eyJsYXN0==".into())
    );
    let throttled = desk.file(
        "throttled.json",
        r#"{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]}"#,
    );
    let plain = desk.run(&["import", &throttled]).code(1);
    assert!(plain.stderr.contains("an error: “Throttled”"), "{plain:#?}");
}

#[test]
fn a_base_taken_in_again_ends_no_agreement_that_came_since() {
    let desk = TestDesk::new();
    let base = |name: &str, row: &str| desk.file(name, format!("имя;телефон;согласие\n{row}\n"));
    let never_asked = base("first.csv", "Борис;89161234568;нет");
    let agreed = base("second.csv", "Борис;89161234568;да");
    let unticked = base("third.csv", "Борис ;89161234568;нет");
    for (now, file, is_over) in [
        ("2026-03-12T09:00:00Z", &never_asked, false),
        ("2026-03-13T09:00:00Z", &agreed, false),
        ("2026-03-14T09:00:00Z", &never_asked, false),
        ("2026-03-15T09:00:00Z", &unticked, true),
    ] {
        let _ = desk.run_at(now, &["customer", "import", file]).success();
        let card = desk
            .run_at(now, &["customer", "show", "89161234568", "--json"])
            .success()
            .json();
        assert_eq!(!card["consent_off_at"].is_null(), is_over, "{now} {card}");
    }
}
