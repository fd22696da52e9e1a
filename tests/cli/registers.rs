//! `parcels import`: tracking numbers of many orders at once.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::given::spaced;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

const REGISTER: &str = "Трек-номер;Заказ;Телефон;Получатель\n\
                        80088012345674;D1;8 916 123-45-67;Елена\n\
                        80088012345681;;8 916 123-45-68;Нина\n\
                        80088012345698;D9;;Кто-то\n\
                        80088012345704;D3;;\n";

/// D1 is paid, D2 is paid on delivery, D3 is not confirmed.
fn shop() -> TestDesk {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Фильтры;2;390;F40");
    given::order_of(&desk, "Нина", "8 916 123-45-68", "Фильтры;1;390;F40");
    given::order_of(&desk, "Пётр", "8 916 123-45-69", "Фильтры;1;390;F40");
    desk.json(&["order", "edit", "D2", "--terms", "on_delivery"]);
    for number in ["D1", "D2"] {
        desk.json(&["order", "confirm", number]);
    }
    desk.json(&["order", "pay", "D1"]);
    desk
}

fn fits(told: &Value) -> Vec<Value> {
    let lines = told["lines"].as_array().unwrap().iter();
    lines
        .map(|line| json!([line["fit"], line["orders"], line["took"]]))
        .collect()
}

fn number(desk: &TestDesk, order: &str) -> Value {
    desk.json(&["order", "show", order])["parcels"][0]["tracking_number"].clone()
}

#[test]
fn a_register_is_looked_at_first_and_entered_once() {
    let desk = shop();
    let file = desk.file("f103.csv", REGISTER);
    let looked = desk.json(&["parcels", "import", &file]);
    assert_eq!(
        fits(&looked),
        [
            json!(["exact", ["D1"], false]),
            json!(["exact", ["D2"], false]),
            json!(["nothing", [], false]),
            json!(["unconfirmed", ["D3"], false]),
        ]
    );
    assert_eq!(number(&desk, "D1"), Value::Null, "only looked");

    let took = desk.json(&["parcels", "import", &file, "--take"]);
    assert_eq!(took["counts"], json!({ "took": 2, "nothing": 1, "unconfirmed": 1 }));
    assert_eq!(number(&desk, "D1"), "80088012345674");
    let shown = desk.json(&["order", "show", "D2"]);
    assert_eq!(shown["parcels"][0]["tracking_number"], "80088012345681");
    assert_eq!(shown["carrier"], "russian_post");
    assert_eq!(shown["stage"], "dispatched");

    let entries = || desk.json(&["journal"]).as_array().unwrap().len();
    let before = entries();
    let again = desk.json(&["parcels", "import", &file, "--take"]);
    assert_eq!(again["counts"], json!({ "taken": 2, "nothing": 1, "unconfirmed": 1 }));
    assert_eq!(entries(), before);

    // Each is an action of its own.
    desk.json(&["undo"]);
    assert_eq!(number(&desk, "D2"), Value::Null);
    assert_eq!(number(&desk, "D1"), "80088012345674");
    let undone = desk.json(&["parcels", "import", &file, "--take", "--not-handed"]);
    assert_eq!(
        undone["counts"],
        json!({ "took": 1, "taken": 1, "nothing": 1, "unconfirmed": 1 })
    );
    assert_eq!(desk.json(&["order", "show", "D2"])["stage"], "ready");
}

#[test]
fn pasted_lines_are_a_register_too_and_a_colleagues_customer_is_left_to_them() {
    let desk = shop();
    desk.json(&["order", "take", "D1", "--operator", "oleg"]);
    let lines = "D1 80088012345674\nD2\t80088012345681\n";
    let ran = desk.run_with_input(&["parcels", "import", "-", "--take"], lines);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(
        spaced(&ran.stdout),
        "Entered: 1\nD2 Нина  80088012345681  Russian Post  D2\n\n\
         Fit exactly: 1. To enter them: --take\nD1 Елена  80088012345674  Russian Post  D1\n"
    );
    assert!(ran.stderr.contains("line 1"), "{}", ran.stderr);
    assert!(ran.stderr.contains("oleg"), "{}", ran.stderr);
}

#[test]
fn what_has_no_numbers_is_refused() {
    let desk = shop();
    let other = desk.file("other.csv", "a;b\n1;2\n");
    let refused = desk.run(&["parcels", "import", &other]);
    assert!(refused.code(2).stderr.contains("No tracking numbers"), "{other}");
}

#[test]
fn a_packing_list_has_the_points_of_each_order_that_is_ready() {
    let desk = shop().settings("[shop]\nname = \"Lavka\"\nphone = \"+7 495 000-00-00\"\n");
    let printed = desk.run(&["parcels", "print", "packing", "--text"]).success().stdout;
    let printed = spaced(&printed);
    assert!(printed.starts_with("Packing list · Lavka · "), "{printed}");
    for point in [
        "D1 · Елена",
        "D2 · Нина",
        "[ ] Фильтры × 2",
        "[ ] Sample",
        "+7 495 000-00-00",
    ] {
        assert!(printed.contains(point), "{point}: {printed}");
    }
    assert!(!printed.contains("D3"), "it is not confirmed: {printed}");
    assert!(!printed.contains("gift"), "{printed}");

    desk.json(&["order", "told-late", "D1"]);
    let page = desk.path("page.html");
    let page = page.to_str().unwrap();
    let _ = desk
        .run(&["parcels", "print", "packing", "D1", "--out", page])
        .success();
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.contains("<li>A gift: the order is late</li>"), "{html}");
    assert!(!html.contains("Нина"), "{html}");
    assert_eq!(
        desk.run(&["parcels", "print", "packing", "--out", page]).code,
        Some(2),
        "never over a file"
    );
}

#[test]
fn without_a_browser_the_page_lies_among_the_reports_and_forgets_who_asks_for_it() {
    let desk = shop();
    let nowhere = desk.path_text("nowhere");
    let desk = desk.variable("PATH", &nowhere);
    let told = desk.run(&["parcels", "print", "packing"]).success().stdout;
    assert!(told.starts_with("No browser was found"), "{told}");
    let page = || std::fs::read_to_string(desk.beside("reports/packing.html")).unwrap();
    assert!(
        page().contains("916 123-45-67") && page().contains("916 123-45-68"),
        "{}",
        page()
    );
    desk.json(&["order", "cancel", "D2", "--reason", "changed_mind"]);
    desk.json(&["customer", "erase", "89161234568", "--reason", "asked", "--yes"]);
    assert!(
        page().contains("916 123-45-67") && !page().contains("916 123-45-68"),
        "{}",
        page()
    );
}

#[cfg(unix)]
#[test]
fn a_hand_over_sheet_goes_to_the_printer_by_carrier() {
    let desk = shop();
    let paper = desk.path_text("paper.txt");
    let desk = desk.settings(&format!("[printer]\ncommand = [\"sh\", \"-c\", \"cat > '{paper}'\"]\n"));
    let nothing = desk.run(&["parcels", "print", "handover"]).success().stdout;
    assert!(nothing.contains("No parcel with a number"), "{nothing}");
    let address = "101000, Тверь, ул. Мира, 1";
    desk.json(&[
        "order",
        "edit",
        "D1",
        "--address",
        address,
        "--delivery",
        "Почта России",
    ]);
    let packing = desk.run(&["parcels", "print", "packing", "--text"]).success().stdout;
    assert!(packing.contains("\nПочта России · "), "said once: {packing}");
    desk.json(&["order", "ship", "D1", "RA123456785RU"]);
    desk.json(&["order", "ship", "D2", "1100285492", "--carrier", "cdek", "--not-handed"]);
    let told = desk.run(&["parcels", "print", "handover"]).success().stdout;
    assert_eq!(told, "Printed: 2\n");
    let printed = spaced(&std::fs::read_to_string(&paper).unwrap());
    let post = printed.find("Russian Post: 1 parcel").unwrap();
    let cdek = printed.find("CDEK: 1 parcel").unwrap();
    let place = |word: &str| printed.find(word).unwrap_or_else(|| panic!("{word}: {printed}"));
    assert!(
        place("RA123456785RU") > post && place("RA123456785RU") < cdek,
        "{printed}"
    );
    assert!(place("1100285492") > cdek && place("₽390.00") > cdek, "{printed}");
    assert!(!printed[post..cdek].contains('₽'), "it is paid: {printed}");
    assert_eq!(printed.matches("Taken by, date ____").count(), 2);
    assert!(printed.contains("  Тверь"), "{printed}");
    assert!(!printed.contains("Мира"), "the town alone: {printed}");

    let desk = desk.settings("[printer]\ncommand = [\"sh\", \"-c\", \"echo no paper >&2; exit 3\"]\n");
    let failed = desk.run(&["parcels", "print", "handover"]);
    assert!(failed.stderr.contains("no paper"), "{}", failed.stderr);
    assert_eq!(failed.code, Some(3));
}

#[test]
fn a_report_of_parcels_says_how_long_they_went_and_what_became_of_them() {
    let desk = shop();
    desk.json(&["order", "ship", "D1", "RA123456785RU", "--estimate", "2026-03-13"]);
    desk.json(&["order", "ship", "D2", "1100285492", "--carrier", "cdek"]);
    for (day, step, order) in [
        ("13", "arrived", "D2"),
        ("15", "arrived", "D1"),
        ("16", "received", "D1"),
        ("20", "returned", "D2"),
    ] {
        let now = format!("2026-03-{day}T09:00:00Z");
        let mut asked = vec!["order", step, order];
        if step == "returned" {
            asked.extend(["--reason", "not_collected"]);
        }
        let _ = desk.run_at(&now, &asked).success();
    }
    let period = ["--from", "2026-03-01", "--to", "2026-03-21"];
    let at = "2026-03-21T09:00:00Z";
    let told = desk
        .run_at(at, &[&["report", "parcels", "--json"][..], &period].concat())
        .success()
        .json();
    let line = |of: &Value| {
        json!([
            of["carrier"],
            of["sent"],
            of["collected"],
            of["returned"],
            of["days"]["median"],
            of["late_share"]
        ])
    };
    assert_eq!(line(&told["all"]), json!([null, 2, 1, 1, 2.0, 1.0]));
    assert_eq!(told["all"]["collected_share"], 0.5);
    assert_eq!(line(&told["carriers"][0]), json!(["russian_post", 1, 1, 0, 4.0, 1.0]));
    assert_eq!(line(&told["carriers"][1]), json!(["cdek", 1, 0, 1, 2.0, null]));
    assert_eq!(told["all"]["cost"], Value::Null, "no carrier told it");

    let text = desk
        .run_at(at, &[&["report", "parcels"][..], &period].concat())
        .success()
        .stdout;
    assert!(text.contains("Russian Post") && text.contains("50%"), "{text}");
    let csv = desk
        .run_at(at, &[&["report", "parcels", "--csv"][..], &period].concat())
        .success()
        .stdout;
    assert!(csv.starts_with("carrier,region,sent,"), "{csv}");
    assert_eq!(csv.lines().count(), 3, "{csv}");
}

#[test]
fn a_lost_parcel_has_its_carriers_phone_and_a_claim_that_no_customer_is_given() {
    let desk = shop().settings("[carriers.cdek]\nphone = \"8 495 777-00-00\"\n");
    desk.json(&["order", "ship", "D1", "RA123456785RU"]);
    desk.json(&["order", "ship", "D2", "1100285492", "--carrier", "cdek"]);
    let later = "2026-03-30T09:00:00Z";
    for (order, phone) in [("D1", "8 800 100-00-00"), ("D2", "8 495 777-00-00")] {
        let script = desk.run_at(later, &["order", "script", order]).success().stdout;
        assert!(script.contains("Find the parcel") && script.contains(phone), "{script}");
    }
    let given = desk
        .run(&["answers", "search", "claim", "--order", "D1"])
        .success()
        .stdout;
    assert!(!given.contains("RA123456785RU was not"), "{given}");
}

#[test]
fn what_comes_back_is_listed_until_it_is_in_stock_again() {
    let desk = shop();
    let states = |desk: &TestDesk, now: &str| -> Vec<Value> {
        let told = desk.run_at(now, &["parcels", "back", "--json"]).success().json();
        let rows = told.as_array().unwrap().iter();
        rows.map(|row| json!([row["order_number"], row["state"], row["refund"]["minor"]]))
            .collect()
    };
    for order in ["D1", "D2"] {
        desk.json(&["order", "ship", order, "RA123456785RU"]);
    }
    assert_eq!(states(&desk, NOON), [] as [Value; 0]);
    let early = desk.run(&["order", "put-in-stock", "D1"]);
    assert_eq!(early.code, Some(5), "{}", early.stderr);
    desk.json(&["order", "parcel-refused", "D1"]);
    assert_eq!(states(&desk, NOON), [json!(["D1", "going_back", 0])]);
    desk.json(&["order", "returned", "D1", "--reason", "not_collected"]);
    assert_eq!(states(&desk, NOON), [json!(["D1", "back", 78_000])]);
    let queue = desk.json(&["queue"]);
    let tasks: Vec<&Value> = queue.as_array().unwrap().iter().map(|row| &row["task"]).collect();
    assert!(tasks.contains(&&json!("refund_due")), "{tasks:?}");

    desk.json(&["order", "put-in-stock", "D1"]);
    assert_eq!(states(&desk, NOON), [] as [Value; 0]);
    assert_eq!(desk.json(&["order", "put-in-stock", "D1"])["changed"], false);
    desk.json(&["undo"]);
    assert_eq!(states(&desk, NOON), [json!(["D1", "back", 78_000])]);

    // Sent again and come back again, it is to be put in stock again.
    desk.json(&["order", "put-in-stock", "D1"]);
    desk.json(&["order", "reopen", "D1"]);
    desk.json(&["order", "ship", "D1", "RA644000001RU"]);
    desk.json(&["order", "returned", "D1", "--reason", "not_collected"]);
    assert_eq!(states(&desk, NOON), [json!(["D1", "back", 78_000])]);
}
