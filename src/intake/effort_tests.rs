//! Reading takes time in proportion to the file, whatever is wrong in it.

use std::time::Duration;

use super::test_support::items;

/// What twice the input may take at most.
const MOST: f64 = 2.5;
/// What grows with the square of the input takes four times as long at every try.
const TRIES: usize = 10;

fn order(id: usize) -> String {
    format!(
        r#"{{"id":{id},"number":"{id}","status":"processing","currency":"RUB","date_created_gmt":"2026-03-01T10:00:00","total":"1290.00","billing":{{"phone":"+7916{id:07}"}},"line_items":[{{"name":"Чайник","quantity":1,"total":"1290.00"}}]}}"#
    )
}

fn orders(count: usize) -> String {
    let orders: Vec<String> = (1..=count).map(order).collect();
    format!("[{}]", orders.join(","))
}

/// A quotation mark is lost half-way.
fn lost_mark(count: usize) -> String {
    let mut text = orders(count);
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("\"number\"").unwrap();
    text.remove(at);
    text
}

fn documents(count: usize) -> String {
    let document = |id: usize| {
        format!(
            "<Документ><Ид>{id}</Ид><Номер>{id}</Номер><Дата>2026-03-01</Дата><ХозОперация>Заказ товара</ХозОперация>\
             <Валюта>RUB</Валюта><Сумма>1290</Сумма></Документ>"
        )
    };
    let all: Vec<String> = (1..=count).map(document).collect();
    format!(
        "<?xml version=\"1.0\"?><КоммерческаяИнформация>{}</КоммерческаяИнформация>",
        all.concat()
    )
}

fn effort(text: &str) -> Duration {
    let begun = spent();
    std::hint::black_box(items(text.as_bytes()));
    spent().saturating_sub(begun)
}

/// What this thread has had of the processor: other work of the machine does not count.
#[cfg(unix)]
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap()
}

/// What has passed since the first question.
#[cfg(not(unix))]
fn spent() -> Duration {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    FIRST.get_or_init(std::time::Instant::now).elapsed()
}

/// How much longer `twice` takes than `once`, each at its best; tried again while other work of the machine may be why.
fn growth(once: &str, twice: &str) -> f64 {
    let (mut best_once, mut best_twice) = (Duration::MAX, Duration::MAX);
    let mut growth = f64::INFINITY;
    for _ in 0..TRIES {
        best_once = best_once.min(effort(once));
        best_twice = best_twice.min(effort(twice));
        growth = best_twice.as_secs_f64() / best_once.as_secs_f64();
        if growth <= MOST {
            break;
        }
    }
    growth
}

#[test]
fn twice_the_input_takes_at_most_two_and_a_half_times_as_long() {
    let head = "number;created;total;phone\n";
    let row = "1;2026-03-01 10:00;1290;+79161234567\n";
    let kinds: [(&str, &dyn Fn(usize) -> String); 7] = [
        ("whole JSON", &|count| orders(count)),
        ("JSON with a mark lost", &|count| lost_mark(count)),
        ("braces", &|count| "{::::".repeat(64 * count)),
        ("quotation marks", &|count| {
            format!("{head}{}", "a\";\"xxx\n".repeat(count))
        }),
        ("rows of one order", &|count| format!("{head}{}", row.repeat(4 * count))),
        ("CommerceML", &|count| documents(count)),
        ("CommerceML that never closes", &|count| {
            documents(1)
                .replace("</Документ>", "")
                .replace("</КоммерческаяИнформация>", &"<a>".repeat(8 * count))
        }),
    ];
    for (kind, make) in kinds {
        let growth = growth(&make(1_000), &make(2_000));
        assert!(
            growth <= MOST,
            "{kind}: twice the input takes {growth:.1} times as long"
        );
    }
}
