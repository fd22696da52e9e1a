//! How SQLite runs each statement the tests run: looked at once, so that none walks through a table that grows.

use std::collections::HashMap;
use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::Mutex;

use rusqlite::Connection;
use rusqlite::ErrorCode;

/// The tables that grow with a shop's work.
pub(super) const GROWING: [&str; 18] = [
    "orders",
    "order_texts",
    "order_lines",
    "order_sources",
    "customers",
    "contacts",
    "payments",
    "calls",
    "appointments",
    "notes",
    "cases",
    "messages",
    "journal",
    "parcel_news",
    "parcel_events",
    "ticks",
    "script_points",
    "returns",
];

/// Indexes of what is open, which may be walked through: they follow the work in hand, not the history.
pub(super) const OPEN: [&str; 7] = [
    "orders_live",
    "calls_pending",
    "appointments_pending",
    "cases_open",
    "messages_open",
    "order_sources_kept",
    "returns_awaited",
];

/// Statements that really read everything, or that stop at once, each by a part of its text, with why.
pub(super) const ALLOWED: &[(&str, &str)] = &[
    ("select id, name from customers where name <> ''", "an upgrade, once"),
    (
        "select id, at, operator, kind, order_id, customer_id, undoes, undone_by, changes from journal",
        "a copy is proven by the whole journal",
    ),
    ("/* moved */", "a desk that moves is read whole, once"),
    ("from journal order by id limit 1", "it stops at the oldest entry"),
    (
        "from journal j order by j.id desc limit 1",
        "it stops at the newest entry",
    ),
    ("from journal order by id desc limit 1", "it stops at the newest entry"),
    (
        "select not exists (select 1 from journal) and",
        "it stops at the first row",
    ),
    (
        "from customers where voided_by is null and merged_into is null",
        "a segment may hold everybody",
    ),
    (
        "select customer_id, coalesce(norm, raw) from contacts",
        "an erased person is found again in a copy by salted marks alone",
    ),
    (
        "from order_totals union all",
        "a check of the kept sums counts every order, once",
    ),
    (
        "group by norm having count(*) > 1",
        "a list of all who share something, asked for now and then",
    ),
];

static SEEN: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);

/// Writes `sql` down where `DOZVON_STATEMENTS` says, once: what runs on a file must be understood by a server too.
fn keep(sql: &str) {
    static KEPT: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    let Ok(path) = std::env::var("DOZVON_STATEMENTS") else {
        return;
    };
    if KEPT.lock().unwrap().insert(sql.to_owned()) {
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(format!("{}\n", sql.replace('\n', " ")).as_bytes())
            .unwrap();
    }
}

/// Fails when `sql` walks through a growing table, or sorts a stretch of one.
pub(in crate::store) fn look_at(conn: &Connection, sql: &str) {
    keep(sql);
    let opening = sql.split_whitespace().next().unwrap_or_default();
    // Of an insert of values SQLite tells only how it looks for rows that are named by others.
    let is_planned = ["select", "update", "delete"].contains(&opening);
    if !is_planned || !SEEN.lock().unwrap().insert(sql.to_owned()) {
        return;
    }
    if ALLOWED.iter().any(|(part, _)| sql.contains(part)) {
        return;
    }
    let plan = plan(conn, sql);
    if let Some(line) = fault(sql, &plan) {
        panic!(
            "a statement that slows down as the shop grows: {line}\n{sql}\n{}",
            plan.join("\n")
        );
    }
}

fn plan(conn: &Connection, sql: &str) -> Vec<String> {
    loop {
        match told_plan(conn, sql) {
            // A reading that is broken off by another thread is still looked at.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {}
            told => return told.unwrap(),
        }
    }
}

fn told_plan(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(&format!("explain query plan {sql}"))?;
    let nulls = vec![rusqlite::types::Null; statement.parameter_count()];
    let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))?;
    rows.collect()
}

/// The line of the plan that is at fault.
fn fault<'p>(sql: &str, plan: &'p [String]) -> Option<&'p String> {
    let tables = tables(sql);
    let grows = |line: &str, how: &str| {
        let name = line.strip_prefix(how).and_then(|rest| rest.split_whitespace().next());
        let table = name.and_then(|name| tables.get(name));
        table.is_some_and(|table| GROWING.contains(table))
            && !OPEN.iter().any(|index| line.contains(&format!("INDEX {index}")))
    };
    let is_stretch = |line: &str| grows(line, "SEARCH ") && line.contains(['<', '>']) && !line.contains("=?");
    // What asks for open work is answered by its index alone.
    let asks_for_open = sql.contains("from orders where live = 1");
    if asks_for_open && !plan.iter().any(|line| line.contains("INDEX orders_live")) {
        return plan.first();
    }
    let scan = plan.iter().find(|line| grows(line, "SCAN "));
    let sort = || plan.iter().find(|line| line.contains("TEMP B-TREE"));
    scan.or_else(|| plan.iter().find(|line| is_stretch(line)).and_then(|_| sort()))
}

/// What each name in a statement stands for.
fn tables(sql: &str) -> HashMap<&str, &str> {
    const NO_NAMES: [&str; 13] = [
        "where", "on", "join", "left", "cross", "order", "group", "set", "limit", "values", "union", "select", "(",
    ];
    let words: Vec<&str> = sql
        .split([' ', '\n', ',', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    let mut tables = HashMap::new();
    for pair in words.windows(2) {
        if ["from", "join", "update", "into"].contains(&pair[0]) {
            tables.insert(pair[1], pair[1]);
        }
    }
    for three in words.windows(3) {
        if ["from", "join", "update"].contains(&three[0]) && !NO_NAMES.contains(&three[2]) {
            tables.insert(three[2], three[1]);
        }
    }
    tables
}

#[test]
fn what_walks_or_sorts_a_growing_table_is_found() {
    let mut conn = crate::store::db::Conn::in_memory().unwrap();
    conn.set_up(crate::store::Access::Write).unwrap();
    crate::store::migrate::migrate(&conn).unwrap();
    let cases = [
        ("select id from orders where total = $1", true),
        (
            "select o.id from customers c join orders o on o.customer_id = c.id where c.name = $1",
            true,
        ),
        ("select total from orders where created_at >= $1 order by total", true),
        ("update notes set text = $1 where operator = $2", true),
        ("select total from orders where customer_id = $1 order by total", false),
        (
            "select total from orders where created_at >= $1 order by created_at",
            false,
        ),
        ("select customer_id from calls where pending = 1", false),
        ("select text from labels order by text", false),
        ("select id from orders where live = 1 and customer_id = $1", true),
        (
            "select id from orders where live = 1 and stage = 3 and customer_id = $1",
            false,
        ),
    ];
    for (sql, is_faulty) in cases {
        let plan = plan(conn.raw(), sql);
        assert_eq!(fault(sql, &plan).is_some(), is_faulty, "{sql}\n{plan:?}");
    }
}
