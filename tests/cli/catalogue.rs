//! `catalogue …`: what is there, what it costs now, what is offered in vain.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::given::roubles;
use crate::given::spaced;
use crate::support::desk::TestDesk;

const CATALOGUE: &str = "Артикул;Наименование;Цена;Остаток;Хватает на\nF40;Фильтры;420;0;90\n;Чайник;1290;3;\n";

#[test]
fn an_order_says_before_the_call_what_is_not_there_and_what_costs_more() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Фильтры;2;390;F40");
    let file = desk.file("catalogue.csv", CATALOGUE);
    let done = desk.json(&["catalogue", "import", &file]);
    assert_eq!(
        done,
        json!({ "read": 2, "images": 0, "created": 2, "updated": 0, "unchanged": 0, "withdrawn": 0, "rejected": [] })
    );
    let row = desk.json(&["queue"])[0].clone();
    assert_eq!(row["out_of_stock"], true);
    assert!(row["reason"].as_str().unwrap().ends_with(", out of stock"), "{row}");
    let line = desk.json(&["order", "show", "D1"])["lines"][0].clone();
    let of_catalogue = ["stock", "out_of_stock", "price_now", "price_rise"].map(|key| line[key].clone());
    let expected = [
        json!(0),
        json!(true),
        roubles(42_000, "420,00"),
        roubles(3_000, "30,00"),
    ];
    assert_eq!(of_catalogue, expected);
    let plain = spaced(&desk.run(&["order", "show", "D1"]).success().stdout);
    assert!(plain.contains("out of stock · price +₽30"), "{plain}");
}

#[test]
fn the_check_lists_what_is_offered_and_not_there() {
    let desk = TestDesk::new();
    let empty = desk.run(&["catalogue", "check"]).success().stdout;
    assert_eq!(empty, "Everything the shop offers is in stock.\n");
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Фильтры;2;390;F40");
    let file = desk.file("catalogue.csv", CATALOGUE);
    desk.json(&["catalogue", "import", &file]);
    assert_eq!(
        desk.json(&["catalogue", "check"]),
        json!([{
            "sku": "F40",
            "name": "Фильтры",
            "price": roubles(42_000, "420,00"),
            "stock": 0,
            "offered": true,
            "life_days": 90,
            "open_orders": 1,
            "ordered": 2,
        }])
    );
    assert_eq!(desk.json(&["catalogue", "list"]).as_array().map(Vec::len), Some(2));
    let file = desk.file("catalogue.csv", "sku,offered\nF40,no\n");
    desk.json(&["catalogue", "import", &file]);
    assert_eq!(desk.json(&["catalogue", "check"]), json!([]));
}

#[test]
fn the_list_is_narrowed_to_what_there_is_to_see_to() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Фильтры;2;390;F40");
    let file = desk.file(
        "catalogue.csv",
        "sku;name;price;stock\nF40;Фильтры;420;3\n;Чайник;1290;0\nK1;Кофе;500;9\n",
    );
    desk.json(&["catalogue", "import", &file]);
    let names = |arguments: &[&str]| {
        let list = desk.json(&[&["catalogue", "list"], arguments].concat());
        let names = list
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&[]), ["Кофе", "Фильтры", "Чайник"]);
    assert_eq!(names(&["--absent"]), ["Чайник"]);
    assert_eq!(names(&["--running-out"]), ["Фильтры"]);
    assert_eq!(names(&["--wanted"]), ["Фильтры"]);
    assert_eq!(names(&["--price-risen"]), ["Фильтры"]);
    assert_eq!(
        names(&["--new-since", "2020-01-01"]),
        [""; 0],
        "the first catalogue is no news"
    );
    assert_eq!(names(&["k1"]), ["Кофе"]);
    let filters = desk.json(&["catalogue", "list", "--running-out"])[0].clone();
    assert!(filters["first_seen_at"].is_string(), "{filters}");
    let counted = [
        "stock",
        "ordered",
        "left",
        "open_orders",
        "price_rise_orders",
        "offered",
    ];
    assert_eq!(
        counted.map(|key| filters[key].clone()),
        [json!(3), json!(2), json!(1), json!(1), json!(1), json!(true)]
    );
    assert_eq!(filters["price_rise"], roubles(3_000, "30,00"));
    let csv = desk
        .run(&["catalogue", "list", "--running-out", "--csv"])
        .success()
        .stdout;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "sku,product,price,currency,stock,ordered,left,open_orders,price_rise,price_rise_orders,offered,life_days,first_seen"
    );
    assert!(
        lines[1].starts_with("F40,Фильтры,420.00,RUB,3,2,1,1,30.00,1,1,,"),
        "{csv}"
    );
    let plain = desk.run(&["catalogue", "list", "--price-risen"]).success().stdout;
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("F40 Фильтры ₽420 3 2 1 1 ₽30"), "{plain}");
    let _ = desk.run(&["catalogue", "list", "--absent", "--wanted"]).code(2);
}

#[test]
fn rows_that_cannot_be_read_are_told_and_the_rest_comes_in() {
    let desk = TestDesk::new();
    let file = desk.file("catalogue.csv", "sku;price\nA;много\nB;5\n");
    let output = desk.run(&["catalogue", "import", &file, "--whole"]).code(1);
    assert_eq!(
        output.stderr,
        "line 2, price: “много” is no amount – write it as 1450, 1450.50 or 1450,50.\n\
         Nothing was withdrawn: not every row could be read.\n"
    );
    let rejected = desk.run(&["catalogue", "import", &file, "--json"]).code(1).json()["rejected"][0].clone();
    assert_eq!(
        (&rejected["line"], &rejected["why"]),
        (&json!(2), &json!("not_an_amount"))
    );
    let file = desk.file("other.csv", "a;b\n1;2\n");
    let error = desk.run(&["catalogue", "import", &file, "--json"]).code(2).error();
    assert_eq!(error["kind"], Value::from("usage"));
    let _ = desk.run(&["catalogue", "import", "nowhere.csv"]).code(2);
}
