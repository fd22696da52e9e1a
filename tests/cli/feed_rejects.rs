//! `feed rejects` and `feed mend`: one order of a feed that could not be read comes in alone.

use std::fs;

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;

const TABLE: &str = "№ заказа;Дата;Телефон;Сумма;Товар\n1;11.03.2026 11:58;89167654321;сто рублей;Чайник\n\
                     2;31.02.2026 11:58;89167654322;100;Чашка\n3;11.03.2026 11:58;89167654323;дорого;Ложка\n";

/// A file that nobody has touched for long.
fn put(desk: &TestDesk, folder: &str, name: &str, text: &str) {
    let path = desk.path(folder).join(name);
    fs::write(&path, text).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_773_219_600);
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(old).unwrap();
}

/// A feed that is a folder with that file in it.
fn desk(name: &str, text: &str) -> TestDesk {
    let desk = TestDesk::new().live();
    fs::create_dir(desk.path("drop")).unwrap();
    let drop = desk.path_text("drop");
    let _ = desk
        .run(&["feed", "add", "files", "--kind", "folder", "--address", &drop])
        .success();
    put(&desk, "drop", name, text);
    let _ = desk.run(&["feed", "run", "files", "--once"]).code(1);
    desk
}

/// Those that wait, by order, with their ids.
fn waiting(desk: &TestDesk) -> Vec<(String, String)> {
    let listed = desk.json(&["feed", "rejects", "files"]);
    let of = |one: &Value| (one["order"].as_str().unwrap().to_owned(), one["id"].to_string());
    let mut all: Vec<_> = listed.as_array().unwrap().iter().map(of).collect();
    all.sort();
    all
}

fn total(desk: &TestDesk, number: &str) -> Value {
    desk.json(&["order", "show", number])["total"]["minor"].clone()
}

#[test]
fn each_row_of_a_table_comes_in_with_its_own_value_or_is_left_out() {
    let desk = desk("one.csv", TABLE);
    let all = waiting(&desk);
    let [(_, first), (_, second), (_, third)] = &all[..] else {
        panic!("{all:?}");
    };
    let again = desk.run(&["feed", "mend", first, "--json"]).code(1).json();
    assert_eq!(
        (&again["rejected"], &again["created"]),
        (&json!(1), &json!(0)),
        "as it stands"
    );
    assert_eq!(waiting(&desk).len(), 3, "and once");
    let worse = desk.run(&["feed", "mend", first, "--value", "две", "тысячи"]).code(1);
    assert!(worse.stdout.contains("still cannot be read"), "{worse:?}");
    let renamed = waiting(&desk);
    assert_eq!(renamed.len(), 3, "the new text stands in the place of the old");
    let first = &renamed[0].1;
    let mended = desk.json(&["feed", "mend", first, "--value", "2000"]);
    assert_eq!((&mended["created"], &mended["rejected"]), (&json!(1), &json!(0)));
    assert_eq!(total(&desk, "1"), 200_000);
    let _ = desk
        .run(&["feed", "mend", second, "--value", "28.02.2026", "11:58"])
        .success();
    assert_eq!(total(&desk, "2"), 10_000);
    assert_eq!(desk.json(&["feed", "mend", third, "--drop"])["dropped"], true);
    assert_eq!(waiting(&desk), []);
    assert_eq!(desk.json(&["feed", "list"])[0]["rejects"], 0);
    // The same text is no news, however often it comes.
    let again =
        fs::read_to_string(desk.path("drop/rejects/one.csv")).unwrap() + "4;11.03.2026 11:58;89167654324;400;Вилка\n";
    put(&desk, "drop", "again.csv", &again);
    let read = &desk.json(&["feed", "run", "files", "--once"])[0];
    assert_eq!((&read["created"], &read["rejected"]), (&json!(1), &json!(0)), "{read}");
    assert_eq!(waiting(&desk), []);
    let gone = desk.run(&["feed", "mend", third]);
    assert!(
        gone.code != Some(0) && gone.stderr.contains("waits to be mended"),
        "{gone:?}"
    );
}

#[test]
fn an_object_comes_in_with_another_value_or_mended_whole() {
    let order = |id: u32, total: Value| {
        json!({
            "id": id, "number": id.to_string(), "status": "processing", "currency": "RUB", "total": total,
            "date_created_gmt": "2026-03-10T10:00:00", "billing": {"first_name": "Anna", "phone": "+79160000001"},
            "line_items": [{"id": 1, "name": "Teapot", "quantity": 1, "total": "90"}],
        })
    };
    let text = json!([order(1, json!("a lot")), order(2, Value::Null)]).to_string();
    let desk = desk("orders.json", &text);
    let all = waiting(&desk);
    assert_eq!(all.len(), 2, "{all:?}");
    let _ = desk.run(&["feed", "mend", &all[0].1, "--value", "90.50"]).success();
    assert_eq!(total(&desk, "1"), 9_050);
    let file = desk.file("mended.json", order(2, json!("70.00")).to_string());
    let _ = desk.run(&["feed", "mend", &all[1].1, "--text", &file]).success();
    assert_eq!(total(&desk, "2"), 7_000);
    assert_eq!(waiting(&desk), []);
}

#[test]
fn an_order_of_one_shop_mends_nothing_of_anothers_of_that_number() {
    let desk = desk("one.csv", TABLE);
    assert_eq!(waiting(&desk).len(), 3);
    fs::create_dir(desk.path("other")).unwrap();
    let other = desk.path_text("other");
    let _ = desk
        .run(&["feed", "add", "other", "--kind", "folder", "--address", &other])
        .success();
    let good = TABLE
        .replace("сто рублей", "100")
        .replace("31.02", "28.02")
        .replace("дорого", "300");
    put(&desk, "other", "two.csv", &good);
    let done = &desk.json(&["feed", "run", "other", "--once"])[0];
    assert_eq!(done["created"], 3, "{done}");
    assert_eq!(waiting(&desk).len(), 3);
}
