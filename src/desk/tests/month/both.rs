//! The month on a server beside the month on a file.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::LazyLock;

use regex::Regex;

use super::DAYS;
use super::Month;
use super::SEED;
use super::asked;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::NOON;
use crate::desk::tests::desk;
use crate::desk::tests::who;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::store::Store;
use crate::store::tests::served::is_of_a_server;
use crate::store::tests::served::rows_of;

/// Orders of the month and how much of it passes, unless the environment asks for more: on a server it takes its time.
const ORDERS: u64 = 60;
const FIRST_DAYS: i64 = 1;

/// A server gives ids out ahead and leaves some out: what they are is no part of what is the same.
fn without_ids(text: &str) -> Cow<'_, str> {
    IDS.replace_all(text, "id")
}

static IDS: LazyLock<Regex> = LazyLock::new(|| {
    let column = r"\b(id|\w+_id|undoes|redoes|\w+_by|corrects|duplicate_of|manager|zone|channel|shop) Int\(\d+\)";
    let within_changes = r#"(id|ids|order|customer|from|to)\\":\[?[\d,]+\]?"#;
    let of_rust = r"Id\(\s*\d+,?\s*\)";
    let of_facts = r#"fact_key Text\("[a-z]\d+"#;
    // An order's facts in few bytes, its ids among them: what they say is compared in its table.
    let packed = r"packed: \[[\d,\s]*\]";
    Regex::new(&format!("{column}|{within_changes}|{of_rust}|{of_facts}|{packed}")).unwrap()
});

#[test]
fn a_month_leaves_the_same_queue_journal_and_outbox_on_both_engines() {
    let server = desk();
    if !is_of_a_server(&server.store) {
        return;
    }
    let file = Store::in_own_memory().unwrap();
    let file = Desk::on(file, Arc::new(Settings::default()), who("anna"), Clock::Stopped(NOON)).unwrap();
    let orders = asked("DOZVON_MONTH");
    let days = orders.map_or(FIRST_DAYS, |_| DAYS);
    let (orders, seed) = (orders.unwrap_or(ORDERS), asked("DOZVON_MONTH_SEED").unwrap_or(SEED));
    let pass = |desk| {
        let mut month = Month::on(desk, seed, orders);
        month.pass(days);
        month
    };
    let (mut file, mut server) = (pass(file), pass(server));
    for table in [
        "journal",
        "messages",
        "orders",
        "payments",
        "calls",
        "parcels",
        "notes",
        "customers",
    ] {
        let rows = [&file, &server].map(|month| {
            let rows = rows_of(&month.desk.store, table);
            let mut rows: Vec<String> = rows.iter().map(|row| without_ids(row).into_owned()).collect();
            rows.sort_unstable();
            rows
        });
        let differ = rows[0].iter().zip(&rows[1]).find(|(file, server)| file != server);
        assert_eq!(differ, None, "{table}");
        assert_eq!(rows[0].len(), rows[1].len(), "{table}");
        assert!(!rows[0].is_empty(), "{table}");
    }
    let queues = [&mut file, &mut server].map(|month| {
        // By the evening nobody is left; the next day others are due.
        month.desk.clock = Clock::Stopped(month.desk.now() + Span::hours(20));
        without_ids(&format!("{:#?}", month.look().rows)).into_owned()
    });
    assert!(queues[0].lines().count() > 100, "{}", queues[0]);
    let [file, server] = queues.each_ref().map(|queue| queue.lines().collect::<Vec<_>>());
    let differ = file.iter().zip(&server).position(|(file, server)| file != server);
    // Where it is, is told by what stands before it.
    let around = |lines: &[&str]| differ.map(|at| lines[at.saturating_sub(12)..=at].join("\n"));
    assert_eq!(around(&file), around(&server));
    assert_eq!(file.len(), server.len());
}
