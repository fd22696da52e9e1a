//! `order …`: an order worked from the phone call to its receipt.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::given::roubles;
use crate::given::spaced;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

/// ORDER of [`given::order`] just after it was taken.
fn fresh() -> Value {
    json!({
        "id": 1,
        "number": "D1",
        "source": null,
        "shop": null,
        "shop_name": null,
        "external_id": null,
        "channel": "phone",
        "stage": "new",
        "customer": { "id": 1, "name": "Елена Иванова", "phone": "+79161234567", "email": null },
        "recipient": {"name": "Елена Иванова", "phone": "+79161234567"},
        "total": roubles(129_000, "1 290,00"),
        "paid": roubles(0, "0,00"),
        "due": roubles(129_000, "1 290,00"),
        "claims_paid": null,
        "terms": "prepaid",
        "created_at": NOON,
        "contacted_at": null,
        "confirmed_at": null,
        "number_at": null,
        "estimate_at": null,
        "handed_over_at": null,
        "tracking_number": null,
        "carrier": null,
        "arrived_at": null,
        "storage_until": null,
        "received_at": null,
        "returned_at": null,
        "cancelled_at": null,
        "reason": null,
        "closed_at": null,
        "promised": null,
        "attempts": 0,
        "claimed_by": null,
        "parcels": [],
        "returns": [],
        "exchanged_for": null,
        "lines": [{
            "sku": null,
            "name": "Чайник",
            "parameters": null,
            "stock": null,
            "out_of_stock": false,
            "promised_to_older": false,
            "price_now": null,
            "price_rise": null,
            "quantity": 1,
            "price": roubles(129_000, "1 290,00"),
            "total": roubles(129_000, "1 290,00"),
        }],
        "payments": [],
        "tasks": [{
            "task": "first_contact",
            "rule": "R4",
            "lane": "new",
            "due": NOON,
            "limit": "2026-03-11T10:00:00Z",
        }],
        "next_at": null,
    })
}

#[test]
fn an_order_is_printed_whole() {
    let desk = TestDesk::new();
    assert_eq!(given::order(&desk), fresh());
    for name in ["D1", "d1", "#D1", "id:1"] {
        assert_eq!(desk.json(&["order", "show", name]), fresh(), "{name}");
    }
}

#[test]
fn an_action_says_what_it_did_and_shows_the_order() {
    let desk = TestDesk::new();
    given::order(&desk);
    let mut confirmed = fresh();
    for (field, value) in [
        ("stage", json!("confirmed")),
        ("contacted_at", json!(NOON)),
        ("confirmed_at", json!(NOON)),
        ("tasks", json!([])),
        ("next_at", json!("2026-03-13T07:00:00Z")),
    ] {
        confirmed[field] = value;
    }
    let first = desk.json(&["order", "confirm", "D1"]);
    assert_eq!(
        first,
        json!({
            "entry": 2,
            "changed": true,
            "text": "No. D1 · confirmed",
            "warnings": [],
            "order": confirmed.clone(),
        })
    );
    let again = desk.json(&["order", "confirm", "D1"]);
    assert_eq!(
        again,
        json!({
            "entry": null,
            "changed": false,
            "text": "Nothing changed, it is so already: No. D1 · confirmed",
            "warnings": [],
            "order": confirmed,
        })
    );
}

#[test]
fn an_order_goes_from_confirmation_to_its_end() {
    let desk = TestDesk::new();
    given::order(&desk);
    for (arguments, stage) in [
        (&["confirm", "D1"][..], "confirmed"),
        (&["pay", "D1", "290,50", "--means", "cash"], "confirmed"),
        (&["pay", "D1"], "ready"),
        (&["ship", "D1", "1234567890", "--not-handed"], "ready"),
        (&["handed", "D1"], "dispatched"),
        (&["arrived", "D1"], "arrived"),
        (&["received", "D1"], "received"),
        (&["close", "D1"], "closed"),
        (&["reopen", "D1"], "received"),
        (&["returned", "D1"], "returned"),
        (&["refund", "D1", "1290"], "returned"),
    ] {
        let done = desk.json(&[&["order"], arguments].concat());
        assert_eq!(
            (done["changed"].clone(), done["order"]["stage"].clone()),
            (json!(true), json!(stage)),
            "{arguments:?}"
        );
    }
    let order = desk.json(&["order", "show", "D1"]);
    assert_eq!(order["reason"], "not_collected");
    assert_eq!(order["carrier"], "cdek");
    let amounts: Vec<Value> = order["payments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| json!([payment["amount"]["minor"], payment["means"]]))
        .collect();
    assert_eq!(
        json!(amounts),
        json!([[29_050, "cash"], [99_950, "card"], [-129_000, "other"]])
    );
}

#[test]
fn what_should_be_known_is_said_beside_the_deed() {
    let desk = TestDesk::new();
    given::order(&desk);
    let done = desk.run(&["order", "confirm", "D1"]).success();
    assert_eq!(
        (done.stdout.as_str(), done.stderr.as_str()),
        ("No. D1 · confirmed\n", "")
    );
    // One digit of a Russian Post number is wrong.
    let shipped = desk.run(&["order", "ship", "D1", "62009147017545"]).success();
    assert_eq!(shipped.stdout, "No. D1 · tracking number entered\n");
    assert_eq!(
        spaced(&shipped.stderr),
        "warning: It leaves before ₽1,290.00 is paid; reminders go on.\n\
         warning: The check digit of the number does not fit: look for a typing error.\n"
    );
    let overpaid = desk.json(&["order", "pay", "D1", "1300"]);
    assert_eq!(overpaid["warnings"], json!(["₽10.00 more than was owed."]));
}

#[test]
fn a_number_is_read_as_it_is_scanned() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let shipped = desk.json(&["order", "ship", "D1", " ra 644 000 001 ru "]);
    assert_eq!(shipped["order"]["tracking_number"], "RA644000001RU");
    assert_eq!(shipped["order"]["carrier"], "russian_post");
}

#[test]
fn lines_are_changed_as_a_whole() {
    let desk = TestDesk::new();
    given::order(&desk);
    let changed = desk.json(&[
        "order",
        "lines",
        "D1",
        "--line",
        "Чай;0,5;900;T1",
        "--line",
        "Чашка;2;150",
    ]);
    let order = &changed["order"];
    assert_eq!(order["total"], roubles(75_000, "750,00"));
    assert_eq!(
        order["lines"][0],
        json!({
            "sku": "T1",
            "name": "Чай",
            "parameters": null,
            "stock": null,
            "out_of_stock": false,
            "promised_to_older": false,
            "price_now": null,
            "price_rise": null,
            "quantity": 0.5,
            "price": roubles(90_000, "900,00"),
            "total": roubles(45_000, "450,00"),
        })
    );
    let discount = desk.json(&["order", "lines", "D1", "--line", "Чай;1;900", "--total", "800"]);
    assert_eq!(discount["order"]["total"], roubles(80_000, "800,00"));
}

#[test]
fn a_known_phone_is_a_known_customer() {
    let desk = TestDesk::new();
    let first = given::order(&desk);
    let again = given::order_of(&desk, "Лена", "+7 (916) 123-45-67", "Кофе;1;500");
    assert_eq!(again["customer"], first["customer"]);
    let named = desk.json(&[
        "order",
        "new",
        "--customer",
        "id:1",
        "--line",
        "Кофе;1;500",
        "--terms",
        "on_delivery",
    ]);
    assert_eq!(named["order"]["customer"], first["customer"]);
    assert_eq!(named["order"]["terms"], "on_delivery");
}

#[test]
fn a_card_is_calm_and_aligned() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена\u{1b}[31m Иванова", "8 916 123-45-67", "Чайник;1;1290");
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "note", "D1", "просит", "позвонить", "в дверь"]);
    let shown = desk.run(&["order", "show", "D1"]).success();
    assert_eq!(
        spaced(&shown.stdout),
        "\
order      D1 (id:1)
stage      confirmed
customer   Елена[31m Иванова
phone      +79161234567
total      ₽1,290.00
paid       ₽0.00
to pay     ₽1,290.00
terms      prepaid · not paid
ordered    12:00
confirmed  12:00

Чайник  1  ₽1,290.00  ₽1,290.00

12:00        ordered · phone
12:00  anna  просит позвонить в дверь
12:00        SMS: the order as agreed · ₽1,290 · in 0:15
12:00  anna  confirmed
12:00  anna  order taken
"
    );
}

#[test]
fn a_customer_is_held_by_one_operator() {
    let desk = TestDesk::new();
    given::order(&desk);
    let taken = desk.json(&["order", "take", "D1"]);
    assert_eq!(
        (&taken["changed"], &taken["order"]["claimed_by"]),
        (&json!(true), &json!("anna"))
    );
    assert_eq!(desk.json(&["order", "take", "D1"])["changed"], json!(false));
    let refused = desk
        .run(&["order", "confirm", "D1", "--operator", "boris", "--json"])
        .code(5);
    assert_eq!(
        refused.error(),
        json!({
            "kind": "refused",
            "message": "anna has held this customer since 12:00.",
            "hint": "Choose another, or take the customer over.",
        })
    );
    let over = desk.json(&["order", "take", "D1", "--over", "--operator", "boris"]);
    assert_eq!(over["order"]["claimed_by"], "boris");
    assert!(over["entry"].is_i64(), "taking over is journalled");
    assert_eq!(desk.json(&["order", "release", "D1"])["changed"], json!(false));
    let released = desk.json(&["order", "release", "D1", "--operator", "boris"]);
    assert_eq!(
        (&released["changed"], &released["order"]["claimed_by"]),
        (&json!(true), &Value::Null)
    );
}

#[test]
fn a_proposal_is_put_off_with_a_reason() {
    let desk = TestDesk::new();
    given::order(&desk);
    let put_off = desk.json(&["order", "put-off", "D1", "2d", "ждёт", "зарплату"]);
    assert_eq!(put_off["text"], "No. D1 · put off");
    let _ = desk
        .run(&["order", "put-off", "D1", "2026-03-01 10:00", "поздно"])
        .code(5);
}

#[test]
fn the_script_of_an_order_is_filled_with_it() {
    let desk = TestDesk::new();
    given::order(&desk);
    let script = desk.json(&["order", "script", "D1"]);
    assert_eq!(script["name"], "first_contact", "{script}");
    assert_eq!(script["title"], "First call");
    let steps = script["steps"].as_array().unwrap();
    assert!(steps[0]["text"].as_str().unwrap().contains("D1"), "{script}");
    assert_eq!(steps[0]["done"], Value::Null, "what is said is not ticked");
    assert_eq!(steps[1]["done"], false);
    let plain = desk.run(&["order", "script", "D1", "--lang", "ru"]).success().stdout;
    assert!(plain.starts_with("Первый звонок 0/"), "{plain}");
    std::fs::create_dir_all(desk.path_text("scripts/en")).unwrap();
    let _ = desk.file("scripts/en/first_contact.md", "# Ours\n\n- {{ order.total }}\n");
    assert_eq!(desk.json(&["order", "script", "D1"])["title"], "Ours");
    let _ = desk.file("scripts/en/first_contact.md", "- {{ order.totla }}\n");
    let error = desk.run(&["order", "script", "D1", "--json"]).code(3).error();
    assert!(
        error["message"].as_str().unwrap().contains("first_contact.md:1"),
        "{error}"
    );
}

#[test]
fn an_order_may_carry_its_own_term_of_dispatch() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "pay", "D1"]);
    let limit = || {
        let plan = desk
            .run_at("2026-03-14T08:00:00Z", &["order", "show", "D1", "--json"])
            .success()
            .json();
        let tasks = plan["tasks"].as_array().unwrap().clone();
        let late = tasks.into_iter().find(|task| task["task"] == "dispatch_late");
        late.map(|task| task["limit"].clone())
    };
    assert_eq!(limit(), Some(json!("2026-03-14T07:00:00Z")), "three days as usual");
    desk.json(&["order", "dispatch-by", "D1", "2026-03-12", "15:00"]);
    assert_eq!(limit(), Some(json!("2026-03-12T12:00:00Z")));
    let past = desk
        .run(&["order", "dispatch-by", "D1", "2026-03-10 15:00", "--json"])
        .code(5);
    assert_eq!(past.error()["message"], "That time has passed already.");
    desk.json(&["order", "dispatch-by", "D1", "usual"]);
    assert_eq!(limit(), Some(json!("2026-03-14T07:00:00Z")));
}

#[test]
fn money_of_an_order_that_came_to_nothing_is_no_debt() {
    let desk = TestDesk::new();
    given::order(&desk);
    let shown = |what: [&str; 2]| {
        let plain = spaced(&desk.run(&["order", "show", "D1", "--lang", "ru"]).success().stdout);
        for said in what {
            assert!(plain.contains(said), "{said}\n{plain}");
        }
    };
    desk.json(&["order", "pay", "D1", "150"]);
    shown(["1 140,00 ₽", "предоплата · оплачено 150 ₽, осталось 1 140 ₽"]);
    let cancelled = desk.json(&["order", "cancel", "D1", "--reason", "cheaper"]);
    assert_eq!(cancelled["order"]["due"], roubles(-15_000, "-150,00"));
    shown(["предоплата · вернуть 150 ₽", "R12 · вернуть 150 ₽"]);
    let refunded = desk.json(&["order", "refund", "D1", "150"]);
    assert_eq!(refunded["order"]["due"], roubles(0, "0,00"));
    shown(["предоплата · деньги возвращены", "деньги возвращены: 150,00 ₽"]);
}
