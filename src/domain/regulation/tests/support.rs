//! A shop in Moscow, open 9:00–21:00, in March 2026 (the 11th is a Wednesday), and agendas as lines of text.

use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono_tz::Asia::Vladivostok;
use chrono_tz::Europe::Moscow;

use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Hours;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::local_time;
use crate::domain::local_time::Twice;
use crate::domain::money::Currency;
use crate::domain::order::OrderFacts;
use crate::domain::projection::CallFact;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::project;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::agenda;
use crate::domain::settings::Settings;
use crate::domain::task::Task;
use crate::domain::time::Time;

/// A zone whose callable time is 9:00–14:00 of the shop's clock.
pub const FAR_EAST: LabelId = LabelId(7);

/// Day and time of the shop's clock in March 2026: `11 12:00`. Days over 31 run on into April.
pub fn at(shown: &str) -> Time {
    let (day, clock) = shown.split_once(' ').unwrap();
    let first = NaiveDateTime::parse_from_str(&format!("2026-03-01 {clock}"), "%Y-%m-%d %H:%M").unwrap();
    let days = chrono::TimeDelta::days(day.parse::<i64>().unwrap() - 1);
    local_time::moment(Moscow, first + days, Twice::First)
}

pub fn rules() -> Rulebook {
    rules_with(|_| {})
}

pub fn rules_with(change: impl FnOnce(&mut Settings)) -> Rulebook {
    let mut settings = Settings::default();
    settings.regulation.high_total = Some(1_000_000);
    change(&mut settings);
    Rulebook::new(Arc::new(settings), None, [(FAR_EAST, Vladivostok)], [], at("11 12:00"))
}

/// A shop open at these hours every day.
pub fn rules_open(day: &str) -> Rulebook {
    rules_with(|s| s.hours.week = std::array::from_fn(|_| Hours::parse_day(day).unwrap()))
}

pub fn order(created: &str) -> OrderFacts {
    OrderFacts::new(OrderId(1), CustomerId(1), Currency::RUB, 145_000, at(created))
}

pub fn customer_of(orders: impl IntoIterator<Item = OrderFacts>) -> CustomerFacts {
    CustomerFacts {
        orders: orders.into_iter().collect(),
        ..CustomerFacts::new(CustomerId(1))
    }
}

pub fn paid(when: &str, amount: i64) -> PaymentFact {
    PaymentFact {
        at: at(when),
        amount,
        due_again: false,
    }
}

/// An order after calls and payments: `x 11 12:00` is a call in vain, `o 11 12:00` a talk, `$ 11 12:00 1450` money.
pub fn after(mut order: OrderFacts, events: &[&str]) -> OrderFacts {
    let (mut calls, mut payments) = (Vec::new(), Vec::new());
    for event in events {
        let (kind, rest) = event.split_once(' ').unwrap();
        if kind == "$" {
            let (when, amount) = rest.rsplit_once(' ').unwrap();
            payments.push(paid(when, amount.parse::<i64>().unwrap() * 100));
        } else {
            calls.push(CallFact {
                at: at(rest),
                attempt: kind == "x",
                talk: kind == "o",
            });
        }
    }
    project(&mut order, &payments, &calls);
    order
}

/// The agenda as lines: due tasks first, then, indented, those to come.
pub fn lines(facts: &CustomerFacts, rules: &Rulebook, now: &str) -> Vec<String> {
    let found = agenda(facts, rules, at(now));
    let due = found.tasks.iter().map(|task| line(task, ""));
    due.chain(found.upcoming.iter().map(|task| line(task, "  "))).collect()
}

pub fn line(task: &Task, indent: &str) -> String {
    let (kind, lane, rule) = (task.kind.code(), task.lane.code(), task.rule);
    let limit = task.limit.map_or("-".to_owned(), day_and_time);
    format!(
        "{indent}{kind} {lane} {rule} {} to {limit} {}",
        day_and_time(task.due),
        why(task)
    )
    .trim_end()
    .to_owned()
}

fn why(task: &Task) -> String {
    use crate::domain::task::Why;

    match task.why {
        Why::Plain => String::new(),
        Why::Promised { from, until } => format!("Promised {} {}", day_and_time(from), day_and_time(until)),
        why => format!("{why:?}"),
    }
}

pub fn day_and_time(at: Time) -> String {
    use chrono::Datelike;

    let local = local_time::local(Moscow, at);
    let day = (local.date() - chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()).num_days() + 1;
    debug_assert!(local.year() == 2026);
    format!("{day} {}", local.format("%H:%M"))
}

/// Checks a table: moment, then the lines expected.
pub fn check(facts: &CustomerFacts, rules: &Rulebook, table: &[(&str, &[&str])]) {
    for (now, expected) in table {
        assert_eq!(lines(facts, rules, now), *expected, "at {now}");
    }
}
