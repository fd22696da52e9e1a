//! `plan`: what will fall due if nobody acts, and what other settings would change.

use serde_json::json;

use crate::given;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

/// An order confirmed and not paid (its reminder falls due in two business days), and a new one.
fn two_orders() -> TestDesk {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    given::order_of(&desk, "Анна Ким", "8 916 765-43-21", "Чашка;1;590");
    desk
}

#[test]
fn a_day_is_planned_by_the_hour_with_its_reasons() {
    let desk = two_orders();
    let plan = desk.json(&["plan", "--day", "2026-03-13"]);
    assert_eq!(plan["from"], "2026-03-12T21:00:00Z");
    assert_eq!(plan["until"], "2026-03-13T21:00:00Z");
    assert_eq!((&plan["count"], &plan["due_already"]), (&json!(2), &json!(0)));
    assert_eq!(
        plan["by_rule"],
        json!([{ "rule": "R5", "count": 1 }, { "rule": "R13", "count": 1 }])
    );
    assert_eq!(
        plan["by_hour"],
        json!([
            { "hour": "2026-03-13T06:00:00Z", "count": 1 },
            { "hour": "2026-03-13T07:00:00Z", "count": 1 }
        ])
    );
    assert_eq!(
        plan["tasks"][1],
        json!({
            "at": "2026-03-13T07:00:00Z",
            "order_id": 1,
            "order_number": "D1",
            "customer_id": 1,
            "customer": "Елена Иванова",
            "phone": "+79161234567",
            "task": "remind_payment",
            "rule": "R13",
            "lane": "follow_up",
            "limit": "2026-03-18T07:00:00Z",
            "reason": "remind to pay",
        })
    );
    let plain = desk.run(&["plan", "--day", "2026-03-13"]).success();
    assert_eq!(
        plain.stderr,
        "What falls due on 13 Mar from 00:00 on, if nobody acts and nothing new comes.\n"
    );
    assert!(
        plain.stdout.starts_with("09:00 – 1 task\n  09:00  D2  Анна Ким "),
        "{}",
        plain.stdout
    );
    let limited = desk.json(&["plan", "--day", "2026-03-13", "--limit", "1"]);
    assert_eq!(
        (&limited["count"], limited["tasks"].as_array().unwrap().len()),
        (&json!(2), 1)
    );
}

#[test]
fn what_is_due_already_is_only_counted_and_nothing_is_written() {
    let desk = two_orders();
    let before = desk.json(&["journal"]);
    let plan = desk.json(&["plan"]);
    assert_eq!((&plan["from"], &plan["due_already"]), (&json!(NOON), &json!(1)));
    assert_eq!(plan["tasks"], json!([]));
    let said = desk.run(&["plan", "--lang", "ru"]).success().stderr;
    assert!(said.contains("1 дело к этому времени уже ждёт"), "{said}");
    assert_eq!(desk.json(&["journal"]), before);
}

#[test]
fn other_settings_show_what_they_would_change() {
    let desk = two_orders();
    let other = desk.file(
        "other.toml",
        "[regulation]\npayment_reminder = \"3bd\"\nhigh_total = 500\n",
    );
    let shifts = desk.json(&["plan", "--day", "2026-03-13", "--against", &other]);
    assert_eq!(
        shifts["by_rule"],
        json!([
            { "rule": "R5", "appears": 0, "vanishes": 0, "moves": 1 },
            { "rule": "R13", "appears": 0, "vanishes": 0, "moves": 1 }
        ])
    );
    assert_eq!((&shifts["appears"], &shifts["vanishes"]), (&json!([]), &json!([])));
    let moved = &shifts["moves"][1];
    assert_eq!(
        (&moved["order_number"], &moved["task"], &moved["from"], &moved["to"]),
        (
            &json!("D1"),
            &json!("remind_payment"),
            &json!({ "at": "2026-03-13T07:00:00Z", "rule": "R13", "lane": "follow_up", "limit": "2026-03-18T07:00:00Z" }),
            &json!({ "at": "2026-03-16T07:00:00Z", "rule": "R13", "lane": "follow_up", "limit": "2026-03-18T07:00:00Z" })
        )
    );
    let plain = desk
        .run(&["plan", "--day", "2026-03-13", "--against", &other])
        .success();
    assert!(plain.stdout.contains("~1 moved"), "{}", plain.stdout);
    let same = desk.file("same.toml", "");
    let said = desk.run(&["plan", "--against", &same]).success();
    assert!(said.stderr.ends_with("Those settings change nothing.\n"), "{said:?}");
    let _ = desk.run(&["plan", "--against", "missing.toml"]).code(3);
}

#[test]
fn only_days_to_come_can_be_planned() {
    let desk = TestDesk::new();
    for day in ["2026-03-10", "2031-03-10", "никогда"] {
        let _ = desk.run(&["plan", "--day", day]).code(2);
    }
    for day in ["tomorrow", "завтра", "2026-03-11"] {
        let said = desk.run(&["plan", "--day", day]).success();
        assert!(said.stderr.ends_with("Nothing falls due.\n"), "{said:?}");
    }
}

#[test]
fn what_is_due_already_is_said_to_be_fewer_rows_than_tasks() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::order(&desk);
    assert_eq!(desk.json(&["plan"])["due_already"], 2);
    assert_eq!(desk.json(&["queue"]).as_array().map(Vec::len), Some(1));
    let said = desk.run(&["plan"]).success().stderr;
    assert!(said.contains("the calls to one customer are one row"), "{said}");
}
