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
