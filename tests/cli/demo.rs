//! `demo`: a made-up shop for trying commands.

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

#[test]
fn a_file_is_filled_for_trying_commands() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new();
    let file = desk.path_text("demo.db");
    let filled = desk.json(&["demo", "--no-ui", "--db", &file]);
    assert_eq!(filled["database"], file.as_str());
    let rows = desk.json(&["queue", "--db", &file]);
    assert!(rows.as_array().unwrap().len() > 30, "{rows}");
    let again = desk.run(&["demo", "--no-ui", "--db", &file, "--json"]).code(2);
    assert_eq!(again.error()["kind"], "usage");
}

#[test]
fn real_work_is_never_filled_with_made_up_orders() {
    let desk = TestDesk::new();
    let _ = desk.run(&["demo", "--no-ui", "--json"]).code(2);
    // DOZVON_DB is for real work.
    desk.assert_untouched();
}

#[test]
fn a_large_shop_has_as_many_orders_as_asked() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new();
    let file = desk.path_text("large.db");
    let size = ["--orders", "300", "--open", "20"];
    desk.json(&[&["demo", "--no-ui", "--db", &file][..], &size].concat());
    assert_eq!(desk.json(&["order", "show", "1300", "--db", &file])["number"], "1300");
}

#[test]
fn what_a_demo_runs_on_its_file_counts_in_the_money_of_its_shop() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new()
        .variable("DOZVON_LANG", "uk")
        .variable("DOZVON_DEMO", "1");
    let file = desk.path_text("demo.db");
    desk.json(&["demo", "--no-ui", "--db", &file]);
    let numbers = desk.json(&["report", "refusals", "--db", &file]).to_string();
    assert!(numbers.contains("\"UAH\"") && !numbers.contains("\"RUB\""), "{numbers}");
    let products = desk.json(&["catalogue", "list", "--price-risen", "--db", &file]);
    assert_eq!(products[0]["price_rise"]["currency"], "UAH", "{products}");
}
