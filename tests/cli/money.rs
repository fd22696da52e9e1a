//! `money import`: a statement beside what is owed.

use serde_json::json;

use crate::given;
use crate::given::spaced;
use crate::support::desk::TestDesk;

const STATEMENT: &str = "Дата;Сумма;Плательщик;Назначение платежа\n\
                         27.11.2026;780,00;;Оплата заказа D1\n\
                         27.11.2026;100,00;;Оплата заказа D2\n\
                         27.11.2026;55,00;ООО Ромашка;аренда\n";

fn shop() -> TestDesk {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Фильтры;2;390;F40");
    given::order_of(&desk, "Нина", "8 916 123-45-68", "Фильтры;1;390;F40");
    desk
}

#[test]
fn a_statement_pays_what_it_names_once_and_says_what_is_left() {
    let desk = shop();
    let file = desk.file("bank.csv", STATEMENT);
    let fits = |told: &serde_json::Value| -> Vec<serde_json::Value> {
        let lines = told["lines"].as_array().unwrap().iter();
        lines
            .map(|line| json!([line["fit"], line["orders"], line["took"]]))
            .collect()
    };
    let looked = desk.json(&["money", "import", &file]);
    assert_eq!(
        fits(&looked),
        [
            json!(["exact", ["D1"], false]),
            json!(["other_sum", ["D2"], false]),
            json!(["nothing", [], false])
        ]
    );
    assert_eq!(desk.json(&["order", "show", "D1"])["paid"]["minor"], 0, "only looked");

    let took = desk.json(&["money", "import", &file, "--take"]);
    assert_eq!(took["counts"], json!({ "took": 1, "other_sum": 1, "nothing": 1 }));
    assert_eq!(desk.json(&["order", "show", "D1"])["paid"]["minor"], 78_000);
    let again = desk.json(&["money", "import", &file, "--take"]);
    assert_eq!(again["counts"], json!({ "taken": 1, "other_sum": 1, "nothing": 1 }));
    assert_eq!(desk.json(&["order", "show", "D1"])["paid"]["minor"], 78_000);

    // Undone, it is to be taken again.
    desk.json(&["undo"]);
    let undone = desk.json(&["money", "import", &file, "--take"]);
    assert_eq!(undone["counts"], json!({ "took": 1, "other_sum": 1, "nothing": 1 }));
}

#[test]
fn what_is_said_names_the_orders_and_what_is_no_statement_is_refused() {
    let desk = shop();
    let file = desk.file("bank.csv", STATEMENT);
    let told = spaced(&desk.run(&["money", "import", &file]).success().stdout);
    assert_eq!(
        told,
        "Fit exactly: 1. To enter them: --take\n\
         27.11  D1 Елена  ₽780.00  Оплата заказа D1\n\n\
         The order is named, the sum is another: 1\n\
         27.11  D2 Нина  ₽100.00  Оплата заказа D2\n\n\
         Fit nothing: 1\n\
         27.11  ₽55.00  ООО Ромашка  аренда\n"
    );
    let other = desk.file("other.csv", "a;b\n1;2\n");
    let refused = desk.run(&["money", "import", &other]);
    assert!(refused.code(2).stderr.contains("neither 1C's exchange"), "{other}");
}

#[test]
fn a_register_of_any_shape_is_read_by_a_profile_that_is_guessed_and_mended() {
    let desk = shop();
    desk.json(&["order", "edit", "D1", "--terms", "on_delivery"]);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "ship", "D1", "RA644000001RU", "--carrier", "russian_post"]);
    let register = "Реестр выплат 17\n\nИдентификатор;Взыскано с адресата;Оставлено;Выдано\n\
                    RA644000001RU;780,00;20,00;760,00\n";
    let file = desk.file("register.csv", register);
    let _ = desk.run(&["money", "import", &file]).code(2);
    let made = desk.run(&["money", "import", &file, "--make-profile"]).success();
    assert!(made.stderr.contains("dozvon money import"), "{}", made.stderr);
    let path = desk.path("profiles").join("register.toml");
    let profile = std::fs::read_to_string(&path).unwrap();
    assert!(
        !profile.contains("RA644") && !profile.contains("[statuses]"),
        "{profile}"
    );
    let mended = "[columns]\ntracking = \"Идентификатор\"\ncollected = \"Взыскано с адресата\"\n\
                  fee = \"Оставлено\"\namount = \"Выдано\"\n";
    std::fs::write(&path, mended).unwrap();
    let took = desk.json(&["money", "import", &file, "--profile", "register", "--take"]);
    assert_eq!(took["counts"], json!({ "took": 1 }));
    assert_eq!(took["lines"][0]["withheld"]["minor"], 2_000);
    assert_eq!(desk.json(&["order", "show", "D1"])["paid"]["minor"], 78_000);
    let said = desk.run(&["money", "import", &file, "--profile", "registr"]).code(2);
    assert!(said.stderr.contains("register"), "{}", said.stderr);

    let known = "Номер накладной;Комиссия за услугу;Всего к выплате продавцу;Дата\nRA644000001RU;20;760;27.11.2026\n";
    let known = desk.file("known.csv", known);
    let made = desk.json(&["money", "import", &known, "--make-profile"]);
    let columns: Vec<&serde_json::Value> = made["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["column"])
        .collect();
    assert_eq!(columns, ["tracking", "fee", "amount", "date"]);
    assert_eq!(made["missing"], json!([]));
}

#[test]
fn who_owes_what_is_listed_with_what_is_late_and_what_is_said_to_be_paid() {
    let desk = shop();
    assert_eq!(desk.run(&["money", "list"]).success().stdout, "Nobody owes anything.\n");
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "claims-paid", "D1"]);
    desk.json(&["order", "edit", "D2", "--terms", "on_delivery"]);
    desk.json(&["order", "confirm", "D2"]);
    let owed = desk.json(&["money", "list"]);
    let of = |side: &str| -> Vec<(String, i64, bool)> {
        let lines = owed[side].as_array().unwrap().iter();
        lines
            .map(|line| {
                let number = line["number"].as_str().unwrap().to_owned();
                (
                    number,
                    line["amount"]["minor"].as_i64().unwrap(),
                    line["claimed_at"].is_string(),
                )
            })
            .collect()
    };
    assert_eq!(of("customers"), [("D1".to_owned(), 78_000, true)]);
    assert_eq!(of("at_receipt"), [("D2".to_owned(), 39_000, false)]);
    assert_eq!((of("carriers"), of("refunds")), (Vec::new(), Vec::new()));

    desk.json(&["order", "ship", "D2", "RA644000001RU", "--carrier", "russian_post"]);
    desk.json(&["order", "received", "D2"]);
    desk.json(&["order", "pay", "D1", "800"]);
    let owed = desk.json(&["money", "list", "--by", "refunds"]);
    assert_eq!(owed["refunds"][0]["amount"]["minor"], 2_000);
    assert_eq!(owed["refunds"][0]["is_overpaid"], 1);
    let csv = desk.run(&["money", "list", "--csv"]).success().stdout;
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[1].starts_with("carriers,D2,Нина,"), "{csv}");
    assert!(lines[2].starts_with("refunds,D1,Елена,"), "{csv}");

    let report = desk.json(&["report", "money"]);
    assert_eq!(
        report["received"],
        json!([{ "means": "card", "count": 1, "amount": report["received"][0]["amount"] }])
    );
    assert_eq!(report["received"][0]["amount"]["minor"], 80_000);
    assert_eq!(report["owed"][0]["owed_by"], "carriers");
    assert_eq!(report["owed"][1]["overpaid"]["minor"], 2_000);
    assert_eq!((&report["refunded"], &report["payouts"]), (&json!([]), &json!([])));

    // A carrier pays, and what was too much goes back.
    let register = desk.file(
        "register.csv",
        "Трек;К перечислению;Комиссия\nRA644000001RU;380,00;10,00\n",
    );
    desk.json(&["money", "import", &register, "--take"]);
    desk.json(&["order", "refund", "D1", "20"]);
    let report = desk.json(&["report", "money"]);
    assert_eq!(report["received"][1]["means"], "cod");
    assert_eq!(report["received"][1]["amount"]["minor"], 39_000);
    assert_eq!(report["refunded"][0]["amount"]["minor"], 2_000);
    assert_eq!(report["payouts"][0]["count"], 1);
    assert_eq!(report["owed"], json!([]));
    let said = spaced(&desk.run(&["report", "money", "--lang", "ru"]).success().stdout);
    for words in ["наложенный платёж", "возвращено", "Должны сейчас"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn an_order_is_paid_by_a_link_or_a_code_and_a_letter_shows_both() {
    let desk = shop();
    desk.json(&["order", "confirm", "D1"]);
    let bare = desk.json(&["order", "pay-code", "D1"]);
    assert_eq!(
        (&bare["link"], &bare["code"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    desk.file(
        "config.toml",
        "[shop]\npayee = \"ИП Иванова\"\naccount = \"4080 2810 0000 0000 0001\"\nbank = \"АО Банк\"\nbic = \"044525974\"\n\
         pay_link = \"https://pay.example/?order={{ order.number }}&sum={{ sum }}&who={{ customer.name }}\"\n",
    );
    let how = desk.json(&["order", "pay-code", "D1"]);
    let link = "https://pay.example/?order=D1&sum=780.00&who=%D0%95%D0%BB%D0%B5%D0%BD%D0%B0";
    assert_eq!(how["link"], link);
    assert_eq!(
        how["code"],
        "ST00012|Name=ИП Иванова|PersonalAcc=40802810000000000001|BankName=АО Банк|BIC=044525974|CorrespAcc=0|Sum=78000|Purpose=Order D1"
    );
    let png = desk.path_text("code.png");
    desk.json(&["order", "pay-code", "D1", "--png", &png]);
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    let letter = desk
        .run(&["message", "preview", "D1", "requisites", "--channel", "email"])
        .success()
        .stdout;
    assert!(letter.contains(link), "{letter}");
    let html = desk
        .run(&["message", "preview", "D1", "requisites", "--html"])
        .success()
        .stdout;
    assert!(html.contains("src=\"data:image/png;base64,iVBOR"), "{html}");
    let short = desk
        .run(&["message", "preview", "D1", "requisites", "--channel", "sms"])
        .success()
        .stdout;
    assert!(short.contains(link), "{short}");
    // What is paid asks for nothing.
    desk.json(&["order", "pay", "D1"]);
    assert_eq!(desk.json(&["order", "pay-code", "D1"]), serde_json::Value::Null);
    let html = desk
        .run(&["message", "preview", "D1", "accepted", "--html"])
        .success()
        .stdout;
    assert!(!html.contains("data:image"), "{html}");

    for (line, said) in [
        ("account = \"DE88370400440532013000\"", "no account"),
        (
            "pay_link = \"https://pay.example/?x={{ secret }}\"",
            "no address to pay at",
        ),
    ] {
        desk.file("config.toml", format!("[shop]\n{line}\n"));
        let refused = desk.run(&["config", "check"]).code(3);
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
}
