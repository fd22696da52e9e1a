//! The schema on a server: a baseline and what came after it, under the same numbers as a file's.

use super::StoreError;
use super::db::Conn;
use super::db::prepare;

/// The schema a new database begins with.
const BASELINE: i64 = 48;
const BASELINE_SQL: &str = include_str!("../../assets/migrations/postgres/0048_baseline.sql");

/// Every later migration in order; the place of the first is the number after the baseline's. Never edited once shipped.
const LATER: &[&str] = &[
    include_str!("../../assets/migrations/postgres/0049_whose_goods.sql"),
    include_str!("../../assets/migrations/postgres/0050_new_products.sql"),
    include_str!("../../assets/migrations/postgres/0051_published.sql"),
    include_str!("../../assets/migrations/postgres/0052_new_orders_counted.sql"),
];

/// For who works in the tables and does not own them, and may not have them looked at otherwise.
const LOOK_AT_SIZES: &str = "create or replace function look_at_sizes() returns void language plpgsql \
    security definer set search_path from current as $$ begin \
      analyze customers, contacts, goods, orders, order_lines, order_sources, order_texts, parcels, payments, journal; \
    end $$";

/// The schema this program writes there.
#[cfg(test)]
pub(super) fn newest() -> i64 {
    BASELINE + i64::try_from(LATER.len()).unwrap_or(i64::MAX)
}

/// The schema of the database; 0 in an empty one. One with tables of another program is refused; those of extensions, which
/// hosts put into every database, are nobody's.
pub(super) fn version(conn: &Conn) -> Result<i64, StoreError> {
    let sql = "select to_regclass('desk_state') is not null, exists (select 1 from pg_class c \
               where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm') \
               and not exists (select 1 from pg_depend d \
                 where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))";
    let (is_ours, is_used): (bool, bool) = conn.ask_one(sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    match (is_ours, is_used) {
        (true, _) => conn.ask_one("select version from desk_state", |row| row.get(0)),
        (false, true) => Err(StoreError::NotOurs),
        (false, false) => Ok(0),
    }
}

/// Makes the schema, or brings it to the newest.
pub(super) fn migrate(conn: &Conn) -> Result<(), StoreError> {
    conn.begin_bare()?;
    let done = migrate_within(conn);
    if done.is_ok() {
        return conn.commit();
    }
    // What went wrong first is what is told.
    drop(conn.rollback());
    done
}

/// Another program may have done it meanwhile.
fn migrate_within(conn: &Conn) -> Result<(), StoreError> {
    let found = version(conn)?;
    if found == 0 {
        make_search(conn)?;
        conn.batch(BASELINE_SQL)?;
        conn.batch("insert into desk_state (version) values (0)")?;
    }
    let mut made = found.max(BASELINE);
    for sql in LATER
        .iter()
        .skip(usize::try_from(made - BASELINE).unwrap_or(usize::MAX))
    {
        conn.batch(sql)?;
        made += 1;
    }
    conn.batch(LOOK_AT_SIZES)?;
    prepare(conn, "update desk_state set version = $1")?.later([made])?;
    Ok(())
}

/// Names are found by parts of them with what PostgreSQL brings along for it, and a server may not have installed.
fn make_search(conn: &Conn) -> Result<(), StoreError> {
    let made = conn.batch("create extension if not exists pg_trgm");
    made.map_err(|error| match error {
        StoreError::Engine(_) | StoreError::NotGranted(_) => StoreError::NoSearch,
        other => other,
    })
}
