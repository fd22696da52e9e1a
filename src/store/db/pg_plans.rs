//! How PostgreSQL runs each statement the served tests run: written down by them, and looked at on a full database.

use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::args::Val;
use super::conn::Conn;
use super::plans::ALLOWED;
use super::plans::GROWING;
use super::plans::OPEN;
use crate::store::Access;
use crate::store::Location;

/// Names the file the statements are written into, one a line.
const STATEMENTS: &str = "DOZVON_TEST_STATEMENTS";
/// A table of fewer rows is read whole sooner than by an index.
const MANY: i64 = 1_000;

/// Statements that walk through a large table on a server alone, each by a part of it and why.
const WALKED: &[(&str, &str)] = &[(
    "customer_id in (select id from people) or order_id in (",
    "all that is held of a person who is erased or asks for it, some times a year: nothing else finds calls and notes by order",
)];

static SEEN: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);

/// Writes it down, where it is one that may walk through a growing table.
pub(in crate::store) fn keep(sql: &str) {
    let Some(path) = std::env::var_os(STATEMENTS) else {
        return;
    };
    let opening = sql.split_whitespace().next().unwrap_or_default();
    let is_planned = ["select", "update", "delete", "with"].contains(&opening);
    let grows = GROWING.iter().any(|name| sql.contains(name));
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if is_planned && grows && seen.insert(sql.to_owned()) {
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        let line: Vec<&str> = sql.split_whitespace().collect();
        file.write_all(format!("{}\n", line.join(" ")).as_bytes()).unwrap();
    }
}

fn texts(conn: &Conn, sql: &str) -> Vec<String> {
    let rows = conn.seen(sql).1;
    let lines = rows.iter().filter_map(|row| match row.first() {
        Some(Val::Text(line)) => Some(line.clone().into_owned()),
        _ => None,
    });
    lines.collect()
}

fn plan(conn: &Conn, sql: &str) -> Vec<String> {
    let count = (1..=sql.len())
        .take_while(|number| sql.contains(&format!("${number}")))
        .count();
    let nulls = vec!["null"; count].join(", ");
    let nulls = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    conn.batch(&format!("prepare looked_at as {sql}")).unwrap();
    let plan = texts(conn, &format!("explain (costs off) execute looked_at{nulls}"));
    conn.batch("deallocate looked_at").unwrap();
    plan
}

/// The line of the plan that is at fault: a scan of one of those tables that no condition of an index narrows.
fn fault<'p>(plan: &'p [String], many: &HashSet<String>) -> Option<&'p String> {
    let mut lines = plan.iter().enumerate();
    let found = lines.find(|(at, line)| {
        let node = line.trim_start().trim_start_matches("->").trim_start();
        let table = node
            .split(" on ")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next());
        let grows = table.is_some_and(|table| many.contains(table));
        let is_open = OPEN.iter().any(|index| node.contains(&format!("using {index} ")));
        let has_condition = || {
            let below = plan[at + 1..].iter().map(|line| line.trim_start());
            let mut own = below.take_while(|line| !line.starts_with("->"));
            own.any(|line| line.starts_with("Index Cond"))
        };
        let is_index = node.starts_with("Index Scan") || node.starts_with("Index Only Scan");
        grows && (node.starts_with("Seq Scan") || is_index && !is_open && !has_condition())
    });
    found.map(|(_, line)| line)
}

/// Every statement that was written down, on the database `DOZVON_TEST_FULL` names, to which a desk of a million orders was
/// moved.
#[test]
fn on_a_full_database_no_statement_walks_through_a_growing_table() {
    let said = |name| std::env::var(name).ok();
    let (Some(full), Some(statements)) = (said("DOZVON_TEST_FULL"), said(STATEMENTS)) else {
        return;
    };
    let Location::Server(server) = Location::parse(&full).unwrap() else {
        panic!("{full} is no server's");
    };
    let conn = Conn::connect(&server, Access::Read).unwrap();
    conn.batch("set plan_cache_mode = force_generic_plan").unwrap();
    let many = format!("select relname::text from pg_class where relkind = 'r' and reltuples > {MANY}");
    let many: HashSet<String> = texts(&conn, &many)
        .into_iter()
        .filter(|name| GROWING.contains(&name.as_str()))
        .collect();
    assert!(many.contains("orders") && many.contains("journal"), "{many:?}");
    let all = std::fs::read_to_string(statements).unwrap();
    let all: HashSet<&str> = all.lines().collect();
    assert!(!all.is_empty());
    let mut faults = Vec::new();
    for sql in all {
        if ALLOWED.iter().chain(WALKED).any(|(part, _)| sql.contains(part)) {
            continue;
        }
        let plan = plan(&conn, sql);
        if fault(&plan, &many).is_some() {
            faults.push(format!("{sql}\n{}", plan.join("\n")));
        }
    }
    assert!(faults.is_empty(), "{} of them:\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn a_walk_through_a_large_table_is_found_in_a_plan() {
    let many = HashSet::from(["orders".to_owned(), "calls".to_owned()]);
    for (plan, is_faulty) in [
        (&["Seq Scan on orders o", "  Filter: (total = $1)"][..], true),
        (&["Seq Scan on labels"], false),
        (
            &[
                "Limit",
                "  ->  Index Scan using orders_pkey on orders",
                "        Filter: (total = $1)",
            ],
            true,
        ),
        (
            &["Index Scan using orders_pkey on orders", "  Index Cond: (id = $1)"],
            false,
        ),
        (
            &[
                "Nested Loop",
                "  ->  Index Only Scan using orders_pkey on orders o",
                "  ->  Index Scan using calls_of on calls",
                "        Index Cond: (order_id = o.id)",
            ],
            true,
        ),
        (&["Index Only Scan using calls_pending on calls"], false),
        (
            &[
                "Bitmap Heap Scan on orders",
                "  ->  Bitmap Index Scan on orders_customer",
                "        Index Cond: (customer_id = $1)",
            ],
            false,
        ),
    ] {
        let plan: Vec<String> = plan.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(fault(&plan, &many).is_some(), is_faulty, "{plan:#?}");
    }
}
